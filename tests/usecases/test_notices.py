from dataclasses import replace
from datetime import date, time

import pytest
from makers import a_task

from station_app.domain.notice import CameBy, DueFrom, Tier
from station_app.domain.problems import Level, RefusedFields
from station_app.errors import Refused, Unreadable
from station_app.storage import journal
from station_app.usecases import history, notice_drafts, notices


def test_three_fields_are_enough_for_a_task(register):
    kept = notices.take_in(
        register,
        replace(a_task(), due_time=None, came_by=CameBy.UNSAID),
    )

    assert [task.uid for task in notices.waiting(register)] == [kept.uid]
    assert (kept.subject, kept.report_to, kept.due_on) == (
        "重点关爱对象台账",
        "柳林镇",
        date(2027, 1, 27),
    )


@pytest.mark.parametrize(
    ("field", "empty", "says"),
    [("subject", " ", "要报什么"), ("report_to", "", "报给谁"), ("due_on", None, "什么时候前")],
)
def test_a_task_without_one_of_the_three_is_refused(register, field, empty, says):
    with pytest.raises(RefusedFields, match=says) as caught:
        notices.take_in(register, replace(a_task(), **{field: empty}))

    assert [problem.field for problem in caught.value.problems] == [field]


def test_a_whole_notice_comes_back_with_its_number_as_it_is_written_officially(register):
    kept = notices.take_in(
        register,
        replace(
            a_task(),
            number="青双拥办[２０２６] 012号",
            title="关于走访慰问的通知",
            senders=("青石县双拥办", " 青石县民政局"),
            issued_on=date(2026, 12, 28),
            received_on=date(2026, 12, 31),
            receivers="各镇",
            tier=Tier.CITY,
            tier_due_on=date(2027, 2, 4),
        ),
    )

    assert kept.number == "青双拥办〔2026〕12号"
    assert kept.senders == ("青石县双拥办", "青石县民政局")
    assert kept.is_notice
    assert notices.get(register, kept.uid) == kept


def test_the_days_of_the_levels_are_counted_back_on_working_days():
    found = notices.schedule(replace(a_task(), tier=Tier.CITY, tier_due_on=date(2027, 1, 29)))

    assert [(stop.tier, stop.on) for stop in found.stops] == [
        (Tier.STATION, date(2027, 1, 21)),
        (Tier.TOWN, date(2027, 1, 25)),
        (Tier.COUNTY, date(2027, 1, 27)),
        (Tier.CITY, date(2027, 1, 29)),
    ]
    assert not found.certain


def test_days_counted_back_over_published_holidays_are_certain():
    found = notices.schedule(replace(a_task(), tier=Tier.TOWN, tier_due_on=date(2026, 10, 9)))

    assert [(stop.tier, stop.on) for stop in found.stops] == [
        (Tier.STATION, date(2026, 9, 30)),
        (Tier.TOWN, date(2026, 10, 9)),
    ]
    assert found.certain


def test_a_time_said_by_the_level_above_wins_over_the_day_counted_back():
    draft = replace(
        a_task(), due_on=date(2027, 1, 20), tier=Tier.CITY, tier_due_on=date(2027, 1, 29)
    )

    found = notices.schedule(draft)

    assert found.due_on == date(2027, 1, 20)
    assert found.says == "上级说的时限比倒排早 1 天，按上级说的。"
    assert "自定的时限比倒排" in notices.schedule(replace(draft, due_from=DueFrom.OWN)).says


def test_without_a_day_of_its_own_the_day_counted_back_holds(register):
    draft = replace(a_task(), due_on=None, tier=Tier.COUNTY, tier_due_on=date(2027, 1, 29))

    assert notices.take_in(register, draft).due_on == date(2027, 1, 25)


def test_the_level_and_its_day_belong_together(register):
    with pytest.raises(RefusedFields, match="哪一级和哪一天"):
        notices.take_in(register, replace(a_task(), tier=Tier.CITY))


