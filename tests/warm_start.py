"""The command in a process of its own that is forked from one in which everything is imported already.

A command that is started anew imports for longer than it works. What is forked is still a process with
its own arguments, folder, environment, output and exit code; what differs is that a hash seed is shared and
that an import which a module forgot may have been done by another. Tests of imports, the tutorial, two builds
at once, and kills start real processes.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import json
import os
import pkgutil
import select
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO, NoReturn

import typer.main
import typer.testing

__all__ = ["Warm", "build_commands_once", "warm"]

_SERVER = "import sys; sys.path[:] = {path!r}; import warm_start; warm_start.serve({listener})"
_CLIENT = """import json, os, socket, sys
asked = socket.socket(socket.AF_UNIX)
asked.connect(sys.argv[1])
request = {"arguments": sys.argv[2:], "folder": os.getcwd(), "environment": dict(os.environ)}
socket.send_fds(asked, [json.dumps(request).encode() + b"\\n"], [0, 1, 2])
sys.exit(int(asked.makefile().read() or 137))
"""
_MOST_BYTES = 1_048_576


class Warm:
    """A process that forks a command for each question, started when it is first needed."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Path of the socket on which the process listens."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="accord-warm-")
            with socket.socket(socket.AF_UNIX) as listener:
                listener.bind(f"{self._folder.name}/socket")
                listener.listen(16)
                code = _SERVER.format(path=sys.path, listener=listener.fileno())
                self._process = subprocess.Popen(
                    [sys.executable, "-c", code],
                    pass_fds=[listener.fileno()],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
                )
        return f"{self._folder.name}/socket"

    def run(self, arguments: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str, str]:
        """Run ``accord`` in a folder; return its exit code and what it wrote to its two outputs."""
        request = {"arguments": arguments, "folder": str(folder), "environment": environment}
        with (
            Path(os.devnull).open("rb") as nothing,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
            socket.socket(socket.AF_UNIX) as asked,
        ):
            asked.connect(self.address)
            line = json.dumps(request).encode() + b"\n"
            socket.send_fds(asked, [line], [nothing.fileno(), out.fileno(), err.fileno()])
            with asked.makefile() as answer:
                code = answer.read()
            assert code, "the command was killed"
            return int(code), _written(out), _written(err)

    def program(self, folder: Path) -> Path:
        """Write a program for a shell that asks this process; return its path."""
        client, program = folder / ".accord-client.py", folder / "accord"
        client.write_text(_CLIENT, encoding="utf-8")
        call = f'exec "{sys.executable}" -I -S "{client}" "{self.address}" "$@"'
        program.write_text(f"#!/bin/sh\n{call}\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    def stop(self) -> None:
        """End the process; it is started again when it is needed again."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process.wait()
        if self._folder is not None:
            self._folder.cleanup()
        self._process = self._folder = None


warm = Warm()
"""The one of this process."""


def _written(file: BinaryIO) -> str:
    file.seek(0)
    return io.TextIOWrapper(io.BytesIO(file.read()), encoding="utf-8").read()


def build_commands_once() -> None:
    """Keep the tree of commands, which the library of the command line builds anew for every command.

    To build it takes as long as most commands of a test; what it is built of does not change in a run.
    """
    once = cache(typer.main.get_command)
    typer.main.get_command = typer.testing._get_command = once  # type: ignore[attr-defined]


def serve(number: int) -> None:
    """Answer questions at a socket until nobody holds the other end of the standard input."""
    import accord

    build_commands_once()
    for module in pkgutil.walk_packages(accord.__path__, "accord."):
        with suppress(Exception):  # what cannot be imported fails where a command needs it
            importlib.import_module(module.name)
    sys.argv = ["accord", "status", "--help"]
    _exit_code()  # the library of the command line imports some of its parts late
    gc.freeze()
    listener = socket.socket(fileno=number)
    while number in select.select([number, 0], [], [])[0]:
        asked, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            _become_command(asked)
        asked.close()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
    with suppress(ChildProcessError):
        while os.wait():
            pass
    os._exit(0)


def _become_command(asked: socket.socket) -> NoReturn:
    """Do in a forked process what the start of a new one would do, and tell the exit code."""
    line, given, _, _ = socket.recv_fds(asked, _MOST_BYTES, 3)
    while not line.endswith(b"\n"):
        line += asked.recv(_MOST_BYTES)
    request = json.loads(line)
    for own, descriptor in enumerate(given):
        os.dup2(descriptor, own)
        os.close(descriptor)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = ["-c", *request["arguments"]]
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(own, mode) for own, mode in enumerate("rww"))
    code = _exit_code()
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    asked.sendall(str(code).encode())
    os._exit(code)


def _exit_code() -> int:
    """Run the command; return the code with which Python would end."""
    from accord.cli.app import main

    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0
