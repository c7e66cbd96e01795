"""A node is examined: what it needs to ask and to answer, and what would let it down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from accord.exchange.canonical import MalformedError
from accord.exchange.certificates import pin_of
from accord.exchange.directory_file import DirectoryError
from accord.exchange.epochs import epoch_of
from accord.exchange.inspecting import read_log
from accord.exchange.listing import MOST_LIST_BYTES, RefusedListError, read_list
from accord.exchange.logbook import LogbookError
from accord.exchange.node import Node, NotReadyError, open_node
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.private_files import read_at_most
from accord.exchange.storing.node_store import NodeStore, StoreError

__all__ = ["Examined", "examine_node"]

_SOON = timedelta(days=14)
_MOST_CERTIFICATE_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What one check found.

    Attributes:
        check: What was looked at.
        is_good: Whether it is in order.
        text: What was found, without any value.
    """

    check: str
    is_good: bool
    text: str


def examine_node(folder: Path, now: datetime) -> tuple[Examined, ...]:
    """Return what every check of a node found; a check that cannot be made is a finding.

    Args:
        folder: Folder of the node.
        now: The moment, aware.

    Raises:
        OSError: It is no folder of a node.
        MalformedError: Its settings are not in their form.
    """
    node = open_node(folder)
    return tuple(found for check in _CHECKS for found in _made(check, node, now))


def _made(
    check: Callable[[Node, datetime], Iterator[Examined]], node: Node, now: datetime
) -> tuple[Examined, ...]:
    try:
        return tuple(check(node, now))
    except (OSError, MalformedError, DirectoryError, LogbookError, StoreError, NotReadyError) as error:
        name = check.__name__.removeprefix("_check_").replace("_", " ")
        return (Examined(check=name, is_good=False, text=f"{type(error).__name__}: {error}"),)


def _check_permissions(node: Node, _now: datetime) -> Iterator[Examined]:
    loose = node.folder.loose_files()
    text = "only the owner reads keys, lists and office" if not loose else f"others may read {loose[0].name}"
    yield Examined(check="permissions", is_good=not loose, text=text)


def _check_certificate(node: Node, now: datetime) -> Iterator[Examined]:
    data = read_at_most(node.folder.certificate, _MOST_CERTIFICATE_BYTES)
    ends = x509.load_pem_x509_certificate(data).not_valid_after_utc
    yield Examined(check="certificate", is_good=ends > now + _SOON, text=f"counts until {ends:%Y-%m-%d}")
    entry = node.directory().peer(node.id)
    is_pinned = entry is not None and pin_of(data) in entry.tls_pins
    text = "its pin is in the directory" if is_pinned else "its pin is not in the directory"
    yield Examined(check="certificate", is_good=is_pinned, text=text)


def _check_directory(node: Node, now: datetime) -> Iterator[Examined]:
    directory = node.directory()
    is_current = directory.is_valid(now) and directory.valid_to > now + timedelta(days=1)
    text = f"issue {directory.serial}, {len(directory.peers)} nodes, until {directory.valid_to:%Y-%m-%d}"
    yield Examined(check="directory", is_good=is_current, text=text)
    is_known = directory.key(node.id, node.settings.key, now) == node.key.public
    text = (
        "it has the key of this node" if is_known else "it has another key for this node, or none that counts"
    )
    yield Examined(check="directory", is_good=is_known, text=text)
    rows = [row for row in directory.bases if node.id in (row.asker, row.holder)]
    allowed = sum(row.is_open(now.date()) for row in rows)
    text = f"{allowed} of {len(rows)} legal bases of this node allow something today"
    yield Examined(check="directory", is_good=True, text=text)


def _check_supervision(node: Node, now: datetime) -> Iterator[Examined]:
    supervisor = node.settings.supervisor
    text = (
        f"openings are sealed to {supervisor.id}" if supervisor else "nobody is named; nothing can be asked"
    )
    yield Examined(check="supervision", is_good=supervisor is not None, text=text)
    day = now.date()
    counts = [each for each in node.officers.certificates() if each.valid_from <= day <= each.valid_to]
    text = f"{len(counts)} officers whose certificates count; two are needed to ask"
    yield Examined(check="officers", is_good=len(counts) >= 2, text=text)


def _check_lists(node: Node, now: datetime) -> Iterator[Examined]:
    for kind in IdentifierType:
        path = node.folder.list_of(kind)
        if not path.exists():
            continue
        try:
            count = len(read_list(read_at_most(path, MOST_LIST_BYTES), kind))
        except RefusedListError as error:
            yield Examined(check=f"list {kind.value}", is_good=False, text=str(error))
        else:
            yield Examined(check=f"list {kind.value}", is_good=True, text=f"{count} entries")
    old = [epoch for epoch in node.publications.epochs() if epoch != epoch_of(now)]
    text = "no key of an earlier epoch is left" if not old else f"{len(old)} earlier epochs are not erased"
    yield Examined(check="epochs", is_good=not old, text=text)


def _check_store(node: Node, _now: datetime) -> Iterator[Examined]:
    for name, path in (("store", node.folder.path / "store.db"), ("office", node.folder.office / "store.db")):
        if path.exists():
            with NodeStore(path, is_read_only=True) as store:
                store.check()
            yield Examined(check=name, is_good=True, text="every page, index and reference is whole")


def _check_log(node: Node, _now: datetime) -> Iterator[Examined]:
    for name, path in (("", node.folder.path / "log"), ("/office", node.folder.office / "log")):
        if (path / "head").exists():
            log = read_log(path, f"accord/{node.id}{name}", (node.key.public,))
            text = f"{log.head.size} entries under a signed head, {log.erased} erased"
            yield Examined(check=f"log{name}", is_good=True, text=text)


_CHECKS = (
    _check_permissions,
    _check_certificate,
    _check_directory,
    _check_supervision,
    _check_lists,
    _check_store,
    _check_log,
)
