"""What the common flags of SDMX observations say about a value, or about why there is none.

The codes are those of the cross-domain code list CL_OBS_STATUS of SDMX, version 2.2. Whether a code goes with
a value, with none, or with either, is taken after the guideline "Possible Ways of Implementing the
Observation Status Concept", version 2.0 of May 2019, section 2 (https://sdmx.org/?page_id=4345; the
list itself: https://sdmx.org/?page_id=3215). Both were read in copies, not in the registry of the sponsors.

Which of the five absences of Accord a code means is our reading; the standard has no such words. Where
another reading is as good, the row is marked as uncertain, and a description of a table may overrule it.
Publishers use lists of their own under the same name: M is a plain gap in some of them, and in this list
a value that cannot exist; lower-case letters, as Eurostat prints them, are another list. Check before use.
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.observation import Absence

__all__ = ["OBS_STATUS", "OBS_STATUS_LIST", "ObsStatus", "absence_of_status"]

OBS_STATUS_LIST = "SDMX:CL_OBS_STATUS(2.2)"
"""Agency, id and version of the code list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObsStatus:
    """One code.

    Attributes:
        code: The letter.
        meaning: What it says, in our words.
        with_value: An observation with this code may have a value.
        absence: Why there is no value when it has none; None for a code that goes only with a value.
        is_uncertain: Another absence would be as good a reading.
    """

    code: str
    meaning: str
    with_value: bool
    absence: Absence | None = None
    is_uncertain: bool = False


def _value(code: str, meaning: str) -> ObsStatus:
    return ObsStatus(code=code, meaning=meaning, with_value=True)


def _either(code: str, meaning: str, absence: Absence, *, is_uncertain: bool = False) -> ObsStatus:
    return ObsStatus(code=code, meaning=meaning, with_value=True, absence=absence, is_uncertain=is_uncertain)


def _none(code: str, meaning: str, absence: Absence, *, is_uncertain: bool = False) -> ObsStatus:
    return ObsStatus(code=code, meaning=meaning, with_value=False, absence=absence, is_uncertain=is_uncertain)


OBS_STATUS = {
    status.code: status
    for status in (
        _value("A", "normal"),
        _either("B", "the series breaks here", Absence.MISSING),
        _value("D", "by another definition"),
        _value("E", "estimated"),
        _value("F", "forecast"),
        _value("G", "experimental"),
        _none("H", "a holiday or weekend", Absence.NOT_APPLICABLE, is_uncertain=True),
        _value("I", "imputed by whoever received it"),
        _either("J", "the reporter is excused", Absence.NOT_REPORTED, is_uncertain=True),
        _none("K", "counted in another category", Absence.MISSING, is_uncertain=True),
        _none("L", "exists, but was not collected", Absence.NOT_REPORTED, is_uncertain=True),
        _none("M", "cannot exist", Absence.NOT_APPLICABLE),
        _value("N", "not significant"),
        _none("O", "no value, and no reason", Absence.MISSING),
        _value("P", "provisional"),
        _none("Q", "suppressed", Absence.SUPPRESSED),
        _either("S", "a strike or another special event", Absence.NOT_REPORTED, is_uncertain=True),
        _value("U", "of low reliability"),
        _value("V", "not validated"),
        _value("W", "includes another category"),
    )
}
"""The code list; K is known elsewhere, L and S lack a reporter, and none of the five absences says so."""


def absence_of_status(code: str, *, has_value: bool) -> Absence | None:
    """Return why an observation has no value.

    Args:
        code: Its code; empty for none, which says nothing.
        has_value: Whether it has a value; an empty cell and ``NaN`` are none. Zero is a value: that it is
            a true zero is for the caller to say.

    Returns:
        The absence; ``missing`` where there is no value and the code gives no reason; None for a value.

    Raises:
        ValueError: The code is not in the list, or says that there is no value where there is one.
    """
    if not code:
        return None if has_value else Absence.MISSING
    if code not in OBS_STATUS:
        raise ValueError(f"{code!r} is not in {OBS_STATUS_LIST}: {', '.join(OBS_STATUS)}")
    status = OBS_STATUS[code]
    if has_value and not status.with_value:
        raise ValueError(f"{code} says that there is no value ({status.meaning}), yet there is one")
    return None if has_value else status.absence or Absence.MISSING
