"""What travels in the bodies of questions and answers: a head of JSON, then elements of fixed width.

    ACX1 || length of head (4) || head || number of elements (4) || elements (32 each) || proof (64 or none)

Numbers are written with the most significant byte first. The size of the whole is looked at before anything
is parsed, the number of elements is compared with the bytes that are there before any is taken, and nothing
may be left over. The head is canonical JSON with few levels. A question is as long as its step, never as
long as what is asked: the steps are 1, 32, 256 and 1,024 elements.
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.curve import ELEMENT_BYTES
from accord.exchange.proofs import PROOF_BYTES
from accord.exchange.tags import TAG_BYTES

__all__ = [
    "HEAD_LIMITS",
    "MOST_BODY_BYTES",
    "MOST_ELEMENTS",
    "STEPS",
    "TAGS_PER_ANSWER",
    "Frame",
    "check_part",
    "read_frame",
    "step_of",
    "steps_of",
    "write_frame",
]

STEPS = (1, 32, 256, 1024)
"""Numbers of elements that a question may have."""
MOST_ELEMENTS = 4_096
"""Elements that are parsed at most, whatever the steps are."""
MOST_BODY_BYTES = 262_144
"""Bytes of a body at most."""
TAGS_PER_ANSWER = 20_000
"""Tags that one answer carries at most (240,000 bytes)."""
HEAD_LIMITS = Limits(size=65_536, depth=6, items=2_000)

_MAGIC = b"ACX1"
_COUNT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One body.

    Attributes:
        head: JSON value.
        elements: Elements of 32 bytes each; they are not looked at here.
        proof: 64 bytes, or none.
    """

    head: JsonValue
    elements: tuple[bytes, ...]
    proof: bytes = b""


def write_frame(frame: Frame) -> bytes:
    """Return the bytes of a frame.

    Args:
        frame: The frame.

    Raises:
        MalformedError: Whoever gets it would refuse it.
    """
    head = canonical(frame.head)
    if len(head) > HEAD_LIMITS.size or len(frame.elements) > MOST_ELEMENTS:
        raise MalformedError("body", f"a small head and at most {MOST_ELEMENTS} elements")
    if any(len(element) != ELEMENT_BYTES for element in frame.elements):
        raise MalformedError("body.elements", f"{ELEMENT_BYTES} bytes each")
    if len(frame.proof) not in (0, PROOF_BYTES):
        raise MalformedError("body.proof", f"{PROOF_BYTES} bytes, or none")
    body = b"".join(
        (_MAGIC, _number(len(head)), head, _number(len(frame.elements)), *frame.elements, frame.proof)
    )
    if len(body) > MOST_BODY_BYTES:
        raise MalformedError("body", f"at most {MOST_BODY_BYTES} bytes")
    return body


def read_frame(data: bytes, *, has_proof: bool) -> Frame:
    """Return the frame of bytes that came from outside.

    Args:
        data: The bytes.
        has_proof: Whether a proof must stand at the end; an answer has one, a question has none.

    Raises:
        MalformedError: They are too many, too few, or not in the form above.
    """
    if len(data) > MOST_BODY_BYTES:
        raise MalformedError("body", f"at most {MOST_BODY_BYTES} bytes")
    start = len(_MAGIC) + _COUNT
    if not data.startswith(_MAGIC) or len(data) < start:
        raise MalformedError("body", "a frame of this protocol")
    head_end = start + int.from_bytes(data[len(_MAGIC) : start], "big")
    if head_end - start > HEAD_LIMITS.size or head_end + _COUNT > len(data):
        raise MalformedError("body.head", f"at most {HEAD_LIMITS.size} bytes that are there")
    count = int.from_bytes(data[head_end : head_end + _COUNT], "big")
    first = head_end + _COUNT
    proof_bytes = PROOF_BYTES if has_proof else 0
    if count > MOST_ELEMENTS or len(data) != first + count * ELEMENT_BYTES + proof_bytes:
        raise MalformedError(
            "body.elements", f"as many as announced, at most {MOST_ELEMENTS}, nothing left over"
        )
    end = first + count * ELEMENT_BYTES
    elements = tuple(data[place : place + ELEMENT_BYTES] for place in range(first, end, ELEMENT_BYTES))
    head = parse_canonical(data[start:head_end], HEAD_LIMITS, where="body.head")
    return Frame(head=head, elements=elements, proof=data[end:])


def step_of(count: int) -> int:
    """Return the smallest step that holds a number of elements.

    Args:
        count: Number of elements, 1 to 1,024.

    Raises:
        ValueError: There is no such step.
    """
    step = next((step for step in STEPS if count <= step), None)
    if step is None or count < 1:
        raise ValueError(f"expected 1 to {STEPS[-1]} elements in a question, not {count}")
    return step


def steps_of(count: int) -> tuple[int, ...]:
    """Return the steps into which elements are split: full ones, then the smallest that fits.

    Args:
        count: Number of elements, at least 1.
    """
    full, rest = divmod(count, STEPS[-1])
    return (STEPS[-1],) * full + ((step_of(rest),) if rest else ())


def check_part(data: bytes, count: int) -> bytes:
    """Return tags that came from outside, if they are as many as asked for.

    Args:
        data: Tags, one after another.
        count: How many there must be.

    Raises:
        MalformedError: There are more or fewer.
    """
    if len(data) != count * TAG_BYTES:
        raise MalformedError("tags", f"{count} tags of {TAG_BYTES} bytes")
    return data


def _number(value: int) -> bytes:
    return value.to_bytes(_COUNT, "big")
