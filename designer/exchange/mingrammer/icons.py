"""The classes of nodes in `diagrams`, as words for how a node looks, and the labels that Graphviz sets under them."""

import re
from html import unescape
from pathlib import PurePosixPath

from designer.exchange.boards.board import Form

FLOWCHART, BLANK = "diagrams.programming.flowchart", "diagrams.generic.blank"
GROUP = "Cluster"
_PLAIN = "Action"
_CLASSES = {
    "cylinder": "Database",
    "diamond": "Decision",
    "hexagon": "Preparation",
    "rounded": "StartEnd",
    "ellipse": "StartEnd",
    "sticky": "Document",
}
"""The class of our own writing, by the word for a look."""
_LOOKS = {
    _PLAIN: (),
    "Database": ("cylinder",),
    "Decision": ("diamond",),
    "Preparation": ("hexagon",),
    "StartEnd": ("rounded",),
}
"""What the shapes of flowcharts look like that stand for nothing in particular."""
_WITHOUT_OUTLINE = {"none", "plain", "plaintext"}
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z]\d)|_")


def node(form: Form, looks: tuple[str, ...]) -> str:
    """Name the class that a shape is drawn with.

    >>> node(Form.BOX, ("aws s3", "cylinder")), node(Form.TEXT, ())
    ('Database', 'Blank')
    """
    if form is not Form.BOX:
        return GROUP if form is Form.GROUP else "Blank"
    return next((_CLASSES[look] for look in looks if look in _CLASSES), _PLAIN)


def module(class_: str) -> str:
    """Name the module of a class that `node` names."""
    return BLANK if class_ == "Blank" else FLOWCHART


def drawn(path: str) -> str:
    """Tell what a node of a class is drawn with: the class's name where it is one that we write, else its path."""
    module_, _, class_ = path.rpartition(".")
    return class_ if module_ in {FLOWCHART, BLANK} else path


def looks(path: str, icon: str = "", shape: str = "") -> tuple[str, ...]:
    """Give the words for how a node of a class looks, whose icon is this file, or that Graphviz draws in a shape.

    >>> looks("diagrams.aws.storage.SimpleStorageServiceS3"), looks("diagrams.onprem.database.PostgreSQL")
    (('aws storage simple storage service s3',), ('onprem database postgresql',))
    >>> looks("diagrams.custom.Custom", icon="icons/ml_flow.png"), looks("diagrams.Node", shape="cylinder")
    (('ml flow',), ('cylinder',))
    """
    module_, _, class_ = path.rpartition(".")
    if module_ == FLOWCHART and class_ in _LOOKS:
        return _LOOKS[class_]
    parts = [part for part in path.split(".") if part not in {"diagrams", "custom", "Custom", "Node"}]
    if module_ in {FLOWCHART, BLANK}:
        parts = [class_] if module_ == FLOWCHART else []
    words = " ".join(_WORD.sub(" ", part).lower() for part in parts)
    of_icon = " ".join(re.findall(r"[^\W_]+", PurePosixPath(icon).stem.lower()))
    return tuple(each for each in (words, of_icon, shape if shape != "box" else "") if each)


def form(path: str, shape: str = "") -> Form:
    """Tell whether a node of a class is words without an outline."""
    bare = path == f"{BLANK}.Blank" or (path == "diagrams.Node" and shape in _WITHOUT_OUTLINE)
    return Form.TEXT if bare else Form.BOX


_HTML = re.compile(r"\s*<.*>\s*", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_BREAKS = {"n": "\n", "l": "\n", "r": "\n"}


def text_of(label: str) -> str:
    r"""Give the words of a label as Graphviz sets them.

    >>> text_of("Store\\nof features"), text_of("<<b>Online</b><br/>store>"), text_of("left\\l")
    ('Store\nof features', 'Online\nstore', 'left')
    """
    if _HTML.fullmatch(label):
        lines = re.split(r"<br\s*/?>", label.strip()[1:-1], flags=re.IGNORECASE)
        return "\n".join(unescape(re.sub(r"<[^<>]*>", "", line)).strip() for line in lines).strip()
    text = _ESCAPE.sub(lambda match: _BREAKS.get(match[1], match[1]), label)
    return text.rstrip("\n") if label.endswith(("\\l", "\\r", "\\n")) else text


def label_of(text: str) -> str:
    r"""Write any text as a label.

    >>> label_of("C:\\new"), label_of("<b>")
    ('C:\\\\new', '\\<b>')
    """
    text = text.replace("\\", "\\\\")
    return f"\\{text}" if _HTML.fullmatch(text) else text


def line(looks_: tuple[str, ...], both: bool) -> str:  # noqa: FBT001 (as a line has it)
    """Tell what a line is drawn as: its styles and whether it has no arrowhead.

    >>> line(("thick", "dashed"), False), line(("undirected",), False), line(("undirected",), True)
    ('dashed,bold >', ' -', ' >')
    """
    styles = [style for look, style in STYLES.items() if look in looks_]
    head = "-" if "undirected" in looks_ and not both else ">"
    return f"{','.join(styles)} {head}"


STYLES = {"dashed": "dashed", "dotted": "dotted", "thick": "bold"}
"""The style of a line by the word for its look."""


def line_looks(style: str, *, undirected: bool) -> tuple[str, ...]:
    """Give the words for how a line of a style looks, which has no arrowhead if it is undirected."""
    styles = re.findall(r"\w+", style)
    return (*(look for look, style in STYLES.items() if style in styles), *(["undirected"] if undirected else []))
