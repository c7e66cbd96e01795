"""A network with the bytes that it was read from: files of its user, or the content of a declaration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from accord.domain.declaration import Declaration
    from accord.domain.network_change import Network
    from accord.sources.declaration import DeclarationFiles

__all__ = ["NetworkFiles", "network_in_content", "network_in_declaration", "network_in_files"]


class NetworkFiles(NamedTuple):
    """A network, the bytes of its files by name, and what a reader of them should look at."""

    network: Network
    contents: Mapping[str, bytes]
    notes: tuple[str, ...] = ()


def network_in_files(path: Path) -> NetworkFiles:
    """Return the network in files of a user.

    Args:
        path: A folder with tables, or a file of another layout.

    Raises:
        InputDataError: A file is refused.
    """
    from accord.sources.network.reading import network_files, read_network

    paths = network_files(path)
    network, notes = read_network(paths)
    return NetworkFiles(network, {each.name: each.read_bytes() for each in paths}, notes)


def network_in_content(files: DeclarationFiles, declared: Declaration) -> NetworkFiles:
    """Return the network of a declaration; without sections if it has none.

    Args:
        files: Raw files of the declaration.
        declared: The declaration in them.
    """
    from accord.domain.declared_network import declared_network

    contents = {name: raw for name, raw in files.contents.items() if name.startswith("network/")}
    return NetworkFiles(declared_network(declared), contents)


def network_in_declaration(name: str) -> NetworkFiles:
    """Return the network of a declaration; without sections if it has none.

    Args:
        name: A bundled declaration, or its folder.

    Raises:
        UsageError: There is no such declaration.
        InputDataError: Its content is wrong.
    """
    from accord.sources.declaration import declaration_folder, parse_declaration, read_files

    files = read_files(declaration_folder(name))
    return network_in_content(files, parse_declaration(files))
