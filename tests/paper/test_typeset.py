"""Chinese lines: no ill break, no lonely character, nothing lost."""

import papers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.paper import fonts, typeset

SONG = fonts.SONG


@pytest.mark.parametrize(
    "atom",
    [
        "2月12日",
        "清单.txt",
        "500元",
        "1.8万元",
        "12人次",
        "154-0000-0620",
        "（甲）",
        "“好”",
        "——",
        "＿＿份",
        "单.txt",
        "……",
    ],
)
def test_some_words_are_never_broken(atom: str) -> None:
    assert typeset.atoms(atom) == (atom,)


@pytest.mark.parametrize("width", range(20, 120, 7))
def test_no_line_begins_or_ends_with_a_mark_that_must_not(width: int) -> None:
    for line in typeset.wrap(papers.LONG_REQUEST, width, SONG, 11):
        assert line[0] not in typeset.CANNOT_START
        assert line[-1] not in typeset.CANNOT_END


@pytest.mark.parametrize("width", range(20, 120, 7))
def test_lines_keep_within_their_width_but_for_a_leaning_mark(width: int) -> None:
    for line in typeset.wrap(papers.LONG_REQUEST, width, SONG, 11):
        assert typeset.breadth(line, SONG, 11) <= width + typeset.lean(line, 11) + 0.01


def test_the_last_line_is_never_one_lonely_character() -> None:
    for count in range(4, 60):
        lines = typeset.wrap("好" * count, 40, SONG, 11)
        assert len(lines) == 1 or len(lines[-1]) > 1


def test_the_last_line_is_never_made_of_marks_alone() -> None:
    for count in range(4, 40):
        lines = typeset.wrap("好" * count + "写“—”。", 40, SONG, 11)
        assert len(lines) == 1 or any(character in "好写" for character in lines[-1])


def test_two_marks_that_meet_are_squeezed_by_half() -> None:
    apart = typeset.breadth("）", SONG, 10) + typeset.breadth("，", SONG, 10)
    half = 10 * typeset.MM_PER_POINT / 2
    assert typeset.breadth("），", SONG, 10) == pytest.approx(apart - half)


def test_type_grows_smaller_before_anything_is_cut() -> None:
    text = "好" * 60
    roomy = typeset.fit(text, (100, 20), face=SONG, sizes=(11, 10, 9))
    tight = typeset.fit(text, (100, 10), face=SONG, sizes=(11, 10, 9))
    least = typeset.fit(text, (30, 8), face=SONG, sizes=(11, 10, 9))
    assert (roomy.size, roomy.rest) == (11, "")
    assert tight.size < 11
    assert least.size == 9
    assert "".join(least.lines) + least.rest == text


@given(
    text=st.text(alphabet="退役军人（）“”，。、0123月日元.a—…· \t\n", max_size=300),
    width=st.floats(min_value=20, max_value=170),
    rows=st.integers(min_value=1, max_value=6),
)
def test_cutting_loses_and_doubles_nothing(text: str, width: float, rows: int) -> None:
    mark = "…①"
    made = typeset.cut(text, width, rows, (SONG, 9), mark)
    kept = "".join(made.lines)
    kept = kept.removesuffix(mark) if made.rest else kept
    assert "".join((kept + made.rest).split()) == "".join(text.split())


def test_tabs_and_hard_spaces_are_set_as_blanks() -> None:
    assert typeset.wrap("一\t二\xa0三\r\n四", 100, SONG, 11) == ("一 二 三", "四")


def test_a_word_longer_than_its_line_is_broken_where_it_must_be() -> None:
    word = "7c2e91a40b5df8367c2e91a40b5df8367c2e91a40b5df836"
    lines = typeset.wrap(f"摘要{word}完", 30, SONG, 11)
    assert "".join(lines) == f"摘要{word}完"
    assert all(typeset.breadth(line, SONG, 11) <= 30.01 for line in lines)


def test_a_short_text_is_not_cut() -> None:
    assert typeset.cut("很短", 100, 2, (SONG, 9), "…").rest == ""
