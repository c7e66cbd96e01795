"""What two sides type differently is one subject, what differs stays apart, and nothing leaks."""

from __future__ import annotations

import traceback
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.normalising import (
    DEFAULT_KEYS,
    KEY_FACTS,
    IdentifierType,
    MatchKey,
    RefusedSubjectError,
    Subject,
    canaries,
    canary_questions,
    match_keys,
    query_keys,
    query_length,
)
from accord.exchange.normalising.canonical import canonical_fields
from accord.exchange.normalising.encoding import match_key

PERSON = IdentifierType.PERSON
SERIALS = (
    st.text("ABCDEFGHJKLMNPRSTUVWXYZ23456789", min_size=3, max_size=11)
    .map(lambda text: f"7{text}")
    .filter(lambda text: len(set(text)) > 1)
)
NAMES = st.text("abcdefghijklmnoprstuvzčćđšžëç", min_size=3, max_size=14)
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")
DAYS = st.dates().filter(lambda day: 1850 <= day.year <= 2099).map(lambda day: day.isoformat())
INVISIBLE = st.sampled_from(["\u200b", "\u200e", "\u200f", "\u202a", "\u202c", "\u2066", "\ufeff", "\u00ad"])
ALIKE = str.maketrans("ABEKMHOPCTYX", "АВЕКМНОРСТУХ")


def person(first: str, family: str, birth: str) -> Subject:
    return Subject(type=PERSON, fields={"first_name": first, "family_name": family, "birth_date": birth})


def plate(text: str) -> Subject:
    return Subject(type=IdentifierType.PLATE, fields={"country": "SRB", "plate": text})


def datas(subject: Subject) -> set[bytes]:
    return {key.data for key in match_keys(subject)}


def is_usable(subject: Subject) -> bool:
    try:
        match_keys(subject)
    except RefusedSubjectError:
        return False
    return True


@pytest.mark.parametrize("kind", IdentifierType)
def test_canaries_hit_in_another_spelling_and_are_public(kind: IdentifierType) -> None:
    listed, questions = canaries(kind), canary_questions(kind)
    assert len(listed) == len(questions) >= 1
    for entry, question in zip(listed, questions, strict=True):
        assert dict(entry.fields) != dict(question.fields)
        assert datas(entry) & datas(question)


@given(SERIALS, st.data())
def test_an_identifier_is_read_by_its_shape(text: str, data: st.DataObject) -> None:
    """Look-alikes, small letters, full width, separators and invisible marks make no difference."""
    written = data.draw(
        st.sampled_from([text.translate(ALIKE), text.lower(), "".join(chr(ord(c) + 0xFEE0) for c in text)])
    )
    at = data.draw(st.integers(0, len(text)))
    written = (
        f"{written[:at]}{data.draw(INVISIBLE)}{data.draw(st.sampled_from(['', ' ', '-', '.']))}{written[at:]}"
    )
    assert match_keys(plate(written)) == match_keys(plate(text))


@given(SERIALS, SERIALS)
def test_different_identifiers_without_look_alikes_have_different_keys(one: str, other: str) -> None:
    assert (match_keys(plate(one)) == match_keys(plate(other))) == (one == other)


@given(NAMES, NAMES, DAYS, st.sampled_from(FORMS))
def test_a_person_has_the_same_keys_in_any_order_case_and_form(
    first: str, family: str, birth: str, form: Form
) -> None:
    subject = person(first, family, birth)
    if not is_usable(subject):
        return
    other = person(
        unicodedata.normalize(form, family.upper()),
        unicodedata.normalize(form, first.title()),
        birth,
    )
    assert datas(subject) == datas(other)


@given(st.sampled_from(list(IdentifierType)), st.data())
def test_canonical_fields_are_canonical(kind: IdentifierType, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from((*canaries(kind), *canary_questions(kind))))
    once = canonical_fields(entry)
    assert canonical_fields(Subject(type=kind, fields=once)) == once


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=12))
def test_any_text_is_refused_or_canonical_for_good(one: str, other: str, third: str) -> None:
    for kind, fields in (
        (IdentifierType.FIREARM, {"serial": one, "make": other, "calibre": third}),
        (IdentifierType.DOCUMENT, {"country": "MKD", "number": one}),
        (IdentifierType.PHONE, {"country": "MKD", "number": one}),
        (PERSON, {"first_name": one, "family_name": other}),
    ):
        try:
            once = canonical_fields(Subject(type=kind, fields=fields))
        except RefusedSubjectError:
            continue
        assert canonical_fields(Subject(type=kind, fields=once)) == once


