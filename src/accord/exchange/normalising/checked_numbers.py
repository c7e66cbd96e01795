"""Numbers that prove themselves: accounts by their check digits, vehicles by their form."""

from __future__ import annotations

import re

from accord.exchange.normalising.subject import RefusedValueError

__all__ = ["IBAN_LENGTHS", "iban", "vehicle_number"]

_LENGTHS = """AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18
DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26
IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18
NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23
TN24 TR26 UA29 VA22 VG24 XK20 YE30"""
IBAN_LENGTHS = {cell[:2]: int(cell[2:]) for cell in _LENGTHS.split()}
"""Length of an IBAN by country.

Reference: IBAN registry of SWIFT, edition 101, as read through python-stdnum 2.2; ISO 13616-1.
"""
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}", re.ASCII)
_AGAIN = "Compare every character with the document; one is mistaken or missing."
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}", re.ASCII)
_VIN_LETTERS = str.maketrans("OQI", "001")
_VIN_VALUES = {letter: int(letter) for letter in "0123456789"} | dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_PLACE_OF_CHECK = 8


def iban(text: str) -> str:
    """Return an account number whose length and check digits are right.

    The remainder of the number by 97 must be 1, with its first four characters moved to the end and letters
    counted from 10 for A. Not done: no check of the digits inside the national number, and no country is
    refused for not being in the table.

    Raises:
        RefusedValueError: If form, length or check digits are wrong.
    """
    if text.startswith("IBAN"):
        text = text.removeprefix("IBAN")
    if not _IBAN.fullmatch(text):
        raise RefusedValueError("an IBAN: country, two check digits, account", _AGAIN)
    length = IBAN_LENGTHS.get(text[:2], len(text))
    if len(text) != length:
        raise RefusedValueError(f"{length} characters for an account in {text[:2]}", _AGAIN)
    number = "".join(str(int(letter, 36)) for letter in text[4:] + text[:4])
    if int(number) % 97 != 1 or not 2 <= int(text[2:4]) <= 98:
        raise RefusedValueError("an IBAN whose check digits are right", _AGAIN)
    return text


def vehicle_number(text: str) -> str:
    """Return a vehicle identification number of 17 characters.

    I, O and Q are in no such number; they are read as 1 and 0. The ninth character is a check digit where the
    first is 1 to 5 (North America), and only there: elsewhere makers use it as they like.

    Reference:
        ISO 3779 and ISO 3780; 49 CFR 565.15 (check digit), 565.13 (letters).

    Raises:
        RefusedValueError: If there are not 17 characters, or a check digit is wrong.
    """
    text = text.translate(_VIN_LETTERS)
    if not _VIN.fullmatch(text):
        raise RefusedValueError(
            "17 characters",
            "Read the number off the vehicle; an older one without it is asked for by its plate.",
        )
    if text[0] in "12345" and text[_VIN_PLACE_OF_CHECK] != _vin_check(text):
        raise RefusedValueError("a vehicle number whose check digit is right", _AGAIN)
    return text


def _vin_check(text: str) -> str:
    pairs = zip(text, _VIN_WEIGHTS, strict=True)
    left = sum(_VIN_VALUES[letter] * weight for letter, weight in pairs) % 11
    return "X" if left == 10 else str(left)
