"""How accounts, packs, imports and deeds are told on the page 维护."""

from datetime import date, datetime

from station_app.domain import dates
from station_app.domain.batch import Batch
from station_app.domain.roster import Status
from station_app.usecases.history import Done
from station_app.usecases.packs import Pack
from station_app.usecases.staff import Member
from ui.models.table import Column
from ui.theme import Tone
from ui.widgets.cells import Mark, Two

WRITTEN = (Status.NEW, Status.UPDATED)


def when(at: datetime, today: date) -> str:
    """Return a moment as it is told: 今天 14:20, 1月21日 09:05."""
    day = "今天" if at.date() == today else dates.show(at.date(), today)
    return f"{day} {at:%H:%M}"


def accounts(today: date) -> tuple[Column[Member], ...]:
    """Return the columns of the accounts."""
    who: Column[Member] = Column(
        "姓名", lambda one: Two(one.account.name, one.account.role.value), 168
    )
    last: Column[Member] = Column("最近一次操作", lambda one: _last(one, today))
    signs: Column[Member] = Column("签名证书", lambda one: signing(one, today), 196)
    return who, last, signs


def signing(one: Member, today: date) -> Mark:
    """Say until when an account can sign."""
    ends = one.certificate_ends
    if ends is None:
        return Mark("申请中", Tone.SOON) if one.has_signing_key else Mark("没有")
    if ends < today:
        return Mark(f"{dates.show(ends)}已到期", Tone.LATE)
    return Mark(f"到 {dates.show(ends)}", Tone.DONE)


def imports(today: date) -> tuple[Column[Batch], ...]:
    """Return the columns of the rosters that were taken in."""
    file: Column[Batch] = Column("文件", lambda one: one.file)
    at: Column[Batch] = Column("时间", lambda one: when(datetime.fromisoformat(one.at), today), 132)
    did: Column[Batch] = Column("写入", _written, 184)
    return file, at, did


def deeds(today: date) -> tuple[Column[Done], ...]:
    """Return the columns of what was done."""
    at: Column[Done] = Column("时间", lambda one: when(one.at, today), 148)
    who: Column[Done] = Column("谁", lambda one: one.by, 112)
    what: Column[Done] = Column("做了什么", lambda one: one.deed)
    number: Column[Done] = Column("第几笔", lambda one: f"{one.number:,}", 92, right=True)
    return at, who, what, number


def packs() -> tuple[Column[Pack], ...]:
    """Return the columns of the packs."""
    name: Column[Pack] = Column("名称", lambda one: one.name, 168)
    basis: Column[Pack] = Column("内容和依据", lambda one: one.basis)
    version: Column[Pack] = Column(
        "版本", lambda one: Mark(one.version, Tone.SOON) if one.provisional else one.version, 112
    )
    return name, basis, version


def _last(one: Member, today: date) -> Mark:
    if one.must_change:
        return Mark("待本人设新密码", Tone.SOON)
    return Mark(when(one.last_deed_at, today) if one.last_deed_at else "还没有")


def _written(one: Batch) -> Mark:
    if one.undone_by:
        return Mark("已整次撤销", Tone.CALM, "ban")
    counted = [(status.says, one.counts.get(status.value, 0)) for status in WRITTEN]
    return Mark("，".join(f"{word} {count} 人" for word, count in counted if count))
