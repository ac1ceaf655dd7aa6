"""Checking returned files: forged pages, altered data, doubles, and the table that comes of it."""

import io
import json
import logging
import os
import re
import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest
import sealed
import signing as hands
import spoilt
from sealed import AT, F01, a_return

from station_app.domain import returns
from station_app.domain.certificate import SigningRole
from station_app.domain.returns import Way
from station_app.domain.verdict import Verdict
from station_app.errors import Refused, Unreadable
from station_app.exchange import authority, trust
from station_app.paper import fonts, pdfa, return_form, return_page
from station_app.usecases import verification

NOW = AT + timedelta(hours=1)
WRONG = a_return(rows=sealed.figures(met_persons=47))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return hands.an_office(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def pair(office):
    return sealed.a_pair(office)


@pytest.fixture(scope="module")
def folder(office):
    return office.folder / authority.TRUST


@pytest.fixture(scope="module")
def believed(folder):
    return trust.gather([path.read_bytes() for path in sorted(folder.iterdir())])


@pytest.fixture
def check(believed):
    return lambda pdf, at=NOW: verification.check("荷塘村.pdf", pdf, believed, at)


def test_an_honest_file_is_trusted_and_says_what_it_holds(pair, check):
    found = check(sealed.honest(pair))

    assert found.verdict is Verdict.TRUSTED, found.reasons
    assert (found.village, found.title) == ("荷塘村", "统计表")
    assert found.amounts == "41 人 · 41 户 · 0.41 元"
    assert [one.name for one in found.signatures] == ["王芳", "李强"]


def _over(sheet, box, text: str) -> None:
    """Write over the figure 41 under 人数 of 走访合计."""
    sheet.solid(box, grey=1.0)
    sheet.put(text, box, align="right")


def _met_persons(sheet):
    return next(one.box for one in sheet.placed if one.text == "41")


def _hidden(sheet, mode: str) -> None:
    """Leave the true figure for whoever reads the text, where no eye sees it."""
    canvas = sheet.canvas
    canvas.saveState()
    line = canvas.beginText(300, 500)
    line.setFont(fonts.SONG, 0.1 if mode == "tiny" else 11)
    if mode == "invisible":
        line.setTextRenderMode(3)
    if mode == "white":
        line.setFillGray(1)
    if mode == "clipped":
        path = canvas.beginPath()
        path.rect(0, 0, 1, 1)
        canvas.clipPath(path, stroke=0, fill=0)
    if mode == "off the page":
        line.setTextOrigin(-400, -400)
    line.textOut("41")
    canvas.drawText(line)
    canvas.restoreState()


def _as_paths(sheet) -> None:
    box = _met_persons(sheet)
    sheet.solid(box.inset(0, 1), grey=1.0)
    sheet.rule(box.right - 4, box.top + 2, box.right - 1, box.top + 2)
    sheet.rule(box.right - 1, box.top + 2, box.right - 3, box.bottom - 2)


def _annotated(sheet) -> None:
    sheet.canvas.freeTextAnnotation("47", "/F1 12 Tf", (300, 600, 340, 620), relative=0)


def _layered(pdf: bytes) -> bytes:
    """Add a layer that screens and printers may treat differently."""
    from pyhanko.pdf_utils import generic, writer
    from pyhanko.pdf_utils.reader import PdfFileReader

    made = writer.copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
    name = generic.pdf_name
    group = made.add_object(
        generic.DictionaryObject(
            {name("/Type"): name("/OCG"), name("/Name"): generic.TextStringObject("47")}
        )
    )
    page = made.root["/Pages"]["/Kids"][0]
    page["/Resources"][name("/Properties")] = generic.DictionaryObject({name("/L0"): group})
    content = generic.StreamObject(stream_data=b"/OC /L0 BDC 300 600 8 8 re f EMC")
    old = page.raw_get("/Contents")
    page[name("/Contents")] = generic.ArrayObject([old, made.add_object(content)])
    made.root[name("/OCProperties")] = generic.DictionaryObject(
        {
            name("/OCGs"): generic.ArrayObject([group]),
            name("/D"): generic.DictionaryObject({name("/OFF"): generic.ArrayObject([group])}),
        }
    )
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


TRICKS = {
    "another figure": {"shown": WRONG},
    "a label changed": {"more": lambda sheet: _over(sheet, _label(sheet), "走访总数")},
    "the true figure covered": {"more": lambda sheet: _over(sheet, _met_persons(sheet), "47")},
    "a figure drawn as paths": {"more": _as_paths},
    "an annotation": {"more": _annotated},
    "a layer that can be turned off": {"after": _layered},
    **{
        f"the true figure {mode}": {
            "shown": WRONG,
            "more": lambda sheet, mode=mode: _hidden(sheet, mode),
        }
        for mode in ("invisible", "white", "clipped", "tiny", "off the page")
    },
}


def _label(sheet):
    return next(one.box for one in sheet.placed if one.text == "走访合计")


@pytest.mark.parametrize("trick", list(TRICKS))
def test_pages_that_show_something_else_than_the_data_are_refused(pair, check, trick):
    found = check(sealed.forged(pair, **TRICKS[trick]))

    assert found.verdict in {Verdict.CHANGED, Verdict.INVALID}
    assert found.reasons


def test_text_that_lies_about_its_shapes_is_refused(pair, check, monkeypatch):
    from reportlab.pdfbase import ttfonts

    fonts.load()
    truthful = ttfonts.makeToUnicodeCMap
    monkeypatch.setattr(
        ttfonts, "makeToUnicodeCMap", lambda *args: truthful(*args).replace("0037", "0031")
    )
    lying = sealed.forged(pair, shown=WRONG)
    monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", truthful)

    assert check(lying).verdict is Verdict.CHANGED


def test_the_same_pages_from_another_library_are_still_trusted(pair, check):
    found = check(sealed.forged(pair, after=_rewritten))

    assert found.verdict is Verdict.TRUSTED, found.reasons


def _rewritten(pdf: bytes) -> bytes:
    from pyhanko.pdf_utils import writer
    from pyhanko.pdf_utils.reader import PdfFileReader

    made = writer.copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def _with_data(pair, data: bytes, table: bytes | None = None) -> bytes:
    """Sign honest pages that carry other data."""
    frozen = a_return()
    csv = returns.to_csv(frozen) if table is None else table
    files = tuple(
        pdfa.Attachment(name=name, data=held, mime="text/plain", relation="Data", about="数据")
        for name, held in (("return.csv", csv), ("return.json", data))
    )
    pdf = return_form.draw_return(
        return_page.layout(F01, frozen), return_page.values(F01, frozen), files
    )
    return sealed.signed(pdf, pair)


def test_data_that_contradict_themselves_are_refused(pair, check):
    data = returns.to_json(a_return())

    for altered in (
        data.replace(b'"text":"41","value":41', b'"text":"41","value":47'),
        data.replace(b'"demo":false', b'"demo": false'),
        data.replace(b'"demo":false,', b'"demo":false,"more":1,'),
        data.replace("走访合计".encode(), "走访总数".encode()),
        data.replace("2027年春节".encode(), "2027年八一".encode()),
        data.replace(b'"filled_on":"2027-01-25"', b'"filled_on":"2027-01-24"'),
    ):
        assert check(_with_data(pair, altered)).verdict is Verdict.CHANGED
    assert check(_with_data(pair, data, b"1,2\r\n")).verdict is Verdict.CHANGED


def test_data_of_a_newer_program_leave_the_verdict_open(pair, check):
    newer = returns.to_json(a_return()).replace(b'"schema":1', b'"schema":2')

    found = check(_with_data(pair, newer))

    assert (found.verdict, found.village) == (Verdict.UNDECIDED, "")
    assert "更新的程序" in found.reasons[0]


def test_a_signature_in_another_place_is_refused(pair, check):
    lower = a_return(version=2, reason="漏录三组两户，已补录")
    assert (
        check(sealed.signed(return_page.draw(F01, a_return()).pdf, pair, lower)).verdict
        is Verdict.CHANGED
    )


def test_a_fault_while_comparing_is_never_trusted(pair, check, monkeypatch):
    from station_app.exchange import pictures

    def broken(_expected: bytes, _actual: bytes) -> list[int]:
        raise RuntimeError("the drawing library gave up")

    monkeypatch.setattr(pictures, "differing_pages", broken)

    assert check(sealed.honest(pair)).verdict is Verdict.INVALID


def test_a_file_without_data_has_no_journal_head(tmp_path):
    (tmp_path / "f.pdf").write_bytes(b"%PDF-1.7 nothing")

    with pytest.raises(Unreadable, match="不是本程序导出"):
        verification.journal_heads(verification.files_in([tmp_path / "f.pdf"]))


def test_a_template_that_is_not_here_leaves_the_verdict_open(pair, check):
    unknown = returns.to_json(a_return(template_version="2099.1"))

    found = check(_with_data(pair, unknown))

    assert found.verdict is Verdict.UNDECIDED
    assert found.says == "暂时核不了"
    assert "表样 F01（2099.1）这里没有" in found.reasons[0]


def test_a_face_that_is_not_here_leaves_the_verdict_open(pair, check):
    found = check(sealed.honest(pair, reason="\U0010fffd", version=2))

    assert found.verdict is Verdict.UNDECIDED
    assert "字形" in found.reasons[0]


def test_a_return_that_goes_by_paper_is_unsigned_and_one_made_for_signing_incomplete(check):
    paper = return_page.draw(F01, a_return(way=Way.PAPER)).pdf
    bare = return_page.draw(F01, a_return()).pdf

    assert check(paper).verdict is Verdict.UNSIGNED
    assert check(paper).says == "没有电子签名，请看盖章的纸质件"
    assert check(bare).verdict is Verdict.INCOMPLETE
    assert check(bare).says == "两个签名都缺"


def test_a_half_signed_return_lacks_the_reviewer(pair, check):
    found = check(sealed.half_signed(return_page.draw(F01, a_return()).pdf, pair))

    assert (found.verdict, found.reasons) == (Verdict.INCOMPLETE, ("缺审核人签名",))


def test_a_signed_file_that_says_it_goes_by_paper_is_refused(pair, check):
    paper = a_return(way=Way.PAPER)
    pdf = return_page.draw(F01, paper).pdf

    assert check(sealed.signed(pdf, pair)).verdict is Verdict.CHANGED


def test_signers_of_another_station_are_not_believed(office, check):
    strangers = sealed.a_pair(office, station_code="790121101202")

    found = check(sealed.honest(strangers))

    assert found.verdict is Verdict.UNKNOWN_SIGNER
    assert found.says == "证书不是县里发的，先不要收"


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x00" * 1000])
def test_what_is_no_return_is_invalid(check, pdf):
    assert check(pdf).verdict is Verdict.INVALID


def test_much_data_of_a_stranger_is_not_drawn(pair, check, monkeypatch):
    monkeypatch.setattr(verification, "MOST_OF_STRANGERS", 100)

    half = sealed.half_signed(return_page.draw(F01, a_return()).pdf, pair)

    assert check(half).reasons == ("缺审核人签名", "数据太多，没有核对版面")
    assert check(sealed.honest(pair)).verdict is Verdict.TRUSTED


def test_a_pc_without_faces_leaves_the_verdict_open(pair, check, monkeypatch):
    honest = sealed.honest(pair)

    def gone() -> None:
        raise fonts.FacesMissing("缺少打印用的字库。", "请重新安装程序。")

    monkeypatch.setattr(fonts, "load", gone)

    assert check(honest).verdict is Verdict.UNDECIDED


def _saved(folder, **files: bytes):
    for name, pdf in files.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    return verification.files_in([folder])


def test_two_different_files_for_one_version_are_both_held_back(pair, believed, tmp_path):
    other = sealed.honest(pair, rows=sealed.figures(met_persons=42))
    paths = _saved(tmp_path, first=sealed.honest(pair), second=other)

    found = verification.verify(paths, believed, NOW)

    assert [one.verdict for one in found] == [Verdict.UNDECIDED] * 2
    assert found[0].reasons[0] == ("同一份报表有两个不同的文件：还有 second.pdf，请问清以哪个为准")


def _forgery(**changed) -> bytes:
    """Return what anybody can draw without a key, for the honest file's station and version."""
    return return_page.draw(F01, a_return(rows=sealed.figures(met_persons=99), **changed)).pdf


def test_two_different_files_get_a_remedy_of_their_own(pair, believed, tmp_path):
    other = sealed.honest(pair, rows=sealed.figures(met_persons=42))
    paths = _saved(tmp_path, first=sealed.honest(pair), second=other)

    found = verification.verify(paths, believed, NOW)

    assert {one.remedy for one in found} == {"请问清以哪一份为准，只收那一份。"}
    assert {one.says for one in found} == {"暂时核不了"}


@pytest.mark.parametrize("stranger", ["paper", "unsigned", "signed elsewhere"])
def test_what_anybody_can_make_takes_no_trust_from_the_genuine_file(
    pair, believed, tmp_path, stranger
):
    if stranger == "paper":
        made = _forgery(way=Way.PAPER)
    elif stranger == "unsigned":
        made = _forgery()
    else:
        elsewhere = hands.an_office(tmp_path / "elsewhere")
        rows = sealed.figures(met_persons=99)
        made = sealed.honest(sealed.a_pair(elsewhere), rows=rows)
    paths = _saved(tmp_path, genuine=sealed.honest(pair), other=made)

    found = {one.file: one for one in verification.verify(paths, believed, NOW)}

    assert found["genuine.pdf"].verdict is Verdict.TRUSTED, found["genuine.pdf"].reasons
    assert found["other.pdf"].verdict is not Verdict.TRUSTED


def test_the_paper_of_a_version_that_was_signed_later_is_its_twin(pair, believed, tmp_path):
    paper = return_page.draw(F01, a_return(way=Way.PAPER)).pdf
    paths = _saved(tmp_path, paper=paper, signed=sealed.honest(pair))

    found = {one.file: one for one in verification.verify(paths, believed, NOW)}

    assert (found["signed.pdf"].verdict, found["signed.pdf"].reasons) == (Verdict.TRUSTED, ())
    assert found["paper.pdf"].verdict is Verdict.UNSIGNED
    assert found["paper.pdf"].reasons[1:] == ("是 signed.pdf 同一版的纸质件，内容一样",)


def test_a_paper_that_says_something_else_than_its_signed_twin_is_named(pair, believed, tmp_path):
    paths = _saved(tmp_path, paper=_forgery(way=Way.PAPER), signed=sealed.honest(pair))

    found = {one.file: one for one in verification.verify(paths, believed, NOW)}

    assert found["paper.pdf"].reasons[1:] == (
        "和有电子签名的 signed.pdf 是同一版，内容却不一样，请问清",
    )


def test_a_clock_that_lags_is_named_before_the_list(pair, check):
    found = check(sealed.honest(pair), NOW - timedelta(days=30) - (NOW - hands.NOW))

    assert found.verdict is Verdict.UNDECIDED
    assert found.says == "暂时核不了"
    assert found.remedy == "请核对本机时间，调准以后再核一次。"


@pytest.mark.parametrize("leaf", [True, False])
def test_a_page_tree_that_doubles_itself_is_refused_in_time(believed, tmp_path, leaf):
    paper = return_page.draw(F01, a_return(way=Way.PAPER)).pdf
    paths = _saved(tmp_path, doubled=spoilt.doubled_pages(paper, depth=40, leaf=leaf))
    started = time.monotonic()

    found = verification.verify(paths, believed, NOW)

    assert "文件里有报表以外的内容" in found[0].reasons
    assert time.monotonic() - started < 5


def test_what_the_libraries_say_of_a_bad_file_is_not_logged(pair, check, capfd, monkeypatch):
    monkeypatch.setattr(logging.root, "handlers", [])  # as outside of tests

    check(sealed.honest(pair), NOW + timedelta(days=800))

    assert capfd.readouterr() == ("", "")


def test_the_same_return_twice_is_only_remarked(pair, believed, tmp_path):
    paths = _saved(tmp_path, first=sealed.honest(pair), second=sealed.honest(pair))

    found = verification.verify(paths, believed, NOW)

    assert [one.verdict for one in found] == [Verdict.TRUSTED] * 2
    assert found[0].reasons == ("和 second.pdf 是同一份",)


def test_files_of_two_sticks_that_are_called_alike_are_told_apart(pair, believed, tmp_path):
    for stick in ("甲", "乙/U盘", "丙/U盘"):
        (tmp_path / stick).mkdir(parents=True)
        (tmp_path / stick / "a.pdf").write_bytes(sealed.honest(pair))
    one, two, three = (tmp_path / stick for stick in ("甲", "乙/U盘", "丙/U盘"))

    found = verification.verify(verification.files_in([one, two]), believed, NOW)
    assert [line.named for line in found] == ["U盘/a.pdf", "甲/a.pdf"]
    assert found[0].reasons == ("和 甲/a.pdf 是同一份",)

    found = verification.verify(verification.files_in([two, three]), believed, NOW)
    assert [line.named for line in found] == ["丙/U盘/a.pdf", "乙/U盘/a.pdf"]
    assert {str(two / "a.pdf"), str(three / "a.pdf")} == {
        line["file"] for line in verification.as_json(found)
    }
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(verification.as_workbook(found))).active
    assert [sheet.cell(row, 9).value for row in (2, 3)] == ["丙/U盘/a.pdf", "乙/U盘/a.pdf"]


