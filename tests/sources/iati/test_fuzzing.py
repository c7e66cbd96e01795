"""Whatever is done to a file, every good activity is read with its values and all the rest is refused."""

from __future__ import annotations

import random
from bisect import bisect_left
from pathlib import Path

import pytest

from sources.iati.oracle import Verdict, judge
from sources.iati.reference import Transaction
from sources.iati.tables import (
    ACCOUNTS,
    Row,
    Tables,
    identifiers,
    read_bytes,
    rows,
    transactions_by_file,
    values,
)

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n'
TAIL = b"</iati-activities>\n"
HIDDEN = (
    b"<!-- withdrawn: <iati-activity><iati-identifier>XM-EXAMPLE-1-0</iati-identifier></iati-activity> -->"
)
KEYS = {"file", "byte", "activity", "transaction", "result", "indicator", "period"}
DRESSES = (
    "",
    "<!-- a comment -->",
    "",
    "<?publisher an instruction?>",
    "",
    "<description><narrative><![CDATA[words <b> & more]]></narrative></description>",
)


def transaction(number: int, cents: int) -> str:
    return (
        f'<transaction ref="T{number}"><transaction-type code="{number % 4 + 1}"/>'
        f'<transaction-date iso-date="2018-05-{number % 28 + 1:02}"/>'
        f'<value currency="EUR" value-date="2017-05-17">{cents / 100:.2f}</value></transaction>'
    )


def activity(number: int, *, is_dressed: bool) -> bytes:
    lines = [
        f'<iati-activity default-currency="USD" hierarchy="{number}">',
        f"  <iati-identifier>XM-EXAMPLE-1-{number}</iati-identifier>",
        '  <reporting-org ref="XM-EXAMPLE-1"><narrative>Roads &amp; Brücken</narrative></reporting-org>',
        f"  <title><narrative>Number {number}</narrative></title>",
        f"  {DRESSES[number % len(DRESSES)] if is_dressed else ''}",
        '  <recipient-country code="XK" percentage="60"/><sector code="21020" vocabulary="1"/>',
        *(f"  {transaction(place, 1000 * number + place)}" for place in range(1, 4)),
        "</iati-activity>",
    ]
    return "\n".join(lines).encode()


def document(*, is_dressed: bool) -> bytes:
    activities = [activity(number, is_dressed=is_dressed) for number in range(1, 8)]
    if is_dressed:
        activities.insert(3, HIDDEN)
    return HEAD + b"\n".join(activities) + b"\n" + TAIL


DRESSED, PLAIN = document(is_dressed=True), document(is_dressed=False)


def truncated() -> list[bytes]:
    return [DRESSED[:length] for length in range(len(HEAD), len(DRESSED) - len(TAIL), 97)]


def flipped(count: int, bits: int) -> list[bytes]:
    chance = random.Random(20180517 + bits)
    made = []
    for _ in range(count):
        content = bytearray(DRESSED)
        for _ in range(bits):
            content[chance.randrange(DRESSED.index(b"?>") + 2, len(content))] ^= 1 << chance.randrange(8)
        made.append(bytes(content))
    return made


def shuffled(count: int, size: int) -> list[bytes]:
    chance = random.Random(size)
    made = []
    for _ in range(count):
        blocks = [PLAIN[at : at + size] for at in range(len(HEAD), len(PLAIN), size)]
        chance.shuffle(blocks)
        made.append(HEAD + b"".join(blocks))
    return made


def overwritten(count: int) -> list[bytes]:
    """Return documents in which some bytes gave way to others that mean something to XML, or to nothing."""
    chance = random.Random(97)
    pieces = [b"", b"\x00", b"<", b">", b'"', b"&", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"/", b"<?", b"?>"]
    pieces += [b"<!DOCTYPE", b"</iati-activity>", b"<iati-activity>"]
    made = []
    for _ in range(count):
        at = chance.randrange(len(HEAD), len(DRESSED))
        made.append(DRESSED[:at] + chance.choice(pieces) + DRESSED[at + chance.randrange(40) :])
    return made


def by_activity(tables: Tables) -> dict[tuple[int, int], dict[str, list[Row]]]:
    """Return all rows of every activity without keys and places, by its file and its byte."""
    places = {(row["file"], row["activity"]): row["byte"] for row in rows(tables, "activities")}
    found: dict[tuple[int, int], dict[str, list[Row]]] = {}
    for table in sorted(set(tables) - ACCOUNTS):
        for row in rows(tables, table):
            place = row["file"], places[row["file"], row["activity"]]
            content = {name: value for name, value in row.items() if name not in KEYS}
            found.setdefault(place, {}).setdefault(table, []).append(content)
    return found


def transactions_by_activity(tables: Tables) -> dict[tuple[int, int], list[Transaction]]:
    """Return the transactions as the reference states them by the file and the byte of their activity."""
    places = {(row["file"], row["activity"]): row["byte"] for row in rows(tables, "activities")}
    found: dict[tuple[int, int], list[Transaction]] = {(key[0], byte): [] for key, byte in places.items()}
    flat = [one for by_file in transactions_by_file(tables).values() for one in by_file]
    for row, one in zip(rows(tables, "transactions", "file", "activity"), flat, strict=True):
        found[row["file"], places[row["file"], row["activity"]]].append(one)
    return found


