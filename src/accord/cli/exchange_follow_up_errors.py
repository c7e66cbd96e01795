"""What is refused about follow-ups, as errors that say what to do next."""

from __future__ import annotations

from accord.errors import AccordError, InputDataError, Problem, UsageError

__all__ = ["told_follow_up"]


def told_follow_up(error: Exception, file: str) -> AccordError | None:
    """Return the error about a follow-up; None if it is about something else.

    Args:
        error: What was raised.
        file: Folder of the node, for messages.
    """
    from accord.exchange.follow_up_book import UnknownFollowUpError
    from accord.exchange.follow_up_checks import RefusedFollowUpError
    from accord.exchange.following_up import FollowUpError

    if isinstance(error, UnknownFollowUpError):
        fix = "List the follow-ups with `accord exchange inbox`: those received are decided, others closed."
        what = "There is no follow-up with this id on this side."
        return UsageError(Problem(id="ACC-285", what=what, file=file, fix=fix))
    if isinstance(error, FollowUpError):
        fix = "See where it stands with `accord exchange inbox`, and let the officer do it whose turn it is."
        return UsageError(
            Problem(id="ACC-286", what=f"This was not done: {error.misstep.value}.", file=file, fix=fix)
        )
    if isinstance(error, RefusedFollowUpError):
        what = f"The message about a follow-up is not taken ({error.fault.value})."
        fix = "Ask the other authority to send it again; nothing of it was kept."
        return InputDataError(Problem(id="ACC-750", what=what, file=file, fix=fix))
    return None
