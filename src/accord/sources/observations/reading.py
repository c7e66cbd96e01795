"""Files of one source are read into observations: all of them, or none and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from accord.domain.indicator import Indicator
from accord.domain.observation import Observation, ObservationKey
from accord.domain.observation_layout import ROLES, LayoutFormat, ObservationLayout
from accord.errors import InputDataError, Problem, UsageError
from accord.sources.observations.delimited import read_delimited
from accord.sources.observations.gzipped import unpack_gzip
from accord.sources.observations.layout_files import LayoutFile
from accord.sources.observations.lexicon import Lexicon
from accord.sources.observations.observation_problems import count_problem, repeated_problem
from accord.sources.observations.raw import RawTable
from accord.sources.observations.read_file import ReadFile, Reading
from accord.sources.observations.row_reading import RowReader
from accord.sources.observations.sdmx import read_sdmx
from accord.sources.observations.wide import lengthen
from accord.sources.observations.workbook import SHEET, read_workbook
from accord.sources.observations.world_bank import missing_pages, read_world_bank
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["read_observations"]


def _read_sdmx(file: TableFile, layout: ObservationLayout) -> RawTable:
    """Read a message; its structure takes the place of a layout's shape."""
    del layout
    return read_sdmx(file)


_READERS: Mapping[LayoutFormat, Callable[[TableFile, ObservationLayout], RawTable]] = {
    LayoutFormat.CSV: read_delimited,
    LayoutFormat.EXCEL: read_workbook,
    LayoutFormat.WORLD_BANK: read_world_bank,
    LayoutFormat.SDMX: _read_sdmx,
}


class _First(NamedTuple):
    """Where a key stands first."""

    file: str
    place: str


def read_observations(
    files: Sequence[TableFile],
    layout_file: LayoutFile,
    indicators: Mapping[str, Indicator],
    vintage: str = "",
    *,
    partners: Collection[str] = (),
) -> Reading:
    """Read files of one source; together they are one reading.

    No value is filled, and none is passed over but those that the layout names. A key that stands twice is
    refused even if both values agree; the same key in another vintage is another observation.

    Args:
        files: The files, as they were published; compressed ones (gzip) are unpacked.
        layout_file: How they are laid out.
        indicators: Indicators of the declaration by id.
        vintage: Edition, where the layout does not say where it stands; empty where it does.
        partners: Ids of the partners of the declaration, which need be no codes of ISO 3166.

    Raises:
        UsageError: The vintage is stated nowhere (ACC-251) or twice (ACC-252).
        InputDataError: Anything is wrong with any file; every file is read before it is raised.
    """
    layout = layout_file.layout
    lexicon = Lexicon(layout, indicators, partners)
    tables, problems = _tables(files, layout, lexicon)
    _check_vintage(layout, vintage, tables)
    reading = _Reading(layout_file, lexicon, vintage)
    for table in tables:
        try:
            reading.add(table)
        except InputDataError as error:
            problems.extend(error.problems)
    if layout.format is LayoutFormat.WORLD_BANK:
        problems.extend(missing_pages(tables))
    if not problems:
        problems.extend(reading.count_problems())
    if problems:
        raise InputDataError(*problems)
    return Reading(observations=tuple(reading.observations), files=tuple(reading.files))


def _check_vintage(layout: ObservationLayout, vintage: str, tables: Sequence[RawTable]) -> None:
    constant, column = layout.constants.vintage, layout.columns.vintage
    places = [f"column {column} of {table.file}" for table in tables if column in table.columns]
    if vintage and (constant or places):
        raise UsageError(
            Problem(
                id="ACC-252",
                what="The vintage is stated twice.",
                field="--vintage",
                value=vintage,
                expected=f"no --vintage: {places[0] if places else f'the layout {layout.id}'} states it",
                fix="Leave --vintage out, or use a layout without column and constant for it.",
            )
        )
    if not vintage and not constant and len(places) < len(tables):
        raise UsageError(
            Problem(
                id="ACC-251",
                what="The vintage is not stated.",
                field="--vintage",
                expected=f"the edition of the source: neither the layout {layout.id} nor the files state it",
                fix="Add --vintage with the year, date or number of the edition, such as --vintage 2024.",
            )
        )


