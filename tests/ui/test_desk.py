import shutil
import threading

import pytest
import shiboken6
from hands import words_on
from makers import WORKER_PASSWORD

from station_app.domain.problems import Problem, RefusedFields
from station_app.errors import Refused, Stopped, Unreadable
from station_app.usecases import people, workers
from ui import crash
from ui.desk import Busy, Desk
from ui.forms import settling
from ui.widgets.asking import Asking, Deed


def rename(register, chief):
    with register.deed("修改本站资料") as deed:
        deed.update("station", 1, {"chief": chief})
    return chief


def refuse(register):
    raise Refused("发慰问金要有两名走访人。", "请再填一名。")


def refuse_fields(register):
    raise RefusedFields([Problem(field="visitors", says="请再填一名走访人")])


def test_a_deed_runs_in_the_job_thread_and_answers_in_the_windows(qtbot, desk):
    heard = []

    def where(register):
        return threading.current_thread()

    job = desk.do(where).then(lambda thread: heard.append((thread, threading.current_thread())))
    with qtbot.waitSignal(job.done):
        pass

    [(worked, answered)] = heard
    assert worked is not threading.main_thread()
    assert answered is threading.main_thread()


def test_a_deed_is_said_also_while_the_next_one_is_written(qtbot, desk):
    over, said = threading.Event(), []

    def keep_readers_out(register):
        register.db.execute("BEGIN EXCLUSIVE")  # as a long save does while it writes its pages
        over.wait(10)
        register.db.execute("ROLLBACK")

    desk.said.connect(lambda words, number: said.append((words, number > 0)))
    desk.do(rename, "徐建民一").say("已保存。")
    next_one = desk.do(keep_readers_out)
    try:
        qtbot.waitUntil(lambda: said == [("已保存。", True)], timeout=5_000)
    finally:
        over.set()
    with qtbot.waitSignal(next_one.done):
        pass


def test_a_deed_on_a_stick_that_was_pulled_is_refused_in_words(qtbot, desk, tmp_path):
    with qtbot.waitSignal(desk.changed):
        desk.do(rename, "徐建民一")
    pulled = tmp_path.with_name(f"{tmp_path.name}-pulled")
    tmp_path.rename(pulled)
    try:
        with qtbot.waitSignal(desk.refused) as said:
            desk.do(rename, "徐建民二")
    finally:
        pulled.rename(tmp_path)

    what, remedy = said.args
    assert what == "写不进登记册，没有保存。"
    assert remedy == "请检查U盘是否已拔出，插好后锁定、解锁，再保存。"
    assert desk.station.chief == "徐建民一"


def test_after_the_stick_came_back_locking_and_unlocking_lets_one_save_again(
    qtbot, desk, register, clock, tmp_path
):
    with qtbot.waitSignal(desk.changed):
        desk.do(rename, "徐建民一")
    pulled = tmp_path.with_name(f"{tmp_path.name}-pulled")
    tmp_path.rename(pulled)
    shutil.copytree(pulled, tmp_path)  # the same files, as other ones
    with qtbot.waitSignal(desk.refused) as said:
        desk.do(rename, "徐建民二")
    assert said.args[0] == "写不进登记册，没有保存。"

    with qtbot.waitSignal(desk.rest().done):
        pass
    opened = workers.sign_in(register.path, "王芳", WORKER_PASSWORD, clock=clock)
    desk.go_on(opened)

    with qtbot.waitSignal(desk.changed):
        desk.do(rename, "徐建民二")
    assert desk.station.chief == "徐建民二"
    opened.close()


def test_every_job_runs_in_the_same_thread(qtbot, desk):
    seen = []
    for _ in range(3):
        job = desk.do(lambda register: threading.get_ident()).then(seen.append)
        with qtbot.waitSignal(job.done):
            pass

    assert len(set(seen)) == 1


def test_a_deed_is_said_and_everybody_hears_that_something_changed(qtbot, desk):
    with qtbot.waitSignals([desk.changed, desk.said]):
        desk.do(rename, "徐建民二").say("已保存负责人。")

    assert desk.station.chief == "徐建民二"


def test_reading_changes_nothing_and_says_so_to_nobody(qtbot, desk):
    with qtbot.assertNotEmitted(desk.changed):
        job = desk.do(lambda register: register.today())
        with qtbot.waitSignal(job.done):
            pass


def test_a_saved_deed_can_be_taken_back(qtbot, desk):
    with qtbot.waitSignal(desk.said) as said:
        desk.do(rename, "徐建民二").say("已保存负责人。")
    words, number = said.args

    with qtbot.waitSignal(desk.changed):
        desk.undo(number)

    assert words == "已保存负责人。"
    assert number > 0
    assert desk.station.chief == "徐建民"


