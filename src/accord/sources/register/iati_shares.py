"""Which project an activity, or one of its transactions, belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accord.domain.evidence import Evidence, weakest
from accord.sources.register.iati_activities import Cells, NamedActivity, Place, project_of
from accord.sources.register.iati_lines import transaction_words

__all__ = ["Known", "NotTaken", "Share", "shares_of"]

_BY_REFERENCE = "Only a reference names the project."
_RETOLD = "Retold by a secondary reporter."
_SEVERAL = "it names several projects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a declaration knows already.

    Attributes:
        projects: Id of the project by WBIF code, see ``known_codes``.
        partners: Id of the partner by code of a country in IATI.
        stages: Ids of its stages.
    """

    projects: Mapping[str, str] = field(default_factory=dict)
    partners: Mapping[str, str] = field(default_factory=dict)
    stages: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """Something that names a project and is no row of the register.

    Attributes:
        project: Id of the project; several where none is certain, with commas between them.
        says: What is stated.
        reason: Why it is no row.
        place: Where it stands.
    """

    project: str
    says: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What of an activity belongs to one project.

    Attributes:
        project: Id of the project.
        activity: The activity.
        is_whole: Whether the activity belongs to it, not only some transactions.
        is_itself: Whether the activity is the project by its own identifiers or titles.
        transactions: Its transactions that belong to the project.
    """

    project: str
    activity: NamedActivity
    is_whole: bool
    is_itself: bool
    transactions: tuple[Cells, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """What makes every row of it less certain, in words."""
        retold = (_RETOLD,) if self.activity.row["is_secondary_reporter"] else ()
        return retold if self.is_itself or not self.is_whole else (_BY_REFERENCE, *retold)

    def evidence(self, stated: Evidence) -> Evidence:
        """Return the level of a row that is stated on a level: never a stronger one."""
        levels = [stated, Evidence.SEEN]
        if self.activity.row["is_secondary_reporter"]:
            levels.append(Evidence.PARTIAL)
        if self.is_whole and not self.is_itself:
            levels.append(Evidence.UNVERIFIED)
        return weakest(levels) or stated

    def not_taken(self, row: Cells, says: str, reason: str) -> NotTaken:
        """Return something of it that is no row of the register."""
        return NotTaken(project=self.project, says=says, reason=reason, place=self.activity.place(row))


def shares_of(
    activity: NamedActivity, projects: Mapping[str, str]
) -> tuple[tuple[Share, ...], tuple[NotTaken, ...]]:
    """Give an activity, or its transactions, to projects; what names several goes to none.

    A transaction that names a code itself belongs to that code's project. The others follow the
    activity: the project that it is by identifiers and titles, else the one that it refers to.

    Args:
        activity: The activity.
        projects: Id of the project by WBIF code.
    """
    itself = project_of(activity.own, projects)
    whole = itself or project_of(activity.references, projects)
    transactions: dict[str, list[Cells]] = {whole[0]: []} if len(whole) == 1 else {}
    unclear: list[NotTaken] = []

    def unclear_row(row: Cells, names: Sequence[str], says: str, reason: str) -> None:
        place = activity.place(row)
        unclear.append(NotTaken(project=", ".join(names), says=says, reason=reason, place=place))

    if len(whole) > 1:
        unclear_row(activity.row, whole, "an activity", _SEVERAL)
    elif not whole and not activity.by_transaction:
        names = project_of(activity.mentioned, projects)
        unclear_row(activity.row, names, "a description", "it mentions the code, which may be in passing")
    for row in activity.tables["transactions"]:
        codes = activity.by_transaction.get(int(str(row["transaction"])), ())
        owners = project_of(codes, projects) or whole
        if len(owners) == 1:
            transactions.setdefault(owners[0], []).append(row)
        elif owners:
            unclear_row(row, owners, transaction_words(row, activity), _SEVERAL)
    shares = (
        Share(
            project=project,
            activity=activity,
            is_whole=whole == (project,),
            is_itself=itself == (project,),
            transactions=tuple(rows),
        )
        for project, rows in transactions.items()
    )
    return tuple(shares), tuple(unclear)
