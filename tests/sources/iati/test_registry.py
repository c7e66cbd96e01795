"""What the project states about publishers and regions, beside what files state."""

from __future__ import annotations

from accord.sources.iati.registry import publisher_relations, region_rows


def test_a_region_of_developing_countries_in_general_is_no_place() -> None:
    rows = {code: target for code, _name, target in region_rows({"AL", "RS"})}
    assert rows["998"] == "unknown"
    assert {target for code, target in rows.items() if code != "998"} == {"regional"}


def test_a_reference_of_the_commission_as_a_whole_is_no_alias_of_a_directorate() -> None:
    """EU-1 is 15 times a participant of the files read, named Commission or EU, and never a publisher."""
    assert "EU-1" not in {publisher for publisher, _same_as in publisher_relations()["aliases"]}
