"""Making a register, its accounts, finding people in it, checking it."""

from pathlib import Path

import click

from station_app.commands import asking
from station_app.domain import identity
from station_app.domain.identity import Mask
from station_app.domain.roles import Role
from station_app.errors import Refused
from station_app.register import Register, pc_clock
from station_app.usecases import (
    first_run,
    people,
    places,
    recovery_page,
    saving,
    upkeep,
    verification,
    workers,
)


@click.command("init")
@asking.register_file
@click.option("--code", required=True, help="本站的 12 位区划代码。")
@click.option("--name", required=True, help="站名，如“荷塘村退役军人服务站”。")
@click.option("--county-short", default="", help="县级简称，如“青退”。")
@click.option("--short", default="", help="本站简称，如“荷塘”。")
@click.option("--head", default="站长", show_default=True, help="站长的姓名。")
@click.option("--recovery-sheet", type=asking.PLACE, help="恢复单存成 PDF。")
@asking.command
def init(
    file: Path, code: str, name: str, county_short: str, short: str, head: str,
    recovery_sheet: Path | None,
) -> None:  # fmt: skip
    """建一个新登记册，带一个站长账号；恢复码写进恢复单，或在屏幕上显示一次。"""
    if file.exists():
        raise Refused(f"{file.name} 已经在了。", "请换一个名字。")
    station = places.station(code, name=name, short=short, county_short=county_short)
    word = asking.new_password("STATION_PASSWORD", "给站长设一个密码")
    begun = first_run.begin(station, name=head, role=Role.HEAD, password=word)
    if recovery_sheet is not None:
        if recovery_sheet.resolve() == file.resolve():
            raise Refused("恢复单和登记册不能是同一个文件。", "请给恢复单换一个文件名。")
        page = recovery_page.draw(begun, file.name, pc_clock().date())
        saving.save(recovery_sheet, page)
    try:
        first_run.create(file, begun).close()
    except BaseException:
        if recovery_sheet is not None:
            recovery_sheet.unlink()  # a sheet for a register that does not exist misleads
        raise
    click.echo(f"已建登记册 {file.name}。")
    if recovery_sheet is None:
        click.echo(f"恢复码（只显示这一次）：{begun.code}")
    else:
        click.echo("恢复单已存成文件。请马上打印并删掉文件：拿到它的人能打开登记册。", err=True)


@click.group("account")
@asking.register_file
@click.pass_context
def account(context: click.Context, file: Path) -> None:
    """管理账号。"""
    context.obj = file


@account.command("add")
@click.option("--name", required=True, help="真实姓名。")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@asking.acting
@click.pass_obj
@asking.command
def add_account(file: Path, name: str, role: str, account: str) -> None:
    """给一个人开账号；他的密码从 STATION_NEW_PASSWORD 或提示里来。"""
    with asking.opened(file, account) as register:
        word = asking.new_password("STATION_NEW_PASSWORD", f"给{name}设一个密码")
        workers.add_account(register, name=name, role=Role(role), password=word)
    click.echo(f"已给{name}开了{role}账号。")


@click.command("find")
@asking.register_file
@click.argument("text")
@click.option("--full", is_flag=True, help="显示完整的证件号码（记入流水）。")
@asking.acting
@asking.as_json
@asking.command
def find(file: Path, text: str, *, full: bool, account: str, as_json: bool) -> None:
    """找人：姓名、拼音、首字母、尾号、组、小名。"""
    with asking.opened(file, account) as register:
        found = [
            {
                "id": hit.person or hit.household,
                "name": hit.name,
                "id_number": _number(register, hit.person, hit.id_number, full=full),
                "hit": hit.why,
            }
            for hit in people.find(register, text).hits
        ]
    if as_json:
        asking.show_json(found)
        return
    for one in found:
        click.echo(f"{one['name']}　{one['id_number']}　{one['hit']}")
    if not found:
        click.echo(f"没有找到“{text}”。")


@click.command("check")
@asking.register_file
@click.option("--against", multiple=True, type=asking.PLACE, help="拿来比对流水的报表。")
@asking.acting
@asking.as_json
@asking.command
def check(file: Path, against: tuple[Path, ...], account: str, *, as_json: bool) -> None:
    """检查登记册：文件、流水、账号、推算出来的日期；可与报表上的流水比对。"""
    with asking.opened(file, account) as register:
        report = upkeep.check(register)
        problems = [*report.problems, *_against(register, against)]
    if as_json:
        asking.show_json(
            {
                "sound": not problems,
                "problems": problems,
                "counts": report.counts,
                "journal": {"number": report.head.number, "seal": report.head.seal},
            }
        )
    else:
        for problem in problems:
            click.echo(problem)
        click.echo(f"{report.head.says()}，{'有问题，见上' if problems else '没有发现问题'}。")
    if problems:
        raise SystemExit(1)


def _against(register: Register, files: tuple[Path, ...]) -> list[str]:
    """Compare the journal with the heads that returns carry."""
    if not files:
        return []
    return upkeep.compare(register, verification.journal_heads(files))


def _number(register: Register, person: str, number: str, *, full: bool) -> str:
    if full and person:
        return people.reveal_number(register, person)
    return identity.masked(number, Mask.BIRTH)


COMMANDS = (init, account, find, check)
