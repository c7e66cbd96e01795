"""Single rules, each with cases written by hand, and any text that stands near a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.normalising import IdentifierType, RefusedSubjectError, Subject
from accord.exchange.normalising.birth_dates import birth_date, masked_digits, unordered_day
from accord.exchange.normalising.calibres import bore_of, calibre, is_full_calibre
from accord.exchange.normalising.canonical import canonical_fields
from accord.exchange.normalising.checked_numbers import iban, vehicle_number
from accord.exchange.normalising.makes import make
from accord.exchange.normalising.places import PLATE_FORMS, is_usual_plate
from accord.exchange.normalising.registers import REGISTER_NUMBERS, company_number
from accord.exchange.normalising.sounds import fold_sounds, joined, outline
from accord.exchange.normalising.subject import RefusedValueError


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("7.62x39", "7.62X39"),
        ("7,62 × 39 mm", "7.62X39"),
        ("cal. 7.62x39 M43", "7.62X39"),
        ("7.62x54R", "7.62X54"),
        ("9 mm Luger", "9X19"),
        ("9x19 Para", "9X19"),
        ("9mm Makarov", "9X18"),
        (".45 ACP", "11.43X23"),
        ("45 Auto", "11.43X23"),
        ("8x57", "7.92X57"),
        (".22 LR", "5.6X15"),
        ("12/70", "12GA"),
        ("kal. 012/76", "12GA"),
        ("12 gauge", "12GA"),
        ("9 mm", "9"),
        ("9.0", "9"),
        ("300 Win. Mag.", "300WIN.MAG"),
    ],
)
def test_a_cartridge_has_one_name(written: str, expected: str) -> None:
    assert calibre(written) == expected
    assert calibre(expected) == expected


def test_a_bore_alone_is_not_a_calibre() -> None:
    assert not is_full_calibre(calibre("9 mm"))
    assert is_full_calibre(calibre("9x19"))
    assert (bore_of("9X19"), bore_of("9"), bore_of("12GA")) == ("9", "9", "12GA")


@pytest.mark.parametrize("written", ["", "mm", "Zastava", "7.62±39"])
def test_a_calibre_without_digits_is_refused(written: str) -> None:
    with pytest.raises(RefusedValueError):
        calibre(written)


@pytest.mark.parametrize(
    "written",
    ["Zastava", "Crvena zastava", "ЗАСТАВА", "Zastava oružje a.d.", "Z.C.Z.", "Zavodi Crvena Zastava"],
)
def test_a_maker_has_one_name(written: str) -> None:
    assert make(written) == "zastava"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1980-05-17", "19800517"), ("19800517", "19800517"), ("7.5.1980.", "19800507"), ("1980", "1980")],
)
def test_a_day_is_eight_digits(written: str, expected: str) -> None:
    assert birth_date(written) == expected


@pytest.mark.parametrize(
    "written", ["1980-02-30", "17/05/1980", "80-05-17", "1849-01-01", "2100-01-01", "1980-5"]
)
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(RefusedValueError):
        birth_date(written)


def test_mistakes_of_a_day_by_hand() -> None:
    assert unordered_day("19800517") == unordered_day("19801705") == "19800517"
    assert masked_digits("19800517")[0] == "-9800517"
    assert len(set(masked_digits("19800517"))) == 8


@pytest.mark.parametrize(
    ("written", "folded", "sound"),
    [
        ("Đorđe", "dorde", "drt"),
        ("Gjergj", "derd", "drt"),
        ("Ђорђе", "dorde", "drt"),
        ("Xhavit", "davit", "dvt"),
        ("Qemal", "cemal", "cml"),
        ("Ćemal", "cemal", "cml"),
        ("Ljiljana", "lilana", "ln"),
        ("Mehmed", "mehmed", "mt"),
        ("Mehmet", "mehmet", "mt"),
        ("Ahmed", "ahmed", "amt"),
        ("Ea", "ea", "a"),
    ],
)
def test_names_are_folded_and_outlined(written: str, folded: str, sound: str) -> None:
    """By hand: Mehmed is m-h-m-d; h goes, the two m become one, the last d is unvoiced."""
    assert fold_sounds(written) == folded
    assert outline(joined(folded)) == sound


def test_words_of_a_name_are_kept_apart_and_joined_by_the_same_rules() -> None:
    assert fold_sounds("Ana-Marija  d'Arc") == "ana maria darc"
    assert joined(fold_sounds("Ana Marija")) == fold_sounds("Anamarija") == "anamaria"


def test_check_digits_by_hand() -> None:
    """GB82 WEST and so on is a usual example of an IBAN, 1M8GDM9AXKP042788 of a vehicle number."""
    assert iban("GB82WEST12345698765432") == "GB82WEST12345698765432"
    assert vehicle_number("1M8GDM9AXKPO42788") == "1M8GDM9AXKP042788"
    assert vehicle_number("WVWZZZ1KZAW000001"), "no check digit is asked for outside North America"
    for wrong in ("1M8GDM9A1KP042788", "WVWZZZ1KZAW00000"):
        with pytest.raises(RefusedValueError):
            vehicle_number(wrong)
    for wrong in ("GB82WEST12345698765423", "XK4500000000000019", "GB82"):
        with pytest.raises(RefusedValueError):
            iban(wrong)


def test_unusual_plates_are_told_and_never_refused() -> None:
    usual = {
        "ALB": "AA123BB",
        "BIH": "A12E345",
        "KOS": "01234AB",
        "MKD": "SK1234AB",
        "MNE": "PGCG123",
        "SRB": "BG123AB",
    }
    assert set(PLATE_FORMS) == set(usual)
    assert all(is_usual_plate(country, plate) for country, plate in usual.items())
    assert not is_usual_plate("SRB", "GAVRAN")
    assert is_usual_plate("DEU", "GAVRAN")
    fields = {"country": "SRB", "plate": "GAVRAN"}
    assert canonical_fields(Subject(type=IdentifierType.PLATE, fields=fields)) == fields


def test_a_number_of_another_register_is_refused_by_name() -> None:
    assert set(REGISTER_NUMBERS) == set(PLATE_FORMS)
    with pytest.raises(RefusedValueError, match="tax number PIB of nine digits"):
        company_number("101134702", "SRB")


VALUES = {
    IdentifierType.FIREARM: {"serial": "M70 1234", "make": "H&K", "calibre": "kal. 9x18 mm", "origin": "IT"},
    IdentifierType.PLATE: {"country": "RS", "plate": "BG 123-AB"},
    IdentifierType.VEHICLE: {"vin": "WVWZZZ1KZAW000001"},
    IdentifierType.IBAN: {"iban": "GB82 WEST 1234 5698 7654 32"},
    IdentifierType.DOCUMENT: {"country": "D", "number": "C01X00T47"},
    IdentifierType.PHONE: {"number": "064 123 4567", "country": "RS"},
    IdentifierType.COMPANY: {"country": "AL", "number": "L12345678A"},
    IdentifierType.PERSON: {"first_name": "Ana Xhejn", "family_name": "Ljiljdžh", "birth_date": "17.5.1980."},
}


@given(st.sampled_from(list(IdentifierType)), st.data())
def test_a_text_near_a_value_is_refused_or_canonical_for_good(
    kind: IdentifierType, data: st.DataObject
) -> None:
    """Whatever is put into a value: no other error comes, and canonical fields stay as they are."""
    fields = dict(VALUES[kind])
    for name, text in fields.items():
        at = data.draw(st.integers(0, len(text)))
        put_in = data.draw(
            st.one_of(st.text(max_size=3), st.sampled_from(["", "/", "mm", "0", "O", "dž", "()"]))
        )
        fields[name] = text[:at] + put_in + text[at:]
    try:
        once = canonical_fields(Subject(type=kind, fields=fields))
    except RefusedSubjectError:
        return
    assert all(text.isascii() and text for text in once.values())
    assert canonical_fields(Subject(type=kind, fields=once)) == once
