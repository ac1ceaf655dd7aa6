"""No core of either program is ever written."""

import subprocess
import sys

import pytest

MAINS = {
    "station_app.__main__": ["--version"],
    "ui.__main__": [],
}
WATCHED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from {module} import main
sys.argv[1:] = {arguments}
try:
    {before}
    main()
except SystemExit:
    pass
print(resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are POSIX's")
@pytest.mark.parametrize("module", sorted(MAINS))
def test_a_program_that_dies_leaves_no_core(module):
    before = "from ui import start; start.run = lambda _: 0" if module.startswith("ui") else "pass"
    code = WATCHED.format(module=module, arguments=MAINS[module], before=before)

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.splitlines()[-1] == "(0, 0)"
