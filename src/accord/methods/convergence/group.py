"""What is compared: all series of one indicator from one source, and how its figures are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.figure import FigureInput, InputRole
from accord.domain.indicator import Indicator, Segment
from accord.domain.observation import Series
from accord.methods.convergence.panels import Panel, in_window
from accord.methods.convergence.settings import ConvergenceSettings

__all__ = ["Group", "decimal", "groups_of", "inputs", "left_out_parameters"]

_STEP = Decimal("1e-6")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The series that can be compared with each other.

    Attributes:
        indicator: The indicator.
        segment: The segment of all of them.
        source: Id of the source.
        vintage: The edition of all of them.
        partners: Ids of the partners of the declaration, in its order.
        series: Series of partners and of others, within the window.
        settings: What the methods are told.
    """

    indicator: Indicator
    segment: Segment
    source: str
    vintage: str
    partners: tuple[str, ...]
    series: tuple[Series, ...]
    settings: ConvergenceSettings

    @property
    def of_partners(self) -> tuple[Series, ...]:
        """The series of partners that have observations, in the order of the declaration."""
        found = {one.partner: one for one in self.series if one.observations}
        return tuple(found[name] for name in self.partners if name in found)

    @property
    def missing(self) -> tuple[str, ...]:
        """Partners without any observation in the window."""
        known = {one.partner for one in self.of_partners}
        return tuple(name for name in self.partners if name not in known)

    @property
    def window(self) -> str:
        """First and last period that anybody has."""
        periods = {row.period for one in self.series for row in one.observations}
        ordered = sorted(periods, key=lambda period: (period.begins, period.ends))
        return f"{ordered[0]} to {ordered[-1]}" if ordered else "none"

    def figure_id(self, kind: str, *parts: str) -> str:
        """Return the id of a figure: ``converge.KIND.INDICATOR.SOURCE`` and what else tells it apart."""
        return ".".join(("converge", kind, self.indicator.id, self.source, *parts))

    def parameters(self, **more: str) -> dict[str, str]:
        """Return what every figure says of its data, and what one says besides; empty texts are left out."""
        always = {
            "source": self.source,
            "vintage": self.vintage,
            "segment": self.segment.id,
            "window": self.window,
        }
        return always | {name: text for name, text in more.items() if text}

    @property
    def level(self) -> Decimal:
        """Share that intervals hold."""
        return Decimal(str(self.settings.level))


def groups_of(
    series: Iterable[Series], partners: Sequence[str], settings: ConvergenceSettings
) -> Iterator[Group]:
    """Yield the groups in which a partner has an observation, in the order of indicator and source.

    Args:
        series: Series, all of one vintage and one segment for an indicator and a source.
        partners: Ids of the partners.
        settings: What the methods are told.

    Raises:
        ValueError: Two vintages or segments of an indicator and a source, or two series of one place, were
            given: they must not be compared.
    """
    found: dict[tuple[str, str], list[Series]] = {}
    for one in series:
        found.setdefault((one.indicator.id, one.source), []).append(one)
    for (name, source), members in sorted(found.items()):
        first = members[0]
        kinds = {(one.vintage, one.segment.id) for one in members}
        if len(kinds) > 1 or len({one.partner for one in members}) < len(members):
            raise ValueError(
                f"{name} of {source}: one series for each place, of one vintage and one segment, is needed;"
                f" given are {sorted(kinds)}"
            )
        group = Group(
            indicator=first.indicator,
            segment=first.segment,
            source=source,
            vintage=first.vintage,
            partners=tuple(partners),
            series=in_window(sorted(members, key=lambda one: one.partner), settings),
            settings=settings,
        )
        if group.of_partners:
            yield group


def decimal(number: float | None) -> Decimal | None:
    """Return a number as it is published, to six decimals; None stays None."""
    return None if number is None else Decimal(repr(number)).quantize(_STEP)


def inputs(role: InputRole, names: Iterable[str]) -> tuple[FigureInput, ...]:
    """Return ids as inputs with one role, each once."""
    return tuple(FigureInput(id=name, role=role) for name in dict.fromkeys(names))


def left_out_parameters(panel: Panel) -> dict[str, str]:
    """Return who was left out of a panel, with the number of periods or units that they have."""
    return {
        "units_left_out": _counted(panel.units_left_out.items(), "periods"),
        "periods_left_out": _counted(panel.periods_left_out.items(), "units"),
    }


def _counted(rows: Iterable[tuple[str, int]], what: str) -> str:
    return ", ".join(f"{name} (has {n} {what})" for name, n in rows)
