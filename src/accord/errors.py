"""The tree of errors: what went wrong, where, and what the reader should do next.

    AccordError
    ├── UsageError       the command or the settings are wrong          exit 2
    ├── InputDataError   a content row or a source file is wrong        exit 3
    ├── IntegrityError   a stored byte is not what the manifest says    exit 4
    └── OutsideError     disk, port, or another system refused          exit 5

Findings about data (a conflict, a gap) are records, never exceptions; a command that ends with
findings exits with 1. Each error id is explained in ``docs/reference/errors.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "AccordError",
    "InputDataError",
    "IntegrityError",
    "OutsideError",
    "Problem",
    "UsageError",
    "unreadable",
]


_LONGEST = 240
"""Characters of a value that are shown: enough to find it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, said so that the reader can repair it.

    Attributes:
        id: Stable error id such as ``ACC-102``.
        what: What happened, one sentence.
        file: File in which it happened, or empty.
        line: Line in that file, counted from 1; 0 when there is none.
        row: Id or position of the row, or empty.
        field: Field of the row, or empty.
        value: The offending value as text, or empty.
        expected: What would have been accepted.
        fix: What to do next.
    """

    id: str
    what: str
    file: str = ""
    line: int = 0
    row: str = ""
    field: str = ""
    value: str = ""
    expected: str = ""
    fix: str = ""

    @property
    def where(self) -> str:
        """The place in the form ``file:line``, or an empty string."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def render(self) -> str:
        """Return the problem as text of a few lines, for a terminal."""
        head = f"{self.id}  {self.where}: {self.what}" if self.where else f"{self.id}  {self.what}"
        details = (
            ("row", self.row),
            ("field", self.field),
            ("value", self.value if len(self.value) <= _LONGEST else f"{self.value[:_LONGEST]} ..."),
            ("expected", self.expected),
            ("next step", self.fix),
        )
        return "\n".join([head, *(f"  {name:<10}{text}" for name, text in details if text)])


class AccordError(Exception):
    """Root of all errors that Accord raises on purpose.

    Args:
        problems: One or more problems; all of them are shown, none is swallowed.
    """

    exit_code = 1

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n\n".join(problem.render() for problem in problems))


class UsageError(AccordError):
    """The command line, a setting or a chosen folder is wrong: change the command."""

    exit_code = 2


class InputDataError(AccordError):
    """Content or a source file is wrong: repair the named row and build again."""

    exit_code = 3


class IntegrityError(AccordError):
    """Stored bytes differ from the manifest: do not publish; rebuild or restore."""

    exit_code = 4


class OutsideError(AccordError):
    """Something outside Accord refused (disk, port, permission): repair it there."""

    exit_code = 5


def unreadable(path: object, error: OSError) -> OutsideError:
    """Return the error that says that a file or folder cannot be opened (ACC-504)."""
    return OutsideError(
        Problem(
            id="ACC-504",
            what="The file or folder cannot be opened.",
            file=str(path),
            value=error.strerror or str(error),
            expected="something that this user may read",
            fix="Correct its permissions, or name another one.",
        )
    )
