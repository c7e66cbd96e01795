"""The totals of a facility: sums of what is known of its partners, and bounds where something is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from accord.domain.claim import Qualifier
from accord.domain.evidence import weakest
from accord.domain.facility import Facility
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.methods.payments.rules import AMOUNTS_METHOD

__all__ = ["TOTALS", "total_figures"]

TOTALS: dict[str, str] = {
    "planned": "Planned for all partners",
    "paid": "Paid for steps to all partners",
    "withheld": "Withheld from all partners",
    "at_risk": "Withheld from all partners, to be lost on a known day",
    "lost": "Lost to all partners",
    "pre_financing": "Paid in advance to all partners",
}
"""The amounts that are added up over partners, with their labels."""


def total_figures(facility: Facility, parts: Mapping[str, Sequence[Figure]]) -> Iterator[Figure]:
    """Yield the totals of a facility.

    A partner of whom an amount is not known is not counted as nought: the total is then a lower bound.

    Args:
        facility: The facility.
        parts: For each key of ``TOTALS`` the figures of its partners.
    """
    for part, figures in parts.items():
        known = [figure for figure in figures if isinstance(figure.value, Decimal)]
        missing = [figure.partner for figure in figures if figure.value is None]
        values = [figure.value for figure in known if isinstance(figure.value, Decimal)]
        is_exact = not missing and all(figure.qualifier is Qualifier.EXACT for figure in known)
        levels = [figure.evidence for figure in known if figure.evidence]
        said = f" Not known for {', '.join(missing)}." if missing and known else ""
        yield Figure(
            id=f"payments.{facility.id}.{part}",
            label=f"{TOTALS[part]}: {facility.title}",
            value=sum(values, Decimal(0)) if known else None,
            unit=facility.unit if known else "",
            method=AMOUNTS_METHOD,
            inputs=tuple(FigureInput(id=figure.id, role=InputRole.TERM) for figure in figures)
            or (FigureInput(id=facility.id, role=InputRole.DEFINITION),),
            qualifier=Qualifier.EXACT if is_exact or not known else Qualifier.AT_LEAST,
            evidence=weakest(levels) if known else None,
            reason=f"Sum of what is known of each partner.{said}" if known else "Not known for any partner.",
            subject=facility.id,
        )
