"""Pages become HTML, the same words whether they are served or written to files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from accord.cleaning.values import shown_figure, shown_value
from accord.publish.library import Library
from accord.publish.page import Page
from accord.publish.palette import RATING_STYLES

__all__ = ["STATIC", "Renderer"]

STATIC = Path(__file__).parent / "static"
"""Folder of the style sheet and the icon."""

_TEMPLATES = Path(__file__).parent / "templates"

_NAVIGATION = (
    ("", "Overview"),
    ("partners", "Partners"),
    ("projects", "Projects"),
    ("appraisals", "Appraisals"),
    ("portfolios", "Choosing projects"),
    ("indicators", "Indicators"),
    ("composites", "Scores"),
    ("money", "Money"),
    ("flows", "Payments"),
    ("payments", "Conditions"),
    ("parties", "Parties"),
    ("leverage", "Leverage"),
    ("network", "Roads and rails"),
    ("broadband", "Broadband"),
    ("delivery", "Delivery"),
    ("gaps", "What we could not find"),
    ("figures", "Figures"),
    ("sources", "Documents"),
    ("methods", "Methods"),
)


class Renderer:
    """Renders the pages of one snapshot.

    Args:
        library: The snapshot.
        is_static: True for files that link to each other relatively; False for a server.
        base_url: Address at which the site stands, without a slash at the end; empty if unknown.
    """

    def __init__(self, library: Library, *, is_static: bool, base_url: str = "") -> None:
        self._library = library
        self._is_static = is_static
        self._base_url = base_url.rstrip("/")
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["cited"] = _cited
        self._environment.globals |= {
            "actors": library.actors,
            "as_of": library.snapshot.manifest.as_of,
            "commitments": library.commitments,
            "declaration": library.declaration,
            "figures": library.figures,
            "footnotes": library.footnotes,
            "header": library.declaration.header,
            "is_static": is_static,
            "mail": _mail_link,
            "names": library.names,
            "navigation": _NAVIGATION,
            "rows": library.tracer.rows,
            "shown": shown_figure,
            "site_title": library.declaration.header.title,
            "snapshot_id": library.snapshot.id,
            "styles": RATING_STYLES,
            "value": shown_value,
        }

    def render(self, page: Page) -> str:
        """Return a page as HTML."""
        link = self._linker(page.path)
        return self._environment.get_template(page.template).render(
            **page.context,
            page=page,
            link=link,
            self_link=lambda suffix: link(page.path, suffix),
            asset=lambda name: link(f"static/{name}", "", is_file=True),
            address=self._address(page.path),
        )

    def compile_templates(self) -> None:
        """Compile every template now, so that no reader waits for it; nothing is written to a disk."""
        for name in self._environment.list_templates():
            self._environment.get_template(name)

    def _linker(self, current: str) -> Callable[..., str]:
        up = "../" * current.count("/")

        def link(path: str, suffix: str = "", *, is_file: bool = False) -> str:
            if not self._is_static:
                return f"/{path or 'index'}{suffix}" if suffix else f"/{path}"
            return f"{up}{path or 'index'}{suffix or ('' if is_file else '.html')}"

        return link

    def _address(self, path: str) -> str:
        if not self._base_url:
            return ""
        if self._is_static:
            return f"{self._base_url}/{path or 'index'}.html"
        return f"{self._base_url}/{path}"


def _cited(text: str) -> Markup:
    """Return a reference with its addresses as links and its numbers as code: they are names, not values."""
    return Markup(" ").join(_cited_word(word) for word in text.split(" "))


def _cited_word(word: str) -> Markup:
    if word.startswith(("https://", "http://")):
        bare = word.rstrip(",.;:")
        linked = Markup('<a href="{0}" rel="noreferrer"><code class="address">{0}</code></a>{1}')
        return linked.format(bare, word.removeprefix(bare))
    return Markup("<code>{}</code>").format(word) if any(map(str.isdigit, word)) else escape(word)


def _mail_link(name: str, text: str) -> str:
    subject = quote(f"Correction: {name}")
    return f"mailto:?subject={subject}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}"
