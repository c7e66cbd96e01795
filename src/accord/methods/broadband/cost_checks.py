"""Costs that the model cannot take: missing ones, another unit or currency, an id that it does not know."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from accord.domain.broadband_call import CostParameter
from accord.errors import Problem
from accord.methods.broadband.costs import COST_PARAMETERS, DENSITY_PREFIX

__all__ = ["cost_problems", "missing_costs"]

_UNIT_PREFIX = "fibre.unit."
_ANY = "*"


def missing_costs(
    needed: Iterable[str], known: Mapping[str, CostParameter], currency: str
) -> Iterator[Problem]:
    """Yield a problem for each cost that a plan needs and nobody stated (ACC-863).

    Args:
        needed: Ids of the parameters that the call needs.
        known: Parameters that there are.
        currency: Currency of the call.
    """
    for name in needed:
        if name not in known:
            yield Problem(
                id="ACC-863",
                what="A cost that the plan needs is not stated, and nothing is put in its place.",
                field=name,
                expected=f"in parameters.yml a row with `id: {name}`, `unit: {_unit(name, currency)}`, and"
                " value, price_base, source, evidence, date_read",
                fix="Take it from a tender or a study and name that as its source, or offer only technologies"
                " whose costs you know (`weights`).",
            )


def cost_problems(known: Mapping[str, CostParameter], currency: str) -> Iterator[Problem]:
    """Yield a problem for each cost in another unit than the model reads, or under an unknown id.

    Nothing is converted: a cost for each metre or in another currency would be off by its factor, and a cost
    under a misspelt id would silently leave another one in use.

    Args:
        known: Parameters by id.
        currency: Currency of the call.
    """
    classes = {name.removeprefix(DENSITY_PREFIX) for name in known if name.startswith(DENSITY_PREFIX)}
    ids = [name for name in COST_PARAMETERS if _ANY not in name]
    ids += [f"{prefix}{each}" for each in sorted(classes) for prefix in (DENSITY_PREFIX, _UNIT_PREFIX)]
    for name, row in sorted(known.items()):
        place = {"file": row.origin.file, "line": row.origin.line, "row": name}
        if name not in ids:
            near = difflib.get_close_matches(name, ids, n=1)
            yield Problem(
                id="ACC-878",
                what="The model knows no cost with this id, so that it would be passed over.",
                **place,  # type: ignore[arg-type]
                field="id",
                value=name,
                expected="one of: " + ", ".join(ids),
                fix=(f"Did you mean `{near[0]}`? " if near else "")
                + "An amount by density ends with the name of a class that a row `density.NAME` begins.",
            )
        elif row.unit != _unit(name, currency):
            yield Problem(
                id="ACC-877",
                what="A cost is in another unit than the model reads.",
                **place,  # type: ignore[arg-type]
                field="unit",
                value=row.unit,
                expected=_unit(name, currency),
                fix="Convert the value and write that unit: EUR 15 for each metre are EUR 15000 for each"
                " kilometre. Amounts are in the currency of the call.",
            )


def _unit(name: str, currency: str) -> str:
    """Return the unit of a parameter in the currency of a call."""
    pattern = name if name in COST_PARAMETERS else f"{name.rpartition('.')[0]}.{_ANY}"
    return COST_PARAMETERS[pattern].replace("EUR/", f"{currency}/")
