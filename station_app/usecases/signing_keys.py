"""One's own private key for signatures: kept in the register, opened by one's own password."""

from station_app.exchange import issuing
from station_app.register import Register
from station_app.storage import keys, rows, signing, workers
from station_app.storage.keys import Cost
from station_app.storage.signing import Kept
from station_app.storage.workers import Known
from station_app.usecases import vouching


def public(register: Register) -> bytes | None:
    """Return the public key of the account at the desk, or None while it has no key."""
    kept = signing.of(register.db, _known(register).row)
    return kept.public if kept else None


def unlock(register: Register, password: str) -> bytes | None:
    """Return the private key of the account at the desk, or None while it has no key.

    Raises WrongPassword. The register's own copy is used, never one from beside it.
    """
    known = _known(register)
    kept = signing.of(register.db, known.row)
    if kept is None:
        return None
    return vouching.counted(
        lambda: keys.unwrap_signing_key(
            kept.body, register.register_id, known.uid, kept.public, password
        ),
        register.register_id,
        known.uid,
        register.clock,
    )


def keep(
    register: Register, private: bytes, public: bytes, password: str, *, cost: Cost | None = None
) -> None:
    """Keep a new key for the account at the desk, in place of any before.

    Raises WrongPassword when the password is not the account's own. The cost is that of its slot
    unless one is given.
    """
    known = _known(register)
    slot = vouching.ask(register, known, password)
    body = keys.wrap_signing_key(
        private,
        register.register_id,
        known.uid,
        public,
        password,
        cost=cost or slot.cost,
    )
    with register.deed("生成签名密钥", about=known.uid, final=True) as deed:
        kept = Kept(public=public, body=body, made_at=rows.moment(deed.at))
        signing.put(deed.db, known.row, kept)
        deed.note(public_key=public.hex())


def renewed(register: Register, known: Known, password: str, cost: Cost) -> Kept | None:
    """Return a new key in place of the account's, wrapped by a password; None if it has none."""
    if signing.of(register.db, known.row) is None:
        return None
    private = issuing.make_key()
    public = issuing.public_key(private)
    body = keys.wrap_signing_key(
        private, register.register_id, known.uid, public, password, cost=cost
    )
    return Kept(public=public, body=body, made_at=rows.moment(register.now()))


def _known(register: Register) -> Known:
    known = workers.of(register.db, register.account.uid)
    if known is None:
        raise LookupError(register.account.uid)
    return known
