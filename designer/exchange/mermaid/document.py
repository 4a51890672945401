"""A Mermaid diagram within its file: out of Markdown, its title, its comments, and of which type it is."""

import re
from typing import NamedTuple

from designer.catalog import source
from designer.errors import DesignerError
from designer.exchange.boards.comments import Comment, comments
from designer.exchange.boards.draft import text_of
from designer.exchange.boards.remarks import Remarks


class Document(NamedTuple):
    """A flowchart. `text` has the lines of the file, those without the flowchart empty; `body` is where it begins."""

    text: str
    body: int
    title: str
    kept: tuple[Comment, ...]
    remarks: Remarks


_OTHERS = {
    "sequenceDiagram": "sequence diagram",
    "classDiagram": "class diagram",
    "stateDiagram": "state diagram",
    "erDiagram": "entity relationship diagram",
    "journey": "user journey",
    "gantt": "Gantt chart",
    "pie": "pie chart",
    "quadrantChart": "quadrant chart",
    "requirementDiagram": "requirement diagram",
    "gitGraph": "Git graph",
    "C4": "C4 diagram",
    "mindmap": "mind map",
    "timeline": "timeline",
    "zenuml": "ZenUML diagram",
    "sankey": "Sankey diagram",
    "xychart": "XY chart",
    "block": "block diagram",
    "packet": "packet diagram",
    "kanban": "Kanban board",
    "architecture": "architecture diagram",
    "radar": "radar chart",
    "treemap": "treemap",
}
"""Types of Mermaid diagrams that are no flowcharts, by how they begin."""
_FENCE = re.compile(r"^[ \t]*(```+|~~~+|:::)[ \t]*(?:mermaid|\{mermaid\})[^\n]*$", re.MULTILINE)
_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n[ \t]*---[ \t]*(?:\n|$)", re.DOTALL)
_FLOWCHART = re.compile(r"[\s;]*(?:flowchart-elk|flowchart|graph)\b(?:[ \t]+(?:TB|TD|BT|LR|RL|BR|[<>^]|v\b))?")


def document(raw: bytes, name: str) -> Document:
    """Find the flowchart in a file; raises DesignerError where there is none."""
    whole = text_of(raw, name)
    blocks = _blocks(whole) or [whole]
    stripped = [_without_comments(block) for block in blocks]
    chosen = next((index for index, text in enumerate(stripped) if _FLOWCHART.match(text, _start(text))), 0)
    text = stripped[chosen]
    beginning = _FLOWCHART.match(text, _start(text))
    if beginning is None:
        raise _refusal(text, name)
    remarks = Remarks({"Mermaid diagrams left out, since one of a file is read: {}": len(blocks) - 1})
    return Document(text, beginning.end(), _title(text, name, remarks), tuple(comments(blocks[chosen], "%%")), remarks)


def _blocks(text: str) -> list[str]:
    """Give the Mermaid blocks of a Markdown file, each with as many empty lines before it as it has in the file."""
    blocks = []
    at = 0
    while opening := _FENCE.search(text, at):
        closing = re.compile(rf"^[ \t]*{re.escape(opening[1])}[ \t]*$", re.MULTILINE).search(text, opening.end())
        end = closing.start() if closing else len(text)
        lines = text.count("\n", 0, opening.end())
        blocks.append("\n" * lines + text[opening.end() : end])
        at = closing.end() if closing else len(text)
        if len(blocks) > _MOST_BLOCKS:
            break
    return blocks


_MOST_BLOCKS = 1000


def _start(text: str) -> int:
    """Tell where a diagram begins after its front matter."""
    front = _FRONT.match(text)
    return front.end() if front else 0


def _without_comments(text: str) -> str:
    """Empty the lines that are comments, and the parts of others that are directives, as Mermaid does first of all."""
    kept = []
    at = 0
    while (opening := text.find("%%{", at)) >= 0 and (closing := text.find("}%%", opening)) >= 0:
        kept += [text[at:opening], "\n" * text.count("\n", opening, closing)]
        at = closing + 3
    kept.append(text[at:])
    lines = "".join(kept).split("\n")
    return "\n".join("" if line.lstrip().startswith("%%") else line for line in lines)


def _title(text: str, name: str, remarks: Remarks) -> str:
    """Read the title in the front matter; what is no YAML there gives a remark."""
    front = _FRONT.match(text)
    if front is None or not front[1].strip():
        return ""
    try:
        data = source.parse(front[1].encode(), name).data
    except DesignerError:
        remarks["the front matter is not valid YAML and is left out"] += 1
        return ""
    title = data.get("title") if isinstance(data, dict) else None
    return "" if title is None else str(title)


def _refusal(text: str, name: str) -> DesignerError:
    """Say what a text is that is no flowchart."""
    start = _start(text)
    rest = text[start:].lstrip()
    where = f"{name}:{text.count(chr(10), 0, len(text) - len(rest)) + 1}"
    word = re.match(r"[A-Za-z][\w-]*", rest)
    types = (what for begins, what in _OTHERS.items() if word and re.match(rf"{begins}(?:-v\d|-beta|[A-Z]|$)", word[0]))
    if what := next(types, ""):
        what = f"this is a Mermaid {what}, and of Mermaid only flowcharts are read"
        return DesignerError(what, where=where, remedy="draw it as a flowchart")
    what = f"this is no Mermaid flowchart: it begins with '{rest[:40].partition(chr(10))[0]}'"
    return DesignerError(what, where=where, remedy="a flowchart begins with 'flowchart LR'")
