"""The demo: the whole main job on invented people."""

from pathlib import Path

import click

from station_app.commands import asking
from station_app.domain.roster import Status
from station_app.register import pc_clock
from station_app.usecases import demo

_WORDS = {
    "persons": "人", "households": "户", "sheets": "走访表", "visits": "走访", "plans": "一人一策",
}  # fmt: skip
_STEPS = {
    "init": "建登记册", "import": "导入花名册", "campaign": "安排活动和任务", "sheets": "打走访表",
    "visits": "录入走访", "plans": "一人一策", "certificates": "签名证书", "returns": "填报和签名",
    "export": "写入U盘", "verify": "核验", "check": "检查登记册",
}  # fmt: skip
_STATUS = {"rows": "共", **{status.value: status.says for status in Status}}


@click.command("demo")
@click.option("--out", required=True, type=asking.PLACE, help="空文件夹。")
@click.option(
    "--persons", default=demo.ROWS, show_default=True, type=click.IntRange(demo.FEWEST_ROWS),
    help="花名册的行数。",
)  # fmt: skip
@click.option("--seed", default=1, show_default=True, help="同一个数，同样的人。")
@asking.command
def make(out: Path, persons: int, seed: int) -> None:
    """用虚构的人把整件事做一遍：花名册、走访、报表、签名、U盘、核验。"""
    made = demo.make(out, now=pc_clock(), rows=persons, seed=seed)
    taken, seconds, written = made.imported, made.seconds, made.returns
    click.echo(f"演示数据，人物均为虚构。都在 {out.name} 里：")
    said = "，".join(f"{_STATUS[name]} {count}" for name, count in taken.items())
    click.echo(f"  花名册　{said}")
    for key, words in _WORDS.items():
        click.echo(f"  {words}　{made.counts[key]}")
    for one in written:
        click.echo(f"  报表　{one.file}　{one.pages} 页")
    click.echo("每一步用时（秒）：")
    for step, spent in seconds.items():
        click.echo(f"  {_STEPS[step]}　{spent:.2f}")
