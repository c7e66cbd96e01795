"""What is refused about follow-ups becomes an error with an id, a kind and a next step."""

from __future__ import annotations

import pytest

from accord.cli.exchange_follow_up_errors import told_follow_up
from accord.errors import AccordError, InputDataError, UsageError
from accord.exchange.follow_up_book import UnknownFollowUpError
from accord.exchange.follow_up_checks import FollowUpFault, RefusedFollowUpError
from accord.exchange.following_up import FollowUpError, Misstep


@pytest.mark.parametrize(
    ("error", "identity", "kind", "words"),
    [
        (UnknownFollowUpError("f-1"), "ACC-285", UsageError, "no follow-up with this id"),
        (FollowUpError(Misstep.SAME_OFFICER), "ACC-286", UsageError, "another officer"),
        (RefusedFollowUpError(FollowUpFault.CASE), "ACC-750", InputDataError, "(case)"),
    ],
)
def test_each_refusal_says_what_to_do(
    error: Exception, identity: str, kind: type[AccordError], words: str
) -> None:
    told = told_follow_up(error, "node")
    assert isinstance(told, kind)
    (problem,) = told.problems
    assert (problem.id, problem.file) == (identity, "node")
    assert words in problem.what
    assert problem.fix


def test_another_error_is_left_to_others() -> None:
    assert told_follow_up(ValueError("something"), "node") is None
