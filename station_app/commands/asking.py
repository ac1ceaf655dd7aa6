"""What every command shares: passwords, refusals, JSON, progress."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from station_app.domain import unseen
from station_app.errors import Refused, StationError, Stopped, Unreadable
from station_app.register import Register
from station_app.usecases import upkeep, workers

P = ParamSpec("P")


class Day(click.ParamType[date]):
    """A day as 2027-01-04; what is none is said in the worker's language."""

    name = "日期"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日期，或没有这一天。请写成 2027-01-04 这样。", param, ctx)


PLACE = click.Path(path_type=Path, readable=False)
"""A file or folder; whether it can be read is said in our own words."""

as_json = click.option("--json", "as_json", is_flag=True, help="一份 JSON 写到标准输出。")
acting = click.option("--as", "account", default="", help="账号的姓名；只有一个账号时不用写。")
register_file = click.argument("file", type=PLACE)


def command(work: Callable[P, None]) -> Callable[P, None]:
    """Turn a refusal into one plain sentence (or its JSON form) and exit code 1."""

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        refused: StationError
        try:
            work(*args, **kwargs)
        except StationError as error:
            refused = error
        except (click.Abort, KeyboardInterrupt):
            refused = Stopped("已经停下。", "没有写完的都没有留下。")
        except BrokenPipeError:
            raise  # whoever read the answer has gone
        except OSError as error:
            name = Path(str(error.filename or "")).name or "文件"
            refused = Unreadable(f"读不了或写不进 {name[:40]}。", "请检查文件或U盘后再试。")
        else:
            return
        what, remedy = unseen.visible(refused.what), unseen.visible(refused.remedy)
        if kwargs.get("as_json"):
            show_json({"error": {"what": what, "remedy": remedy}})
        else:
            click.echo(f"{what}{remedy}", err=True)
        sys.exit(1)

    return run


@contextmanager
def opened(file: Path, account: str, word: str | None = None) -> Iterator[Register]:
    """Sign in with the password given, else with STATION_PASSWORD or a prompt."""
    door = workers.door(file)
    names = [one.name for one in door.accounts]
    if not account and len(names) != 1:
        raise Refused("这个登记册有几个账号。", f"请用 --as 写明：{'、'.join(names)}。")
    word = password("STATION_PASSWORD", "密码") if word is None else word
    register = workers.sign_in(file, account or names[0], word)
    for remark in register.remarks:
        click.echo(remark, err=True)
    try:
        with upkeep.damage_said(register):
            yield register
    finally:
        register.close()


def password(variable: str, prompt: str) -> str:
    """Return a password from the environment, which forgets it, or from a prompt."""
    found = os.environ.pop(variable, None)
    if found is not None:
        return found
    return str(click.prompt(prompt, hide_input=True, err=True))


def new_password(variable: str, prompt: str) -> str:
    """Return a password that is set anew: asked twice where it is not in the environment."""
    found = os.environ.pop(variable, None)
    if found is not None:
        return found
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt="再输一遍", err=True))


def password_if_given(variable: str) -> str | None:
    """Return a password from the environment, which forgets it, or None."""
    return os.environ.pop(variable, None)


def show_json(document: object) -> None:
    """Write one JSON document, characters unescaped."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
