"""A picture: a template and what is put into it; as part of a page, as an SVG file, or as PNG."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kimxi_cli.errors import KimxiError
from kimxi_cli.report.safe import visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

Href = Callable[[str], str | None]
"""Where an id leads on the page the picture stands in; None for nowhere."""

ZOOM = 2
"""Pixels of a PNG for each of the SVG's."""

FORMATS = (".svg", ".png")

_NARROW, _WIDE = frozenset("fijlrtI|.,:;'()[] -"), frozenset("mwMWABCDGHKNOQRUVXYZ…→")


class Picture(NamedTuple):
    """template: in the folder `templates`; title: what is drawn; told: the same in words, for who can't see it."""

    template: str
    title: str
    told: str
    width: int
    height: int
    data: dict[str, Any]

    def inline(self, name: str) -> "Markup":
        """The SVG element for a page that has `stylesheet` in it. name: an id for its title."""
        from markupsafe import Markup

        return Markup(self._rendered(name, style=None))

    def svg(self) -> str:
        """A file of its own."""
        return self._rendered("picture", style=stylesheet()) + "\n"

    def png(self) -> bytes:
        """Raises KimxiError where what makes it is not installed, or there is no font on this machine."""
        try:
            import resvg_py
        except ImportError as error:
            raise KimxiError(
                "a PNG picture needs resvg, which is not installed.",
                "Install it (pip install 'kimxi[plot]'), or name an .svg file.",
            ) from error
        probe = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'
        text = '<text x="2" y="15" font-family="sans-serif">M</text>'
        if resvg_py.svg_to_bytes(svg_string=probe.format(text)) == resvg_py.svg_to_bytes(svg_string=probe.format("")):
            raise KimxiError(
                "a PNG picture needs a font, and none is installed on this machine.",
                "Install one (fonts-dejavu-core, say), or name an .svg file.",
            )
        return bytes(resvg_py.svg_to_bytes(svg_string=self.svg(), zoom=ZOOM))

    def file(self, path: Path) -> bytes:
        """The content of a file of that name: PNG or SVG by its ending, which `check` looked at."""
        return self.png() if path.suffix.lower() == ".png" else self.svg().encode()

    def _rendered(self, name: str, style: str | None) -> str:
        from markupsafe import Markup

        css = None if style is None else Markup(style)
        template = _environment().get_template(self.template)
        return template.render(picture=self, name=name, style=css, **self.data).strip()


def check(path: Path) -> None:
    """Raise KimxiError where the file's ending says nothing we can draw."""
    if path.suffix.lower() not in FORMATS:
        raise KimxiError(f"can't tell from the ending of {path} what to draw.", "Let it end in .svg or .png.")


@cache
def stylesheet() -> str:
    """Colours and letters of all pictures, in light."""
    return (Path(__file__).parent / "templates" / "picture.css").read_text(encoding="utf-8")


def nowhere(id: str) -> str | None:
    return None


def clipped(text: str, most: int) -> str:
    """The text, its end cut off where it is longer than that."""
    text = visible(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def text_width(text: str) -> float:
    """About how many pixels wide the pictures' letters (12 pixels, sans serif) make a text; rather too many."""
    return sum(4.6 if c in _NARROW else 10.0 if c in _WIDE else 12.5 if ord(c) > 0x2E80 else 7.5 for c in text)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
