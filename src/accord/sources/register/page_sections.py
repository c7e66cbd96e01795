"""Where on a project page its title, its financing plan and its description stand."""

from __future__ import annotations

from collections.abc import Sequence

from accord.sources.register.page_blocks import Block

__all__ = ["page_description", "page_title", "plan_blocks"]

_PLAN = "project financing"
_DESCRIPTION = "project description"
_SECTIONS = frozenset({_PLAN, _DESCRIPTION, "partner financial organisations", "western balkans partners"})
_NO_TITLE = frozenset({"print to pdf", "print"})


def _sections(blocks: Sequence[Block], heading: str) -> list[list[Block]]:
    """Return what stands below each heading with a name, up to the next heading."""
    found: list[list[Block]] = []
    is_within = False
    for block in blocks:
        name = block.text.casefold().rstrip(":")
        if name in _SECTIONS or block.is_heading:
            is_within = name == heading
            if is_within:
                found.append([])
        elif is_within:
            found[-1].append(block)
    return found


def plan_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the financing plan; without its heading, those of all tables.

    A plan that is printed twice in the same words, for two widths of screen, counts once.

    Args:
        blocks: The whole page.
    """
    plans = _sections(blocks, _PLAN)
    if not plans:
        return [block for block in blocks if block.row]
    texts = [[block.text for block in plan] for plan in plans]
    return (
        plans[0] if all(text == texts[0] for text in texts) else [block for plan in plans for block in plan]
    )


def page_title(blocks: Sequence[Block]) -> str:
    """Return the last heading before the first section, for menus and banners stand above it.

    Args:
        blocks: The whole page.

    Returns:
        The title; without headings the last text there, or the title of the window, or nothing.
    """
    above: list[Block] = []
    for block in blocks:
        if block.text.casefold() in _SECTIONS:
            break
        if block.text.casefold() not in _NO_TITLE and block.tag != "title":
            above.append(block)
    headings = [block for block in above if block.is_heading] or above
    named = headings or [block for block in blocks if block.tag == "title"]
    return named[-1].text if named else ""


def page_description(blocks: Sequence[Block]) -> str:
    """Return the text of the description, one paragraph a line; empty if there is none.

    Args:
        blocks: The whole page.
    """
    return "\n".join(block.text for part in _sections(blocks, _DESCRIPTION) for block in part)
