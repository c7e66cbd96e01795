"""Each rule on what publishers really published; needs the collection of files beside the project."""

from __future__ import annotations

import tarfile
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from methods.money.published import Outcome, Published, connect, run_rules
from sources.iati.tables import SHARED, read_tables

pytestmark = pytest.mark.slow
ALIASES = [
    {"publisher": "EC-ELARG", "same_as": "XI-IATI-EC_NEAR"},
    {"publisher": "XI-IATI-EC_DEVCO", "same_as": "XI-IATI-EC_INTPA"},
]
SECONDARY = [{"publisher": "US-501c3-522318905"}]
RATES = {"USD": "1.25", "GBP": "0.8"}
"""Made up; the specimens are about what is counted, not about rates."""
COUNTED = ("counted", "conversion")


def unpacked(name: str, folder: Path) -> list[Path]:
    archive = SHARED / f"{name}.tar.xz"
    if not archive.exists():
        pytest.skip(f"{archive.name} is not beside the project")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return sorted(folder.glob("*.xml"))


def outcome_of(paths: list[Path]) -> Outcome:
    inputs = Published().inputs | {"aliases": ALIASES, "secondary_publishers": SECONDARY}
    connection = connect(read_tables(*paths), inputs, {"target_currency": "EUR"})
    run_rules(connection, RATES)
    return Outcome(connection)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return unpacked("throughput_330MB", tmp_path_factory.mktemp("collection"))


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return unpacked("western_balkans_22MB", tmp_path_factory.mktemp("region"))


@pytest.fixture(scope="module")
def found(collection: list[Path]) -> Outcome:
    return outcome_of(collection)


def flows_of(found: Outcome, identifier: str, columns: str) -> Counter[tuple[object, ...]]:
    """Return how often each row of some columns occurs among the flows of an activity."""
    query = f"SELECT {columns} FROM flows WHERE trim(iati_identifier) = ?"
    return Counter(found.connection.execute(query, [identifier]).fetchall())


@pytest.mark.parametrize(
    ("rule", "identifier", "columns", "expected"),
    [
        ("publisher-alias", "EC-ELARG-2012/22940/1", "DISTINCT publisher", {("XI-IATI-EC_NEAR",): 1}),
        # flagged
        ("secondary", "KR-GOV-390-GRP_0000147815", "status, rule", {("excluded", "secondary"): 3}),
        # listed: its file carries no flag
        ("secondary", "US-501c3-522318905-SG-1120091252354", "status, rule", {("excluded", "secondary"): 1}),
        # none of its 12 transactions has a code of type
        ("type", "WB-GG-101400", "status, rule", {("excluded", "type"): 12}),
        ("value", "GB-CHC-1837621-545", "rule, amount IS NULL",
         {("value", True): 1, ("conversion", False): 1, ("perspective", False): 1}),
        ("currency", "GB-CHC-220949-D353", "status, currency_from, rule",
         {("unconverted", "none", "currency"): 15, ("counted", "value", "conversion"): 39,
          ("unconverted", "value", "conversion"): 9}),
        # value-date="1010-12-09", transaction-date 2020-12-09
        ("value-date", "GB-CHC-291333-SEM_SSD_20/01", "notes::VARCHAR, if(is_value_date, NULL, day)",
         {("[]", None): 18, ("[value-date]", date(2020, 12, 9)): 1}),
        ("finance-kind", "XI-IATI-EBRD-52037", "partner, kind, measure, amount",
         {("MOU", "loan", "commitment", Decimal(50000000)): 1}),
        # MK named "Macedonia, FYR"
        ("north-macedonia", "FI-3-2010-579-87700001", "partner, status", {("NMK", "counted"): 2}),
        # region 88, States Ex-Yugoslavia unspecified
        ("regional", "GB-GOV-3-CSSF-10-000002", "partner, notes::VARCHAR", {("regional", "[regional]"): 7}),
        # AL 7 %, other countries 50 %, and two regions that make 100: 1,517,013 x 7 % = 106,190.91
        ("region-duplicate", "21020-AEDNAF2", "partner, amount, notes::VARCHAR",
         {("LEF", Decimal("106190.91"), "[region-duplicate]"): 1,
          ("elsewhere", Decimal("1410822.09"), "[region-duplicate]"): 1}),
        # the activity says Albania and so does each of its 10 transactions: not twice
        ("place-level", "XM-DAC-41123-PROJECT-150452", "partner, place_level, share, notes[1]",
         {("LEF", "transaction", Decimal(1), "place-level"): 10}),
        # Bangladesh 25 % and India 55 %
        ("percentages", "21020-ECASRH", "partner, share, notes::VARCHAR",
         {("elsewhere", Decimal(1), "[percentages]"): 1}),
        # several places without percentages
        ("unallocated", "21033-10000318/50000001", "partner, list_contains(notes, 'unallocated')",
         {("unknown", True): 13}),
        # 151 in vocabulary 2 and 15150 in vocabulary 1, each 100 %
        ("sector-vocabulary", "SE-0-SE-6-5403054301-SRB-15150",
         "DISTINCT (SELECT list((s.vocabulary, s.sector, s.share))::VARCHAR FROM sector_shares AS s"
         " WHERE s.transaction = flows.transaction)", {("[(1, 15150, 1.00000000000000)]",): 1}),
        # incoming transactions of IOM that name US-GOV-1-720BHA23IO00081, and what IOM made of the money
        ("chain", "XM-DAC-47066-DP.2599", "measure, rule, notes::VARCHAR",
         {("incoming commitment", "perspective", "[mirror]"): 1,
          ("incoming funds", "perspective", "[mirror]"): 3,
          ("commitment", "chain", "[]"): 1, ("expenditure", "chain", "[]"): 2}),
        ("mirror", "US-GOV-1-720BHA23IO00081", "measure, status",
         {("commitment", "counted"): 1, ("disbursement", "counted"): 9}),
        # transactions that name the giving activity themselves
        ("chain", "AT-UID-U74408937-H2H_COV_expense_2020", "rule", {("chain",): 131, ("perspective",): 1}),
        # 9 commitments at level 1, of which nine children at level 2 hold the detail
        ("hierarchy", "BE-BCE_KBO-0421210424-PROG2017-2021", "measure, rule",
         {("commitment", "hierarchy"): 9, ("incoming funds", "perspective"): 13,
          ("incoming commitment", "perspective"): 9}),
    ],
)  # fmt: skip
def test_rule_on_its_specimen(
    found: Outcome, rule: str, identifier: str, columns: str, expected: dict[tuple[object, ...], int]
) -> None:
    assert flows_of(found, identifier, columns) == expected, rule


