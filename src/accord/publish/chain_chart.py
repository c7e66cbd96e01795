"""Stepped bars from promise to payment; what is not known is hatched, never drawn as nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from accord.cleaning.values import shown_figure
from accord.publish.chain_view import ChainStepView, ChainView
from accord.publish.charts import number
from accord.publish.palette import BLUE, GREY, INK, QUIET
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["chain_chart", "chains_chart"]

_SOLID, _EDGE = BLUE, GREY
_BAR = 20
_ROW = 47
_PROMISE = "#3a4656"


def chain_chart(chain: ChainView, footnotes: Mapping[str, str]) -> str:
    """Return the bars of one chain.

    All bars of a chain have one linear scale, of which the whole width is the largest amount. What is
    known is solid, and cut into partners where it is split; what may be there and is not known is
    hatched up to the amount promised.

    Args:
        chain: The chain.
        footnotes: Footnotes by partner; those of partners that the bars name are added.
    """
    parts, height = _chain(chain, 0)
    named = {name for step in chain.steps for name in step.partners if number(step.partners[name])}
    notes = [(partner, note) for partner, note in footnotes.items() if partner in named]
    return drawing(parts, height=height, title=chain.join.title, description=_said(chain), notes=notes)


def chains_chart(chains: Sequence[ChainView], footnotes: Mapping[str, str]) -> str:
    """Return the bars of all chains below each other, each with its own scale."""
    parts: list[str] = []
    y = 0.0
    for chain in chains:
        y += 18
        parts.append(text(0, y, chain.join.title, weight="600", why=chain.join.id))
        own, height = _chain(chain, y + 6)
        parts += own
        y = height + 12
    said = ". ".join(f"{chain.join.title}: {_said(chain)}" for chain in chains)
    title = "From promise to payment"
    return drawing(parts, height=y, title=title, description=said or "no chains", notes=footnotes.items())


def _said(chain: ChainView) -> str:
    return "; ".join(f"{step.word}: {shown_figure(step.figure)}" for step in chain.steps)


def _chain(chain: ChainView, y: float) -> tuple[list[str], float]:
    pattern = f"unknown-{chain.join.id}"
    parts = [_pattern(pattern), *_legend(pattern, y + 4)]
    y += 26
    promise = number(chain.steps[0].figure) or Decimal(0)
    longest = max([promise, *(number(step.figure) or Decimal(0) for step in chain.steps)])
    for step in chain.steps:
        parts += _step(step, y, promise=promise, longest=longest, pattern=pattern)
        y += _ROW
    end = float(promise / longest) * WIDTH if longest else 0.0
    if 0 < end < WIDTH:
        parts.append(rectangle(end - 0.5, y - _ROW * len(chain.steps), 1, _ROW * len(chain.steps), fill=INK))
    return parts, y


def _pattern(name: str) -> str:
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
        f'<rect width="1.4" height="6" fill="{_EDGE}"/></pattern>'
    )


def _legend(pattern: str, y: float) -> Iterable[str]:
    yield rectangle(0, y, 12, 12, fill=_SOLID)
    yield text(18, y + 11, "named by documents", fill=QUIET)
    yield rectangle(WIDTH / 2, y, 12, 12, fill=f"url(#{pattern})", stroke=_EDGE)
    yield text(WIDTH / 2 + 18, y + 11, "not known, which is not zero", fill=QUIET)


def _step(
    step: ChainStepView, y: float, *, promise: Decimal, longest: Decimal, pattern: str
) -> Iterable[str]:
    amount = number(step.figure)
    yield text(0, y + 14, step.word, fill=INK)
    if step.projects is not None and step.projects.value is not None:
        x = 8 + 8 * len(step.word)
        yield text(x, y + 14, shown_figure(step.projects), fill=QUIET, size=11, why=step.projects.id)
    yield text(WIDTH, y + 14, shown_figure(step.figure), anchor="end", weight="600", why=step.figure.id)
    top, full = y + 19, float(promise / longest) * WIDTH if longest else float(WIDTH)
    solid = float(max(amount, Decimal(0)) / longest) * WIDTH if amount is not None and longest else 0.0
    is_open = amount is None or not step.figure.qualifier.bounds_above
    if is_open and solid < (full or WIDTH):
        width = (full or WIDTH) - solid
        yield rectangle(solid, top, width, _BAR, fill=f"url(#{pattern})", stroke=_EDGE, stroke_width="0.75")
    if amount is not None:
        yield from _segments(step, top, solid, longest)


def _segments(step: ChainStepView, top: float, solid: float, longest: Decimal) -> Iterable[str]:
    """Yield the known part of a bar, cut where it is split by partner; the rest has no name."""
    fill = _SOLID if step.figure.method.startswith("delivery_chain") else _PROMISE
    yield rectangle(0, top, max(solid, 2), _BAR, fill=fill)
    x = 0.0
    for partner, figure in step.partners.items():
        part = number(figure)
        if part is None or part <= 0:
            continue
        width = float(part / longest) * WIDTH
        if x:
            yield rectangle(x - 0.75, top, 1.5, _BAR, fill="#ffffff")
        if width > 30:
            middle = x + width / 2
            yield text(middle, top + 14, partner, fill="#ffffff", anchor="middle", size=11, why=figure.id)
        x += width
