"""A follow-up written out as XML or JSON in terms of UMF, for an officer to carry into another system.

Only what was sent or received is written: reasons, what was sought, the fields of the subject that a human
chose to send, and the replies. Each value names the term that it is mapped to (see ``umf_terms``); the file
says that it claims no conformance. Salts, signatures and the question are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

from accord.exchange.follow_up_files import CaseFile
from accord.exchange.follow_up_replies import FollowUpReply
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.strict_fields import instant_text
from accord.exchange.umf_terms import CASE_TERMS, MAPPING_VERSION, SUBJECT_TERMS

__all__ = ["NAMESPACE", "NOTICE", "Part", "to_umf_json", "to_umf_xml", "umf_parts"]

NAMESPACE = "urn:accord:exchange:follow-up:1"
NOTICE = (
    "Mapped to terms of the Universal Message Format as an aid. The schemas of UMF were not read;"
    " this file claims no conformance."
)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (2.2) does not admit, escaped or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One value with its term.

    Attributes:
        term: Term of UMF that it is mapped to.
        name: Name of the value in Accord.
        value: The value as text.
    """

    term: str
    name: str
    value: str


def umf_parts(file: CaseFile, now: datetime) -> dict[str, tuple[Part, ...]]:
    """Return the parts of a follow-up by section: message, subject, and one for each reply.

    Args:
        file: The follow-up.
        now: The moment, which decides whether it is overdue.
    """
    request, history = file.signed.request, file.history
    texts = {
        "id": request.id,
        "asker": request.asker,
        "holder": request.holder,
        "urgency": request.urgency.value,
        "reference": request.reference,
        "purpose": request.purpose,
        "basis": request.basis,
        "offence_years": str(request.offence_years),
        "role": request.role.value,
        "reason": request.reason.value,
        "question": request.question,
        "key": request.key,
        "because": request.because,
        "wanted": request.wanted,
        "state": history.state_at(now).value,
        "received": instant_text(history.received) if history.received else "",
        "due": instant_text(history.due) if history.due else "",
    }
    sections = {
        "message": tuple(
            Part(term=CASE_TERMS[name].term, name=name, value=value) for name, value in texts.items() if value
        ),
        "subject": tuple(_subject(request.type, request.fields)),
    }
    for number, signed in enumerate(file.replies, start=1):
        sections[f"reply-{number}"] = tuple(_reply(signed.reply))
    return sections


def to_umf_json(file: CaseFile, now: datetime) -> str:
    """Return a follow-up as JSON.

    Args:
        file: The follow-up.
        now: The moment, which decides whether it is overdue.
    """
    sections = {
        section: [{"term": part.term, "name": part.name, "value": part.value} for part in parts]
        for section, parts in umf_parts(file, now).items()
    }
    value = {
        "notice": NOTICE,
        "mapping": MAPPING_VERSION,
        "type": file.signed.request.type.value,
        "sections": sections,
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def to_umf_xml(file: CaseFile, now: datetime) -> str:
    """Return a follow-up as XML.

    Args:
        file: The follow-up.
        now: The moment, which decides whether it is overdue.

    Raises:
        ValueError: A text holds a character that XML does not admit.
    """
    root = ElementTree.Element(
        "FollowUp", {"xmlns": NAMESPACE, "mapping": MAPPING_VERSION, "type": file.signed.request.type.value}
    )
    ElementTree.SubElement(root, "Notice").text = NOTICE
    for section, parts in umf_parts(file, now).items():
        parent = ElementTree.SubElement(root, "Section", {"name": section})
        for part in parts:
            if _FORBIDDEN.search(part.value):
                raise ValueError(f"{part.name}: expected characters that XML admits")
            ElementTree.SubElement(parent, "Value", {"term": part.term, "name": part.name}).text = part.value
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _subject(kind: IdentifierType, fields: Mapping[str, str]) -> Iterator[Part]:
    for name, term in SUBJECT_TERMS[kind].items():
        if name in fields:
            yield Part(term=term.term, name=name, value=fields[name])


def _reply(reply: FollowUpReply) -> Iterator[Part]:
    yield Part(term="Message.Status", name="act", value=reply.act.value)
    yield Part(term="Message.StatusCode", name="code", value=reply.code)
    yield Part(term="Message.SentDateTime", name="at", value=instant_text(reply.at))
    yield Part(term="Message.Text", name="text", value=reply.text)
    yield from _subject(reply.type, reply.fields)
