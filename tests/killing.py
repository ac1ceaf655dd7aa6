"""Programs that are killed while they work, as a power cut would."""

import os
import random
import subprocess
import sys

import pytest


def killed(program: str, *arguments: object, within: float) -> int:
    """Kill a program up to so many seconds after its first word; return the last number it said."""
    child = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    assert first
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(random.uniform(0, within))
    child.kill()
    said = (first + child.stdout.read()).split()
    child.wait()
    return int(said[-1])
