"""From published files to sums that reconcile, to the flow behind them, to the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.commands import Finished, accord

FILE = """<iati-activities version="2.03">
<iati-activity default-currency="EUR" hierarchy="1" last-updated-datetime="2019-03-01T09:00:00">
<iati-identifier>XM-EXAMPLE-1-ROAD</iati-identifier>
<reporting-org ref="XM-EXAMPLE-1" type="10"><narrative>Ministry of Examples</narrative></reporting-org>
<title><narrative>Road to the lake</narrative></title>
<recipient-country code="AL" percentage="40"/><recipient-country code="XK" percentage="60"/>
<transaction><transaction-type code="11"/><transaction-date iso-date="2016-02-01"/>
<value value-date="2016-02-01">900000</value></transaction>
<transaction><transaction-type code="2"/><transaction-date iso-date="2016-03-01"/>
<value value-date="2016-03-01">1000000</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2016-12-30"/>
<value currency="USD" value-date="2017-01-02">250000</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2018-05-17"/>
<value value-date="2018-05-17">-1200</value></transaction>
</iati-activity>
<iati-activity default-currency="USD" last-updated-datetime="2019-03-01T09:00:00">
<iati-identifier>XM-EXAMPLE-1-REGION</iati-identifier>
<reporting-org ref="XM-EXAMPLE-1" type="10"><narrative>Ministry of Examples</narrative></reporting-org>
<recipient-region code="89" vocabulary="1"/>
<transaction><transaction-type code="4"/><transaction-date iso-date="2015-04-28"/>
<value value-date="2015-04-28">4004</value></transaction>
</iati-activity>
</iati-activities>
"""
RATES = "Date,USD,\n2018-05-17,1.2,\n2017-01-02,1.25,\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("money")
    (folder / "rates.csv").write_text(RATES, encoding="utf-8")
    (folder / "published.xml").write_text(FILE, encoding="utf-8")
    read = accord("read", "iati", "published.xml", "--out", "tables", folder=folder)
    assert read.exit_code == 0, read.err
    built = accord("build", "sofia_2018", "--iati", "tables", "--rates", "rates.csv", folder=folder)
    assert built.exit_code == 0, built.err
    return folder


def rows(*arguments: str, folder: Path) -> list[dict[str, object]]:
    done = accord("money", *arguments, "--json", folder=folder)
    assert done.exit_code == 0, done.err
    assert done.err == ""
    found: list[dict[str, object]] = json.loads(done.out)
    return found


def failing(*arguments: str, folder: Path) -> Finished:
    done = accord(*arguments, folder=folder)
    assert done.exit_code == 2
    return done


def test_sums_by_partner_are_the_shares_that_were_stated(folder: Path) -> None:
    # By hand: 1,000,000 EUR committed, 40 % for Albania, 60 % for Kosovo*. USD 250,000 paid on 2 January 2017
    # at 1.25 are EUR 200,000, of which 40 % are 80,000; the refund keeps its sign.
    found = {
        (row["partner"], row["type"]): row["amount"] for row in rows("--by", "partner,type", folder=folder)
    }
    assert found["ALB", "commitment"] == "400000.000000"
    assert found["KOS", "commitment"] == "600000.000000"
    assert found["ALB", "disbursement"] == "79520.000000"
    assert found["KOS", "disbursement"] == "119280.000000"


def test_what_came_in_is_counted_left_out_or_unconverted(folder: Path) -> None:
    for row in rows("--by", "partner,year,type", folder=folder):
        parts = [row["flows_counted"], row["flows_excluded"], row["flows_unconverted"]]
        assert row["flows"] == sum(int(str(part)) for part in parts)


def test_an_amount_without_a_rate_stays_in_its_currency_and_is_counted(folder: Path) -> None:
    # The table has no dollar of 2015, when the regional activity spent; it is not spread over partners.
    found = rows("--by", "partner,type,currency", "--currency", "own", "--partner", "regional", folder=folder)
    unconverted = [row for row in found if row["flows_unconverted"]]
    assert unconverted
    assert {row["currency"] for row in unconverted} == {"USD"}
    assert all(row["amount"] is None for row in unconverted)


def test_what_a_rule_left_out_is_listed_and_explained_down_to_the_byte(folder: Path) -> None:
    left_out = rows("--excluded", "perspective", folder=folder)
    assert [row["measure"] for row in left_out] == ["incoming commitment"] * 2
    flow = left_out[0]
    why = accord("why", str(flow["id"]), folder=folder)
    assert why.exit_code == 0, why.err
    assert "status     excluded by perspective" in why.out
    assert f"byte {flow['byte']}" in why.out
    position = int(str(flow["byte"]))
    assert FILE.encode()[position:].startswith(b"<transaction")


def test_the_page_and_its_table_say_the_same_as_the_command(folder: Path) -> None:
    done = accord("export", "site", folder=folder)
    assert done.exit_code == 0, done.err
    page = (folder / "site" / "flows.html").read_text(encoding="utf-8")
    assert "400,000.00" in page
    assert "No published transactions" not in page
    table = (folder / "site" / "flows.csv").read_text(encoding="utf-8")
    assert "ALB,2016,commitment,EUR,400000.000000" in table


def test_wrong_words_are_refused_with_the_right_ones(folder: Path) -> None:
    assert "partner, year, type" in failing("money", "--by", "country", folder=folder).err
    assert (
        "accord build --iati DIR --rates FILE --currency GBP"
        in failing("money", "--currency", "GBP", folder=folder).err
    )
    assert "ACC-217" in failing("money", "--excluded", "magic", folder=folder).err
    assert "ACC-218" in failing("why", "0123456789ab:1:ALB", folder=folder).err
    assert "ACC-213" in failing("read", "iati", "nowhere.xml", "--out", "other", folder=folder).err
    assert "ACC-211" in failing("read", "iati", "published.xml", "--out", ".", folder=folder).err
    assert "ACC-212" in failing("build", "--iati", "nowhere", folder=folder).err


def test_a_snapshot_without_transactions_says_how_to_take_them_in(tmp_path: Path) -> None:
    assert accord("build", folder=tmp_path).exit_code == 0
    assert "accord read iati FILE... --out DIR" in failing("money", folder=tmp_path).err


def test_the_same_files_give_the_same_snapshot(folder: Path) -> None:
    again = accord("build", "sofia_2018", "--iati", "tables", "--rates", "rates.csv", folder=folder)
    snapshots = [path.name for path in (folder / ".accord" / "snapshots").iterdir()]
    assert snapshots == [Path(again.out.strip()).name]


def test_a_payment_that_names_the_grant_reaches_the_chain_of_its_commitment(tmp_path: Path) -> None:
    # The grant code of the port of Durres in a title; the rule asks for it and for a grant.
    content = (
        FILE.replace("Road to the lake", "Port of Durres, WB-IG03-ALB-TRA-01")
        .replace('<recipient-country code="AL" percentage="40"/>', '<recipient-country code="AL"/>')
        .replace('<recipient-country code="XK" percentage="60"/>', '<default-finance-type code="110"/>')
        .replace("-1200", "2500000")
    )
    (tmp_path / "published.xml").write_text(content, encoding="utf-8")
    assert accord("read", "iati", "published.xml", "--out", "tables", folder=tmp_path).exit_code == 0
    assert accord("build", "--iati", "tables", folder=tmp_path).exit_code == 0
    done = accord("why", "PKG-1.chain.disbursed.ALB", folder=tmp_path)
    assert "2,500,000" in done.out
    without = accord("why", "PKG-1.chain.disbursed.SRB", folder=tmp_path)
    assert "unknown" in without.out


def test_what_was_read_is_written_as_2_03_and_read_again(folder: Path) -> None:
    strict = accord("export-iati", "tables", "--out", "strict.xml", folder=folder)
    assert strict.exit_code == 1, "the file leaves out what the schema demands, such as a status"
    assert "0 activities" in strict.err
    assert "2 left out" in strict.err
    lenient = accord("export-iati", "tables", "--out", "lenient.xml", "--lenient", folder=folder)
    assert lenient.exit_code == 0, lenient.err
    again = accord("read", "iati", "lenient.xml", "--out", "again", "--json", folder=folder)
    assert json.loads(again.out)["rows"]["transactions"] == 5
