"""Opening the encrypted register file and bringing its tables up to date."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import sqlcipher3

from station_app.errors import Newer, Refused, StationError, Unreadable, Unwritable
from station_app.storage import appdata, sidecar
from station_app.storage.driver import Database as Database
from station_app.storage.driver import Migrations

PAGE = 4096
"""The size of the file's pages; a file that ends within one was cut."""

_ON_OPENING = (
    "foreign_keys = ON",
    "temp_store = MEMORY",  # nothing in plain text beside the file
    "trusted_schema = OFF",
    "secure_delete = FAST",
    "cache_size = -32000",
    "journal_mode = TRUNCATE",  # the file alone, copied to a stick, is the whole register
    "synchronous = EXTRA",
)


def open_database(
    path: Path,
    key: bytes,
    register_id: bytes,
    *,
    read_only: bool = False,
    busy_ms: int = 5000,
) -> Database:
    """Open a register with its raw key, bringing an older one up to date first.

    Raises Newer for a file of a newer program and Unreadable for what is damaged, foreign or
    locked by another key; the file is then as it was.
    """
    if sidecar.register_id_of(path) != register_id:
        raise Unreadable(f"{path.name} 与它的钥匙文件不是一对。", "请用恢复单打开。")
    if _cut(path):
        raise Unreadable(f"打不开 {path.name}：文件不完整。", "请从备份恢复。")
    db = _connect(path, key, register_id, mode="ro" if read_only else "rw", busy_ms=busy_ms)
    try:
        _bring_up_to_date(db, path, read_only=read_only)
    except BaseException:
        close(db)
        raise
    return db


def create_database(path: Path, key: bytes, register_id: bytes) -> Database:
    """Make a new, empty register file; never over another one."""
    if path.exists():
        raise Refused(f"已经有一个 {path.name}。", "请换一个文件名或文件夹。")
    db = _connect(path, key, register_id, mode="rwc", busy_ms=5000)
    try:
        with writing(db):
            _migrations().apply(db)
    except BaseException:
        close(db)
        path.unlink(missing_ok=True)
        raise
    return db


def copy_into(db: Database, path: Path, key: bytes, register_id: bytes) -> None:
    """Write the register as it stands into a new file under the same key, in one step.

    In several steps it would begin again at each commit of another connection.
    """
    copy = _connect(path, key, register_id, mode="rwc", busy_ms=0)
    try:
        copy.execute("PRAGMA journal_mode = OFF")  # a copy that fails is thrown away
        db.conn.backup(copy.conn)
    except sqlcipher3.OperationalError as error:
        what = "磁盘已满" if "full" in str(error) else "登记册读不全，或磁盘写不进去"
        raise Unwritable(
            f"备份没有做成：{what}。", "请腾出磁盘空间再试；还不行，请检查登记册。"
        ) from error
    finally:
        close(copy)


@contextmanager
def standing_still(db: Database) -> Iterator[None]:
    """Let everything read in the block be of one moment, whoever writes meanwhile."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


def close(db: Database) -> bool:
    """Close a register's connection and leave no journal file; tells whether it was open."""
    try:
        db.execute("PRAGMA optimize")
        db.execute("PRAGMA journal_mode = DELETE")
    except sqlcipher3.ProgrammingError:
        return False
    except sqlcipher3.DatabaseError:
        pass  # read-only, busy, damaged or gone: nothing to tidy
    db.close()
    return True


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say in plain words that a page could not be read."""
    try:
        yield
    except (sqlcipher3.IntegrityError, sqlcipher3.ProgrammingError):
        raise  # these are faults of ours, not of the file
    except sqlcipher3.DatabaseError as error:
        raise _why_not(path, error) from error


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Write everything in the block, or nothing of it."""
    with _explained(db):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


def damages(db: Database) -> list[str]:
    """Return what the file's own checks find: pages, structure and references."""
    found = [str(row[0]) for row in db.execute("PRAGMA cipher_integrity_check").fetchall()]
    found += [str(row[0]) for row in db.execute("PRAGMA quick_check").fetchall() if row[0] != "ok"]
    found += [f"{row[0]}: {row[2]}" for row in db.execute("PRAGMA foreign_key_check").fetchall()]
    return found


