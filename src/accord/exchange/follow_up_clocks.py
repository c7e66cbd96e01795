"""When a follow-up must be answered: the time limits of Article 5 of Directive (EU) 2023/977, from receipt.

Eight hours if it is urgent and the information is directly accessible, three calendar days if it is urgent
and indirectly accessible, seven calendar days otherwise. (Article 5 was read in a translation.) The six
partners are not bound by the directive; the limits are a default that two authorities may agree on.

Days are counted as 24 hours from the receipt to the second. That is never later than counting to the end of
the last day, which other rules of counting would allow. As long as no officer of the asked authority has said
how the information is accessible, an urgent request runs against eight hours.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType

from accord.exchange.follow_up_codes import Access, Urgency

__all__ = ["TIME_LIMITS", "due_at", "time_left_text"]

TIME_LIMITS = MappingProxyType(
    {
        (Urgency.URGENT, Access.DIRECT): timedelta(hours=8),
        (Urgency.URGENT, Access.INDIRECT): timedelta(days=3),
        (Urgency.OTHER, Access.DIRECT): timedelta(days=7),
        (Urgency.OTHER, Access.INDIRECT): timedelta(days=7),
    }
)
"""Time from receipt to answer or refusal."""


def due_at(received: datetime, urgency: Urgency, access: Access | None) -> datetime:
    """Return the last moment at which an answer is in time.

    Args:
        received: When the asked authority received the request, aware.
        urgency: What the asker said.
        access: What the asked authority said; None as long as it said nothing, which counts as direct.
    """
    return received + TIME_LIMITS[urgency, access or Access.DIRECT]


def time_left_text(due: datetime, now: datetime) -> str:
    """Return how long there is, in words, such as ``2 d 3 h left`` or ``1 h 5 min overdue``.

    Args:
        due: Last moment at which an answer is in time.
        now: The moment.
    """
    minutes = abs(int((due - now).total_seconds())) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    length = f"{days} d {hours} h" if days else f"{hours} h {rest} min"
    return f"{length} overdue" if now > due else f"{length} left"
