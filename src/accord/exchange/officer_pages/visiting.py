"""One visit at the desk: who, with which form, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accord.exchange.officer_keys import LockedError
from accord.exchange.officer_pages.desk import Desk
from accord.exchange.officer_pages.sessions import Session, TooManyAttemptsError
from accord.exchange.officers import Officer

__all__ = ["Download", "FormError", "Handler", "Page", "Redirect", "Reply", "Visit", "value_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to render.

    Attributes:
        template: Name of the template.
        title: Title.
        values: What the template shows.
        errors: What is wrong, by the name of the field; beside a field and at the top of the page.
        form: What was typed, so that nobody types it twice; never a passphrase.
        status: HTTP status.
    """

    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Another address, after a form was taken.

    Attributes:
        path: The address.
        notice: What the next page says once.
    """

    path: str
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file.

    Attributes:
        name: Its name.
        media_type: Its type.
        text: What it holds.
    """

    name: str
    media_type: str
    text: str


Reply = Page | Redirect | Download


class FormError(ValueError):
    """A form that cannot be taken.

    Attributes:
        errors: What is wrong, by the name of the field.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("the form cannot be taken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit.

    Attributes:
        desk: The desk.
        session: The session.
        path: What stands in the place of ids in the path.
        form: Fields of the form; empty for a page that is only read.
        now: The moment.
    """

    desk: Desk
    session: Session
    now: datetime
    path: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def officer(self) -> str:
        """Id of the officer who signed in."""
        return self.session.officer

    def typed(self) -> dict[str, str]:
        """Return what was typed, without passphrase and token."""
        return {name: text for name, text in self.form.items() if name not in ("passphrase", "token")}

    def signer(self) -> Officer:
        """Return the officer of this session, whose passphrase the form holds, to sign once.

        Raises:
            FormError: The passphrase does not open the key.
        """
        passphrase = self.form.get("passphrase", "")
        if not passphrase:
            raise FormError({"passphrase": "Type your passphrase: it opens your key for this signature."})
        try:
            return self.desk.unlock(self.officer, passphrase)
        except LockedError:
            raise FormError(
                {"passphrase": "This passphrase does not open your key. Type it again."}
            ) from None
        except TooManyAttemptsError as error:
            text = f"The passphrase was wrong five times. Try again in {error.seconds} seconds."
            raise FormError({"passphrase": text}) from None


Handler = Callable[[Visit], Reply]
"""Answers one visit."""


def value_of(form: Mapping[str, str], name: str, expected: str, *, most: int = 500) -> str:
    """Return a field that must be there.

    Raises:
        FormError: It is empty or too long.
    """
    text = form.get(name, "")
    if not text or len(text) > most:
        raise FormError({name: f"{expected} At most {most} characters." if text else expected})
    return text
