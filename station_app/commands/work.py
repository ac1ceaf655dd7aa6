"""Campaigns, the roster import and visit sheets."""

from datetime import date
from pathlib import Path

import click

from station_app.commands import asking
from station_app.domain import campaign as domain
from station_app.domain.campaign import CampaignDraft, Group
from station_app.usecases import campaigns, lacking, printing, roster, saving


@click.group("campaign")
@asking.register_file
@click.pass_context
def campaign(context: click.Context, file: Path) -> None:
    """走访活动。"""
    context.obj = file


@campaign.command("list")
@asking.acting
@asking.as_json
@click.pass_obj
@asking.command
def list_campaigns(file: Path, account: str, *, as_json: bool) -> None:
    """列出走访活动和代码。"""
    with asking.opened(file, account) as register:
        found = [(one, campaigns.coverage(register, one.code)) for one in campaigns.every(register)]
    if as_json:
        asking.show_json(
            [
                {
                    "code": one.code,
                    "name": one.name,
                    "from": one.from_on.isoformat(),
                    "to": one.to_on.isoformat(),
                    "groups": [group.value for group in one.groups],
                    "due": {"persons": far.due_persons, "households": far.due_households},
                    "met": {"persons": far.met_persons, "households": far.met_households},
                }
                for one, far in found
            ]
        )
        return
    for one, far in found:
        click.echo(f"{one.code}　{one.from_on} 至 {one.to_on}　{far.says}")


@campaign.command("add")
@click.option("--festival", required=True, help="春节、八一……")
@click.option("--year", required=True, type=int)
@click.option("--from", "first", required=True, type=asking.Day(), help="从哪天，如 2027-01-04。")
@click.option("--to", "last", required=True, type=asking.Day(), help="到哪天。")
@click.option("--group", "groups", multiple=True, type=click.Choice([one.value for one in Group]))
@asking.acting
@click.pass_obj
@asking.command
def add_campaign(
    file: Path, festival: str, year: int, first: date, last: date,
    groups: tuple[str, ...], account: str,
) -> None:  # fmt: skip
    """安排一次走访活动；不写 --group 就是全部慰问和重点关爱对象。"""
    chosen = tuple(Group(one) for one in groups) or domain.GREETED + domain.PRIORITY
    draft = CampaignDraft(festival=festival, year=year, from_on=first, to_on=last, groups=chosen)
    with asking.opened(file, account) as register:
        made = campaigns.set_up(register, draft)
        far = campaigns.coverage(register, made.code)
    click.echo(f"已安排{made.name}，代码 {made.code}。{far.says}。")


@click.command("import")
@asking.register_file
@click.argument("source", type=asking.PLACE, metavar="ROSTER")
@click.option("--dry-run", is_flag=True, help="只看结果，不写入。")
@click.option("--report", type=asking.PLACE, help="有误和不一致的行另存成表格。")
@asking.acting
@asking.as_json
@asking.command
def import_roster(
    file: Path, source: Path, report: Path | None, account: str, *, dry_run: bool, as_json: bool
) -> None:
    """导入花名册：能写的写入，有误和不一致的列出来。"""
    with asking.opened(file, account) as register:
        if report is not None:
            saving.apart(report, source)
        shown = roster.preview(register, source)
        if report is not None:
            roster.save_report(register, shown, report)
        if not dry_run:
            roster.take_in(register, shown)
    if as_json:
        asking.show_json(roster.as_json(shown))
        return
    for line in shown.lines:
        if line.reasons:
            click.echo(
                f"第 {line.row} 行　{line.name}　{line.status.says}：{'；'.join(line.reasons)}"
            )
    for one in shown.left_out:
        click.echo(f"“{one.heading}”没有读入：{one.why}")
    said = "，".join(f"{status.says} {count}" for status, count in shown.counts.items())
    click.echo(f"共 {len(shown.lines)} 行：{said}。{'没有写入。' if dry_run else ''}")


@click.command("sheets")
@asking.register_file
@click.option("--campaign", "code", required=True, help="活动代码，如 2027-春节。")
@click.option("--out", required=True, type=asking.PLACE, help="存成哪个 PDF。")
@asking.acting
@asking.command
def sheets(file: Path, code: str, out: Path, account: str) -> None:
    """按走访顺序打印一次活动的走访表。"""
    with asking.opened(file, account) as register:
        campaigns.get(register, code)
        persons = printing.to_print(register, code)
        made = printing.print_sheets(register, persons, campaign=code)
        for one in made.missing:
            click.echo(f"{lacking.HOW}：{one.says}", err=True)
        saving.save(out, made.pdf)
    click.echo(f"{len(made.sheets)} 张走访表已存到 {out.name}。")


COMMANDS = (campaign, import_roster, sheets)
