"""Certificates as files on a stick: written, chosen together, refused in words."""

import pytest
from makers import HEAD_PASSWORD, WORKER_PASSWORD

from station_app.errors import Refused, Unreadable
from station_app.storage.keys import WrongPassword
from station_app.usecases import certificate_files


def test_a_request_is_named_after_village_and_person(register):
    assert certificate_files.name_for(register) == "荷塘村_王芳_签名证书申请.csr"


def test_a_request_is_written_whole_or_not_at_all(register, tmp_path):
    with pytest.raises(WrongPassword):
        certificate_files.write_request(register, tmp_path / "a.csr", HEAD_PASSWORD)
    assert not (tmp_path / "a.csr").exists()

    made = certificate_files.write_request(register, tmp_path / "a.csr", WORKER_PASSWORD)

    assert (tmp_path / "a.csr").read_bytes() == made.pem


def test_only_one_certificate_is_taken_in_at_a_time(register, tmp_path):
    for name in ("one.pem", "two.pem", "county-ca.pem", "county-encryption.pem", "county.crl"):
        (tmp_path / name).write_bytes(b"x")

    with pytest.raises(Refused, match="里没有签好的证书"):
        certificate_files.take_in(register, [tmp_path / "county-ca.pem"])
    with pytest.raises(Refused, match="不止一个证书"):
        certificate_files.take_in(register, sorted(tmp_path.iterdir()))


def test_a_file_that_is_gone_or_far_too_large_is_named(register, tmp_path):
    with pytest.raises(Unreadable, match=r"读不了 county\.crl"):
        certificate_files.renew_list(register, tmp_path / "county.crl")
    with (tmp_path / "answer.pem").open("wb") as file:
        file.truncate(certificate_files.MOST + 1)

    with pytest.raises(Unreadable, match=r"answer\.pem 太大"):
        certificate_files.take_in(register, [tmp_path / "answer.pem"])
