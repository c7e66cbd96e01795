"""Figures of how long a network is, how much of that is guessed, and how much lies in each tier."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.domain.evidence import weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.network import Section, Tier
from accord.domain.network_change import Network
from accord.methods.network.analysis import NETWORK_METHOD
from accord.methods.network.figure_rows import DECIMALS, Basis, inputs_of, network_figure_id, rounded
from accord.methods.network.lengths import ModeLengths, mode_lengths, total_km
from accord.methods.network.report import NetworkReport

__all__ = ["length_figures"]

_NO_LENGTH = "No section of this mode states a length."
_UNSTATED = "No source that was read places these sections in a tier: unknown, not outside the network."
_SHARES = {
    "read": "Share of the length that was read in a source",
    "derived": "Share of the length that follows from what was read",
    "guessed": "Share of the length that is a guess",
}


def length_figures(report: NetworkReport, network: Network, basis: Basis) -> Iterator[Figure]:
    """Yield the length of each mode, the shares of it by evidence, and the length in each tier on the day.

    All sections in use count, whatever the modes of the question. A network that states no membership at
    all has no figures of tiers.

    Args:
        report: The answer about the network, for its day.
        network: The network.
        basis: Figures on which others rest, for the ids of rows.
    """
    has_tiers = any(row.memberships for row in network.sections)
    for lengths in mode_lengths(network, report.question.day):
        yield _total(lengths, basis)
        whole = total_km(lengths.known)
        if whole:
            yield from _shares(lengths, whole, basis)
            if has_tiers:
                yield from _tiers(lengths, basis)


def _total(lengths: ModeLengths, basis: Basis) -> Figure:
    missing = len(lengths.unknown)
    reason = f"The length of {missing} more sections is unknown; they are not counted." if missing else ""
    known = lengths.known
    return Figure(
        id=network_figure_id("lengths", lengths.mode),
        label=f"Length of the sections in use: {lengths.mode}",
        value=rounded(float(total_km(known)), "km") if known else None,
        unit="km" if known else "",
        method=NETWORK_METHOD,
        inputs=_rows(known or lengths.unknown, InputRole.TERM, basis),
        parameters=_told(lengths, "km"),
        evidence=weakest(row.evidence for row in known),
        reason=reason if known else _NO_LENGTH,
        subject="network",
    )


def _shares(lengths: ModeLengths, whole: Decimal, basis: Basis) -> Iterator[Figure]:
    total = FigureInput(id=network_figure_id("lengths", lengths.mode), role=InputRole.DENOMINATOR)
    for what, rows in (
        ("read", lengths.read),
        ("derived", lengths.derived),
        ("guessed", lengths.guessed),
    ):
        yield Figure(
            id=network_figure_id("lengths", lengths.mode, what),
            label=f"{_SHARES[what]}: {lengths.mode}",
            value=rounded(float(100 * total_km(rows) / whole), "percent"),
            unit="percent",
            method=NETWORK_METHOD,
            inputs=(*_rows(rows, InputRole.NUMERATOR, basis), total),
            parameters=_told(lengths, "percent"),
            evidence=weakest(row.evidence for row in rows or lengths.known),
            subject="network",
        )


def _tiers(lengths: ModeLengths, basis: Basis) -> Iterator[Figure]:
    tiers: tuple[Tier | None, ...] = (*Tier, None)
    for tier in tiers:
        rows = lengths.in_tier(tier)
        if not rows:
            continue
        levels = [row.evidence for row in rows]
        levels += [
            membership.evidence
            for row in rows
            for membership in row.memberships
            if membership.holds_on(lengths.day)
        ]
        words = "of which no tier is stated" if tier is None else f"in the tier {tier.replace('_', ' ')}"
        yield Figure(
            id=network_figure_id("tiers", lengths.mode, tier or "unstated"),
            label=f"Length of the sections {words} on {lengths.day.isoformat()}: {lengths.mode}",
            value=rounded(float(total_km(rows)), "km"),
            unit="km",
            method=NETWORK_METHOD,
            inputs=_rows(rows, InputRole.TERM, basis),
            parameters=_told(lengths, "km"),
            evidence=weakest(levels),
            reason=_UNSTATED if tier is None else "",
            subject="network",
        )


def _rows(sections: tuple[Section, ...], role: InputRole, basis: Basis) -> tuple[FigureInput, ...]:
    return inputs_of((basis.row("sections", row.id) for row in sections), role)


def _told(lengths: ModeLengths, unit: str) -> dict[str, str]:
    return {"day": lengths.day.isoformat(), "decimals": str(DECIMALS[unit])}
