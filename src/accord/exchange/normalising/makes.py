"""Makers of firearms: the names under which registers write one maker."""

from __future__ import annotations

from accord.exchange.normalising.sounds import fold_sounds, joined
from accord.exchange.normalising.subject import RefusedValueError

__all__ = ["MAKERS", "make"]

MAKERS = (
    ("Zastava", "Crvena Zastava", "Zavodi Crvena Zastava", "ZCZ", "Z.C.Z.", "Preduzece 44", "VTZ Kragujevac"),
    ("Ceska zbrojovka", "CZ", "CZUB", "CZ Uhersky Brod"),
    ("Izhmash", "Izhevsk", "Kalashnikov", "Koncern Kalasnikov", "Izhmekh", "Baikal"),
    ("Tula", "TOZ", "Tulski oruzhejnyj zavod"),
    ("Beretta", "Pietro Beretta", "P. Beretta", "Fabbrica Pietro Beretta"),
    ("Walther", "Carl Walther", "C. Walther"),
    ("Fabrique Nationale", "FN", "FN Herstal", "Fabrique Nationale Herstal"),
    ("Heckler Koch", "Heckler & Koch", "Heckler und Koch", "HK", "H&K", "H K"),
    ("Smith Wesson", "Smith & Wesson", "SW", "S&W", "Smith and Wesson"),
    ("Sig Sauer", "SIG", "Sig-Sauer"),
    ("Norinco", "China North Industries"),
    ("Gramsh", "KM Gramsh", "Kombinati Mekanik Gramsh", "Arsenali Gramsh"),
    ("Arsenal", "Arsenal Kazanlak", "Kazanlak"),
    ("Cugir", "Romarm", "ROMARM Cugir", "Fabrica de Arme Cugir"),
    ("FEG", "Fegyver es Gepgyar", "FEGARMY"),
    ("Radom", "Lucznik", "FB Radom"),
    ("Glock", "Glock Austria"),
    ("Colt", "Colts", "Colt Manufacturing"),
    ("Ekol", "Ekol Voltran", "Voltran"),
    ("Atak", "Atak Silah", "Zoraki"),
    ("HS Produkt", "HS", "IM Metal"),
)
"""First the canonical name, then others of the same maker; general knowledge, marked as an estimate.

Works that one office takes for another stand together: serial number and calibre tell them apart.
"""
_NOISE = frozenset(
    {"ad", "doo", "dd", "ag", "gmbh", "spa", "inc", "ltd", "llc", "co", "kg"}
    | {"arms", "armi", "armas", "oruzie", "veapons", "vorks"}
)
"""Folded words that say nothing about the maker."""


def _letters(text: str) -> str:
    words = text.replace("&", " ").replace("/", " ").replace("(", " ").replace(")", " ").split()
    words = ["".join(letter for letter in word if not letter.isdigit()) for word in words]
    words = [word for word in words if any(letter.isalpha() for letter in word)]
    kept = [word for word in words if fold_sounds(word) not in _NOISE]
    return joined(fold_sounds(" ".join(kept or words)))


def _table() -> dict[str, str]:
    return {_letters(name): _letters(names[0]) for names in MAKERS for name in names}


def make(text: str) -> str:
    """Return the maker in folded letters; one that the table does not hold under its own name.

    Not done: a model is not taken for its maker, unless the table says so.

    Raises:
        RefusedValueError: If fewer than two letters are left.
    """
    folded = _letters(text)
    if len(folded) < 2:
        raise RefusedValueError("the maker of the firearm", "Give the maker, not the model.")
    return _TABLE.get(folded, folded)


_TABLE = _table()
