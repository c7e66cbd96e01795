"""A table of scores that sources give to units: the input of an unobserved components model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from accord.domain.composite import SourceScore
from accord.sources.rates.grid import TableFile, decode_table, read_grid
from accord.sources.rates.refusals import Place, Refusals, cell_problem
from accord.sources.score_cells import (
    clean_number,
    missing_problem,
    number_problem,
    spelling_problems,
    twice_problem,
)

__all__ = ["SCORE_COLUMNS", "parse_source_scores"]

SCORE_COLUMNS = ("indicator", "year", "source", "representative", "code", "score")
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_TRUTH = {"0": False, "1": True}


def parse_source_scores(file: TableFile) -> tuple[tuple[SourceScore, ...], tuple[str, ...]]:
    """Read a table with the columns of ``SCORE_COLUMNS``, one row for each score.

    An empty score is a source that says nothing of the unit; the row is passed over.

    Args:
        file: The CSV file.

    Returns:
        The scores in the order of the file, and columns that are not needed.

    Raises:
        InputDataError: The file is no such table (ACC-340, ACC-341, ACC-347), or a row is wrong: a
            representativeness (ACC-600), a code (ACC-601), a year (ACC-602), a score (ACC-603), two scores
            for one key (ACC-604), one place under two codes (ACC-605), a name that is missing (ACC-606).
    """
    grid = read_grid(decode_table(file), file=file.name, columns=SCORE_COLUMNS)
    columns = [grid.header.index(name) for name in SCORE_COLUMNS]
    reading = _Reading(file.name)
    for line, cells in grid.rows:
        reading.add(line, [cells[column] for column in columns])
    reading.finish()
    return tuple(reading.scores), grid.unlisted(SCORE_COLUMNS)


class _Reading:
    """What was read so far, and what is wrong with it."""

    def __init__(self, file: str) -> None:
        self._file, self._refusals = file, Refusals()
        self._lines: dict[tuple[str, ...], int] = {}
        self._roles: dict[tuple[str, ...], tuple[str, int]] = {}
        self.scores: list[SourceScore] = []

    def add(self, line: int, cells: Sequence[str]) -> None:
        indicator, year, source, role, code, score = cells
        key = (indicator, year, source, code)
        place = Place(self._file, line, row=" ".join(part for part in key if part))
        before = len(self._refusals.problems)
        self._check_names(place, cells)
        number = clean_number(score)
        if number is None and score:
            self._refusals.add(number_problem(place._replace(field="score", value=score)))
        if self._lines.setdefault(key, line) != line:
            self._refusals.add(twice_problem(place._replace(field="score", value=score), self._lines[key]))
        self._check_role(place, key[:3], role)
        if number is not None and len(self._refusals.problems) == before:
            self.scores.append(SourceScore(indicator, int(year), source, _TRUTH[role], code, number))

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
        if _YEAR.fullmatch(year) is None:
            self._refusals.add(
                cell_problem(
                    place._replace(field="year", value=year),
                    "ACC-602",
                    "The year is not a year.",
                    expected="four digits from 1900 to 2099",
                    fix="Write the year to which the score refers.",
                )
            )

    def _check_role(self, place: Place, cell: tuple[str, ...], role: str) -> None:
        first, line = self._roles.setdefault(cell, (role, place.line))
        if role not in _TRUTH or role != first:
            expected = "1 for a source that covers the world, 0 for another"
            if role in _TRUTH:
                expected = f"{first}, as in line {line}: a source has one role in an indicator and a year"
            self._refusals.add(
                cell_problem(
                    place._replace(field="representative", value=role),
                    "ACC-600",
                    "It does not say whether the source is representative.",
                    expected=expected,
                    fix="Write 1 or 0, the same in all rows of the source.",
                )
            )

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
