"""The tables of a snapshot, derived from the domain's dataclasses."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from accord.domain.assessment import Assessment, MeasureResult
from accord.domain.claim import Attribute, Claim, Value
from accord.domain.commitment import Commitment, Instrument, Measure, Pillar
from accord.domain.declaration import Actor, Gap, Header, Subject
from accord.domain.definition import DerivedFigure, Panel, Parameter, TopicFigure
from accord.domain.evidence import Source
from accord.domain.figure import Figure, FigureInput
from accord.domain.join import Join, JoinRule, JoinStep
from accord.domain.leverage import LeverageScope, PrivateLine
from accord.domain.partner import Partner, PartnerCode, PartnerName
from accord.domain.period import PartialDate
from accord.domain.project import FinancingLine, Project, Stage

__all__ = ["TABLES", "Cell", "Record", "Table", "columns_of", "from_record", "to_record"]

Cell = str | int | bool | Decimal | list[str] | None
Record = dict[str, Cell]
Row = TypeVar("Row")

_NUMBER = "DECIMAL(24, 6)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a snapshot.

    Attributes:
        name: Name of the table and of its Parquet file.
        row_type: Dataclass of its rows.
        meaning: What one row is.
        parent: Table whose rows own these rows; empty for a table of its own. An owned row has
            two more columns: ``parent`` (id of the owner) and ``position`` (from 0).
        field: Field of the owner that holds the rows.
    """

    name: str
    row_type: type
    meaning: str
    parent: str = ""
    field: str = ""


TABLES: tuple[Table, ...] = (
    Table(name="declaration", row_type=Header, meaning="The declaration; one row"),
    Table(name="actors", row_type=Actor, meaning="Who promised something"),
    Table(name="instruments", row_type=Instrument, meaning="The texts that make up the package"),
    Table(name="pillars", row_type=Pillar, meaning="Headings of commitments"),
    Table(name="partners", row_type=Partner, meaning="Partners that the declaration addresses"),
    Table(
        name="partner_names",
        row_type=PartnerName,
        meaning="Names of partners and when they were in use",
        parent="partners",
        field="names",
    ),
    Table(
        name="partner_codes",
        row_type=PartnerCode,
        meaning="Codes of partners in other schemes",
        parent="partners",
        field="codes",
    ),
    Table(name="sources", row_type=Source, meaning="Documents of the public record"),
    Table(name="commitments", row_type=Commitment, meaning="Promises, paraphrased"),
    Table(
        name="measures",
        row_type=Measure,
        meaning="How one would see that a commitment is kept",
        parent="commitments",
        field="measures",
    ),
    Table(name="subjects", row_type=Subject, meaning="Other things about which claims are made"),
    Table(name="attributes", row_type=Attribute, meaning="Properties about which claims are made"),
    Table(name="stages", row_type=Stage, meaning="Steps in the life of a project, in order"),
    Table(name="projects", row_type=Project, meaning="Projects, found or not found"),
    Table(name="lines", row_type=FinancingLine, meaning="Financing lines of projects"),
    Table(name="claims", row_type=Claim, meaning="Who said which value about what"),
    Table(name="parameters", row_type=Parameter, meaning="Constants that methods use"),
    Table(name="topics", row_type=TopicFigure, meaning="Topics with a label, rule or reason of their own"),
    Table(name="derived", row_type=DerivedFigure, meaning="Definitions of computed figures"),
    Table(name="gaps", row_type=Gap, meaning="What was looked for and not found"),
    Table(name="panels", row_type=Panel, meaning="Figures that stand side by side on the money page"),
    Table(name="leverage", row_type=LeverageScope, meaning="Packages of which leverage is computed"),
    Table(
        name="private_lines",
        row_type=PrivateLine,
        meaning="Financing lines that are private money",
        parent="leverage",
        field="private",
    ),
    Table(name="joins", row_type=Join, meaning="Commitments whose money is followed"),
    Table(
        name="join_steps",
        row_type=JoinStep,
        meaning="What counts at each step from promise to payment",
        parent="joins",
        field="steps",
    ),
    Table(name="join_rules", row_type=JoinRule, meaning="Rules that join published flows to commitments"),
    Table(name="figures", row_type=Figure, meaning="Published values"),
    Table(
        name="figure_inputs",
        row_type=FigureInput,
        meaning="What each figure was made from",
        parent="figures",
        field="inputs",
    ),
    Table(name="assessments", row_type=Assessment, meaning="Ratings by commitment and partner"),
    Table(
        name="measure_results",
        row_type=MeasureResult,
        meaning="How each measure stands for a partner",
        parent="assessments",
        field="results",
    ),
)
"""All tables of a snapshot, owners before the rows that they own."""