@given(
    st.text("abdefgiklmnoprstuvz", min_size=3, max_size=12),
    st.integers(0, 11),
    st.sampled_from("abdefgiklmnoprstuvz"),
    st.integers(0, 3),
)
def test_any_one_edit_of_one_name_is_forgiven(name: str, at: int, letter: str, kind: int) -> None:
    """Letters that make no digraph: then one edit is one edit after folding too, but for doubled letters."""
    at = min(at, len(name) - 1)
    edited = {
        0: name[:at] + letter + name[at:],
        1: name[:at] + letter + name[at + 1 :],
        2: name[:at] + name[at + 1 :],
        3: name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    }[kind]
    folded = (
        [canonical_fields(person(text, "Vrabac", "1980-05-17"))["first_name"] for text in (name, edited)]
        if (
            is_usable(person(name, "Vrabac", "1980-05-17"))
            and is_usable(person(edited, "Vrabac", "1980-05-17"))
        )
        else []
    )
    if folded != [name, edited]:
        return
    assert datas(person(name, "Vrabac", "1980-05-17")) & datas(person(edited, "Vrabac", "1980-05-17"))


@given(NAMES, NAMES, DAYS, st.integers(0, 7), st.sampled_from("0123456789"))
def test_one_digit_of_the_birth_date_is_forgiven(
    first: str, family: str, birth: str, at: int, digit: str
) -> None:
    digits = birth.replace("-", "")
    subject, other = (
        person(first, family, digits),
        person(first, family, digits[:at] + digit + digits[at + 1 :]),
    )
    if is_usable(subject) and is_usable(other):
        assert datas(subject) & datas(other)


@given(
    NAMES,
    NAMES,
    DAYS,
    st.sets(st.sampled_from(sorted(k for k, f in KEY_FACTS.items() if f.type is PERSON)), min_size=1),
)
def test_the_number_of_elements_of_a_question_tells_nothing(
    first: str, family: str, birth: str, allowed: set[str]
) -> None:
    try:
        keys = query_keys(person(first, family, birth), allowed)
    except RefusedSubjectError:
        return
    assert len(keys) == query_length(PERSON, allowed)
    assert tuple(key for key in keys if key is not None) == match_keys(person(first, family, birth), allowed)


def test_a_question_about_a_person_fits_a_step_of_the_batches() -> None:
    assert query_length(PERSON) <= 32
    assert all(query_length(kind) == 1 for kind in IdentifierType if kind is not PERSON)


def test_weak_keys_are_off_and_every_key_has_facts() -> None:
    assert not [key for keys in DEFAULT_KEYS.values() for key in keys if KEY_FACTS[key].is_weak]
    weak = {key for key, fact in KEY_FACTS.items() if fact.is_weak}
    assert weak == {"person-one-name", "person-year", "person-day-month"}
    assert all(fact.source and 0 <= fact.false_hits < fact.recall <= 1 for fact in KEY_FACTS.values())


