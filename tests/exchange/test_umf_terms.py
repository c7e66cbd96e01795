"""Every field that can be sent has a term and says what was assumed."""

from __future__ import annotations

from dataclasses import fields

from accord.exchange.follow_up_requests import FollowUpRequest
from accord.exchange.normalising import IdentifierType
from accord.exchange.normalising.steps import FIELDS
from accord.exchange.umf_terms import CASE_TERMS, SUBJECT_TERMS

LEFT_OUT = {"type", "epoch", "case_salt", "fields", "salt"}
"""What is no value of the message: the type stands beside it, salts are secrets of the two sides."""


def test_every_field_of_every_type_is_mapped_and_no_other() -> None:
    for kind in IdentifierType:
        assert set(SUBJECT_TERMS[kind]) == {field.name for field in FIELDS[kind]}


def test_every_part_of_a_request_is_mapped_or_left_out_by_name() -> None:
    named = {field.name for field in fields(FollowUpRequest)}
    assert set(CASE_TERMS) - {"state", "received", "due"} == named - LEFT_OUT


def test_every_assumption_is_said() -> None:
    terms = [*CASE_TERMS.values(), *(term for kind in SUBJECT_TERMS.values() for term in kind.values())]
    assert all(term.assumption.endswith(".") and "." in term.term for term in terms)
