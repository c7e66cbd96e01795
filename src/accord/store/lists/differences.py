"""What changed from one snapshot of a list to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from accord.domain.listing import Listing
from accord.store.lists.records import to_record

__all__ = ["ChangedEntry", "ChangedField", "ListChanges", "compare_listings"]

_FIELDS = tuple(field.name for field in fields(Listing) if field.name not in {"id", "place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedField:
    """A field of an entry before and after, as values of JSON; None where it was not said."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedEntry:
    """An entry that both snapshots have and that does not say the same in both."""

    id: str
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChanges:
    """Entries that came, went, or changed; each in the order of the list."""

    added: tuple[Listing, ...]
    removed: tuple[Listing, ...]
    changed: tuple[ChangedEntry, ...]


def compare_listings(before: Sequence[Listing], after: Sequence[Listing]) -> ListChanges:
    """Return what changed; where an entry stands in its file does not count."""
    old = {listing.id: listing for listing in before}
    new = {listing.id: listing for listing in after}
    changed = []
    for listing in after:
        earlier = old.get(listing.id)
        if earlier is not None and earlier != listing and (found := _fields(earlier, listing)):
            changed.append(ChangedEntry(id=listing.id, fields=found))
    return ListChanges(
        added=tuple(listing for listing in after if listing.id not in old),
        removed=tuple(listing for listing in before if listing.id not in new),
        changed=tuple(changed),
    )


def _fields(before: Listing, after: Listing) -> tuple[ChangedField, ...]:
    old, new = to_record(before), to_record(after)
    return tuple(
        ChangedField(name=name, before=old.get(name), after=new.get(name))
        for name in _FIELDS
        if old.get(name) != new.get(name)
    )
