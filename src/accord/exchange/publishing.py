"""What a holder publishes in an epoch: descriptors and tags, built once, and erased when it ends.

For one scope one descriptor is ever made in an epoch. A list that is corrected is published with the next
one, at most 24 hours later: a second descriptor could not be told from one that was made to deceive. So an
epoch that was erased is closed for good, even if the clock runs back into it.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from accord.exchange.epochs import (
    Descriptor,
    Scope,
    epoch_end,
    epoch_start,
    key_info,
    read_own_descriptor,
    signed_descriptor,
)
from accord.exchange.keys import SigningKey
from accord.exchange.normalising import NORMALISER_VERSION, Subject, canaries, match_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.oprf import SEED_BYTES, Key, derive_key
from accord.exchange.private_files import make_private_folder, read_at_most, write_private
from accord.exchange.tags import TAG_BYTES, build_tags

__all__ = ["NotPublishedError", "Publications", "scope_of"]

_DESCRIPTOR, _MADE, _TAGS, _FIRST_OPEN = "descriptor.json", "descriptor.made", "tags", "first-open"
_MOST_EPOCH_BYTES = 6
_MOST_DESCRIPTOR_BYTES = 8_192


class NotPublishedError(ValueError):
    """Nothing is published for this scope: not built yet, or the epoch is over and its key is erased."""


def scope_of(holder: str, asker: str, kind: IdentifierType, *, purpose: str, epoch: str) -> Scope:
    """Return a scope under the version of the normaliser that this node has.

    Args:
        holder: Id of the peer that holds the list.
        asker: Id of the peer that may ask.
        kind: Type of identifier.
        purpose: Purpose.
        epoch: Id of the epoch.
    """
    return Scope(
        holder=holder, asker=asker, type=kind, purpose=purpose, epoch=epoch, normaliser=NORMALISER_VERSION
    )


class Publications:
    """The folder of a holder's epochs.

    Args:
        folder: The folder; it is made when something is published.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def publish(
        self,
        scope: Scope,
        subjects: Sequence[Subject],
        signer: SigningKey,
        *,
        announce: Callable[[Descriptor], None] = lambda _descriptor: None,
        workers: int | None = None,
    ) -> bytes:
        """Build descriptor and tags of a scope unless they are there, and return the signed descriptor.

        After a crash the descriptor that was made is announced again and published, not made anew.

        Args:
            scope: For whom and what.
            subjects: The list; the canaries of the type are planted beside them.
            signer: Key with which the node signs.
            announce: Logs the descriptor, before anybody can see it.
            workers: Processes; as many as cores if None.

        Raises:
            RefusedSubjectError: An entry cannot be normalised.
            NotPublishedError: The epoch was erased.
        """
        if self.is_closed(scope.epoch):
            raise NotPublishedError("the epoch is over and its seed is erased")
        folder = make_private_folder(self._scope_folder(scope))
        if (folder / _DESCRIPTOR).exists():
            return self.descriptor(scope)
        made = folder / _MADE
        if not made.exists():
            write_private(made, self._made(scope, subjects, signer, workers))
        signed = read_at_most(made, _MOST_DESCRIPTOR_BYTES)
        announce(read_own_descriptor(signed))
        made.replace(folder / _DESCRIPTOR)
        return signed

    def _made(
        self, scope: Scope, subjects: Sequence[Subject], signer: SigningKey, workers: int | None
    ) -> bytes:
        """Write the tags of a scope and return its signed descriptor."""
        key = self._key(scope, may_make=True)
        planted = (*subjects, *canaries(scope.type))
        inputs = [each.data for subject in planted for each in match_keys(subject)]
        tags = build_tags(key, inputs, workers=workers)
        write_private(self._scope_folder(scope) / _TAGS, tags.tags)
        descriptor = Descriptor(
            scope=scope,
            public=key.public,
            count=tags.count,
            root=tags.root,
            not_before=epoch_start(scope.epoch),
            not_after=epoch_end(scope.epoch),
        )
        return signed_descriptor(descriptor, signer)

    def is_published(self, scope: Scope) -> bool:
        """Return whether a scope is published."""
        return (self._scope_folder(scope) / _DESCRIPTOR).exists()

    def is_closed(self, epoch: str) -> bool:
        """Return whether an epoch was erased, or is before one that was.

        Args:
            epoch: Its id.
        """
        try:
            first = read_at_most(self._folder / _FIRST_OPEN, _MOST_EPOCH_BYTES)
        except FileNotFoundError:
            return False
        return int(epoch) < int(first)

    def key(self, scope: Scope) -> Key:
        """Return the key of a scope that was published.

        Raises:
            NotPublishedError: It was not, or its epoch is erased.
        """
        if not self.is_published(scope):
            raise NotPublishedError("nothing is published for this scope")
        return self._key(scope, may_make=False)

    def descriptor(self, scope: Scope) -> bytes:
        """Return the signed descriptor of a scope.

        Raises:
            NotPublishedError: There is none.
        """
        try:
            return read_at_most(self._scope_folder(scope) / _DESCRIPTOR, _MOST_DESCRIPTOR_BYTES)
        except FileNotFoundError:
            raise NotPublishedError("nothing is published for this scope") from None

    def tags(self, scope: Scope, start: int, most: int) -> bytes:
        """Return some tags of a scope in their order.

        Args:
            scope: For whom and what.
            start: First tag, counted from 0.
            most: How many at most; fewer at the end of the set.

        Raises:
            NotPublishedError: There are none.
        """
        if not self.is_published(scope):
            raise NotPublishedError("nothing is published for this scope")
        try:
            with (self._scope_folder(scope) / _TAGS).open("rb") as file:
                file.seek(start * TAG_BYTES)
                return file.read(most * TAG_BYTES)
        except FileNotFoundError:  # the epoch ended in between
            raise NotPublishedError("nothing is published for this scope") from None

    def epochs(self) -> tuple[str, ...]:
        """Return the ids of the epochs that are kept, oldest first."""
        if not self._folder.is_dir():
            return ()
        return tuple(sorted((path.name for path in self._folder.iterdir() if path.name.isdigit()), key=int))

    def erase_before(self, epoch: str) -> tuple[str, ...]:
        """Erase seeds, descriptors and tags of earlier epochs; return their ids.

        That they are closed is written first, and the seed goes before the tags: after a crash in between
        nothing is left that a kept tag could be tried with.

        Args:
            epoch: Id of the first epoch to keep.
        """
        erased = tuple(each for each in self.epochs() if int(each) < int(epoch))
        if erased and not self.is_closed(epoch):
            write_private(self._folder / _FIRST_OPEN, epoch.encode("ascii"))
        for each in erased:
            (self._folder / each / "seed").unlink(missing_ok=True)
            shutil.rmtree(self._folder / each)
        return erased

    def _scope_folder(self, scope: Scope) -> Path:
        return self._folder / scope.epoch / scope.asker / scope.purpose / scope.type.value / scope.normaliser

    def _key(self, scope: Scope, *, may_make: bool) -> Key:
        path = self._folder / scope.epoch / "seed"
        if may_make and not path.exists():
            write_private(path, secrets.token_bytes(SEED_BYTES))
        try:
            seed = read_at_most(path, SEED_BYTES)
        except FileNotFoundError:
            raise NotPublishedError("the epoch is over and its seed is erased") from None
        return derive_key(seed, key_info(scope))
