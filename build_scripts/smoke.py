"""Prove a frozen program: do the main job with it, open its window, verify with the unfrozen one.

`.venv/bin/python build_scripts/smoke.py dist/station`
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUFFIX = ".exe" if os.name == "nt" else ""


def main(arguments: list[str]) -> int:
    """Run every proof; stop at the first that fails."""
    frozen = Path(arguments[0] if arguments else "dist/station").resolve()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "demo"
        environment = {
            **os.environ,
            "STATION_DATA": str(Path(folder) / "data"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        environment.pop("PYTHONPATH", None)
        proofs = {
            "the frozen program does the main job": [
                frozen / f"station{SUFFIX}", "demo", "--out", out,
            ],
            "the frozen window opens the register and closes again": [
                frozen / f"station-app{SUFFIX}", "--smoke", out / "demo.station",
            ],
            "the frozen program verifies": [
                frozen / f"station{SUFFIX}", "verify", out / "stick", "--trust", out / "trust",
            ],
            "the unfrozen program verifies": [
                sys.executable, "-m", "station_app", "verify", out / "stick",
                "--trust", out / "trust", "--json",
            ],
        }  # fmt: skip
        for what, words in proofs.items():
            done = subprocess.run(
                [str(word) for word in words],
                cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8",
                timeout=600, check=False,
            )  # fmt: skip
            if done.returncode:
                print(f"smoke: not so: {what}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
                return 1
            print(f"smoke: {what}", flush=True)
        verdicts = [one["verdict"] for one in json.loads(done.stdout)]
    print(f"smoke: verdicts {verdicts}")
    return 0 if verdicts == ["trusted", "trusted"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
