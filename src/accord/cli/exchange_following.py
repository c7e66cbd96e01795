"""Commands after a hit: hits, follow-up, send, inbox, answer, close."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exchange_errors import refuse_usage, telling
from accord.cli.exchange_options import FolderArgument, OfficerOption, PassphraseOption, passphrase_of
from accord.cli.output import JsonOption, print_json, print_line, print_table

if TYPE_CHECKING:
    from accord.exchange.follow_up_files import CaseFile

__all__ = ["answer", "close", "follow_up", "hits", "inbox", "send"]

FollowUpArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of the follow-up.")]


def hits(folder: FolderArgument, *, json: JsonOption = False) -> None:
    """List hits that nobody has closed."""
    from accord.exchange.node import open_node

    with telling(folder):
        files = open_node(folder).hits
        found = [(name, files.hit(name)) for name in files.names()]
    if json:
        print_json(
            [
                {
                    "hit": name,
                    "holder": hit.holder,
                    "type": hit.type.value,
                    "case": hit.case.reference,
                    "keys": list(hit.keys),
                    "request": hit.request,
                }
                for name, hit in found
            ]
        )
        return
    rows = [
        [name, hit.holder, hit.type.value, hit.case.reference, ", ".join(hit.keys)] for name, hit in found
    ]
    print_table(["hit", "listed by", "type", "case", "keys"], rows)


def follow_up(
    folder: FolderArgument,
    hit: Annotated[str, typer.Argument(metavar="HIT", help="Name of the hit; `hits` lists them.")],
    *,
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why the information is needed.")],
    wanted: Annotated[str, typer.Option(metavar="TEXT", help="What is wanted.")],
    officer: OfficerOption,
    show: Annotated[
        list[str] | None,
        typer.Option("--show", metavar="FIELD", help="Field of the subject to send; may be repeated."),
    ] = None,
    urgent: Annotated[bool, typer.Option("--urgent", help="Ask for an answer within hours.")] = False,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Draft a reasoned request to the holder of a hit; nothing is sent until another officer does."""
    import secrets

    from accord.exchange.follow_up_codes import Urgency
    from accord.exchange.follow_up_requests import FollowUpRequest
    from accord.exchange.node import open_node
    from accord.exchange.running import open_book

    now = datetime.now(UTC)
    with telling(folder):
        node = open_node(folder)
        kept = node.hits.hit(hit)
        if strange := sorted(set(show or []) - set(kept.fields)):
            refuse_usage(
                f"The subject has no field {strange[0]}.", ", ".join(kept.fields), "Choose among these."
            )
        request = FollowUpRequest(
            id=secrets.token_hex(8),
            asker=node.id,
            holder=kept.holder,
            type=kept.type,
            purpose=kept.purpose,
            epoch=kept.epoch,
            question=kept.request,
            key=kept.keys[0],
            basis=kept.case.basis,
            reference=kept.case.reference,
            case_salt=kept.case.salt,
            offence_years=kept.case.offence_years,
            role=kept.case.role,
            reason=kept.case.reason,
            urgency=Urgency.URGENT if urgent else Urgency.OTHER,
            because=because,
            wanted=wanted,
            fields={name: kept.fields[name] for name in show or []},
            salt=secrets.token_bytes(32),
        )
        signer = node.officers.unlock(officer, passphrase_of(officer, passphrase_file))
        with open_book(node, now) as book:
            book.draft(request, signer, now)
    print_line(f"{request.id}: drafted; another officer sends it")


