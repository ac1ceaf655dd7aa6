"""What is asked about a household on a sheet: a member, the head, the plaque, categories."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from station_app.domain import word_lists
from station_app.domain.category import Subject, shipped
from station_app.domain.household import HEAD, HouseholdDraft, LightMember, Member
from ui.forms import household_file
from ui.forms.kinds import Kinds
from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.choices import Choice
from ui.widgets.controls import pick
from ui.widgets.fields import Field, line
from ui.widgets.keys import first
from ui.widgets.layout import Part, row, sized
from ui.widgets.picker import Found, Picker

Then = Callable[[Asking, LightMember], object]


def member_sheet(look: Look, known: LightMember | None, then: Then) -> Asking:
    """Ask for somebody who is only named."""
    one = known or LightMember(name="")
    name, relation = first(line(one.name)), line(one.relation)
    year, note = line(str(one.born_year or "")), line(one.note)
    work = pick(look, ["", *word_lists.words("employment")], one.employment)
    year.setValidator(QIntValidator(1, 9999, year))

    def take(asked: Asking) -> None:
        member = LightMember(
            uid=one.uid,
            name=name.text().strip(),
            relation=relation.text().strip(),
            born_year=int(year.text()) if year.text() else None,
            employment=work.currentText(),
            note=note.text().strip(),
        )
        then(asked, member)

    top = row(gap=look.px(12))
    top.addWidget(Field(look, "姓名", name), 1)
    top.addWidget(sized(look, Field(look, "与户主关系", relation), 120))
    top.addWidget(sized(look, Field(look, "出生年", year), 96))
    below = row(sized(look, Field(look, "从业状况", work), 190), gap=look.px(12))
    below.addWidget(Field(look, "情况", note), 1)
    parts = (top, look.px(12), below)
    title, do = ("加一个只记名的成员", "加上") if known is None else (f"修改{one.name}", "保存")
    return Asking(look, title, household_file.LIGHT, parts, Deed(words=do, then=take))


def join_sheet(
    look: Look, find: Callable[[str], Sequence[Found]], then: Callable[[Asking, str, str], object]
) -> Asking:
    """Ask who on the register moves into this household, and how they are related."""
    who, relation = Picker(look, find), line()
    first(who.field)
    field = Field(look, "谁", who, hint="姓名、拼音首字母、尾号都能找")

    def take(asked: Asking) -> None:
        if who.key:
            field.complain()
            then(asked, who.key, relation.text().strip())
        else:
            field.complain("请从列出的人里选一个")

    parts = (field, look.px(12), sized(look, Field(look, "与户主关系", relation), 160))
    says = "这个人会离开原来的户，住址请随后核对。"
    return Asking(look, "并入一个在册的人", says, parts, Deed(words="并入这一户", then=take))


def head_sheet(
    look: Look, members: Sequence[Member], then: Callable[[Asking, str, str], object]
) -> Asking:
    """Ask who becomes the head, and what the former head is to the new one."""
    others = [one for one in members if one.person and not one.is_head and not one.deceased]
    former = next((one.name for one in members if one.is_head), "")
    few = Choice(look, [one.name for one in others], 0) if len(others) <= 5 else None
    many = pick(look, [one.name for one in others])
    relation = line()
    who: QWidget = first(few or many)

    def take(asked: Asking) -> None:
        place = few.chosen if few is not None else many.currentIndex()
        then(asked, others[place].person, relation.text().strip())

    parts: list[Part] = [Field[QWidget](look, "新户主", who)]
    says = f"现在的户主是{former}。" if former else ""
    if former:
        other = sized(look, Field(look, f"{former}与新户主的关系", relation), 220)
        parts += [look.px(12), other]
    return Asking(look, "换户主", says, parts, Deed(words="换户主", then=take))


def kinds_sheet(
    look: Look, draft: HouseholdDraft, today: date, then: Callable[[Asking, HouseholdDraft], object]
) -> Asking:
    """Ask which categories the whole household holds."""
    kinds = Kinds(look, shipped().kinds(Subject.HOUSEHOLD), today)
    kinds.show_holdings(draft.holdings)
    first(kinds.rows[0].kind)

    def take(asked: Asking) -> None:
        then(asked, replace(draft, holdings=kinds.holdings()))

    says = "这些类别算整户的；鳏寡孤独、重病重残、二等功以上记在个人档案里。"
    return Asking(look, "整户的类别", says, [kinds], Deed(words="保存", then=take), width=680)


def about_sheet(
    look: Look, draft: HouseholdDraft, then: Callable[[Asking, HouseholdDraft], object]
) -> Asking:
    """Ask for the household's number, its size and a remark; addresses are the persons' own."""
    number, size, note = first(line(draft.number)), line(str(draft.size or "")), line(draft.note)
    size.setValidator(QIntValidator(1, 40, size))

    def take(asked: Asking) -> None:
        changed = replace(
            draft,
            number=number.text().strip(),
            size=int(size.text()) if size.text() else None,
            note=note.text().strip(),
        )
        then(asked, changed)

    top = row(gap=look.px(12))
    top.addWidget(Field(look, "户编号", number), 1)
    top.addWidget(sized(look, Field(look, "几口人", size), 96))
    parts = (top, look.px(12), Field(look, "备注", note))
    says = "住址跟着户主走，请在户主的档案里改。"
    return Asking(look, "修改这一户", says, parts, Deed(words="保存", then=take))


def as_light(member: Member) -> LightMember:
    """Return somebody who is only named as a draft that can be changed."""
    year = int(member.born[:4]) if member.born[:4].isdigit() else None
    return LightMember(
        uid=member.uid,
        name=member.name,
        relation=member.relation,
        born_year=year,
        employment=member.employment,
        note=member.note,
    )


def may_change_head(members: Sequence[Member]) -> bool:
    """Tell whether somebody of the register could become the head."""
    return any(one.person and one.relation != HEAD and not one.deceased for one in members)
