"""Disks that fail on purpose."""

from __future__ import annotations

import errno
import os

from accord.store.disk import Disk


class PowerCut(BaseException):
    """The world ends here; not an Exception, so that nothing can catch it by accident."""


class CountingDisk(Disk):
    """Counts the steps of a build."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def step(self, name: str) -> None:
        """Remember the step."""
        self.steps.append(name)


class StoppingDisk(CountingDisk):
    """Stops the world before step number ``at`` (from 0)."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def step(self, name: str) -> None:
        """Stop if it is time."""
        super().step(name)
        if len(self.steps) > self.at:
            self.stop()

    def stop(self) -> None:
        """End the build as if the power were cut."""
        raise PowerCut


class KillingDisk(StoppingDisk):
    """Ends the whole process at a step, without any clean-up."""

    def stop(self) -> None:
        """End the process."""
        os._exit(137)


class FullDisk(StoppingDisk):
    """Has no space left from a step on."""

    def stop(self) -> None:
        """Refuse like the operating system."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "somewhere")
