"""Backing a register up, and bringing it back."""

from pathlib import Path

import click

from station_app.commands import asking
from station_app.domain import sizes
from station_app.errors import Refused
from station_app.register import unheard
from station_app.usecases import backups, restoring
from station_app.usecases.restoring import Opener, Standing

PASSWORD, CODE = "STATION_PASSWORD", "STATION_RECOVERY_CODE"


@click.command("backup")
@asking.register_file
@click.option("--to", "folder", required=True, type=asking.PLACE, help="备份放进这个文件夹。")
@click.option("--with-passwords", is_flag=True, help="U盘上的备份也能用密码打开。")
@asking.acting
@asking.as_json
@asking.command
def backup(file: Path, folder: Path, *, with_passwords: bool, account: str, as_json: bool) -> None:
    """备份登记册：一个加密文件，当场恢复一遍核对过才算数；旧的按 14 天、10 周、24 月留。"""
    with asking.opened(file, account) as register:
        made = backups.back_up(register, unheard, folder, passwords=with_passwords or None)
    if as_json:
        asking.show_json(
            {
                "file": str(made.path),
                "place": made.place.value,
                "made_at": made.made_at.isoformat(timespec="seconds"),
                "size": made.size,
                "proven": True,
                "counts": made.counts,
                "journal": {"number": made.head.number, "seal": made.head.seal},
                "removed": list(made.thinned),
            }
        )
        return
    click.echo(f"已备份：{made.path.name}，{sizes.megabytes(made.size)}。")
    click.echo(f"已恢复一遍核对：{made.head.says()}，人员 {made.counts['person']} 人，完好。")
    if made.thinned:
        click.echo(f"按保留规则清掉旧备份 {len(made.thinned)} 个。")


@click.command("restore")
@click.argument("backup", type=asking.PLACE)
@click.option("--to", "target", required=True, type=asking.PLACE, help="恢复成这个登记册。")
@click.option("--keep-both", is_flag=True, help="那里已有登记册时改名留在旁边，两个都留。")
@click.option("--code", is_flag=True, help="用恢复单打开；恢复码从 STATION_RECOVERY_CODE 来。")
@asking.acting
@asking.as_json
@asking.command
def restore(
    backup: Path, target: Path, *, keep_both: bool, code: bool, account: str, as_json: bool
) -> None:
    """从备份恢复登记册：用备份那天的密码，或用恢复单。"""
    opener = _opener(backup, account, code=code)
    try:
        restored = restoring.restore(backup, target, opener, keep_both=keep_both)
    except Standing as asked:
        raise Refused(
            asked.what, "要恢复请加 --keep-both，现在的那个会改名留在旁边；或换一个文件名。"
        ) from asked
    if as_json:
        asking.show_json(
            {
                "file": str(restored.path),
                "station": restored.station,
                "counts": restored.counts,
                "journal": {"number": restored.head.number, "seal": restored.head.seal},
                "former": str(restored.former or ""),
            }
        )
        return
    click.echo(f"已恢复 {restored.path.name}：{restored.station}，{restored.head.says()}。")
    if restored.former is not None:
        click.echo(f"原来的登记册留作 {restored.former.name}。")
    click.echo("密码是备份那天的；编号跳过一段，免得与备份以后印出去的重号。")


def _opener(backup: Path, account: str, *, code: bool) -> Opener:
    """Open a backup as asked; one without passwords opens by the sheet only."""
    names = [one.name for one in restoring.accounts(backup)]
    if not names:
        click.echo("这个备份没有带密码，要用恢复单打开。", err=True)
    if code or not names:
        return restoring.by_code(backup, asking.password(CODE, "恢复单上的 8 组数字"))
    if not account and len(names) != 1:
        raise Refused(
            "这个备份里有几个账号。", f"请用 --as 写明：{'、'.join(names)}；或加 --code。"
        )
    return restoring.by_password(backup, account or names[0], asking.password(PASSWORD, "密码"))


COMMANDS = (backup, restore)
