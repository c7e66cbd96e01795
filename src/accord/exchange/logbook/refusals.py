"""Why a log is not opened, not written, not believed or not cosigned."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["LogRefusal", "LogbookError"]


class LogRefusal(StrEnum):
    """What is wrong with a log or a head of one."""

    IN_USE = "another process has the log open"
    DAMAGED = "a record that was acknowledged does not match its hash"
    SHORTER = "the log is shorter than what was acknowledged"
    CHANGED = "the log does not continue its own last head"
    BROKEN = "an earlier write failed; the log must be opened again"
    ERASED = "the body of this record was erased"
    UNKNOWN = "there is no record with this number"
    HELD = "a record under legal hold is not erased"
    UNSIGNED = "the head is not signed by the key of the log"
    FORM = "the head is not in the form of a checkpoint"
    EMPTY = "a log without entries has no head to cosign"
    ROLLBACK = "the head is older than one that was cosigned"
    FORK = "the head does not continue the one that was cosigned"
    TIME = "the time of the head is not between the last one and now"


class LogbookError(Exception):
    """A log or a head is refused.

    Attributes:
        refusal: Why.
        place: Number of the record, offset or size that it is about; -1 if none.
    """

    def __init__(self, refusal: LogRefusal, place: int = -1) -> None:
        self.refusal = refusal
        self.place = place
        super().__init__(refusal.value if place < 0 else f"{refusal.value} (at {place})")
