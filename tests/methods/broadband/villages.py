"""Made-up villages for tests: few words for a settlement, its coverage, and a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from accord.domain.broadband import (
    Coverage,
    CoverageBasis,
    CoverageStage,
    Income,
    PointOfPresence,
    Settlement,
    Technology,
)
from accord.domain.broadband_call import BroadbandCall, BroadbandCase, BroadbandTarget, CostParameter
from accord.domain.evidence import Evidence
from accord.domain.period import PartialDate
from accord.methods.broadband.costs import COST_PARAMETERS

FIBRE, WIRELESS = Technology.FIBRE, Technology.FIXED_WIRELESS
DAY = PartialDate("2024-01-15")
ROUND = {
    "density.sparse": "0",
    "density.village": "100",
    "fibre.node": "1000",
    "fibre.unit.sparse": "200",
    "fibre.unit.village": "100",
    "fibre.backhaul": "1000",
    "fixed_wireless.site": "5000",
    "fixed_wireless.unit": "10",
    "fixed_wireless.units_per_site": "50",
    "fixed_wireless.radius": "2",
    "microwave.hop": "3000",
    "microwave.longest": "10",
}
"""Round costs that can be reckoned in the head."""


def village(name: str, upstream: str, km: object, households: object = 10, **more: Any) -> Settlement:
    """A settlement of partner T1 with 200 inhabitants per km2 unless ``more`` says otherwise."""
    stated = {"partner": "T1", "density": Decimal(200), "population": number(households, 3), **more}
    return Settlement(
        id=name,
        label=name.capitalize(),
        upstream=upstream,
        backhaul_km=number(km),
        households=number(households),
        **stated,
    )


def number(value: object, times: int = 1) -> Decimal | None:
    return None if value is None else Decimal(str(value)) * times


def covered(place: str, share: object, technology: Technology = Technology.ANY, **more: Any) -> Coverage:
    """A statement on gigabit coverage unless ``more`` says otherwise."""
    stated: dict[str, Any] = {
        "speed_mbit": Decimal(1000),
        "stage": CoverageStage.COVERED,
        "day": DAY,
        "share": number(share),
        **more,
    }
    return Coverage(
        id=f"{place}-{technology.value}-{stated['speed_mbit']}-{stated['day']}-{stated['stage'].value}",
        place=place,
        technology=technology,
        source="made up",
        evidence=Evidence.SEEN,
        **stated,
    )


def absences() -> tuple[list[Settlement], tuple[Coverage, ...]]:
    """A village for each thing that can be unknown, named after it, and one that is covered."""
    rows = [
        village("covered", "pop", 0),
        village("silent", "pop", 0),
        village("uncounted", "pop", 0, None),
        village("lost", "", 1),
        village("behind", "lost", 1),
        village("unmeasured", "pop", None),
        village("beyond", "unmeasured", 1),
        village("thin", "pop", 1, density=None),
    ]
    said = tuple(covered(row.id, 1 if row.id == "covered" else 0) for row in rows if row.id != "silent")
    return rows, said


def parameters(values: Mapping[str, str] = ROUND, **ends: tuple[str, str]) -> dict[str, CostParameter]:
    """Parameters by id; ``ends`` gives low and high ends, with ``_`` for the dot."""
    found = {}
    for name, value in values.items():
        low, high = ends.get(name.replace(".", "_"), (None, None))
        found[name] = CostParameter(
            id=name,
            unit=unit_of(name),
            value=Decimal(value),
            source="made up",
            evidence=Evidence.SEEN,
            date_read=DAY,
            low=number(low),
            high=number(high),
        )
    return found


def unit_of(name: str) -> str:
    """The unit that the model reads: amounts by density share one."""
    first, _dot, last = name.rpartition(".")
    return (
        COST_PARAMETERS.get(name) or COST_PARAMETERS[f"{first}.*" if last in ("sparse", "village") else name]
    )


def gigabit(**more: Any) -> BroadbandTarget:
    stated: dict[str, Any] = {
        "id": "gigabit",
        "basis": CoverageBasis.HOUSEHOLDS,
        "speed_mbit": Decimal(1000),
        **more,
    }
    return BroadbandTarget(
        label="gigabit for all households",
        share=Decimal(1),
        year=2030,
        source="made up",
        evidence=Evidence.SEEN,
        **stated,
    )


def income(partner: str, amount: object, **more: Any) -> Income:
    stated: dict[str, Any] = {"group": "mean", "currency": "EUR", "months": 1, "year": 2023, **more}
    return Income(
        id=f"{partner}-{stated['group']}-{stated['year']}",
        partner=partner,
        amount=Decimal(str(amount)),
        source="made up",
        evidence=Evidence.SEEN,
        **stated,
    )


def call(envelope: object, **more: Any) -> BroadbandCall:
    stated: dict[str, Any] = {"weights": {FIBRE: Decimal(1)}, **more}
    return BroadbandCall(
        id="villages", title="Villages", envelope=Decimal(str(envelope)), target="gigabit", **stated
    )


def case(settlements: Sequence[Settlement], envelope: object = 1_000_000, **more: Any) -> BroadbandCase:
    """A case with a point of presence ``pop`` in which nobody is covered, unless ``more`` says otherwise."""
    stated: dict[str, Any] = {
        "coverage": tuple(covered(row.id, 0) for row in settlements),
        "parameters": parameters(),
        "call": call(envelope),
        **more,
    }
    return BroadbandCase(
        settlements=tuple(settlements),
        points=(PointOfPresence(id="pop", label="Point of presence"),),
        targets={"gigabit": gigabit()},
        **stated,
    )
