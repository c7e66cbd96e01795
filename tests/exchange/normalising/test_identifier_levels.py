"""How often identifiers are found in another spelling, and how often taken for others."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

import pytest
from stdnum.iso7064 import mod_97_10

from accord.exchange.normalising import KEY_FACTS, IdentifierType, Subject, match_keys

LIST, ASKED, SEED = 10_000, 2_000, 1805
LETTERS, DIGITS = "ABCDEGHJKLMNPRSTUVZ", "0123456789"
CYRILLIC = str.maketrans("ABEKMHOPCTYX", "АВЕКМНОРСТУХ")
SOUNDS = str.maketrans("ABVGDEZKLMNOPRSTUFHC", "АБВГДЕЗКЛМНОПРСТУФХЦ")
GREEK = str.maketrans("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
OCR = str.maketrans("0O1I", "O0I1")

Fields = dict[str, str]


def drawn(chance: random.Random, form: str) -> str:
    """Write a form: A is a letter, 9 a digit."""
    return "".join(
        chance.choice(LETTERS if sign == "A" else DIGITS) if sign in "A9" else sign for sign in form
    )


def firearm(chance: random.Random) -> Fields:
    return {
        "serial": drawn(chance, chance.choice(("A999999", "AA99999", "999999", "A-99999"))),
        "make": chance.choice(("Crvena zastava", "Beretta", "Glock", "Norinco", "CZ")),
        "calibre": chance.choice(("7.62x39", "9x19", "7.65 Browning", "9x18")),
        "origin": "SRB",
    }


def plate(chance: random.Random) -> Fields:
    country, form = chance.choice(
        (
            ("SRB", "AA-999-AA"),
            ("ALB", "AA 999 AA"),
            ("MNE", "AA AA999"),
            ("MKD", "AA-9999-AA"),
            ("XK", "99-999-AA"),
        )
    )
    return {"country": country, "plate": drawn(chance, form)}


def vehicle(chance: random.Random) -> Fields:
    return {"vin": drawn(chance, "ZAR99999999999999")}


def iban(chance: random.Random) -> Fields:
    code, length = chance.choice((("XK", 16), ("RS", 18), ("ME", 18), ("BA", 16), ("MK", 15), ("AL", 24)))
    rest = drawn(chance, "9" * length)
    return {"iban": f"{code}{mod_97_10.calc_check_digits(rest + code)}{rest}"}


def document(chance: random.Random) -> Fields:
    return {"country": chance.choice(("SRB", "MKD", "MNE")), "number": drawn(chance, "A99999999")}


def phone(chance: random.Random) -> Fields:
    return {
        "number": drawn(chance, f"+{chance.choice(('381', '382', '355', '387', '389', '383'))} 69 999999")
    }


def company(chance: random.Random) -> Fields:
    return {"country": "SRB", "number": drawn(chance, "09999999")}


MADE: Mapping[IdentifierType, Callable[[random.Random], Fields]] = {
    IdentifierType.FIREARM: firearm,
    IdentifierType.PLATE: plate,
    IdentifierType.VEHICLE: vehicle,
    IdentifierType.IBAN: iban,
    IdentifierType.DOCUMENT: document,
    IdentifierType.PHONE: phone,
    IdentifierType.COMPANY: company,
}


def spelled(kind: IdentifierType, fields: Fields, chance: random.Random, *, is_heard: bool) -> Fields:
    """Write an identifier as another office would: script, case, separators, look-alikes, invisible marks."""
    field = next(name for name in ("serial", "plate", "vin", "iban", "number") if name in fields)
    text = fields[field]
    ways: list[Callable[[str], str]] = [
        str.lower,
        lambda text: text.translate(SOUNDS if is_heard else CYRILLIC),
        lambda text: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text),
        lambda text: f"\u200e{text}\u200b",
        lambda text: text[:3] + " " + text[3:],
    ]
    if not is_heard and kind is not IdentifierType.PHONE:
        ways += [lambda text: text.translate(GREEK)]
    if kind in {IdentifierType.FIREARM, IdentifierType.PLATE, IdentifierType.DOCUMENT} and not is_heard:
        ways += [lambda text: text.translate(OCR)]
    if kind is IdentifierType.PHONE:
        ways = [
            lambda text: "00" + text[1:],
            lambda text: text.replace(" ", " (0)", 1),
            lambda text: text.replace(" ", "/"),
        ]
    if kind is IdentifierType.COMPANY:
        ways += [lambda text: text.lstrip("0"), lambda text: "0" + text]
    other = fields | {field: chance.choice(ways)(text)}
    if kind is IdentifierType.FIREARM:
        other["make"] = chance.choice((other["make"].upper(), other["make"] + " d.o.o."))
        other["calibre"] = {"9x19": "9 mm Luger", "7.62x39": "7,62×39mm", "9x18": "9mm Makarov"}.get(
            other["calibre"], ".32 ACP"
        )
    return other


def datas(kind: IdentifierType, fields: Fields, key: str) -> set[bytes]:
    return {made.data for made in match_keys(Subject(type=kind, fields=fields), [key])}


@pytest.mark.slow
@pytest.mark.parametrize(
    "key", [key for key, fact in KEY_FACTS.items() if fact.type is not IdentifierType.PERSON]
)
def test_the_published_figures_of_a_key_are_the_measured_ones(key: str) -> None:
    fact = KEY_FACTS[key]
    chance = random.Random(f"{SEED} {key}")
    make = MADE[fact.type]
    entries = [make(chance) for _ in range(LIST)]
    register = set().union(*(datas(fact.type, fields, key) for fields in entries))
    canonical = {tuple(sorted(fields.items())) for fields in entries}
    is_heard = key == "firearm-by-sound"
    members = chance.sample(entries, ASKED)
    strangers = [
        fields for _ in range(ASKED) if tuple(sorted((fields := make(chance)).items())) not in canonical
    ]
    found = sum(
        bool(datas(fact.type, spelled(fact.type, fields, chance, is_heard=is_heard), key) & register)
        for fields in members
    )
    mistaken = sum(
        bool(datas(fact.type, spelled(fact.type, fields, chance, is_heard=is_heard), key) & register)
        for fields in strangers
    )
    assert len(strangers) > 0.9 * ASKED
    assert fact.recall == pytest.approx(found / len(members), abs=0.0005)
    assert fact.false_hits == pytest.approx(mistaken / len(strangers), abs=0.0005)
