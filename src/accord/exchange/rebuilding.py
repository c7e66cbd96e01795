"""Whether published tags are those of a list: an inspection builds them again from the list and the key.

No protocol keeps a holder from listing what it should not, or leaving out what it should. But what it
published is fixed by the Merkle root in the signed descriptor of the epoch. With the list and the key, on
the holder's premises and before the epoch ends, the tags can be built again and compared. What fills the set
up is derived from the key, so that nothing can hide among it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.exchange.epochs import Descriptor
from accord.exchange.normalising import Subject, canaries, match_keys
from accord.exchange.oprf import Key
from accord.exchange.tags import TAG_BYTES, build_tags

__all__ = ["Rebuilt", "rebuild"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What the comparison gave.

    Attributes:
        scope: Type, purpose and epoch of the tags, in words.
        is_key: Whether the key is the one of the descriptor.
        is_same: Whether the root of the tags that were built again is the published one.
        listed: Tags of the list and the canaries, before the set was filled up.
        missing: Tags of the list that were not published.
        foreign: Published tags that come neither from the list nor from what fills up.
    """

    scope: str
    is_key: bool
    is_same: bool
    listed: int
    missing: int
    foreign: int


def rebuild(
    descriptor: Descriptor,
    published: bytes,
    subjects: Sequence[Subject],
    key: Key,
    *,
    workers: int | None = None,
) -> Rebuilt:
    """Return how published tags compare with those of a list.

    Args:
        descriptor: Descriptor of the epoch, whose signature was checked.
        published: The published tags, one after another.
        subjects: The list as the inspection found it, without canaries.
        key: Key of the scope.
        workers: Processes; as many as cores if None.

    Raises:
        RefusedSubjectError: An entry of the list cannot be normalised.
    """
    planted = (*subjects, *canaries(descriptor.scope.type))
    inputs = {each.data for subject in planted for each in match_keys(subject)}
    built = build_tags(key, sorted(inputs), workers=workers)
    mine, theirs = _set(built.tags), _set(published)
    scope = descriptor.scope
    return Rebuilt(
        scope=f"{scope.type} for {scope.purpose} in epoch {scope.epoch}",
        is_key=key.public == descriptor.public,
        is_same=(built.root, built.count) == (descriptor.root, descriptor.count) and built.tags == published,
        listed=len(inputs),
        missing=len(mine - theirs),
        foreign=len(theirs - mine),
    )


def _set(tags: bytes) -> set[bytes]:
    return {tags[start : start + TAG_BYTES] for start in range(0, len(tags), TAG_BYTES)}