def test_a_key_that_the_type_lacks_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no key of a plate: person-exact; keys are plate"):
        match_keys(plate("BG123AB"), ["person-exact"])
    with pytest.raises(ValueError, match="none given"):
        match_keys(plate("BG123AB"), [])


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_different_fields_never_have_the_same_bytes(one: list[str], other: list[str]) -> None:
    first = match_key(PERSON, "person-exact", tuple(one))
    assert (first.data == match_key(PERSON, "person-exact", tuple(other)).data) == (one == other)
    assert first.data != match_key(PERSON, "person-sound", tuple(one)).data
    assert first.data != match_key(IdentifierType.PLATE, "person-exact", tuple(one)).data


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (IdentifierType.IBAN, {"iban": "XK99SECRET00000000"}),
        (IdentifierType.PHONE, {"number": "SECRET"}),
        (IdentifierType.PLATE, {"country": "SECRET", "plate": "SECRET"}),
        (IdentifierType.VEHICLE, {"vin": "SECRET"}),
        (IdentifierType.COMPANY, {"country": "SRB", "number": "SECRET"}),
        (IdentifierType.FIREARM, {"serial": "SECRET\x07", "make": "SECRET", "calibre": "SECRET"}),
        (PERSON, {"first_name": "SECRET9", "family_name": "SECRET"}),
        (PERSON, {"family_name": "Secretović"}),
        (PERSON, {"family_name": "Secretović", "birth_date": "SECRET"}),
        (PERSON, {"SECRET": "SECRET"}),
    ],
)
def test_no_value_stands_in_a_message(kind: IdentifierType, fields: dict[str, str]) -> None:
    subject = Subject(type=kind, fields=fields)
    with pytest.raises(RefusedSubjectError) as refused:
        match_keys(subject)
    error = refused.value
    printed = (
        "".join(traceback.format_exception_only(error))
        + repr(error)
        + error.expected
        + error.fix
        + error.field
    )
    assert "secret" not in (printed + repr(subject)).casefold()
    assert error.__suppress_context__ or error.__context__ is None
    assert error.expected
    assert error.fix.endswith(".")


def test_no_value_stands_in_the_text_of_a_key() -> None:
    (key,) = match_keys(plate("SECRET1"))
    assert b"SECRET1" in key.data
    assert repr(key) == f"MatchKey(name='plate', data=<{len(key.data)} bytes>)"
    assert isinstance(key, MatchKey)


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        (("Đorđe", "Petrović", "1980-05-17"), ("PETROVIC", "DORDE", "17.5.1980"), "person-exact"),
        (("Qazim", "Hoxha", "1980-05-17"), ("Ћазим", "Хоџа", "1980-05-17"), "person-exact"),
        (("Ahmed", "Hrustić", "1980-05-17"), ("Amet", "Hurstić", "1980-05-17"), "person-sound"),
        (("Arta", "Gashi", "1980-05-04"), ("Arta", "Gashi", "1980-04-05"), "person-sound-unordered-day"),
        (("Milica", "Lukić-Savić", "1980-05-17"), ("Milica", "Savić", "1980-05-17"), "person-first-letters"),
        (("Aleksandar", "Savić", "1980-05-17"), ("Aleks", "Savić", "1980-05-17"), "person-first-letters"),
        (("Goran", "Savić", "1980-05-17"), ("Gorkan", "Savić", "1980-05-17"), "person-one-edit"),
        (("Nikola", "Savić", "1980-05-17"), ("Nidžo", "Savić", "1980-05-17"), "person-initial"),
        (("Arta", "Gashi", "1980-05-17"), ("Arta", "Gashi", "1980-05-11"), "person-masked-digit"),
        (("Arta", "Gashi", "1980-05-17"), ("Besa", "Gashi", "1980-05-17"), "person-one-name"),
        (("Arta", "Gashi", "1980-05-17"), ("Arta", "Gashi", "1980"), "person-year"),
        (("Arta", "Gashi", "1980-05-17"), ("Arta", "Gashi", "1991-05-17"), "person-day-month"),
    ],
)
def test_each_key_of_a_person_forgives_its_mistake(
    one: tuple[str, str, str], other: tuple[str, str, str], key: str
) -> None:
    listed = {made.data for made in match_keys(person(*one), [key])}
    assert listed & {made.data for made in match_keys(person(*other), [key])}


def test_a_person_without_a_full_date_needs_a_weak_key() -> None:
    names = {"first_name": "Arta", "family_name": "Gashi"}
    with pytest.raises(RefusedSubjectError, match="weak key"):
        match_keys(Subject(type=PERSON, fields=names))
    with pytest.raises(RefusedSubjectError, match="weak key"):
        match_keys(Subject(type=PERSON, fields=names | {"birth_date": "1980"}))
    with pytest.raises(RefusedSubjectError, match="at least two"):
        match_keys(Subject(type=PERSON, fields={"family_name": "Gashi"}), ["person-one-name"])
