"""Two snapshots of a list: which are meant, and how their differences are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.lists_options import day_of_option, usage
from accord.cli.output import print_line
from accord.store.lists.differences import ListChanges
from accord.store.lists.folder import StoredList, newest

if TYPE_CHECKING:
    from accord.store.figure_json import Json

__all__ = ["changes_json", "chosen_snapshot", "print_changes"]

_SHOWN = 5


def chosen_snapshot(snapshots: tuple[StoredList, ...], text: str) -> StoredList:
    """Return the snapshot of that id, or the newest that is not later than that day."""
    found = next((one for one in snapshots if one.id == text), None)
    if found is None and text[:4].isdigit():
        found = newest(snapshots, day_of_option(text, "snapshot"))
    if found is None:
        known = ", ".join(one.id for one in snapshots[-_SHOWN:])
        raise usage("ACC-229", "There is no such snapshot.", text, f"a day or one of {known}")
    return found


def changes_json(old: StoredList, new: StoredList, changes: ListChanges) -> Json:
    """Return the differences of two snapshots as values of JSON."""
    return {
        "list": new.manifest.list,
        "before": old.id,
        "after": new.id,
        "added": [{"id": one.id, "name": one.names[0].text} for one in changes.added],
        "removed": [{"id": one.id, "name": one.names[0].text} for one in changes.removed],
        "changed": [
            {
                "id": one.id,
                "fields": [{"field": f.name, "before": f.before, "after": f.after} for f in one.fields],  # type: ignore[dict-item]
            }
            for one in changes.changed
        ],
    }


def print_changes(old: StoredList, new: StoredList, changes: ListChanges) -> None:
    """Print the differences of two snapshots; what a field said is in the JSON."""
    print_line(f"{old.id} to {new.id}")
    counts = (len(changes.added), len(changes.removed), len(changes.changed))
    print_line("  {:,} added, {:,} removed, {:,} changed".format(*counts))
    for word, listings in (("added", changes.added), ("removed", changes.removed)):
        for listing in listings:
            print_line(f"  {word:<8} {listing.id}  {listing.names[0].text}")
    for entry in changes.changed:
        print_line(f"  changed  {entry.id}  {', '.join(field.name for field in entry.fields)}")
