"""Options that commands of the exchange have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from accord.exchange.normalising.subject import IdentifierType

__all__ = ["FolderArgument", "OfficerOption", "PassphraseOption", "TypeOption", "passphrase_of", "type_named"]


def type_named(text: str) -> IdentifierType:
    """Return the type of identifier of a word.

    Args:
        text: The word.

    Raises:
        typer.BadParameter: There is no such type.
    """
    from accord.exchange.normalising.subject import IdentifierType

    try:
        return IdentifierType(text)
    except ValueError:
        raise typer.BadParameter("expected one of " + ", ".join(IdentifierType)) from None


def passphrase_of(officer: str, file: Path | None, *, is_new: bool = False) -> str:
    """Return the passphrase of an officer, from a file or as it is typed.

    Args:
        officer: Id of the officer.
        file: The file; None to ask at the terminal.
        is_new: Whether it is typed twice.

    Raises:
        OSError: The file cannot be read.
    """
    if file is not None:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    text: str = typer.prompt(
        f"Passphrase of {officer}", hide_input=True, confirmation_prompt=is_new, err=True
    )
    return text


FolderArgument = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of the node.")]
TypeOption = Annotated[
    str, typer.Option("--type", metavar="TYPE", help="Type of identifier, such as plate or firearm.")
]
OfficerOption = Annotated[str, typer.Option("--officer", metavar="ID", help="Id of the officer who signs.")]
PassphraseOption = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="FILE", help="Read the passphrase from a file instead."),
]
