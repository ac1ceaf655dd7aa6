"""What goes up on a stick: the list, the code both sides compare, and what a finder could read."""

from datetime import datetime

import pytest

from station_app.domain import handover
from station_app.domain.handover import Carried, HandOver

FILE = Carried(name="荷塘村.pdf", digest="ab" * 32, size=146_505, people=0)


def written(**changed: object) -> HandOver:
    facts = {
        "uid": "u", "number": "青报-荷塘-2027-000001", "receiver": "柳林镇退役军人服务站",
        "notice": "", "stick": "", "matter": "2027年春节报表", "code": "123456789012",
        "state": "已写入", "at": datetime.fromisoformat("2027-01-25T16:40:00+08:00"),
        "files": (FILE,), "read_back": True,
    }  # fmt: skip
    return HandOver(**(facts | changed))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, "1 份报表核对无误，可以拔了。"),
        ({"read_back": False}, "1 份报表已写入，未能从U盘回读。"),
        ({"state": "没有写成"}, "这一次没有写成，请换个U盘再导出。"),
    ],
)
def test_it_is_said_how_the_writing_went(changed, says):
    assert written(**changed).says == says


def test_the_list_is_what_sha256sum_writes():
    assert handover.manifest([FILE]) == f"{'ab' * 32}  荷塘村.pdf\n".encode()


def test_the_code_is_of_the_list_and_of_the_station():
    code = handover.check_code(b"one", "790121101201")

    assert len(code) == 12
    assert code.isdecimal()
    assert code != handover.check_code(b"two", "790121101201")
    assert code != handover.check_code(b"one", "790121101202")
    assert handover.in_groups("123456789012") == "1234 5678 9012"


@pytest.mark.parametrize(
    ("size", "says"), [(3, "1 KB"), (146_505, "143 KB"), (3 * 2**20, "3.0 MB")]
)
def test_a_size_is_said_in_words(size, says):
    assert handover.size_says(size) == says


def test_it_is_said_what_a_finder_of_the_stick_could_read():
    assert "没有姓名" in handover.readable_on_loss(0, whole_numbers=False)
    assert "遮住一部分" in handover.readable_on_loss(31, whole_numbers=False)
    whole = handover.readable_on_loss(31, whole_numbers=True)
    assert "31 人" in whole
    assert "完整的身份证号" in whole
