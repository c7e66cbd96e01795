"""On the premises of a holder its published tags are built again from its lists and keys."""

from __future__ import annotations

from datetime import datetime

from accord.exchange.epochs import MOST_TAGS, epoch_of, read_descriptor
from accord.exchange.listing import MOST_LIST_BYTES, read_list
from accord.exchange.node import Node
from accord.exchange.private_files import read_at_most
from accord.exchange.publishing import scope_of
from accord.exchange.rebuilding import Rebuilt, rebuild

__all__ = ["rebuild_published"]


def rebuild_published(
    holder: Node, asker: str, now: datetime, *, workers: int | None = None
) -> tuple[Rebuilt, ...]:
    """Return how what a holder publishes today for an asker compares with its lists as they are now.

    A list that was changed since midnight differs too: ask for the list of the morning before you conclude.

    Args:
        holder: The holder, whose keys of the day must still be there.
        asker: Id of the peer for which it publishes.
        now: The moment, aware.
        workers: Processes; as many as cores if None.

    Raises:
        RefusedListError: A list cannot be read.
        DescriptorError: What is published is not signed by the holder.
    """
    directory, epoch = holder.directory(), epoch_of(now)
    found = []
    for basis in directory.bases:
        scope = scope_of(holder.id, asker, basis.type, purpose=basis.purpose, epoch=epoch)
        is_meant = (basis.asker, basis.holder) == (asker, holder.id)
        if not is_meant or not holder.publications.is_published(scope):
            continue
        descriptor = read_descriptor(
            holder.publications.descriptor(scope),
            scope,
            lambda key, at: directory.key(holder.id, key, at),
            now=now,
        )
        subjects = read_list(read_at_most(holder.folder.list_of(basis.type), MOST_LIST_BYTES), basis.type)
        tags = holder.publications.tags(scope, 0, MOST_TAGS)
        found.append(rebuild(descriptor, tags, subjects, holder.publications.key(scope), workers=workers))
    return tuple(found)
