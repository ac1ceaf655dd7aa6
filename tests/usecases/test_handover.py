"""One export is one hand-over; what does not arrive whole is not exported."""

import errno
import hashlib
import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sealed
import signing as hands

from station_app.domain.certificate import SigningRole
from station_app.domain.notice import TaskDraft
from station_app.domain.returns import State, Way
from station_app.errors import Refused, Unwritable
from station_app.exchange import authority, sticks, trust
from station_app.exchange.trust import Trust
from station_app.paper import return_page
from station_app.usecases import (
    certificates,
    handover,
    notices,
    receiving,
    returns,
    signing,
    verification,
)
from station_app.usecases.handover import Export
from station_app.usecases.returns import Order

NOW = datetime(2027, 2, 1, tzinfo=UTC)
F01 = Order(form="F01", period="2027-春节")
F03 = Order(form="F03", period="2027-Q1")
NAMES = ["清单.txt", "荷塘村_2027春节_报送单.pdf", "荷塘村_2027春节_走访慰问情况统计表.pdf"]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_return_arrives_with_slip_and_list(filled_register, version, stick):
    done = handover.export(filled_register, Export(versions=(version.uid,), folder=stick))

    assert _names(stick) == sorted(NAMES)
    assert returns.get(filled_register, version.uid).state is State.EXPORTED
    assert (done.number, done.state) == ("青报-荷塘-2027-000001", "已写入")
    listed = (stick / "清单.txt").read_text("utf-8")
    pdf = (stick / NAMES[2]).read_bytes()
    assert listed == f"{hashlib.sha256(pdf).hexdigest()}  {NAMES[2]}\n"
    assert pdf == returns.pdf(filled_register, version.uid)


def test_the_slip_prints_number_code_and_journal(filled_register, version, stick):
    done = handover.export(
        filled_register,
        Export(
            versions=(version.uid,), folder=stick, notice="青双拥办〔2026〕12号", stick="青退-U-07"
        ),
    )

    text = subprocess.run(
        ["pdftotext", "-layout", stick / NAMES[1], "-"], capture_output=True, check=True
    ).stdout.decode()
    assert done.number in text
    assert re.search(rf"{done.code[:4]} +{done.code[4:8]} +{done.code[8:]}", text)
    assert "青双拥办〔2026〕12号" in text
    assert re.search(r"登记册流水 \d+ · [0-9a-f]{16}", text)


def test_exporting_again_changes_nothing_and_takes_another_number(
    filled_register, version, stick, clock
):
    wanted = Export(versions=(version.uid,), folder=stick)
    first = handover.export(filled_register, wanted)
    exported_at = returns.get(filled_register, version.uid).exported_at
    clock.forward(hours=2)
    pdf = (stick / NAMES[2]).read_bytes()

    second = handover.export(filled_register, wanted)

    assert (stick / NAMES[2]).read_bytes() == pdf
    assert returns.get(filled_register, version.uid).exported_at == exported_at
    assert first.number != second.number
    assert first.code == second.code
    assert [one.number[-1] for one in handover.every(filled_register)] == ["2", "1"]


def test_several_returns_share_one_slip_and_one_list(filled_register, version, stick):
    roster = returns.paper_first(filled_register, F03)

    planned = handover.plan(filled_register, [version.uid, roster.uid])
    done = handover.export(
        filled_register, Export(versions=(version.uid, roster.uid), folder=stick)
    )

    assert "里面有 2 人的姓名" in planned.says
    assert "遮住一部分" in planned.says
    assert [file.people for file in done.files] == [0, 2]
    assert len((stick / "清单.txt").read_text("utf-8").splitlines()) == 2
    assert len(_names(stick)) == 4


def test_a_return_without_people_says_so(filled_register, version):
    planned = handover.plan(filled_register, [version.uid])

    assert planned.says.startswith("里面只有人数、户数和金额")
    assert planned.receiver == "柳林镇退役军人服务站"


def _unexported(register, version, stick) -> None:
    assert _names(stick) == []
    assert returns.get(register, version.uid).state is State.READY
    assert [one.state for one in handover.every(register)] == ["未写成"]
    assert handover.every(register)[0].says == "这一次没有写成，请换个U盘再导出。"


def test_a_full_stick_leaves_nothing_and_the_return_unexported(
    filled_register, version, stick, monkeypatch
):
    usage = shutil.disk_usage(stick)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1000))

    with pytest.raises(Refused, match="放不下"):
        handover.export(filled_register, Export(versions=(version.uid,), folder=stick))

    _unexported(filled_register, version, stick)


