"""Two nodes with invented lists meet on one machine, and what each side learned is written down."""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from accord.exchange.asking import CaseFacts
from accord.exchange.cases import PersonRole, Reason
from accord.exchange.correspondence import Envelope, RefusedByPeerError
from accord.exchange.demonstration_follow_up import follow_up_hit
from accord.exchange.demonstration_nodes import (
    ASKER,
    CASE,
    HOLDER,
    LISTED,
    OTHER,
    PURPOSE,
    DemonstrationNodes,
    processor_seconds,
    run_nodes,
)
from accord.exchange.epochs import epoch_of
from accord.exchange.inquiries import sign_inquiry
from accord.exchange.normalising import Subject, match_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.office import carry_out, new_inquiry
from accord.exchange.officers import OfficerRole
from accord.exchange.premises import inspect_nodes
from accord.exchange.publishing import scope_of
from accord.exchange.reaching import reach

__all__ = ["LEARNED", "SPELLED", "Demonstration", "demonstrate", "demonstration_text"]


SPELLED = ("АВ 1234", "cd-56 78")  # noqa: RUF001
"""The listed serial numbers as somebody types them: once with Cyrillic letters, once with separators."""

LEARNED = {
    ASKER: "which of the subjects that it asked for are listed, and the length of the list to within 41 %",
    HOLDER: "that two officers asked 32 elements under the hash of a case, when, and on which basis; neither "
    "what was asked nor whether it hit, until the follow-up said so",
    "inspection": "of the elements that it drew: what they were and whether they belong to the case",
}
"""What each side knows afterwards, in words."""


@dataclass(kw_only=True)
class Demonstration:
    """What was done and measured, step by step.

    Attributes:
        steps: Name of each step, and what came of it.
        figures: Bytes and seconds by name.
    """

    steps: list[tuple[str, str]] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    def note(self, step: str, text: str) -> None:
        """Keep what came of a step."""
        self.steps.append((step, text))


def demonstrate(entries: int, *, say: Callable[[str], None]) -> dict[str, object]:
    """Run two nodes in two processes, let them exchange, end both, and return what happened.

    Args:
        entries: Entries of the invented list.
        say: Shows progress.

    Raises:
        RuntimeError: A node did not start, or something happened that must not.
    """
    shown = Demonstration()
    with tempfile.TemporaryDirectory(prefix="accord-exchange-") as name:
        start = time.monotonic()
        with run_nodes(Path(name), entries, say) as nodes:
            shown.figures["seconds until both nodes listen"] = time.monotonic() - start
            request = _ask(nodes, shown)
            _refusals(nodes, shown)
            due, answer = follow_up_hit(nodes, request)
            shown.note("follow-up", f"received by {HOLDER}, due {due:%Y-%m-%d %H:%M} UTC")
            shown.note("answer of an officer", answer)
        _inspect(nodes, shown)
        shown.figures["seconds in all"] = time.monotonic() - start
    return {
        "steps": [{"step": step, "result": text} for step, text in shown.steps],
        "figures": {key: round(value, 3) for key, value in shown.figures.items()},
        "learned": LEARNED,
    }


def demonstration_text(shown: dict[str, object]) -> str:
    """Return what happened as text."""
    steps, figures, learned = shown["steps"], shown["figures"], shown["learned"]
    lines = ["What happened"]
    if isinstance(steps, list):
        lines += [f"  {step['step']}: {step['result']}" for step in steps]
    lines.append("What each side learned")
    if isinstance(learned, dict):
        lines += [f"  {name}: {text}" for name, text in learned.items()]
    lines.append("Measured")
    if isinstance(figures, dict):
        lines += [f"  {name}: {value:g}" for name, value in figures.items()]
    return "\n".join(lines)


def _now() -> datetime:
    return datetime.now(UTC)


