r"""DOT's labels as plain text, and back: escapes such as \n, entities, records, and what looks like HTML."""

import html
import re
from collections.abc import Mapping

from designer.exchange.dot.tokens import Html

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_FIELD = re.compile(r"\\(.)|<[^<>]*>|([{}|])", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/tr|hr)\b[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"</td\b[^<>]*>", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^<>]*?\bsrc\s*=\s*[\"']([^\"'<>]*)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def plain(value: str, names: Mapping[str, str], *, record: bool = False) -> str:
    r"""Give the words of a label; `names` has what \N, \G and the like stand for.

    >>> plain(r"Scores of \N\lp99 &lt; 80 ms\l", {"N": "model"})
    'Scores of model\np99 < 80 ms'
    >>> plain(Html("<b>Feature</b><br/>store"), {})
    'Feature\nstore'
    >>> plain(r"{<in> Kafka|topics}", {}, record=True)
    'Kafka\ntopics'
    """
    if isinstance(value, Html):
        return _of_html(value)
    if record:
        parts = _FIELD.sub(lambda match: "\x1e" if match[2] else match[0] if match[1] else "", value).split("\x1e")
        value = "\n".join(part.strip() for part in parts if part.strip())
    return _entities(_ESCAPE.sub(lambda match: _meant(match[1], names), value)).strip()


def _meant(letter: str, names: Mapping[str, str]) -> str:
    return "\n" if letter in "nlr" else names.get(letter, letter)


def _entities(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _of_html(value: str) -> str:
    text = _BREAK.sub("\x1e", _CELL.sub(" ", _COMMENT.sub("", value)))
    lines = _TAG.sub("", text).split("\x1e")
    return "\n".join(line for line in (" ".join(_entities(line).split()) for line in lines) if line)


def images(value: str) -> list[str]:
    """Give the files of the pictures in a label that looks like HTML."""
    return _IMAGE.findall(value) if isinstance(value, Html) else []


def quoted(text: str) -> str:
    r"""Write a text as a value in quotes that reads as this text again.

    >>> print(quoted('the "C:\\" drive\n&lt;'))
    "the \"C:\\\" drive\n&amp;lt;"
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = _ENTITY.sub(lambda match: f"&amp;{match[0][1:]}", text.replace("\\", "\\\\"))
    return '"' + text.replace('"', '\\"').replace("\n", "\\n") + '"'
