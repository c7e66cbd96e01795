"""Measures the matcher of sanctions lists beside nomenklatura logic-v2 and rapidfuzz, in one run.

    python -m benchmarks.screening EVALUATION [--iati TABLES] [--peers PYTHON] [--share 0.25]

``EVALUATION`` is a folder with ``index.jsonl.gz`` (a listing a line: id, src, schema, names with n and weak),
``queries_dev.json.gz`` (set, q, script, schema, target or null), ``negatives_global.csv.gz`` (full_name) and
``name_bench/cases.csv`` (schema, name1, name2, is_match). ``TABLES`` is a folder of Parquet tables that
`accord read iati` wrote: names of its organisations are innocent ones. Peers run in an environment of their
own, pinned in ``screening_peers.txt``, made by uv, or in the interpreter that ``--peers`` names.

Recall at an alert rate: the score that so many innocents of the same schema exceed is the threshold; recall
is the share of targets whose own score exceeds it. Rates are per second of processor time, so that they
hold for one core. ``--share 1`` takes all queries; the default takes about two minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from accord.domain.listing import ListedName, Listing, ListingKind
from benchmarks.screening_task import Run, Task, kind_of, make_task, read_listings

if TYPE_CHECKING:
    from accord.methods.screening.matcher import Matcher, NameHit

_RATES = (0.005, 0.01, 0.02, 0.05)
_BATCH, _TOP, _LEAST = 2000, 64, 0.7
_HERE = Path(__file__).parent
_OURS, _PEERS = "accord", ("logic-v2", "rapidfuzz")


def main() -> None:
    """Measure and print."""
    options = _options()
    if options.only:
        print(json.dumps(asdict(_ours(Task(**json.loads(options.evaluation.read_text(encoding="utf-8")))))))
        return
    task = make_task(options.evaluation, options.iati, options.share)
    runs = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "task.json"
        path.write_text(json.dumps(asdict(task)), encoding="utf-8")
        runs[_OURS] = _run([sys.executable, "-m", "benchmarks.screening", str(path), "--only"])
        for peer in _PEERS:
            found = _peer(options.peers, peer, path)
            if isinstance(found, Run):
                runs[peer] = found
            else:
                print(f"{peer} was not run: {found}")
    _print_speeds(runs, task)
    _print_recalls(runs, task)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("--iati", type=Path)
    parser.add_argument("--peers", help="interpreter with nomenklatura and rapidfuzz; default: made by uv")
    parser.add_argument("--share", type=float, default=0.25, help="share of the queries, 0 to 1")
    parser.add_argument("--only", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(command: Sequence[str]) -> Run:
    """Run a matcher on one core and read the last line that it prints."""
    core = {min(os.sched_getaffinity(0))}
    done = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, core),
    )
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _peer(interpreter: str | None, peer: str, task: Path) -> Run | str:
    """Return what a peer did, or why it could not be run."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(_HERE.parent / ".tools" / "bin"))
    if interpreter is None and uv is None:
        return "neither uv nor --peers was found"
    made = [
        str(uv),
        "run",
        "--no-project",
        "--with-requirements",
        str(_HERE / "screening_peers.txt"),
        "python",
    ]
    command = [*([interpreter] if interpreter else made), str(_HERE / "screening_peers.py"), peer, str(task)]
    try:
        return _run(command)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        return str(said).strip().splitlines()[-1]


def _ours(task: Task) -> Run:
    """Run Accord in this process; the compiled code is loaded before anything is measured."""
    from accord.methods.screening.matcher import Matcher

    listings = tuple(read_listings(task.index))
    Matcher(listings[:10]).search([("Nobody", ListingKind.PERSON)], top=1, least=0)
    start = time.process_time()
    matcher = Matcher(listings)
    build = time.process_time() - start
    times = []
    for name in task.singles:
        start = time.perf_counter()
        matcher.search([(name, ListingKind.PERSON)], top=5, least=_LEAST)
        times.append((time.perf_counter() - start) * 1000)
    start = time.process_time()
    for _ in _searched(matcher, [(name, ListingKind.PERSON) for name in task.persons], least=_LEAST):
        pass
    persons = time.process_time() - start
    asked = [(str(query["q"]), kind_of(str(query["schema"]))) for query in task.queries]
    matcher = Matcher(listings)
    start = time.process_time()
    found = list(_searched(matcher, asked, top=_TOP))
    mixed = time.process_time() - start
    results = [
        (
            hits[0].score if hits else 0.0,
            max((hit.score for hit in hits if hit.listing.id == query["target"]), default=0.0),
        )
        for hits, query in zip(found, task.queries, strict=True)
    ]
    return Run(
        build_seconds=build,
        mixed_per_second=len(task.queries) / mixed,
        persons_per_second=len(task.persons) / persons,
        single_ms=statistics.median(times),
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        results=results,
        pairs=_pair_scores(task),
    )


