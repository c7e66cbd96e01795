"""A topic figure: one value chosen among the claims about one subject and attribute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from accord.domain.claim import Attribute, AttributeKind, Claim, SpreadMeaning, parse_topic
from accord.domain.declaration import Declaration
from accord.domain.definition import TopicFigure
from accord.domain.evidence import Source, weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.methods.choosing import choice_rule

__all__ = ["topic_figures"]


def topic_figures(declaration: Declaration, *, day: date) -> dict[str, Figure]:
    """Return one figure for each topic that has claims, is listed, or is asked for by a measure.

    Args:
        declaration: The content as known on a day.
        day: That day; decides which name of a partner is shown.

    Returns:
        Figures by id, in the order of their ids.
    """
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in declaration.claims:
        claims[claim.topic].append(claim)
    listed = {topic.id: topic for topic in declaration.topics}
    topics = _Topics(declaration, listed, day)
    asked = sorted(set(claims) | set(listed) | set(_asked_topics(declaration)))
    return {name: topics.figure(name, claims.get(name, [])) for name in asked}


def _asked_topics(declaration: Declaration) -> Iterable[str]:
    derived = {figure.id for figure in declaration.derived}
    asked = [definition.inputs for definition in declaration.derived]
    asked += [panel.figures for panel in declaration.panels]
    asked += [tuple(filter(None, (join.promised, join.promised_projects))) for join in declaration.joins]
    for names in asked:
        yield from (name for name in names if name not in derived)
    for commitment in declaration.commitments:
        for measure in commitment.measures:
            if measure.topic in derived:
                continue
            if measure.is_regional:
                yield measure.topic
                continue
            for partner in declaration.partners:
                if measure.applies_to(partner.id):
                    yield f"{measure.topic}.{partner.id}"


def _subject_labels(declaration: Declaration) -> dict[str, str]:
    labels = {declaration.header.id: declaration.header.title}
    labels |= {row.id: row.title for row in declaration.instruments}
    labels |= {row.id: row.id for row in declaration.commitments}
    labels |= {row.id: row.label for row in declaration.subjects}
    labels |= {row.id: row.title for row in declaration.facilities}
    labels |= {row.id: row.title for row in declaration.projects}
    labels |= {row.id: row.id for row in declaration.partners}
    return labels


class _Topics:
    """The content that every topic figure needs, looked up once."""

    def __init__(self, declaration: Declaration, listed: Mapping[str, TopicFigure], day: date) -> None:
        self._listed = listed
        self._subjects = _subject_labels(declaration)
        self._attributes = {attribute.id: attribute for attribute in declaration.attributes}
        self._partners = {partner.id: partner.name_on(day) for partner in declaration.partners}
        self._sources: Mapping[str, Source] = {source.id: source for source in declaration.sources}

    def figure(self, name: str, claims: list[Claim]) -> Figure:
        parts = parse_topic(
            name, subjects=self._subjects, attributes=self._attributes, partners=self._partners
        )
        if parts is None:
            raise KeyError(f"{name} is no topic; validation should have refused it")
        subject, attribute_id, partner = parts
        attribute = self._attributes[attribute_id]
        topic = self._listed.get(name)
        label = (topic.label if topic else "") or self._label(subject, attribute, partner)
        verified = [claim for claim in claims if claim.evidence.is_verified]
        unverified = [claim for claim in claims if not claim.evidence.is_verified]
        rule = choice_rule((topic.rule if topic else None) or attribute.rule)
        if not verified:
            return Figure(
                id=name,
                label=label,
                value=None,
                unit=attribute.unit,
                method=rule.method,
                inputs=(*_inputs(unverified, InputRole.NOT_COUNTED), *_fallback(subject, claims)),
                reason=_why_unknown(topic, unverified),
                subject=subject,
                partner=partner,
            )
        chosen = rule.choose(verified, self._sources)
        others = [claim for claim in verified if claim is not chosen]
        unit = chosen.unit or attribute.unit
        comparable = [claim for claim in verified if (claim.unit or attribute.unit) == unit]
        minimum, maximum = _spread(comparable)
        return Figure(
            id=name,
            label=label,
            value=chosen.value,
            unit=unit,
            method=rule.method,
            inputs=(
                *_inputs([chosen], InputRole.CHOSEN),
                *_inputs(others, InputRole.ALTERNATIVE),
                *_inputs(unverified, InputRole.NOT_COUNTED),
            ),
            qualifier=chosen.qualifier,
            minimum=minimum,
            maximum=maximum,
            claims=len(verified),
            is_disputed=_is_disputed(attribute, comparable),
            evidence=weakest([chosen.evidence]),
            last_evidence=chosen.date or self._sources[chosen.source].published,
            reason=_choice_reason(attribute, verified, comparable, rule.text, topic),
            subject=subject,
            partner=partner,
        )

    def _label(self, subject: str, attribute: Attribute, partner: str) -> str:
        about = self._partners.get(subject, self._subjects[subject])
        if partner and partner != subject:
            about = f"{about}, {self._partners[partner]}"
        return f"{attribute.label}: {about}"


def _inputs(claims: Iterable[Claim], role: InputRole) -> tuple[FigureInput, ...]:
    return tuple(FigureInput(id=claim.id, role=role) for claim in sorted(claims, key=lambda c: c.id))


def _fallback(subject: str, claims: list[Claim]) -> tuple[FigureInput, ...]:
    return () if claims else (FigureInput(id=subject, role=InputRole.DEFINITION),)


def _why_unknown(topic: TopicFigure | None, unverified: list[Claim]) -> str:
    if topic is not None and topic.why_unknown:
        return topic.why_unknown
    if unverified:
        return "Only unverified claims exist; they are listed and not counted."
    return "No document known on this day states it."


def _spread(claims: list[Claim]) -> tuple[Decimal | None, Decimal | None]:
    numbers = [claim.value for claim in claims if isinstance(claim.value, Decimal)]
    return (min(numbers), max(numbers)) if len(numbers) > 1 else (None, None)


def _is_disputed(attribute: Attribute, claims: list[Claim]) -> bool:
    if attribute.spread is SpreadMeaning.REVISION or attribute.kind is AttributeKind.STAGE:
        return False
    return len({claim.value for claim in claims}) > 1


def _choice_reason(
    attribute: Attribute,
    verified: list[Claim],
    comparable: list[Claim],
    rule_text: str,
    topic: TopicFigure | None,
) -> str:
    if len(verified) == 1:
        return "One claim says so; no other was found."
    others = len(verified) - len(comparable)
    apart = f" {others} more in another unit: listed, not compared." if others else ""
    if len({claim.value for claim in comparable}) == 1:
        agree = f"{len(comparable)} claims agree." if len(comparable) > 1 else "One claim in this unit."
        return agree + apart
    meaning = "revise" if attribute.spread is SpreadMeaning.REVISION else "contradict"
    own = f" {topic.reason}" if topic is not None and topic.reason else ""
    return f"{len(comparable)} claims {meaning} each other. {rule_text}{own}{apart}"
