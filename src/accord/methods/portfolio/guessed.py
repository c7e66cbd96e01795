"""How far a choice rests on guesses: chosen again, and valued again, for each draw of what is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from accord.cleaning.sentences import short_number
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_result import Solution
from accord.methods.portfolio.naming import PORTFOLIO_METHOD, portfolio_id
from accord.methods.portfolio.preparing import prepare
from accord.methods.portfolio.running import best_choice
from accord.methods.portfolio.wording import said_benefit
from accord.methods.portfolio.worth import dependants, worth_of

__all__ = ["LEVEL", "Guessed", "Span", "guessed_figures", "guessed_of", "said_guessed"]

LEVEL = 0.9
"""Share of the draws that a span holds; a twentieth lies below it and a twentieth above."""

_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where nine of ten draws lie.

    Attributes:
        lower: Lower end.
        upper: Upper end.
        median: Half of the draws lie below it.
    """

    lower: float
    upper: float
    median: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Guessed:
    """What the draws say of a choice.

    Attributes:
        draws: Number of draws.
        value: Benefit of the choice.
        adds: What each chosen candidate adds to it, by id.
        chosen: Share of the draws in which each candidate is in the best choice of that draw, by id; those
            that are in none are not listed.
    """

    draws: int
    value: Span
    adds: Mapping[str, Span]
    chosen: Mapping[str, float]


def guessed_of(drawn: Sequence[Portfolio], best: Solution) -> Guessed | None:
    """Value a choice, and choose anew, under each draw.

    Args:
        drawn: The portfolio, once for each draw of what is guessed.
        best: The choice at the likely values.

    Returns:
        What the draws say; None without draws.
    """
    if not drawn:
        return None
    starts = {one.candidate: one.start for one in best.chosen}
    values: list[float] = []
    adds: dict[str, list[float]] = {candidate: [] for candidate in starts}
    counts: dict[str, int] = {}
    for portfolio in drawn:
        prepared = prepare(portfolio)
        values.append(worth_of(prepared, starts))
        for candidate, found in adds.items():
            gone = dependants(prepared, candidate, starts)
            rest = {one: start for one, start in starts.items() if one not in gone}
            found.append(values[-1] - worth_of(prepared, rest))
        choice = best_choice(portfolio)
        for candidate in choice.ids if choice is not None else ():
            counts[candidate] = counts.get(candidate, 0) + 1
    return Guessed(
        draws=len(drawn),
        value=_span(values),
        adds={candidate: _span(found) for candidate, found in adds.items()},
        chosen={candidate: count / len(drawn) for candidate, count in sorted(counts.items())},
    )


def said_guessed(portfolio: Portfolio, value: float, guessed: Guessed) -> str:
    """Return where the draws of the benefit lie, and why they may not hold the benefit of the likely values.

    Args:
        portfolio: The portfolio.
        value: Benefit of the choice at the likely values of all guesses.
        guessed: What the draws say of it.
    """
    span, middle = guessed.value, said_benefit(portfolio, guessed.value.median)
    text = (
        f"Over {guessed.draws} draws of what is guessed it lies in nine of ten between"
        f" {short_number(span.lower)} and {short_number(span.upper)}; half of all draws lie below {middle}."
    )
    if span.lower <= value <= span.upper:
        return text
    side = "above" if value > span.upper else "below"
    return (
        f"{text} The benefit itself, with every guess at its likely value, lies {side} that range, because"
        " most guesses reach further to one side of their likely value than to the other: quote both."
    )


def guessed_figures(
    portfolio: Portfolio, best: Solution, guessed: Guessed, inputs: Sequence[str], seed: int
) -> Iterator[Figure]:
    """Yield the figures of the draws.

    Args:
        portfolio: The portfolio.
        best: The choice at the likely values.
        guessed: What the draws say of it.
        inputs: Ids of the cells that say what is guessed.
        seed: Seed of the draws.
    """
    frame = _Frame(portfolio=portfolio, inputs=inputs, seed=seed, draws=guessed.draws)
    span_said = "Nine of ten draws of all guesses at once lie between the ends; they are drawn independently."
    yield frame.figure(
        ("value",), "benefit of the choice over the draws", best.value,
        f"{said_guessed(portfolio, best.value, guessed)} Guesses are drawn independently of each other.",
        span=guessed.value,
    )  # fmt: skip
    for one in best.chosen:
        yield frame.figure(
            ("adds", one.candidate), f"what {one.candidate} adds over the draws", one.adds, span_said,
            span=guessed.adds[one.candidate],
        )  # fmt: skip
    for candidate, share in guessed.chosen.items():
        said = "Chosen anew for each draw of all guesses at once."
        yield frame.figure(
            ("chosen", candidate), f"share of draws in whose best choice {candidate} is", share, said
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What all figures of the draws share."""

    portfolio: Portfolio
    inputs: Sequence[str]
    seed: int
    draws: int

    def figure(
        self, parts: tuple[str, ...], label: str, value: float, reason: str, *, span: Span | None = None
    ) -> Figure:
        """Return one figure; with a span its unit is that of benefits, otherwise it is a share."""
        call = self.portfolio
        return Figure(
            id=portfolio_id(call.id, "guessed", *parts),
            label=f"{call.title}: {label}",
            value=_decimal(value),
            unit=call.benefit_unit if span else "share",
            method=PORTFOLIO_METHOD,
            inputs=tuple(FigureInput(id=one, role=InputRole.TERM) for one in self.inputs),
            parameters={"seed": str(self.seed), "draws": str(self.draws)}
            | ({"median": str(_decimal(span.median))} if span else {}),
            reason=reason,
            lower=_decimal(span.lower) if span else None,
            upper=_decimal(span.upper) if span else None,
            level=_decimal(LEVEL) if span else None,
            n=self.draws,
        )


def _span(values: Sequence[float]) -> Span:
    tail = (1 - LEVEL) / 2
    lower, median, upper = np.quantile(np.array(values), (tail, 0.5, 1 - tail))
    return Span(lower=float(lower), upper=float(upper), median=float(median))


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.{_DIGITS}g}")
