"""Whether broadband is fast, cheap and for all in each partner, by what others publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from accord.domain.broadband_call import AffordabilityLimit, BroadbandTarget
from accord.domain.broadband_facts import FactKind, PartnerFact, shipped_cell_id
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.methods.broadband.fact_figures import NO, YES, FactFigures, Part, answer_of, partner_figure_id
from accord.methods.broadband.gigabit_reach import add_gigabit
from accord.methods.broadband.naming import BROADBAND_PREFIX, GAP_METHOD
from accord.methods.broadband.partner_prices import add_prices

__all__ = ["TEST_AIMS", "TEST_QUESTIONS", "PartnerTest", "answer_count_id", "partner_tests"]

_GIGABIT, _ALL_5G, _PRICE = "gigabit", "populated_5g", "itu_2"


class PartnerTest(StrEnum):
    """A question that is asked of each partner; its figure ends with this word."""

    SPEED = "speed"
    PRICE = "price"
    PRICE_POOREST = "price_poorest"
    FIXED = "fixed"
    GIGABIT = "gigabit"
    MOBILE_5G = "mobile_5g"


TEST_QUESTIONS: Mapping[PartnerTest, str] = {
    PartnerTest.SPEED: "Do half of all tests reach a gigabit?",
    PartnerTest.PRICE: "Does the entry basket cost at most 2 % of mean income?",
    PartnerTest.PRICE_POOREST: "And at most 2 % of the income of the poorest two fifths?",
    PartnerTest.FIXED: "Does a fixed network reach all households?",
    PartnerTest.GIGABIT: "Does a gigabit reach all households?",
    PartnerTest.MOBILE_5G: "Does 5G reach all inhabitants?",
}
"""The answers are ``yes``, ``no``, ``depends`` (on the income that is taken), or unknown."""

TEST_AIMS: Mapping[PartnerTest, tuple[str, str]] = {
    PartnerTest.SPEED: ("targets", _GIGABIT),
    PartnerTest.PRICE: ("limits", _PRICE),
    PartnerTest.PRICE_POOREST: ("limits", _PRICE),
    PartnerTest.FIXED: ("targets", _GIGABIT),
    PartnerTest.GIGABIT: ("targets", _GIGABIT),
    PartnerTest.MOBILE_5G: ("targets", _ALL_5G),
}
"""Table and row of the target or limit that a question comes from."""


def answer_count_id(part: str) -> str:
    """Return the id of the number of answers that are ``known`` or ``not_known``."""
    return f"{BROADBAND_PREFIX}announced.tests.{part}"


def partner_tests(
    facts: Sequence[PartnerFact],
    partners: Sequence[str],
    targets: Mapping[str, BroadbandTarget],
    limits: Mapping[str, AffordabilityLimit],
    announced: Sequence[str],
) -> dict[str, Figure]:
    """Return the answers for each partner, what they rest on, and how many there are.

    Nothing unverified counts, and no value of one partner or of the region stands for another partner. No
    document says what the announcement asks of speed, price or reach: the tests are those of the targets.

    Args:
        facts: What others publish.
        partners: Ids of the partners that are asked about, also those on which nothing is published.
        targets: Targets by id; without ``gigabit`` and ``populated_5g`` nothing is asked.
        limits: Limits of affordability by id; without ``itu_2`` nothing is asked.
        announced: Ids of the commitments because of which it is asked.

    Returns:
        Figures by id.
    """
    if not {_GIGABIT, _ALL_5G} <= targets.keys() or _PRICE not in limits:
        return {}
    found: dict[str, Figure] = {}
    for partner in partners:
        maker = FactFigures(
            partner,
            [fact for fact in facts if fact.partner == partner and fact.evidence.is_verified],
            announced,
        )
        _add_speed(maker, targets[_GIGABIT])
        add_prices(maker, limits[_PRICE])
        _add_fixed(maker, targets[_GIGABIT])
        add_gigabit(maker, targets[_GIGABIT])
        _add_5g(maker, targets[_ALL_5G])
        found |= maker.made
    return found | _counts(found, partners)


def _add_speed(maker: FactFigures, target: BroadbandTarget) -> None:
    """Make the median of tests, and whether half of all tests reach the speed of the target."""
    median, mean = maker.latest(FactKind.SPEED_MEDIAN), maker.latest(FactKind.SPEED_MEAN)
    aim: Part = (shipped_cell_id("targets", target.id), InputRole.TARGET)
    inputs: list[Part] = [aim]
    inputs += [(median, InputRole.CHOSEN)] if median else []
    inputs += [(mean, InputRole.ALTERNATIVE)] if mean else []
    kept, reason = None, "No document that was read states the median of tests."
    if median is not None:
        kept = answer_of([median.value >= target.speed_mbit])
        reason = (
            f"Half of the tests of {median.year} were slower than {median.value:f} Mbit/s; a gigabit is"
            f" {target.speed_mbit:,f}. Tests say nothing of those who have no line."
        )
    if mean is not None:
        reason += f" Other tests had a mean of {mean.value:f} Mbit/s ({mean.year})."
    value, label = median.value if median else None, "Whether half of all tests reach a gigabit"
    maker.add(
        "speed_median", "Median of speed tests", value, inputs,
        method=GAP_METHOD, reason=reason, unit="Mbit/s",
    )  # fmt: skip
    used: list[Part] = [aim, (maker.id("speed_median"), InputRole.COUNTED)]
    maker.add(PartnerTest.SPEED, label, kept, used, method=GAP_METHOD, reason=reason)


def _add_fixed(maker: FactFigures, target: BroadbandTarget) -> None:
    """Make whether a fixed network reaches all households, at any speed."""
    reached, missing = maker.latest(FactKind.FIXED_NETWORK), maker.latest(FactKind.TO_CONNECT)
    if reached is not None and missing is not None and reached.year > missing.year:
        missing = None
    inputs: list[Part] = [(shipped_cell_id("targets", target.id), InputRole.TARGET)]
    inputs += [(missing, InputRole.EVIDENCE)] if missing else []
    inputs += [(reached, InputRole.EVIDENCE)] if reached else []
    kept, reason = (
        None,
        "No document that was read says which part of the households a fixed network reaches.",
    )
    if missing is not None and missing.value > 0:
        kept = NO
        reason = (
            f"A public programme is to connect {missing.value:,f} households ({missing.year}). {missing.note}"
        )
    elif reached is not None:
        kept = YES if reached.value >= target.share * 100 else NO
        reason = f"It reaches {reached.value:f} % of the households ({reached.year}). {reached.note}"
    maker.add(
        PartnerTest.FIXED,
        "Whether a fixed network reaches all households",
        kept,
        inputs,
        method=GAP_METHOD,
        reason=reason,
    )


def _add_5g(maker: FactFigures, target: BroadbandTarget) -> None:
    """Make the gap to 5G for all in percentage points, and whether it is reached."""
    share = maker.latest(FactKind.MOBILE_5G)
    inputs: list[Part] = [(shipped_cell_id("targets", target.id), InputRole.TARGET)]
    gap, kept, reason = None, None, _no_5g(maker)
    if share is not None:
        inputs.append((share, InputRole.EVIDENCE))
        gap = max(target.share * 100 - share.value, Decimal(0))
        kept = answer_of([gap == 0])
        reason = f"{share.value:f} % of {target.share * 100:f} % in {share.year}. {share.note}".strip()
    maker.add(
        "mobile_5g_gap", f"Missing to: {target.label}", gap, inputs,
        method=GAP_METHOD, reason=reason, unit="percentage points",
    )  # fmt: skip
    used: list[Part] = [inputs[0], (maker.id("mobile_5g_gap"), InputRole.COUNTED)]
    label = f"Whether it is reached: {target.label}"
    maker.add(PartnerTest.MOBILE_5G, label, kept, used, method=GAP_METHOD, reason=reason)


def _no_5g(maker: FactFigures) -> str:
    older = maker.latest(FactKind.MOBILE_4G)
    more = f" 4G was in reach of {older.value:f} % ({older.year})." if older else ""
    return f"No document that was read states the share of inhabitants in reach of 5G.{more}"


def _counts(found: Mapping[str, Figure], partners: Sequence[str]) -> dict[str, Figure]:
    """Return how many answers are known and how many are not; each partner is asked each question."""
    asked = [found[partner_figure_id(partner, test)] for partner in partners for test in PartnerTest]
    if not asked:
        return {}
    counts = {
        "known": ("Answers that are known", [row for row in asked if row.value is not None]),
        "not_known": ("Answers that nobody gave", [row for row in asked if row.value is None]),
    }
    return {
        answer_count_id(part): Figure(
            id=answer_count_id(part),
            label=f"{label}, of {len(asked)} questions on broadband",
            value=Decimal(len(rows)),
            unit="count",
            method=GAP_METHOD,
            inputs=tuple(
                FigureInput(id=row.id, role=InputRole.COUNTED if row in rows else InputRole.NOT_COUNTED)
                for row in asked
            ),
            reason=f"{len(PartnerTest)} questions for each of {len(partners)} partners.",
        )
        for part, (label, rows) in counts.items()
    }