def test_a_file_given_by_two_ways_of_writing_its_path_is_no_second_stick(
    pair, believed, tmp_path, monkeypatch
):
    (tmp_path / "a.pdf").write_bytes(sealed.honest(pair))
    monkeypatch.chdir(tmp_path)

    found = verification.verify([Path("a.pdf"), tmp_path / "a.pdf"], believed, NOW)

    assert {line.named for line in found} == {f"{tmp_path.name}/a.pdf"}
    assert [line["file"] for line in verification.as_json(found)] == [
        "a.pdf",
        str(tmp_path / "a.pdf"),
    ]


def test_the_bad_ones_come_first_and_are_counted(pair, believed, tmp_path):
    paper = return_page.draw(F01, a_return(way=Way.PAPER, period="2027", period_name="2027年")).pdf
    changed = sealed.honest(pair).replace(b"/MediaBox", b"/MediaBux", 1)
    paths = _saved(tmp_path, a=sealed.honest(pair), b=paper, c=changed, d=b"nothing")
    (tmp_path / "荷塘村_2027春节_报送单.pdf").write_bytes(b"%PDF")

    found = verification.verify(paths, believed, NOW)

    assert [one.file for one in found if one.verdict is Verdict.TRUSTED] == ["a.pdf"]
    unsigned = next(one for one in found if one.verdict is Verdict.UNSIGNED)
    assert unsigned.reasons[-1] == "这个站别的报表有电子签名，请问清这份为什么没有"
    assert found[-1].file == "a.pdf"
    assert verification.says_all(found) == "核验通过 1 份，要处理 3 份。"


