"""Commands by which an exchange comes about: supervisor, directory, join."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from accord.cli.exchange_errors import telling
from accord.cli.exchange_options import FolderArgument
from accord.cli.output import check_files, print_line, say

__all__ = ["directory", "join", "supervisor"]


def supervisor(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of the supervisory authority.")],
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the secret key.")],
) -> None:
    """Make the key of a supervisory authority: a secret file, and a public one beside it for nodes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    from accord.exchange.cards import InspectionKey, inspection_bytes, public_bytes
    from accord.exchange.private_files import write_private

    key = InspectionKey(id=identity, private=X25519PrivateKey.generate())
    public = out.with_suffix(".public.json")
    with telling(out):
        if out.exists():
            raise FileExistsError(out)
        write_private(out, inspection_bytes(key))
        public.write_bytes(public_bytes(identity, key.supervisor.public))
    print_line(f"{out}: secret, for the inspection alone; {public}: for nodes")


def directory(
    cards: Annotated[list[Path], typer.Argument(metavar="CARD...", help="Cards of the nodes.")],
    *,
    bases: Annotated[Path, typer.Option(metavar="FILE.csv", help="Table of legal bases.")],
    root: Annotated[Path, typer.Option(metavar="FILE", help="Secret root key; made if it is missing.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the signed directory.")],
    name: Annotated[str, typer.Option(metavar="TEXT", help="Name of the exchange.")] = "Exchange",
    serial: Annotated[int, typer.Option(min=1, help="Number of the issue, greater than the last.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=366, help="How long it counts.")] = 90,
) -> None:
    """Write and sign the directory: who takes part, and what may be asked on which legal basis."""
    import secrets

    from accord.exchange.cards import public_bytes, read_card, read_secret, secret_bytes
    from accord.exchange.directory_file import signed_directory
    from accord.exchange.drafting import draft_directory
    from accord.exchange.keys import SigningKey
    from accord.exchange.private_files import write_private

    check_files([*cards, bases])
    now = datetime.now(UTC).replace(microsecond=0)
    if not root.exists():
        write_private(root, secret_bytes(SigningKey(id="root", seed=secrets.token_bytes(32))))
    public = root.with_suffix(".public.json")
    with telling(bases):
        key = read_secret(root.read_bytes())
        public.write_bytes(public_bytes(key.id, key.public))
        drafted = draft_directory(
            [read_card(card.read_bytes()) for card in cards],
            bases.read_bytes(),
            name=name,
            serial=serial,
            valid=(now - timedelta(hours=1), now + timedelta(days=days)),
        )
        out.write_bytes(signed_directory(drafted, [key]))
    closed = sum(not row.is_open(now.date()) for row in drafted.bases)
    print_line(f"{out}: {len(drafted.peers)} nodes, {len(drafted.bases)} legal bases; root key {public}")
    if closed:
        say(f"{closed} of the legal bases allow nothing today: not in force, or nobody has read them.")


def join(
    folder: FolderArgument,
    file: Annotated[Path, typer.Argument(metavar="DIRECTORY", help="The signed directory.")],
    cards: Annotated[list[Path] | None, typer.Argument(metavar="[CARD...]", help="Cards of peers.")] = None,
    *,
    root: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Public root key; needed the first time.")
    ] = None,
    inspection: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Public key of the supervisory authority.")
    ] = None,
) -> None:
    """Use a signed directory, accept the certificates of peers, and name the supervisory authority."""
    from accord.exchange.joining import join_exchange

    check_files([file, *(cards or []), *([root] if root else []), *([inspection] if inspection else [])])
    with telling(file):
        joined = join_exchange(
            folder,
            file.read_bytes(),
            [card.read_bytes() for card in cards or []],
            root=root.read_bytes() if root else None,
            inspection=inspection.read_bytes() if inspection else None,
        )
    print_line(f"{folder}: uses {joined.name}, issue {joined.serial}, {len(joined.peers)} nodes")