def test_a_number_without_a_year_and_a_day_that_passed_are_only_reminded_of(register):
    draft = replace(a_task(), number="12号", due_on=date(2027, 1, 20))

    found = notices.check(register, draft)

    assert {(problem.field, problem.level) for problem in found} == {
        ("number", Level.REMINDS),
        ("due_on", Level.REMINDS),
    }


@pytest.mark.parametrize(
    ("due_on", "due_time", "says"),
    [
        (date(2027, 1, 25), time(17, 0), "还剩 2 小时 40 分"),
        (date(2027, 1, 25), time(15, 20), "还剩 1 小时"),
        (date(2027, 1, 25), time(14, 45), "还剩 25 分"),
        (date(2027, 1, 25), None, "还剩 3 小时 10 分"),
        (date(2027, 1, 25), time(12, 0), "今天已过时限"),
        (date(2027, 1, 27), time(9, 0), "还剩 2 天"),
        (date(2027, 1, 22), None, "超期 3 天"),
    ],
)
def test_the_time_left_is_said_to_the_minute_on_the_last_day(register, due_on, due_time, says):
    kept = notices.take_in(register, replace(a_task(), due_on=due_on, due_time=due_time))

    assert notices.time_left(register, kept) == says


def test_tasks_wait_in_the_order_of_their_hours(register):
    for hour, subject in ((None, "三"), (time(9, 0), "一"), (time(17, 0), "二")):
        notices.take_in(register, replace(a_task(), subject=subject, due_time=hour))

    assert [task.subject for task in notices.waiting(register)] == ["一", "二", "三"]


def test_an_answered_task_leaves_the_waiting_list_and_undo_brings_it_back(register):
    kept = notices.take_in(register, a_task())

    answered = notices.done(register, kept.uid)

    assert answered.done_at == register.now()
    assert notices.waiting(register) == []
    assert [task.uid for task in notices.answered(register)] == [kept.uid]
    history.undo(register, register.last_deed)
    assert [task.uid for task in notices.waiting(register)] == [kept.uid]
    notices.done(register, kept.uid)
    assert notices.reopen(register, kept.uid).done_at is None


def test_a_changed_task_keeps_what_it_said_in_the_journal(register):
    kept = notices.take_in(register, a_task())

    notices.amend(register, kept.uid, replace(a_task(), due_on=date(2027, 1, 28)))

    steps = history.of(register, kept.uid)
    assert any((step.field, step.old) == ("due_on", "2027-01-27") for step in steps)


def test_a_task_is_voided_with_a_reason(register):
    kept = notices.take_in(register, a_task())

    with pytest.raises(Refused, match="作废要写原因"):
        notices.void(register, kept.uid, "")
    assert notices.void(register, kept.uid, "记重了").void_reason == "记重了"

    assert notices.waiting(register) == []


def test_an_attached_file_is_kept_inside_the_register(register):
    kept = notices.take_in(register, a_task())

    attached = notices.attach(register, kept.uid, "通知.jpg", b"\xff\xd8picture")

    assert notices.get(register, kept.uid).attachments == (attached,)
    assert notices.content(register, attached.uid) == ("通知.jpg", b"\xff\xd8picture")
    notices.detach(register, kept.uid, attached.uid)
    assert notices.get(register, kept.uid).attachments == ()
    history.undo(register, register.last_deed)
    assert notices.content(register, attached.uid) == ("通知.jpg", b"\xff\xd8picture")


def test_an_attached_file_cannot_hide_what_it_is(register):
    kept = notices.take_in(register, a_task())

    attached = notices.attach(register, kept.uid, "ab\u202efdp.exe", b"MZ")

    assert attached.name == "ab〔U+202E〕fdp.exe"


def test_an_empty_or_too_large_file_is_not_attached(register):
    kept = notices.take_in(register, a_task())

    with pytest.raises(Refused, match="是空的"):
        notices.attach(register, kept.uid, "通知.jpg", b"")
    with pytest.raises(Refused, match="超过 20 MB"):
        notices.attach(register, kept.uid, "通知.mp4", bytes(notices.LARGEST + 1))


def test_receivers_are_the_offices_above_and_those_of_earlier_tasks(register):
    notices.take_in(register, replace(a_task(), report_to="县民政局"))

    assert notices.receivers(register) == ["柳林镇", "青石县", "县民政局"]


