"""A place in the text of a flowchart, and what stands there: labels in their brackets and quotes."""

import re
from typing import NamedTuple

from designer.errors import DesignerError
from designer.exchange.mermaid.figures import OPENING, OUTLINES, PLAIN

_QUOTED = re.compile(r"\s*\"([^\"]*)\"\s*")
_QUOTED_ON_LINE = re.compile(r"\"([^\"\n]*)\"")
_BORDERS = re.compile(r"\[\|[^|\]\n]*\|")
_SPACE_BEFORE = re.compile(r"[ \t]*(?=[\[({])")
_DRAWN = {(one.opens, one.closes): drawn for drawn, one in OUTLINES.items()}
_CLOSING = {
    opens: re.compile("|".join(re.escape(one.closes) for one in OUTLINES.values() if one.opens == opens))
    for opens in {one.opens for one in OUTLINES.values()}
}
_SLANTED = {"[/", "[\\"}
_SLANTED_OR_NOT = re.compile(r"[/\\]?\]")
_HEAD = re.compile(r"[^\n;\[\"]*")
_TITLE = re.compile(r"[ \t]*\[([^\]\n]*)\]")
_EXCERPT = 40


class Label(NamedTuple):
    """A node's label: what its brackets draw, its words as they are written, and whether these are Markdown."""

    drawn: str
    text: str
    markdown: bool


def without_backticks(text: str) -> tuple[str, bool]:
    """Tell a text that is Markdown, which stands between backticks, from another."""
    inner = text.strip()
    if len(inner) > 1 and inner[0] == inner[-1] == "`":
        return inner[1:-1], True
    return text, False


class Scanner:
    """A text and how far it is read. `name` is what messages call the file."""

    def __init__(self, text: str, name: str, at: int) -> None:
        self.text, self.name, self.at = text, name, at
        self._counted = 0
        self._lines = 1

    @property
    def line(self) -> int:
        """Give the line that is read, from 1."""
        since = self.text.count("\n", min(self._counted, self.at), max(self._counted, self.at))
        self._lines += since if self.at > self._counted else -since
        self._counted = self.at
        return self._lines

    @property
    def ended(self) -> bool:
        """Say whether all is read."""
        return self.at >= len(self.text)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what matches here."""
        if match := pattern.match(self.text, self.at):
            self.at = match.end()
        return match

    def problem(self, what: str) -> DesignerError:
        """Make the error that says that something is wrong here."""
        return DesignerError(what, where=f"{self.name}:{self.line}")

    def excerpt(self) -> str:
        """Give the next letters of this line."""
        return self.text[self.at : self.at + _EXCERPT].strip().partition("\n")[0]

    def quoted(self) -> tuple[str, bool] | None:
        """Read a text in quotes; say whether it is Markdown, which has backticks inside the quotes."""
        match = self.take(_QUOTED)
        return without_backticks(match[1]) if match else None

    def label(self) -> Label | None:
        """Read a node's brackets, if there are any."""
        start = self.at
        self.take(_SPACE_BEFORE)
        opening = "[" if self.take(_BORDERS) else self._opening()
        if not opening:
            self.at = start
            return None
        quoted = self.quoted()
        pattern = _SLANTED_OR_NOT if opening in _SLANTED else _CLOSING[opening]
        closing = pattern.match(self.text, self.at) if quoted else pattern.search(self.text, self.at)
        if closing is None:
            self.at = start
            raise self.problem(f"this label has no end: '{self.excerpt()}'")
        text, markdown = quoted or (self.text[self.at : closing.start()], False)
        self.at = closing.end()
        if opening in _SLANTED and closing[0] == "]":
            return Label(PLAIN, opening[1] + text, markdown)
        return Label(_DRAWN[opening, closing[0]], text, markdown)

    def _opening(self) -> str:
        match = self.take(OPENING)
        return match[0] if match else ""

    def subgraph_head(self) -> tuple[str, tuple[str, bool] | None]:
        """Read what names a subgraph, and its title where that is another; say of that whether it is Markdown."""
        quoted = self.take(_QUOTED_ON_LINE)
        stated = quoted[1] if quoted else (self.take(_HEAD) or [""])[0].partition(":::")[0]
        if not self.text.startswith("[", self._after_space()):
            return stated, None
        self.at = self._after_space() + 1
        quoted_title = self.quoted()
        if quoted_title and self.text.startswith("]", self.at):
            self.at += 1
            return stated, quoted_title
        self.at -= 1
        plain = self.take(_TITLE)
        if quoted_title or plain is None:
            raise self.problem("the title of this subgraph has no end")
        return stated, (plain[1], False)

    def _after_space(self) -> int:
        at = self.at
        while self.text[at : at + 1] in {" ", "\t"}:
            at += 1
        return at
