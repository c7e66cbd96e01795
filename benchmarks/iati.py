"""Measures the IATI reader beside a bare parse by libxml2, on the same files and cores.

    python -m benchmarks.iati FILE... [--repeat N]

Prints MB/s, activities/s and peak memory of `accord read iati` (everything: reading, hashing,
checking, tables, Parquet), of libxml2's SAX2 parser with empty callbacks in one process for each
core, and of a flattening with lxml's iterparse as people write it. Each is run in a process of its
own; they take turns, so that what else the machine does strikes all of them, and the best of five
runs counts. ``taskset -c 0`` before it measures one core. ``--repeat 50`` gives each file 50 times
over in one file, to see that memory stays as it is.

The bare parse is fair: start tags with namespaces and attributes, end tags and text go to a C
function that returns at once. With callbacks for comments, CDATA sections and instructions too,
with none for text, or from memory instead of from the file, it is no faster.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import math
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_RUNS = 5
_MAGIC = 0xDEEDBEAF
_CHARACTERS, _START, _END = 17, 29, 30
_TARGET = 0.4


class _Handler(ctypes.Structure):
    """xmlSAXHandler of libxml2/parser.h: 27 functions, a mark, private data, three more functions."""

    _fields_ = (
        ("functions", ctypes.c_void_p * 27),
        ("initialized", ctypes.c_uint),
        ("private", ctypes.c_void_p),
        ("more", ctypes.c_void_p * 3),
    )


def main() -> None:
    """Measure and print."""
    options = _options()
    if options.only:
        _ONLY[options.only](options.files)
        return
    with tempfile.TemporaryDirectory() as folder:
        files = options.files
        if options.repeat > 1:
            files = [_repeated(path, options.repeat, Path(folder)) for path in files]
        size = sum(path.stat().st_size for path in files) / 1e6
        cores = len(os.sched_getaffinity(0))
        print(f"{platform.machine()}, {cores} cores, Python {platform.python_version()}, {size:,.1f} MB")
        results = _best(files)
        count = sum(_activities(path) for path in files)
        for name, (seconds, memory) in results.items():
            print(
                f"{name:<28}{seconds:8.2f} s {size / seconds:8.1f} MB/s {count / seconds:10,.0f} activities/s"
                f" {memory:8,.0f} MB peak"
            )
        ratio = results["libxml2 SAX, all cores"][0] / results["accord read iati"][0]
        print(f"accord at {ratio:.2f} of libxml2's bare parse (target {_TARGET})")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--only", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _repeated(path: Path, times: int, folder: Path) -> Path:
    """Write a file whose activities stand there several times."""
    content = path.read_bytes()
    start, end = content.index(b"<iati-activity"), content.rindex(b"</iati-activities")
    start = content.index(b"<iati-activity ", start)
    target = folder / path.name
    with target.open("wb") as stream:
        stream.write(content[:start])
        for _time in range(times):
            stream.write(content[start:end])
        stream.write(content[end:])
    return target


def _activities(path: Path) -> int:
    return len(re.findall(rb"<iati-activity[\s>]", path.read_bytes()))


def _best(files: list[Path]) -> dict[str, tuple[float, float]]:
    """Return the shortest time in seconds of a fresh process, and the most memory in MB of any run."""
    results = dict.fromkeys(_ONLY, (math.inf, 0.0))
    for name in list(_ONLY) * _RUNS:
        command = [sys.executable, "-m", "benchmarks.iati", *map(str, files), "--only", name]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds, memory = (float(word) for word in done.stdout.split()[-2:])
        results[name] = min(results[name][0], seconds), max(results[name][1], memory)
    return results


def _report(start: float) -> None:
    memory = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(time.perf_counter() - start, memory / 1024)


def _read(files: list[Path]) -> None:
    """Read to Parquet, the start of the compiled code not counted: it is loaded with a small file first."""
    from accord.sources.iati.layout import schemas
    from accord.sources.iati.reading import read_iati
    from accord.store.tables import write_tables

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = folder / "small.xml"
        small.write_text("<iati-activities><iati-activity><title>x</title></iati-activity></iati-activities>")

        def tables(paths: list[Path]) -> Iterator[tuple[str, object]]:
            return ((batch.table, batch.rows) for batch in read_iati(paths))

        write_tables(tables([small]), schemas(), folder / "warm")
        start = time.perf_counter()
        write_tables(tables(files), schemas(), folder / "tables")
        _report(start)


def _parse(files: list[Path]) -> None:
    """Parse with libxml2 in one process for each core; callbacks return at once."""
    start = time.perf_counter()
    cores = len(os.sched_getaffinity(0))
    children = []
    for part in range(cores):
        child = os.fork()
        if child == 0:
            _parse_here(_share(files, part, cores))
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    _report(start)


def _share(files: list[Path], part: int, parts: int) -> list[Path]:
    """Return some of the files, so that all parts are of nearly the same size."""
    shares: list[list[Path]] = [[] for _part in range(parts)]
    for path in sorted(files, key=lambda path: -path.stat().st_size):
        min(shares, key=lambda share: sum(one.stat().st_size for one in share)).append(path)
    return shares[part]


def _parse_here(files: list[Path]) -> None:
    library = ctypes.CDLL(ctypes.util.find_library("xml2") or "libxml2.so.2")
    nothing = ctypes.cast(ctypes.CDLL(None).abs, ctypes.c_void_p).value
    handler = _Handler(initialized=_MAGIC)
    handler.functions[_CHARACTERS] = nothing
    handler.more[0], handler.more[1] = nothing, nothing
    for path in files:
        if library.xmlSAXUserParseFile(ctypes.byref(handler), None, str(path).encode()) != 0:
            sys.exit(f"libxml2 refuses {path.name}")


def _flatten(files: list[Path]) -> None:
    """Flatten with lxml as people write it: iterparse, one row for each transaction."""
    from lxml import etree

    start = time.perf_counter()
    rows = 0
    for path in files:
        for _event, activity in etree.iterparse(str(path), tag="iati-activity", huge_tree=True):
            for transaction in activity.iter("transaction"):
                row = {child.tag: (dict(child.attrib), child.text) for child in transaction}
                rows += bool(row)
            activity.clear()
            while activity.getprevious() is not None:
                del activity.getparent()[0]
    _report(start)


_ONLY = {
    "accord read iati": _read,
    "libxml2 SAX, all cores": _parse,
    "lxml iterparse, transactions": _flatten,
}


if __name__ == "__main__":
    main()
