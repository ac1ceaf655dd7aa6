"""The county's office, and an account's own signing certificate."""

from pathlib import Path

import click

from station_app.commands import asking
from station_app.domain import certificate as domain
from station_app.domain.certificate import SigningRole
from station_app.errors import Refused, StationError
from station_app.register import pc_clock
from station_app.usecases import certificate_files, certificates, county, recovery_page, saving

ROLES = click.Choice([role.value for role in SigningRole])


@click.group("county")
@click.argument("folder", type=asking.PLACE, metavar="DIR")
@click.pass_context
def office(context: click.Context, folder: Path) -> None:
    """县局：发证书、作废、出作废名单；密码从 STATION_COUNTY_PASSWORD 来。"""
    context.obj = folder


@office.command("init")
@click.option("--name", required=True, help="县局名称。")
@click.option("--code", required=True, help="6 位县级代码。")
@click.option("--recovery-sheet", type=asking.PLACE, help="恢复单存成 PDF。")
@click.pass_obj
@asking.command
def init(folder: Path, name: str, code: str, recovery_sheet: Path | None) -> None:
    """建县级证书文件夹；恢复码写进恢复单，或在屏幕上显示一次。"""
    if recovery_sheet is not None and folder.resolve() in recovery_sheet.resolve().parents:
        raise Refused("恢复单不能放在证书文件夹里。", "请存到别处，打印后删掉。")
    word, now = asking.new_password("STATION_COUNTY_PASSWORD", "给县级密钥设一个密码"), pc_clock()
    made = county.init(folder, name=name, code=code, password=word, at=now)
    click.echo(f"已建好。县级证书指纹（印发给各站）：{domain.in_groups(made.fingerprint)}")
    if recovery_sheet is not None:
        page = recovery_page.draw_county(name, folder.name, made.recovery_code, now.date())
        try:
            saving.save(recovery_sheet, page)
        except StationError as error:
            click.echo(f"{error.what}{error.remedy}", err=True)
        else:
            click.echo("恢复单已存成文件。请马上打印并删掉文件：拿到它的人能发证书。", err=True)
            return
    click.echo(f"恢复码（只显示这一次，抄下来封好）：{made.recovery_code}")


@office.command("recover")
@click.pass_obj
@asking.command
def recover(folder: Path) -> None:
    """忘了县级密钥的密码：用恢复单设新密码。"""
    code = asking.password("STATION_RECOVERY_CODE", "恢复单上的 8 组数字")
    word = asking.new_password("STATION_COUNTY_PASSWORD", "给县级密钥设一个新密码")
    county.recover(folder, code, word)
    click.echo("已设新密码。恢复单仍然有效，请放回原处锁好。")


@office.group("person")
def person() -> None:
    """可以领证书的人。"""


@person.command("add")
@click.option("--code", required=True, help="站的 12 位代码。")
@click.option("--number", required=True, help="人员编号，一人一号。")
@click.option("--name", required=True)
@click.option("--role", required=True, type=ROLES)
@click.pass_obj
@asking.command
def add_person(folder: Path, code: str, number: str, name: str, role: str) -> None:
    """把一个人列入名单。"""
    one = county.person(code=code, number=number, name=name, role=role)
    county.person_add(folder, _word(), one)
    click.echo(f"已列入：{name}，{role}。")


@office.command("issue")
@click.argument("request", type=asking.PLACE, metavar="REQ")
@click.option("--fingerprint", required=True, help="申请单上的 24 位指纹数字。")
@click.option("--number", default="", help="名单里有同名的人时，写明人员编号。")
@click.option("--out", required=True, type=asking.PLACE, help="证书存到哪里。")
@click.pass_obj
@asking.command
def issue(folder: Path, request: Path, fingerprint: str, number: str, out: Path) -> None:
    """照申请单发证书；指纹要从盖章的申请单上抄。"""
    data = certificate_files.read(request)
    wanted = county.look(data)
    asked = wanted.subject
    where = f"{asked.station_name}（{asked.station_code}）"
    click.echo(f"申请人：{asked.name}，{asked.role.value}，{where}")
    made = county.issue(folder, _word(), data, fingerprint, pc_clock(), number=number)
    click.echo(f"指纹与申请单一致：{domain.in_groups(wanted.fingerprint)}")
    saving.save(out, made)
    click.echo(f"证书已存到 {out.name}。")


@office.command("revoke")
@click.argument("certificate", type=asking.PLACE, metavar="CERT")
@click.option("--reason", required=True, help="作废原因。")
@click.pass_obj
@asking.command
def revoke(folder: Path, certificate: Path, reason: str) -> None:
    """作废一张证书；新的作废名单在 trust 文件夹里。"""
    data = certificate_files.read(certificate)
    named = county.issued_to(data).subject.name
    county.revoke(folder, _word(), data, reason, pc_clock())
    click.echo(f"已作废{named}的证书，请把新的作废名单发给各站。")


@office.command("crl")
@click.option("--out", required=True, type=asking.PLACE, help="名单存到哪里。")
@click.pass_obj
@asking.command
def crl(folder: Path, out: Path) -> None:
    """出一份新的作废名单。"""
    saving.save(out, county.crl(folder, _word(), pc_clock()))
    click.echo(f"作废名单已存到 {out.name}。")


@click.group("certificate")
@asking.register_file
@click.pass_context
def certificate(context: click.Context, file: Path) -> None:
    """自己的签名证书。"""
    context.obj = file


@certificate.command("request")
@click.option("--out", required=True, type=asking.PLACE, help="申请存到哪里。")
@click.option("--anew", is_flag=True, help="换一个新密钥。")
@asking.acting
@click.pass_obj
@asking.command
def request(file: Path, out: Path, account: str, *, anew: bool) -> None:
    """申请签名证书；密钥留在登记册里，只有自己的密码打得开。"""
    word = asking.password("STATION_PASSWORD", "密码")
    with asking.opened(file, account, word) as register:
        made = certificates.request(register, word, anew=anew)
    saving.save(out, made.pem)
    click.echo(f"申请已存到 {out.name}。指纹（写在申请单上）：{domain.in_groups(made.fingerprint)}")
    if made.replaces:
        click.echo(f"请同时请县里作废原来的证书，编号 {made.replaces.serial}。")


@certificate.command("install")
@click.argument("answer", type=asking.PLACE, metavar="CERT")
@click.option("--ca", required=True, type=asking.PLACE, help="县级证书。")
@click.option("--ca-fingerprint", default="", help="县里印发的指纹；第一次装时要。")
@click.option("--crl", required=True, type=asking.PLACE, help="作废名单。")
@asking.acting
@click.pass_obj
@asking.command
def install(
    file: Path, answer: Path, ca: Path, ca_fingerprint: str, crl: Path, account: str
) -> None:
    """装入县里发的证书。"""
    with asking.opened(file, account) as register:
        status = certificates.install(
            register,
            certificate_files.read(answer),
            county=certificate_files.read(ca),
            typed=ca_fingerprint,
            crl=certificate_files.read(crl),
        )
    if status.held is not None:
        click.echo(f"证书已装好，到 {status.held.ends:%Y-%m-%d} 为止。")


def _word() -> str:
    return asking.password("STATION_COUNTY_PASSWORD", "县级密钥的密码")


COMMANDS = (office, certificate)
