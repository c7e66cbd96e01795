"""An appraisal is read whole: the file, the tables that it names, its parameters."""

from __future__ import annotations

import hashlib
import typing
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_flows import CashFlow, TrafficBenefit
from accord.domain.appraisal_parameters import Parameter
from accord.errors import InputDataError, Problem, UsageError
from accord.sources.appraisal.checks import appraisal_problems
from accord.sources.appraisal.parameters import (
    SHIPPED,
    SHIPPED_NAME,
    checked_parameters,
    parse_parameters,
)
from accord.sources.appraisal.tables import MarkedRows, marked_rows, rows_of_csv
from accord.sources.appraisal.traffic_tables import marked_traffic
from accord.sources.appraisal.workbooks import MarkedBook, marked_workbook
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.rates.grid import TableFile
from accord.sources.rows import read_row

__all__ = ["AppraisalFiles", "read_appraisal"]

Row = TypeVar("Row")

_YAML, _WORKBOOK = {".yml", ".yaml"}, {".xlsx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalFiles:
    """An appraisal as read.

    Attributes:
        spec: The appraisal with all its lines.
        parameters: Every parameter that is known, by name.
        raw: Bytes of each file that was read, by name; that of the appraisal itself first.
        unread: Sheets of a workbook that were not read.
    """

    spec: Appraisal
    parameters: Mapping[str, Parameter]
    raw: Mapping[str, bytes]
    unread: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name of the file of the appraisal itself."""
        return next(iter(self.raw))

    @property
    def files(self) -> dict[str, str]:
        """Hash of each file that was read, by name."""
        return {name: hashlib.sha256(content).hexdigest() for name, content in self.raw.items()}


def read_appraisal(file: Path, shipped: bytes | None = None) -> AppraisalFiles:
    """Read an appraisal.

    Args:
        file: YAML, or a workbook with the sheets ``project`` and ``flows``. Tables and parameters that it
            names are looked for beside it. Names of parameters of the author take the place of those that
            come with Accord.
        shipped: Parameters that came with the version of Accord that read it before; those of this version if
            None.

    Raises:
        UsageError: The file is neither (ACC-291).
        InputDataError: It cannot be read (ACC-301 to ACC-307, ACC-340 to ACC-353, ACC-811 to ACC-813), names
            a file that is not there (ACC-816), or contradicts itself (ACC-800 to ACC-805, ACC-814, ACC-815).
    """
    content = file.read_bytes()
    book = _marked(file, content)
    spec = _spec(file, book)
    raw = {file.name: content, SHIPPED_NAME: SHIPPED.read_bytes() if shipped is None else shipped}
    parameters = parse_parameters(raw[SHIPPED_NAME], file=SHIPPED_NAME)
    parameters |= _own_parameters(file, spec, raw)
    if spec.flows_file:
        table = _beside(file, spec.flows_file, raw)
        spec = replace(
            spec, flows=(*spec.flows, *_rows(table, CashFlow, marked_rows, ("id", "kind", "unit")))
        )
    if spec.traffic_file:
        table = _beside(file, spec.traffic_file, raw)
        spec = replace(
            spec, traffic=(*spec.traffic, *_rows(table, TrafficBenefit, marked_traffic, ("id", "series")))
        )
    problems = list(appraisal_problems(spec))
    if problems:
        raise InputDataError(*problems)
    return AppraisalFiles(spec=spec, parameters=parameters, raw=raw, unread=book.unread)


def _own_parameters(file: Path, spec: Appraisal, raw: dict[str, bytes]) -> dict[str, Parameter]:
    """Return the parameters of the author, from the appraisal itself and from the file that it names."""
    own = spec.parameters
    if spec.parameters_file:
        found = _beside(file, spec.parameters_file, raw)
        own = (*own, *parse_parameters(found.content, file=found.name).values())
    return checked_parameters(own)


def _spec(file: Path, book: MarkedBook) -> Appraisal:
    """Return the appraisal with the rows of all sheets; each row names its sheet as its file."""
    problems: list[Problem] = []
    whole = f"{file.name}, sheet project" if book.sheets else file.name
    spec = read_row(Appraisal, book.project, file=whole, problems=problems)
    hints, rows = typing.get_type_hints(Appraisal), {}
    for name, marked in book.sheets.items():
        row_type = typing.get_args(hints[name])[0]
        place = f"{file.name}, sheet {name}"
        rows[name] = tuple(read_row(row_type, each, file=place, problems=problems) for each in marked)
    if spec is None or problems:
        raise InputDataError(*problems)
    return replace(spec, **rows)  # type: ignore[arg-type]  # sheets are fields


def _marked(file: Path, content: bytes) -> MarkedBook:
    if not content.strip():
        raise InputDataError(
            Problem(
                id="ACC-800",
                what="The file is empty: nothing can be appraised.",
                file=file.name,
                expected="an appraisal in YAML, or a workbook with the sheets project and flows",
                fix="Begin with the file that docs/how-to/appraise-a-project.md shows.",
            )
        )
    if file.suffix.lower() in _WORKBOOK:
        return marked_workbook(content, file=file.name)
    if file.suffix.lower() in _YAML:
        return MarkedBook(project=read_marked_yaml(content, file=file.name), sheets={})
    raise UsageError(
        Problem(
            id="ACC-291",
            what="A file of this kind is not read as an appraisal.",
            file=file.name,
            value=file.suffix or "no suffix",
            expected="an appraisal in YAML (.yml, .yaml) or a workbook (.xlsx)",
            fix="Name a table of flows (.csv) as `flows_file` in an appraisal in YAML; save a workbook of"
            " another kind (.xls, .ods) as .xlsx.",
        )
    )


def _beside(file: Path, name: str, raw: dict[str, bytes]) -> TableFile:
    """Return a file beside the appraisal, and keep its bytes."""
    path = file.parent / name
    if Path(name).name != name or not path.is_file():
        raise InputDataError(
            Problem(
                id="ACC-816",
                what="A file that the appraisal names is not there.",
                file=file.name,
                value=name,
                expected="the name of a file in the same folder",
                fix="Put the file beside the appraisal, or correct the name.",
            )
        )
    raw[name] = path.read_bytes()
    return TableFile(name=name, content=raw[name])


def _rows(
    table: TableFile, row_type: type[Row], marking: MarkedRows, columns: tuple[str, ...]
) -> tuple[Row, ...]:
    header, rows = rows_of_csv(table, columns)
    problems: list[Problem] = []
    read = [
        read_row(row_type, marked, file=table.name, problems=problems)
        for marked in marking(header, rows, row_type, file=table.name)
    ]
    if problems:
        raise InputDataError(*problems)
    return tuple(row for row in read if row is not None)
