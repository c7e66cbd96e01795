"""Names of partners change; the id does not."""

from __future__ import annotations

from datetime import date

from accord.domain.evidence import Evidence
from accord.domain.partner import Partner, PartnerName, Tile
from accord.domain.period import PartialDate


def partner(*names: PartnerName) -> Partner:
    return Partner(
        id="NOR", names=names, codes=(), tile=Tile(column=0, row=0), source="s", evidence=Evidence.SEEN
    )


def test_a_name_holds_until_the_end_of_its_last_month() -> None:
    northshore = partner(
        PartnerName(label="Old Northshore", valid_to=PartialDate("2019-01")),
        PartnerName(label="Northshore", valid_from=PartialDate("2019-02")),
    )
    assert northshore.name_on(date(2018, 5, 17)) == "Old Northshore"
    assert northshore.name_on(date(2019, 1, 31)) == "Old Northshore"
    assert northshore.name_on(date(2019, 2, 1)) == "Northshore"
    assert northshore.name_on(date(2026, 1, 1)) == "Northshore"


def test_a_day_without_a_name_shows_the_id() -> None:
    northshore = partner(PartnerName(label="Northshore", valid_from=PartialDate("2019-02")))
    assert northshore.name_on(date(2018, 5, 17)) == "NOR"
