"""What a worker can do with visits."""

from dataclasses import replace
from datetime import date

from station_app.domain import problems, visit, visit_rules
from station_app.domain.numbers import short
from station_app.domain.problems import Problem
from station_app.domain.roles import Right
from station_app.domain.sheet import Sheet, State
from station_app.domain.visit import Manner, Missed, Shown, Visit, VisitDraft
from station_app.errors import Refused
from station_app.register import Register
from station_app.storage import campaigns, drafts, ids, sheets, visit_lists, visits
from station_app.storage.journal import Deed

FORM, CHANGE = "visit", "visit_change"
"""The forms of half-typed visits: of new ones by person, of changed ones by visit."""


def begin(register: Register, person: str, *, sheet: str = "", campaign: str = "") -> VisitDraft:
    """Return an empty draft for a person, for the campaign of the sheet or the one that runs."""
    today = register.today()
    if sheet:
        campaign = sheets.get(register.db, sheet).campaign
    elif not campaign:
        running = [one for one in campaigns.every(register.db) if one.covers(today)]
        campaign = running[0].code if running else ""
    return VisitDraft(
        person=person,
        on=today,
        visitors=(register.account.name,),
        sheet=sheet,
        campaign=campaign,
    )


def check(register: Register, draft: VisitDraft) -> list[Problem]:
    """Say what is wrong with a draft, what must be put right and what is only to be known."""
    died_on = visits.died_on(register.db, draft.person)
    found = visit_rules.problems(draft, today=register.today(), died_on=died_on)
    for companion in draft.companions:
        died_on = visits.died_on(register.db, companion)
        if died_on and draft.on > died_on:
            name = visits.name(register.db, companion)
            found.append(Problem(field="companions", says=f"{name}已去世，不能一并走访"))
    return found


def record(register: Register, draft: VisitDraft) -> Visit:
    """Put a visit, or an attempt at one, on the register under its sheet's number."""
    register.allow(Right.VISITS)
    draft = visit.tidy(draft)
    problems.refuse_if(check(register, draft))
    late = visit.typed_late(draft.on, register.today())
    name = "登记走访" if draft.met else "记未遇"
    with register.deed(name, about=draft.person) as deed:
        sheet, draft = _sheet_for(deed, draft)
        row = visits.add(deed, draft, sheet=sheet, late=late)
        _own_visit_counts(deed, draft)
        for companion in dict.fromkeys(draft.companions):
            _add_companion(deed, row, companion, draft.on)
        sheets.settle(deed, sheet, State.TYPED if draft.met else State.MISSED)
        drafts.drop(deed.db, deed.by, FORM, draft.person)
        return visits.of_row(deed.db, row)


def missed(
    register: Register, person: str, reason: Missed, *, note: str = "", campaign: str = ""
) -> Visit:
    """Note by one button that nobody was met today."""
    draft = begin(register, person, campaign=campaign)
    return record(register, replace(draft, manner=Manner.MISSED, missed=reason, missed_note=note))


def amend(register: Register, uid: str, draft: VisitDraft) -> Visit:
    """Put a visit right; person and number stay, the journal keeps what it said before."""
    register.allow(Right.VISITS)
    before = visits.get(register.db, uid)
    _refuse_amending(before)
    draft = replace(visit.tidy(draft), person=before.person, sheet=before.sheet)
    problems.refuse_if(check(register, draft))
    late = visit.typed_late(draft.on, before.typed_on)
    with register.deed("修改走访", about=before.person) as deed:
        row = ids.of(deed.db, "visit", uid)
        visits.change(deed, row, draft, late=late)
        _own_visit_counts(deed, draft)
        _amend_companions(deed, row, draft)
        if sheet := visits.sheet_row(deed.db, row):
            sheets.settle(deed, sheet, State.TYPED if draft.met else State.MISSED)
        drafts.drop(deed.db, deed.by, CHANGE, uid)
        return visits.of_row(deed.db, row)


def void(register: Register, uid: str, reason: str) -> Visit:
    """Strike a visit out with a reason; those met beside go with it, the number stays spent."""
    register.allow(Right.VISITS)
    if not reason.strip():
        raise Refused("作废要写原因。", "请写一句再作废。")
    before = visits.get(register.db, uid)
    _refuse_amending(before)
    row = ids.of(register.db, "visit", uid)
    if visits.author(register.db, row) != register.account.uid:
        register.allow(Right.VOID_OTHERS)
    with register.deed("作废走访", about=before.person) as deed:
        for companion in visits.companions(deed.db, row).values():
            visits.void(deed, companion, reason.strip())
        visits.void(deed, row, reason.strip())
        if sheet := visits.sheet_row(deed.db, row):
            sheets.settle(deed, sheet, State.VOID, reason.strip())
        return visits.of_row(deed.db, row)


def void_sheet(register: Register, uid: str, reason: str) -> Sheet:
    """Give up a printed sheet that will not be typed; its number is never given again."""
    register.allow(Right.SHEETS)
    if not reason.strip():
        raise Refused("作废要写原因。", "请写一句再作废。")
    sheet = sheets.get(register.db, uid)
    _refuse_unless_waiting(sheet)
    with register.deed("作废走访表", about=sheet.person) as deed:
        sheets.settle(deed, ids.of(deed.db, "sheet", uid), State.VOID, reason.strip())
        return sheets.get(deed.db, uid)


