"""Numbers of companies in the registers of the six partners."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accord.exchange.normalising.characters import digits_for_letters
from accord.exchange.normalising.subject import RefusedValueError

__all__ = ["REGISTER_NUMBERS", "RegisterNumber", "company_number"]

_ESTIMATE = "estimate: general knowledge, no law was read"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterNumber:
    """How a partner numbers companies.

    Args:
        text: What the number is called and looks like.
        pattern: Canonical form, without leading zeros where it is of digits only.
        others: What officers take for it by mistake.
        source: Where the form is from.
    """

    text: str
    pattern: str
    others: str
    source: str = _ESTIMATE


REGISTER_NUMBERS: Mapping[str, RegisterNumber] = {
    "ALB": RegisterNumber(
        text="NUIS (NIPT): letter, eight digits, letter",
        pattern=r"[A-M]\d{8}[A-Z]",
        others="the number of a court decision",
        source="python-stdnum 2.2, stdnum.al.nipt (form only; the check letter is not public)",
    ),
    "BIH": RegisterNumber(
        text="JIB: 13 digits",
        pattern=r"\d{8,13}",
        others="the VAT number of 12 digits, the court's file number",
    ),
    "KOS": RegisterNumber(
        text="NUI: nine digits, formerly a business number of eight",
        pattern=r"\d{6,9}",
        others="the fiscal number",
    ),
    "MKD": RegisterNumber(
        text="EMBS: seven digits", pattern=r"\d{4,7}", others="the tax number EDB of 13 digits"
    ),
    "MNE": RegisterNumber(
        text="PIB, also the register number: eight digits",
        pattern=r"\d{4,8}",
        others="the number of the entry in the court register",
        source="python-stdnum 2.2, stdnum.me.pib (form only)",
    ),
    "SRB": RegisterNumber(
        text="matični broj: eight digits", pattern=r"\d{4,8}", others="the tax number PIB of nine digits"
    ),
}
"""Register numbers by partner."""
_SHORTEST, _LONGEST = 3, 20


def company_number(text: str, country: str) -> str:
    """Return a register number without leading zeros, which spreadsheets lose.

    Only the form is checked, and only for the six partners: a number of another register is refused, because
    it would silently miss. Not done: no check digits, since their rules were not read.

    Args:
        text: Capitals and digits without separators.
        country: Canonical country.

    Raises:
        RefusedValueError: If the number cannot be one of this country's register.
    """
    text = (
        text[0] + digits_for_letters(text[1:9]) + text[9:] if country == "ALB" else digits_for_letters(text)
    )
    if text.isdigit():
        text = text.lstrip("0")
    rule = REGISTER_NUMBERS.get(country)
    if rule is not None and not re.fullmatch(rule.pattern, text):
        raise RefusedValueError(
            f"{rule.text} for a company in {country}",
            f"Look the company up in the register; not {rule.others}.",
        )
    if not _SHORTEST <= len(text) <= _LONGEST:
        raise RefusedValueError(
            f"{_SHORTEST} to {_LONGEST} characters", "Give the number of the company in its register."
        )
    return text
