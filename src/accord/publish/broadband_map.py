"""The map of the settlements of a call: in the plan, left out, covered, or not known; no borders."""

from __future__ import annotations

from accord.domain.broadband import Settlement
from accord.domain.broadband_call import BroadbandCase
from accord.domain.broadband_plan import BroadbandResult
from accord.domain.broadband_standing import PlaceStatus
from accord.methods.broadband.statuses import STATUS_WORDS, statuses
from accord.publish.maps.point_map import MapPoint, point_map
from accord.publish.maps.sheet import MapSheet

__all__ = ["settlement_map", "unplaced"]

_CLASSES = (PlaceStatus.IN_PLAN, PlaceStatus.LEFT_OUT, PlaceStatus.COVERED)


def settlement_map(case: BroadbandCase, result: BroadbandResult) -> MapSheet | None:
    """Return the map of the settlements; None without a call, or where no place is stated.

    Names with digits are not written: nothing on a map explains them, and the table beside it does.

    Args:
        case: What the folder states.
        result: What was computed from it.
    """
    found = statuses(result)
    points = [
        MapPoint(
            id=row.id,
            label=row.label,
            latitude=float(row.latitude),
            longitude=float(row.longitude),
            value=None if found[row.id] is PlaceStatus.NOT_KNOWN else found[row.id].value,
            weight=0.0 if any(map(str.isdigit, row.label)) else float(row.households or 0),
        )
        for row in case.settlements
        if row.latitude is not None and row.longitude is not None and row.id in found
    ]
    if not points:
        return None
    return point_map(
        points,
        name="settlements",
        title="Settlements beside the plan of the grant alone",
        classes={status.value: STATUS_WORDS[status] for status in _CLASSES},
    )


def unplaced(case: BroadbandCase) -> list[Settlement]:
    """Return the settlements of which no place is stated, in the order of their ids."""
    return sorted(
        (row for row in case.settlements if row.latitude is None or row.longitude is None),
        key=lambda row: row.id,
    )
