"""Files of strange size and shape: empty, huge, deep, wide, not XML; dates and amounts beyond all measure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pytest

from accord.errors import AccordError
from sources.iati.tables import Tables, identifiers, read_bytes, read_tables, rows, specimen, values

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n'
TAIL = b"</iati-activities>\n"
OUTER = ["XM-EXAMPLE-1-A", "XM-EXAMPLE-1-C"]
ALL = ["XM-EXAMPLE-1-A", "XM-EXAMPLE-1-B", "XM-EXAMPLE-1-C"]
FAKE = "<iati-activity><iati-identifier>XM-EXAMPLE-1-FAKE</iati-identifier></iati-activity>\n"


def activity(identifier: str, text: str = "", attributes: str = "") -> bytes:
    name = f"<iati-identifier>{identifier}</iati-identifier>"
    return f"<iati-activity{attributes}>{name}{text}</iati-activity>\n".encode()


def between(text: str, attributes: str = "") -> bytes:
    """Return a document with an activity of some text between two plain ones."""
    return (
        HEAD + activity(ALL[0]) + b"\n" + activity(ALL[1], text, attributes) + b"\n" + activity(ALL[2]) + TAIL
    )


def transactions(*inner: str) -> bytes:
    return between("".join(f"<transaction>{text}</transaction>" for text in inner))


def column(folder: Path, content: bytes, name: str) -> list[Any]:
    tables = read_bytes(folder, content)
    assert identifiers(tables) == ALL
    return values(tables, "transactions", name)


UNREADABLE = {
    "empty": b"",
    "line": b"\n",
    "zeros": b"\x00" * 5000,
    "PDF": b"%PDF-1.7 \xff\xfe\x00",
    "JSON": b'{"iati": []}',
    "HTML": b"<html><body>404</body></html>",
    "one sign": b"<",
    "byte order mark of UTF-16": b"\xff\xfe",
    "byte order mark of UTF-8": b"\xef\xbb\xbf",
    "declaration": b'<?xml version="1.0"?>',
    "unknown encoding": b'<?xml version="1.0" encoding="no-such-thing"?><iati-activities/>',
    "archive": b"PK\x03\x04",
    "words": b"iati-activity" * 1000,
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_file_in_which_nothing_can_be_read_costs_no_other(kind: str, tmp_path: Path) -> None:
    content = UNREADABLE[kind]
    three = specimen("three").read_bytes()
    tables = read_bytes(tmp_path, three, content, three)
    assert len(identifiers(tables)) == 6
    assert values(tables, "files", "records") == [3, 0, 3]
    (refused,) = rows(tables, "refused")
    assert refused["file"] == 1
    assert refused["reason"]


@pytest.mark.parametrize("root", [b"<iati-activities></iati-activities>", b"<iati-activities/>"])
def test_a_file_without_activities_has_none(root: bytes, tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, root)
    assert identifiers(tables) == []
    assert values(tables, "files", "records") == [0]


@pytest.mark.parametrize("tag", ["<iati-activity/>", "<iati-activity />", "<iati-activity></iati-activity >"])
def test_an_empty_activity_is_an_activity(tag: str, tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, HEAD + activity(ALL[0]) + tag.encode() + activity(ALL[2]) + TAIL)
    assert identifiers(tables) == [ALL[0], None, ALL[2]]
    assert rows(tables, "refused") == []


@pytest.mark.parametrize(
    "tag", ["<iati-activity.old/>", "<iati-activity-x></iati-activity-x>", "<iati-activitys/>"]
)
def test_a_name_that_only_begins_like_an_activity_is_none(tag: str, tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, HEAD + activity(ALL[0]) + tag.encode() + activity(ALL[2], tag) + TAIL)
    assert identifiers(tables) == OUTER


@pytest.mark.parametrize("path", [Path("absent.xml"), Path()], ids=["absent", "a folder"])
def test_a_file_that_cannot_be_opened_is_said_by_name(path: Path, tmp_path: Path) -> None:
    with pytest.raises(AccordError) as caught:
        read_tables(specimen("three"), tmp_path / path)
    assert (path.name or tmp_path.name) in str(caught.value)


def test_a_day_is_read_from_the_year_1_to_9999_and_no_further(tmp_path: Path) -> None:
    days = ["0001-01-01", "9999-12-31", "2000-02-29", "1900-02-29", "0000-01-01", "-0001-01-01", "9999-12-32"]
    days += ["2018-5-17", "2018-04-31", "20180517", "2018/05/17", "+2018-05-17", "2018-05-1\u0667"]
    days += ["2018-05-17x", "2018-05-17 to 2019-01-01", "2018-05-17-", "2018-05-17Z or later"]
    found = column(tmp_path, transactions(*(f'<transaction-date iso-date="{day}"/>' for day in days)), "date")
    expected = {"0001-01-01": date(1, 1, 1), "9999-12-31": date.max, "2000-02-29": date(2000, 2, 29)}
    assert dict(zip(days, found, strict=True)) == {**dict.fromkeys(days), **expected}


def test_an_amount_is_kept_to_24_digits_and_else_is_a_problem(tmp_path: Path) -> None:
    exact = ["1" * 24 + "." + "1" * 14, "-" + "9" * 24, "0" * 40 + "7", "7." + "0" * 40, "-0"]
    beyond = ["9" * 25, "9" * 40, "1" + "0" * 24, "-1e400", "1e", "\u0661\u0662", "0x10", "1_000", "1 000"]
    beyond += ["3,802", "46678,00", "5 EUR", "5-", "\u22125"]
    content = transactions(*(f"<value>{amount}</value>" for amount in exact + beyond))
    tables = read_bytes(tmp_path, content)
    found = values(tables, "transactions", "value")
    assert found[: len(exact)] == [Decimal(amount) for amount in exact]
    assert found[len(exact) :] == [None] * len(beyond)
    assert values(tables, "problems", "value") == beyond


def test_a_percentage_with_the_noise_of_a_float_is_rounded_to_14_places(tmp_path: Path) -> None:
    # Published so, more than 1,500 times in 330 MB: a third less the rest of a calculation, and 4 of 700.
    shares = ["33.339999999999996", "0.5714285714285714", "33.333333333333336", "1e-16"]
    text = "".join(f'<sector code="{number}" percentage="{share}"/>' for number, share in enumerate(shares))
    tables = read_bytes(tmp_path, between(text))
    expected = ["33.34", "0.57142857142857", "33.33333333333334", "0"]
    assert values(tables, "sectors", "percentage") == [Decimal(share) for share in expected]
    assert rows(tables, "problems") == []


def test_a_tag_may_have_a_hundred_thousand_attributes(tmp_path: Path) -> None:
    names = "".join(f' a{number}="{number}"' for number in range(100_000))
    tables = read_bytes(
        tmp_path, between("<title><narrative>Wide</narrative></title>", names + ' hierarchy="3"')
    )
    assert identifiers(tables) == ALL
    assert values(tables, "activities", "hierarchy") == [None, 3, None]
    twice = read_bytes(tmp_path, between("", names + ' a0="again"'))
    assert identifiers(twice) == OUTER


def test_elements_may_lie_ten_thousand_deep(tmp_path: Path) -> None:
    nest = "<a>" * 10_000 + "</a>" * 10_000
    tables = read_bytes(tmp_path, between(nest + "<title><narrative>Deep</narrative></title>"))
    assert identifiers(tables) == ALL
    assert values(tables, "activities", "title") == [None, "Deep", None]
    assert identifiers(read_bytes(tmp_path, between("<a>" * 10_000))) == OUTER


def test_a_text_may_be_ten_million_letters_long(tmp_path: Path) -> None:
    text = "ä&amp;" * 2_000_000
    tables = read_bytes(tmp_path, between(f"<title><narrative>{text}</narrative></title>"))
    assert values(tables, "activities", "title")[1] == "ä&" * 2_000_000


def test_two_hundred_thousand_empty_activities_are_counted(tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, HEAD + b"<iati-activity/>" * 200_000 + TAIL)
    assert values(tables, "files", "records") == [200_000]
    assert tables["activities"].num_rows == 200_000


@pytest.mark.parametrize("opener", [b"<!-- ", b"<![CDATA[ ", b"<?publisher "])
def test_ten_thousand_openers_that_nothing_closes_cost_no_activity(opener: bytes, tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, HEAD + (opener + activity(ALL[0])) * 10_000 + TAIL)
    assert values(tables, "files", "records") == [10_000]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("opener", "closer"),
    [("<!--", "-->"), ("<?publisher ", "?>"), ("<title><narrative><![CDATA[", "]]></narrative></title>")],
    ids=["comment", "instruction", "CDATA"],
)
def test_thirty_megabytes_of_hidden_activities_stay_hidden(opener: str, closer: str, tmp_path: Path) -> None:
    hidden = FAKE * (30_000_000 // len(FAKE))
    tables = read_bytes(tmp_path, between(opener + hidden + closer))
    assert identifiers(tables) == ALL
    assert rows(tables, "refused") == []


def million(tables: Tables) -> None:
    """Check the sum of 0.01 to 10,000.00: one million times 5,000.005."""
    assert tables["transactions"].num_rows == 1_000_000
    assert pc.sum(tables["transactions"]["value"]).as_py() == Decimal("5000005000.00")
    assert pc.count_distinct(tables["transactions"]["activity"]).as_py() == 1
    assert pc.count_distinct(tables["transactions"]["transaction"]).as_py() == 1_000_000


@pytest.mark.slow
def test_a_million_transactions_of_one_activity_are_read(tmp_path: Path) -> None:
    text = "".join(
        '<transaction><transaction-type code="3"/><transaction-date iso-date="2018-05-17"/>'
        f'<value value-date="2018-05-17">{cents // 100}.{cents % 100:02}</value></transaction>\n'
        for cents in range(1, 1_000_001)
    )
    tables = read_bytes(tmp_path, between(text))
    assert identifiers(tables) == ALL
    million(tables)


@pytest.mark.slow
def test_chunks_and_threads_do_not_change_what_is_read(tmp_path: Path) -> None:
    content = specimen("version_2_03").read_bytes()
    start, end = content.index(b"<iati-activity "), content.rindex(b"</iati-activities>")
    large, small = tmp_path / "large.xml", specimen("version_2_03")
    large.write_bytes(content[:start] + content[start:end] * 4_000 + content[end:])
    one = read_tables(large, small, threads=1)
    assert one["transactions"].num_rows == 13 * 4_001
    two = read_tables(large, small, threads=2)
    assert all(one[table].equals(two[table]) for table in {*one, *two})
    alone = rows(read_tables(small), "transactions")
    last = rows({"transactions": one["transactions"].slice(13 * 4_000)}, "transactions")
    keys = {"file", "activity", "transaction"}
    assert [{k: v for k, v in row.items() if k not in keys} for row in last] == [
        {k: v for k, v in row.items() if k not in keys} for row in alone
    ]