def send(
    folder: FolderArgument,
    identity: FollowUpArgument,
    *,
    officer: OfficerOption,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Confirm a drafted request as the second officer and send it; the clock runs from its receipt.

    A reply that did not arrive is sent again by the same command; nothing is confirmed then.
    """
    from accord.exchange.follow_up_files import file_of
    from accord.exchange.follow_up_routes import post_replies, post_request
    from accord.exchange.following_up import Side, State
    from accord.exchange.node import open_node
    from accord.exchange.reaching import reach
    from accord.exchange.running import open_book

    with telling(folder):
        node = open_node(folder)
        with open_book(node, datetime.now(UTC)) as book:
            known = file_of(book.store, identity)
            is_reply = known is not None and known.history.side is Side.ASKED
            file = book.file(identity, Side.ASKED if is_reply else Side.ASKING)
            if file.history.state is State.DRAFTED:
                signer = node.officers.unlock(officer, passphrase_of(officer, passphrase_file))
                file = book.confirm(identity, signer, datetime.now(UTC))
        with reach(node, file.peer) as reached:
            if is_reply:
                post_replies(reached.peer, file, datetime.now(UTC))
                print_line(f"{identity}: {file.peer} has {len(file.replies)} replies")
                return
            received = post_request(reached.peer, file, datetime.now(UTC))
        with open_book(node, datetime.now(UTC)) as book:
            file = book.sent(identity, datetime.now(UTC), received)
    print_line(f"{identity}: received by {file.peer}; an answer is due {_moment(file.history.due)}")


def inbox(folder: FolderArgument, *, json: JsonOption = False) -> None:
    """List follow-ups, received and sent, what is due first before others."""
    from accord.exchange.following_up import Side
    from accord.exchange.node import open_node
    from accord.exchange.running import open_book

    now = datetime.now(UTC)
    with telling(folder):
        node = open_node(folder)
        with open_book(node, now) as book:
            files = [file for side in (Side.ASKED, Side.ASKING) for file in book.files(side)]
    rows = [_row(file, now) for file in files]
    if json:
        print_json(rows)
    else:
        keys = ("follow_up", "side", "peer", "state", "due", "case", "wanted", "reply")
        print_table(list(keys), [[row[key] for key in keys] for row in rows])


def answer(
    folder: FolderArgument,
    identity: FollowUpArgument,
    *,
    act: Annotated[str, typer.Option(help="accept, refuse or answer.")],
    code: Annotated[str, typer.Option(metavar="CODE", help="Access, ground of refusal, or outcome.")],
    officer: OfficerOption,
    text: Annotated[str, typer.Option(metavar="TEXT", help="The information, or why not.")] = "-",
    passphrase_file: PassphraseOption = None,
) -> None:
    """Decide about a request that was received, and send the reply to the asker."""
    import secrets

    from accord.exchange.follow_up_book import Decision
    from accord.exchange.follow_up_replies import REPLY_CODES
    from accord.exchange.follow_up_routes import post_replies
    from accord.exchange.following_up import Act
    from accord.exchange.node import open_node
    from accord.exchange.reaching import reach
    from accord.exchange.running import open_book

    known = {each.value: codes for each, codes in REPLY_CODES.items()}
    if act not in known or code not in set(known[act]):
        codes = "; ".join(f"{name}: {', '.join(words)}" for name, words in known.items())
        refuse_usage("There is no such act or code.", codes, "Choose an act and one of its codes.")
    now = datetime.now(UTC)
    decision = Decision(act=Act(act), code=code, text=text, fields={}, salt=secrets.token_bytes(32))
    with telling(folder):
        node = open_node(folder)
        signer = node.officers.unlock(officer, passphrase_of(officer, passphrase_file))
        with open_book(node, now) as book:
            file, _ = book.decide(identity, decision, signer, now)
        with reach(node, file.peer) as reached:
            post_replies(reached.peer, file, datetime.now(UTC))
    print_line(f"{identity}: {file.history.state.value}; {file.peer} has the reply")


def close(
    folder: FolderArgument,
    identity: FollowUpArgument,
    *,
    worth: Annotated[str, typer.Option(help="What came of it, as a code.")],
    officer: OfficerOption,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Close a follow-up and say what it was worth; the hit is closed with it."""
    from accord.exchange.follow_up_codes import Worth
    from accord.exchange.following_up import Side
    from accord.exchange.node import open_node
    from accord.exchange.running import open_book

    if worth not in set(Worth):
        refuse_usage("There is no such code.", ", ".join(Worth), "Choose one of them.")
    with telling(folder):
        node = open_node(folder)
        signer = node.officers.unlock(officer, passphrase_of(officer, passphrase_file))
        with open_book(node, datetime.now(UTC)) as book:
            file = book.close(identity, Worth(worth), signer, datetime.now(UTC))
        if file.history.side is Side.ASKING:
            node.hits.remove(file.signed.request.question)
    print_line(f"{identity}: closed, {worth}")


def _row(file: CaseFile, now: datetime) -> dict[str, str]:
    request = file.signed.request
    return {
        "follow_up": file.history.id,
        "side": file.history.side.value,
        "peer": file.peer,
        "state": file.history.state_at(now).value,
        "due": _moment(file.history.due),
        "case": request.reference,
        "wanted": request.wanted,
        "reply": file.replies[-1].reply.text if file.replies else "",
    }


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else ""
