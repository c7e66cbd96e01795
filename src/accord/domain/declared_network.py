"""The network that the content of a declaration states."""

from __future__ import annotations

from accord.domain.declaration import Declaration
from accord.domain.network_change import Network

__all__ = ["declared_network"]


def declared_network(declaration: Declaration) -> Network:
    """Return the network that the content of a declaration states; it may be empty.

    Args:
        declaration: The content.
    """
    return Network(
        places=declaration.network_places,
        sections=declaration.network_sections,
        profiles=declaration.network_delays,
        crossings=declaration.network_crossings,
        effects=declaration.network_effects,
    )
