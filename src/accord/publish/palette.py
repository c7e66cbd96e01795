"""The words and colours of ratings, and the colours of charts, the same on every page and chart."""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.assessment import Rating

__all__ = ["BLUE", "GREY", "INK", "QUIET", "RATING_STYLES", "TRACK", "RatingStyle"]

INK, QUIET = "#1c2430", "#4a5361"
"""Words, and words beside them; as in the style of the pages."""

BLUE, GREY, TRACK = "#1f4f8a", "#8a97a8", "#eef1f4"
"""What a chart is about, what stands beside it, and the ground on which a bar lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingStyle:
    """How a rating looks; every pair of colours has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).

    Attributes:
        word: The rating in words; always shown, colour never stands alone.
        meaning: What it says, for the legend.
        fill: Background.
        ink: Words on that background.
    """

    word: str
    meaning: str
    fill: str
    ink: str


RATING_STYLES: dict[Rating, RatingStyle] = {
    Rating.COMPLETE: RatingStyle(
        word="complete",
        meaning="Every measure is known and met.",
        fill="#17603c",
        ink="#ffffff",
    ),
    Rating.SUBSTANTIAL: RatingStyle(
        word="substantial",
        meaning="Enough is known, and more than half of it is met.",
        fill="#3b7330",
        ink="#ffffff",
    ),
    Rating.LIMITED: RatingStyle(
        word="limited",
        meaning="Something is met, but little of it or little is known.",
        fill="#7d5200",
        ink="#ffffff",
    ),
    Rating.NOT_STARTED: RatingStyle(
        word="not started",
        meaning="Enough is known, and none of it is met.",
        fill="#9b2c2c",
        ink="#ffffff",
    ),
    Rating.NO_EVIDENCE: RatingStyle(
        word="no evidence",
        meaning="It could be seen, but no verified document says anything. This is not a zero.",
        fill="#56606e",
        ink="#ffffff",
    ),
    Rating.NOT_MEASURABLE: RatingStyle(
        word="not measurable",
        meaning="As it is worded, nothing could show whether it is kept.",
        fill="#d9dde3",
        ink=INK,
    ),
}
