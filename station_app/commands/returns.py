"""Returns on a stick, and checking those of others."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from station_app.commands import asking
from station_app.domain import unseen
from station_app.domain.returns import State
from station_app.errors import Refused
from station_app.register import pc_clock
from station_app.usecases import (
    handover,
    receiving,
    reporting,
    returns,
    saving,
    verification,
    workers,
)
from station_app.usecases.handover import Export
from station_app.usecases.returns import Order


@click.command("return")
@asking.register_file
@click.option("--form", "forms", multiple=True, required=True, help="F01、F03……可写几次。")
@click.option("--period", required=True, help="活动代码、年度 2027 或季度 2027-Q1。")
@click.option("--as", "account", default="", help="填表人的账号。")
@click.option("--reviewer", default="", help="审核人的账号；密码从 STATION_REVIEWER_PASSWORD 来。")
@click.option("--out", required=True, type=asking.PLACE, help="U盘上的文件夹。")
@click.option("--as-of", type=asking.Day(), help="时点，不写就是今天。")
@click.option("--explain", default="", help="“需说明”的一句说明。")
@click.option("--reason", default="", help="出更正版的原因。")
@click.option("--paper", is_flag=True, help="先出纸质件：打印、手签、盖章。")
@asking.as_json
@asking.command
def make_return(
    file: Path, forms: tuple[str, ...], period: str, account: str, reviewer: str, out: Path,
    as_of: date | None, explain: str, reason: str, *, paper: bool, as_json: bool,
) -> None:  # fmt: skip
    """填报、核对、两人签名，作为一次报送写到 U盘。"""
    word = asking.password("STATION_PASSWORD", "填表人的密码")
    other = asking.password_if_given("STATION_REVIEWER_PASSWORD")
    wanted = Order(form="", period=period, as_of=as_of, reason=reason)
    with asking.opened(file, account, word) as register:
        orders = [
            reporting.explained(register, replace(wanted, form=form), explain) for form in forms
        ]
        if paper:
            versions = [reporting.on_paper(register, order) for order in orders]
        else:
            versions = [reporting.prepared(register, order, word) for order in orders]
            if reviewer and other is not None:
                head = workers.vouched(register, reviewer, other)
                versions = reporting.approved(head, versions, other)
        waiting = any(one.state is State.WAITING for one in versions)
        if not waiting:
            saving.folder(out)
            done = handover.export(
                register, Export(versions=tuple(one.uid for one in versions), folder=out)
            )
            versions = [returns.get(register, one.uid) for one in versions]
        told = [reporting.as_json(register, one) for one in versions]
    if as_json:
        asking.show_json(told)
    elif not waiting:
        click.echo(done.says)
    if waiting:
        raise Refused("填表人已签名，还缺审核人签名，没有导出。", "请审核人签名后再导出。")


@click.command("verify")
@click.argument("files", nargs=-1, required=True, type=asking.PLACE, metavar="PDF…")
@click.option("--trust", required=True, type=asking.PLACE, help="县级证书或文件夹。")
@click.option("--crl", multiple=True, type=asking.PLACE, help="作废名单。")
@asking.as_json
@asking.command
def verify(files: tuple[Path, ...], trust: Path, crl: tuple[Path, ...], *, as_json: bool) -> None:
    """核验报表：谁签的，签名后有没有被改过。"""
    believed = verification.trust_from([trust], list(crl))
    chosen = verification.files_in(files)
    if not chosen:
        raise Refused("这里没有要核验的报表。", "请选报送来的 PDF，或放着它们的文件夹。")
    found = verification.verify(chosen, believed, pc_clock())
    if as_json:
        asking.show_json(verification.as_json(found))
    else:
        for one in found:
            names = "、".join(signature.name for signature in one.signatures)
            click.echo(f"{one.named}：{one.says}　{names}")
            for reason in one.reasons:
                click.echo(f"　{reason}")
    sticks = receiving.sticks(files, found)
    for stick in sticks:
        named = f"{unseen.visible(str(stick.folder))}：" if len(sticks) > 1 else ""
        click.echo(named + stick.says, err=as_json)
    if any(one.faults for one in sticks) or any(one.verdict.value != "trusted" for one in found):
        raise SystemExit(1)


COMMANDS = (make_return, verify)
