"""Foreign text cannot pretend: what has no shape is written out."""

import pytest

from station_app.domain import row, unseen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("荷塘村_2027春节_走访慰问情况统计表.pdf", "荷塘村_2027春节_走访慰问情况统计表.pdf"),
        ("ab\u202efdp.exe.pdf", "ab〔U+202E〕fdp.exe.pdf"),
        ("李\u200b强\ufeff", "李〔U+200B〕强〔U+FEFF〕"),
        ("a\x00b\x1b[31m", "a〔U+0000〕b〔U+001B〕[31m"),
        ("王\u3164芳", "王〔U+3164〕芳"),
        ("\udc80.pdf", "〔U+DC80〕.pdf"),
        ("x\u2028y\u2066z\u2069", "x〔U+2028〕y〔U+2066〕z〔U+2069〕"),
        ("\U000e0041", "〔U+E0041〕"),
        ("一组\r\n二组\t三组", "一组\n二组 三组"),
        ("李䶮　𠮷野", "李䶮　𠮷野"),
        ("", ""),
    ],
)
def test_what_has_no_shape_is_written_out_and_the_rest_stays(text, shown):
    assert unseen.visible(text) == shown
    assert unseen.visible(shown) == shown


@pytest.mark.parametrize("read", [row.plain, row.written])
def test_no_hidden_character_comes_into_the_register_with_a_cell(read):
    assert read("\u202e新村\u200b 1组\n12号\u3164\ufeff") == "新村 1组 12号"


def test_white_space_stays_where_hidden_characters_are_dropped():
    assert unseen.without("甲\t乙\n丙\u2028丁\x00") == "甲\t乙\n丙\u2028丁"
    assert unseen.without("李䶮") == "李䶮"
