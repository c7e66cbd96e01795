"""YAML with the line of every value: nothing is guessed, nothing is silently merged."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from accord.cleaning.scalars import Scalar, clean_plain_scalar
from accord.errors import InputDataError, Problem

__all__ = ["Marked", "read_marked_yaml"]

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTED = {'"', "'", "|", ">"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A value of a YAML file and the line on which it starts.

    Attributes:
        value: A scalar, a list of marked values, or a mapping of keys to marked values.
        line: Line counted from 1.
    """

    value: Scalar | list[Marked] | dict[str, Marked]
    line: int


def read_marked_yaml(content: str | bytes, *, file: str) -> Marked:
    """Read one YAML document strictly.

    Args:
        content: The whole file, as text or as bytes; a mark of byte order, as some programs write it, is
            passed over.
        file: Its name, for errors.

    Returns:
        The root value with the line of every part.

    Raises:
        InputDataError: It is no text in UTF-8 or not YAML (ACC-301), repeats a key (ACC-302), or uses an
            anchor, an alias or a tag (ACC-303).
    """
    text = content if isinstance(content, str) else _decoded(content, file)
    try:
        _refuse_anchors_and_tags(text, file)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, file) from error
    except (yaml.YAMLError, RecursionError) as error:
        problem = Problem(
            id="ACC-301",
            what="The file is not valid YAML.",
            file=file,
            value=str(error),
            expected="text in UTF-8 without control characters, nested a few levels deep",
            fix="Remove the character that is named, or the brackets.",
        )
        raise InputDataError(problem) from error
    if node is None:
        return Marked({}, 1)
    problems: list[Problem] = []
    marked = _mark(node, file, problems)
    if problems:
        raise InputDataError(*problems)
    return marked


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputDataError(
            Problem(
                id="ACC-301",
                what="The file is not text in UTF-8.",
                file=file,
                line=error.object[: error.start].count(b"\n") + 1,
                value=repr(error.object[error.start : error.end]),
                expected="UTF-8",
                fix="Save the file with the encoding UTF-8.",
            )
        ) from error


def _refuse_anchors_and_tags(text: str, file: str) -> None:
    try:
        events = list(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError:
        return
    for event in events:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None or tag is not None:
            raise InputDataError(
                Problem(
                    id="ACC-303",
                    what="Anchors, aliases and tags are not used in content.",
                    file=file,
                    line=event.start_mark.line + 1 if event.start_mark else 0,
                    value=f"&{anchor}" if anchor is not None else str(tag),
                    expected="every row written out, so that it can be read by itself",
                    fix="Write the value out, or quote it if it is a text that begins with &, * or !.",
                )
            )


def _syntax_error(error: yaml.MarkedYAMLError, file: str) -> InputDataError:
    mark = error.problem_mark or error.context_mark
    return InputDataError(
        Problem(
            id="ACC-301",
            what="The file is not valid YAML.",
            file=file,
            line=mark.line + 1 if mark else 0,
            value=str(error.problem or error.context),
            expected="keys and values with even indentation, by spaces",
            fix="Look at this line and the one before: a missing colon, quote or indent is the usual cause.",
        )
    )


def _mark(node: yaml.Node, file: str, problems: list[Problem]) -> Marked:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Marked(_mark_mapping(node, file, problems), line)
    if isinstance(node, yaml.SequenceNode):
        return Marked([_mark(item, file, problems) for item in node.value], line)
    is_plain = getattr(node, "style", None) not in _QUOTED
    return Marked(clean_plain_scalar(node.value) if is_plain else node.value, line)


def _mark_mapping(node: yaml.MappingNode, file: str, problems: list[Problem]) -> dict[str, Marked]:
    values: dict[str, Marked] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in values:
            problems.append(
                Problem(
                    id="ACC-302",
                    what=f"The key `{key}` stands twice in one row.",
                    file=file,
                    line=key_node.start_mark.line + 1,
                    field=key,
                    expected=f"each key once (it first stands on line {values[key].line})",
                    fix="Keep one of the two.",
                )
            )
            continue
        values[key] = _mark(value_node, file, problems)
    return values
