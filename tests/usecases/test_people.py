from dataclasses import replace
from datetime import date

import pytest
from makers import a_number, a_person

from station_app.domain.category import Holding
from station_app.domain.identity import Sex
from station_app.domain.person import (
    Difficulty,
    Flag,
    Life,
    NameKind,
    OtherName,
    Paper,
    Phone,
    Residency,
    Severity,
    Standing,
    Tier,
    Trouble,
)
from station_app.domain.problems import Level, RefusedFields
from station_app.errors import Refused
from station_app.usecases import history, people


def test_a_registered_person_comes_back_whole(register):
    draft = a_person(
        other_names=(OtherName(kind=NameKind.PET, name="老谢"),),
        phones=(Phone(number="15400005713"), Phone(number="15400002846", owner="女儿 谢玲")),
        contact_name="谢玲",
        contact_relation="女儿",
        contact_phone="15400002846",
        holdings=(Holding(scheme="YF18", code="81", since="2014-08", basis="县局认定"),),
        difficulties=(
            Difficulty(kind=Trouble.MEDICAL, severity=Severity.HEAVY, since="2025-11", note="透析"),
        ),
        tier=Tier.A,
        flags=(Flag.ALONE,),
        disability="因战六级",
        enlisted="1972-12",
        discharged="1976-03",
    )
    saved = people.register(register, draft)
    again = people.draft_of(register, saved.uid)
    assert again.household
    kept = replace(
        again,
        household="",
        relation="",
        holdings=tuple(replace(one, uid="") for one in again.holdings),
        difficulties=tuple(replace(one, uid="") for one in again.difficulties),
    )
    assert kept == draft
    assert again.relation == "户主"
