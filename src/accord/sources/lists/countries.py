"""Names of countries as lists write them, and their codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

__all__ = ["country_of"]

_TABLE = Path(__file__).with_name("countries.yml")
_NOWHERE = {"", "00", "unknown", "undetermined", "0", "na", "none"}


def country_of(code: str, name: str = "") -> str:
    """Return the code of a country.

    Args:
        code: ISO 3166-1 alpha-2 code that the list states, in any case; may be empty.
        name: Name that the list states.

    Returns:
        The code in lower case (``xk`` for Kosovo*); the name as written where there is no code, such
        as for a state that is no more; an empty string where the list says that it is not known.
    """
    names = _names()
    key = code.strip().lower()
    if key in names.values():
        return key
    text = " ".join(name.split())
    folded = _folded(text)
    if found := names.get(folded):
        return found
    if folded in _NOWHERE:
        return "" if key in _NOWHERE else code.strip()
    return text


def _folded(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z]+", " ", plain.lower()).split()
    return " ".join(word for word in words if word not in {"the", "of", "and"})


@cache
def _names() -> Mapping[str, str]:
    table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {_folded(name): str(code) for code, names in table.items() for name in names}