def _searched(
    matcher: Matcher, names: Sequence[tuple[str, ListingKind]], *, top: int = 5, least: float = 0.0
) -> Iterator[list[NameHit]]:
    for at in range(0, len(names), _BATCH):
        yield from matcher.search(names[at : at + _BATCH], top=top, least=least)


def _pair_scores(task: Task) -> list[float]:
    """Return the score of each first name with its second one, on a list of all second names."""
    from accord.methods.screening.matcher import Matcher

    listings = [
        Listing(id=str(row), list="bench", kind=kind_of(schema), names=(ListedName(text=other),))
        for row, (schema, _, other) in enumerate(task.pairs)
    ]
    asked = [(name, kind_of(schema)) for schema, name, _ in task.pairs]
    found = _searched(Matcher(listings), asked, top=_TOP)
    return [
        max((hit.score for hit in hits if hit.listing is listing), default=0.0)
        for listing, hits in zip(listings, found, strict=True)
    ]


def _print_speeds(runs: Mapping[str, Run], task: Task) -> None:
    print(f"{platform.machine()}, one core, Python {platform.python_version()}")
    print(f"{len(task.persons):,} persons (peers {task.peer_persons:,}), {len(task.queries):,} mixed queries")
    print(f"{'':<12}{'persons/s':>11}{'mixed/s':>11}{'index s':>9}{'peak MB':>9}{'one query ms':>14}")
    for name, run in runs.items():
        print(
            f"{name:<12}{run.persons_per_second:>11,.0f}{run.mixed_per_second:>11,.0f}{run.build_seconds:>9.1f}"
            f"{run.peak_mb:>9,.0f}{run.single_ms:>14.2f}"
        )
    for name, run in runs.items():
        if name != _OURS:
            ratio = runs[_OURS].persons_per_second / run.persons_per_second
            print(f"{_OURS} at {ratio:,.0f} times the rate of {name} on persons")


def _print_recalls(runs: Mapping[str, Run], task: Task) -> None:
    """Print recall at each alert rate, by set, script and schema; each set also over all scripts."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    innocents: dict[str, list[int]] = defaultdict(list)
    for row, query in enumerate(task.queries):
        if query["target"] is None:
            innocents[str(query["schema"])].append(row)
            continue
        for script in (str(query["script"]), "all"):
            groups[str(query["set"]), script, str(query["schema"])].append(row)
    rates = "  ".join(f"{rate:>6.1%}" for rate in _RATES)
    print(f"{'recall at alert rate':<37}{'targets':>8}  {rates}")
    for (name, script, schema), rows in sorted(groups.items()):
        if not innocents[schema]:
            print(f"{name} {script} {schema}: no innocents of this schema (give --iati)")
            continue
        for matcher, run in runs.items():
            best = [run.results[row][0] for row in innocents[schema]]
            own = [run.results[row][1] for row in rows]
            _print_recall(f"{name} {script} {schema[:6]}", matcher, own, best)
    for matcher, run in runs.items():
        scored = list(zip(run.pairs, task.answers, strict=True))
        own = [score for score, is_same in scored if is_same]
        _print_recall("name_bench pairs", matcher, own, [score for score, is_same in scored if not is_same])


def _print_recall(group: str, matcher: str, own: Sequence[float], innocent: Sequence[float]) -> None:
    falling = sorted(innocent, reverse=True)
    limits = [falling[int(rate * len(falling))] for rate in _RATES]
    recalls = [sum(score > limit for score in own) / len(own) for limit in limits]
    shown = "  ".join(f"{recall:>6.3f}" for recall in recalls)
    print(f"{group:<26} {matcher:<10}{len(own):>8}  {shown}")


if __name__ == "__main__":
    main()
