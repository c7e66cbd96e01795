"""Commands by which two officers ask another authority: ask, pending, approve."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exchange_errors import refuse_usage, telling
from accord.cli.exchange_options import (
    FolderArgument,
    OfficerOption,
    PassphraseOption,
    TypeOption,
    passphrase_of,
    type_named,
)
from accord.cli.output import JsonOption, check_files, print_json, print_line, print_table, say

if TYPE_CHECKING:
    from accord.exchange.concluding import Result
    from accord.exchange.inquiries import Inquiry
    from accord.exchange.normalising import IdentifierType, Subject

__all__ = ["approve", "ask", "pending"]


def ask(
    folder: FolderArgument,
    fields: Annotated[
        list[str] | None, typer.Argument(metavar="[FIELD=VALUE...]", help="One subject, field by field.")
    ] = None,
    *,
    to: Annotated[str, typer.Option(metavar="ID", help="Id of the authority that is asked.")],
    of: TypeOption,
    purpose: Annotated[str, typer.Option(metavar="ID", help="Purpose, as the directory has it.")],
    case: Annotated[str, typer.Option(metavar="TEXT", help="Reference of the case; it stays here.")],
    officer: OfficerOption,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Several subjects, in the form of a list.")
    ] = None,
    offence_years: Annotated[int, typer.Option(min=0, max=100, help="Maximum sentence in years.")] = 0,
    role: Annotated[str, typer.Option(help="suspect, convict, victim or missing.")] = "suspect",
    reason: Annotated[str, typer.Option(help="identify or more.")] = "identify",
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,
) -> None:
    """Prepare an inquiry and sign it as the first officer; it is sent when another officer approves it."""
    import secrets

    from accord.exchange.asking import CaseFacts
    from accord.exchange.cases import PersonRole, Reason
    from accord.exchange.epochs import epoch_of
    from accord.exchange.inquiries import sign_inquiry
    from accord.exchange.node import open_node
    from accord.exchange.office import new_inquiry
    from accord.exchange.publishing import scope_of
    from accord.exchange.reaching import reach

    kind, now = type_named(of), datetime.now(UTC)
    if role not in set(PersonRole) or reason not in set(Reason):
        refuse_usage("Role or reason is unknown.", ", ".join([*PersonRole, *Reason]), "Choose one of each.")
    with telling(folder):
        node = open_node(folder)
        subjects = _subjects(kind, fields or [], file)
        allowed = node.directory().basis(node.id, to, purpose, kind, now.date())
        if allowed is None:
            what = f"Nothing allows this node to ask {to} about the type {kind.value} for this purpose today."
            refuse_usage(what, "a legal basis in the directory that is in force and was read", "Ask nothing.")
        scope = scope_of(to, node.id, kind, purpose=purpose, epoch=epoch_of(now))
        with reach(node, to) as reached:
            published = node.received.published(reached.peer, scope, now=now)
        facts = CaseFacts(
            reference=case,
            salt=secrets.token_bytes(16),
            basis=allowed.id,
            offence_years=offence_years,
            role=PersonRole(role),
            reason=Reason(reason),
        )
        inquiry = new_inquiry(subjects, published, facts, now=now)
        signer = node.officers.unlock(officer, passphrase_of(officer, passphrase_file))
        node.pending.keep(sign_inquiry(inquiry, signer))
    if json:
        print_json(_inquiry_json(inquiry))
    else:
        print_line(f"{inquiry.id}: waits for another officer; {_costs(inquiry)}")


def pending(folder: FolderArgument, *, json: JsonOption = False) -> None:
    """List inquiries that wait for the second officer or for an answer."""
    from accord.exchange.node import open_node

    with telling(folder):
        inquiries = open_node(folder).pending.all()
    if json:
        print_json([_inquiry_json(inquiry) | {"signed": list(inquiry.signers)} for inquiry in inquiries])
        return
    rows = [
        [
            inquiry.id,
            inquiry.questions[0].statement.holder,
            inquiry.case.reference,
            ", ".join(inquiry.signers),
        ]
        for inquiry in inquiries
    ]
    print_table(["inquiry", "asked", "case", "signed by"], rows)


def approve(
    folder: FolderArgument,
    identity: Annotated[str, typer.Argument(metavar="INQUIRY", help="Id of the inquiry.")],
    *,
    officer: OfficerOption,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,
) -> None:
    """Sign an inquiry as the second officer, send it, and print hit or no hit for each subject.

    If no answer arrives, the same command sends the same questions again; they are not charged twice.
    """
    from accord.exchange.epochs import epoch_of
    from accord.exchange.inquiries import sign_inquiry
    from accord.exchange.node import open_node
    from accord.exchange.office import carry_out, check_inquiry
    from accord.exchange.reaching import reach

    now = datetime.now(UTC)
    with telling(folder):
        node = open_node(folder)
        inquiry = node.pending.inquiry(identity)
        if inquiry.scope.epoch != epoch_of(now):
            node.pending.remove(identity)
            what = "The inquiry was prepared in an epoch that is over, and is removed."
            refuse_usage(
                what, "an approval on the same day in UTC", "Ask again; what was not sent costs nothing."
            )
        if officer not in inquiry.signers:
            signer = node.officers.unlock(officer, passphrase_of(officer, passphrase_file))
            inquiry = sign_inquiry(inquiry, signer)
        check_inquiry(inquiry, node.directory(), now)
        node.pending.keep(inquiry)
        statement = inquiry.questions[0].statement
        with reach(node, statement.holder) as reached:
            published = node.received.published(reached.peer, inquiry.scope, now=now)
            results = carry_out(
                inquiry,
                published,
                reached.peer,
                lambda: node.office(datetime.now(UTC)),
                received=node.received,
                clock=lambda: datetime.now(UTC),
            )
        node.hits.keep(inquiry, results)
        node.pending.remove(identity)
    _show(inquiry, results, as_json=json)
    if any(result.is_hit for result in results):
        say("A hit is a hypothesis: confirm it by a follow-up before anybody is acted against.")


def _subjects(kind: IdentifierType, fields: list[str], file: Path | None) -> tuple[Subject, ...]:
    from accord.exchange.listing import read_list
    from accord.exchange.normalising import Subject

    if (file is None) == (not fields):
        refuse_usage(
            "It is not clear what is asked for.", "FIELD=VALUE arguments, or --file", "Give one of them."
        )
    if file is not None:
        check_files([file])
        return read_list(file.read_bytes(), kind)
    pairs = [field.partition("=") for field in fields]
    if any(not middle or not value for _, middle, value in pairs):
        refuse_usage("A field has no value.", "fields such as plate=BG-123-AA", "Write FIELD=VALUE.")
    return (Subject(type=kind, fields={name: value for name, _, value in pairs}),)


def _costs(inquiry: Inquiry) -> str:
    elements = sum(len(question.places) for question in inquiry.questions)
    return f"{len(inquiry.subjects)} subjects, {elements} elements of the quota"


def _inquiry_json(inquiry: Inquiry) -> dict[str, object]:
    statement = inquiry.questions[0].statement
    return {
        "inquiry": inquiry.id,
        "holder": statement.holder,
        "type": statement.type.value,
        "purpose": statement.purpose,
        "case": inquiry.case.reference,
        "subjects": len(inquiry.subjects),
        "elements": sum(len(question.places) for question in inquiry.questions),
    }


def _show(inquiry: Inquiry, results: tuple[Result, ...], *, as_json: bool) -> None:
    from accord.exchange.normalising import KEY_FACTS

    if as_json:
        rows = [
            {
                "subject": result.subject + 1,
                "result": "hit" if result.is_hit else "no hit",
                "keys": list(result.keys),
                "requests": sorted({hit.request for hit in result.hits}),
            }
            for result in results
        ]
        print_json({"inquiry": inquiry.id, "results": rows})
        return
    for result in results:
        keys = [f"{key}, false hits {KEY_FACTS[key].false_hits:g}" for key in result.keys]
        text = "hit (" + "; ".join(keys) + ")" if result.is_hit else "no hit"
        print_line(f"{result.subject + 1}: {text}")
