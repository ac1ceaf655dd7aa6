"""Subjects of certificates, the digits people compare, and the order of verdicts."""

from datetime import datetime, timedelta

import pytest
import signing
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain import certificate, verdict
from station_app.domain.certificate import Held, SigningRole
from station_app.domain.verdict import Finding, Verdict


def test_a_whole_subject_has_no_problem():
    assert certificate.problems(signing.a_subject()) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"station_code": "79012110120"}, "station_code"),
        ({"station_code": "79012110120x"}, "station_code"),
        ({"person_number": ""}, "person_number"),
        ({"person_number": "0001\n"}, "person_number"),
        ({"name": " "}, "name"),
        ({"name": "王\u202e芳"}, "name"),
        ({"station_name": "荷塘村\n退役军人服务站"}, "station_name"),
        ({"name": "王" * 61}, "name"),
        ({"station_name": ""}, "station_name"),
    ],
)
def test_a_subject_with_one_fault_is_told_which(changed, field):
    assert [one.field for one in certificate.problems(signing.a_subject(**changed))] == [field]


@given(st.binary(max_size=64))
def test_a_fingerprint_is_24_digits_in_six_groups(data):
    digits = certificate.fingerprint(data)

    assert len(digits) == 24
    assert digits.isdecimal()
    assert [len(group) for group in certificate.in_groups(digits).split(" ")] == [4] * 6
    assert certificate.same_fingerprint(certificate.in_groups(digits), digits)


def test_digits_typed_in_full_width_are_the_same_digits():
    assert certificate.typed_digits("１２34 - ５６") == "123456"
    assert not certificate.same_fingerprint("", "123456")
    assert not certificate.same_fingerprint("12345", "123456")


def test_each_role_has_its_field_and_word():
    assert [(role.field, role.word) for role in SigningRole] == [
        ("Preparer", "preparer"),
        ("Reviewer", "reviewer"),
    ]


def test_days_left_turn_negative_after_the_end():
    end = datetime.fromisoformat("2027-01-25T14:20:00+08:00")
    held = Held(subject=signing.a_subject(), serial="1", fingerprint="", begins=end, ends=end)

    assert certificate.days_left(held, end - timedelta(days=60)) == 60
    assert certificate.days_left(held, end + timedelta(seconds=1)) == -1


@given(st.lists(st.sampled_from(list(Verdict)), min_size=1))
def test_the_worst_finding_decides_in_whatever_order(found):
    findings = [Finding(verdict=one, says="因为") for one in found]

    assert verdict.decide(findings) is min(found, key=list(Verdict).index)
    assert verdict.decide(reversed(findings)) is verdict.decide(findings)


def test_without_findings_a_file_is_trusted():
    assert verdict.decide([]) is Verdict.TRUSTED
    assert all(one.says for one in Verdict)
