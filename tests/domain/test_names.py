import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin
from pypinyin.seg.mmseg import Seg, p_set

from station_app.domain import names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王 芳", "王芳"),
        (" 王　芳 ", "王芳"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("阿依古丽 ・ 买买提", "阿依古丽·买买提"),
        ("·王芳", "王芳"),
        ("王\u200b芳", "王芳"),
        ("John  Smith", "John Smith"),
        ("e\u0301milie", "émilie"),
        ("李䶮", "李䶮"),
        ("", ""),
    ],
)
def test_a_name_is_kept_in_one_way(typed, kept):
    assert names.normalise(typed) == kept


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("罗秀英", "luo xiu ying"),
        ("李䶮", "li yan"),
        ("周㛃", "zhou jie"),
        ("陈𬭎", "chen hong"),
        ("王𠅤", "wang xi"),
        ("单翀", "shan chong"),
        ("仇志远", "qiu zhi yuan"),
        ("盖文华", "ge wen hua"),
        ("万俟春", "mo qi chun"),
        ("吕绿", "lv lv"),
        ("谢长林", "xie chang lin"),
        ("欧阳长乐", "ou yang chang le"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti"),
        ("John Smith", "john smith"),
    ],
)
def test_names_sound_as_their_bearers_say_them(name, sound):
    assert names.pinyin(name) == sound


def test_a_surname_alone_is_read_as_a_character():
    assert names.pinyin("单") == "dan"


def test_a_surname_is_found_under_its_common_sound_too():
    assert names.readings("单翀") == (("shan", "chong"), ("dan", "chong"))
    assert names.readings("王芳") == (("wang", "fang"),)


def test_given_names_are_found_under_each_of_their_sounds():
    assert names.readings("谢长林") == (("xie", "chang", "lin"), ("xie", "zhang", "lin"))
    assert ("wang", "zhao", "yue") in names.readings("王朝乐")
    assert len(names.readings("单长乐朝行重")) == names.MOST_READINGS


def test_initials_follow_the_sounds():
    assert names.initials("仇志远") == "qzy"
    assert names.initials("John Smith") == "js"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huang", "fang"),
        ("lin", "ling"),
        ("niu", "liu"),
        ("hui", "fei"),
        ("hu", "fu"),
        ("shi", "si"),
    ],
)
def test_southern_sounds_fold_together(one, other):
    assert names.fold(one) == names.fold(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=24), st.integers(0, 24))
def test_the_beginning_of_a_word_folds_to_a_beginning(word, length):
    assert names.fold(word).startswith(names.fold(word[:length]))


def test_private_characters_are_named_with_what_they_stand_for():
    (known,) = names.private_use("李\ue863")
    assert known.instead == "䶮"
    assert "䶮" in known.says
    (moved,) = names.private_use("\ue81e")
    assert moved.instead == "\u9fb4"
    (unknown,) = names.private_use("\ue000")
    assert unknown.instead == ""
    assert "身份证" in unknown.says
    assert names.private_use("李䶮㛃𬭎𠅤") == ()


@given(
    st.lists(
        st.sampled_from([*"长乐单于重行朝阳都市音乐会大家还有王福生", "\ue816", "〇", "䶮"]),
        max_size=5,
    )
)
def test_a_name_sounds_as_the_dictionary_of_phrases_says_it(chars):
    word = "".join(chars)
    pieces = Seg(p_set, no_non_phrases=True).cut(word)  # longest phrases, not beginnings of any

    assert list(names._read(word)) == lazy_pinyin(list(pieces), style=Style.NORMAL)
