"""What changed between two snapshots, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from accord.cleaning.values import shown_figure
from accord.domain.evidence import NOWHERE
from accord.domain.figure import Figure
from accord.store.content_rows import ContentRow
from accord.store.snapshot import Snapshot
from accord.store.tracing import Tracer

__all__ = ["Change", "find_changes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure that differs.

    Attributes:
        figure: Id of the figure.
        label: Its name.
        before: Value in the first snapshot; empty if it did not exist.
        after: Value in the second snapshot; empty if it no longer exists.
        because: Reasons in plain words, at least one.
    """

    figure: str
    label: str
    before: str
    after: str
    because: tuple[str, ...]


def find_changes(first: Snapshot, second: Snapshot) -> tuple[Change, ...]:
    """Compare all figures of two snapshots.

    Args:
        first: The earlier snapshot.
        second: The later snapshot.

    Returns:
        One change for each figure that is new, gone, or has another value, qualifier or dispute,
        in the order of ids.
    """
    before, after = Tracer(first), Tracer(second)
    rows = _changed_rows(before.rows, after.rows)
    general = _general_reasons(first, second)
    changes = []
    for name in sorted({*first.figures, *second.figures}):
        old, new = first.figures.get(name), second.figures.get(name)
        if old is not None and new is not None and _shown(old) == _shown(new):
            continue
        reasons = (*_row_reasons(name, before, after, rows), *_method_reasons(old, new))
        figure = new or old
        assert figure is not None  # noqa: S101  (the name comes from one of the two)
        changes.append(
            Change(
                figure=name,
                label=figure.label,
                before=_shown(old) if old else "",
                after=_shown(new) if new else "",
                because=reasons or general,
            )
        )
    return tuple(changes)


def _shown(figure: Figure) -> str:
    return shown_figure(figure) + (" (disputed)" if figure.is_disputed else "")


def _changed_rows(before: Mapping[str, ContentRow], after: Mapping[str, ContentRow]) -> dict[str, str]:
    changed: dict[str, str] = {}
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            changed[name] = f"{new.kind} {name} is new: {new.says}{_document(new)}"
        elif new is None and old is not None:
            changed[name] = f"{old.kind} {name} is gone; it said: {old.says}{_document(old)}"
        elif old is not None and new is not None and _still(old) != _still(new):
            changed[name] = f"{new.kind} {name} was changed: {old.says} became {new.says}"
    return changed


def _document(row: ContentRow) -> str:
    if row.source is None:
        return ""
    published = row.source.published or "undated"
    return f" ({published})" if row.kind == "source" else f" ({row.source.publisher}, {published})"


def _still(row: ContentRow) -> ContentRow:
    """Return the row without its line, since moving a row in its file changes nothing."""
    source = replace(row.source, origin=NOWHERE) if row.source else None
    return replace(row, origin=NOWHERE, source=source)


def _row_reasons(name: str, before: Tracer, after: Tracer, rows: Mapping[str, str]) -> tuple[str, ...]:
    used: dict[str, None] = {}
    for tracer in (before, after):
        if name in tracer.snapshot.figures:
            descent = tracer.trace(name)
            used |= dict.fromkeys(leaf.row.id for leaf in (*descent.inputs, *descent.definitions))
    return tuple(rows[row] for row in used if row in rows)


def _method_reasons(old: Figure | None, new: Figure | None) -> Iterable[str]:
    if old is None or new is None:
        return
    if old.method != new.method:
        yield f"the method changed from {old.method} to {new.method}"
    if dict(old.parameters) != dict(new.parameters):
        yield f"parameters changed from {dict(old.parameters)} to {dict(new.parameters)}"


def _general_reasons(first: Snapshot, second: Snapshot) -> tuple[str, ...]:
    reasons = []
    if first.manifest.as_of != second.manifest.as_of:
        reasons.append(f"known as of {second.manifest.as_of} instead of {first.manifest.as_of}")
    if first.manifest.code_sha256 != second.manifest.code_sha256:
        reasons.append("the code of Accord changed")
    return tuple(reasons) or ("the definition of the figure changed",)
