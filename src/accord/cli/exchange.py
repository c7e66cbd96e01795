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
from accord.cli.exchange_joining import directory, join, supervisor
from accord.cli.exchange_options import FolderArgument, TypeOption, passphrase_of, type_named
from accord.cli.exchange_serving import demo, desk, serve
from accord.cli.output import JsonOption, check_files, print_json, print_line, say

__all__ = ["app", "check_libraries", "init", "list_subjects", "officer"]

app = typer.Typer(
    help="Run a node that asks other authorities, hit or no hit, without showing what it asks for.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def check_libraries() -> None:
    """Refuse to begin where the libraries of a node are not installed."""
    from importlib.util import find_spec

    from accord.errors import Problem, UsageError

    missing = [name for name in ("cryptography", "rbcl") if find_spec(name) is None]
    if missing:
        what = "The libraries of an exchange node are not installed."
        fix = "Install them: pip install 'accord[exchange]', or uv sync --extra exchange."
        raise UsageError(Problem(id="ACC-282", what=what, value=", ".join(missing), fix=fix))


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


app.command("supervisor")(supervisor)
app.command("directory")(directory)
app.command("join")(join)
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
