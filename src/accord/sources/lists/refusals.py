"""Why a file is no list: the errors that stop a reading, each with its place and the next step."""

from __future__ import annotations

from accord.errors import InputDataError, Problem

__all__ = ["bad_encoding", "bad_json", "bad_xml", "forbidden_markup", "refusal", "too_large"]

_AGAIN = "Download the file again from the authority; the list that is stored stays in use."


def refusal(problem_id: str, what: str, *, file: str, expected: str, **place: str | int) -> InputDataError:
    """Return an error about a file; ``place`` may name line, row, field, value, fix."""
    fix = str(place.pop("fix", _AGAIN))
    line = int(place.pop("line", 0))
    words = {name: str(value)[:200] for name, value in place.items()}
    return InputDataError(
        Problem(id=problem_id, what=what, file=file, line=line, expected=expected, fix=fix, **words)
    )


def bad_xml(file: str, line: int, reason: str) -> InputDataError:
    """Return the error for XML that is broken or cut off (ACC-382)."""
    return refusal(
        "ACC-382",
        "The XML is broken, or the file is cut off.",
        file=file,
        line=line,
        value=reason,
        expected="well-formed XML to the end of the file",
    )


def forbidden_markup(file: str, line: int, what: str) -> InputDataError:
    """Return the error for a document type or an entity, which no list needs (ACC-383)."""
    return refusal(
        "ACC-383",
        "The XML declares a document type or an entity.",
        file=file,
        line=line,
        value=what,
        expected="plain XML; declarations can name other files or grow without bound and are not followed",
    )


def bad_encoding(file: str, value: str, *, line: int = 0) -> InputDataError:
    """Return the error for bytes that are not text in the encoding of the file (ACC-384)."""
    return refusal(
        "ACC-384",
        "The bytes of the file are not text in its encoding.",
        file=file,
        line=line,
        value=value,
        expected="UTF-8, or the encoding that the XML declaration names",
        fix="Download the file again; if it was saved by another program, save it as UTF-8.",
    )


def bad_json(file: str, line: int, reason: str) -> InputDataError:
    """Return the error for JSON that is broken or has another shape (ACC-387)."""
    return refusal(
        "ACC-387",
        "The JSON is broken, or does not have the shape of this list.",
        file=file,
        line=line,
        value=reason,
        expected="one whole JSON value with the keys that the how-to page names",
    )


def too_large(file: str, line: int, what: str, most: int) -> InputDataError:
    """Return the error for something larger than any list has (ACC-395)."""
    return refusal(
        "ACC-395",
        "A part of the file is larger than any list has.",
        file=file,
        line=line,
        value=what,
        expected=f"at most {most:,}",
    )
