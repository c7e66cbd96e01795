"""Sums and lists over all candidates: partners, years, near choices, doubts."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.figure import Figure
from accord.domain.portfolio import Portfolio
from accord.methods.portfolio.running import choose_portfolio
from accord.methods.portfolio.summary_figures import summary_figures
from methods.portfolio.calls import NORTH, SOUTH, call, candidate, envelope


def figures(portfolio: Portfolio, *notes: str) -> dict[str, Figure]:
    made = summary_figures(portfolio, choose_portfolio(portfolio), {}, notes)
    return {one.id.removeprefix("portfolio.harbour."): one for one in made}


def test_grants_are_split_among_partners_by_their_shares() -> None:
    """a gets 8, a quarter for the north; b gets 4; c has no room: 2 + 4 for the north, 6 for the south."""
    shares = {NORTH: Decimal(1) / 4, SOUTH: Decimal(3) / 4}
    found = figures(
        call(
            [
                candidate("a", 8, 9, partners=shares),
                candidate("b", 4, 7, partners={NORTH: Decimal(1)}),
                candidate("c", 4, 2, partners={SOUTH: Decimal(1)}),
                candidate("d", 1, 3),
            ],
            envelope(13),
        )
    )
    assert [found[f"grants_to.{one}"].value for one in (NORTH, SOUTH, "regional")] == [6, 6, 1]
    assert found[f"grants_to.{SOUTH}"].reason == "46 % of all grants; 1 of 2 chosen."
    assert (found["chosen"].value, found["candidates"].value) == (3, 4)


def test_what_a_year_leaves_is_room_in_the_next_only_where_it_is_carried_over() -> None:
    """Of the grant of 6 half is paid in each year: 3 of 5 in 2030 leave 2, so that 2031 has 4 + 2."""
    of_years = [envelope(5, year=2030), envelope(4, year=2031)]
    half = Decimal("0.5")
    dam = candidate("dam", 6, 9, spending=(half, half), latest=2030)
    room = {}
    for carried in (True, False):
        found = figures(call([dam], *of_years, years=(2030, 2031), carry_over=carried))
        assert [found[f"paid_in.{year}"].value for year in (2030, 2031)] == [3, 3]
        room[carried] = found["paid_in.2031"].parameters["room"]
    assert room == {True: "6", False: "4"}


def test_doubts_name_candidates_and_notes_are_kept() -> None:
    found = figures(call([candidate("a", 4, None), candidate("b", 4, 5)], envelope(9)), "a note")
    assert str(found["finding.1"].value).startswith("A: Benefit unknown")
    assert found["note.1"].value == "a note."
    assert found["rule.envelope.demands"].value == "grants of at most EUR 9 million"


def test_without_any_choice_nothing_is_said_of_grants_years_or_near_choices() -> None:
    found = figures(call([candidate("a", 4, None)], envelope(9)))
    assert found["chosen"].value == 0
    assert not [name for name in found if name.startswith(("grants_to", "paid_in", "near_choices"))]


@given(st.permutations([(3, 5), (4, 9), (2, 2), (5, 8)]))
@settings(max_examples=10, deadline=None)
def test_grants_of_partners_add_up_whatever_the_order(rows: list[tuple[int, int]]) -> None:
    partners = {3: {NORTH: Decimal(1)}, 4: {SOUTH: Decimal(1)}, 2: {NORTH: Decimal(1)}}
    candidates = [
        candidate(f"c{grant}", grant, benefit, partners=partners.get(grant, {})) for grant, benefit in rows
    ]
    found = figures(call(candidates, envelope(9)))
    amounts = [one.value for name, one in found.items() if name.startswith("grants_to")]
    # The best of 9: 4 and 5 bring 17; 3, 4 and 2 bring 16.
    assert sum(amount for amount in amounts if isinstance(amount, Decimal)) == 9
    assert found["grants_to.regional"].value == 5
