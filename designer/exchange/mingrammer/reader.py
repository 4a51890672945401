"""The reader of `diagrams` scripts: what they would draw, told from their text; nothing of them is run."""

import ast
import re
import warnings

from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form
from designer.exchange.boards.comments import comments
from designer.exchange.boards.draft import Draft, Stroke, text_of
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.pages import SEVERAL
from designer.exchange.boards.remarks import Remarks
from designer.exchange.mingrammer import icons
from designer.exchange.mingrammer.statements import Script
from designer.exchange.mingrammer.values import Drawing, Group, Joint, Node

_MOST_WORDS = 500_000
"""Words and signs of a script without its comments: its tree takes a kilobyte for each."""
_WORD = re.compile(r"\w+|[^\w\s]+")
_MOST_TOLD = 8
"""Lines that one remark names."""


def read(raw: bytes, name: str) -> Board:
    """Read a script that draws with the package `diagrams`; raises DesignerError for anything else.

    The package has no places, so that no shape has a box. Shapes have as ids the variables that hold them, or what the
    script states. What would have to be run is left out, and told with its line.
    """
    text = text_of(raw, name)
    drawing = Drawing(name)
    tree = _tree(text, name)
    try:
        Script(drawing).follow(tree)
    except RecursionError:
        raise _too_deep(name) from None
    if not drawing.diagrams:
        remedy = "'with Diagram(...):' holds one"
        raise DesignerError("this Python script draws no diagram that could be read", where=name, remedy=remedy)
    draft = _draft(drawing)
    draft.remarks = _remarks(drawing)
    return draft.board(icons.text_of(drawing.diagrams[0].label), comments(text, "#"), icons.node, icons.line)


def _tree(text: str, name: str) -> ast.Module:
    code = "\n".join("" if line.lstrip().startswith("#") else line for line in text.split("\n"))
    if sum(1 for _ in _WORD.finditer(code)) > _MOST_WORDS:
        raise DesignerError("this script is too long to be read", where=name, remedy="is it the right file?")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise DesignerError(f"this is not valid Python: {error.msg}", where=f"{name}{line}") from None
    except (RecursionError, MemoryError):
        raise _too_deep(name) from None
    except ValueError as error:  # an integer of thousands of digits
        raise DesignerError(f"this is not valid Python: {error}", where=name) from None


def _too_deep(name: str) -> DesignerError:
    return DesignerError("the script is nested too deeply", where=name, remedy="is it the right file?")


def _draft(drawing: Drawing) -> Draft:
    draft = Draft(drawing.name)
    unique = Ids()
    names: dict[Node | Group, str] = {}
    for index, thing in enumerate(drawing.things, start=1):
        sort = "cluster" if isinstance(thing, Group) else "node"
        name = names[thing] = unique.take(thing.name or f"{sort}-{index}")
        figure = draft.figure(name, thing.line)
        figure.text = icons.text_of(thing.label)
        if isinstance(thing, Group):
            figure.form, figure.drawn = Form.GROUP, icons.GROUP
        else:
            figure.form, figure.drawn = icons.form(thing.path, thing.shape), icons.drawn(thing.path)
            figure.looks = icons.looks(thing.path, thing.icon, thing.shape)
    for thing, name in names.items():
        group = thing.parent if isinstance(thing, Group) else thing.group
        if group in names:
            draft.put(name, names[group])
    for joint in drawing.joints:
        if not _is_hidden(joint):
            draft.stroke(_stroke(joint, names))
    return draft


def _style(joint: Joint) -> str:
    style = joint.attributes.get("style")
    return style if isinstance(style, str) else ""


def _is_hidden(joint: Joint) -> bool:
    return "invis" in _style(joint)


def _stroke(joint: Joint, names: dict[Node | Group, str]) -> Stroke:
    looks = icons.line_looks(_style(joint), undirected=not joint.forward and not joint.reverse)
    both = joint.forward and joint.reverse
    label = joint.attributes.get("label") or joint.attributes.get("xlabel")
    return Stroke(
        names[joint.source],
        names[joint.target],
        text=icons.text_of(label) if isinstance(label, str) else "",
        looks=looks,
        both=both,
        drawn=icons.line(looks, both),
        at=joint.line,
    )


def _remarks(drawing: Drawing) -> Remarks:
    remarks = Remarks({SEVERAL: len(drawing.diagrams)} if len(drawing.diagrams) > 1 else {})
    remarks["invisible lines left out: {}"] += sum(map(_is_hidden, drawing.joints))
    told = [f"line {line} ({what})" for line, what in sorted(drawing.lost.items())[:_MOST_TOLD]]
    more = f", and {len(drawing.lost) - _MOST_TOLD:,} more" if len(drawing.lost) > _MOST_TOLD else ""
    remarks[f"lines of the script not followed: {', '.join(told)}{more}"] += len(drawing.lost)
    return remarks