def test_verdicts_are_written_for_other_programs(pair, believed, tmp_path):
    told = verification.as_json(
        verification.verify(_saved(tmp_path, a=sealed.honest(pair)), believed, NOW)
    )

    assert json.loads(json.dumps(told)) == [
        {
            "file": str(tmp_path / "a.pdf"),
            "verdict": "trusted",
            "signers": [
                {
                    "role": role,
                    "name": name,
                    "organisation": sealed.NAME,
                    "at": told[0]["signers"][0]["at"],
                }
                for role, name in (("preparer", "王芳"), ("reviewer", "李强"))
            ],
            "reasons": [],
        }
    ]


def test_verdicts_are_saved_as_a_sheet_with_the_bad_ones_first(pair, believed, tmp_path):
    import openpyxl

    found = verification.verify(
        _saved(tmp_path, a=sealed.honest(pair), b=b"nothing"), believed, NOW
    )

    sheet = openpyxl.load_workbook(io.BytesIO(verification.as_workbook(found))).active
    lines = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert lines[0][:3] == ["村", "报表", "结果"]
    assert [line[2] for line in lines[1:]] == ["不是本程序导出的，核不了", "核验通过"]
    assert re.fullmatch(r"[0-9a-f]{64}", lines[2][-1])


def test_trust_is_read_from_a_folder_and_from_single_files(folder, tmp_path):
    files = sorted(folder.iterdir())

    assert verification.trust_from([folder]).authorities
    assert verification.trust_from(files).authorities
    with pytest.raises(Refused, match="根证书"):
        verification.trust_from([tmp_path])