def _tables(
    files: Sequence[TableFile], layout: ObservationLayout, lexicon: Lexicon
) -> tuple[list[RawTable], list[Problem]]:
    tables: list[RawTable] = []
    problems: list[Problem] = []
    for file in files:
        try:
            table = lengthen(_READERS[layout.format](unpack_gzip(file), layout), layout, lexicon)
            problems.extend(_column_problems(table, layout))
            tables.append(table)
        except InputDataError as error:
            problems.extend(error.problems)
    return ([] if problems else tables), problems


def _column_problems(table: RawTable, layout: ObservationLayout) -> Iterator[Problem]:
    for role in ROLES:
        name = getattr(layout.columns, role)
        if name and name not in table.columns and role not in layout.optional:
            yield cell_problem(
                Place(table.file, field=name, value=", ".join(table.columns)[:200]),
                "ACC-642",
                f"The column of the {role} is missing.",
                expected=f"a column {name}, as the layout {layout.id} says",
                fix="Check the spelling and the separator, use another layout, or make the role `optional`.",
            )
    for passed in layout.passed_over:
        if passed.column not in table.columns and passed.all_but and "" not in passed.all_but:
            yield cell_problem(
                Place(table.file, field=passed.column, value=", ".join(table.columns)[:200]),
                "ACC-642",
                "The column by which rows are chosen is missing.",
                expected=f"a column {passed.column}, of which only {', '.join(passed.all_but)} is wanted",
                fix="Check the spelling; or correct `passed_over`: with an empty text among `all_but`, files"
                " without the column are read whole.",
            )


class _Reading:
    """What was read so far."""

    def __init__(self, layout_file: LayoutFile, lexicon: Lexicon, vintage: str) -> None:
        self._layout_file, self._lexicon, self._vintage = layout_file, lexicon, vintage
        self._first: dict[ObservationKey, _First] = {}
        self.observations: list[Observation] = []
        self.files: list[ReadFile] = []

    def add(self, table: RawTable) -> None:
        """Read the rows of a table.

        Raises:
            InputDataError: Anything is wrong with them.
        """
        layout, refusals = self._layout_file.layout, Refusals()
        reader = RowReader(table, layout, self._lexicon, self._vintage)
        found: list[Observation] = []
        passed_over = 0
        for row in table.rows:
            if reader.is_passed_over(row):
                passed_over += 1
                continue
            problems: list[Problem] = []
            observation = reader.read(row, problems)
            if observation is not None:
                first = self._first.setdefault(observation.key, _First(table.file, row.place))
                if first != (table.file, row.place):
                    where = first.place if first.file == table.file else f"{first.file}, {first.place}"
                    problems.append(repeated_problem(reader.place(row), where))
                found.append(observation)
            for problem in problems:
                refusals.add(problem)
        refusals.finish()
        self.observations += found
        self.files.append(self._file(table, found, passed_over, reader.rounded))

    def count_problems(self) -> Iterator[Problem]:
        """Yield the problem that there are fewer or more observations than expected."""
        expects, count = self._layout_file.layout.expects, len(self.observations)
        if not expects.fewest_rows <= count <= expects.most_rows:
            names = ", ".join(file.name for file in self.files)
            yield count_problem(Place(names, value=str(count)), expects)

    def _file(
        self, table: RawTable, found: Sequence[Observation], passed_over: int, rounded: int
    ) -> ReadFile:
        layout = self._layout_file.layout
        known = {SHEET, *layout.ignored, *(getattr(layout.columns, role) for role in ROLES)}
        known |= {each.column for each in layout.passed_over}
        return ReadFile(
            name=table.file,
            sha256=table.sha256,
            layout=layout.id,
            layout_sha256=self._layout_file.sha256,
            publisher=layout.expects.publisher,
            url=layout.expects.url,
            licence=layout.expects.licence,
            vintage=", ".join(sorted({row.vintage for row in found})),
            rows=len(found),
            unread=(*(name for name in table.columns if name not in known), *table.unread),
            passed_over=passed_over,
            rounded=rounded,
        )
