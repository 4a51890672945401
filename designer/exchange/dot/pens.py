"""What DOT draws a thing with that looks so, and what a thing looks like that DOT draws so."""

import re
from collections.abc import Mapping

from designer.exchange.boards.board import Form
from designer.exchange.boards.kept import Kept
from designer.exchange.dot.labels import images

_SHAPES = {
    "cylinder": "cylinder",
    "ellipse": "ellipse",
    "diamond": "diamond",
    "hexagon": "hexagon",
    "sticky": "note",
}
"""DOT's shapes by our words."""
_WORDS: dict[str, tuple[str, ...]] = {
    **{shape: (word,) for word, shape in _SHAPES.items()},
    **dict.fromkeys(("box", "rect", "rectangle", "square", "record", "none", "plaintext", "plain", "underline"), ()),
    "circle": ("ellipse", "circle"),
    "doublecircle": ("ellipse", "doublecircle"),
    "mcircle": ("ellipse",),
    "mdiamond": ("diamond",),
    "mrecord": ("rounded",),
    "oval": ("ellipse",),
}
"""Our words by DOT's shapes; of other shapes the name is the word."""
_WORDLESS = {"none", "plaintext", "plain"}
_STYLES = {"rounded": "rounded", "dashed": "dashed", "dotted": "dotted", "thick": "bold"}
_THICK_PT = 2.0
_LAST_PARTS = 3
"""Parts of a picture's path that tell what it shows: aws/ml/sagemaker.png."""


def of_shape(form: Form, looks: tuple[str, ...]) -> dict[str, str]:
    """Give the attributes that draw a shape, or a cluster, which has no `shape` and would take its style from outside.

    >>> of_shape(Form.BOX, ("aws4 s3", "cylinder", "dashed"))
    {'shape': 'cylinder', 'style': 'dashed'}
    """
    if form is Form.GROUP:
        return {"style": "solid", **_style(looks)}
    return {"shape": "plaintext" if form is Form.TEXT else _shape(looks), **_style(looks)}


def of_line(looks: tuple[str, ...], *, both: bool) -> dict[str, str]:
    """Give the attributes that draw a line between its ends."""
    way = "both" if both else "none" if "undirected" in looks else ""
    return {**_style(tuple(look for look in looks if look != "rounded")), **({"dir": way} if way else {})}


def _shape(looks: tuple[str, ...]) -> str:
    return next((_SHAPES[look] for look in looks if look in _SHAPES), "box")


def _style(looks: tuple[str, ...]) -> dict[str, str]:
    styles = [style for look, style in _STYLES.items() if look in looks]
    return {"style": ",".join(styles)} if styles else {}


def looks(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Give words for what attributes draw: shape, style, class, and what its pictures are called."""
    shape = attributes.get("shape", "").lower()
    words = list(_WORDS.get(shape, (shape,) if shape else ()))
    words += (look for look, style in _STYLES.items() if style in styles(attributes))
    if "thick" not in words and number(attributes.get("penwidth", "")) >= _THICK_PT:
        words.append("thick")
    pictures = [attributes.get("image", ""), *images(attributes.get("label", ""))]
    words += (attributes.get("class", "").lower(), *map(_picture, pictures))
    return tuple(dict.fromkeys(filter(None, words)))


def _picture(path: str) -> str:
    r"""Give the end of a picture's path as words.

    >>> _picture(r"C:\icons\resources\aws\ml\Amazon-SageMaker.png")
    'aws ml amazon sagemaker'
    """
    parts = re.split(r"[/\\]+", path.lower().rpartition(".")[0])[-_LAST_PARTS:]
    return " ".join(re.sub(r"[\W_]+", " ", " ".join(parts)).split())


def styles(attributes: Mapping[str, str]) -> set[str]:
    """Give the words of the attribute `style`."""
    return {style.strip() for style in attributes.get("style", "").lower().split(",")}


def has_outline(attributes: Mapping[str, str]) -> bool:
    """Say whether a node is drawn as more than its words."""
    if attributes.get("image") or images(attributes.get("label", "")):
        return True
    return attributes.get("shape", "").lower() not in _WORDLESS


def form_and_looks(kept: Kept, attributes: Mapping[str, str], form: Form) -> tuple[Form, tuple[str, ...]]:
    """Give what was kept of form and looks, if a thing is still drawn as that is; else what it is drawn as."""
    found = looks(attributes)
    kept_form, kept_looks = kept.form or form, found if kept.looks is None else kept.looks
    drawn = {name: value for name, value in attributes.items() if name in {"shape", "style"}}
    if of_shape(kept_form, kept_looks) != drawn:
        return form, found
    return kept_form, kept_looks


def line_looks(kept: Kept, attributes: Mapping[str, str], *, both: bool) -> tuple[str, ...]:
    """Give the looks that were kept of a line, if it is still drawn as that is; else those it is drawn with."""
    drawn = {name: value for name, value in attributes.items() if name in {"style", "dir"}}
    if kept.looks is not None and of_line(kept.looks, both=both) == drawn:
        return kept.looks
    return drawn_looks(attributes)


def drawn_looks(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Give words for what attributes draw between two ends; one without arrowheads must say so by `dir` here."""
    words = looks({name: attributes[name] for name in ("style", "class", "penwidth") if name in attributes})
    return (*words, "undirected") if attributes.get("dir") == "none" else words


def number(text: str, default: float = 0.0) -> float:
    """Give the number that a text is; the default for none, and for one that is endless."""
    try:
        value = float(text)
    except ValueError:
        return default
    return value if abs(value) < float("inf") else default
