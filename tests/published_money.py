"""Made-up files of publishers, with every figure invented, and a snapshot that holds them."""

from __future__ import annotations

from pathlib import Path

from cli.commands import accord

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
ODD_FILE = """<iati-activities version="2.03">
<iati-activity default-currency="EUR" last-updated-datetime="2019-03-01T09:00:00">
<iati-identifier>EX/2 &amp; co-1</iati-identifier>
<reporting-org ref="EX/2 &amp; co" type="10">
<narrative>Office 2 &lt;of&gt; Examples</narrative></reporting-org>
<title><narrative>Nowhere in particular</narrative></title>
<transaction><transaction-type code="2"/><value>500</value></transaction>
<transaction><transaction-type code="2"/><transaction-date iso-date="2016-03-01"/>
<value value-date="2016-03-01">1500.5</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2016-04-01"/>
<value value-date="2016-04-01">none</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2016-04-01"/>
<value currency="GBP" value-date="2016-04-01">70</value></transaction>
</iati-activity>
<iati-activity default-currency="EUR" last-updated-datetime="2019-03-01T09:00:00">
<iati-identifier>EX/2 &amp; co-2</iati-identifier>
<reporting-org ref="EX/2 &amp; co" type="10">
<narrative>Office 2 &lt;of&gt; Examples</narrative></reporting-org>
<recipient-country code="RS"/>
<transaction><transaction-type code="4"/><transaction-date iso-date="2017-05-01"/>
<value value-date="2017-05-01">-40</value></transaction>
</iati-activity>
</iati-activities>
"""
"""What is seldom and must not be lost: an identifier that no address can hold, no year, no place, no amount
that can be read, no rate, a sum below zero."""


def build_published(folder: Path) -> None:
    """Read and build the made-up files in a folder, as a person at a terminal would."""
    (folder / "rates.csv").write_text(RATES, encoding="utf-8")
    (folder / "published.xml").write_text(FILE, encoding="utf-8")
    (folder / "odd.xml").write_text(ODD_FILE, encoding="utf-8")
    read = accord("read", "iati", "published.xml", "odd.xml", "--out", "tables", folder=folder)
    assert read.exit_code == 0, read.err
    built = accord("build", "sofia_2018", "--iati", "tables", "--rates", "rates.csv", folder=folder)
    assert built.exit_code == 0, built.err
