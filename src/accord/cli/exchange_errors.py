"""What the exchange refuses, as errors that say what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from accord.cli.exchange_follow_up_errors import told_follow_up
from accord.errors import AccordError, InputDataError, IntegrityError, OutsideError, Problem, UsageError

__all__ = ["refuse_usage", "telling"]

_NEITHER = "Nothing may be concluded: this is neither hit nor no hit."


@contextmanager
def telling(file: object = "") -> Iterator[None]:
    """Turn what the exchange raises in a ``with`` block into errors of the command line.

    Args:
        file: File or folder that the block is about, for messages.

    Raises:
        AccordError: What was raised, with an id, an expectation and a next step; values are never repeated.
    """
    try:
        yield
    except AccordError:
        raise
    except Exception as error:
        told = _told(error, str(file))
        if told is None:
            raise
        raise told from error


def refuse_usage(what: str, expected: str, fix: str) -> NoReturn:
    """Refuse an option of a command.

    Raises:
        UsageError: Always (ACC-279).
    """
    raise UsageError(Problem(id="ACC-279", what=what, expected=expected, fix=fix))


def _told(error: Exception, file: str) -> AccordError | None:
    for tell in (_told_files, _told_answers, _told_keeping, told_follow_up):
        told = tell(error, file)
        if told is not None:
            return told
    return None


def _told_files(error: Exception, file: str) -> AccordError | None:
    """Return the error about a file or an option."""
    from accord.exchange.canonical import MalformedError
    from accord.exchange.directory_file import DirectoryError
    from accord.exchange.listing import RefusedListError
    from accord.exchange.node import NotReadyError
    from accord.exchange.normalising import RefusedSubjectError
    from accord.exchange.officer_keys import LockedError, PassphraseError
    from accord.exchange.officers import OfficersError

    if isinstance(error, RefusedListError):
        return InputDataError(
            *(
                Problem(
                    id="ACC-731",
                    what=f"A row cannot be listed ({error.count} in all); nothing of the list is used.",
                    file=file,
                    line=refusal.row,
                    field=refusal.field,
                    expected=refusal.expected,
                    fix=refusal.fix,
                )
                for refusal in error.refusals
            )
        )
    if isinstance(error, RefusedSubjectError):
        what = "What is asked for cannot be brought into canonical form."
        return InputDataError(
            Problem(id="ACC-732", what=what, field=error.field, expected=error.expected, fix=error.fix)
        )
    if isinstance(error, MalformedError):
        fix = "Make the file again with the command that writes it; do not edit it by hand."
        what = f"The file is not in its form, at {error.where}."
        return InputDataError(Problem(id="ACC-730", what=what, file=file, expected=error.expected, fix=fix))
    if isinstance(error, OfficersError):
        what = f"The officers' signatures are not enough: {error.refusal.value}."
        fix = "Let another officer sign, or have the certificate renewed by the authority."
        return InputDataError(Problem(id="ACC-733", what=what, file=file, fix=fix))
    if isinstance(error, LockedError | PassphraseError):
        fix = "Type the passphrase of this officer again; nobody else can."
        return UsageError(Problem(id="ACC-280", what=f"The key stays locked: {error}.", fix=fix))
    if isinstance(error, NotReadyError):
        return UsageError(
            Problem(id="ACC-277", what=f"The node is not ready: {error}.", file=file, fix=error.fix)
        )
    if isinstance(error, DirectoryError):
        what = f"The directory is not used: {error.refusal.value}."
        fix = "Ask those who sign directories for the current one, over a channel that you trust."
        return IntegrityError(Problem(id="ACC-422", what=what, file=file, fix=fix))
    if isinstance(error, FileExistsError):
        fix = "Name a folder that is empty or does not exist; keys are never written over."
        return UsageError(Problem(id="ACC-278", what="There is something already.", file=str(error), fix=fix))
    if isinstance(error, FileNotFoundError):
        fix = "Name a folder that `accord exchange init` made, and files that are there."
        return UsageError(
            Problem(id="ACC-281", what="The file is missing.", file=str(error.filename or file), fix=fix)
        )
    return None


def _told_answers(error: Exception, _file: str) -> AccordError | None:
    """Return the error about an answer from which nothing may be concluded."""
    from accord.exchange.calling import UnreachableError
    from accord.exchange.concluding import AnswerError
    from accord.exchange.correspondence import RefusedByPeerError, WrongAnswerError

    if isinstance(error, AnswerError | WrongAnswerError):
        fix = "Tell the other authority and the operators; ask again when the cause is known."
        what = f"The answer does not count: {error}. {_NEITHER}"
        return IntegrityError(Problem(id="ACC-420", what=what, fix=fix))
    if isinstance(error, RefusedByPeerError):
        wait = f"Ask again in {error.retry_after} s." if error.retry_after else ""
        fix = wait or "See the legal bases and quotas of the directory; ask again only if the ground changes."
        what = f"The other node refused with the code {error.code} ({error.status}). {_NEITHER}"
        return OutsideError(Problem(id="ACC-521", what=what, value=error.code, fix=fix))
    if isinstance(error, UnreachableError):
        fix = "See whether the other node runs, and whether its certificate is the one of the directory."
        what = f"The other node was not reached: {error}. {_NEITHER}"
        return OutsideError(Problem(id="ACC-520", what=what, fix=fix))
    return None


def _told_keeping(error: Exception, file: str) -> AccordError | None:
    """Return the error about store and log."""
    from accord.exchange.logbook import LogbookError, LogRefusal
    from accord.exchange.storing.node_store import StoreError, StoreRefusal

    if not isinstance(error, LogbookError | StoreError):
        return None
    if error.refusal in (LogRefusal.IN_USE, StoreRefusal.IN_USE):
        fix = "Wait until the other command has ended, or end it."
        return OutsideError(Problem(id="ACC-522", what=f"{error}.", file=file, fix=fix))
    fix = "Stop the node, keep a copy of its folder, and find out what happened before it answers again."
    what = f"Store or log of the node do not count: {error}."
    return IntegrityError(Problem(id="ACC-421", what=what, file=file, fix=fix))
