"""Own rules against two well-kept libraries: python-stdnum for accounts, phonenumbers for telephones."""

from __future__ import annotations

import random
import re

import phonenumbers
import pytest
from stdnum import iban as stdnum_iban
from stdnum.iso7064 import mod_97_10

from accord.cleaning.place_codes import place_code
from accord.exchange.normalising import IdentifierType, RefusedSubjectError, Subject, match_keys
from accord.exchange.normalising.canonical import canonical_fields
from accord.exchange.normalising.checked_numbers import IBAN_LENGTHS
from accord.exchange.normalising.phones import CALLING_CODES

REGIONS = {
    region: code for region in phonenumbers.SUPPORTED_REGIONS if (code := place_code(region)) in CALLING_CODES
}


def test_lengths_of_accounts_are_those_of_the_registry() -> None:
    structure = re.compile(r"(\d+)!")
    for code, length in IBAN_LENGTHS.items():
        info = stdnum_iban._ibandb.info(code)[0][1]
        assert 4 + sum(map(int, structure.findall(info["bban"]))) == length, code


def is_account(text: str) -> bool:
    try:
        match_keys(Subject(type=IdentifierType.IBAN, fields={"iban": text}))
    except RefusedSubjectError:
        return False
    return True


def test_check_digits_of_accounts_agree() -> None:
    """2,000 invented numbers, each with right check digits, and with one character changed."""
    chance = random.Random(97)
    for _ in range(2_000):
        code, length = chance.choice(list(IBAN_LENGTHS.items()))
        rest = "".join(chance.choices("0123456789", k=length - 4))
        right = f"{code}{mod_97_10.calc_check_digits(rest + code)}{rest}"
        at = chance.randrange(4, length)
        wrong = (
            right[:at]
            + chance.choice([digit for digit in "0123456789" if digit != right[at]])
            + right[at + 1 :]
        )
        assert is_account(right)
        assert not is_account(wrong)
        assert mod_97_10.is_valid(rest + right[:4])
        assert not mod_97_10.is_valid(wrong[4:] + wrong[:4])


def test_every_plan_is_compared() -> None:
    assert set(CALLING_CODES) <= set(REGIONS.values())


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_numbers_of_a_country_agree_with_phonenumbers(region: str) -> None:
    """Example numbers of the library: written nationally, internationally and with 00."""
    compared = 0
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        number = phonenumbers.example_number_for_type(region, kind)
        if number is None:
            continue
        expected = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        for form in (phonenumbers.PhoneNumberFormat.NATIONAL, phonenumbers.PhoneNumberFormat.INTERNATIONAL):
            written = phonenumbers.format_number(number, form)
            assert e164(written, REGIONS[region]) == expected, written
            compared += 1
        assert e164("00" + expected[1:], None) == expected
    assert compared >= 2


def e164(text: str, country: str | None) -> str:
    fields = {"number": text} | ({"country": country} if country else {})
    return canonical_fields(Subject(type=IdentifierType.PHONE, fields=fields))["number"]
