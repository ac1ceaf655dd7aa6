"""A twin of a return at level 1B passes a validator nobody here wrote, where it is installed.

No validator of PDF/A-3U is at hand, so what both levels ask alike is checked on the twin.
"""

import shutil
import subprocess
from pathlib import Path

import pytest
import roster_specimen
import statistics_specimen

from station_app.paper import return_form

JARS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "javax.activation")
FOLDER = Path("/usr/share/java")
CLASS = "org.apache.pdfbox.preflight.Validator_A1b"
JAVA = shutil.which("java")
MISSING = JAVA is None or not all((FOLDER / f"{name}.jar").is_file() for name in JARS)

pytestmark = pytest.mark.skipif(MISSING, reason="Apache preflight is not installed")


def _twin(pdf: bytes) -> bytes:
    """Return a return without attachments as one that claims level 1B; every length is kept."""
    return (
        pdf.replace(b"%PDF-1.7", b"%PDF-1.4")
        .replace(b"<pdfaid:part>3<", b"<pdfaid:part>1<")
        .replace(b"<pdfaid:conformance>U<", b"<pdfaid:conformance>B<")
    )


def _verdict(pdf: bytes, folder: Path) -> str:
    path = folder / "return.pdf"
    path.write_bytes(pdf)
    jars = ":".join(str(FOLDER / f"{name}.jar") for name in (*JARS, "jaxb-api"))
    command = [str(JAVA), "-cp", jars, CLASS, str(path)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    return made.stdout + made.stderr


@pytest.mark.parametrize("specimen", [statistics_specimen, roster_specimen])
def test_the_twin_of_a_return_is_valid(specimen: object, tmp_path: Path) -> None:
    pdf = return_form.draw_return(specimen.layout(), specimen.values())  # type: ignore[attr-defined]
    assert "is a valid PDF/A-1b file" in _verdict(_twin(pdf), tmp_path)


def test_the_validator_would_find_an_output_intent_amiss(tmp_path: Path) -> None:
    pdf = return_form.draw_return(statistics_specimen.layout(), statistics_specimen.values())
    spoiled = _twin(pdf).replace(b"/GTS_PDFA1", b"/GTS_PDFX1")
    assert "is a valid PDF/A-1b file" not in _verdict(spoiled, tmp_path)
