"""Every specimen page by name, for checks and goldens."""

from collections.abc import Callable
from dataclasses import replace

import papers
import roster_specimen
import statistics_specimen

from station_app.paper import (
    fingerprint_slip,
    handover,
    plan_sheet,
    recovery_sheet,
    return_form,
    round_list,
    sign_block,
    visit_sheet,
)
from station_app.paper.frame import Variant
from station_app.paper.sheet import Sheet
from station_app.paper.sign_block import Signature

COMPLETED = papers.sheet(136, papers.OLD_SOLDIER, papers.COMPLETED)
LONG = papers.sheet(136, papers.OLD_SOLDIER, replace(papers.COMPLETED, request=papers.LONG_REQUEST))
LONG_PLAN = replace(papers.plan(), measures=papers.plan().measures * 3)
PREPARED = Signature(
    role="填表人",
    name="王芳",
    station="荷塘村退役军人服务站",
    at="2027-01-25 16:40",
    fingerprint="7C2E 91A4 0B5D F836",
)


def _draft() -> Sheet:
    values = replace(statistics_specimen.town_values(), roles=(), variant=Variant.DRAFT)
    return return_form.compose(statistics_specimen.town_layout(), values)


SPECIMENS: dict[str, Callable[[], Sheet]] = {
    "1-visit-blank": lambda: visit_sheet.compose([papers.sheet(123)]),
    "1-visit-prefilled": lambda: visit_sheet.compose([papers.sheet(136, papers.OLD_SOLDIER)]),
    "1-visit-unreached": lambda: visit_sheet.compose(
        [papers.sheet(137, papers.OLD_SOLDIER, papers.UNREACHED)]
    ),
    "1-visit-completed": lambda: visit_sheet.compose([COMPLETED]),
    "1-visit-long": lambda: visit_sheet.compose([LONG]),
    "2-plan": lambda: plan_sheet.compose(papers.plan()),
    "2-plan-long": lambda: plan_sheet.compose(LONG_PLAN),
    "3-return-f01": lambda: return_form.compose(
        statistics_specimen.layout(), statistics_specimen.values()
    ),
    "3-return-f01-paper": lambda: return_form.compose(
        statistics_specimen.layout(), statistics_specimen.values(paper_first=True)
    ),
    "3-return-f01-town": lambda: return_form.compose(
        statistics_specimen.town_layout(), statistics_specimen.town_values()
    ),
    "3-return-f03": lambda: return_form.compose(roster_specimen.layout(), roster_specimen.values()),
    "4-handover": lambda: handover.compose(papers.slip()),
    "5-round": lambda: round_list.compose(papers.round_list()),
    "7-fingerprint": lambda: fingerprint_slip.compose(papers.fingerprint()),
    "7-sign-block": lambda: sign_block.compose(PREPARED),
    "7-recovery": lambda: recovery_sheet.compose(papers.recovery()),
    "7-recovery-qr": lambda: recovery_sheet.compose(replace(papers.recovery(), with_qr=True)),
    "8-return-draft": _draft,
    "8-visit-demo": lambda: visit_sheet.compose([COMPLETED], variant=Variant.DEMO),
}
