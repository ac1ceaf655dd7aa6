"""The envelope's outer form: capital digits, one DER value, zeros behind it, nothing else."""

import pytest

from station_app.exchange import closed_cms
from station_app.exchange.closed_cms import Open

DER = "30820003020105"


def test_zeros_behind_the_value_are_its_room():
    assert closed_cms.envelope((DER + "0000").encode()) == bytes.fromhex(DER)


@pytest.mark.parametrize(
    ("digits", "says"),
    [
        ("", "写法"),
        ("308", "写法"),
        (DER.replace("3082", "3081"), "写法"),
        ("3082", "写法"),
        ("0400000000", "写法"),
        ("3082FFFF0000", "不完整"),
        (DER + "0001", "塞进"),
        ("3082000a" + "00" * 10, "写法"),
        (DER + " ", "写法"),
    ],
)
def test_every_other_form_is_open(digits, says):
    with pytest.raises(Open, match=says):
        closed_cms.envelope(digits.encode())
