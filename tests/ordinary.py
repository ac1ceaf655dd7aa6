"""Being somebody to whom permissions apply, also where the tests run as root."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_NOBODY = 65534


@contextmanager
def folder() -> Iterator[Path]:
    """Lend a folder that everybody can reach; the folders of pytest are closed to others."""
    made = Path(tempfile.mkdtemp(prefix="ordinary-"))
    made.chmod(0o755)
    try:
        yield made
    finally:
        for path in (made, *made.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(made)


@contextmanager
def user(home: Path, modes: dict[Path, int]) -> Iterator[None]:
    """Own everything in a folder, under these modes, without the privileges of root."""
    if os.name == "nt":
        pytest.skip("permissions are another matter there")
    is_root = os.geteuid() == 0
    for path in (home, *home.rglob("*")):
        if is_root:
            os.chown(path, _NOBODY, _NOBODY)
    for path, mode in modes.items():
        path.chmod(mode)
    if is_root:
        _become(_NOBODY)
    try:
        yield
    finally:
        if is_root:
            _become(0)


def _become(user_id: int) -> None:
    """Change who this process is; root is kept in reserve, to come back to."""
    try:
        os.setresuid(user_id, user_id, 0)
    except OSError:
        pytest.skip("the system knows nobody but root here")
