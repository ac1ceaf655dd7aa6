"""A stick has one list and one code: the next hand-over takes over what the earlier one left."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from station_app.domain.returns import State
from station_app.errors import Refused
from station_app.exchange.trust import Trust
from station_app.paper import handover as slips
from station_app.usecases import handover, receiving, returns, verification
from station_app.usecases.handover import Export
from station_app.usecases.returns import Order

SLIP = "荷塘村_2027春节_报送单.pdf"


@pytest.fixture
def roster(filled_register):
    return returns.paper_first(filled_register, Order(form="F03", period="2027-Q1"))


def _received(stick: Path) -> receiving.Stick:
    """Check a stick as its receiver does."""
    now = datetime(2027, 2, 1, tzinfo=UTC)
    found = verification.verify(verification.files_in([stick]), Trust(authorities=()), now)
    return receiving.sticks([stick], found)[0]


def _text_of(pdf: Path) -> str:
    read = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    return "".join(read.stdout.decode().split())


def test_a_second_hand_over_lists_what_the_first_left_and_replaces_its_slip(
    filled_register, version, roster, stick
):
    first = handover.export(filled_register, Export(versions=(version.uid,), folder=stick))

    second = handover.export(filled_register, Export(versions=(roster.uid,), folder=stick))

    found = _received(stick)
    assert (found.code, found.listed, found.faults) == (second.code, 2, ())
    assert found.beside == ()
    assert [file.name for file in second.files][1:] == [file.name for file in first.files]
    slip = _text_of(next(path for path in stick.glob("*报送单.pdf") if path.name != SLIP))
    assert f"替代报送单{first.number}。" in slip
    assert all(file.digest in slip for file in second.files)


def test_before_writing_it_is_said_what_is_listed_along_and_which_slip_is_replaced(
    filled_register, version, roster, stick
):
    assert handover.says_along(filled_register, [version.uid], stick) == ""
    first = handover.export(filled_register, Export(versions=(version.uid,), folder=stick))

    said = handover.says_along(filled_register, [roster.uid], stick)

    assert first.files[0].name in said
    assert said.endswith(f"替代报送单 {first.number}。")
    assert handover.says_along(filled_register, [version.uid], stick) == ""


def test_a_part_of_what_lies_there_once_more_replaces_no_slip(
    filled_register, version, roster, stick
):
    both = (version.uid, roster.uid)
    handover.export(filled_register, Export(versions=both, folder=stick))

    assert handover.says_along(filled_register, [version.uid], stick).endswith("新报送单。")


def test_the_same_returns_once_more_have_the_same_code_and_replace_nothing(
    filled_register, version, stick
):
    first = handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    again = handover.export(filled_register, Export(versions=(version.uid,), folder=stick))

    assert again.code == first.code
    assert "替代" not in _text_of(stick / SLIP)


@pytest.mark.parametrize("fate", ["gone", "changed"])
def test_what_the_receiver_took_off_the_stick_or_changed_is_not_listed_again(
    filled_register, version, roster, stick, fate
):
    first = handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    left = stick / first.files[0].name
    if fate == "gone":
        left.unlink()
    else:
        left.write_bytes(b"%PDF-1.7\n")

    second = handover.export(filled_register, Export(versions=(roster.uid,), folder=stick))

    assert len(second.files) == 1
    assert first.files[0].name not in (stick / "清单.txt").read_text("utf-8")


def test_the_list_of_somebody_else_is_not_written_over_while_his_files_need_it(
    filled_register, version, stick
):
    (stick / "石桥村.pdf").write_bytes(b"%PDF-1.7\n")
    (stick / "清单.txt").write_text(f"{'0' * 64}  石桥村.pdf\n", "utf-8")

    with pytest.raises(Refused, match="不是本登记册写的"):
        handover.says_along(filled_register, [version.uid], stick)
    with pytest.raises(Refused, match="不是本登记册写的"):
        handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    assert handover.every(filled_register) == []

    (stick / "石桥村.pdf").unlink()
    assert handover.export(filled_register, Export(versions=(version.uid,), folder=stick)).code


def test_a_stick_whose_earlier_files_fill_the_slip_is_refused_by_name(
    filled_register, version, roster, stick, monkeypatch
):
    first = handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    monkeypatch.setattr(slips, "MOST_FILES", 1)

    with pytest.raises(Refused, match=f"还有 {first.number} 的 1 份"):
        handover.says_along(filled_register, [roster.uid], stick)
    with pytest.raises(Refused, match=f"还有 {first.number} 的 1 份"):
        handover.export(filled_register, Export(versions=(roster.uid,), folder=stick))
    assert returns.get(filled_register, roster.uid).state is State.READY
