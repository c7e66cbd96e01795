"""What `accord why --from` says of a figure that a command computed from files, computed again."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from accord.cli.output import print_json, print_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.domain.computed import Computed
    from accord.domain.figure import Figure
    from accord.store.figure_json import Json

__all__ = ["explain_computed", "is_computed"]


def _broadband(path: Path, _name: str) -> Computed:
    from accord.cli.tracing_broadband import broadband_computed

    return broadband_computed(path)


def _network(path: Path, name: str) -> Computed:
    from accord.cli.tracing_network import network_computed

    return network_computed(path, name)


def _portfolio(path: Path, name: str) -> Computed:
    from accord.cli.tracing_portfolios import portfolio_computed

    return portfolio_computed(path, name)


_COMPUTED: Mapping[str, Callable[[Path, str], Computed]] = {
    "broadband.": _broadband,
    "network.": _network,
    "network~": _network,
    "portfolio.": _portfolio,
}
"""Reads files and computes their figures again, by the beginning of the ids of those figures. The id itself
says what options of the command had changed."""


def is_computed(name: str) -> bool:
    """Whether an id is that of a figure that a command computes from files."""
    return any(name.startswith(prefix) for prefix in _COMPUTED)


def explain_computed(name: str, path: Path, *, json: bool) -> None:
    """Compute again what a file or folder gives, and print the descent of one figure.

    Args:
        name: Id as the command prints it with ``--json``.
        path: What the command read.
        json: Whether to print JSON.

    Raises:
        UsageError: The files give no such figure (ACC-294).
        InputDataError: They are refused as by the command that computes from them.
    """
    prefix = next(prefix for prefix in _COMPUTED if name.startswith(prefix))
    computed = _COMPUTED[prefix](path, name)
    if name not in computed.figures:
        raise _unknown(name, prefix, computed, path)
    steps = list(_steps(computed, computed.figures[name]))
    if json:
        print_json(_as_json(computed, steps))
    else:
        _print(computed, steps)


def _unknown(name: str, prefix: str, computed: Computed, path: Path) -> Exception:
    from accord.errors import Problem, UsageError

    known = list(computed.figures)
    near = difflib.get_close_matches(name, known, n=3) or known[:3]
    return UsageError(
        Problem(
            id="ACC-294",
            what=f"No figure with this id comes of {path.name or path.resolve().name}"
            + (f", {computed.options}." if computed.options else "."),
            value=name,
            expected=f"an id such as {', '.join(near)}" if near else "figures; there are none",
            fix=f"List the ids: run `accord {prefix.rstrip('.~')}` on the same files, with --json.",
        )
    )


def _steps(computed: Computed, figure: Figure) -> Iterator[tuple[int, Figure]]:
    """Yield the figure and the figures below it, each once, with its depth."""
    waiting, seen = [(0, figure)], {figure.id}
    while waiting:
        depth, current = waiting.pop()
        yield depth, current
        for part in reversed(current.inputs):
            below = computed.figures.get(part.id)
            if below is not None and below.id not in seen:
                seen.add(below.id)
                waiting.append((depth + 1, below))


def _leaves(computed: Computed, steps: list[tuple[int, Figure]]) -> Iterator[tuple[str, str, str]]:
    """Yield what is no figure: its id, what it does, and which figure uses it."""
    seen: set[str] = set()
    for _depth, figure in steps:
        for part in figure.inputs:
            if part.id not in computed.figures and part.id not in seen:
                seen.add(part.id)
                yield part.id, part.role.value, figure.id


def _as_json(computed: Computed, steps: list[tuple[int, Figure]]) -> dict[str, Json]:
    from accord.store.figure_json import figure_json

    leaves: list[Json] = []
    for name, role, used_by in _leaves(computed, steps):
        cell = computed.cells.get(name)
        place: dict[str, Json] = {"id": name, "role": role, "used_by": used_by}
        if cell is not None:
            place |= {"says": cell.says, "file": cell.file, "place": cell.place, "sha256": cell.sha256}
        leaves.append(place)
    return {
        **figure_json(steps[0][1]),
        "steps": [{"depth": depth, **figure_json(figure)} for depth, figure in steps[1:]],
        "inputs": leaves,
        "files": dict(computed.files),
        **({"options": computed.options} if computed.options else {}),
    }


def _print(computed: Computed, steps: list[tuple[int, Figure]]) -> None:
    from accord.cleaning.values import shown_figure

    figure = steps[0][1]
    print_line(f"{figure.id}  {figure.label}\n  {shown_figure(figure)}")
    print_line(f"  method     {figure.method}")
    if figure.parameters:
        said = ", ".join(f"{name} = {value}" for name, value in figure.parameters.items())
        print_line(f"  parameters {said}")
    if figure.reason:
        print_line(f"  reason     {figure.reason}")
    if computed.options:
        print_line(f"  options    {computed.options}")
    if len(steps) > 1:
        print_line("\nDescent")
        for depth, step in steps:
            print_line(f"  {'  ' * depth}{step.id} = {shown_figure(step)}  [{step.method}]")
    print_line("\nInputs")
    for name, role, used_by in _leaves(computed, steps):
        cell = computed.cells.get(name)
        if cell is None:
            print_line(f"  {name}  ({role} of {used_by})  a row of the declaration: `accord why {name}`")
            continue
        print_line(f"  {name}  ({role} of {used_by})  {cell.says}")
        print_line(f"    stands   {cell.file}, {cell.place}")
    print_line("\nFiles")
    for file, digest in computed.files.items():
        print_line(f"  {file}  sha256 {digest}")
