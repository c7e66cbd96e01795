"""A node joins: it takes the root key once, then each signed directory, and the certificates of its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from accord.exchange.canonical import MalformedError
from accord.exchange.cards import read_card, read_public
from accord.exchange.directory import Directory
from accord.exchange.directory_file import (
    DirectoryError,
    DirectoryRefusal,
    check_successor,
    directory_identity,
    read_signed_directory,
)
from accord.exchange.node import Node, NotReadyError, open_node
from accord.exchange.node_settings import Supervisor, write_settings
from accord.exchange.private_files import write_private

__all__ = ["join_exchange"]


def join_exchange(
    folder: Path,
    data: bytes,
    cards: Sequence[bytes],
    *,
    root: bytes | None = None,
    inspection: bytes | None = None,
) -> Directory:
    """Let a node use a directory and return it.

    Args:
        folder: Folder of the node.
        data: The signed directory.
        cards: Cards of peers, whose certificates are accepted; those of earlier ones are kept.
        root: File of the public root key; needed the first time, and never replaced silently.
        inspection: File of the public key of the supervisory authority.

    Raises:
        NotReadyError: No root key is known, or the node is not in the directory.
        MalformedError: A file is not in its form, or a card does not fit the directory.
        DirectoryError: The directory is not signed by the root key, or older than the one in use.
    """
    node = open_node(folder)
    settings = node.settings
    if root is not None:
        identity, public = read_public(root)
        if settings.roots and settings.roots != {identity: public}:
            raise DirectoryError(DirectoryRefusal.UNSIGNED)
        settings = replace(settings, roots={identity: public})
    if inspection is not None:
        identity, public = read_public(inspection)
        settings = replace(settings, supervisor=Supervisor(id=identity, public=public))
    if not settings.roots:
        raise NotReadyError("no root key is known yet", "Name the file of the public root key with --root.")
    directory = read_signed_directory(data, settings.roots, least=settings.least)
    if directory.peer(settings.id) is None:
        raise NotReadyError("it is not in this directory", "Have its card put into the directory.")
    used = directory_identity(node.directory()) if node.folder.directory.exists() else None
    check_successor(directory, used)
    certificates = _certificates(node, directory, cards)
    write_settings(node.folder.settings, settings)
    write_private(node.folder.trusted, certificates)
    write_private(node.folder.directory, data)
    return directory


def _certificates(node: Node, directory: Directory, cards: Sequence[bytes]) -> bytes:
    """Return the PEM text of all certificates that the node accepts from now on."""
    accepted = node.folder.trusted.read_bytes() if node.folder.trusted.exists() else b""
    for data in cards:
        card = read_card(data)
        peer = directory.peer(card.peer.id)
        if peer is None or card.peer.tls_pins[0] not in peer.tls_pins:
            raise MalformedError("card", "a node whose pin stands in the directory")
        if card.certificate not in accepted:
            accepted += card.certificate
    return accepted
