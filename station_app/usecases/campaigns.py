"""What a worker can do with campaigns of visits."""

from dataclasses import replace
from datetime import date, timedelta

from station_app.domain import campaign, festivals, problems
from station_app.domain.campaign import Campaign, CampaignDraft, Coverage, Home, Reached, Target
from station_app.domain.problems import Problem
from station_app.domain.roles import Right
from station_app.register import Register
from station_app.storage import campaigns, rounds

BEFORE = timedelta(days=33)
"""So long before its festival a campaign begins unless somebody says otherwise."""


def begin(register: Register) -> CampaignDraft:
    """Return a draft for the next festival: the month before it, the groups everybody greets."""
    coming = festivals.near(register.today())
    return CampaignDraft(
        festival=coming.name,
        year=coming.on.year,
        from_on=coming.on - BEFORE,
        to_on=coming.on - timedelta(days=1),
    )


def check(register: Register, draft: CampaignDraft) -> list[Problem]:
    """Say what is wrong with a campaign that is to be set up."""
    return campaign.problems(draft, today=register.today(), known=campaigns.codes(register.db))


def set_up(register: Register, draft: CampaignDraft) -> Campaign:
    """Put a campaign on the register under its readable code."""
    register.allow(Right.TASKS)
    problems.refuse_if(check(register, draft))
    with register.deed("建立走访活动") as deed:
        return campaigns.add(deed, _named(draft))


def amend(register: Register, code: str, draft: CampaignDraft) -> Campaign:
    """Change the name, the days or the groups of a campaign; its code stays."""
    register.allow(Right.TASKS)
    before = campaigns.get(register.db, code)
    draft = replace(draft, festival=before.festival, year=before.year)
    problems.refuse_if(campaign.problems(draft, today=register.today(), known=frozenset[str]()))
    with register.deed("修改走访活动", about=before.uid) as deed:
        return campaigns.change(deed, code, _named(draft))


def get(register: Register, code: str) -> Campaign:
    """Return one campaign; an unknown code is refused with the list of known ones."""
    return campaigns.get(register.db, code)


def every(register: Register) -> list[Campaign]:
    """Return all campaigns, the newest first."""
    return campaigns.every(register.db)


def current(register: Register) -> Campaign | None:
    """Return the campaign that runs today, else the next to begin, else None."""
    today = register.today()
    known = campaigns.every(register.db)
    running = [one for one in known if one.covers(today)]
    coming = [one for one in known if one.from_on > today]
    return running[0] if running else (coming[-1] if coming else None)


def targets(register: Register, code: str, *, on: date | None = None) -> list[Target]:
    """Return all whom a campaign is for on a day, today if none is named, in route order."""
    found = campaigns.get(register.db, code)
    return rounds.targets(register.db, found, on or register.today())


def homes(register: Register, code: str) -> list[Home]:
    """Return the round household by household, in route order."""
    return campaign.homes(targets(register, code))


def not_reached(register: Register, code: str, *, on: date | None = None) -> list[Target]:
    """Return those not visited yet, each with its reason."""
    return [
        target for target in targets(register, code, on=on) if target.reached is not Reached.VISITED
    ]


def coverage(register: Register, code: str, *, on: date | None = None) -> Coverage:
    """Count how far a campaign got; every person and household counts once."""
    return campaign.coverage(targets(register, code, on=on))


def _named(draft: CampaignDraft) -> CampaignDraft:
    """Return the draft with the name that sheets print."""
    name = draft.name.strip() or f"{draft.year}年{draft.festival.strip()}走访慰问"
    return replace(draft, name=name)
