"""Calibres: the many names of one cartridge, as bore and length of the case."""

from __future__ import annotations

import re

from accord.exchange.normalising.characters import by_shape
from accord.exchange.normalising.subject import RefusedValueError

__all__ = ["CARTRIDGES", "bore_of", "calibre", "is_full_calibre"]

CARTRIDGES = {
    "5.6X15": "22LR 22LONGRIFLE 5.6LR .22LR",
    "5.56X45": "223REM 223REMINGTON 5.56NATO .223",
    "5.45X39": "5.45SOVIET 5.45RUSSIAN",
    "6.35X16": "25ACP 25AUTO 6.35BROWNING",
    "7.62X25": "7.62TOKAREV 7.62TT 30TOKAREV",
    "7.62X39": "7.62SOVIET 7.62RUSSIANSHORT 7.62KALASHNIKOV",
    "7.62X51": "308WIN 308WINCHESTER 7.62NATO .308",
    "7.62X54": "7.62RUSSIAN 7.62MOSIN",
    "7.65X17": "32ACP 32AUTO 7.65BROWNING 7.65ACP",
    "7.92X57": "8X57 8MAUSER 7.92MAUSER 7.9X57 7.9MAUSER",
    "9X17": "380ACP 380AUTO 9BROWNING 9SHORT 9KURZ 9CORTO 9KRATKI",
    "9X18": "9MAKAROV 9PM",
    "9X19": "9PARA 9PARABELLUM 9LUGER 9NATO",
    "9X29": "38SPECIAL 38SPL .38SPECIAL",
    "9X33": "357MAGNUM 357MAG .357MAGNUM",
    "10X22": "40SW 40SMITHWESSON .40SW",
    "11.43X23": "45ACP 45AUTO .45ACP .45AUTO",
    "12.7X99": "50BMG .50BMG",
    "12.7X108": "12.7SOVIET",
}
"""Bore in mm and length of the case in mm, with other names of the cartridge; general knowledge of the trade.

Names that offices use for each other stand together, although makers tell them apart (.223 Remington and
5.56x45, .308 Winchester and 7.62x51).
"""

_NAMES = {
    name.removeprefix("."): metric for metric, names in CARTRIDGES.items() for name in names.split()
} | {"8X57": "7.92X57"}
_BETWEEN_DIGITS = re.compile(r"(?<=\d)/(?=\d)", re.ASCII)
_SEPARATORS = re.compile(r"[\s\-_/&()\"']")
_NOISE = re.compile(r"CALIBRE|CALIBER|KALIBAR|KALIBER|KALIBRI|CAL|KAL|MM")
_METRIC = re.compile(r"0*(\d{1,2}(?:\.\d{1,2})?)X(\d{2,3})(?:\.\d+)?[A-Z]*\d{0,2}", re.ASCII)
_BARE = re.compile(r"0*(\d{1,2}(?:\.\d{1,2})?)", re.ASCII)
_GAUGE = re.compile(r"0*(10|12|16|20|24|28|32)(?:GA|GAUGE|BORE|G)|0*(10|12|16|20|24|28|32)X(?:6\d|7\d|8\d)")


def calibre(text: str) -> str:
    """Return a calibre as ``7.62X39``; a shotgun as ``12GA``; a bore alone, such as ``9``, as it is.

    A cartridge that the table does not hold keeps its name without blanks, hyphens and ``mm``.

    Raises:
        RefusedValueError: If there is no digit in it.
    """
    text = by_shape(text.replace(",", ".").replace("×", "x"))
    text = _SEPARATORS.sub("", _BETWEEN_DIGITS.sub("X", text))
    while (shorter := _NOISE.sub("", text).strip(".")) != text:
        text = shorter
    gauge = _GAUGE.fullmatch(text)
    if gauge is not None:
        return f"{gauge[1] or gauge[2]}GA"
    if text in _NAMES:
        return _NAMES[text]
    metric = _METRIC.fullmatch(text)
    if metric is not None:
        written = f"{_number(metric[1])}X{metric[2]}"
        return _NAMES.get(written, written)
    bare = _BARE.fullmatch(text)
    if bare is not None:
        return _number(bare[1])
    if not any(letter.isdigit() for letter in text) or not re.fullmatch(r"[A-Z0-9.]+", text):
        raise RefusedValueError(
            "a calibre such as 7.62x39, 9 mm Luger or 12 gauge", "Read it off the weapon."
        )
    return text


def _number(text: str) -> str:
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def is_full_calibre(calibre: str) -> bool:
    """Tell whether a canonical calibre names a cartridge, not a bore alone."""
    return _BARE.fullmatch(calibre) is None


def bore_of(calibre: str) -> str:
    """Return the bore of a canonical calibre: what stands before ``X``, or all of it."""
    return calibre.partition("X")[0] if _METRIC.fullmatch(calibre) else calibre
