"""One word in Latin letters. Expected values follow the tables that the module cites, by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cleaning.transliteration import IDEOGRAPHIC, to_latin


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        # Serbian and Montenegrin, both alphabets alike
        ("ђорђе", "djordje"),
        ("đorđe", "djordje"),
        ("њежић", "njezhich"),
        ("žeželj", "zhezhelj"),
        ("љубичица", "ljubichitsa"),
        ("џивџан", "dzhivdzhan"),
        # Macedonian, Cyrillic and passport letters with an acute
        ("ѓорѓе", "gjorgje"),
        ("ǵorǵe", "gjorgje"),
        ("ќосев", "kjosev"),
        ("ḱosev", "kjosev"),
        ("ѕвездан", "dzvezdan"),
        # Bulgarian
        ("жеков", "zhekov"),
        ("въло", "vlo"),
        # Russian
        ("хрущёва", "khrushchyova"),
        ("ольга", "olga"),
        ("юлия", "yuliya"),
        # Ukrainian
        ("їжак", "yizhak"),
        ("ґалаґан", "galagan"),
        ("євген", "yevgen"),
        # Greek, with pairs of letters
        ("γεώργιος", "georgios"),
        ("μπουντούρης", "boudouris"),
        ("ευάγγελος", "evangelos"),
        ("τζαβέλας", "tzavelas"),
        # Arabic: consonants only, without the article
        ("محمد", "~mhmd"),
        ("القاسم", "~qasm"),
        ("الله", "~allh"),
        # Persian letters
        ("گلناز", "~glnaz"),
        ("پژمان", "~pzhman"),
        ("چگینی", "~chgyny"),
        # Hebrew
        ("יוסף", "~ywsf"),
        # Albanian and other Latin letters with marks
        ("çelë", "chele"),
        ("straße", "strasse"),
        ("łukasz", "lukasz"),
        ("ışık", "ishik"),
        ("plain1", "plain1"),
    ],
)
def test_letters_are_written_as_they_sound(word: str, latin: str) -> None:
    assert to_latin(word) == latin


def test_ideographs_stay_behind_their_sound() -> None:
    assert to_latin("林") == f"{IDEOGRAPHIC}lin林"


@pytest.mark.parametrize("word", ["ъь", "ـ", "\u0301"])
def test_a_word_of_silent_signs_is_empty(word: str) -> None:
    assert to_latin(word) == ""


@given(st.text(alphabet=st.characters(whitelist_categories=("Ll", "Lo", "Nd", "Mn")), min_size=1))
def test_what_comes_out_has_no_white_space(word: str) -> None:
    assert len(to_latin(word).split()) <= 1