def test_a_refusal_is_said_with_its_remedy(qtbot, desk):
    with qtbot.waitSignal(desk.refused) as said:
        desk.do(refuse)

    assert said.args == ["发慰问金要有两名走访人。", "请再填一名。"]


def test_a_refused_draft_is_shown_beside_its_fields_and_not_in_the_banner(qtbot, desk):
    shown = []
    with qtbot.assertNotEmitted(desk.refused):
        job = desk.do(refuse_fields).otherwise(shown.extend)
        with qtbot.waitSignal(job.refused):
            pass

    assert [problem.field for problem in shown] == ["visitors"]


def test_a_refusal_whose_sheet_was_closed_meanwhile_is_said_in_the_banner(qtbot, desk, look):
    asked = Asking(look, "作废", "", [], Deed(words="作废", then=lambda _asked: None))
    with qtbot.waitSignal(desk.refused) as said:
        settling.follow(asked, desk.do(refuse))
        shiboken6.delete(asked)

    assert said.args == ["发慰问金要有两名走访人。", "请再填一名。"]


def test_wrong_fields_of_a_sheet_closed_meanwhile_are_said_in_the_banner(qtbot, desk, look):
    asked = Asking(look, "措施", "", [], Deed(words="保存", then=lambda _asked: None))
    with qtbot.waitSignal(desk.refused) as said:
        settling.follow(asked, desk.do(refuse_fields))
        shiboken6.delete(asked)

    assert said.args == ["请再填一名走访人。", "请改好后再保存。"]


def test_a_sheet_that_still_stands_says_its_refusal_itself(qtbot, desk, look, show):
    asked = show(Asking(look, "作废", "", [], Deed(words="作废", then=lambda _asked: None)))
    with qtbot.assertNotEmitted(desk.refused):
        job = settling.follow(asked, desk.do(refuse))
        with qtbot.waitSignal(job.refused):
            pass

    assert "发慰问金要有两名走访人。" in words_on(asked)


def test_a_fault_of_ours_reaches_the_crash_page(qtbot, desk):
    with qtbot.waitSignal(desk.broke) as said:
        desk.do(lambda register: 1 / 0)

    assert isinstance(said.args[0], ZeroDivisionError)


def test_long_work_tells_how_far_it_is(qtbot, desk):
    def work(register, progress):
        progress(3, 10)
        return "好"

    job = desk.start(work)
    with qtbot.waitSignals([job.progressed, job.done]):
        pass


def test_stopped_work_says_so_and_keeps_nothing(qtbot, desk):
    going, stopped = threading.Event(), threading.Event()

    def work(register, progress):
        with register.deed("修改本站资料") as deed:
            deed.update("station", 1, {"chief": "没有的人"})
            going.set()
            stopped.wait(5)
            progress(1, 2)

    job = desk.start(work)
    going.wait(5)
    job.cancel()
    stopped.set()
    with qtbot.waitSignal(desk.said) as said:
        pass

    assert said.args[0] == "已停止，这次不算。"
    assert desk.ask(lambda register: register.station.chief) == "徐建民"


def test_reading_while_the_file_is_locked_is_busy_and_no_fault(qtbot, desk, register):
    register.db.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(Busy, match="正在保存"):
            desk.ask(lambda reader: reader.station)
    finally:
        register.db.rollback()


def test_the_windows_connection_cannot_write(desk):
    with pytest.raises(Refused, match="只读"):
        desk.ask(rename, "没有的人")


def test_password_work_runs_without_a_register(qtbot, jobs, register_path):
    job = jobs.run(lambda _step: workers.door(register_path))
    with qtbot.waitSignal(job.done) as done:
        pass

    assert [account.name for account in done.args[0].accounts] == ["徐建民", "王芳"]


def test_a_stopped_job_is_refused_as_stopped(qtbot, jobs):
    begun = threading.Event()
    job = jobs.run(lambda step: (begun.wait(10), step(1, 2)))
    job.cancel()

    with qtbot.waitSignal(job.refused) as said:
        begun.set()

    assert said.args[0] == Stopped("已停止，这次不算。").what


def test_a_damaged_page_is_said_in_plain_words_not_as_a_fault_of_ours(desk, register_path, qtbot):
    whole = register_path.read_bytes()
    register_path.write_bytes(whole[:8192] + bytes(len(whole) - 8192))

    with pytest.raises(Unreadable) as said:
        desk.ask(people.find, "李")

    assert "备份" in said.value.remedy or "恢复" in said.value.remedy
    assert crash.says(said.value).startswith(said.value.what)
    assert "没有损坏" in crash.says(ZeroDivisionError())


def test_a_desk_that_was_left_answers_nothing_more(register, jobs):
    left = Desk(register, jobs)
    left.close()

    with pytest.raises(Busy):  # as a page that is made ahead would ask
        left.ask(people.find, "谢")
