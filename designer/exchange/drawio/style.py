"""draw.io's styles ("rounded=1;shape=cylinder3;"), and the words for what they draw."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

Style = Mapping[str, str]
"""Its settings; the bare name in it ("ellipse") stands under the empty key."""


_NAME = re.compile(r"[A-Za-z][\w.-]*")


def style_of(text: str) -> Style:
    """Take a style apart.

    >>> style_of("ellipse;html=1;")
    {'': 'ellipse', 'html': '1'}
    """
    style: dict[str, str] = {}
    for part in text.split(";"):
        key, equals, value = part.strip().partition("=")
        if equals:
            style[key] = value
        elif _NAME.fullmatch(key):
            style.setdefault("", key)
    return style


_FORMS = {
    "cylinder": "cylinder",
    "cylinder2": "cylinder",
    "cylinder3": "cylinder",
    "datastore": "cylinder",
    "dataStore": "cylinder",
    "doubleEllipse": "ellipse",
    "ellipse": "ellipse",
    "hexagon": "hexagon",
    "note": "sticky",
    "note2": "sticky",
    "rhombus": "diamond",
}
_PLAIN = frozenset({"", "box", "edgeLabel", "group", "icon", "image", "label", "rect", "rectangle", "text"})
"""Shapes whose name tells nothing."""
_ICON_KEYS = ("resIcon", "prIcon", "grIcon", "productIcon")


def outline(style: Style) -> str:
    """Give the name of the shape that a style draws; empty for a rectangle."""
    return style.get("shape") or style.get("", "")


def looks(style: Style) -> tuple[str, ...]:
    """Give words for how a shape is drawn, the icon's name among them.

    >>> looks(style_of("rounded=1;shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.sagemaker"))
    ('aws4 sagemaker', 'rounded')
    """
    return tuple(dict.fromkeys(filter(None, _looks(style))))


def _looks(style: Style) -> Iterator[str]:
    shape = outline(style)
    if icon := next((style[key] for key in _ICON_KEYS if style.get(key)), ""):
        yield words(icon if "." in icon else f"{shape.removeprefix('mxgraph.').partition('.')[0]}.{icon}")
    elif shape.startswith("stencil("):
        yield "stencil"
    elif shape not in _PLAIN:
        yield _FORMS.get(shape) or words(shape)
    yield image_words(style.get("image", ""))
    if style.get("rounded") == "1":
        yield "rounded"
    yield dashes(style)


def dashes(style: Style) -> str:
    """Say whether a line is "dashed" or "dotted"; empty where it is neither."""
    if style.get("dashed") != "1":
        return ""
    on = style.get("dashPattern", "3").split()[:1]
    return "dotted" if on in (["1"], ["0"], ["2"]) else "dashed"


_WORD = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+")


def words(name: str) -> str:
    """Give the words of a name in lower case.

    >>> words("mxgraph.gcp2.BigQuery_dataset")
    'gcp2 big query dataset'
    """
    return " ".join(_WORD.findall(name.removeprefix("mxgraph."))).lower()


_COLOUR = re.compile(r"[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}")
_SHIPPED = "img/lib/"
_LONGEST = 2_000


def image_words(url: str) -> str:
    """Give the words of an image's address that name what it shows.

    >>> image_words("https://cdn.example.org/python/3776AB")
    'python'
    >>> image_words("img/lib/azure2/ai_machine_learning/Machine_Learning.svg")
    'azure2 ai machine learning machine learning'
    """
    if url.startswith("data:") or len(url) > _LONGEST:
        return ""
    path = re.sub(r"^\w*:?//[^/]*", "", unquote(url)).partition("?")[0]
    parts = [re.sub(r"\.\w{2,4}$", "", part) for part in path.rpartition(_SHIPPED)[2].split("/")]
    parts = [part for part in parts if part and not _COLOUR.fullmatch(part)]
    return words(" ".join(parts if _SHIPPED in path else parts[-2:]))


def is_icon(style: Style) -> bool:
    """Say whether a shape is a picture, beside or under which its label stands."""
    shape = outline(style)
    return shape in {"image", "icon"} or shape.startswith("mxgraph.") or any(style.get(key) for key in _ICON_KEYS)


def is_words(style: Style) -> bool:
    """Say whether a shape is words without an outline, or a row of a table."""
    return outline(style) in {"text", "tableRow", "partialRectangle"} or (
        outline(style) != "group" and is_unseen(style)
    )


def is_unseen(style: Style) -> bool:
    """Say whether a shape draws neither outline nor area of its own; a bundle ("group") need not even say so."""
    default = "none" if outline(style) == "group" else ""
    nothing = all(style.get(key, default) == "none" for key in ("strokeColor", "fillColor"))
    return nothing and outline(style) in _PLAIN and not style.get("image")


def is_container(style: Style) -> bool:
    """Say whether a shape is meant to hold others."""
    shape = outline(style)
    return shape == "swimlane" or style.get("container") == "1" or ".group" in shape


_HEADS = ("classic", "block", "open", "async")


def has_head(style: Style, end: str) -> bool:
    """Say whether a line has an arrowhead at its "start" or "end"; a diamond or crow's foot is none."""
    return style.get(f"{end}Arrow", "classic" if end == "end" else "none").startswith(_HEADS)