def test_a_stick_that_is_not_there_is_named(filled_register, version, tmp_path):
    with pytest.raises(Unwritable, match="找不到"):
        handover.export(filled_register, Export(versions=(version.uid,), folder=tmp_path / "gone"))

    assert returns.get(filled_register, version.uid).state is State.READY


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_stick_pulled_while_writing_leaves_the_return_unexported(
    filled_register, version, stick, monkeypatch, fails_at
):
    flushed = []

    def pulled(descriptor: int) -> None:
        flushed.append(descriptor)
        if len(flushed) == fails_at:
            raise OSError(errno.EIO, "the stick is gone")

    monkeypatch.setattr(os, "fsync", pulled)

    with pytest.raises(Unwritable):
        handover.export(filled_register, Export(versions=(version.uid,), folder=stick))

    monkeypatch.undo()
    _unexported(filled_register, version, stick)


def test_a_stick_that_loses_what_it_confirmed_is_not_believed(
    filled_register, version, stick, monkeypatch
):
    def forgetful(folder, contents, progress):
        fresh = written(folder, contents, progress)
        for path in folder.glob("*.pdf"):
            path.write_bytes(bytes(path.stat().st_size))
        return fresh

    written = sticks.write
    monkeypatch.setattr(sticks, "write", forgetful)

    with pytest.raises(Unwritable, match="读回的内容不一致"):
        handover.export(filled_register, Export(versions=(version.uid,), folder=stick))

    assert returns.get(filled_register, version.uid).state is not State.EXPORTED
    assert handover.every(filled_register)[0].state != "已写入"


def test_nothing_that_waits_for_a_signature_is_exported(filled_register, stick, tmp_path):
    office = hands.an_office(tmp_path / "county")
    subject = hands.a_subject(
        SigningRole.PREPARER, station_name="荷塘村退役军人服务站", name="王芳"
    )
    waiting = signing.prepare_with(filled_register, F01, hands.certified(office, subject))

    with pytest.raises(Refused, match="待审核"):
        handover.export(filled_register, Export(versions=(waiting.uid,), folder=stick))


def test_an_empty_choice_is_refused(filled_register, stick):
    with pytest.raises(Refused, match="没有选"):
        handover.export(filled_register, Export(versions=(), folder=stick))


def test_signed_returns_go_out_only_when_their_receiver_would_believe_them(
    filled_register, head_register, stick, tmp_path, monkeypatch
):
    office = hands.an_office(tmp_path / "county")
    facts = {"station_name": "荷塘村退役军人服务站"}
    believed = trust.gather(
        [path.read_bytes() for path in sorted((office.folder / authority.TRUST).iterdir())]
    )
    preparer = hands.certified(office, hands.a_subject(SigningRole.PREPARER, name="王芳", **facts))
    reviewer = hands.certified(
        office, hands.a_subject(SigningRole.REVIEWER, name="徐建民", **facts)
    )
    waiting = signing.prepare_with(filled_register, F01, preparer)
    ready = signing.approve_with(head_register, waiting.uid, reviewer, believed)
    wanted = Export(versions=(ready.uid,), folder=stick)

    other = hands.an_office(tmp_path / "other")
    strangers = trust.gather(
        [path.read_bytes() for path in sorted((other.folder / authority.TRUST).iterdir())]
    )
    monkeypatch.setattr(certificates, "believed", lambda _register: strangers)
    with pytest.raises(Refused, match="核验不过"):
        handover.export(filled_register, wanted)

    monkeypatch.setattr(certificates, "believed", lambda _register: believed)
    assert handover.export(filled_register, wanted).state == "已写入"


def test_a_return_without_people_may_be_saved_anywhere(filled_register, version, tmp_path):
    saved = handover.save(filled_register, version.uid, tmp_path)

    assert saved.read_bytes() == returns.pdf(filled_register, version.uid)
    assert returns.get(filled_register, version.uid).state is State.READY


def test_a_return_with_people_is_not_saved_loosely(filled_register, tmp_path):
    roster = returns.paper_first(filled_register, F03)

    with pytest.raises(Refused, match="个人信息"):
        handover.save(filled_register, roster.uid, tmp_path)


def test_a_slip_lists_no_more_than_six_returns(filled_register):
    with pytest.raises(Refused, match="6 份"):
        handover.plan(
            filled_register,
            [
                returns.paper_first(
                    filled_register, Order(form="F01", period="2027", reason=f"第{number}次更正")
                ).uid
                for number in range(7)
            ],
        )


def test_a_slip_that_would_lack_a_character_is_refused_before_it_takes_a_number(
    filled_register, version, stick
):
    wanted = Export(versions=(version.uid,), folder=stick, stick="\ue000号盘")

    with pytest.raises(Refused, match=r"U\+E000"):
        handover.export(filled_register, wanted)

    assert handover.every(filled_register) == []
    assert list(stick.iterdir()) == []


def test_the_slip_names_the_notice_that_the_campaign_answers(filled_register, version):
    notice = notices.take_in(
        filled_register,
        TaskDraft(
            subject="春节走访慰问情况",
            report_to="柳林镇退役军人服务站",
            due_on=date(2027, 2, 20),
            number="青双拥办〔2026〕12号",
        ),
    )
    with filled_register.deed("试写") as deed:
        deed.db.execute(
            "UPDATE campaign SET notice = (SELECT id FROM notice WHERE uid = ?)", (notice.uid,)
        )

    assert handover.plan(filled_register, [version.uid]).notice == "青双拥办〔2026〕12号"


