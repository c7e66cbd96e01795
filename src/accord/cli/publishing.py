"""Commands that publish: export, serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from accord.cli.output import SnapshotOption, load, print_line, say

__all__ = ["export", "serve"]

BaseUrlOption = Annotated[
    str,
    typer.Option(
        help="Address at which the public sees the site, for citations and share metadata.",
        show_default=False,
    ),
]


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to write; new or empty, or an older export.")
    ],
    snapshot: SnapshotOption = None,
    base_url: BaseUrlOption = "",
) -> None:
    """Write the whole site as static files.

    Pages, data and charts link to each other relatively, so they work from any folder.
    """
    from accord.publish.export import export_site

    count = export_site(load(snapshot), folder, base_url=base_url)
    say(f"{count} files. Open {folder / 'index.html'} in a browser.")
    print_line(str(folder))


def serve(
    snapshot: SnapshotOption = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes any free one.")
    ] = 8018,
    base_url: BaseUrlOption = "",
) -> None:
    """Serve the site on 127.0.0.1 until Ctrl-C."""
    from accord.publish.server import serve_snapshot

    serve_snapshot(load(snapshot), port=port, announce=say, base_url=base_url)