def columns_of(row_type: type) -> dict[str, str]:
    """Return the columns of a dataclass: name to DuckDB type.

    A claim's value takes three columns (number, text, truth), a nested dataclass one for each of
    its fields; fields that hold rows of another table take none.
    """
    columns: dict[str, str] = {}
    for name, hint in _hints(row_type).items():
        if hint in {Value, Value | None}:
            columns |= {f"{name}_number": _NUMBER, f"{name}_text": "VARCHAR", f"{name}_truth": "BOOLEAN"}
        elif _is_nested(hint):
            columns |= {f"{name}_{part}": kind for part, kind in columns_of(hint).items()}  # type: ignore[arg-type]
        elif not _is_owned(hint):
            columns[name] = _kind(_bare(hint))
    return columns


def to_record(row: object) -> Record:
    """Return a dataclass instance as cells by column."""
    record: Record = {}
    for name, hint in _hints(type(row)).items():
        value = getattr(row, name)
        if hint in {Value, Value | None}:
            record[f"{name}_number"] = value if isinstance(value, Decimal) else None
            record[f"{name}_text"] = value if isinstance(value, str) else None
            record[f"{name}_truth"] = value if isinstance(value, bool) else None
        elif _is_nested(hint):
            record |= {f"{name}_{part}": cell for part, cell in to_record(value).items()}
        elif not _is_owned(hint):
            record[name] = _to_cell(value)
    return record


def from_record(row_type: type[Row], record: Record, owned: Mapping[str, tuple[object, ...]]) -> Row:
    """Return the dataclass instance that ``to_record`` took apart.

    Args:
        row_type: The dataclass.
        record: Cells by column; further columns are ignored.
        owned: Rows of other tables by the field that holds them.
    """
    values: dict[str, object] = {}
    for name, hint in _hints(row_type).items():
        if hint in {Value, Value | None}:
            parts = (record[f"{name}_number"], record[f"{name}_text"], record[f"{name}_truth"])
            values[name] = next((part for part in parts if part is not None), None)
        elif _is_nested(hint):
            prefix = f"{name}_"
            inner = {key.removeprefix(prefix): cell for key, cell in record.items() if key.startswith(prefix)}
            values[name] = from_record(hint, inner, {})  # type: ignore[arg-type]
        elif _is_owned(hint):
            values[name] = owned.get(name, ())
        else:
            values[name] = _from_cell(_bare(hint), record[name])
    return row_type(**values)


def _hints(row_type: type) -> dict[str, object]:
    return _hints_once(row_type)


@functools.cache
def _hints_once(row_type: type) -> dict[str, object]:
    hints = typing.get_type_hints(row_type)
    return {field.name: hints[field.name] for field in dataclasses.fields(row_type)}


def _bare(hint: object) -> object:
    """Return a hint without its ``| None``."""
    if isinstance(hint, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def _is_nested(hint: object) -> bool:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint is not PartialDate


def _is_owned(hint: object) -> bool:
    return typing.get_origin(hint) is tuple and _is_nested(typing.get_args(hint)[0])


def _kind(hint: object) -> str:
    if typing.get_origin(hint) is tuple:
        return "VARCHAR[]"
    return {bool: "BOOLEAN", int: "INTEGER", Decimal: _NUMBER}.get(hint, "VARCHAR")  # type: ignore[call-overload, no-any-return]


def _to_cell(value: object) -> Cell:
    if value is None or isinstance(value, bool | int | Decimal):
        return value
    if isinstance(value, tuple):
        return [str(part) for part in value]
    if isinstance(value, Mapping):
        return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
    return str(value)


def _from_cell(hint: object, cell: Cell) -> object:
    if cell is None:
        return None
    if isinstance(cell, list):
        item = typing.get_args(hint)[0]
        return tuple(_from_cell(item, part) for part in cell)
    if typing.get_origin(hint) is not None:
        return json.loads(str(cell))
    if isinstance(hint, type) and issubclass(hint, StrEnum | PartialDate):
        return hint(str(cell))
    return cell
