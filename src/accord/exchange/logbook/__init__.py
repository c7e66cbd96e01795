"""The log of a node: entries are appended, made durable, hashed into a tree, and never changed."""

from accord.exchange.logbook.checkpoint import Checkpoint, read_checkpoint
from accord.exchange.logbook.cosigning import Cosignature, SeenHead, cosign, is_cosigned
from accord.exchange.logbook.entries import Entry, EntryKind, entry_bytes, read_entry
from accord.exchange.logbook.log import Logbook
from accord.exchange.logbook.log_disk import LogDisk
from accord.exchange.logbook.refusals import LogbookError, LogRefusal

__all__ = [
    "Checkpoint",
    "Cosignature",
    "Entry",
    "EntryKind",
    "LogDisk",
    "LogRefusal",
    "Logbook",
    "LogbookError",
    "SeenHead",
    "cosign",
    "entry_bytes",
    "is_cosigned",
    "read_checkpoint",
    "read_entry",
]
