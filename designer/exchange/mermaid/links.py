"""The arrows of flowcharts with their labels, in all ways in which Mermaid writes them."""

import re
from typing import NamedTuple

from designer.exchange.mermaid.labels import text_of, text_of_markdown
from designer.exchange.mermaid.scanner import Scanner

_ID = re.compile(r"\s*([^\s\"@\[\](){}|;]+)@(?=[xo<]?[-=~.])")
_SAME_LINE = re.compile(r"[ \t]*")
_LINK = re.compile(
    r"(?P<tail>[xo<])?(?:--+(?P<normal>[-xo>])|==+(?P<thick>[=xo>])|-?\.{1,99}-(?P<dotted>[xo>])?)|(?P<hidden>~~~+)"
)
_NEXT_LINE = re.compile(r"\s*(?=<?(?:--|==|-\.|~~~))")
_OPENING = re.compile(r"(?P<tail>[xo<])?(?P<dash>--|==|-\.)")
_CLOSING = {
    "--": re.compile(r"(?:(?<=\s)[xo<])?--+(?P<normal>[-xo>])"),
    "==": re.compile(r"(?:(?<=\s)[xo<])?==+(?P<thick>[=xo>])"),
    "-.": re.compile(r"(?:(?<=\s)[xo<])?-?\.{1,99}-(?P<dotted>[xo>])?"),
}
_PIPE = re.compile(r"\s*\|")
_PIPED = re.compile(r"([^|]*)\|")
_SPACE = re.compile(r"\s*")


class Link(NamedTuple):
    """An arrow: its words, what it is drawn as, whether it has a head at each end, its id, whether it is invisible."""

    text: str
    drawn: str
    both: bool
    id: str
    hidden: bool


class Links:
    """Reads arrows where a scanner is."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner

    def take(self) -> Link | None:
        """Read an arrow with its label and the space round it, if one stands here or begins the next line."""
        scanner = self._scanner
        start = scanner.at
        named = scanner.take(_ID)
        if named or not scanner.take(_NEXT_LINE):
            scanner.take(_SAME_LINE)
        link = scanner.take(_LINK)
        text = ""
        if link:
            tail = link["tail"] or ""
            text = self._piped() if scanner.take(_PIPE) else ""
        elif opening := scanner.take(_OPENING):
            tail = opening["tail"] or ""
            text, link = self._labelled(opening["dash"])
        if link is None:
            scanner.at = start
            return None
        scanner.take(_SPACE)
        drawn, head = _drawn(link.groupdict())
        both = bool(tail) and (tail == head or (tail == "<" and head == ">"))
        return Link(text, drawn, both, named[1] if named else "", bool(link.groupdict().get("hidden")))

    def _piped(self) -> str:
        """Read a label between bars, of which the first is read."""
        scanner = self._scanner
        if quoted := scanner.quoted():
            words = _words(quoted)
            if scanner.take(_PIPED) is None:
                raise scanner.problem("this label has no '|' at its end")
            return words
        match = scanner.take(_PIPED)
        if match is None:
            raise scanner.problem("this label has no '|' at its end")
        return text_of(match[1])

    def _labelled(self, dash: str) -> tuple[str, re.Match[str]]:
        """Read the label of `-- text -->`, and what is after it."""
        scanner = self._scanner
        quoted = scanner.quoted()
        closing = _CLOSING[dash].search(scanner.text, scanner.at)
        if closing is None:
            raise scanner.problem(f"the arrow that begins with '{dash}' has no end")
        words = _words(quoted) if quoted else text_of(scanner.text[scanner.at : closing.start()])
        scanner.at = closing.end()
        return words, closing


def _words(quoted: tuple[str, bool]) -> str:
    text, markdown = quoted
    return text_of_markdown(text) if markdown else text_of(text)


def _drawn(groups: dict[str, str | None]) -> tuple[str, str]:
    """Tell what an arrow is drawn as, and its head."""
    for stroke in ("normal", "thick"):
        if head := groups.get(stroke):
            head = "-" if head == "=" else head
            return f"{stroke} {head}", head
    if "dotted" in groups and not groups.get("hidden"):
        head = groups["dotted"] or "-"
        return f"dotted {head}", head
    return "normal >", ">"
