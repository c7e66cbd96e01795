"""Four eyes: two different officers of the asker's authority sign exactly one statement (T10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.canonical import MalformedError
from accord.exchange.cases import PersonRole, Reason, case_hash, elements_hash, read_statement, statement_json
from accord.exchange.directory import OfficerAuthority
from accord.exchange.justifying import justification_bytes, read_justification
from accord.exchange.keys import WeakKeyError
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officers import (
    CaseSignature,
    Officer,
    OfficerRefusal,
    OfficerRole,
    OfficersError,
    certify_officer,
    check_two_officers,
    read_case_signature,
    sign_case,
    signature_json,
)
from exchange.at_the_gate import points, statement, two_signatures
from exchange.inspected import ASKER, HOLDER, directory, officer, signing_key

DAY = date(2030, 1, 31)
CASE = statement()
ONE, OTHER = two_signatures(CASE)


def authority() -> OfficerAuthority:
    found = directory().authority(ASKER, DAY)
    assert found is not None
    return found


def refusal(
    signatures: tuple[CaseSignature, ...],
    *,
    of: OfficerAuthority | None = None,
    day: date = DAY,
) -> OfficerRefusal:
    with pytest.raises(OfficersError) as caught:
        check_two_officers(signatures, CASE, of or authority(), day)
    return caught.value.refusal


def test_two_officers_are_enough_in_either_order() -> None:
    check_two_officers((ONE, OTHER), CASE, authority(), DAY)
    check_two_officers((OTHER, ONE), CASE, authority(), DAY)


def test_one_none_and_three_are_not_two() -> None:
    for signatures in ((), (ONE,), (ONE, OTHER, OTHER)):
        assert refusal(signatures) is OfficerRefusal.COUNT


def test_the_same_officer_twice_is_one() -> None:
    assert refusal((ONE, ONE)) is OfficerRefusal.SAME_OFFICER
    again = sign_case(officer(ASKER, "officer-1", OfficerRole.APPROVES), CASE)
    assert refusal((ONE, again)) is OfficerRefusal.SAME_OFFICER


def test_one_key_under_two_ids_is_one_officer() -> None:
    first = officer(ASKER, "officer-1", OfficerRole.BOTH)
    twin = certify_officer(replace(first.certificate, officer="officer-9"), signing_key(f"{ASKER}-officers"))
    pair = (sign_case(first, CASE), sign_case(Officer(certificate=twin, key=first.key), CASE))
    assert refusal(pair) is OfficerRefusal.SAME_KEY


def test_one_asks_and_the_other_approves() -> None:
    for role in (OfficerRole.ASKS, OfficerRole.APPROVES):
        pair = tuple(sign_case(officer(ASKER, name, role), CASE) for name in ("officer-1", "officer-2"))
        assert refusal(pair) is OfficerRefusal.ROLES
    both = tuple(
        sign_case(officer(ASKER, name, OfficerRole.BOTH), CASE) for name in ("officer-1", "officer-2")
    )
    check_two_officers(both, CASE, authority(), DAY)


def test_a_revoked_officer_does_not_count() -> None:
    assert refusal((ONE, OTHER), of=replace(authority(), revoked=("officer-2",))) is OfficerRefusal.REVOKED


def test_certificates_and_authorities_have_their_time() -> None:
    check_two_officers((ONE, OTHER), CASE, authority(), date(2030, 12, 31))
    for day in (date(2029, 12, 31), date(2031, 1, 1)):
        assert refusal((ONE, OTHER), day=day) is OfficerRefusal.NOT_VALID
    ended = replace(authority(), valid_to=date(2030, 1, 30))
    assert refusal((ONE, OTHER), of=ended) is OfficerRefusal.NOT_VALID


def test_officers_of_another_authority_do_not_count() -> None:
    foreign = sign_case(officer(HOLDER, "officer-2", OfficerRole.APPROVES), CASE)
    assert refusal((ONE, foreign)) is OfficerRefusal.AUTHORITY
    other = directory().authority(HOLDER, DAY)
    assert refusal((ONE, OTHER), of=other) is OfficerRefusal.AUTHORITY


def test_a_certificate_that_the_authority_did_not_sign_does_not_count() -> None:
    forged = certify_officer(OTHER.certificate, signing_key("a-forger"))
    assert refusal((ONE, replace(OTHER, certificate=forged))) is OfficerRefusal.CERTIFICATE
    raised = replace(ONE.certificate, role=OfficerRole.BOTH)
    assert refusal((replace(ONE, certificate=raised), OTHER)) is OfficerRefusal.CERTIFICATE


@pytest.mark.parametrize(
    "change",
    [
        {"request": "r-2"},
        {"holder": "fiu-calvera"},
        {"type": IdentifierType.PERSON},
        {"purpose": "other"},
        {"epoch": "21946"},
        {"basis": "other"},
        {"case": bytes(32)},
        {"offence_years": 4},
        {"role": PersonRole.MISSING},
        {"reason": Reason.MORE},
        {"count": 2},
        {"elements": bytes(32)},
    ],
)
def test_a_signature_fits_one_statement(change: dict[str, object]) -> None:
    other = replace(CASE, **change)  # type: ignore[arg-type]
    with pytest.raises(OfficersError) as caught:
        check_two_officers((ONE, OTHER), other, authority(), DAY)
    assert caught.value.refusal is OfficerRefusal.STATEMENT


def test_a_key_of_small_order_is_not_certified_and_not_read() -> None:
    weak = replace(ONE.certificate, public=(1).to_bytes(32, "little"))
    with pytest.raises(WeakKeyError):
        certify_officer(weak, signing_key(f"{ASKER}-officers"))
    with pytest.raises(MalformedError):
        read_case_signature(signature_json(replace(ONE, certificate=weak)))


def test_a_justification_is_read_back_whole() -> None:
    assert read_justification(justification_bytes(CASE, (ONE, OTHER))) == (CASE, (ONE, OTHER))
    assert read_statement(statement_json(CASE)) == CASE


def test_a_case_reference_is_hidden_by_its_salt() -> None:
    assert case_hash("K 17", b"s" * 16) != case_hash("K 17", b"t" * 16)
    assert case_hash("K 17", b"s" * 16) != case_hash("sK 17", b"s" * 16)
    with pytest.raises(ValueError, match="16 bytes"):
        case_hash("K 17", b"")


@given(st.lists(st.binary(max_size=3), max_size=4), st.lists(st.binary(max_size=3), max_size=4))
def test_two_lists_of_elements_have_two_hashes(one: list[bytes], other: list[bytes]) -> None:
    assert (elements_hash(one) == elements_hash(other)) == (one == other)


def test_the_order_of_elements_counts() -> None:
    assert elements_hash(points(2)) != elements_hash(points(2)[::-1])
