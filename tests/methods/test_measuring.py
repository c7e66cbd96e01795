"""How a measure stands, by its kind; what is unknown is never a zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accord.domain.assessment import MeasureResult, State
from accord.domain.claim import Claim, Qualifier
from accord.domain.commitment import Direction, Measure, MeasureKind
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure
from accord.domain.period import PartialDate
from accord.methods.measuring import Measuring
from made_up import PARAMETERS, SOURCES, claim, figure, measure

TOPIC = "PACT-1.topic.NOR"
STAGES = ("identified", "approved", "works", "open")
WINDOW_START = date(2022, 1, 15)
DAY = date(2024, 1, 15)


def standing(row: Measure, shown: Figure, *claims: Claim) -> MeasureResult:
    about = tuple(replace(c, attribute="topic") for c in claims)
    measuring = Measuring(
        figures={TOPIC: replace(shown, id=TOPIC)},
        claims=about,
        sources=SOURCES,
        stages=STAGES,
        parameters=PARAMETERS,
        day=DAY,
        window_start=WINDOW_START,
    )
    return measuring.result(row, "NOR")


MILESTONE = measure(MeasureKind.MILESTONE)
MONEY = measure(MeasureKind.MONEY, target=Decimal(100), unit="EUR")
STAGE = measure(MeasureKind.PROJECT_STAGE, reach="works", partly_from="approved")
HIGHER = measure(MeasureKind.INDICATOR, target=Decimal(80), baseline=Decimal(40), unit="percent")
LOWER = measure(
    MeasureKind.INDICATOR,
    target=Decimal(10),
    baseline=Decimal(50),
    unit="percent",
    direction=Direction.LOWER,
)


def percent(value: int) -> Figure:
    return figure(TOPIC, value, unit="percent")


@pytest.mark.parametrize(
    ("row", "shown", "state", "score"),
    [
        (MILESTONE, figure(TOPIC, True, unit=""), "met", "1"),
        (MILESTONE, figure(TOPIC, False, unit=""), "not_met", "0"),
        (measure(MeasureKind.DOCUMENT), figure(TOPIC, True, unit=""), "met", "1"),
        (measure(MeasureKind.DOCUMENT), figure(TOPIC, False, unit=""), "not_met", "0"),
        (MONEY, figure(TOPIC, 100), "met", "1"),
        (MONEY, figure(TOPIC, 120), "met", "1"),
        # "Nearly" the target is not the target.
        (MONEY, figure(TOPIC, 100, qualifier=Qualifier.NEARLY), "partly", "0.5"),
        # Half of the sum or more is partly, less is not.
        (MONEY, figure(TOPIC, 50), "partly", "0.5"),
        (MONEY, figure(TOPIC, 49), "not_met", "0"),
        (MONEY, figure(TOPIC, 0), "not_met", "0"),
        # From 40 to 80: half of the way is 60.
        (HIGHER, percent(80), "met", "1"),
        (HIGHER, percent(60), "partly", "0.5"),
        (HIGHER, percent(59), "not_met", "0"),
        (HIGHER, percent(30), "not_met", "0"),
        # From 50 down to 10: half of the way is 30.
        (LOWER, percent(10), "met", "1"),
        (LOWER, percent(5), "met", "1"),
        (LOWER, percent(30), "partly", "0.5"),
        (LOWER, percent(31), "not_met", "0"),
        (STAGE, figure(TOPIC, "works", unit=""), "met", "1"),
        (STAGE, figure(TOPIC, "open", unit=""), "met", "1"),
        (STAGE, figure(TOPIC, "approved", unit=""), "partly", "0.5"),
        (STAGE, figure(TOPIC, "identified", unit=""), "not_met", "0"),
    ],
)
def test_a_known_measure_is_met_partly_met_or_not_met(
    row: Measure, shown: Figure, state: str, score: str
) -> None:
    result = standing(row, shown)
    assert (result.state, result.score) == (State(state), Decimal(score))
    assert result.reason
    assert result.evidence is Evidence.SEEN


@pytest.mark.parametrize(
    "row", [MILESTONE, measure(MeasureKind.DOCUMENT), MONEY, HIGHER, LOWER, STAGE], ids=lambda row: row.kind
)
def test_an_unknown_figure_leaves_every_kind_unknown_and_never_zero(row: Measure) -> None:
    result = standing(row, figure(TOPIC, None))
    assert (result.state, result.score, result.earlier_score) == (State.UNKNOWN, None, None)
    assert (result.evidence, result.last_evidence) == (None, None)
    assert result.reason == "Nobody says so."


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        # No target: an amount alone cannot be judged.
        (measure(MeasureKind.MONEY, unit="EUR"), figure(TOPIC, 500)),
        # Another currency.
        (MONEY, figure(TOPIC, 500, unit="CRW")),
        # A lower bound below the target: the rest is not in the record.
        (MONEY, figure(TOPIC, 60, qualifier=Qualifier.AT_LEAST)),
        # An upper bound at the target does not say that it was reached.
        (MONEY, figure(TOPIC, 100, qualifier=Qualifier.UP_TO)),
        (measure(MeasureKind.INDICATOR, unit="percent"), percent(5)),
    ],
)
def test_what_cannot_be_judged_is_unknown(row: Measure, shown: Figure) -> None:
    assert standing(row, shown).score is None


def test_a_lower_bound_above_the_target_is_met() -> None:
    assert standing(MONEY, figure(TOPIC, 100, qualifier=Qualifier.AT_LEAST)).score == 1


def test_an_indicator_without_baseline_is_met_or_not_met() -> None:
    row = replace(HIGHER, baseline=None)
    assert standing(row, percent(80)).score == 1
    assert standing(row, percent(79)).state is State.NOT_MET


def test_an_indicator_in_another_unit_cannot_be_judged() -> None:
    """0.9 as a share is 90 percent, so it is above the target of 80 percent and not below it."""
    assert standing(HIGHER, figure(TOPIC, Decimal("0.9"), unit="share")).score is None


def test_a_stage_below_partly_from_is_not_met_when_none_is_stated() -> None:
    row = replace(STAGE, partly_from="")
    assert standing(row, figure(TOPIC, "approved", unit="")).state is State.NOT_MET


def test_a_milestone_that_was_missed_says_by_when_it_was_due() -> None:
    row = replace(MILESTONE, by=PartialDate("2018"))
    assert standing(row, figure(TOPIC, False, unit="")).reason.endswith("it was due by 2018.")


def test_a_regional_measure_reads_one_fact_for_all() -> None:
    row = measure(MeasureKind.MILESTONE, is_regional=True)
    regional = figure("PACT-1.topic", True, unit="")
    measuring = Measuring(
        figures={"PACT-1.topic": regional},
        claims=(),
        sources=SOURCES,
        stages=STAGES,
        parameters=PARAMETERS,
        day=DAY,
        window_start=WINDOW_START,
    )
    for partner in ("NOR", "SOU"):
        result = measuring.result(row, partner)
        assert (result.figure, result.score) == ("PACT-1.topic", Decimal(1))


def test_the_earlier_score_is_that_of_the_first_day_of_the_window() -> None:
    shown = figure(TOPIC, "works", unit="")
    before, after = claim("a", "approved", date="2021"), claim("b", "works", date="2023")
    assert standing(STAGE, shown, before, after).earlier_score == Decimal("0.5")
    # Exactly on the first day counts as before.
    on_the_day = replace(before, date=PartialDate("2022-01-15"))
    assert standing(STAGE, shown, on_the_day, after).earlier_score == Decimal("0.5")


def test_an_event_after_the_first_day_had_not_happened_on_it() -> None:
    assert standing(MILESTONE, figure(TOPIC, True), claim("a", True, date="2023")).earlier_score == 0


def test_a_stage_before_the_first_claim_is_unknown_and_not_zero() -> None:
    shown = figure(TOPIC, "works", unit="")
    assert standing(STAGE, shown, claim("a", "works", date="2023")).earlier_score is None


def test_an_undated_claim_leaves_the_past_unknown() -> None:
    shown = figure(TOPIC, "works", unit="")
    claims = (claim("a", "approved", date="2021"), claim("b", "works"))
    assert standing(STAGE, shown, *claims).earlier_score is None


def test_an_unverified_claim_says_nothing_about_the_past() -> None:
    shown = figure(TOPIC, "works", unit="")
    rumour = claim("a", "identified", date="2021", evidence=Evidence.UNVERIFIED)
    before = claim("b", "approved", date="2020")
    assert standing(STAGE, shown, rumour, before).earlier_score == Decimal("0.5")


def test_the_order_of_claims_does_not_change_the_past() -> None:
    """An official "no" and a rumour in the press of the same day: the rule chooses one, always the same."""
    shown = figure(TOPIC, False, unit="")
    official = claim("a", False, of="budget", date="2021")
    press = claim("b", True, of="gazette", date="2021")
    assert (
        standing(MILESTONE, shown, official, press).earlier_score
        == standing(MILESTONE, shown, press, official).earlier_score
    )


def test_an_event_that_is_only_announced_has_not_happened() -> None:
    """A ferry promised for 2099 is not in service on 15 January 2024."""
    shown = replace(figure(TOPIC, True, unit=""), last_evidence=PartialDate("2099-01"))
    result = standing(MILESTONE, shown, claim("a", True, date="2099-01"))
    assert (result.state, result.score) == (State.UNKNOWN, None)
    assert "2099-01" in result.reason
