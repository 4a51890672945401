"""draw.io's labels, which are HTML, as plain text, and back."""

import html
import re

_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*|[!?])[^<>]*>")
_BLOCK_TAG = re.compile(r"address|article|blockquote|div|dl|dt|dd|h[1-6]|hr|li|ol|p|pre|table|tr|ul")
_BLOCK = "\x1e"
"""A place where a block of HTML begins or ends: one line break, however many of them meet."""
_MARKUP = re.compile(r"</?(?:a|b|br|div|font|h\d|i|p|span|strong|u)\b[^<>]*>", re.IGNORECASE)
_PASTED = "%3CmxGraphModel"
"""How the junk begins that draw.io leaves in a label when cells are pasted into it."""


def plain(label: str, *, is_html: bool) -> str:
    r"""Give a label as people see it.

    >>> plain("<b>Feature</b>&nbsp;store<div>p99 &lt; 5 ms</div>", is_html=True)
    'Feature store\np99 < 5 ms'
    """
    text = label.partition(_PASTED)[0]
    if is_html or _MARKUP.search(text):
        text = html.unescape(_TAG.sub(_broken, text.replace(_BLOCK, "")))
        text = re.sub(f"{_BLOCK}+", "\n", text.strip(_BLOCK))
    text = re.sub(r"\r\n?", "\n", text)
    text = "\n".join(re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _broken(tag: re.Match[str]) -> str:
    name = tag[1].strip("/").lower()
    if name == "br":
        return "\n"
    if name in {"td", "th"}:
        return " "
    return _BLOCK if _BLOCK_TAG.fullmatch(name) else ""


def as_html(text: str) -> str:
    """Give plain text as a label."""
    return html.escape(text, quote=False).replace("\n", "<br>")


UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, however it is escaped."""
