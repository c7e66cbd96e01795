"""A question as it arrives, and the codes with which it can be denied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.exchange.cases import CaseStatement
from accord.exchange.officers import CaseSignature
from accord.exchange.signed_messages import RequestMessage

__all__ = ["Denial", "Question"]


class Denial(StrEnum):
    """Why a question is denied; the code is all that the asker hears."""

    CLOCK = "clock"
    DIRECTORY = "directory"
    PEER = "peer"
    PIN = "pin"
    SIGNATURE = "signature"
    EXPIRED = "expired"
    REPLAY = "replay"
    STATEMENT = "statement"
    EPOCH = "epoch"
    TYPE = "type"
    BASIS = "basis"
    OFFENCE = "offence"
    OFFICERS = "officers"
    COUNT = "count"
    ELEMENT = "element"
    QUOTA = "quota"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it arrived; nothing in it is believed yet.

    Attributes:
        message: The HTTP message.
        shown: Id of the peer whose pinned TLS certificate was shown; None if nobody's was.
        statement: The case statement.
        signatures: Signatures of the officers.
        elements: Blinded elements.
    """

    message: RequestMessage
    shown: str | None
    statement: CaseStatement
    signatures: tuple[CaseSignature, ...]
    elements: tuple[bytes, ...]
