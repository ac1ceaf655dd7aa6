"""The import of a township's roster beside the least that any import must do."""

import itertools
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
import ratios
from makers import CHEAP, HEAD_PASSWORD, HETANG
from messy import book, number

from station_app.domain import names, search
from station_app.domain.roles import Role
from station_app.domain.search import Facts
from station_app.usecases import first_run, roster

PEOPLE = 3_000
ROUNDS = 5
HEADS = (
    "序号", "姓名", "身份证号", "性别", "出生日期", "民族", "住址", "门牌", "联系电话",
    "与户主关系", "优抚类别", "入伍时间", "退役时间", "备注",
)  # fmt: skip
TABLES = (
    "household", "person", "phone", "holding", "searched", "import_row", "journal_touch",
)  # fmt: skip
READ = """
import json, sys
from python_calamine import load_workbook
rows = load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()
print(json.dumps(rows))
"""


@pytest.fixture
def roster_path(tmp_path):
    return book(tmp_path / "花名册.xlsx", list(HEADS), *map(_row, range(1, PEOPLE + 1)))


def test_import_beside_reading_and_plain_inserts(roster_path, tmp_path):
    first, *made = [_register(tmp_path / f"{count}.station") for count in range(ROUNDS + 2)]
    fresh = iter(made)
    _take_in(first, roster_path)
    schema, samples = _schema(first), _samples(first)
    plain = (tmp_path / f"{count}.db" for count in itertools.count())

    taken = ratios.medians(
        {
            "calamine in a child, plain SQLite": lambda: _reference(
                roster_path, next(plain), schema, samples
            ),
            "import into the register": lambda: _take_in(next(fresh), roster_path),
        },
        rounds=ROUNDS,
    )

    ratios.show(f"Import of {PEOPLE} rows", taken, "calamine in a child, plain SQLite", aim=2)
    assert _counts(sqlite3.connect(tmp_path / "0.db")) == _counts(first.db)


def _take_in(register, path):
    _forget_sounds()
    roster.take_in(register, roster.preview(register, path))


def _reference(path, file, schema, samples):
    """Read in a child, then insert the rows as they stand there, and the same search keys."""
    _forget_sounds()
    read = json.loads(subprocess.check_output([sys.executable, "-c", READ, str(path)]))[1:]
    rows = {table: [] for table in TABLES}
    keys = []
    for count, cells in enumerate(read, 1):
        uid, home = str(uuid4()), str(uuid4())
        own = {
            "household": {"id": count, "uid": home, "group_name": cells[6], "door": cells[7]},
            "person": {
                "id": count, "uid": uid, "household": count, "name": cells[1],
                "pinyin": names.pinyin(cells[1]), "id_number": cells[2], "sex": cells[3],
                "born": cells[4], "ethnicity": cells[5], "group_name": cells[6], "door": cells[7],
                "relation": cells[9], "enlisted": cells[11], "discharged": cells[12],
            },
            "phone": {"id": count, "uid": str(uuid4()), "person": count, "number": cells[8]},
            "searched": {"owner": count, "facts": json.dumps([cells[1], cells[2], cells[8]])},
            "import_row": {"line": count, "row": count, "person": uid, "home": count},
            "journal_touch": {"uid": uid},
        }  # fmt: skip
        if cells[10]:
            own["holding"] = {"id": count, "uid": str(uuid4()), "person": count}
        for table, values in own.items():
            rows[table].append(samples[table] | values)
        rows["journal_touch"].append(samples["journal_touch"] | {"uid": home})
        facts = Facts(name=cells[1], number=cells[2], phones=(cells[8],))
        keys += [(key, count, kind) for key, kind in search.keys_of(facts)]
    db = sqlite3.connect(file, isolation_level=None)
    for statement in schema:
        db.execute(statement)
    db.execute("BEGIN")
    for table, found in rows.items():
        named = ", ".join(f":{name}" for name in samples[table])
        db.executemany(f"INSERT INTO {table} ({', '.join(samples[table])}) VALUES ({named})", found)
    db.executemany("INSERT INTO search_key VALUES (?, ?, ?)", sorted(keys))
    db.execute("COMMIT")
    db.close()


def _schema(register):
    found = register.db.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN "
        f"{(*TABLES, 'search_key')}"
    ).fetchall()
    return [row[0] for row in found]


def _counts(db):
    return [
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in (*TABLES, "search_key")
        if table != "journal_touch"
    ]


def _samples(register):
    """Return one row of each table, by column."""
    samples = {}
    for table in TABLES:
        cursor = register.db.execute(f"SELECT * FROM {table} LIMIT 1")
        names_ = [column[0] for column in cursor.description]
        samples[table] = dict(zip(names_, cursor.fetchone(), strict=True))
    return samples


def _forget_sounds():
    for cached in (names.sounds, names._read, names.fold):
        cached.cache_clear()


def _register(path: Path):
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    return first_run.create(path, begun)


def _row(count):
    born = f"{1940 + count % 50}{1 + count % 12:02d}{1 + count % 28:02d}"
    surname = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗"[count % 20]
    given = "福顺安平康宁和泰建国志强德明桂兰秀英春生"
    return [
        count, f"{surname}{given[count // 20 % 20]}{given[count // 400 % 20]}",
        number(born, 1 + 2 * (count % 450)), "男", f"{born[:4]}-{born[4:6]}-{born[6:]}", "汉族",
        f"{1 + count % 9}组", f"{count}号", f"1540{count:07d}", "户主",
        "参战" if count % 3 == 0 else "", "1960-03", "1964-11", "",
    ]  # fmt: skip
