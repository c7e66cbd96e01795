"""What a blinded element hides, and the check that it hides this and nothing else.

An element is B = r * H(x): r the blind, x the input of the oblivious function. B alone says nothing about x,
because r is uniform. Whoever knows (r, x) can show what B is, and nobody can show two different x for one B
without computing discrete logarithms, because H behaves like a random oracle. So an asker can be held to what
it asked, long after. The argument is ours and short; no cryptographer has reviewed it.

Padding is held to the same rule: a dummy is the element of an input that is marked as a dummy and that no
subject has. A question cannot be passed off as padding, because no element has two openings.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from accord.exchange.curve import (
    RefusedElementError,
    RefusedScalarError,
    check_element,
    check_scalar,
    multiply,
)
from accord.exchange.suite import VOPRF, InputError

__all__ = ["DUMMY_NONCE_BYTES", "Opening", "dummy_input", "is_dummy", "is_opening"]

DUMMY_NONCE_BYTES = 16
"""Random bytes of a dummy, so that no two dummies are alike."""
_DUMMY = b"accord/dummy/1:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What an element was made of. It names what was asked, so it is never printed.

    Attributes:
        data: Input of the oblivious function.
        blind: The blind, a scalar of 32 bytes.
    """

    data: bytes = field(repr=False)
    blind: bytes = field(repr=False)


def dummy_input(nonce: bytes) -> bytes:
    """Return the input of a dummy, which no subject of any type and version has.

    Args:
        nonce: 16 random bytes that were never used before.

    Raises:
        ValueError: There are not 16 of them.
    """
    if len(nonce) != DUMMY_NONCE_BYTES:
        raise ValueError(f"a dummy needs {DUMMY_NONCE_BYTES} random bytes")
    return _DUMMY + nonce


def is_dummy(data: bytes) -> bool:
    """Return whether an input is that of a dummy."""
    return data.startswith(_DUMMY) and len(data) == len(_DUMMY) + DUMMY_NONCE_BYTES


def is_opening(element: bytes, opening: Opening) -> bool:
    """Return whether an element was made of this input and this blind.

    Args:
        element: Element as the asked node logged it.
        opening: What the asker says that it was made of; malformed values open nothing.
    """
    try:
        check_element(element)
        made = multiply(check_scalar(opening.blind), VOPRF.to_element(opening.data))
    except (RefusedElementError, RefusedScalarError, InputError):
        return False
    return hmac.compare_digest(made, element)
