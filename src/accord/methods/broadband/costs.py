"""What it costs to serve a settlement by a technology, and to build a step towards the backbone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.broadband import Settlement, Technology
from accord.domain.broadband_call import BackhaulRule, CostParameter
from accord.domain.broadband_standing import SettlementCost

__all__ = [
    "COST_PARAMETERS",
    "DENSITY_PREFIX",
    "Amount",
    "StepCost",
    "access_cost",
    "density_class",
    "needed_parameters",
    "step_cost",
]

DENSITY_PREFIX = "density."
"""With this begins the id of the lower end of each class of density, in inhabitants per km2."""

COST_PARAMETERS: Mapping[str, str] = {
    "density.*": "people/km2",
    "fibre.node": "EUR/settlement",
    "fibre.unit.*": "EUR/premises",
    "fibre.backhaul": "EUR/km",
    "fixed_wireless.site": "EUR/site",
    "fixed_wireless.unit": "EUR/premises",
    "fixed_wireless.units_per_site": "premises/site",
    "fixed_wireless.radius": "km",
    "microwave.hop": "EUR/hop",
    "microwave.longest": "km/hop",
}
"""Parameters of the model and their units (EUR stands for the currency of the call); ``*`` is the name of a
class of density."""

_OF_TECHNOLOGY: Mapping[Technology, tuple[str, ...]] = {
    Technology.FIBRE: ("fibre.node",),
    Technology.FIXED_WIRELESS: (
        "fixed_wireless.site",
        "fixed_wireless.unit",
        "fixed_wireless.units_per_site",
        "fixed_wireless.radius",
    ),
}
_NO_CLASS = "its density is not known"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money as the parameters state it, and with all of them at their low and high ends."""

    value: float
    low: float
    high: float

    def times(self, count: float) -> Amount:
        """Return the amount for a count."""
        return Amount(self.value * count, self.low * count, self.high * count)

    def plus(self, other: Amount) -> Amount:
        """Return the sum of two amounts."""
        return Amount(self.value + other.value, self.low + other.low, self.high + other.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCost:
    """What a step towards the backbone costs.

    Attributes:
        amount: The amount.
        medium: ``fibre``, ``microwave``, or ``none`` for a step of length 0.
        parameters: Ids of the parameters that were used.
    """

    amount: Amount
    medium: str
    parameters: tuple[str, ...]


def needed_parameters(
    offered: Sequence[Technology], rule: BackhaulRule, known: Mapping[str, CostParameter]
) -> tuple[str, ...]:
    """Return the ids of parameters without which a call cannot be reckoned, in order.

    Args:
        offered: Technologies that the call offers.
        rule: How the way to the backbone is built.
        known: Parameters that there are; its classes of density say which amounts by class are needed.
    """
    needed = {"fibre.backhaul"} | {name for one in offered for name in _OF_TECHNOLOGY.get(one, ())}
    if rule is BackhaulRule.CHEAPEST:
        needed |= {"microwave.hop", "microwave.longest"}
    if Technology.FIBRE in offered:
        classes = [name.removeprefix(DENSITY_PREFIX) for name in known if name.startswith(DENSITY_PREFIX)]
        needed |= {f"fibre.unit.{name}" for name in classes} or {"density.*"}
    return tuple(sorted(needed))


def density_class(settlement: Settlement, parameters: Mapping[str, CostParameter]) -> str:
    """Return the class with the highest lower end that the density reaches; empty if none can be told."""
    density = settlement.people_per_km2
    if density is None:
        return ""
    ends = [
        (row.value, name.removeprefix(DENSITY_PREFIX))
        for name, row in parameters.items()
        if name.startswith(DENSITY_PREFIX) and row.value <= density
    ]
    return max(ends, default=(Decimal(0), ""))[1]


def access_cost(
    settlement: Settlement, unserved: float, technology: Technology, parameters: Mapping[str, CostParameter]
) -> SettlementCost:
    """Return what it costs to serve the unserved households of a settlement, without its way to the backbone.

    Premises are served in proportion to unserved households. Fibre: a node, and for each of the premises the
    amount of the class of density. Fixed wireless: as many sites as premises or the settled area need,
    whichever are more, and equipment for each of the premises. Terrain, running costs, renewal, and existing
    ducts or masts are not reckoned with.

    Args:
        settlement: The settlement; its households are stated.
        unserved: Households to be served, above 0.
        technology: One that the model knows.
        parameters: Parameters of the model by id; all that are needed.
    """
    units = float(settlement.served_units or 0) * unserved / float(settlement.households or 1)
    if technology is Technology.FIBRE:
        return _fibre(settlement, units, parameters)
    return _fixed_wireless(settlement, units, parameters)


def step_cost(km: Decimal, rule: BackhaulRule, parameters: Mapping[str, CostParameter]) -> StepCost:
    """Return what a step towards the backbone costs; nothing if it has no length.

    Args:
        km: Length in kilometres, 0 or more.
        rule: By fibre, or by what costs less; hops of a microwave link are counted whole.
        parameters: Parameters of the model by id.
    """
    if km == 0:
        return StepCost(amount=Amount(0.0, 0.0, 0.0), medium="none", parameters=())
    fibre = _amount(parameters["fibre.backhaul"]).times(float(km))
    if rule is BackhaulRule.CHEAPEST:
        hops = math.ceil(km / parameters["microwave.longest"].value)
        microwave = _amount(parameters["microwave.hop"]).times(hops)
        if microwave.value < fibre.value:
            used = ("fibre.backhaul", "microwave.hop", "microwave.longest")
            return StepCost(amount=microwave, medium="microwave", parameters=used)
    return StepCost(amount=fibre, medium="fibre", parameters=("fibre.backhaul",))


def _fibre(settlement: Settlement, units: float, parameters: Mapping[str, CostParameter]) -> SettlementCost:
    name = density_class(settlement, parameters)
    if not name:
        return _not_known(Technology.FIBRE, _NO_CLASS)
    unit = parameters[f"fibre.unit.{name}"]
    node = parameters["fibre.node"]
    density = tuple(sorted(each for each in parameters if each.startswith(DENSITY_PREFIX)))
    return _known(
        Technology.FIBRE,
        _amount(node).plus(_amount(unit).times(units)),
        (node.id, unit.id, *density),
        f"a node {node.value} and {units:.6g} {_unit_words(settlement)} at {unit.value} ({name})",
    )


def _fixed_wireless(
    settlement: Settlement, units: float, parameters: Mapping[str, CostParameter]
) -> SettlementCost:
    area = settlement.settled_km2
    if area is None:
        return _not_known(Technology.FIXED_WIRELESS, "its settled area is not known")
    names = _OF_TECHNOLOGY[Technology.FIXED_WIRELESS]
    site, unit, capacity, radius = (parameters[name] for name in names)
    by_units = math.ceil(units / float(capacity.value))
    by_area = math.ceil(float(area) / (math.pi * float(radius.value) ** 2))
    sites = max(by_units, by_area, 1)
    return _known(
        Technology.FIXED_WIRELESS,
        _amount(site).times(sites).plus(_amount(unit).times(units)),
        names,
        f"{sites} site{'' if sites == 1 else 's'} at {site.value} ({by_units} for the number, {by_area} for"
        f" the area) and {units:.6g} {_unit_words(settlement)} at {unit.value}",
    )


def _unit_words(settlement: Settlement) -> str:
    return "premises" if settlement.premises is not None else "households (premises are not stated)"


def _amount(row: CostParameter) -> Amount:
    low = row.value if row.low is None else row.low
    high = row.value if row.high is None else row.high
    return Amount(float(row.value), float(low), float(high))


def _known(technology: Technology, amount: Amount, used: tuple[str, ...], reason: str) -> SettlementCost:
    return SettlementCost(
        technology=technology,
        access=amount.value,
        low=amount.low,
        high=amount.high,
        parameters=used,
        reason=f"{technology.value.replace('_', ' ')}: {reason} = {amount.value:.6g}",
    )


def _not_known(technology: Technology, reason: str) -> SettlementCost:
    said = f"{technology.value.replace('_', ' ')}: no cost, because {reason}"
    return SettlementCost(technology=technology, access=None, low=None, high=None, parameters=(), reason=said)
