"""An inspection tells an honest question from one that hides something, whatever is handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from accord.exchange.asking import CANARY, DUMMY
from accord.exchange.audit_sampling import Draw
from accord.exchange.auditing import VERDICT_TEXTS, Examined, HolderEvidence, Inspector, Verdict
from accord.exchange.normalising import match_keys
from accord.exchange.officers import OfficerRole, sign_case
from accord.exchange.openings import Opening, dummy_input
from accord.exchange.oprf import blind
from accord.exchange.sealing import SealedOpenings, seal_openings
from exchange.inspected import (
    ASKER,
    FACTS,
    INSPECTION,
    SUPERVISOR,
    SUPERVISOR_KEY,
    Asked,
    ask,
    directory,
    officer,
    plate,
)

PLATES = ("01-234-AB", "01-235-AB")
FILE = [key.data for text in PLATES for key in match_keys(plate(text))]


def inspector(
    case_files: Mapping[str, Collection[bytes]] | None = None, private: X25519PrivateKey = INSPECTION
) -> Inspector:
    files = {FACTS.reference: FILE} if case_files is None else case_files
    return Inspector(id=SUPERVISOR, private=private, directory=directory(), case_files=files)


def examined(
    asked: Asked,
    place: int = 0,
    *,
    held: HolderEvidence | None = None,
    sealed: SealedOpenings | None = None,
    by: Inspector | None = None,
) -> Examined:
    draw = Draw(index=asked.logged.index, place=place, request=asked.logged.request)
    return (by or inspector()).examine(draw, asked.logged, held or asked.held, sealed or asked.sealed)


def test_every_element_of_an_honest_question_is_told_for_what_it_is() -> None:
    """Two plates, one canary, and dummies up to the step of 32."""
    asked = ask(*PLATES)
    verdicts = [examined(asked, place).verdict for place in range(32)]
    expected = {CANARY: Verdict.CANARY, DUMMY: Verdict.DUMMY}
    assert verdicts == [expected.get(place.subject, Verdict.IN_CASE) for place in asked.question.places]
    assert Counter(verdicts) == {Verdict.IN_CASE: 2, Verdict.CANARY: 1, Verdict.DUMMY: 29}


def test_only_the_records_of_the_sample_are_needed() -> None:
    asked = ask(*PLATES)
    assert examined(asked, 1, sealed=asked.sealed.only([1])).verdict is Verdict.IN_CASE
    assert examined(asked, 0, sealed=asked.sealed.only([1])).verdict is Verdict.NOT_OPENED


def test_a_subject_that_is_not_in_the_file_of_the_case_is_found() -> None:
    asked = ask(*PLATES, "09-999-ZZ")
    assert examined(asked, 1).verdict is Verdict.IN_CASE
    found = examined(asked, 2)
    assert found.verdict is Verdict.OUTSIDE_CASE
    assert found.case == FACTS.reference


def test_a_case_whose_file_is_not_shown_is_no_misuse_and_no_clearance() -> None:
    assert examined(ask(*PLATES), by=inspector({})).verdict is Verdict.CASE_NOT_SHOWN


def test_a_question_sealed_as_padding_does_not_open() -> None:
    """The asker hides a question behind the mark of a dummy: the element is not made of it."""
    asked = ask(*PLATES)
    openings = [Opening(data=place.data, blind=place.blinded.blind) for place in asked.question.places]
    openings[0] = Opening(data=dummy_input(bytes(16)), blind=openings[0].blind)
    lie = seal_openings(SUPERVISOR_KEY, asked.sealed.context, _case(asked), openings)
    found = examined(asked, 0, sealed=lie)
    assert (found.verdict, found.reason) == (
        Verdict.NOT_OPENED,
        "the element is not made of the sealed input and blind",
    )


def test_a_question_sealed_under_another_case_does_not_open() -> None:
    other = ask(*PLATES, facts=replace(FACTS, reference="K 18/2030"))
    asked = ask(*PLATES)
    openings = [Opening(data=place.data, blind=place.blinded.blind) for place in asked.question.places]
    lie = seal_openings(SUPERVISOR_KEY, asked.sealed.context, _case(other), openings)
    found = examined(asked, 0, sealed=lie)
    assert (found.verdict, found.reason) == (
        Verdict.NOT_OPENED,
        "the sealed case is not the one that the officers signed for",
    )


def test_another_authority_opens_nothing() -> None:
    other = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    assert examined(ask(*PLATES), by=inspector(private=other)).verdict is Verdict.NOT_OPENED


def test_openings_of_another_request_are_not_taken() -> None:
    first, second = ask(*PLATES), ask(*PLATES)
    found = examined(first, sealed=second.sealed)
    assert (found.verdict, found.reason) == (
        Verdict.NOT_OPENED,
        "what was handed over belongs to another request or authority",
    )


def test_nothing_handed_over_is_not_opened_and_nothing_kept_is_not_covered() -> None:
    asked = ask(*PLATES)
    draw = Draw(index=0, place=0, request=asked.logged.request)
    assert inspector().examine(draw, asked.logged, asked.held, None).verdict is Verdict.NOT_OPENED
    assert inspector().examine(draw, asked.logged, None, asked.sealed).verdict is Verdict.NOT_COVERED


def test_elements_that_were_not_logged_are_found() -> None:
    asked = ask(*PLATES)
    swapped = (blind(b"something else").element, *asked.held.elements[1:])
    found = examined(asked, held=replace(asked.held, elements=swapped))
    assert (found.verdict, found.reason) == (
        Verdict.NOT_COVERED,
        "the elements are not those that were logged",
    )


def test_one_officer_twice_does_not_cover() -> None:
    asked = ask(*PLATES)
    one = sign_case(officer(ASKER, "officer-1"), asked.question.statement)
    found = examined(asked, held=replace(asked.held, signatures=(one, one)))
    assert (found.verdict, found.reason) == (Verdict.NOT_COVERED, "the same officer signed twice")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"purpose": "border-check"}, "the officers signed for another request, purpose, type or epoch"),
        ({"request": "another"}, "the officers signed for another request, purpose, type or epoch"),
        ({"case": bytes(32)}, "the officers signed for another case"),
        ({"elements": bytes(32)}, "the officers signed for other elements"),
        ({"count": 31}, "the officers signed for other elements"),
        ({"offence_years": 6}, "the signature is not over this statement"),
    ],
)
def test_a_statement_that_was_altered_does_not_cover(change: dict[str, object], reason: str) -> None:
    asked = ask(*PLATES)
    statement = replace(asked.held.statement, **change)  # type: ignore[arg-type]
    found = examined(asked, held=replace(asked.held, statement=statement))
    assert (found.verdict, found.reason) == (Verdict.NOT_COVERED, reason)


def test_an_officer_who_may_only_ask_needs_one_who_approves() -> None:
    asked = ask(*PLATES)
    pair = tuple(
        sign_case(officer(ASKER, name, OfficerRole.ASKS), asked.question.statement) for name in ("one", "two")
    )
    assert examined(asked, held=replace(asked.held, signatures=pair)).verdict is Verdict.NOT_COVERED


def test_no_finding_names_what_was_asked() -> None:
    asked = ask(*PLATES, "09-999-ZZ")
    told = [examined(asked, place) for place in range(32)]
    assert not any(text in repr(told) for text in ("01-234-AB", "01234AB", "09-999-ZZ", "09999ZZ"))


def test_every_verdict_is_explained() -> None:
    assert set(VERDICT_TEXTS) == set(Verdict)


def _case(asked: Asked) -> bytes:
    from accord.exchange.sealing import open_statement

    return open_statement(INSPECTION, asked.sealed)
