"""What there is of each indicator is counted by place."""

from __future__ import annotations

from accord.methods.coverage import PlaceCoverage, coverage
from methods.test_observing import row


def test_values_and_absences_are_counted_apart_and_a_zero_is_a_value() -> None:
    rows = [row("2021", "0"), row("2020", None), row("2022", "5"), row("2020", "1", partner="MNE")]
    (found,) = coverage(rows)
    assert dict(found.places) == {
        "ALB": PlaceCoverage(n=2, absent=1, first="2021", last="2022"),
        "MNE": PlaceCoverage(n=1, absent=0, first="2020", last="2020"),
    }
    assert (found.having(), found.having(2)) == (("ALB", "MNE"), ("ALB",))


def test_a_partner_without_any_value_is_named_and_other_places_are_not_counted() -> None:
    rows = [row("2020", "1", partner="AUT"), row("2020", "1")]
    (found,) = coverage(rows, ("ALB", "SRB"))
    assert {place: each.n for place, each in found.places.items()} == {"ALB": 1, "SRB": 0}


def test_editions_are_counted_apart() -> None:
    found = coverage([row("2020", "1"), row("2020", "1", vintage="2023")])
    assert [(each.vintage, each.places["ALB"].n) for each in found] == [("2023", 1), ("2024", 1)]
