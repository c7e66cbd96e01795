"""What is compared again after a change, and that this gives what a full screening gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.listing import Listing
from accord.domain.screening import Band, Hit, Query
from accord.methods.decisions.alert_facts import Compared
from accord.methods.decisions.delta import DeltaPlan, merge_delta, plan_delta
from screened import DAY, Register, compared, hit, listing, party

LATER = date(2026, 4, 1)
THEN, NOW = {"zz": DAY}, {"zz": LATER}


def toy(query: Query, listed: Listing, day: date) -> Hit | None:
    """A matcher of one party and one listing: the first letter, and the birth date."""
    if query.name[0] != listed.names[0].text[0]:
        return None
    has_ended = listed.is_ended or (listed.ended_on is not None and listed.ended_on < day)
    is_born = query.birth_date is not None and query.birth_date in listed.birth_dates
    return hit(query, listed, band=Band.MATCH if is_born else Band.POSSIBLE, is_ended=has_ended)


def hits(
    queries: Iterable[Query], listings: Iterable[Listing], day: date, plan: DeltaPlan | None = None
) -> dict[tuple[str, str], Hit]:
    """All hits, or those of the pairs that a plan covers."""
    pairs = ((query, listed) for query in queries for listed in listings)
    found = {
        (q.id, one.id): toy(q, one, day) for q, one in pairs if plan is None or plan.covers(q.id, one.id)
    }
    return {pair: result for pair, result in found.items() if result is not None}


names = st.sampled_from(["Ana", "Arben", "Boro"])
born = st.sampled_from([None, date(1960, 5, 1), date(1970, 5, 1)])
ends = st.sampled_from([None, date(2026, 3, 15), date(2030, 1, 1)])
remarks = st.sampled_from([(), ("A remark.",)])
listings = st.dictionaries(
    st.sampled_from(["zz:1", "zz:2", "zz:3"]), st.tuples(names, born, ends, remarks, st.booleans())
).map(
    lambda rows: [
        listing(name, says=says, born=day, ended_on=until, remarks=remark, is_ended=is_ended)
        for name, (says, day, until, remark, is_ended) in rows.items()
    ]
)
parties = st.dictionaries(st.sampled_from(["p1", "p2", "p3"]), st.tuples(names, born)).map(
    lambda rows: [party(name, says=says, born=day) for name, (says, day) in rows.items()]
)


@given(listings, listings, parties, parties)
def test_old_results_and_a_delta_make_a_full_screening(
    old_listings: list[Listing],
    new_listings: list[Listing],
    old_parties: list[Query],
    new_parties: list[Query],
) -> None:
    plan = plan_delta(old_listings, new_listings, old_parties, new_parties, old_as_of=THEN, new_as_of=NOW)
    before = hits(old_parties, old_listings, DAY)
    delta = hits(new_parties, new_listings, LATER, plan)
    assert merge_delta(before, delta, plan) == hits(new_parties, new_listings, LATER)


def recorded(
    register: Register,
    queries: Sequence[Query],
    found: dict[tuple[str, str], Hit],
    under: Compared,
    plan: DeltaPlan | None = None,
) -> None:
    results = [(q, tuple(each for (name, _), each in found.items() if name == q.id)) for q in queries]
    register.screen(results, under, plan=plan)


@given(listings, listings, parties, parties, st.booleans())
def test_a_delta_leaves_every_alert_in_the_state_in_which_a_full_screening_leaves_it(
    old_listings: list[Listing],
    new_listings: list[Listing],
    old_parties: list[Query],
    new_parties: list[Query],
    is_dismissed: bool,
) -> None:
    plan = plan_delta(old_listings, new_listings, old_parties, new_parties, old_as_of=THEN, new_as_of=NOW)
    states = []
    for way in ("full", "delta"):
        register = Register()
        recorded(register, old_parties, hits(old_parties, old_listings, DAY), compared(old_listings))
        if is_dismissed and len(register.alerts) == 1:
            register.decide(expires=date(2026, 3, 20))
        under = compared(new_listings, day=LATER, is_full=way == "full")
        covered = plan if way == "delta" else None
        recorded(register, new_parties, hits(new_parties, new_listings, LATER, covered), under, covered)
        states.append({name: (a.status, a.hit.band, a.gone_because) for name, a in register.alerts.items()})
    assert states[0] == states[1]


def test_a_plan_gives_the_reason_for_each_comparison() -> None:
    plan = plan_delta(
        [listing("zz:1"), listing("zz:2"), listing("zz:3", ended_on=date(2026, 3, 15)), listing("zz:4")],
        [
            listing("zz:2", says="Drugo Ime"),
            listing("zz:3", ended_on=date(2026, 3, 15)),
            listing("zz:4"),
            listing("zz:5"),
        ],
        [party("p1"), party("p2"), party("p4")],
        [party("p2", says="Drugo Ime"), party("p3"), party("p4")],
        old_as_of=THEN,
        new_as_of=NOW,
    )
    assert plan.listings == {
        "zz:1": "removed",
        "zz:2": "changed",
        "zz:3": "ended meanwhile",
        "zz:5": "new",
    }
    assert plan.parties == {"p1": "removed", "p2": "changed", "p3": "new"}


@pytest.mark.parametrize("change", [{"remarks": ("Said.",)}, {"references": ("R1",)}, {"place": "row 9"}])
def test_what_no_comparison_uses_is_not_compared_again(change: dict[str, object]) -> None:
    changed = replace(listing(), **change)  # type: ignore[arg-type]
    plan = plan_delta([listing()], [changed], [], [], old_as_of=THEN, new_as_of=NOW)
    assert plan.listings == {}
