"""A score follows from its explanation."""

from __future__ import annotations

from datetime import date
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.listing import ListingKind
from accord.domain.screening import Hit, Query
from accord.methods.screening.configuration import Configuration
from accord.methods.screening.matcher import Matcher
from accord.methods.screening.reading import read_name
from accord.methods.screening.scoring import score_of
from accord.methods.screening.screening import screen

from .made_up_listings import FIRM, LISTINGS, NAMES, PERSON, listing, matching

AS_OF = {"zz": date(2026, 1, 1)}
_MORE = "j. K bin d.o.o. a.d. 45 Petrovna Dr Xhavid Nikolna River AbdulRahman"
PIECES = sorted({word for text, _ in NAMES for word in [*text.split(), *_MORE.split()]})
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join),
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=4).map("".join),
    st.lists(st.sampled_from(PIECES), min_size=30, max_size=60).map(" ".join),
)


def hits_of(text: str, kind: ListingKind, matcher: Matcher | None = None) -> tuple[Hit, ...]:
    query = Query(id="q", name=text, kind=kind)
    return next(screen([query], matcher or matching(), AS_OF, top=64, least=0))[1]


@settings(deadline=None)
@given(TEXTS, st.sampled_from(ListingKind))
def test_every_score_can_be_computed_again(text: str, kind: ListingKind) -> None:
    for hit in hits_of(text, kind):
        assert score_of(hit, matching().configuration) == pytest.approx(hit.name_score, abs=1e-4)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(ListingKind))
def test_every_word_stands_in_one_part(text: str, kind: ListingKind) -> None:
    kinds = {each.id: each.kind for each in LISTINGS}
    for hit in hits_of(text, kind):
        asked = " ".join(part.asked for part in hit.parts if part.asked).split()
        listed = " ".join(part.listed for part in hit.parts if part.listed).split()
        assert sorted(asked) == sorted(read_name(text, kind).words)
        assert sorted(listed) == sorted(read_name(hit.listed_name, kinds[hit.listing_id]).words)


@pytest.mark.parametrize(
    ("asked", "listed", "kind", "is_moved", "is_other"),
    [
        ("Zayd bin Harun", "Harun bin Zayd", PERSON, True, False),
        ("Jasen a.d.", "Jasen d.o.o.", FIRM, False, True),
        ("H. Zaydan", "Harun Zaydan", PERSON, False, False),
        ("Haruna Zaydan", "Harun Zaydan Vahid", PERSON, False, False),
        ("Harun Zaydan Petrovich", "Harun Zaydan", PERSON, False, False),
        ("Crnaptica 12", "Crna Ptica 13", FIRM, False, False),
    ],
)
def test_whatever_lowers_a_score_is_told(
    asked: str, listed: str, kind: ListingKind, is_moved: bool, is_other: bool
) -> None:
    matcher = Matcher((*LISTINGS, listing(999, kind, listed)))
    hit = next(hit for hit in hits_of(asked, kind, matcher) if hit.listing_id == "zz:999")
    assert (hit.is_moved_father, hit.is_other_form) == (is_moved, is_other)
    assert score_of(hit, matcher.configuration) == pytest.approx(hit.name_score, abs=1e-4)


def test_a_score_by_hand() -> None:
    """Two words agree, one of the query is left over; bits as the explanation gives them."""
    hit = hits_of("Zorislav Izmišljen Vrabac", PERSON)[0]
    first, second, left = hit.parts
    assert (left.asked, left.listed) == ("vrabac", "")
    agreeing = first.bits + second.bits
    expected = agreeing / (agreeing + 0.5 * left.bits) * (1 - exp(-agreeing / 3))
    assert hit.name_score == pytest.approx(expected, abs=1e-4)


def test_an_initial_counts_half_a_bit_of_one() -> None:
    hit = hits_of("Z. Izmišljen", PERSON)[0]
    name, initial = hit.parts
    assert (initial.is_initial, name.is_initial) == (True, False)
    assert (initial.asked, initial.listed, initial.bits) == ("z", "zorislav", 1.0)
    expected = (name.bits + 0.5) / (name.bits + 1) * (1 - exp(-(name.bits + 0.5) / 3))
    assert hit.name_score == pytest.approx(expected, abs=1e-4)


def test_a_name_that_agrees_word_for_word_has_a_least_score() -> None:
    matcher = Matcher([listing(number, PERSON, "Lu") for number in range(60)], Configuration(prior=1))
    hit = hits_of("Lu", PERSON, matcher)[0]
    assert 1 - exp(-hit.parts[0].bits / 3) < Configuration().whole == hit.name_score
    assert score_of(hit, matcher.configuration) == hit.name_score
