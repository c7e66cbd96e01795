"""What the code says about itself: types in words, docstrings by name, every error that can be raised."""

from __future__ import annotations

import ast
import inspect
import re
import types
import typing
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from accord.domain.claim import Value
from accord.domain.period import PartialDate

__all__ = [
    "COMMON",
    "KEYS",
    "LEVERAGE_KEYS",
    "attributes",
    "collect_errors",
    "described",
    "first_sentence",
    "slug",
]

COMMON = {
    "by": "Who made the text.",
    "code": "The code.",
    "column": "Column of the tile, counted from 0.",
    "date": "Date, as precise as the source states it.",
    "evidence": "How well the row is evidenced.",
    "id": "Stable id.",
    "is_ours": "True if this project added the heading.",
    "label": "Name on pages.",
    "meaning": "What the stage means.",
    "note": "What a reader should know.",
    "place": "Where it was made.",
    "reference": "Number under which the text was published.",
    "row": "Row of the tile, counted from 0.",
    "scheme": "Name of the scheme, e.g. `iso2`.",
    "source": "Id of the document behind the row.",
    "summary": "What the declaration is, in a few sentences.",
    "title": "Title on pages.",
}
"""What keys mean that many rows share, where the docstring of the row does not say it."""

KEYS = {
    "after": "Value in the second snapshot; null if it no longer exists.",
    "before": "Value in the first snapshot; null if it did not exist.",
    "check": "What was looked at.",
    "date": "When the thing happened or the value held.",
    "date_read": "Day on which the document was entered.",
    "definitions": "Rows that this project defined; the same keys as `inputs`.",
    "document": "Title of the document.",
    "file": "File in the snapshot in which the row stands.",
    "finding": "What was found.",
    "flows": "Published flows at the end of the descent; keys below.",
    "id": "Id of the row.",
    "inputs": "Rows of the public record at the end of the descent, each once; keys below.",
    "cells": "Cells of tables from which it comes; keys below.",
    "observations": "Observations from which it comes; keys below.",
    "ok": "Whether all is well.",
    "place": "Line and row in that file; after it the place in the document, if noted.",
    "published": "Date that the document states; null if undated.",
    "publisher": "Who published the document.",
    "shown": "The value as people read it.",
    "snapshot": "Id of the snapshot.",
    "source": "Id of the document; null for a definition.",
    "steps": "Figures on the way down: `depth`, `figure`, `value`, `method`.",
    "url": "Address of the document.",
}
"""What keys of the JSON mean, where no docstring says it."""

LEVERAGE_KEYS = {
    "scope": "Id of the package or project.",
    "definition": "Id of the definition.",
    "figure": "Id of the ratio, for `accord why`; `.above` and `.below` after it give the two sides.",
    "value": "The ratio; null if it cannot be told.",
    "shown": "The value as people read it, with its hedge.",
    "numerator": "Sum above the line in `unit`; null if nothing was identified, which is not zero.",
    "denominator": "Sum below the line, likewise.",
    "unit": "Currency of both.",
    "above": "Ids of the lines, or of claims that stand for lines, above the line.",
    "below": "The same below the line.",
    "left_out": "Lines on neither side: `line` and `reason`.",
    "reason": "Why the value is what it is or why there is none.",
    "announced": (
        "The test of what was announced: `figure`, `reach`, `needed`, `shortfall`, `grants_unidentified`,"
        " `needed_of_rest`, `missing`, `reason`; null where nothing is tested."
    ),
}
"""What keys of ``accord leverage --json`` mean, in their order."""


def attributes(row_type: type) -> dict[str, str]:
    """Return what the ``Attributes:`` part of a docstring says, by name."""
    _, _, part = inspect.cleandoc(row_type.__doc__ or "").partition("Attributes:\n")
    found = re.findall(r"^    (\w+): (.*(?:\n        .*)*)", part, re.MULTILINE)
    return {name: " ".join(text.split()).replace("``", "`") for name, text in found}


def first_sentence(thing: object) -> str:
    """Return the first paragraph of a docstring on one line."""
    first = inspect.cleandoc(getattr(thing, "__doc__", "") or "").split("\n\n")[0]
    return first.replace("\n", " ").replace("``", "`")


