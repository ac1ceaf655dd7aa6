import tomllib

from station_app.domain import phrases
from station_app.domain.visit import VisitDraft
from station_app.resources import resource


def test_every_list_of_ready_sentences_belongs_to_a_field_and_fits_the_digits():
    shipped = tomllib.loads(resource("phrases", "visit.toml").read_text("utf-8"))
    fields = {*VisitDraft.__dataclass_fields__, "deputy_reason"}

    assert set(shipped) <= fields
    assert all(0 < len(sentences) <= phrases.MOST for sentences in shipped.values())
    assert phrases.of_visit("living_note")[0] == "一日三餐正常，冬衣被褥齐全。"
    assert phrases.of_visit("money") == ()