def get(register: Register, uid: str) -> Visit:
    """Return one visit."""
    return visits.get(register.db, uid)


def of_person(register: Register, person: str) -> list[Visit]:
    """Return a person's visits and attempts, voided ones too, the newest first."""
    return visits.of_person(register.db, person)


def between(
    register: Register, first: date, last: date, *, campaign: str = "", limit: int = -1
) -> list[Shown]:
    """Return the visits of a time, or of a campaign within it, newest first as a list shows them.

    With a limit only the newest so many.
    """
    found = visits.between(register.db, first, last, campaign=campaign, limit=limit)
    return visit_lists.shown(register.db, found)


def counted(register: Register, first: date, last: date, *, campaign: str = "") -> tuple[int, int]:
    """Return the 人次 and the 户次 of a time, or of a campaign within it."""
    return visit_lists.counted(register.db, first, last, campaign=campaign)


def shown(register: Register, uid: str) -> Shown:
    """Return one visit with what a list shows beside it."""
    return visit_lists.shown(register.db, [visits.get(register.db, uid)])[0]


def find_sheet(register: Register, text: str) -> list[Sheet]:
    """Return the sheets that the end of a number or the digits of a QR code may mean.

    The sheets that wait come first; one alone is the one. Raises Refused where nothing fits.
    """
    found = sheets.find(register.db, text)
    waiting = [sheet for sheet in found if sheet.state is State.WAITING]
    if not found:
        raise Refused(f"没有编号以“{text.strip()}”结尾的走访表。", "请核对表上编号后再输一遍。")
    return waiting if len(waiting) == 1 else found


def sheet(register: Register, uid: str) -> Sheet:
    """Return one sheet; raises Gone where there is none."""
    return sheets.get(register.db, uid)


def sheets_in(register: Register, state: State) -> list[Sheet]:
    """Return the sheets in a state."""
    return sheets.in_state(register.db, state)


def sheets_of(register: Register, person: str) -> list[Sheet]:
    """Return a person's sheets, the newest first."""
    return sheets.of_person(register.db, person)


def sheet_counts(register: Register) -> dict[State, int]:
    """Return how many sheets are in each state; those waiting are 还有 6 张没录."""
    return sheets.counts(register.db)


def last(register: Register, person: str, *, before: date | None = None) -> Visit | None:
    """Return the last visit on which the person was asked, for 上次走访 and 看上次的表."""
    return visits.last_with_answers(register.db, person, before=before)


def copy_last(register: Register, draft: VisitDraft) -> VisitDraft:
    """Return the draft with the findings of the last visit; raises Refused where there is none."""
    found = last(register, draft.person)
    if found is None:
        raise Refused("这个人还没有走访记录。", "请照表填写。")
    return visit.carried_over(found, draft)


def _sheet_for(deed: Deed, draft: VisitDraft) -> tuple[int, VisitDraft]:
    """Return the sheet the visit stands on, and the draft with that sheet's campaign."""
    person = ids.of(deed.db, "person", draft.person)
    if not draft.sheet:
        campaign = campaigns.row_id_of_any(deed.db, draft.campaign)
        waiting = sheets.waiting_for(deed.db, person, campaign)
        return waiting or sheets.give(deed, person, campaign, State.WAITING), draft
    sheet = sheets.get(deed.db, draft.sheet)
    _refuse_unless_waiting(sheet)
    if sheet.person != draft.person:
        raise Refused(f"{short(sheet.number)} 是{sheet.name}的表。", "请核对表上编号。")
    return ids.of(deed.db, "sheet", draft.sheet), replace(draft, campaign=sheet.campaign)


def _amend_companions(deed: Deed, row: int, draft: VisitDraft) -> None:
    wanted = [one for one in draft.companions if not _has_own_visit(deed, one, draft.on)]
    kept = visits.companions(deed.db, row)
    for person, companion in kept.items():
        if person not in wanted:
            deed.delete("visit", companion)
    stays = [companion for person, companion in kept.items() if person in wanted]
    visits.follow_main(deed, row, stays)
    for person in dict.fromkeys(wanted):
        if person not in kept:
            visits.add_companion(deed, row, person)


def _add_companion(deed: Deed, row: int, person: str, on: date) -> None:
    """Note who was met beside; somebody with a visit of their own that day is not counted twice."""
    if not _has_own_visit(deed, person, on):
        visits.add_companion(deed, row, person)


def _has_own_visit(deed: Deed, person: str, on: date) -> bool:
    return bool(visits.met_on(deed.db, ids.of(deed.db, "person", person), on, beside=False))


def _own_visit_counts(deed: Deed, draft: VisitDraft) -> None:
    """Take away that the person was met beside another on a day that now has their own visit."""
    if draft.met:
        person = ids.of(deed.db, "person", draft.person)
        for beside in visits.met_on(deed.db, person, draft.on, beside=True):
            deed.delete("visit", beside)


def _refuse_amending(before: Visit) -> None:
    if before.void:
        raise Refused("这次走访已经作废。", "请重新登记。")
    if before.main:
        raise Refused("这是同户一并走访的记录。", "请打开主走访修改。")


def _refuse_unless_waiting(sheet: Sheet) -> None:
    if sheet.state is not State.WAITING:
        says = {State.TYPED: "已经录入", State.MISSED: "已经记为未遇", State.VOID: "已经作废"}
        raise Refused(f"{sheet.short}（{sheet.name}）{says[sheet.state]}。", "请核对表上编号。")
