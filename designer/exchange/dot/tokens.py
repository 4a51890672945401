"""The words and signs of a DOT text."""

import re
from typing import NamedTuple

from designer.errors import DesignerError


class Html(str):
    """A value that was written between angle brackets."""

    __slots__ = ()


class Token(NamedTuple):
    """A word or a sign, and where it begins. `sort` is "word", "quoted", "html", "end", or the sign itself."""

    sort: str
    text: str
    at: int


_BETWEEN = re.compile(r"(?:\s++|(?://|\#)[^\n]*+|/\*(?s:.*?)\*/)*+")
_TOKEN = re.compile(
    r"""(?P<word>(?:[^\W\d]|[^\x00-\x7f\s])(?:\w|[^\x00-\x7f\s])*+|-?(?:\.[0-9]++|[0-9]++(?:\.[0-9]*+)?))
    |(?P<quoted>"(?:[^"\\]++|\\.)*+")
    |->|--|[{}\[\]=;,:+]""",
    re.VERBOSE | re.DOTALL,
)
_BACKSLASH = re.compile(r"\\(?:\r?\n|(.))", re.DOTALL)
_ANGLE = re.compile(r"<!--.*?(?:-->|\Z)|[<>]", re.DOTALL)

MOST_TOKENS = 1_500_000
"""A text of 20,000 nodes and as many edges, each with places and labels, has fewer; more would take minutes."""


class Tokens:
    """A text, token by token: `next` is the one to come."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._at = self._count = 0
        self.next = self._read()

    def take(self) -> Token:
        """Give the token to come, and read the one after it."""
        token = self.next
        self._count += 1
        if self._count > MOST_TOKENS:
            raise self.problem(f"there are more than {MOST_TOKENS:,} words and signs up to here", token.at)
        self.next = self._read()
        return token

    def problem(self, what: str, at: int, remedy: str = "") -> DesignerError:
        """Make the error that names the line of a place in the text."""
        line = self._text.count("\n", 0, at) + 1
        return DesignerError(what, where=f"{self._name}:{line}", remedy=remedy)

    def _read(self) -> Token:
        between = _BETWEEN.match(self._text, self._at)
        start = between.end() if between else self._at
        if start == len(self._text):
            return Token("end", "", start)
        if self._text[start] == "<":
            return self._html(start)
        match = _TOKEN.match(self._text, start)
        if match is None:
            raise self.problem(self._strange(start), start)
        self._at = match.end()
        sort = match.lastgroup or match[0]
        return Token(sort, _unquoted(match[0]) if sort == "quoted" else match[0], start)

    def _html(self, start: int) -> Token:
        """Read from an angle bracket to the one that closes it."""
        depth = 0
        for match in _ANGLE.finditer(self._text, start):
            depth += {"<": 1, ">": -1}.get(match[0], 0)
            if depth == 0:
                self._at = match.end()
                return Token("html", self._text[start + 1 : match.start()], start)
        raise self.problem("a label that begins with '<' has no end", start)

    def _strange(self, start: int) -> str:
        if self._text[start] == '"':
            return "a text in quotes has no end"
        if self._text.startswith("/*", start):
            return "a comment has no end"
        return f"'{self._text[start]}' cannot stand here in a DOT graph"


def _unquoted(text: str) -> str:
    r"""Take the quotes off. Only what hides a quote or the end of a line goes; the rest is for who reads the value.

    >>> _unquoted(r'"a \"b\" \n"')
    'a "b" \\n'
    """
    if "\\" not in text:
        return text[1:-1]
    return _BACKSLASH.sub(lambda match: '"' if match[1] == '"' else match[0] if match[1] else "", text[1:-1])