def _received(stick: Path) -> receiving.Stick:
    """Check a stick as its receiver does."""
    nobody = Trust(authorities=())
    found = verification.verify(verification.files_in([stick]), nobody, NOW)
    return receiving.sticks([stick], found)[0]


def test_the_receiver_sees_the_code_that_the_slip_prints(filled_register, version, stick):
    roster = returns.paper_first(filled_register, F03)
    done = handover.export(
        filled_register, Export(versions=(version.uid, roster.uid), folder=stick)
    )

    found = _received(stick)

    assert (found.code, found.listed, found.faults) == (done.code, 2, ())
    grouped = f"{done.code[:4]} {done.code[4:8]} {done.code[8:]}"
    assert found.says == (
        f"核对码 {grouped}，和报送单上的一样才打√。清单.txt里的 2 份都在，都没有变。"
    )


def test_a_file_that_is_gone_or_another_one_does_not_agree_with_the_list(
    filled_register, version, stick
):
    roster = returns.paper_first(filled_register, F03)
    done = handover.export(
        filled_register, Export(versions=(version.uid, roster.uid), folder=stick)
    )
    first, second = (file.name for file in done.files)
    (stick / "另一份.pdf").write_bytes((stick / second).read_bytes())
    (stick / second).unlink()
    (stick / first).write_bytes((stick / first).read_bytes() + b"\n")

    found = _received(stick)

    assert found.code == done.code
    assert found.faults == (f"和清单对不上：{first}", f"清单里有，这里没有：{second}")
    assert "先不要打√" in found.says
    assert found.beside == ("另一份.pdf",)


def test_of_a_long_list_only_the_first_lines_are_said(filled_register, version, stick):
    handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    lines = "".join(f"{'0' * 64}  {number}.pdf\n" for number in range(700))
    (stick / "清单.txt").write_text(lines, "utf-8")

    found = _received(stick)

    assert len(found.faults) == 700
    assert "清单里有，这里没有：4.pdf……共 700 处。" in found.says
    assert "清单里有，这里没有：5.pdf" not in found.says


def test_a_list_that_was_changed_gives_another_code(filled_register, version, stick):
    done = handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    other = returns.paper_first(filled_register, F03)
    handover.export(filled_register, Export(versions=(version.uid, other.uid), folder=stick))

    assert _received(stick).code not in {"", done.code}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"nonsense",
        b"\xff" * 70,
        f"{'0' * 64}  ../a.pdf\n".encode(),
        f"{'0' * 64}  a.pdf\n".encode() * 2,
        f"{'0' * 64}  a.pdf\r\n".encode(),
        bytes(100_000),
    ],
)
def test_a_list_that_is_none_of_ours_is_named(filled_register, version, stick, text):
    handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    (stick / "清单.txt").write_bytes(text)

    found = _received(stick)

    assert found.code == ""
    assert found.says == (
        "没有核对码。清单.txt不是导出时的样子，逐个对不了。先不要打√，请对方重新导出。"
    )


def test_returns_of_two_stations_in_one_list_have_no_code(filled_register, version, stick):
    handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    stranger = sealed.a_return(station_code="790121101202", way=Way.PAPER)
    (stick / "另一站.pdf").write_bytes(return_page.draw(sealed.F01, stranger).pdf)
    digest = hashlib.sha256((stick / "另一站.pdf").read_bytes()).hexdigest()
    listed = (stick / "清单.txt").read_text("utf-8") + f"{digest}  另一站.pdf\n"
    (stick / "清单.txt").write_text(listed, "utf-8")

    found = _received(stick)

    assert (found.code, found.faults) == ("", ("清单里的报表不是同一个站的",))


def test_a_list_of_files_that_say_no_station_has_no_code(filled_register, version, stick):
    handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    (stick / NAMES[2]).write_bytes(b"%PDF-1.7 scanned")

    found = _received(stick)

    assert found.code == ""
    assert found.faults == (f"和清单对不上：{NAMES[2]}", "清单里的报表读不出是哪个站的")


def test_a_list_that_cannot_be_opened_is_none_of_ours(filled_register, version, stick, monkeypatch):
    handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    real = Path.open

    def torn_out(path, *more, **named):
        if path.name == "清单.txt":
            raise OSError(errno.EIO, "gone")
        return real(path, *more, **named)

    monkeypatch.setattr(Path, "open", torn_out)

    assert _received(stick).faults == ("清单.txt不是导出时的样子，逐个对不了",)


def test_a_folder_without_a_list_says_so_and_is_no_fault(filled_register, version, stick):
    handover.export(filled_register, Export(versions=(version.uid,), folder=stick))
    (stick / "清单.txt").unlink()

    found = _received(stick)

    assert (found.code, found.faults) == ("", ())
    assert found.says == "这里没有清单.txt，没有核对码可对。"
