"""Composite scores: where their values stand, what they are made of, what is done, and rows of scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from accord.domain.composite_steps import (
    Aggregation,
    Imputation,
    Normalisation,
    Screening,
    Sensitivity,
    Treatment,
    Uncertainty,
)

__all__ = [
    "CompositeSpec",
    "Direction",
    "Group",
    "Indicator",
    "SourceScore",
    "StructureSource",
    "TableForm",
    "TableSource",
    "UnitsSource",
    "ValueTable",
]

_SCREENING = Screening()
_IMPUTATION = Imputation()
_TREATMENT = Treatment()
_NORMALISATION = Normalisation()
_AGGREGATION = Aggregation()


@dataclass(frozen=True, slots=True)
class SourceScore:
    """What one source says of one unit.

    Attributes:
        indicator: Code of the indicator.
        year: The year.
        source: Name of the source.
        is_representative: Whether the source covers the world.
        code: Code of the unit, as the table writes it.
        score: The score; higher is better.
        line: Line of the table on which it stands; 0 if it was not read from one.
    """

    indicator: str
    year: int
    source: str
    is_representative: bool
    code: str
    score: float
    line: int = 0


class TableForm(StrEnum):
    """How a table stands: one column for each indicator, or one row for each value."""

    WIDE = "wide"
    LONG = "long"


class Direction(StrEnum):
    """Whether more is better (``1``) or worse (``-1``); it has no default."""

    UP = "1"
    DOWN = "-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSource:
    """Where a table of values stands and how it is written; file names are seen from the specification.

    Attributes:
        file: Name of the CSV file.
        unit: Column with the code of the unit.
        absent: What stands in place of an unknown value, beside an empty cell.
        form: ``wide`` or ``long``.
        indicator: Column with the code of the indicator, of a long table.
        value: Column with the value, of a long table.
        year: Column with the year; empty if the table states none.
        period: Year whose rows are read, of a table that holds several; 0 reads all.
        own_codes: Whether codes that belong to no country are meant in a table most of whose codes do.
    """

    file: str
    unit: str
    absent: tuple[str, ...] = ()
    form: TableForm = TableForm.WIDE
    indicator: str = ""
    value: str = ""
    year: str = ""
    period: int = 0
    own_codes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsSource:
    """A table with one row for each unit: what indicators are divided by, and groups of units.

    Attributes:
        file: Name of the CSV file.
        unit: Column with the code of the unit.
        absent: What stands in place of an unknown value, beside an empty cell.
    """

    file: str
    unit: str
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureSource:
    """A table with one row for each indicator and group, in place of ``indicators`` and ``groups``.

    Attributes:
        file: Name of the CSV file.
        code: Column with the code.
        parent: Column with the code of the group above; empty for the composite itself.
        direction: Column with 1 or -1.
        unit: Column with the unit of measurement.
        weight: Column with the weight; without it all weigh 1.
        denominator: Column with the column of the table of units by which values are divided.
        absent: What stands in place of nothing, beside an empty cell.
    """

    file: str
    code: str
    parent: str
    direction: str
    unit: str
    weight: str = ""
    denominator: str = ""
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator of a composite.

    Attributes:
        code: Code, as in the data.
        parent: Group to which it belongs.
        direction: 1 if more is better, -1 if less is better.
        unit: Unit of measurement.
        weight: Weight among its neighbours, relative.
        denominator: Column of the table of units by which the value is divided.
        factor: Number by which the quotient is multiplied.
        least: Smallest value that can be true; anything below is refused.
        most: Greatest value that can be true.
        target: Value for ``distance_to_target``, as measured after division.
        low: Lower goalpost.
        high: Upper goalpost.
    """

    code: str
    parent: str
    direction: Direction
    unit: str
    weight: Decimal = Decimal(1)
    denominator: str = ""
    factor: Decimal = Decimal(1)
    least: Decimal | None = None
    most: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of indicators or groups.

    Attributes:
        code: Code of the group.
        parent: Group above; empty for the composite itself.
        weight: Weight among its neighbours, relative.
    """

    code: str
    parent: str = ""
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTable:
    """Values as read.

    Attributes:
        units: Codes of the units, one for each row.
        columns: Codes of the columns.
        rows: Values of each unit; None is unknown.
        lines: Line of the file on which a cell stands, by unit and column; a cell that no row holds has none.
    """

    units: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[float | None, ...], ...]
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeSpec:
    """The whole specification of a composite score.

    Attributes:
        id: Short name.
        title: Title.
        data: Table of values.
        units: Table of units.
        structure: Table of indicators and groups.
        indicators: Indicators, if there is no such table.
        groups: Groups of them; exactly one has no parent: the composite.
        errors: Table of standard errors of the values, in the same unit of measurement.
        screening: Which units stay.
        imputation: What stands in for unknown values.
        treatment: What is done about outliers.
        normalisation: How indicators come onto one scale.
        aggregation: How they become one.
        uncertainty: What is varied at random.
        sensitivity: Whether the variance is divided among what is varied.
    """

    id: str
    title: str
    data: TableSource
    units: UnitsSource | None = None
    structure: StructureSource | None = None
    indicators: tuple[Indicator, ...] = ()
    groups: tuple[Group, ...] = ()
    errors: TableSource | None = None
    screening: Screening = _SCREENING
    imputation: Imputation = _IMPUTATION
    treatment: Treatment = _TREATMENT
    normalisation: Normalisation = _NORMALISATION
    aggregation: Aggregation = _AGGREGATION
    uncertainty: Uncertainty | None = None
    sensitivity: Sensitivity | None = None
