"""SQLCipher as the driver of sqlite-utils, which looks for one under another name."""

import sys

import sqlcipher3

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

from sqlite_utils import Migrations as Migrations  # noqa: E402 - finds the driver named above
from sqlite_utils.db import Database as Database  # noqa: E402