def test_a_rate_converts_what_a_publisher_states_in_another_currency(found: Outcome) -> None:
    """XM-DAC-903-SII-44087: USD 14,500,000 of 18 August 2020 for Serbia; at 1.25 that is EUR 11,600,000."""
    columns = "partner, amount, currency, amount_converted, rate, status, rule"
    expected = ("RIV", Decimal(14500000), "USD", Decimal(11600000), Decimal("1.25"), *COUNTED)
    assert flows_of(found, "XM-DAC-903-SII-44087", columns)[expected] == 1


def test_a_named_key_spreads_what_is_for_the_states_of_former_yugoslavia(collection: list[Path]) -> None:
    """GB-GOV-3-CSSF-10-000002 gives to region 88; the key is made up, a quarter stays regional."""
    (path,) = (path for path in collection if b">GB-GOV-3-CSSF-10-000002<" in path.read_bytes())
    published = Published()
    published.given(
        "allocation_keys",
        {"name": "halves", "region": "88", "partner": "RIV", "share": Decimal("0.5")},
        {"name": "halves", "region": "88", "partner": "BRI", "share": Decimal("0.25")},
    )
    connection = connect(read_tables(path), published.inputs, {"allocation_key": "halves"})
    run_rules(connection, {})
    spread = Outcome(connection)

    pieces = "partner, share, list_contains(notes, 'allocation-key')"
    assert flows_of(spread, "GB-GOV-3-CSSF-10-000002", pieces) == {
        ("RIV", Decimal("0.5"), True): 7,
        ("BRI", Decimal("0.25"), True): 7,
        ("regional", Decimal("0.25"), False): 7,
    }


def test_a_name_without_a_code_is_unknown_unless_it_is_a_partners(found: Outcome) -> None:
    """Files name Mexico without a code 93 times; in none of them is a partner named so."""
    query = "SELECT DISTINCT target, rule FROM place_names WHERE code IS NULL AND name = 'Mexico'"
    assert found.rows(query) == [("unknown", None)]


def test_no_file_has_a_specimen_of_old_states_nor_of_partners_named_without_a_code(found: Outcome) -> None:
    """What ``test_places`` makes up stands alone until a file with such a code or name is found.

    In the files of all versions no recipient is CS, SCG, YU or YUG, none is a partner by three letters,
    and none is a partner, Yugoslavia or Serbia and Montenegro by a name beside no code.
    """
    query = "SELECT * FROM places WHERE rule IN ('old-states', 'partner-names')"
    assert found.rows(query) == []


def test_former_activities_are_no_copies(found: Outcome) -> None:
    """FI-3-2021-2017170342 names FI-3-2020-2017170342 as former and as parent on its own level."""
    for year, flows in ((2020, 2), (2021, 1)):
        identifier = f"FI-3-{year}-2017170342"
        assert flows_of(found, identifier, "status, rule") == {COUNTED: flows}


def test_kosovo_under_a_code_of_no_list(found: Outcome) -> None:
    """Eleven activities of Spark (NL-KVK-41213450) say KS with the name Kosovo; none has a transaction."""
    query = (
        "SELECT p.target, p.rule, count(*) FROM places AS p JOIN recipient_countries AS c"
        " ON c.activity = p.activity AND c.byte = p.item WHERE c.code = 'KS' GROUP BY ALL"
    )
    assert found.rows(query) == [("KSV", "kosovo", 11)]


