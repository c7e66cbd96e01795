"""Made-up IATI activities that name WBIF codes in every place where a code may stand."""

from __future__ import annotations

__all__ = ["HARBOUR", "NAMED"]


def _commitment(value: str, provider: str, finance: str, day: str, *, kind: str = "2") -> str:
    return f"""<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>
      <value value-date="{day}">{value}</value>
      <provider-org><narrative>{provider}</narrative></provider-org>
      <finance-type code="{finance}"/></transaction>"""


HARBOUR = f"""<iati-activity default-currency="EUR">
    <iati-identifier>XX-FUND-100</iati-identifier>
    <reporting-org ref="XX-FUND" type="40"><narrative>Lake Fund</narrative></reporting-org>
    <title><narrative>Ferry terminal of Northshore, PRJ-ALB-TRA-977</narrative></title>
    <other-identifier ref="WB-IG03-ALB-TRA-77" type="A9"/>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2018-01-01"/><activity-date type="2" iso-date="2019-03-01"/>
    <participating-org role="1"><narrative>Lake Ministry</narrative></participating-org>
    <recipient-country code="AL"/><sector vocabulary="1" code="21040"/>
    {_commitment("1500000", "Lake Fund", "110", "2018-12-05")}
    {_commitment("-100000.50", "Lake Fund", "110", "2020-02-01")}
    {_commitment("20000000", "Lake Bank", "421", "2019-01-10")}
    {_commitment("7000", "Lake Fund", "510", "2019-01-11")}
    {_commitment("400000", "Lake Fund", "110", "2019-06-30", kind="3")}
  </iati-activity>"""
"""An activity that is a project: a grant of 1,500,000 less 100,000.50, and a loan of 20,000,000."""

_PORT = f"""<iati-activity default-currency="EUR">
    <iati-identifier>XX-PORT-1</iati-identifier>
    <reporting-org ref="XX-PORT" type="10"><narrative>Port of Northshore</narrative></reporting-org>
    <title><narrative>Quay</narrative></title>
    <activity-status code="1"/>
    {_commitment("20000000", "The Lake Bank", "421", "2019-01-10", kind="11")}
    {_commitment("30000", "Shore Bank", "421", "2019-05-05", kind="11")}
    <related-activity ref="PRJ-ALB-TRA-977" type="3"/>
  </iati-activity>"""
_TWO = f"""<iati-activity default-currency="EUR">
    <iati-identifier>XX-FUND-200</iati-identifier>
    <reporting-org ref="XX-FUND" type="40"/>
    <title><narrative>PRJ-SRB-TRA-901 and PRJ-MNE-TRA-902</narrative></title>
    <activity-status code="2"/>
    {_commitment("5", "Lake Fund", "110", "2019-01-10")}
    <transaction ref="WB-IG06E-SRB-DII-91"><transaction-type code="2"/>
      <transaction-date iso-date="2021-07-01"/><value>34.10</value><finance-type code="110"/></transaction>
  </iati-activity>"""
_MENTION = """<iati-activity>
    <iati-identifier>XX-FUND-300</iati-identifier>
    <reporting-org ref="XX-FUND" type="40"/><title><narrative>Study</narrative></title>
    <description><narrative>Learns from PRJ-ALB-TRA-977.</narrative></description>
  </iati-activity>"""
_OTHER = """<iati-activity><iati-identifier>XX-FUND-400</iati-identifier>
    <title><narrative>World Bank WB-IGLOO-1</narrative></title></iati-activity>"""

NAMED = f"""<iati-activities version="2.03">
  {HARBOUR}
  {_PORT}
  {_TWO}
  {_MENTION}
  {_OTHER}
</iati-activities>
""".encode()
"""Five activities, of which four name a code."""
