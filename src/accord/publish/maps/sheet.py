"""A map sheet: panels that share a scale and a legend, for a page piece by piece, or as one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from accord.publish.maps.ground import DISCLAIMER
from accord.publish.maps.layout import Block, below, beside, picture, words_block
from accord.publish.palette import INK

__all__ = ["MapSheet", "Panel"]

Notes = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One map of a sheet.

    Attributes:
        caption: What it shows, where there are several; digits in it are explained by ``why``.
        description: What it says, in words without digits; read aloud instead of the shapes.
        block: The map.
        why: Id that explains digits in the caption.
        links: Addresses within the site that symbols lead to: address, words, element that is to be clicked.
    """

    caption: str
    description: str
    block: Block
    why: str = ""
    links: tuple[tuple[str, str, str], ...] = ()

    def drawing(self, title: str, link: Callable[[str], str] | None = None) -> str:
        """Return the map as a drawing for a page.

        Args:
            title: What the sheet shows.
            link: Gives the address of a page of the site; without it nothing is linked.
        """
        name = f"{title}: {self.caption}" if self.caption else title
        linked = "" if link is None else "".join(_link(link(path), *rest) for path, *rest in self.links)
        return picture(self.block, title=name, description=self.description, links=linked)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSheet:
    """One or several maps with what belongs to them.

    Attributes:
        name: Short name, for files and anchors.
        title: What it shows.
        panels: The maps.
        legend: The legend with the scale bar.
        columns: How many maps stand in a row of a file.
        remarks: Id that explains digits (may be empty) and sentence, for below the maps: what is left out.
        disclaimer: That no position is taken, and how lines, coast and lakes were drawn.
    """

    name: str
    title: str
    panels: tuple[Panel, ...]
    legend: Block
    columns: int = 1
    remarks: tuple[tuple[str, str], ...] = ()
    disclaimer: str = DISCLAIMER

    @property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """What must be read with the maps: the remarks, and that no position is taken."""
        return (*self.remarks, ("", self.disclaimer))

    @property
    def key(self) -> str:
        """The legend as a drawing of its own; what it says stands in the description of the table too."""
        return picture(self.legend, title=f"Legend: {self.title}", description="Symbols and what they mean")

    def file(self, notes: Notes) -> str:
        """Return everything as one file that stands for itself: no links, all notes inside.

        Args:
            notes: Footnotes of partners: id, text.
        """
        one = len(self.panels) == 1
        panels = [
            panel.block
            if one
            else below((_caption([(panel.why, panel.caption)], panel.block.width), panel.block), gap=3)
            for panel in self.panels
        ]
        maps = beside(panels, columns=self.columns)
        told = [*self.sentences, *notes]
        whole = below(
            (
                words_block([("", self.title)], width=maps.width, size=15, fill=INK, weight="600"),
                maps,
                self.legend,
                words_block(told, width=maps.width),
            ),
            gap=9,
        )
        edge = 10.0
        page = Block(
            parts=(whole.moved(edge, edge),), width=whole.width + 2 * edge, height=whole.height + 2 * edge
        )
        described = " ".join(f"{panel.caption}: {panel.description}".lstrip(": ") for panel in self.panels)
        return picture(page, title=self.title, description=described, paper="#ffffff")


def _caption(words: Notes, width: float) -> Block:
    return words_block(words, width=width, size=12.5, fill=INK, weight="600")


def _link(address: str, words: str, target: str) -> str:
    said = escape(words)
    return f'<a href="{escape(address)}" aria-label="{said}"><title>{said}</title>{target}</a>'