def test_negative_and_zero_amounts(found: Outcome) -> None:
    """EC-ELARG-2011/22939/8 takes back EUR 34,203 on 23 September 2014."""
    rows = flows_of(found, "EC-ELARG-2011/22939/8", "amount, partner, notes::VARCHAR")
    assert rows[Decimal(-34203), "KSV", "[negative, publisher-alias]"] == 1
    assert found.one("SELECT count(*) FROM flows WHERE list_contains(notes, 'zero') AND amount <> 0") == (0,)


def test_a_parent_with_money_of_its_own_is_marked(found: Outcome) -> None:
    """GB-CHC-1105851 holds GBP 274 million on level 1; the children of level 2 hold 2 and are chained."""
    columns = "level, activities, parents, dropped, kept"
    decisions = (
        f"SELECT {columns} FROM hierarchy_decisions WHERE publisher = ? AND measure = ? ORDER BY level"
    )
    rows = found.connection.execute(decisions, ["GB-CHC-1105851", "payment"]).fetchall()
    assert rows == [(1, 2, 2, 0, 2), (2, 67, 0, 0, 0)]


def test_revised_budgets_replace_original_ones(found: Outcome) -> None:
    """World Bank 44000-P095314: for each month an original and a revised budget."""
    query = (
        "SELECT type, status, rule FROM budgets_counted WHERE iati_identifier = '44000-P095314'"
        " AND start = DATE '2009-11-01' ORDER BY type"
    )
    assert found.rows(query) == [
        ("1", "excluded", "budget-revised"),
        ("2", "counted", "budget-revised"),
    ]
    marked = (
        "SELECT notes::VARCHAR FROM budgets_counted WHERE iati_identifier = 'XI-IATI-EC_INTPA-2019/405-854'"
        " AND start = DATE '2019-03-19' AND \"end\" = DATE '2050-12-31'"
    )
    assert ("[budget-long]",) in found.rows(marked)


def test_one_file_given_twice_and_two_files_with_the_same_activities(
    collection: list[Path], region: list[Path]
) -> None:
    """The 105 activities of DG ELARG stand in the files of version 1.04 of both collections."""
    (small,) = (path for path in region if path.name.startswith("v1.04"))
    (large,) = (path for path in collection if path.name.startswith("v1.04"))
    totals = "SELECT measure, status, rule, count(*), sum(amount) FROM flows GROUP BY ALL ORDER BY ALL"

    alone = outcome_of([small])
    twice = outcome_of([small, small])
    both = outcome_of([small, large])

    assert twice.rows(totals) == alone.rows(totals)
    counted = (
        "SELECT measure, count(*), sum(amount) FROM flows WHERE publisher = 'XI-IATI-EC_NEAR'"
        " AND status = 'counted' GROUP BY ALL ORDER BY ALL"
    )
    assert both.rows(counted) == alone.rows(counted)
    assert both.one("SELECT count(*) FROM copies WHERE kept <> activity") == (105,)


def straightforward_sums(paths: list[Path], publishers: set[str]) -> dict[tuple[int, str], Decimal]:
    """Return sums of outgoing transactions by level and type, read with lxml element by element."""
    names = {"C": "2", "D": "3", "E": "4"}
    sums: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for path in paths:
        for _, activity in etree.iterparse(path, tag="iati-activity", huge_tree=True):
            reporting = activity.find("reporting-org")
            if reporting is not None and reporting.get("ref") in publishers:
                level = int(activity.get("hierarchy") or 1)
                for transaction in activity.findall("transaction"):
                    code = transaction.find("transaction-type").get("code")
                    sums[level, names.get(code, code)] += Decimal(transaction.findtext("value").strip())
            activity.clear()
    return sums


def test_commitments_and_payments_of_the_commission_survive_to_the_cent(
    found: Outcome, collection: list[Path]
) -> None:
    """DG NEAR commits at level 1 and pays at level 2; a rule of lowest levels would lose the commitments."""
    query = (
        "SELECT hierarchy, type, sum(amount) FROM flows"
        " WHERE publisher = 'XI-IATI-EC_NEAR' AND status = 'counted' GROUP BY ALL"
    )
    sums = {(level, code): amount for level, code, amount in found.rows(query)}

    assert sums == straightforward_sums(collection, {"XI-IATI-EC_NEAR", "EC-ELARG"})
    assert sums[1, "2"] > 8 * 10**9
    assert sums[2, "3"] > 3 * 10**9


def test_everything_published_reconciles(found: Outcome) -> None:
    unequal = "amount_in <> counted + excluded + unconverted"
    assert found.rows(f"SELECT * FROM reconciliation WHERE {unequal}") == []
    total = found.one("SELECT sum(amount_in) FROM reconciliation")
    assert total == found.one("SELECT sum(value) FROM transactions")
    repeated = "SELECT id FROM flows GROUP BY id HAVING count(*) > 1"
    assert found.rows(repeated) == []