def test_a_notice_is_not_received_before_it_was_issued(register):
    draft = replace(a_task(), issued_on=date(2027, 1, 20), received_on=date(2027, 1, 19))

    with pytest.raises(RefusedFields, match="收文日期早于成文日期"):
        notices.take_in(register, draft)


def test_without_a_day_of_the_notice_nothing_is_counted_back():
    assert notices.schedule(a_task()).stops == ()


@pytest.mark.parametrize(
    ("due_on", "due_time", "says"),
    [
        (date(2027, 1, 25), time(17, 0), "今天 17:00 前报柳林镇，还剩 2 小时 40 分"),
        (date(2027, 1, 25), time(12, 0), "今天 12:00 前报柳林镇，已过时限"),
        (date(2027, 1, 28), None, "1月28日前报柳林镇，还剩 3 天"),
        (date(2028, 1, 3), None, "2028年1月3日前报柳林镇，还剩 343 天"),
    ],
)
def test_a_task_says_until_when_and_to_whom(register, due_on, due_time, says):
    kept = notices.take_in(register, replace(a_task(), due_on=due_on, due_time=due_time))

    assert notices.says(register, kept) == says


def test_what_a_task_comes_to_is_said_while_it_is_typed(register):
    found = notices.outlook(register, a_task())

    assert found.says == "1月27日 17:00 前报柳林镇，还剩 2 天"
    assert found.left == "还剩 2 天"
    assert found.due_at == notices.due_at(register, notices.take_in(register, a_task()))
    assert notices.outlook(register, a_task(due_on=None)).says == ""


@pytest.mark.parametrize(
    ("subject", "code"),
    [("重点关爱对象台账", "F03"), ("报《走访慰问情况统计表》", "F01"), ("光荣牌悬挂情况", "")],
)
def test_a_task_that_asks_for_a_known_return_is_recognised(register, subject, code):
    assert notices.known_form(register, subject)[0] == code


def test_files_are_kept_from_where_they_lie_and_written_out_again(register, tmp_path):
    task = notices.take_in(register, a_task())
    (tmp_path / "通知.jpg").write_bytes(b"picture")

    [kept] = notices.attach_files(register, task.uid, [tmp_path / "通知.jpg"])
    notices.save_attachment(register, kept.uid, tmp_path / "另存.jpg")

    assert notices.get(register, task.uid).attachments == (kept,)
    assert (tmp_path / "另存.jpg").read_bytes() == b"picture"
    saved = journal.latest(register.db, 1)[0]
    assert (saved.deed, saved.facts["count"], saved.facts["about"]) == ("另存附件", 1, kept.uid)
    assert "通知" not in str(saved.facts)


def test_a_file_that_is_gone_or_too_large_is_said_so_and_not_kept(register, tmp_path, monkeypatch):
    task = notices.take_in(register, a_task())
    monkeypatch.setattr(notices, "LARGEST", 5)
    (tmp_path / "录像.mp4").write_bytes(b"picture")

    with pytest.raises(Unreadable, match="打不开"):
        notices.attach_files(register, task.uid, [tmp_path / "通知.jpg"])
    with pytest.raises(Refused, match="放不进登记册"):
        notices.attach_files(register, task.uid, [tmp_path / "录像.mp4"])
    assert notices.get(register, task.uid).attachments == ()


def test_a_half_typed_task_comes_back_as_typed(register):
    typed = a_task(
        due_on=None,
        number="青双拥办〔2027〕1号",
        senders=("青石县双拥办",),
        tier=Tier.CITY,
        tier_due_on=date(2027, 2, 3),
        due_from=DueFrom.NOTICE,
    )

    notice_drafts.keep(register, "", typed)

    assert notice_drafts.of(register, "") == typed


def test_a_task_changed_since_offers_nothing_that_was_half_typed_before(register):
    task = notices.take_in(register, a_task())
    notice_drafts.keep(register, task.uid, a_task(note="问过镇里"))

    notices.done(register, task.uid)

    assert notice_drafts.of(register, task.uid) is None
