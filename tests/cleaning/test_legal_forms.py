"""Legal forms are found in the names of organisations and taken out. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cleaning.legal_form_table import LEGAL_FORMS
from accord.cleaning.legal_forms import without_legal_forms
from accord.cleaning.names import name_words

BALKANS = {"RS", "ME", "BA", "MK", "AL", "XK"}
ROWS = [(kind, way) for kind, countries, ways in LEGAL_FORMS if BALKANS & set(countries) for way in ways]


@pytest.mark.parametrize(("kind", "way"), ROWS)
def test_every_form_of_the_western_balkans_is_recognised(kind: str, way: str) -> None:
    for name in (f"{way} Jasika", f"Jasika {way}", f"Jasika {way.upper()}"):
        left, kinds = without_legal_forms(name_words(name))
        assert left == ("jasika",), name
        assert kinds


def test_every_way_to_write_a_form_has_one_class() -> None:
    for kind, _, ways in LEGAL_FORMS:
        assert kind
        assert all(ways), kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Jasika d.o.o.", "limited"),
        ("JASIKA DOO", "limited"),
        ("Jasika d. o. o.", "limited"),
        ("Jasika društvo sa ograničenom odgovornošću", "limited"),
        ("Jasika drustvo sa ogranicenom odgovornoscu", "limited"),
        ("Јасика друштво са ограниченом одговорношћу", "limited"),
        ("Јасика ДООЕЛ", "limited"),
        ("Jasika j.d.o.o.", "limited"),
        ("Jasika sh.p.k.", "limited"),
        ("Jasika SHPK", "limited"),
        ("Shoqëri me përgjegjësi të kufizuar Jasika", "limited"),
        ("SHOQERI ME PERGJEGJESI TE KUFIZUAR JASIKA", "limited"),
        ("Jasika sh.a.", "joint_stock"),
        ("Jasika a.d.", "joint_stock"),
        ("Јасика а.д.", "joint_stock"),
        ("Jasika akcionarsko društvo", "joint_stock"),
        ("N.T.P. Jasika", "sole_trader"),
        ("N.T.SH. Jasika", "sole_trader"),
        ("Jasika o.d.", "partnership"),
        ("J.P. Jasika", "state"),
        ("Общество с ограниченной ответственностью Jasika", "limited"),
        ("OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU Jasika", "limited"),
    ],
)
def test_short_and_long_forms_mean_the_same_class(name: str, kind: str) -> None:
    assert without_legal_forms(name_words(name)) == (("jasika",), (kind,))


@pytest.mark.parametrize("name", ["DOO", "Sh.p.k.", "Limited Company", "N.T.P."])
def test_a_name_that_is_only_a_legal_form_stays(name: str) -> None:
    words = name_words(name)
    assert without_legal_forms(words)[0] == words


def test_a_part_of_a_long_form_is_no_form() -> None:
    words = name_words("Društvo prijatelja Jasike")
    assert without_legal_forms(words) == (words, ())


@given(st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=12), max_size=12))
def test_words_are_taken_out_and_never_changed(words: list[str]) -> None:
    left, _ = without_legal_forms(words)
    rest = iter(words)
    assert all(word in rest for word in left)
    assert bool(left) == bool(words)
