"""What an officer reads when something outside the form goes wrong: what happened, and what to do next."""

from __future__ import annotations

from accord.exchange.calling import UnreachableError
from accord.exchange.canonical import MalformedError
from accord.exchange.concluding import AnswerError
from accord.exchange.correspondence import RefusedByPeerError, WrongAnswerError
from accord.exchange.following_up import FollowUpError
from accord.exchange.logbook import LogbookError
from accord.exchange.node import NotReadyError
from accord.exchange.officers import OfficersError
from accord.exchange.storing.node_store import StoreError

__all__ = ["TROUBLES", "trouble_text"]

TROUBLES = (
    AnswerError,
    FollowUpError,
    LogbookError,
    MalformedError,
    NotReadyError,
    OfficersError,
    RefusedByPeerError,
    StoreError,
    UnreachableError,
    WrongAnswerError,
)
"""What may go wrong at the desk, the other node or between them."""

_REFUSALS = {
    "quota": "The quota of this type is used up there. Ask again later, or ask for less.",
    "basis": "The other authority sees no legal basis for this in its directory.",
    "offence": "The offence is below the threshold of the legal basis.",
    "officers": "The signatures of the two officers were not taken.",
    "epoch": "The day has changed since the inquiry was prepared. Prepare it again.",
    "published": "The other authority has not published its list yet. Try again in a minute.",
    "question": "The other authority has no answered question of yours under this id.",
    "case": "The case is not the one of the question that hit.",
}


def trouble_text(error: Exception) -> str:
    """Return what an officer reads about an error; it holds no value that was asked for.

    Args:
        error: One of ``TROUBLES``.
    """
    if isinstance(error, RefusedByPeerError):
        known = _REFUSALS.get(error.code, "It gave no further reason.")
        wait = f" It may fit in {error.retry_after} seconds." if error.retry_after else ""
        return f"The other authority refused ({error.code}). {known}{wait} This is neither hit nor no hit."
    if isinstance(error, UnreachableError | WrongAnswerError | AnswerError):
        return f"Nothing may be concluded: {error}. This is neither hit nor no hit. Try again."
    if isinstance(error, NotReadyError):
        return f"This node is not ready: {error}. {error.fix}"
    return f"This was not done: {error}."
