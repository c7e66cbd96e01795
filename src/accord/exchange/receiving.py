"""What peers published for this node: fetched once in an epoch, checked, kept until it ends.

Tags come in parts, and a part that was fetched is not fetched again after an interruption. The whole counts
only if it has the count and the Merkle root of the descriptor that the holder signed.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accord.exchange.correspondence import Correspondent, Envelope, WrongAnswerError
from accord.exchange.epochs import (
    DESCRIPTOR_LIMITS,
    MOST_TAGS,
    Descriptor,
    DescriptorError,
    Scope,
    read_descriptor,
)
from accord.exchange.messages import TAGS_PER_ANSWER, check_part
from accord.exchange.private_files import (
    make_private_folder,
    read_at_most,
    remove_file,
    touch_private,
    write_private,
)
from accord.exchange.tags import TAG_BYTES, RefusedTagsError, TagSet, check_tags

__all__ = ["Published", "Received"]

_DESCRIPTOR, _TAGS, _PART, _TESTED = "descriptor.json", "tags", "part", "tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a holder published for this node, checked.

    Attributes:
        descriptor: The descriptor.
        tags: The tags.
        is_tested: Whether a canary has hit in them already.
    """

    descriptor: Descriptor
    tags: TagSet
    is_tested: bool


class Received:
    """The folder of what peers published.

    Args:
        folder: The folder; it is made when something is fetched.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def published(self, peer: Correspondent, scope: Scope, *, now: datetime) -> Published:
        """Return what a peer published for a scope, and fetch what is not here yet.

        Args:
            peer: The peer.
            scope: Scope of which this node is the asker.
            now: The moment, aware.

        Raises:
            WrongAnswerError: What came is not what the peer signed.
            RefusedByPeerError: The peer publishes nothing for this scope.
            UnreachableError: The peer was not reached.
        """
        folder = make_private_folder(self._scope_folder(scope))
        descriptor = self._descriptor(peer, scope, folder, now)
        if not (folder / _TAGS).exists():
            self._fetch_tags(peer, descriptor, folder, now)
        try:
            data = read_at_most(folder / _TAGS, MOST_TAGS * TAG_BYTES)
            tags = check_tags(data, count=descriptor.count, root=descriptor.root)
        except RefusedTagsError as error:
            remove_file(folder / _TAGS)
            raise WrongAnswerError(f"the tags do not count: {error}") from error
        return Published(descriptor=descriptor, tags=tags, is_tested=(folder / _TESTED).exists())

    def mark_tested(self, scope: Scope) -> None:
        """Remember that a canary has hit in the tags of a scope."""
        write_private(self._scope_folder(scope) / _TESTED, b"")

    def erase_before(self, epoch: str) -> tuple[str, ...]:
        """Erase what was published for earlier epochs; return their ids.

        Args:
            epoch: Id of the first epoch to keep.
        """
        names = [path.name for path in self._folder.iterdir()] if self._folder.is_dir() else []
        erased = tuple(sorted(name for name in names if name.isdigit() and int(name) < int(epoch)))
        for name in erased:
            shutil.rmtree(self._folder / name)
        return erased

    def _scope_folder(self, scope: Scope) -> Path:
        return self._folder / scope.epoch / scope.holder / scope.purpose / scope.type.value / scope.normaliser

    def _descriptor(self, peer: Correspondent, scope: Scope, folder: Path, now: datetime) -> Descriptor:
        path = folder / _DESCRIPTOR
        if path.exists():
            data = read_at_most(path, DESCRIPTOR_LIMITS.size)
        else:
            data = peer.exchange("GET", f"/epoch/{scope.type}/{scope.purpose}", _envelope(scope), now=now)
        try:
            found = read_descriptor(
                data, scope, lambda key, at: peer.directory.key(scope.holder, key, at), now=now
            )
        except (DescriptorError, ValueError) as error:
            remove_file(path)
            raise WrongAnswerError(f"the descriptor does not count: {error}") from error
        if not path.exists():
            write_private(path, data)
        return found

    def _fetch_tags(self, peer: Correspondent, descriptor: Descriptor, folder: Path, now: datetime) -> None:
        scope, part = descriptor.scope, folder / _PART
        with touch_private(part).open("ab") as file:
            file.truncate(file.tell() // TAG_BYTES * TAG_BYTES)
            while (start := file.seek(0, 2) // TAG_BYTES) < descriptor.count:
                most = min(TAGS_PER_ANSWER, descriptor.count - start)
                path = f"/tags/{scope.type}/{scope.purpose}/{start}"
                data = peer.exchange("GET", path, _envelope(scope), now=now)
                file.write(check_part(data, most))
                file.flush()
        part.replace(folder / _TAGS)


def _envelope(scope: Scope) -> Envelope:
    return Envelope(type=scope.type, purpose=scope.purpose, epoch=scope.epoch, request=secrets.token_hex(16))