def expect(verdicts: list[Verdict], tables: Tables) -> None:
    """Check a reading of several files against the verdicts on them."""
    read = transactions_by_activity(tables)
    pieces = rows(tables, "refused", "file", "byte", "end")
    refused = sorted((row["file"], row["byte"], row["end"]) for row in pieces)
    found: dict[int, dict[int, list[Transaction]]] = {file: {} for file in range(len(verdicts))}
    for (file, byte), transactions in read.items():
        found[file][byte] = transactions
    for file, verdict in enumerate(verdicts):
        certain = {byte: those for byte, those in found[file].items() if not verdict.is_doubtful(byte)}
        assert certain == {byte: count.transactions for byte, count in verdict.good.items()}, file
        for start, end in verdict.bad:
            number, _, high = refused[bisect_left(refused, (file, end)) - 1]
            assert number == file, (file, start)
            assert high > start, (file, start)


SETS: dict[str, list[bytes]] = {
    "cut at every 97th byte": truncated(),
    "one bit turned": flipped(400, 1),
    "five bits turned": flipped(150, 5),
    "fifty bits turned": flipped(50, 50),
    "blocks of 61 bytes shuffled": shuffled(40, 61),
    "blocks of 500 bytes shuffled": shuffled(80, 500),
    "blocks of 2000 bytes shuffled": shuffled(40, 2000),
    "bytes overwritten": overwritten(300),
}


@pytest.mark.parametrize("name", SETS)
def test_good_activities_are_read_and_all_others_refused(name: str, tmp_path: Path) -> None:
    verdicts = [judge(content, hiding=(HIDDEN,)) for content in SETS[name]]
    assert sum(len(verdict.bad) for verdict in verdicts) >= len(verdicts) // 3, "the damage does too little"
    expect(verdicts, read_bytes(tmp_path, *SETS[name]))


@pytest.mark.slow
def test_damage_in_a_file_of_many_chunks_costs_no_more_than_in_a_small_one(tmp_path: Path) -> None:
    bodies = [content[len(HEAD) :] for contents in SETS.values() for content in contents]
    content = HEAD + b"\n".join(bodies * (20_000_000 // sum(map(len, bodies)))) + TAIL
    verdict = judge(content, hiding=(HIDDEN,))
    assert len(verdict.good) > 10_000
    expect([verdict], read_bytes(tmp_path, content))


def test_the_oracle_finds_nothing_wrong_with_the_whole(tmp_path: Path) -> None:
    verdict = judge(DRESSED, hiding=(HIDDEN,))
    assert (len(verdict.good), verdict.bad, verdict.doubtful) == (7, [], [])
    tables = read_bytes(tmp_path, DRESSED)
    expect([verdict], tables)
    assert identifiers(tables) == [f"XM-EXAMPLE-1-{number}" for number in range(1, 8)]


def test_an_untouched_activity_keeps_every_cell(tmp_path: Path) -> None:
    contents = [DRESSED, *SETS["one bit turned"][:150], *SETS["cut at every 97th byte"]]
    found = by_activity(read_bytes(tmp_path, *contents))
    whole = {byte: cells for (file, byte), cells in found.items() if file == 0}
    ends = {byte: DRESSED.index(b"</iati-activity>", byte) + 16 for byte in whole}
    untouched = [
        (file, byte)
        for file, content in enumerate(contents)
        for byte, end in ends.items()
        if content[byte:end] == DRESSED[byte:end] and not judge(content, (HIDDEN,)).is_doubtful(byte)
    ]
    assert len(untouched) > 1000
    for file, byte in untouched:
        assert found[file, byte] == whole[byte], (file, byte)


def test_a_lost_start_tag_leaves_its_bytes_among_the_refused(tmp_path: Path) -> None:
    start = DRESSED.index(b"<iati-activity ", DRESSED.index(b"XM-EXAMPLE-1-2<"))
    end = DRESSED.index(b"</iati-activity>", start)
    content = DRESSED[:start] + b"<iati-activitx " + DRESSED[start + 15 :]
    tables = read_bytes(tmp_path, content)
    assert identifiers(tables) == [f"XM-EXAMPLE-1-{number}" for number in (1, 2, 4, 5, 6, 7)]
    pieces = [(row["byte"], row["end"]) for row in rows(tables, "refused")]
    assert any(low < end and start < high for low, high in pieces), "three transactions were lost silently"


def test_a_cut_file_says_that_it_is_not_complete(tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, DRESSED, *SETS["cut at every 97th byte"])
    assert values(tables, "files", "is_complete") == [True] + [False] * len(SETS["cut at every 97th byte"])


def test_the_same_bytes_give_the_same_rows(tmp_path: Path) -> None:
    contents = [DRESSED, *SETS["bytes overwritten"][:20]]
    first, second = read_bytes(tmp_path, *contents), read_bytes(tmp_path, *contents)
    assert {table: found.to_pylist() for table, found in first.items()} == {
        table: found.to_pylist() for table, found in second.items()
    }
