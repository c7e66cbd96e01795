"""Commands of a node of the exchange: init, officer, directory, join, list, serve, ask and what follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from accord.cli.exchange_asking import approve, ask, pending
from accord.cli.exchange_checking import audit, doctor
from accord.cli.exchange_errors import refuse_usage, telling
from accord.cli.exchange_exporting import export
from accord.cli.exchange_following import answer, close, follow_up, hits, inbox, send
from accord.cli.exchange_options import FolderArgument, TypeOption, passphrase_of, type_named
from accord.cli.exchange_serving import demo, desk, serve
from accord.cli.output import JsonOption, check_files, print_json, print_line, say

__all__ = ["app", "directory", "init", "join", "list_subjects", "officer", "supervisor"]

app = typer.Typer(
    help="Run a node that asks other authorities, hit or no hit, without showing what it asks for.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def init(
    folder: FolderArgument,
    *,
    name: Annotated[
        str, typer.Option("--name", metavar="ID", help="Id of the node, such as police-aldoria.")
    ],
    title: Annotated[str, typer.Option(metavar="TEXT", help="Name for people. Default: the id.")] = "",
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where peers reach the node.")
    ] = "https://127.0.0.1:8443",
    card: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write the card. Default: FOLDER.card.json.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Make the folder of a node with keys of its own, and the card that it gives to others."""
    from accord.exchange.cards import card_bytes
    from accord.exchange.node_folder import make_node
    from accord.exchange.node_settings import Settings
    from accord.exchange.strict_fields import IDENTITY

    if not IDENTITY.match(name) or not address.startswith("https://"):
        expected = "an id of small letters, digits and . _ -, and an address that begins with https://"
        refuse_usage("The node cannot be called this.", expected, "Choose another id or address.")
    settings = Settings(id=name, name=title or name, address=address, key=f"{name}-1")
    with telling(folder):
        made = make_node(folder, settings, now=datetime.now(UTC).replace(microsecond=0))
        path = card or folder.with_name(f"{folder.name}.card.json")
        path.write_bytes(card_bytes(made))
    if json:
        print_json({"id": name, "folder": str(folder), "card": str(path)})
    else:
        print_line(f"{folder}: node {name}; its card is {path}")
    say("Give the card to those who write the directory. The folder holds secret keys: show it nobody.")


@app.command()
def officer(
    folder: FolderArgument,
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of the officer, no name of a person.")],
    *,
    role: Annotated[str, typer.Option(help="asks, approves or both.")] = "both",
    function: Annotated[str, typer.Option(metavar="TEXT", help="Function of the officer.")] = "officer",
    days: Annotated[int, typer.Option(min=1, max=366, help="How long the certificate counts.")] = 365,
    passphrase_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Read the passphrase from a file instead.")
    ] = None,
) -> None:
    """Make the key of an officer, certified by the authority of this node, locked by a passphrase."""
    import secrets

    from accord.exchange.keys import SigningKey
    from accord.exchange.node import open_node
    from accord.exchange.officers import Officer, OfficerCertificate, OfficerRole, certify_officer
    from accord.exchange.strict_fields import IDENTITY

    if role not in set(OfficerRole) or not IDENTITY.match(identity):
        refuse_usage(
            "The officer cannot be made.", "a role of asks, approves, both; a short id", "Correct both."
        )
    with telling(folder):
        node = open_node(folder)
        key = SigningKey(id=identity, seed=secrets.token_bytes(32))
        today = datetime.now(UTC).date()
        certificate = OfficerCertificate(
            peer=node.id,
            authority="officers",
            officer=identity,
            function=function,
            role=OfficerRole(role),
            public=key.public,
            valid_from=today,
            valid_to=today + timedelta(days=days),
        )
        certified = certify_officer(certificate, node.folder.officers_key())
        passphrase = passphrase_of(identity, passphrase_file, is_new=True)
        path = node.officers.add(Officer(certificate=certified, key=key), passphrase)
    print_line(f"{path}: {identity} ({role}), until {certified.valid_to}")


@app.command()
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


@app.command()
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


@app.command()
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


@app.command("list")
def list_subjects(
    folder: FolderArgument,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="The list; the first row names the fields.")
    ],
    *,
    of: TypeOption,
    json: JsonOption = False,
) -> None:
    """Keep a list of one type; it is published with the next epoch, or at once if none of the type was."""
    from accord.exchange.listing import read_list
    from accord.exchange.node import open_node
    from accord.exchange.private_files import write_private

    check_files([file])
    kind = type_named(of)
    with telling(file):
        node = open_node(folder)
        data = file.read_bytes()
        subjects = read_list(data, kind)
        write_private(node.folder.list_of(kind), data)
    if json:
        print_json({"type": kind.value, "entries": len(subjects)})
    else:
        print_line(f"{len(subjects)} entries of the type {kind.value}")


app.command("serve")(serve)
app.command("desk")(desk)
app.command("ask")(ask)
app.command("pending")(pending)
app.command("approve")(approve)
app.command("hits")(hits)
app.command("follow-up")(follow_up)
app.command("send")(send)
app.command("inbox")(inbox)
app.command("answer")(answer)
app.command("close")(close)
app.command("export")(export)
app.command("audit")(audit)
app.command("doctor")(doctor)
app.command("demo")(demo)
