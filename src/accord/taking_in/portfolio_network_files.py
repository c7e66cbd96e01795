"""The network to which a portfolio links: read from a folder beside the call, or from a declaration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.domain.network_change import Network
    from accord.sources.portfolio.rows import NetworkLink

__all__ = ["network_of"]


def network_of(link: NetworkLink, folder: Path) -> tuple[Network, dict[str, bytes], tuple[str, ...]]:
    """Return a network, the bytes of its files by name, and what a reader should look at.

    Args:
        link: What the call says of it.
        folder: Folder of the call.

    Raises:
        InputDataError: A file is refused as by ``accord network``.
    """
    notes: tuple[str, ...] = ()
    if link.data:
        from accord.sources.network.reading import network_files, read_network

        paths = network_files(folder / link.data)
        network, notes = read_network(paths)
        contents = {path.name: path.read_bytes() for path in paths}
    else:
        from accord.domain.declared_network import declared_network
        from accord.sources.declaration import declaration_folder, parse_declaration, read_files

        files = read_files(declaration_folder(link.declaration))
        network = declared_network(parse_declaration(files))
        contents = {name: raw for name, raw in files.contents.items() if name.startswith("network/")}
    return network, contents, notes
