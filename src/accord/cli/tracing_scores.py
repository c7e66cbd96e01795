"""What `accord why --from` says of a composite score or an estimate, computed again from its files."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from accord.cli.output import check_files, print_json, print_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = dict[str, object]

__all__ = ["explain_score"]

_SHOWN = 60


def explain_score(name: str, file: Path, *, json: bool) -> None:
    """Compute a score again and print its whole descent.

    Args:
        name: Id as ``accord composite --json`` and ``accord ucm --json`` print it.
        file: The specification of a composite, or the table of source scores.
        json: Whether to print JSON.

    Raises:
        UsageError: The id is neither that of a composite nor of an estimate (ACC-270), nothing that comes of
            the file has it (ACC-271), or the file is of the other kind (ACC-272).
        InputDataError: The file is refused as by the command that computes from it.
    """
    check_files([file])
    kinds = {"composite.": _composite, "ucm.": _ucm}
    kind = next((kinds[prefix] for prefix in kinds if name.startswith(prefix)), None)
    if kind is None:
        raise _refusal(
            "ACC-270",
            "--from explains composite scores and estimates only.",
            name,
            "an id that begins with composite. or ucm.",
            "Leave --from out to explain a figure of a snapshot.",
        )
    _refuse_other_kind(name, file)
    found = kind(name, file)
    if json:
        print_json(found)
    else:
        _print(found)


def _refusal(problem_id: str, what: str, value: str, expected: str, fix: str) -> Exception:
    from accord.errors import Problem, UsageError

    return UsageError(Problem(id=problem_id, what=what, value=value, expected=expected, fix=fix))


def _refuse_other_kind(name: str, file: Path) -> None:
    is_spec = file.suffix.lower() in {".yml", ".yaml"}
    if is_spec != name.startswith("composite."):
        raise _refusal(
            "ACC-272",
            "The file is not of the kind from which this id comes.",
            f"{name} --from {file.name}",
            "a specification (.yml) for composite.SPEC.UNIT, a table (.csv) for ucm.INDICATOR.CODE.YEAR",
            "Name the file that was given to `accord composite` or `accord ucm`.",
        )


def _unknown(name: str, known: Sequence[str], file: Path) -> Exception:
    near = difflib.get_close_matches(name, known, n=3)
    return _refusal(
        "ACC-271",
        f"Nothing that {file.name} gives has this id.",
        name,
        f"an id such as {', '.join(near or known[:3])}",
        "List the ids with --json of the command that computes them.",
    )


def _composite(name: str, file: Path) -> Row:
    from accord.cli.score_descents import composite_json
    from accord.methods.composite.cells import CellTables, used_cells
    from accord.methods.composite.naming import composite_id
    from accord.methods.composite.running import inputs_of, run_composite
    from accord.methods.composite.unit_descent import unit_descent
    from accord.sources.composite_inputs import read_composite

    files = read_composite(file)
    spec, groups = files.spec, [group.code for group in files.tree.groups]
    known = {
        composite_id(spec.id, unit, group): (unit, group)
        for group in ("", *groups)
        for unit in files.data.units
    }
    if name not in known:
        raise _unknown(name, list(known), file)
    unit, group = known[name]
    group = "" if group == groups[-1] else group
    inputs = inputs_of(files.data, files.errors, files.denominators, files.groups)
    run = run_composite(spec, files.tree, inputs, with_sensitivity=False)
    descent = unit_descent(spec, run.chain, inputs, unit)
    tables = CellTables(
        spec=spec, data=files.data, errors=files.errors, units=files.denominators, hashes=files.files
    )
    cells = used_cells(tables, descent)
    return composite_json(name, files, run, descent, cells, group=group)


def _ucm(name: str, file: Path) -> Row:
    from accord.cli.score_descents import ucm_json
    from accord.methods.ucm.cells import score_cells
    from accord.methods.ucm.edition import ucm_id
    from accord.methods.ucm.unit_descent import unit_estimate
    from accord.methods.ucm.wgi2022 import estimate_cell
    from accord.sources.rates.grid import TableFile
    from accord.sources.score_tables import parse_source_scores

    table = TableFile(name=file.name, content=file.read_bytes())
    rows, _ = parse_source_scores(table, own_codes=True)
    known = {ucm_id(row.indicator, row.code, row.year): row for row in rows}
    if name not in known:
        raise _unknown(name, list(known), file)
    asked = known[name]
    (cell,) = score_cells(row for row in rows if (row.indicator, row.year) == (asked.indicator, asked.year))
    found = estimate_cell(cell)
    lines = {row.source: row.line for row in rows if ucm_id(row.indicator, row.code, row.year) == name}
    return ucm_json(name, table, found, unit_estimate(found, asked.code), lines)


def _print(found: Row) -> None:
    print_line(f"{found['figure']}  {found['label']}")
    value = "not known" if found["value"] is None else f"{found['value']:.10g}"
    bounds = ""
    if found["lower"] is not None:
        bounds = f"  {found['lower']:.6g} to {found['upper']:.6g} ({found['interval']})"
    print_line(f"  {value}{bounds}")
    print_line(f"  n          {found['counts']}")
    print_line(f"  method     {found['method']}")
    parameters: Mapping[str, object] = found["parameters"]  # type: ignore[assignment]
    print_line("  parameters " + ", ".join(f"{key} = {value}" for key, value in parameters.items()))
    print_line(f"  reason     {found['reason']}")
    for key, title in (
        ("indicators", "Step by step"),
        ("sources", "Sources"),
        ("groups", "Means, from below"),
    ):
        rows: Iterable[Row] = found.get(key, ())  # type: ignore[assignment]
        lines = list(rows)
        if lines:
            print_line(f"\n{title}")
            for row in lines:
                _print_row(row)
    inputs: list[Row] = found["inputs"]  # type: ignore[assignment]
    print_line("\nCells")
    for cell in inputs[:_SHOWN]:
        print_line(f"  {cell['says']}  ({cell['role']})  {cell['file']}, {cell['place']}")
    if len(inputs) > _SHOWN:
        print_line(f"  {len(inputs) - _SHOWN} more: --json lists all of them")
    print_line("\nFiles")
    files: Mapping[str, str] = found["files"]  # type: ignore[assignment]
    for name, digest in files.items():
        print_line(f"  {name}  sha256 {digest}")


def _print_row(row: Row) -> None:
    members: Iterable[Row] = row.pop("members", ())  # type: ignore[assignment]
    head = row.pop("code")
    said = ", ".join(f"{key} {_said(value)}" for key, value in row.items() if value not in (None, [], ""))
    print_line(f"  {head}  {said}")
    for member in members:
        _print_row({"code": f"  {member['code']}", **{k: v for k, v in member.items() if k != "code"}})


def _said(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
