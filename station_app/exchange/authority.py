"""The county office's folder: its wrapped key, whom it knows, and what it has issued."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from station_app import files
from station_app.domain import certificate
from station_app.domain.certificate import Subject
from station_app.errors import Refused, Unreadable
from station_app.exchange import certificates, issuing, revocation, roll, vault
from station_app.exchange.issuing import Root
from station_app.exchange.roll import Issued, Person, State

KEYS, STATE, TRUST, ISSUED = "county.keys", "county.json", "trust", "issued"
CA_FILE, LIST_FILE, ENCRYPTION_FILE = "county-ca.pem", "county.crl", "county-encryption.pem"
PASSWORD, SHEET = "密码", "恢复单"
_DAMAGED = Unreadable(
    "县级证书文件夹里的名册被改过或已损坏。", "请停止签发，用备份里的文件夹再打开。"
)


class Office:
    """An unlocked county office; every change is written whole before it returns."""

    def __init__(self, folder: Path, root: Root, encryption: bytes, state: State) -> None:
        self.folder = folder
        self.root = root
        self.state = state
        self._encryption = encryption

    @classmethod
    def found(cls, folder: Path, state: State, secrets: dict[str, str], at: datetime) -> Self:
        """Make a new office in an empty folder; `secrets` are the slots' holders and words."""

        if folder.exists() and any(folder.iterdir()):
            raise Refused("这个文件夹里已有东西。", "请换一个空文件夹。")
        (folder / TRUST).mkdir(parents=True, exist_ok=True)
        key = issuing.make_key()
        root = Root(key=key, certificate=issuing.certify_office(key, state.name, state.code, at))
        own = certificates.read_authority(root.certificate)
        encryption, received = issuing.encryption_pair(root, own, at)
        office = cls(folder, root, encryption, state)
        office._write_slots(office._slots(secrets))
        files.write_whole(folder / TRUST / ENCRYPTION_FILE, certificates.pem(received))
        files.write_whole(folder / TRUST / CA_FILE, certificates.pem(root.certificate))
        office.publish(at)
        return office

    @classmethod
    def unlock(cls, folder: Path, secret: str, holder: str = PASSWORD) -> Self:
        """Open an office with its password, or with the number on its recovery sheet."""
        keys, kept = _read_json(folder / KEYS), _read_json(folder / STATE)
        try:
            inside = json.loads(
                vault.opened(keys["slots"][holder], secret, _about(keys["code"], holder))
            )
            own = certificates.der((folder / TRUST / CA_FILE).read_bytes())
            root = Root(key=bytes.fromhex(inside["signing"]), certificate=own)
            fits = certificates.public_key_of(own) == issuing.public_key(root.key)
            whole = hmac.compare_digest(kept["seal"], _seal(kept["state"], root.key))
            state = roll.from_plain(kept["state"])
            encryption = bytes.fromhex(inside["encryption"])
        except (KeyError, TypeError, ValueError, OSError) as error:
            raise _DAMAGED from error
        if not (fits and whole):
            raise _DAMAGED
        return cls(folder, root, encryption, state)

    def add_person(self, person: Person) -> None:
        """Take somebody into the list of those who may be certified."""
        one = Subject(
            station_name="服务站",
            station_code=person.station_code,
            person_number=person.number,
            name=person.name,
            role=person.role,
        )
        if found := certificate.problems(one):
            raise Refused("；".join(problem.says for problem in found) + "。", "请改好后再登记。")
        if not person.station_code.startswith(self.state.code):
            raise Refused(
                f"{person.station_code} 不是本县（{self.state.code}）的服务站。", "请核对站代码。"
            )
        self._save(roll.with_person(self.state, person))

    def issue(self, data: bytes, typed: str, at: datetime, number: str = "") -> bytes:
        """Return a certificate (PEM) for a request whose fingerprint was typed from paper.

        A copy stays in the folder, for handing out again and for revoking.
        """
        request = certificates.read_request(data)
        if not certificate.same_fingerprint(typed, request.fingerprint):
            raise Refused(
                "输入的指纹和申请文件对不上。", "请照本人签字的指纹条再输；仍对不上就不要签发。"
            )
        person = roll.listed(self.state, request.subject, number)
        subject = replace(request.subject, person_number=person.number)
        roll.refuse_issue(self.state, subject, request.fingerprint, at)
        der = issuing.certify(self.root, subject, request.public_key, at)
        held = certificates.read(der)
        issued = Issued(
            serial=held.serial,
            person=person,
            station_name=subject.station_name,
            fingerprint=held.fingerprint,
            begins=held.begins,
            ends=held.ends,
        )
        pem = certificates.pem(der)
        (self.folder / ISSUED).mkdir(exist_ok=True)
        files.write_whole(self.folder / ISSUED / f"{held.serial}.pem", pem)
        self._save(replace(self.state, issued=(*self.state.issued, issued)))
        return pem

    def revoke(self, data: bytes, reason: str, at: datetime) -> Issued:
        """Take a certificate back and publish the list that says so."""
        serial = certificates.read(data).serial
        if not reason.strip():
            raise Refused("请写明作废原因。", "例如：人员调离、密码可能被别人知道。")
        found = next((one for one in self.state.issued if one.serial == serial), None)
        if found is None:
            raise Refused("这个证书不是本县签发的。", "请核对证书文件。")
        if found.revoked_at is not None:
            raise Refused("这个证书已经作废过了。", "不用再作废；需要时重新发布作废名单。")
        revoked = replace(found, revoked_at=at, reason=reason.strip())
        issued = tuple(revoked if one is found else one for one in self.state.issued)
        self._save(replace(self.state, issued=issued))
        self.publish(at)
        return revoked

    def publish(self, at: datetime) -> bytes:
        """Return the next revocation list (DER), also put into the trust folder."""
        number = self.state.list_number + 1
        self._save(replace(self.state, list_number=number))
        revoked = {
            one.serial: one.revoked_at for one in self.state.issued if one.revoked_at is not None
        }
        made = revocation.make(self.root, number, revoked, at)
        files.write_whole(self.folder / TRUST / LIST_FILE, made)
        return made

    def change_password(self, password: str) -> None:
        """Put a new password in the place of the old one; the recovery sheet stays as it is."""
        self._write_slots(
            _read_json(self.folder / KEYS)["slots"] | self._slots({PASSWORD: password})
        )

    def _slots(self, secrets: dict[str, str]) -> dict[str, vault.Slot]:
        inside = json.dumps({"signing": self.root.key.hex(), "encryption": self._encryption.hex()})
        return {
            holder: vault.sealed(inside.encode(), secret, _about(self.state.code, holder))
            for holder, secret in secrets.items()
        }

    def _write_slots(self, slots: dict[str, vault.Slot]) -> None:
        _write_json(self.folder / KEYS, {"code": self.state.code, "slots": slots})

    def _save(self, state: State) -> None:
        body = roll.to_plain(state)
        _write_json(self.folder / STATE, {"state": body, "seal": _seal(body, self.root.key)})
        self.state = state


def _about(code: str, holder: str) -> dict[str, str]:
    return {"county": code, "holder": holder}


def _seal(body: roll.Plain, key: bytes) -> str:
    own = hashlib.sha256(b"county state" + key).digest()
    return hmac.new(own, _text(body).encode(), "sha256").hexdigest()


def _text(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1)


def _write_json(path: Path, plain: object) -> None:
    files.write_whole(path, _text(plain).encode())


def _read_json(path: Path) -> dict[str, Any]:
    """Return a file of the office; its parts are checked where they are used."""
    try:
        plain = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise Unreadable(
            "这里不是县级证书文件夹。", "请选对文件夹，或先用 station county … init 新建。"
        ) from error
    except (OSError, ValueError) as error:
        raise _DAMAGED from error
    if not isinstance(plain, dict):
        raise _DAMAGED
    return plain
