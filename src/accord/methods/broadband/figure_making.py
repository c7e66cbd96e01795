"""How figures on broadband are made: ids, numbers without noise, and inputs with what they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from accord.domain.broadband import Settlement
from accord.domain.broadband_call import BroadbandCase
from accord.domain.evidence import Evidence, weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.methods.broadband.naming import PLAN_METHOD, broadband_id

__all__ = ["FigureMaker", "cell_id"]

_CELL = "cell."
_SIXTH, _CENT = Decimal("0.000001"), Decimal("0.01")
_NO_EVIDENCE = {InputRole.TARGET, InputRole.NOT_COUNTED, InputRole.DEFINITION}


def cell_id(table: str, row: str, column: str = "") -> str:
    """Return the name of a cell of a table, or of a row of a file in YAML, within one case.

    Figures name it with the case before it, e.g. ``broadband.valley.cell.call.envelope``, so that several
    cases can stand in one snapshot.

    Args:
        table: ``settlements``, ``coverage``, ``prices``, ``incomes``, ``parameters``, ``targets``, ``limits``
            or ``call``.
        row: Id of the row; of a call the key.
        column: Column; empty for the row as a whole.
    """
    return ".".join(part for part in ("cell", table, row, column) if part)


@dataclass(frozen=True, slots=True)
class FigureMaker:
    """Makes the figures of one case and keeps them.

    Attributes:
        case: What the folder states.
        currency: Currency of its call; empty without one.
        settlements: Its settlements by id.
        levels: Evidence level of rows on coverage, prices, incomes and costs, by the id of their cell.
        made: Figures by id, in the order in which they were made.
    """

    case: BroadbandCase
    currency: str
    settlements: Mapping[str, Settlement]
    levels: Mapping[str, Evidence]
    made: dict[str, Figure] = field(default_factory=dict)

    def id(self, *parts: str) -> str:
        """Return the id of a figure of this case."""
        return broadband_id(self.case, *parts)

    def add(
        self,
        name: str,
        label: str,
        value: float | Decimal | str | None,
        inputs: Iterable[tuple[str, InputRole]],
        **rest: str,
    ) -> str:
        """Make a figure and return its id.

        Args:
            name: Its id.
            label: What it is, for people.
            value: Its value; None if not known.
            inputs: Ids of figures and cells it was made from, and what each does.
            rest: ``unit``, ``method``, ``reason``, ``partner``, ``subject`` of the figure.
        """
        used = tuple(inputs)
        levels = {level for each, role in used if (level := self._level(each, role)) is not None}
        self.made[name] = Figure(
            id=name,
            label=label,
            value=value
            if value is None or isinstance(value, str)
            else self._number(value, rest.get("unit", "")),
            inputs=tuple(FigureInput(id=self._named(each), role=role) for each, role in used),
            evidence=weakest(levels),
            parameters=self._policy() if rest.get("method") == PLAN_METHOD else {},
            **rest,  # type: ignore[arg-type]
        )
        return name

    def stated(self, settlement: str, *columns: str) -> list[tuple[str, InputRole]]:
        """Return the cells of some columns of a settlement in which something is stated."""
        row = self.settlements[settlement]
        return [
            (cell_id("settlements", settlement, column), InputRole.TERM)
            for column in columns
            if getattr(row, column) not in (None, "")
        ]

    def _named(self, name: str) -> str:
        return self.id(name) if name.startswith(_CELL) else name

    def _level(self, name: str, role: InputRole) -> Evidence | None:
        """Return the evidence level of an input that counts; None for targets, policy and what is unknown."""
        if role in _NO_EVIDENCE:
            return None
        if name in self.made:
            return self.made[name].evidence
        table, _point, rest = name.removeprefix(_CELL).partition(".")
        if table == "settlements":
            row = self.settlements.get(rest.rpartition(".")[0])
            return row.evidence if row is not None else None
        return self.levels.get(name)

    def _number(self, value: float | Decimal, unit: str) -> Decimal:
        place = _CENT if unit and unit == self.currency else _SIXTH
        return Decimal(str(value)).quantize(place, ROUND_HALF_UP).normalize() + 0

    def _policy(self) -> Mapping[str, str]:
        call = self.case.call
        if call is None:
            return {}
        weights = ", ".join(f"{one.value} {weight}" for one, weight in sorted(call.weights.items()))
        return {"target": call.target, "weights": weights, "unknown coverage": call.unknown.value}
