"""A process of its own: forks one build for each step named and lets it be killed at that step.

Run from ``tests`` as ``python -m store.killed_builds LAKE STORE TARGET STEP...``; each build works
on TARGET/STEP, a copy of STORE. It forks before any engine is opened, so that no thread is lost.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from accord.build import build_snapshot
from store.disks import KillingDisk


def main() -> None:
    """Fork, build, be killed; the exit code of each child is checked."""
    lake, store, target = (Path(argument) for argument in sys.argv[1:4])
    for step in sys.argv[4:]:
        shutil.copytree(store, target / step)
        child = os.fork()
        if not child:
            build_snapshot(lake, target / step, disk=KillingDisk(int(step)))
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) != 137:
            sys.exit(f"the build was not killed at step {step}")


if __name__ == "__main__":
    main()
