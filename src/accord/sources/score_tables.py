"""A table of scores that sources give to units: the input of an unobserved components model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from accord.cleaning.territory_codes import strange_codes
from accord.domain.composite import SourceScore
from accord.sources.rates.grid import TableFile, decode_table, read_grid
from accord.sources.rates.refusals import Place, Refusals, cell_problem
from accord.sources.score_cells import (
    ROW_NAMES,
    clean_number,
    clean_truth,
    clean_year,
    missing_problem,
    number_problem,
    spelling_problems,
    strange_problem,
    twice_problem,
    year_problem,
)

__all__ = ["SCORE_COLUMNS", "parse_source_scores"]

SCORE_COLUMNS = ("indicator", "year", "source", "representative", "code", "score")
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)


def parse_source_scores(
    file: TableFile, *, own_codes: bool = False
) -> tuple[tuple[SourceScore, ...], tuple[str, ...]]:
    """Read a table with the columns of ``SCORE_COLUMNS``, one row for each score.

    An empty score is a source that says nothing of the unit; the row is passed over. A table most of whose
    codes are those of countries is a table of countries, and a code that belongs to none is then refused.

    Args:
        file: The CSV file.
        own_codes: Whether codes that belong to no country are meant.

    Returns:
        The scores in the order of the file, and columns that are not needed.

    Raises:
        InputDataError: The file is no such table (ACC-340, ACC-341, ACC-347), or a row is wrong: a
            representativeness (ACC-600), a code (ACC-601), a year (ACC-602), a score (ACC-603), two scores
            for one key (ACC-604), one place under two codes (ACC-605), a name that is missing (ACC-606).
    """
    grid = read_grid(decode_table(file), file=file.name, columns=SCORE_COLUMNS, row_names=ROW_NAMES)
    columns = [grid.header.index(name) for name in SCORE_COLUMNS]
    reading = _Reading(file.name)
    for line, cells in grid.rows:
        reading.add(line, [cells[column] for column in columns])
    if not own_codes:
        reading.refuse_strange_codes()
    reading.finish()
    return tuple(reading.scores), grid.unlisted(SCORE_COLUMNS)


class _Reading:
    """What was read so far, and what is wrong with it."""

    def __init__(self, file: str) -> None:
        self._file, self._refusals = file, Refusals()
        self._lines: dict[tuple[str, ...], int] = {}
        self._roles: dict[tuple[str, ...], tuple[bool | None, int]] = {}
        self.scores: list[SourceScore] = []

    def add(self, line: int, cells: Sequence[str]) -> None:
        indicator, year, source, role, code, score = cells
        when = clean_year(year)
        key = (indicator, year if when is None else str(when), source, code)
        place = Place(self._file, line, row=" ".join(part for part in key if part))
        before = len(self._refusals.problems)
        self._check_names(place, cells)
        number = clean_number(score)
        if number is None and score:
            self._refusals.add(number_problem(place._replace(field="score", value=score)))
        if self._lines.setdefault(key, line) != line:
            self._refusals.add(twice_problem(place._replace(field="score", value=score), self._lines[key]))
        is_world = self._check_role(place, key[:3], role)
        if number is None or when is None or is_world is None:
            return
        if len(self._refusals.problems) == before:
            self.scores.append(SourceScore(indicator, when, source, is_world, code, number, line))

    def _check_names(self, place: Place, cells: Sequence[str]) -> None:
        indicator, year, source, _, code, _ = cells
        for name, value in (("indicator", indicator), ("source", source)):
            if not value:
                self._refusals.add(missing_problem(place._replace(field=name), name))
        if _CODE.fullmatch(code) is None:
            self._refusals.add(
                cell_problem(
                    place._replace(field="code", value=code),
                    "ACC-601",
                    "The code is not that of a country or territory." if code else "The code is missing.",
                    expected="three capital letters as the sources' publisher writes them, e.g. ALB or KSV",
                    fix="Write the code of three letters, not the name, a number or a code of two letters.",
                )
            )
        if clean_year(year) is None:
            self._refusals.add(year_problem(place._replace(field="year", value=year)))

    def _check_role(self, place: Place, cell: tuple[str, ...], role: str) -> bool | None:
        is_world = clean_truth(role)
        first, line = self._roles.setdefault(cell, (is_world, place.line))
        if is_world is None or is_world is not first:
            expected = "1 for a source that covers the world, 0 for another"
            if is_world is not None and first is not None:
                expected = f"{first:d}, as in line {line}: a source has one role in an indicator and a year"
            self._refusals.add(
                cell_problem(
                    place._replace(field="representative", value=role),
                    "ACC-600",
                    "It does not say whether the source is representative.",
                    expected=expected,
                    fix="Write 1 or 0, the same in all rows of the source.",
                )
            )
        return is_world

    def refuse_strange_codes(self) -> None:
        """Note the first row of each code of a table of countries that belongs to no country (ACC-601)."""
        strange = set(strange_codes(frozenset(score.code for score in self.scores)))
        for score in self.scores:
            if score.code in strange:
                strange.remove(score.code)
                key = f"{score.indicator} {score.year} {score.source} {score.code}"
                place = Place(self._file, score.line, field="code", value=score.code, row=key)
                self._refusals.add(strange_problem(place, "say --own-codes"))

    def finish(self) -> None:
        """End the reading.

        Raises:
            InputDataError: Anything is wrong.
        """
        for problem in spelling_problems(
            (score.code for score in self.scores), Place(self._file, field="code")
        ):
            self._refusals.add(problem)
        self._refusals.finish()
