"""The rating table, row by row, worked out by hand; and what never changes a rating."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.assessment import Assessment, Rating
from accord.domain.claim import Claim
from accord.domain.commitment import Commitment
from accord.domain.evidence import Evidence
from accord.methods.computing import compute
from accord.methods.rating import RATING_RULES, assess
from accord.store.snapshot import Snapshot
from made_up import PARAMETERS, commitment, result
from support import parse_lake

LAKE = parse_lake()


def rated(*scores: str | None, row: Commitment | None = None) -> Assessment:
    results = tuple(result(score, number=number) for number, score in enumerate(scores, 1))
    return assess(row or commitment(), "NOR", results, parameters=PARAMETERS)


HAND_WORKED = [
    # row, rating, scores of the measures; known_share and substantial_share are 0.5
    ("R2", "not_measurable", ()),
    ("R3", "no_evidence", (None,)),
    ("R3", "no_evidence", (None, None)),
    ("R4", "complete", ("1",)),
    ("R4", "complete", ("1", "1", "1")),
    ("R5", "substantial", ("1", None)),  # 1 of 2 known (0.5), mean 1
    ("R5", "substantial", ("1", "0.5", None, None)),  # 2 of 4 known, mean 0.75
    ("R5", "substantial", ("1", "1", "0")),  # all known, mean 0.67
    ("R6", "limited", ("0.5",)),  # all known, mean 0.5: not more than half
    ("R6", "limited", ("1", "0")),  # all known, mean 0.5
    ("R6", "limited", ("1", "0", None, None)),  # 2 of 4 known, mean 0.5
    ("R6", "limited", ("1", None, None)),  # 1 of 3 known: too few for substantial
    ("R6", "limited", ("0.5", "0")),  # all known, mean 0.25
    ("R6", "limited", ("1", "0", "0")),  # all known, mean 0.33
    ("R7", "not_started", ("0",)),
    ("R7", "not_started", ("0", "0", None)),  # 2 of 3 known, all zero
    ("R8", "no_evidence", ("0", None, None)),  # 1 of 3 known: too few to say so
]


@pytest.mark.parametrize(("rule", "rating", "scores"), HAND_WORKED)
def test_a_row_of_the_rating_table_decides_as_worked_out_by_hand(
    rule: str, rating: str, scores: tuple[str | None, ...]
) -> None:
    assessment = rated(*scores)
    assert (assessment.rule, assessment.rating) == (rule, Rating(rating))
    assert assessment.reasons[0] == next(row.when for row in RATING_RULES if row.id == rule)


@pytest.mark.parametrize("scores", [(), ("1",), ("0",), (None,), ("1", "0.5")])
def test_unverified_wording_is_no_evidence_whatever_is_known(scores: tuple[str | None, ...]) -> None:
    assessment = rated(*scores, row=commitment(Evidence.UNVERIFIED))
    assert (assessment.rule, assessment.rating) == ("R1", Rating.NO_EVIDENCE)
    assert (assessment.evidence, assessment.last_evidence) == (None, None)
    assert assessment.reasons[0] == "The wording of the commitment itself is unverified."


def test_every_row_of_the_table_has_a_hand_worked_case() -> None:
    assert {row.id for row in RATING_RULES} == {"R1", *(rule for rule, _rating, _scores in HAND_WORKED)}


def test_what_is_not_measurable_says_why() -> None:
    assert rated(row=commitment(not_measurable="Too vague.")).reasons[1] == "Too vague."
    assert rated().reasons[1] == "Its measures concern other partners only."


def test_the_reasons_say_how_much_is_known() -> None:
    reasons = rated("1", None).reasons
    assert reasons[1] == ("1 of 2 measures known; 1 without evidence, counted neither as met nor as zero.")
    assert reasons[2:] == ("Met: Seen. So it says.", "Unknown: Seen. So it says.")


def test_the_weakest_counted_evidence_and_the_latest_date_stand_beside_the_rating() -> None:
    results = (
        result("1", number=1, evidence=Evidence.PARTIAL, date="2021-12-31"),
        result("1", number=2, evidence=Evidence.SEEN, date="2022"),
        result(None, number=3, date="2023"),
    )
    assessment = assess(commitment(), "NOR", results, parameters=PARAMETERS)
    assert assessment.evidence is Evidence.PARTIAL
    assert str(assessment.last_evidence) == "2022"
    derived = assess(commitment(Evidence.DERIVED), "NOR", results, parameters=PARAMETERS)
    assert derived.evidence is Evidence.DERIVED


def test_a_dispute_of_one_measure_is_a_dispute_of_the_rating() -> None:
    results = (result("1", number=1), result("1", number=2, is_disputed=True))
    assert assess(commitment(), "NOR", results, parameters=PARAMETERS).is_disputed
    assert not rated("1", "1").is_disputed


@pytest.mark.parametrize(
    ("pairs", "trend"),
    [
        # score now, score at the start of the window
        ((("1", "0"),), "rising"),
        ((("1", "1"),), "flat"),
        ((("0", "0.5"),), "falling"),
        ((("1", "0"), ("0", "1")), "flat"),  # 1 against 1
        ((("1", "0"), ("0.5", "0.5")), "rising"),  # 1.5 against 0.5
        ((("1", None),), "unknown"),
        ((("1", "0"), ("1", None)), "unknown"),
        (((None, None),), "unknown"),
        ((("1", "0"), (None, None)), "rising"),  # the unknown measure is not counted
    ],
)
def test_the_trend_compares_the_known_scores(
    pairs: tuple[tuple[str | None, str | None], ...], trend: str
) -> None:
    results = tuple(result(now, number=n, earlier=then) for n, (now, then) in enumerate(pairs, 1))
    assert assess(commitment(), "NOR", results, parameters=PARAMETERS).trend.value == trend


SCORES = st.lists(st.sampled_from(["0", "0.5", "1", None]), max_size=7)


@given(scores=SCORES, random=st.randoms())
def test_the_order_of_the_measures_does_not_matter(scores: list[str | None], random: Random) -> None:
    before = rated(*scores)
    random.shuffle(scores)
    after = rated(*scores)
    assert (before.rating, before.rule, before.trend) == (after.rating, after.rule, after.trend)


@given(scores=SCORES)
def test_an_additional_unknown_measure_never_improves_a_rating(scores: list[str | None]) -> None:
    """Not knowing more must not look like doing more."""
    order = ["not_measurable", "no_evidence", "not_started", "limited", "substantial", "complete"]
    before, after = rated(*scores).rating, rated(*scores, None).rating
    if scores:
        assert order.index(after) <= order.index(before)


@given(scores=SCORES)
def test_complete_means_that_everything_is_known_and_met(scores: list[str | None]) -> None:
    is_complete = rated(*scores).rating is Rating.COMPLETE
    assert is_complete == (bool(scores) and set(scores) == {"1"})


RUMOURS = st.lists(
    st.builds(
        Claim,
        id=st.uuids().map(str),
        subject=st.just("PACT-1"),
        attribute=st.just("ferry_cost"),
        partner=st.sampled_from(["NOR", "SOU"]),
        value=st.integers(0, 10**9).map(Decimal),
        unit=st.sampled_from(["CRW", "EUR"]),
        source=st.sampled_from(["north-budget", "north-gazette"]),
        evidence=st.just(Evidence.UNVERIFIED),
    ),
    max_size=5,
)


@given(rumours=RUMOURS)
def test_adding_unverified_claims_changes_no_rating(rumours: list[Claim]) -> None:
    changed = replace(LAKE, claims=(*rumours, *LAKE.claims))
    before, after = (compute(row, day=LAKE.last_read)[1] for row in (LAKE, changed))
    assert [replace(row, reasons=(), results=()) for row in after] == [
        replace(row, reasons=(), results=()) for row in before
    ]


@given(values=st.lists(st.integers(0, 200_000), max_size=4), random=st.randoms())
def test_the_order_of_the_claims_changes_no_rating(values: list[int], random: Random) -> None:
    budget = LAKE.claims[1]
    more = [replace(budget, id=f"c{n}", value=Decimal(value)) for n, value in enumerate(values)]
    claims = [*LAKE.claims, *more]
    before = compute(replace(LAKE, claims=tuple(claims)), day=LAKE.last_read)[1]
    random.shuffle(claims)
    assert compute(replace(LAKE, claims=tuple(claims)), day=LAKE.last_read)[1] == before


def test_every_score_of_sofia_lies_between_zero_and_one_or_is_unknown(sofia: Snapshot) -> None:
    results = [part for row in sofia.assessments.values() for part in row.results]
    for part in results:
        for score in (part.score, part.earlier_score):
            assert score is None or 0 <= score <= 1
        assert (part.score is None) == (part.state.value == "unknown")
    assert any(part.score is None for part in results)
