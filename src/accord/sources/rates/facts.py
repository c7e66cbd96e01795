"""The facts of a table, read strictly from the YAML beside it."""

from __future__ import annotations

from typing import TypeVar

from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.rows import read_row

__all__ = ["read_facts"]

Facts = TypeVar("Facts")


def read_facts(facts_type: type[Facts], text: str, *, file: str) -> Facts:
    """Read a description.

    Args:
        facts_type: A frozen dataclass whose fields are the allowed keys.
        text: The YAML.
        file: Its name, for errors.

    Raises:
        InputDataError: It is not such a description (ACC-301 to ACC-307), each problem with its line.
    """
    problems: list[Problem] = []
    facts = read_row(facts_type, read_marked_yaml(text, file=file), file=file, problems=problems)
    if facts is None:
        raise InputDataError(*problems)
    return facts
