"""JSON with one value on each line, for people who read or compare it.

The encoder of the standard library is fast only where it does not indent, and an export writes much.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring

from accord.store.figure_json import Json

__all__ = ["json_text"]


def json_text(value: Json, *, depth: int = 0) -> str:
    """Return what ``json.dumps`` returns with ``indent=1`` and ``ensure_ascii=False``, byte for byte.

    Args:
        value: What to write; the keys of objects are texts.
        depth: How many objects and lists it stands in.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict) and value:
        texts = (json_text(part, depth=depth + 1) for part in value.values())
        parts = [f"{name}: {text}" for name, text in zip(map(encode_basestring, value), texts, strict=True)]
        return _enclosed("{", parts, "}", depth)
    if isinstance(value, list) and value:
        return _enclosed("[", [json_text(part, depth=depth + 1) for part in value], "]", depth)
    return json.dumps(value)


def _enclosed(opening: str, parts: list[str], closing: str, depth: int) -> str:
    line = "\n" + " " * depth
    return f"{opening}{line} {f',{line} '.join(parts)}{line}{closing}"