def _ask(nodes: DemonstrationNodes, shown: Demonstration) -> str:
    """Ask for two serial numbers that are listed and one that is not; return the request that hit."""
    asker = nodes.asker
    subjects = [_firearm(serial) for serial in (*SPELLED, "ZZ0000")]
    scope = scope_of(HOLDER, ASKER, IdentifierType.FIREARM, purpose=PURPOSE, epoch=epoch_of(_now()))
    case = CaseFacts(
        reference=CASE,
        salt=secrets.token_bytes(16),
        basis="invented-1",
        offence_years=5,
        role=PersonRole.SUSPECT,
        reason=Reason.IDENTIFY,
    )
    before, start = processor_seconds(nodes.process), time.process_time()
    with reach(asker, HOLDER) as reached:
        published = asker.received.published(reached.peer, scope, now=_now())
        inquiry = new_inquiry(subjects, published, case, now=_now())
        for name, role in (("officer-1", OfficerRole.ASKS), ("officer-2", OfficerRole.APPROVES)):
            inquiry = sign_inquiry(inquiry, nodes.officer(asker, name, role))
        results = carry_out(
            inquiry,
            published,
            reached.peer,
            lambda: asker.office(_now()),
            received=asker.received,
            clock=_now,
        )
        sent, received = reached.call.sent, reached.call.received
    used, after = time.process_time() - start, processor_seconds(nodes.process)
    asker.hits.keep(inquiry, results)
    found = [result.is_hit for result in results]
    if found != [True, True, False]:
        raise RuntimeError("the demonstration asked for two that are listed and one that is not")
    for subject, serial in enumerate(
        ("listed, typed in Cyrillic", "listed, typed with spaces", "not listed")
    ):
        shown.note(f"ask {subject + 1} ({serial})", "hit" if found[subject] else "no hit")
    shown.figures |= {"bytes asker to holder": sent, "bytes holder to asker": received}
    shown.figures["processor seconds of the asker"] = used
    if before is not None and after is not None:
        shown.figures["processor seconds of the holder"] = after - before
    shown.figures["tags of the list"] = published.descriptor.count
    return results[0].hits[0].request


def _refusals(nodes: DemonstrationNodes, shown: Demonstration) -> None:
    """Ask for a purpose that nothing allows, and send one message twice."""
    envelope = Envelope(
        type=IdentifierType.FIREARM, purpose=OTHER, epoch=epoch_of(_now()), request=secrets.token_hex(16)
    )
    with reach(nodes.asker, HOLDER) as reached:
        try:
            reached.peer.exchange("GET", f"/epoch/firearm/{OTHER}", envelope, now=_now())
        except RefusedByPeerError as error:
            shown.note(f"purpose {OTHER}", f"refused, {error.code} ({error.status})")
        else:
            raise RuntimeError("a purpose without a legal basis was answered")
        allowed = replace(envelope, purpose=PURPOSE)
        message = reached.peer.request("GET", f"/epoch/firearm/{PURPOSE}", allowed, now=_now())
        first, second = reached.call.send(message), reached.call.send(message)
    if (first.status, second.status) != (200, 409):
        raise RuntimeError("a replayed message was answered")
    shown.note("the same message again", f"refused, replay ({second.status})")


def _inspect(nodes: DemonstrationNodes, shown: Demonstration) -> None:
    """Open all elements that were asked, and hold them against the file of the case."""
    inputs = {key.data for serial in (*LISTED, "ZZ0000") for key in match_keys(_firearm(serial))}
    report = inspect_nodes(
        nodes.asker.folder.path,
        nodes.holder.folder.path,
        nodes.inspection,
        {CASE: inputs},
        sample=(secrets.token_bytes(32), 1_000),
        now=_now(),
    )
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in report.counts.items() if count)
    shown.note("inspection by opening", f"{len(report.examined)} of {report.total} elements: {counts}")
    if not report.is_clean:
        raise RuntimeError("the inspection of the demonstration found something")


def _firearm(serial: str) -> Subject:
    return Subject(
        type=IdentifierType.FIREARM, fields={"serial": serial, "make": "Zastava", "calibre": "7.62x39"}
    )
