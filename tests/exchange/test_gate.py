"""The gate: fixed checks in fixed order, no admission without all of them (T1, T8, T9, T10, T11, T14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange.directory import BasisEvidence, Directory
from accord.exchange.gate import STEPS, Admission, DeniedError, admit
from accord.exchange.gate_checks import CHECKS
from accord.exchange.messages import STEPS as MESSAGE_STEPS
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officers import OfficerRole, sign_case
from accord.exchange.questions import Denial, Question
from accord.exchange.quotas import QuotaLimit
from accord.exchange.storing import NodeStore
from accord.exchange.storing.requests import blinded_points, mark_admitted, outcome_of, stored_request
from accord.exchange.storing.witnesses import accept_directory
from exchange.at_the_gate import (
    admitted,
    message,
    nonce,
    points,
    question,
    statement,
    two_signatures,
)
from exchange.inspected import ASKER, EPOCH, HOLDER, NOW, PURPOSE, basis, directory, officer, signing_key

MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[NodeStore]:
    with NodeStore(tmp_path / "node.db") as opened:
        yield opened


def denial(
    store: NodeStore, asked: Question, *, now: datetime = NOW, book: Directory | None = None
) -> DeniedError:
    before = store.number("SELECT count(*) FROM charges"), store.number("SELECT count(*) FROM requests")
    with pytest.raises(DeniedError) as caught:
        admitted(store, asked, now=now, book=book)
    after = store.number("SELECT count(*) FROM charges"), store.number("SELECT count(*) FROM requests")
    assert after == before, "a denial charges and keeps nothing"
    return caught.value


def signed_anew(asked: Question, **changes: object) -> Question:
    """A question in which the asker itself changed the statement, signed again by all."""
    case = replace(asked.statement, **changes)  # type: ignore[arg-type]
    signatures = two_signatures(case)
    return replace(asked, statement=case, signatures=signatures, message=message(case, signatures))


def test_a_good_question_is_admitted_charged_and_kept(store: NodeStore) -> None:
    asked = question(elements=points(32))
    admission = admitted(store, asked)
    assert admission.elements == points(32)
    assert (admission.request.asks, admission.request.approves) == ("officer-1", "officer-2")
    assert stored_request(store, ASKER, "r-1") == admission.request
    assert blinded_points(store, ASKER, "r-1") == points(32)
    assert store.rows("SELECT peer, request, elements FROM charges") == [(ASKER, "r-1", 32)]
    store.check()


def test_who_asks_and_who_approves_does_not_depend_on_the_order(store: NodeStore) -> None:
    asked = question()
    swapped = asked.signatures[::-1]
    asked = replace(asked, signatures=swapped, message=message(asked.statement, swapped))
    row = admitted(store, asked).request
    assert (row.asks, row.approves) == ("officer-1", "officer-2")


def with_book(change: Callable[[Directory], Directory]) -> Callable[[NodeStore], DeniedError]:
    return lambda store: denial(store, question(), book=change(directory()))


def with_case(**changes: object) -> Callable[[NodeStore], DeniedError]:
    return lambda store: denial(store, signed_anew(question(), **changes))


def with_fields(**fields: str) -> Callable[[NodeStore], DeniedError]:
    def run(store: NodeStore) -> DeniedError:
        asked = question()
        changed = {**asked.message.fields, **{k.replace("_", "-"): v for k, v in fields.items()}}
        return denial(store, replace(asked, message=replace(asked.message, fields=changed)))

    return run


def with_elements(elements: tuple[bytes, ...]) -> Callable[[NodeStore], DeniedError]:
    return lambda store: denial(store, question(elements=elements))


def one_officer_twice(store: NodeStore) -> DeniedError:
    case = statement()
    twice = (sign_case(officer(ASKER, "officer-1"), case),) * 2
    return denial(store, replace(question(), signatures=twice, message=message(case, twice)))


def no_authority(book: Directory) -> Directory:
    return replace(book, authorities=tuple(row for row in book.authorities if row.peer != ASKER))


def nothing_offered(book: Directory) -> Directory:
    return replace(book, peers=tuple(replace(row, types=()) for row in book.peers))


def only_the_holder(book: Directory) -> Directory:
    return replace(book, peers=tuple(row for row in book.peers if row.id == HOLDER))


def older_than_used(store: NodeStore) -> DeniedError:
    accept_directory(store, replace(directory(), serial=2))
    return denial(store, question())


def clock_back(store: NodeStore) -> DeniedError:
    store.advance_clock(NOW + 5 * MINUTE)
    return denial(store, question())


def asked_twice(store: NodeStore) -> DeniedError:
    admitted(store, question())
    return denial(store, question())


def moved_elements(store: NodeStore) -> DeniedError:
    return denial(store, replace(question(elements=points(32)), elements=points(32, "other")))


def signed_by_another(store: NodeStore) -> DeniedError:
    asked = question()
    forged = message(asked.statement, asked.signatures, key=signing_key(f"{HOLDER}-key"))
    return denial(store, replace(asked, message=forged))


def asked_for_another(store: NodeStore) -> DeniedError:
    asked = question()
    with pytest.raises(DeniedError) as caught:
        admit(asked, directory(), store, NOW, me=ASKER, epochs=(EPOCH,))
    return caught.value


def too_much(store: NodeStore) -> DeniedError:
    """37 plates a day by default: 32 and 5 single ones, no more."""
    admitted(store, question("r-0", points(32)))
    for place in range(1, 6):
        admitted(store, question(f"r-{place}"))
    return denial(store, question("r-6"))


DENIED: list[tuple[Denial, int, Callable[[NodeStore], DeniedError]]] = [
    (Denial.CLOCK, 503, clock_back),
    (Denial.DIRECTORY, 503, older_than_used),
    (Denial.DIRECTORY, 503, with_book(lambda d: replace(d, valid_to=NOW - MINUTE))),
    (Denial.DIRECTORY, 503, with_book(lambda d: replace(d, valid_from=NOW + MINUTE))),
    (Denial.PEER, 403, with_book(only_the_holder)),
    (Denial.PEER, 403, with_fields(accord_asker="nobody")),
    (Denial.PIN, 403, lambda store: denial(store, replace(question(), shown=HOLDER))),
    (Denial.PIN, 403, lambda store: denial(store, replace(question(), shown=None))),
    (Denial.SIGNATURE, 403, signed_by_another),
    (Denial.SIGNATURE, 403, with_fields(accord_epoch="1")),
    (Denial.SIGNATURE, 403, with_fields(accord_purpose="other")),
    (Denial.SIGNATURE, 403, with_fields(accord_request="r-2")),
    (Denial.EXPIRED, 403, lambda store: denial(store, question(), now=NOW + 3 * MINUTE)),
    (Denial.EXPIRED, 403, lambda store: denial(store, question(), now=NOW - 2 * MINUTE)),
    (Denial.REPLAY, 409, asked_twice),
    (Denial.STATEMENT, 403, moved_elements),
    (Denial.STATEMENT, 403, with_case(count=2)),
    (Denial.STATEMENT, 403, with_case(holder="fiu-calvera")),
    (Denial.STATEMENT, 403, asked_for_another),
    (Denial.EPOCH, 403, with_case(epoch="21944")),
    (Denial.TYPE, 403, with_book(nothing_offered)),
    (Denial.TYPE, 403, with_case(type=IdentifierType.IBAN)),
    (Denial.BASIS, 403, with_case(type=IdentifierType.PERSON)),
    (Denial.BASIS, 403, with_case(purpose="border-check")),
    (Denial.BASIS, 403, with_case(basis="another-row")),
    (Denial.BASIS, 403, with_book(lambda d: replace(d, bases=()))),
    (
        Denial.BASIS,
        403,
        with_book(lambda d: replace(d, bases=(replace(basis(), evidence=BasisEvidence.UNVERIFIED),))),
    ),
    (Denial.OFFENCE, 403, with_case(offence_years=0)),
    (Denial.OFFICERS, 403, one_officer_twice),
    (Denial.OFFICERS, 403, with_book(no_authority)),
    (Denial.COUNT, 403, with_elements(points(2))),
    (Denial.COUNT, 403, with_elements((*points(31), points(1)[0]))),
    (Denial.ELEMENT, 400, with_elements((bytes(32),))),
    (Denial.ELEMENT, 400, with_elements((*points(31), b"\xff" * 32))),
    (Denial.QUOTA, 429, too_much),
]


@pytest.mark.parametrize(
    ("code", "status", "run"), DENIED, ids=[f"{n}-{c}" for n, (c, _, _) in enumerate(DENIED)]
)
def test_each_check_denies_what_it_is_for(
    store: NodeStore, code: Denial, status: int, run: Callable[[NodeStore], DeniedError]
) -> None:
    error = run(store)
    assert (error.code, error.status) == (code, status)
    assert str(error) == f"denied: {code.value}"


def test_every_check_of_the_table_is_tested_and_each_has_its_own_code() -> None:
    codes = [check.code for check in CHECKS]
    assert codes == list(Denial)
    assert {code for code, _, _ in DENIED} == set(codes)
    assert all(check.threats.startswith("T") for check in CHECKS)


def test_what_is_asked_in_steps_is_what_travels_in_steps() -> None:
    assert STEPS == MESSAGE_STEPS


def test_checks_come_in_their_order(store: NodeStore) -> None:
    """A question that fails every check from the pin on is denied for the pin; without that, for the next."""
    bad = signed_anew(question(elements=points(2)), epoch="1", type=IdentifierType.IBAN, offence_years=0)
    assert denial(store, replace(bad, shown=None), now=NOW + 9 * MINUTE).code is Denial.PIN
    assert denial(store, bad, now=NOW + 9 * MINUTE).code is Denial.EXPIRED
    store.change("DELETE FROM facts")
    assert denial(store, bad).code is Denial.EPOCH
    assert denial(store, bad).code is Denial.REPLAY


def test_a_replay_hears_what_became_of_the_first_and_is_not_charged(store: NodeStore) -> None:
    admitted(store, question())
    assert not denial(store, question(name="before the log")).is_unfinished
    mark_admitted(store, ASKER, "r-1", 0)
    for again in (question(), question(name="another nonce")):
        error = denial(store, again)
        assert error.outcome == outcome_of(store, ASKER, "r-1")
        assert error.is_unfinished
    other = denial(store, question("r-1", points(1, "other"), name="third"))
    assert (other.code, other.is_unfinished) == (Denial.REPLAY, False)
    assert store.rows("SELECT sum(elements) FROM charges") == [(1,)]


def test_a_replay_of_a_denied_message_has_no_outcome(store: NodeStore) -> None:
    bad = signed_anew(question(), offence_years=0)
    assert denial(store, bad).code is Denial.OFFENCE
    error = denial(store, bad)
    assert (error.code, error.outcome, error.is_unfinished) == (Denial.REPLAY, None, False)


def test_a_message_that_is_not_signed_uses_up_no_nonce(store: NodeStore) -> None:
    asked = question()
    forged = replace(asked, message=replace(asked.message, body=b"other"))
    assert denial(store, forged).code is Denial.SIGNATURE
    admitted(store, asked)


def test_a_quota_says_when_the_question_fits(store: NodeStore) -> None:
    error = too_much(store)
    assert error.quota is not None
    assert error.quota.limit is QuotaLimit.DAY
    assert error.quota.retry_after is not None
    later = NOW + error.quota.retry_after
    case = statement("r-7")
    assert isinstance(admitted(store, question(case=case, now=later), now=later), Admission)


def test_the_gate_gives_no_answer_that_depends_on_a_list() -> None:
    """T13, T17: no module of the gate imports what knows lists, keys of epochs or tags."""
    import accord.exchange.gate
    import accord.exchange.gate_checks

    for module in (accord.exchange.gate, accord.exchange.gate_checks):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        assert not any(
            f"accord.exchange.{name}" in source for name in ("tags", "oprf", "publishing", "listing")
        )


@given(
    st.sampled_from([IdentifierType.PLATE, IdentifierType.PERSON]),
    st.sampled_from([PURPOSE, "border-check"]),
    st.integers(0, 3),
    st.dates(date(2030, 1, 1), date(2030, 3, 1)),
    st.dates(date(2030, 1, 1), date(2030, 3, 1)),
    st.sampled_from(list(BasisEvidence)),
    st.sampled_from(list(OfficerRole)),
)
@settings(max_examples=80, deadline=None)
def test_nothing_is_admitted_without_an_open_basis(
    tmp_path_factory: pytest.TempPathFactory,
    kind: IdentifierType,
    purpose: str,
    years: int,
    start: date,
    end: date,
    evidence: BasisEvidence,
    role: OfficerRole,
) -> None:
    """T11: admitted if and only if a row that was read covers purpose, type, day and offence."""
    row = replace(basis(), valid_from=start, valid_to=end, evidence=evidence, offence_minimum_years=2)
    book = replace(directory(), bases=(row,))
    case = replace(statement(), type=kind, purpose=purpose, offence_years=years)
    signatures = (
        sign_case(officer(ASKER, "officer-1", OfficerRole.ASKS), case),
        sign_case(officer(ASKER, "officer-2", role), case),
    )
    asked = Question(
        message=message(case, signatures, name=nonce("any")),
        shown=ASKER,
        statement=case,
        signatures=signatures,
        elements=points(1),
    )
    is_open = start <= NOW.date() <= end and evidence is BasisEvidence.SEEN and years >= 2
    is_meant = kind is row.type and purpose == row.purpose and role is not OfficerRole.ASKS
    with NodeStore(tmp_path_factory.mktemp("gate") / "node.db") as store:
        try:
            admitted(store, asked, book=book)
            is_admitted = True
        except DeniedError:
            is_admitted = False
    assert is_admitted == (is_open and is_meant)