def described(hint: object) -> str:
    """Return a type in words of the content's readers."""
    if hint == Value:
        return "number, word, or `true`/`false`"
    if isinstance(hint, types.UnionType):
        return described(next(part for part in typing.get_args(hint) if part is not type(None)))
    if typing.get_origin(hint) is tuple:
        return f"list of {described(typing.get_args(hint)[0])}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return f"[{slug(hint.__name__)}](#{slug(hint.__name__)})"
    words = {str: "text", bool: "`true` or `false`", int: "whole number", Decimal: "number"}
    if hint is PartialDate:
        return "date"
    return words.get(typing.cast("type", hint)) or f"[rows]({_anchor(hint)})"


def slug(name: str) -> str:
    """Return the name of a class as the heading under which it stands, e.g. ``measure-kind``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _anchor(row_type: object) -> str:
    return f"#{slug(getattr(row_type, '__name__', ''))}"


_ID = re.compile(r"ACC-\d{3}")


def _said(node: ast.expr | None) -> str:
    """Return a text of the code for readers; what is filled in later is a word in capitals or ``…``."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_said(part) for part in node.values)
    if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Name | ast.Attribute):
        name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
        return name.strip("_").upper()
    if isinstance(node, ast.IfExp):
        return " / ".join(part for part in (_said(node.body), _said(node.orelse)) if part != "…")
    return "" if node is None else "…"


def _arguments(tree: ast.Module) -> dict[str, list[str]]:
    """Return the names of the arguments of each function of a module."""
    return {
        node.name: [argument.arg for argument in node.args.args]
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


def _names(call: ast.Call, known: dict[str, list[str]]) -> list[str]:
    """Return the names of the arguments of what is called: a function, or a method after its object."""
    if isinstance(call.func, ast.Name):
        return known.get(call.func.id, [])
    if isinstance(call.func, ast.Attribute):
        names = known.get(call.func.attr, [])
        return names[1:] if names[:1] == ["self"] else []
    return []


class _Assigned:
    """What the variables of a module were last set to, function by function, before some line."""

    def __init__(self, tree: ast.Module) -> None:
        self._set: dict[str, list[tuple[int, ast.expr]]] = {}
        for node in ast.walk(tree):
            for target, value in _assignments(node):
                self._set.setdefault(target, []).append((node.lineno, value))  # type: ignore[attr-defined]

    def resolve(self, node: ast.expr | None) -> ast.expr | None:
        """Return what a variable holds where it is used; anything else as it stands."""
        if not isinstance(node, ast.Name):
            return node
        earlier = [pair for pair in self._set.get(node.id, []) if pair[0] <= node.lineno]
        return max(earlier, key=lambda pair: pair[0])[1] if earlier else node


def _assignments(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        if isinstance(target, ast.Name):
            yield target.id, node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = zip(target.elts, node.value.elts, strict=False)
            yield from ((name.id, value) for name, value in pairs if isinstance(name, ast.Name))


def _texts_below(call: ast.Call, tree: ast.Module) -> dict[str, ast.expr]:
    """Return the texts that the function that is called gives to an error itself."""
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call) and any(word.arg == "what" for word in inner.keywords):
                    return {word.arg or "": word.value for word in inner.keywords}
    return {}


def collect_errors(source: Path) -> dict[str, dict[tuple[str, str, str], set[str]]]:
    """Return every error of the code: id to (what, expected, next step) to modules that raise it."""
    found: dict[str, dict[tuple[str, str, str], set[str]]] = {}
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(source.rglob("*.py"))}
    shared = {name: names for tree in trees.values() for name, names in _arguments(tree).items()}
    for path, tree in trees.items():
        local, assigned = {**shared, **_arguments(tree)}, _Assigned(tree)
        module = path.relative_to(source).as_posix()
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            given = dict(zip(_names(call, local), call.args, strict=False))
            given |= {keyword.arg or "": keyword.value for keyword in call.keywords}
            ids = _ids_of((*given.values(), *call.args), assigned)
            if ids and "what" not in given:
                given = {**_texts_below(call, tree), **given}
            texts = [_said(assigned.resolve(given.get(part))) for part in ("what", "expected", "fix")]
            for name in ids:
                found.setdefault(name, {}).setdefault((texts[0], texts[1], texts[2]), set()).add(module)
    return dict(sorted(found.items()))


def _ids_of(parts: Iterable[ast.expr], assigned: _Assigned) -> list[str]:
    """Return the ids of the first part that is one, or a choice of them."""
    for part in parts:
        words = _said(assigned.resolve(part)).split(" / ")
        if all(_ID.fullmatch(word) for word in words):
            return words
    return []