def test_a_list_older_than_one_this_pc_has_seen_is_not_enough(office, folder, pair, tmp_path):
    old = tmp_path / "old"
    shutil.copytree(folder, old)
    (tmp_path / "new.crl").write_bytes(office.publish(AT))
    paths = _saved(tmp_path, a=sealed.honest(pair))

    newer = verification.trust_from([folder / "county-ca.pem"], [tmp_path / "new.crl"])
    assert verification.verify(paths, newer, NOW)[0].verdict is Verdict.TRUSTED

    older = verification.verify(paths, verification.trust_from([old]), NOW)[0]
    assert older.verdict is Verdict.UNDECIDED
    assert "比以前见过的旧" in older.reasons[0]
    assert older.says == "作废名单过期，暂时核不了，先更新"


def test_a_file_that_is_gone_is_invalid_and_the_others_are_checked(pair, believed, tmp_path):
    paths = [tmp_path / "gone.pdf", *_saved(tmp_path, a=sealed.honest(pair))]

    found = verification.verify(paths, believed, NOW)

    assert [one.verdict for one in found] == [Verdict.INVALID, Verdict.TRUSTED]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_under_the_name_of_a_file_is_not_waited_for(believed, tmp_path):
    os.mkfifo(tmp_path / "a.pdf")

    found = verification.verify(verification.files_in([tmp_path]), believed, NOW)

    assert [(one.verdict, one.reasons) for one in found] == [(Verdict.INVALID, ("读不了 a.pdf。",))]


