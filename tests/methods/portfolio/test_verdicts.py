"""Why a candidate is in or out, and the sentences that say it; all changes computed by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.evidence import Evidence
from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_questions import PortfolioQuestions
from accord.domain.portfolio_reasons import FindingKind, Reason, ReasonKind, Verdict
from accord.domain.portfolio_result import Standing
from accord.domain.portfolio_rules import RuleKind
from accord.methods.portfolio import asking
from accord.methods.portfolio.explaining import said_reason, said_verdict
from accord.methods.portfolio.running import choose_portfolio
from methods.portfolio.calls import call, candidate, envelope, joint, random_call, rule

pytest.importorskip("scipy")


def verdict(portfolio: Portfolio, name: str) -> Verdict:
    """The verdict on one candidate."""
    return next(one for one in choose_portfolio(portfolio).verdicts if one.candidate == name)


KNAPSACK = call([candidate("a", 5, 8), candidate("b", 4, 7), candidate("c", 8, 12)], envelope(10))
"""a and b are chosen: 15 for 9 of 10. With c it is 12; with a grant for c of at most 6, c and b are 19."""


def test_what_is_out_says_what_it_would_push_out_and_what_would_have_to_change() -> None:
    found = verdict(KNAPSACK, "c")
    assert found.change == pytest.approx(3)
    assert found.goes_out == ("a", "b")
    assert found.grant_limit == pytest.approx(6, rel=1e-3)
    assert said_verdict(KNAPSACK, found) == (
        "Out: to make room for it A and B would have to go, and the best result falls by EUR 3 million.",
        "It would be as good if its benefit were EUR 3 million higher, or if it asked for a grant of at most"
        " EUR 6 million.",
    )


def test_what_is_in_says_what_is_lost_without_it() -> None:
    found = verdict(KNAPSACK, "a")
    assert found.change == pytest.approx(3)
    assert found.comes_in == ("c",)
    assert said_verdict(KNAPSACK, found) == (
        "In: without it the best result falls by EUR 3 million: C would come in, B would go out too.",
    )


def test_as_much_benefit_or_as_small_a_grant_as_is_said_does_bring_it_in() -> None:
    better = call([candidate("a", 5, 8), candidate("b", 4, 7), candidate("c", 8, 16)], envelope(10))
    cheaper = call([candidate("a", 5, 8), candidate("b", 4, 7), candidate("c", 6, 12)], envelope(10))
    assert verdict(better, "c").is_chosen
    assert verdict(cheaper, "c").is_chosen


@pytest.mark.parametrize(
    ("portfolio", "name", "sentence"),
    [
        (
            call([candidate("a", 1, None), candidate("b", 1, 1)], envelope(5)),
            "a",
            "Out: its benefit is not known. Unknown is not zero; it cannot be weighed.",
        ),
        (
            call(
                [candidate("a", 1, 5), candidate("b", 1, 1)],
                envelope(5),
                rule(RuleKind.MUST_EXCLUDE, candidate="a"),
            ),
            "a",
            "Out: barred by rule must_exclude (A must not be chosen).",
        ),
        (
            call([candidate("a", 6, 5), candidate("b", 1, 1)], envelope(5)),
            "a",
            "Out: no choice with it obeys rule envelope (grants of at most EUR 5 million).",
        ),
        (
            call([candidate("a", 1, 5, requires=("b", "z")), candidate("b", 1, None)], envelope(5)),
            "a",
            "Out: it needs B, which cannot be chosen itself and z, which is no candidate.",
        ),
        (
            call(
                [candidate("a", 1, 5, option_of="route"), candidate("b", 1, 9, option_of="route")],
                envelope(5),
            ),
            "a",
            "Out: only one of it and B can be chosen; with it instead the best result falls by"
            " EUR 4 million.",
        ),
        (
            call([candidate("a", 1, 5, requires=("b",)), candidate("b", 1, -9)], envelope(5)),
            "a",
            "Out: it needs B, which is not chosen; with all of them the best result falls by EUR 4 million.",
        ),
        (
            call([candidate("a", 1, 5), candidate("b", 1, -9)], envelope(5)),
            "b",
            "Out: its own benefit is not above zero (EUR -9 million).",
        ),
        (
            call([candidate("a", 1, 5), candidate("b", 1, 5)], envelope(1)),
            "b",
            "Out, but not by its benefit: a choice with it and without A is exactly as good; that one was not"
            " taken, since it needs as much grant or more.",
        ),
        (
            call([candidate("a", 1, 9, requires=("b",)), candidate("b", 1, -2)], envelope(5)),
            "b",
            "In: A cannot go ahead without it; by itself it brings EUR -2 million.",
        ),
        (
            call([candidate("a", 1, -2)], envelope(5), rule(RuleKind.MUST_INCLUDE, candidate="a")),
            "a",
            "In: demanded by rule must_include (A must be chosen).",
        ),
        (
            call([candidate("a", 1, 5, spending=(Decimal(1), Decimal(0)))], years=(2030, 2030)),
            "a",
            "Out: in no year of the call could it start and end in time.",
        ),
    ],
)
def test_each_reason_is_a_sentence(portfolio: Portfolio, name: str, sentence: str) -> None:
    assert said_verdict(portfolio, verdict(portfolio, name))[0] == sentence


def test_what_is_worth_more_together_says_with_whom_and_how_much() -> None:
    """Together 20, alone 1 each: beside the other each brings 20 - 1 = 19, of which 18 are by both."""
    portfolio = call(
        [candidate("east", 5, None), candidate("west", 5, None)],
        envelope(10),
        joint=(joint("road", ("east", "west"), 0, 1, 1, 20),),
    )
    found = verdict(portfolio, "east")
    assert found.change == pytest.approx(19)
    assert said_verdict(portfolio, found)[1] == (
        "Beside West it brings EUR 18 million more than it would bring alone."
    )


def test_a_rule_on_evidence_or_additionality_bars_what_does_not_prove_it() -> None:
    rows = [
        candidate("a", 1, 5, evidence=Evidence.UNVERIFIED),
        candidate("b", 1, 5, additionality=Decimal("0.9")),
        candidate("c", 1, 5, additionality=Decimal("0.9"), additionality_source="study"),
    ]
    portfolio = call(
        rows,
        rule(RuleKind.EVIDENCE_AT_LEAST, evidence=Evidence.DERIVED),
        rule(RuleKind.ONLY_ADDITIONAL, "0.5"),
    )
    result = choose_portfolio(portfolio)
    assert result.best is not None
    assert result.best.ids == ("c",)
    assert [one.names for one in result.verdicts[0].reasons] == [("evidence_at_least", "only_additional")]


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_a_bound_of_a_change_is_never_above_the_change(seed: int) -> None:
    few = PortfolioQuestions(alternatives=0, envelopes=(Decimal(9),))
    portfolio = replace(random_call(seed), questions=few)
    exact = choose_portfolio(portfolio)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "MOST_EXACT", 0)
        again = choose_portfolio(portfolio)
        bounded = choose_portfolio(replace(portfolio, questions=replace(few, reasons=0)))
    if exact.standing is Standing.NOTHING or exact.best is None:
        return
    changes = [one.change for one in exact.verdicts]
    for change, same in zip(changes, again.verdicts, strict=True):
        assert same.change == (None if change is None else pytest.approx(change, abs=1e-4))
    for one, other in zip(exact.verdicts, bounded.verdicts, strict=True):
        if one.change is not None and other.change is not None:
            assert not other.is_exact
            assert other.change <= one.change + 1e-6


def test_as_many_reasons_are_exact_as_are_asked_for_and_the_closest_come_first() -> None:
    """61 buys the first 20, of 40 to 21; without c19 (21) comes c20 (20), and the other way round: 1 less."""
    few = PortfolioQuestions(alternatives=0, envelopes=(Decimal(9),), reasons=2)
    rows = [candidate(f"c{at:02d}", 3, 40 - at) for at in range(61)]
    result = choose_portfolio(replace(call(rows, envelope(61)), questions=few))
    exact = {one.candidate: one.change for one in result.verdicts if one.is_exact}
    assert exact == {"c19": pytest.approx(1), "c20": pytest.approx(1)}
    (effort,) = [one for one in result.findings if one.kind is FindingKind.NOT_COMPUTED]
    assert effort.amounts["exact"] == 2
    assert "for 2 of them it is exact what they change; for the others a lower bound" in effort.text


def test_every_kind_of_reason_has_a_sentence() -> None:
    found = verdict(KNAPSACK, "c")
    for kind in ReasonKind:
        assert said_reason(KNAPSACK, found, Reason(kind=kind, names=("a",), amount=1.0)).endswith(".")
