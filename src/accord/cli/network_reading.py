"""The network that a command was asked about: files of its user, or the content of a declaration."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from accord.domain.declaration import Declaration
from accord.domain.network_change import Network

__all__ = ["NetworkRead", "read_network_of"]


class NetworkRead(NamedTuple):
    """A network, its declaration and day, what was left out, the hash of each file, footnotes, and titles.

    Titles are those of the declared projects; projects in files of a user have none.
    """

    network: Network
    declared: Declaration
    day: date
    notes: tuple[str, ...]
    hashes: dict[str, str]
    footnotes: tuple[str, ...]
    titles: dict[str, str]


def read_network_of(folder: Path | None, declaration: str = "sofia_2018") -> NetworkRead:
    """Return a network, and what the reader of it should know.

    Args:
        folder: Folder or file of ``--data``; None for the network of the declaration.
        declaration: A bundled declaration, or its folder; its day and its partners hold for files too.

    Raises:
        UsageError: There is no network to be read (ACC-836).
        InputDataError: Something in the files is wrong.
    """
    import hashlib

    from accord.methods.footnotes import declared_footnotes
    from accord.sources.declaration import declaration_folder, parse_declaration, read_files
    from accord.taking_in.network_files import network_in_content, network_in_files

    content = read_files(declaration_folder(declaration))
    declared = parse_declaration(content)
    found, files, notes = network_in_files(folder) if folder else network_in_content(content, declared)
    if folder is None and not found.sections:
        raise _no_network(declaration)
    partners = {place.partner for place in found.places}
    return NetworkRead(
        network=found,
        declared=declared,
        day=declared.last_read,
        notes=notes,
        hashes={name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()},
        footnotes=tuple(declared_footnotes(declared, partners)),
        titles={} if folder else {row.id: row.title for row in declared.projects},
    )


def _no_network(declaration: str) -> Exception:
    from accord.errors import Problem, UsageError

    return UsageError(
        Problem(
            id="ACC-836",
            what="There is no network to be read.",
            value=declaration,
            expected="a declaration with `network_places:` and `network_sections:`",
            fix="Name the files of a network with --data.",
        )
    )
