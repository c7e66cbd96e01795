"""The figures of an indicator put side by side: partners against a benchmark and among themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from accord.domain.figure import Figure

__all__ = ["Comparisons", "Standing", "comparisons", "shown_interval", "shown_number", "shown_years"]

_KINDS = ("gap", "years", "rank", "sigma", "beta", "order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One partner.

    Attributes:
        partner: Id of the partner.
        gap: Its gap; None without a benchmark.
        years: The years to close it; None without a benchmark.
        rank: Its rank among partners; None if it has none.
    """

    partner: str
    gap: Figure | None = None
    years: Figure | None = None
    rank: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparisons:
    """All partners in one indicator of one source, against one benchmark.

    Attributes:
        indicator: Id of the indicator.
        source: Id of the source.
        benchmark: Id of the benchmark; empty if there is none with observations.
        standings: The partners, in the order of their ids.
        sigma: How the spread of the partners changed; None with one partner.
        beta: Growth by initial level.
        order: Probability that the published order is right.
    """

    indicator: str
    source: str
    benchmark: str
    standings: tuple[Standing, ...]
    sigma: Figure | None = None
    beta: Figure | None = None
    order: Figure | None = None


def comparisons(figures: Mapping[str, Figure]) -> tuple[Comparisons, ...]:
    """Return what can be put side by side, by indicator, source and benchmark.

    Args:
        figures: Figures of a snapshot by id; others than those on convergence are passed over.
    """
    found: dict[tuple[str, str], dict[tuple[str, str, str], Figure]] = {}
    for name, figure in figures.items():
        head, _, rest = name.partition(".")
        kind = rest.partition(".")[0]
        is_of_one_period = kind == "sigma" and "period" in figure.parameters
        if head == "converge" and kind in _KINDS and not is_of_one_period:
            place = (figure.subject, figure.parameters["source"])
            key = (kind, figure.partner, figure.parameters.get("benchmark", ""))
            found.setdefault(place, {})[key] = figure
    return tuple(
        _comparisons(indicator, source, benchmark, made)
        for (indicator, source), made in sorted(found.items())
        for benchmark in sorted({key[2] for key in made if key[0] == "gap"}) or [""]
    )


def _comparisons(
    indicator: str, source: str, benchmark: str, made: Mapping[tuple[str, str, str], Figure]
) -> Comparisons:
    partners = sorted({partner for _kind, partner, _benchmark in made if partner})
    return Comparisons(
        indicator=indicator,
        source=source,
        benchmark=benchmark,
        standings=tuple(
            Standing(
                partner=partner,
                gap=made.get(("gap", partner, benchmark)),
                years=made.get(("years", partner, benchmark)),
                rank=made.get(("rank", partner, "")),
            )
            for partner in partners
        ),
        sigma=made.get(("sigma", "", "")),
        beta=made.get(("beta", "", "")),
        order=made.get(("order", "", "")),
    )


def shown_number(number: Decimal | None, *, places: int = 2) -> str:
    """Return a number with a fixed number of decimals and grouped thousands; ``none`` for None."""
    if number is None:
        return "none"
    return f"{number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):,}"


def shown_interval(figure: Figure, *, places: int = 2) -> str:
    """Return the interval of an estimate in words; ``not known`` if it has none."""
    if figure.lower is None:
        return "not known"
    low = shown_number(figure.lower, places=places)
    if figure.upper is None:
        return f"{low} to {figure.parameters.get('latest', 'not known')}"
    return f"{low} to {shown_number(figure.upper, places=places)}"


def shown_years(figure: Figure) -> str:
    """Return years with their interval, or the word with what is possible: ``cannot say (30 to never)``."""
    if isinstance(figure.value, Decimal):
        head = shown_number(figure.value, places=0)
    else:
        head = str(figure.value).replace("_", " ")
    return head if figure.lower is None else f"{head} ({shown_interval(figure, places=0)})"
