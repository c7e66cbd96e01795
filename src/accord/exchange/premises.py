"""An inspection on the premises: two folders of nodes, or copies of them, and the key of the inspection."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from accord.exchange.audit_report import AuditReport
from accord.exchange.auditing import Inspector
from accord.exchange.cards import InspectionKey
from accord.exchange.inspecting import Inspection, inspect, read_log
from accord.exchange.logbook.cosigning import SeenHead
from accord.exchange.node import open_node
from accord.exchange.normalising import canary_questions, match_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.premises_tags import rebuild_published
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.storing.witnesses import seen_head

__all__ = ["inspect_nodes"]


def inspect_nodes(
    asker: Path,
    holder: Path,
    key: InspectionKey,
    case_files: Mapping[str, Collection[bytes]],
    *,
    sample: tuple[bytes, int],
    now: datetime,
    has_tags: bool = False,
) -> AuditReport:
    """Return what an inspection finds among the questions that one node asked another.

    Canaries belong to every case: each inquiry may ask for one.

    Args:
        asker: Folder of the node that asked.
        holder: Folder of the node that answered.
        key: Key of the supervisory authority of the asker.
        case_files: Inputs that belong to each case by its reference.
        sample: Seed of the sample and number of elements.
        now: The moment, aware.
        has_tags: Whether the tags of the day are built again from the holder's lists and keys; a copy of the
            folder without its keys does not allow it.

    Raises:
        OSError: A file cannot be read.
        LogbookError: The log does not count.
        StoreError: A store does not count.
    """
    asking, answering = open_node(asker), open_node(holder)
    directory = answering.directory()
    rebuilt = rebuild_published(answering, asking.id, now) if has_tags else ()
    entry = directory.peer(answering.id)
    keys = tuple(each.public for each in entry.keys) if entry else ()
    canaries = {
        each.data
        for kind in IdentifierType
        for subject in canary_questions(kind)
        for each in match_keys(subject)
    }
    inspector = Inspector(
        id=key.id,
        private=key.private,
        directory=directory,
        case_files={reference: {*inputs, *canaries} for reference, inputs in case_files.items()},
    )
    seen = _seen(asker / "store.db", f"accord/{answering.id}")
    about = Inspection(
        asker=asking.id, holder=answering.id, seed=sample[0], size=sample[1], peers={}, seen=seen
    )
    with ExitStack() as stack:
        books = stack.enter_context(NodeStore(holder / "store.db", is_read_only=True))
        office = stack.enter_context(NodeStore(asker / "office" / "store.db", is_read_only=True))
        log = read_log(holder / "log", f"accord/{answering.id}", keys)
        return inspect(inspector, about, log, holder=books, asker=office, now=now, rebuilt=rebuilt)


def _seen(path: Path, origin: str) -> SeenHead | None:
    """Return the last head of a log that the asker's machine cosigned; None if it keeps none."""
    if not path.exists():
        return None
    with NodeStore(path, is_read_only=True) as store:
        return seen_head(store, origin)
