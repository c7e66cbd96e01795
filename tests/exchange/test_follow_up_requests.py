"""A request carries what was chosen, and its bytes are read strictly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.exchange.canonical import MalformedError
from accord.exchange.cases import case_hash
from accord.exchange.follow_up_requests import (
    SignedRequest,
    read_request,
    request_bytes,
    request_hash,
    request_statement,
)
from accord.exchange.normalising import IdentifierType
from exchange.followed import REQUEST, signed
from exchange.inspected import FACTS


def test_a_request_is_read_as_it_was_written() -> None:
    assert read_request(request_bytes(signed())) == signed()
    assert read_request(request_bytes(SignedRequest(request=REQUEST))).signatures == ()


def test_the_officers_sign_for_the_case_of_the_question_and_for_every_word() -> None:
    statement = request_statement(REQUEST)
    assert statement.case == case_hash(FACTS.reference, FACTS.salt)
    assert statement.elements == request_hash(REQUEST)
    other = replace(REQUEST, wanted="Everything.")
    assert request_statement(other) != statement


def test_the_hash_tells_nothing_without_the_salt() -> None:
    assert request_hash(REQUEST) != request_hash(replace(REQUEST, salt=b"g" * 32))


@pytest.mark.parametrize(
    "change",
    [
        {"because": ""},
        {"because": " \n "},
        {"because": "x" * 4_001},
        {"wanted": "a bell \x07"},
        {"fields": {"first_name": "Ana"}},
        {"fields": {"plate": "x" * 201}},
        {"fields": {"plate": ""}},
        {"key": "person-exact"},
        {"key": "nothing"},
        {"case_salt": bytes(15)},
        {"case_salt": bytes(65)},
        {"salt": bytes(31)},
        {"reference": "two\nlines"},
        {"offence_years": -1},
        {"id": "Not An Id"},
        {"type": IdentifierType.PERSON},
    ],
)
def test_a_request_that_would_be_refused_is_not_written(change: dict[str, object]) -> None:
    request = replace(REQUEST, **change)  # type: ignore[arg-type]
    with pytest.raises((MalformedError, ValueError)):
        request_bytes(SignedRequest(request=request))


def test_nothing_that_was_sent_shows_in_a_representation() -> None:
    text = repr(signed())
    assert not any(word in text for word in ("01-234-AB", "K 17/2030", "witnesses", "Keeper"))
