import os

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hands import tidied  # noqa: F401 - a fixture of every test here

from ui.theme import Look, fonts, style


@pytest.fixture
def look(qapp) -> Look:
    """The paper look, worn by the whole program."""
    fonts.load()
    look = Look()
    style.dress_wholly(qapp, look)
    return look