def counts(db: Database) -> dict[str, int]:
    """Return how many rows each table holds."""
    return {
        name: int(db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for name in sorted(db.table_names())
        if not name.startswith(("sqlite_", "_sqlite_"))
    }


def _connect(path: Path, key: bytes, salt: bytes, *, mode: str, busy_ms: int) -> Database:
    try:
        connection = sqlcipher3.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None
        )
    except sqlcipher3.OperationalError as error:
        raise Unreadable(f"打不开 {path.name}。", "请检查文件或U盘后再试。") from error
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key is printed
        connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {busy_ms:d}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _ON_OPENING:
            connection.execute(f"PRAGMA {setting}")
        return Database(connection)
    except sqlcipher3.DatabaseError as error:
        connection.close()
        raise _why_not(path, error) from error


def _cut(path: Path) -> bool:
    """Tell whether the file ends within a page, and no journal is there to mend it."""
    journal = path.with_name(f"{path.name}-journal")
    return path.stat().st_size % PAGE != 0 and not journal.exists()


def _why_not(path: Path, error: Exception) -> StationError:
    if "locked" in str(error):
        return Refused("登记册正忙。", "请稍等几秒再试。")
    if "I/O" in str(error):
        return Unreadable(f"读不到 {path.name}。", "请检查U盘是否已拔出，插好后重新打开登记册。")
    if "readonly" in str(error) or "unable to open" in str(error):
        return Unreadable(f"{path.name} 上次没有正常关闭。", "请在能写的地方打开一次，再只读打开。")
    return Unreadable(
        f"打不开 {path.name}：文件不完整，或与钥匙不符。", "请从备份恢复，或用恢复单打开。"
    )


@contextmanager
def _explained(db: Database) -> Iterator[None]:
    """Say in plain words why the file could not be written."""
    try:
        yield
    except sqlcipher3.OperationalError as error:
        said = str(error)
        if "locked" in said:
            raise Refused("登记册正在写另一项工作。", "请稍等几秒再保存。") from error
        if "readonly" in said and _protected(db):
            raise Unwritable(
                "登记册只能读，没有保存。", "请打开写保护开关，或拷到电脑上再用。"
            ) from error
        if "full" in said:
            raise Unwritable("磁盘已满，没有保存。", "请腾出空间后再保存。") from error
        if "I/O" in said or "unable to open" in said or "readonly" in said:
            raise Unwritable(
                "写不进登记册，没有保存。", "请检查U盘是否已拔出，插好后锁定、解锁，再保存。"
            ) from error
        raise


def _protected(db: Database) -> bool:
    """Tell whether the file may only be read; SQLite says so of one pulled away under it, too."""
    place = db.execute("PRAGMA database_list").fetchone()[2]
    return os.path.exists(place) and not os.access(place, os.W_OK)  # noqa: PTH110


def _bring_up_to_date(db: Database, path: Path, *, read_only: bool) -> None:
    steps = _migrations()
    with reading(path):
        known = {migration.name for migration in steps.pending(db)}
        applied = [migration.name for migration in steps.applied(db)]
    unknown = set(applied) - {name for name, _ in _files()}
    if unknown:
        raise Newer(f"{path.name} 是更新版本的程序做的。", "请先升级本程序再打开。")
    if not known:
        return
    if not applied:
        raise Unreadable(f"{path.name} 里没有登记册。", "请从备份恢复。")
    if read_only:
        raise Refused(f"{path.name} 是旧版本的，要先升级才能看。", "请在能写的地方打开一次。")
    with writing(db):  # all steps or none: a half-raised file helps nobody
        _copy_first(path, applied[-1])
        steps.apply(db)


def _copy_first(path: Path, version: str) -> None:
    """Keep the encrypted file as it was in the application-data folder."""
    register_id = sidecar.register_id_of(path).hex()
    try:
        folder = appdata.folder() / "copies"
        folder.mkdir(exist_ok=True)
        copy = folder / f"{register_id}-{version}.station"
        part = copy.with_suffix(".part")
        shutil.copyfile(path, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(copy)
    except OSError as error:
        raise Unwritable(
            "升级前的备份没有写成，登记册没有动。", "请腾出磁盘空间再打开。"
        ) from error


def _migrations() -> Migrations:
    """Make one step of every numbered .sql file, in order."""
    steps = Migrations("register")
    for name, sql in _files():
        steps(name=name)(_step(sql))
    return steps


def _files() -> list[tuple[str, str]]:
    folder = resources.files("station_app.storage") / "migrations"
    return sorted(
        (file.name.removesuffix(".sql"), file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    )


def _step(sql: str) -> Callable[[Database], None]:
    def step(db: Database) -> None:
        db.executescript(sql)

    return step