def test_names_and_reasons_with_hidden_characters_show_them_everywhere(believed, tmp_path):
    import openpyxl

    frozen = a_return(way=Way.PAPER, station_name="荷塘\u202e村退役军人服务站")
    name = "ab\u202efdp.exe.pdf"
    (tmp_path / name).write_bytes(return_page.draw(F01, frozen).pdf)

    found = verification.verify(verification.files_in([tmp_path]), believed, NOW)

    shown = "ab〔U+202E〕fdp.exe.pdf"
    assert (found[0].file, found[0].village) == (shown, "荷塘〔U+202E〕村")
    told = json.dumps(verification.as_json(found), ensure_ascii=False)
    assert shown in told
    sheet = openpyxl.load_workbook(io.BytesIO(verification.as_workbook(found))).active
    cells = "".join(str(cell.value) for line in sheet.iter_rows() for cell in line)
    assert shown in cells
    for text in (told, cells, "".join(found[0].reasons)):
        assert "\u202e" not in text


def test_the_role_of_a_signature_is_the_role_of_its_certificate(office, check):
    both = sealed.Pair(
        sealed.a_pair(office).preparer,
        hands.certified(
            office,
            hands.a_subject(SigningRole.REVIEWER, station_name=sealed.NAME, person_number="0001"),
        ),
    )

    found = check(sealed.honest(both))

    assert found.verdict is Verdict.UNKNOWN_SIGNER
    assert "同一个人" in found.reasons[0]
