import pytest
from makers import a_number, a_person

from station_app.domain.household import LightMember
from station_app.domain.person import NameKind, OtherName, Phone
from station_app.storage import search as keys
from station_app.usecases import households, people


def put(register, name, *, sequence=1, born="1945-03-12", **changed):
    facts = {"name": name, "born": born, "id_number": a_number(born, 2 * sequence + 1)}
    facts |= {"phones": (Phone(number=f"1540000{sequence:04d}"),)}
    return people.register(register, a_person(**(facts | changed)))


def names_of(found):
    return [hit.name for hit in found.hits]


@pytest.fixture
def village(register):
    put(register, "罗秀英", sequence=1, group="3组", door="17号")
    pet = (OtherName(kind=NameKind.PET, name="老细"),)
    put(register, "刘喆", sequence=2, group="1组", door="8号", other_names=pet)
    former = (OtherName(kind=NameKind.FORMER, name="黄梅"),)
    huang = put(register, "黄美玲", sequence=3, group="1组", door="30号", other_names=former)
    households.name_member(
        register, huang.household, LightMember(name="李晓", relation="女", born_year=1999)
    )
    for sequence, name in enumerate(("李䶮", "周㛃", "陈𬭎", "王𠅤", "仇志远", "单翀"), 4):
        put(register, name, sequence=sequence, group="2组")
    return register


def test_hits_say_why_they_were_found(village):
    found = people.find(village, "lx")
    assert [(hit.name, hit.why) for hit in found.hits] == [
        ("罗秀英", "姓名首字母 lxy"),
        ("刘喆", "小名“老细”"),
        ("黄美玲", "户内成员 李晓"),
    ]
    assert not found.more


@pytest.mark.parametrize(
    ("typed", "name", "why"),
    [
        ("秀英", "罗秀英", "姓名"),
        ("英", "罗秀英", "姓名"),
        ("luoxiuying", "罗秀英", "拼音 luoxiuying"),
        ("xiuying", "罗秀英", "拼音 xiuying"),
        ("nuoxiu", "罗秀英", "读音相近 luo xiu ying"),
        ("fang mei", "黄美玲", ""),
        ("老细", "刘喆", "小名“老细”"),
        ("黄梅", "黄美玲", "曾用名“黄梅”"),
        ("huangmei", "黄美玲", "拼音 huangmeiling"),
        ("李晓", "黄美玲", "户内成员 李晓"),
        ("0001", "罗秀英", "电话尾号 0001"),
        ("15400000001", "罗秀英", "电话号码"),
        ("䶮", "李䶮", "姓名"),
        ("㛃", "周㛃", "姓名"),
        ("𬭎", "陈𬭎", "姓名"),
        ("𠅤", "王𠅤", "姓名"),
        ("liyan", "李䶮", "拼音 liyan"),
        ("qiuzhi", "仇志远", "拼音 qiuzhiyuan"),
        ("shan", "单翀", "拼音 shanchong"),
        ("dan", "单翀", "拼音 danchong"),
    ],
)
def test_every_way_of_typing_finds(village, typed, name, why):
    found = people.find(village, typed)
    assert name in names_of(found) or not why
    if why:
        assert why in [hit.why for hit in found.hits if hit.name == name]


def test_numbers_are_found_by_tail_and_whole(village):
    number = a_number("1945-03-12", 3)
    tail = people.find(village, number[-4:])
    assert (tail.hits[0].name, tail.hits[0].why) == ("罗秀英", f"身份证尾号 {number[-4:]}")
    whole = people.find(village, number)
    assert [hit.why for hit in whole.hits] == ["身份证号"]


@pytest.mark.parametrize("typed", ["3组", "三组", "第三组", "3"])
def test_a_group_lists_who_lives_there(village, typed):
    assert names_of(people.find(village, typed)) == ["罗秀英"]


def test_a_second_word_narrows(village):
    assert names_of(people.find(village, "l 1组")) == ["刘喆", "黄美玲"]
    assert names_of(people.find(village, "1组 l")) == ["刘喆", "黄美玲"]
    assert names_of(people.find(village, "luo 荷塘")) == ["罗秀英"]
    assert names_of(people.find(village, "luo 0001")) == ["罗秀英"]
    assert names_of(people.find(village, "luo 0002")) == []


@pytest.mark.parametrize("typed", ["", "  ", "12", "不存在", "zzz", "%", "_", "'"])
def test_what_nobody_is_called_finds_nobody(village, typed):
    assert people.find(village, typed).hits == ()


def test_names_that_begin_so_come_before_names_that_end_so(register):
    put(register, "张王", sequence=1)
    put(register, "王国庆", sequence=2)
    assert names_of(people.find(register, "王")) == ["王国庆", "张王"]


def test_many_hits_are_cut_and_said(register):
    with register.deed("试写"):
        pass
    for sequence in range(1, 8):
        put(register, "王国庆", sequence=sequence)
    found = people.find(register, "wang", limit=5)
    assert len(found.hits) == 5
    assert found.more


def test_a_named_member_is_forgotten_when_taken_out(village):
    (hit,) = people.find(village, "李晓").hits
    home = households.get(village, hit.household).household
    households.unname_member(village, home.uid, home.light_members[0].uid)
    assert people.find(village, "李晓").hits == ()


def test_a_changed_name_leaves_no_key_behind(village):
    (hit,) = people.find(village, "刘喆").hits
    draft = people.draft_of(village, hit.person)
    from dataclasses import replace

    people.correct(village, hit.person, replace(draft, name="刘哲明", other_names=()))
    assert names_of(people.find(village, "刘哲明")) == ["刘哲明"]
    assert people.find(village, "刘喆").hits == ()
    assert people.find(village, "老细").hits == ()


def test_looking_up_never_scans(village):
    for sql in (keys._LOOK_UP, keys._BY_GROUP):
        plan = village.db.execute(
            f"EXPLAIN QUERY PLAN {sql}", {"start": "a", "end": "b", "limit": 5}
        ).fetchall()
        assert [row[3].split()[0] for row in plan] == ["SEARCH"]
