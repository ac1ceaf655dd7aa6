"""A county office and two signers, made once for all tests of signing."""

import pytest
import signing

from station_app.exchange import vault


@pytest.fixture(autouse=True, scope="session")
def _cheap_office_passwords():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "MIB", 8)
        patch.setattr(vault, "ROUNDS", 1)
        yield


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    return signing.an_office(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="session")
def preparer(office):
    return signing.a_signer(office, signing.a_subject())


@pytest.fixture(scope="session")
def reviewer(office):
    return signing.a_signer(office, signing.a_subject(signing.REVIEWER))


@pytest.fixture(scope="session")
def drawn():
    """The pages before any signature; the fonts in use by other tests may change them later."""
    return signing.drawn()


@pytest.fixture(scope="session")
def half_signed(preparer, drawn):
    return signing.prepared(preparer, drawn)


@pytest.fixture(scope="session")
def signed(half_signed, reviewer):
    return signing.approved(reviewer, half_signed)
