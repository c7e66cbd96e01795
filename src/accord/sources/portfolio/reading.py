"""A portfolio is read whole: the call, the table of candidates that it names, every cell with its place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from accord.domain.portfolio import Portfolio
from accord.domain.recorded_cell import RecordedCell
from accord.errors import InputDataError, Problem, UsageError
from accord.sources.marked_yaml import Marked, read_marked_yaml
from accord.sources.portfolio.call_checks import call_problems
from accord.sources.portfolio.candidates import candidate_of, read_candidates
from accord.sources.portfolio.cells import CellKey, all_cells
from accord.sources.portfolio.doubts import doubts
from accord.sources.portfolio.joint import joint_benefit
from accord.sources.portfolio.partners import partner_notes, partner_problems, with_codes
from accord.sources.portfolio.rows import CallRow, CandidateRow, NetworkLink
from accord.sources.portfolio.tables import candidate_table, inline_table
from accord.sources.rates.grid import TableFile
from accord.sources.rows import read_row

__all__ = ["BUNDLED", "PortfolioFiles", "read_portfolio"]

BUNDLED = Path(__file__).parent.parent.parent / "declarations" / "sofia_2018_portfolio.yml"
"""The portfolio of the bundled declaration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioFiles:
    """A portfolio as read.

    Attributes:
        portfolio: The portfolio; benefits from a network are not in it yet.
        network: Where further joint benefits are to be computed from; None if from nowhere.
        cells: Every cell by (id of the candidate, field); by ("rule ID", "value") for rules, ("joint ID",
            "values") for joint benefits, and ("call", field) for the call.
        files: Hash of each file that was read, by name.
        raw: Bytes of each of them, by name.
        notes: What a reader should look at although it is not refused.
    """

    portfolio: Portfolio
    network: NetworkLink | None
    cells: Mapping[CellKey, RecordedCell]
    files: Mapping[str, str]
    raw: Mapping[str, bytes]
    notes: tuple[str, ...] = ()


def read_portfolio(file: Path) -> PortfolioFiles:
    """Read a portfolio.

    Args:
        file: The call, in YAML. A table of candidates that it names is looked for beside it.

    Raises:
        UsageError: The file is no YAML by its name (ACC-295).
        InputDataError: It cannot be read (ACC-301 to ACC-307, ACC-340 to ACC-353, ACC-812), names a file that
            is not there (ACC-858), contradicts itself (ACC-847 to ACC-857), or names a partner that is not
            known (ACC-980).
    """
    content = file.read_bytes()
    marked = _marked(file, content)
    sha256 = hashlib.sha256(content).hexdigest()
    problems: list[Problem] = []
    call = read_row(CallRow, marked, file=file.name, problems=problems)
    if call is None:
        raise InputDataError(*problems)
    files, raw = {file.name: sha256}, {file.name: content}
    tables = [inline_table(_rows_of(marked, "candidates"), file.name)]
    if call.candidates_file:
        table = _beside(file, call.candidates_file)
        files[table.name], raw[table.name] = table.sha256, table.content
        tables.append(candidate_table(table))
    rows = (*call.candidates, *(row for table in tables[1:] for row in read_candidates(table, problems)))
    notes, slips = tuple(partner_notes(call, rows)), tuple(partner_problems(call, rows))
    call, rows = with_codes(call, rows)
    problems = problems or [*slips, *call_problems(call, rows)]
    if problems:
        raise InputDataError(*problems)
    cells = dict(all_cells(call, marked, tables, files))
    return PortfolioFiles(
        portfolio=_portfolio(call, rows),
        network=call.network,
        cells=cells,
        files=files,
        raw=raw,
        notes=(*notes, *doubts(call, rows)),
    )


def _marked(file: Path, content: bytes) -> Marked:
    if file.suffix.lower() not in {".yml", ".yaml"}:
        raise UsageError(
            Problem(
                id="ACC-295",
                what="A file of this kind is not read as a call.",
                file=file.name,
                value=file.suffix or "no suffix",
                expected="a call in YAML (.yml, .yaml)",
                fix="Name a table (.csv) or workbook (.xlsx) of candidates as `candidates_file` in a call.",
            )
        )
    if not content.strip():
        raise InputDataError(
            Problem(
                id="ACC-847",
                what="The file is empty: nothing can be chosen.",
                file=file.name,
                expected="a call in YAML, with candidates",
                fix="Begin with the file that docs/how-to/choose-a-portfolio.md shows.",
            )
        )
    return read_marked_yaml(content, file=file.name)


def _beside(file: Path, name: str) -> TableFile:
    path = file.parent / name
    is_known = path.suffix.lower() in {".csv", ".xlsx"}
    if Path(name).name != name or not path.is_file() or not is_known:
        raise InputDataError(
            Problem(
                id="ACC-858",
                what="The file of candidates is not there, or is no table.",
                file=file.name,
                field="candidates_file",
                value=name,
                expected="the name of a table (.csv) or workbook (.xlsx) in the same folder",
                fix="Put the file beside the call, or correct the name.",
            )
        )
    return TableFile(name=name, content=path.read_bytes())


def _rows_of(marked: Marked, key: str) -> list[Marked]:
    root = marked.value
    given = root.get(key) if isinstance(root, dict) else None
    return given.value if given is not None and isinstance(given.value, list) else []


def _portfolio(call: CallRow, rows: tuple[CandidateRow, ...]) -> Portfolio:
    years = call.years
    return Portfolio(
        id=call.id,
        title=call.title,
        unit=call.unit,
        price_base=call.price_base,
        benefit_unit=call.benefit_unit or call.unit,
        candidates=tuple(candidate_of(row) for row in rows),
        rules=call.rules,
        joint=tuple(joint_benefit(row) for row in call.joint),
        counted=call.counted,
        years=None if years is None else (years.first, years.last),
        discount_rate=years.discount_rate if years else Decimal(0),
        carry_over=years is not None and years.carry_over,
        finish_first=years is not None and years.finish_first,
        questions=call.questions,
        note=call.note,
        origin=call.origin,
    )
