"""What candidates say of each other: each id once, nobody unknown, no circles, no contradictions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from accord.errors import Problem
from accord.sources.portfolio.rows import CandidateRow
from accord.sources.row_problems import Identified, nearest, row_problem

__all__ = ["id_problems", "nothing_with_id", "structure_problems"]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)


def id_problems(rows: tuple[Identified, ...], what: str) -> Iterator[Problem]:
    """Yield a problem for each id that stands twice or is none (ACC-853).

    Args:
        rows: Candidates, or rules, or joint benefits.
        what: What they are, in the singular.
    """
    lines: dict[str, str] = {}
    for row in rows:
        if _NAME.fullmatch(row.id) is None:
            yield row_problem(
                row,
                "ACC-853",
                f"The id of a {what} cannot be part of the id of a figure.",
                field="id",
                value=row.id or "missing",
                expected="letters, digits, - and _",
                fix="Give it a short name; the label may say anything.",
            )
        elif row.id in lines:
            yield row_problem(
                row,
                "ACC-853",
                f"Two rows have the same id: it is not clear which {what} is meant.",
                field="id",
                value=f"{row.id}, first on {lines[row.id]}",
                expected="each id once",
                fix="Remove the row if it stands twice, or give one of the two another id.",
            )
        lines.setdefault(row.id, f"line {row.origin.line} of {row.origin.file}")


def nothing_with_id(row: Identified, field: str, name: str, known: list[str], what: str) -> Problem:
    """Return the problem that an id belongs to nothing (ACC-854)."""
    shown = ", ".join(known[:12]) + (f" and {len(known) - 12} more" if len(known) > 12 else "")
    return row_problem(
        row,
        "ACC-854",
        f"There is no {what} with this name.",
        field=field,
        value=name,
        expected=f"one of: {shown or 'none is stated'}",
        fix=nearest(name, known),
    )


def structure_problems(rows: tuple[CandidateRow, ...]) -> Iterator[Problem]:
    """Yield unknown ids, circles and contradictions between candidates (ACC-854, ACC-855)."""
    known = [row.id for row in rows]
    by_id = {row.id: row for row in rows}
    for row in rows:
        for field, others in (("requires", row.requires), ("excludes", row.excludes)):
            for other in others:
                if other not in by_id:
                    yield nothing_with_id(row, field, other, known, "candidate")
        yield from _contradictions(row, by_id)
    circle = _circle(by_id)
    if circle:
        yield row_problem(
            by_id[circle[0]],
            "ACC-855",
            "Candidates require each other in a circle.",
            field="requires",
            value=" requires ".join((*circle, circle[0])),
            expected="an order in which they could be built",
            fix="If none makes sense without the others, state them as one candidate; else remove one link.",
        )


def _contradictions(row: CandidateRow, by_id: Mapping[str, CandidateRow]) -> Iterator[Problem]:
    for other in row.requires:
        if other == row.id:
            continue  # the circle says it
        found = by_id.get(other)
        if found is None:
            continue
        is_option = bool(row.option_of) and row.option_of == found.option_of
        if other in row.excludes or row.id in found.excludes or is_option:
            yield row_problem(
                row,
                "ACC-855",
                "A candidate requires another and excludes it: it could never be chosen.",
                field="requires",
                value=other,
                expected="candidates that can be chosen together",
                fix="Remove one of the two, or take them out of the same group of options.",
            )
    if row.id in row.excludes:
        yield row_problem(
            row,
            "ACC-855",
            "A candidate excludes itself: it could never be chosen.",
            field="excludes",
            value=row.id,
            expected="other candidates",
            fix="Remove it from the list.",
        )


def _circle(by_id: Mapping[str, CandidateRow]) -> tuple[str, ...]:
    """Return one circle of requirements, beginning with its first id; empty if there is none."""
    left = {name: {one for one in row.requires if one in by_id} for name, row in by_id.items()}
    free = [name for name, needed in left.items() if not needed]
    while free:
        gone = set(free)
        left = {name: needed - gone for name, needed in left.items() if name not in gone}
        free = [name for name, needed in left.items() if not needed]
    if not left:
        return ()
    way = [min(left)]
    while way[-1] not in way[:-1]:
        way.append(min(left[way[-1]]))
    circle = way[way.index(way[-1]) : -1]
    first = circle.index(min(circle))
    return tuple(circle[first:] + circle[:first])
