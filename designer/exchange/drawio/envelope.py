"""What draw.io wraps its pages in: XML, plain or packed, by itself or inside a PNG or SVG picture."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element

from designer.catalog.source import refuse_size
from designer.errors import DesignerError
from designer.exchange.boards import xml_data
from designer.exchange.boards.limits import LARGEST_UNPACKED_BYTES
from designer.exchange.boards.packed import PNG, chunks, inflated

MOST_TAGS = 600_000
"""A cell has about ten; each takes memory when it is read, whatever it holds."""
MOST_PAGES = 1_000


@dataclass(frozen=True)
class Page:
    """One page: its name as people gave it, and its `mxGraphModel`."""

    name: str
    model: Element


def pages(raw: bytes, name: str) -> list[Page]:
    """Unwrap a file; raises DesignerError for what is no draw.io file, broken or too large."""
    refuse_size(len(raw), name)
    if raw.startswith(PNG):
        root = _parse(_in_png(raw, name), name, "the drawing in it")
    else:
        root = _parse(raw, name)
        if root.tag.rpartition("}")[2] == "svg":
            root = _parse(_in_svg(root, name), name, "the drawing in it")
    if root.tag == "mxGraphModel":
        return [Page("", root)]
    if root.tag == "mxfile":
        return list(_diagrams(root, name))
    raise DesignerError(f"this is no draw.io drawing: it begins with <{root.tag[:60]}>", where=name)


_DOCTYPE = re.compile(rb"<!DOCTYPE\s+svg\b[^>\[]{0,300}>")
"""draw.io names SVG's DTD in its SVG files; nobody reads it. One with declarations of its own is refused."""


def _parse(raw: bytes, name: str, part: str = "") -> Element:
    return xml_data.parse(_DOCTYPE.sub(b"", raw, count=1), name, MOST_TAGS, part)


def _diagrams(root: Element, name: str) -> Iterator[Page]:
    left = LARGEST_UNPACKED_BYTES
    diagrams = root.findall("diagram")
    if len(diagrams) > MOST_PAGES:
        raise DesignerError(f"the file has more than {MOST_PAGES:,} pages", where=name, remedy="is it the right file?")
    for number, diagram in enumerate(diagrams, 1):
        title = diagram.get("name") or ""
        model = diagram.find("mxGraphModel")
        text = (diagram.text or "").strip()
        if model is None and text:
            raw = _unpacked(text, left, name)
            left -= len(raw)
            model = _parse(raw, name, f"page {number}")
        yield Page(title, Element("mxGraphModel") if model is None else model)


def _unpacked(text: str, most: int, name: str) -> bytes:
    """Undo what draw.io does to a page's XML: percent signs, raw deflate, base64, or only some of it."""
    raw = _unquoted(text.encode()) if text.startswith("%") else text.encode()
    if raw.startswith(b"<"):
        return raw
    try:
        packed = base64.b64decode(b"".join(raw.split()), validate=True)
    except (binascii.Error, ValueError):
        raise DesignerError("a page cannot be unpacked: it is not base64", where=name) from None
    return _unquoted(_inflated(packed, -zlib.MAX_WBITS, most, name))


def _unquoted(text: bytes) -> bytes:
    """Undo percent signs, in slices, since each sign takes some memory until its slice is done."""
    parts, start = [], 0
    while start < len(text):
        end = start + _SLICE_BYTES
        cut = text.rfind(b"%", end - 2, end)
        end = cut if cut >= 0 else end  # a sign and its digits stay together
        parts.append(unquote_to_bytes(text[start:end]))
        start = end
    return b"".join(parts)


_SLICE_BYTES = 1_000_000


def _inflated(packed: bytes, bits: int, most_bytes: int, name: str) -> bytes:
    try:
        return inflated(packed, name, bits, most_bytes)
    except zlib.error:
        raise DesignerError("this cannot be unpacked: the packed text is damaged or cut off", where=name) from None


_KEYWORDS = (b"mxfile", b"mxGraphModel")
_EXPORT = "export it from draw.io again with a copy of the diagram included"


def _in_png(raw: bytes, name: str) -> bytes:
    """Find the drawing among a PNG's texts: tEXt holds it percent-encoded, zTXt packed as well."""
    for kind, content in chunks(raw):
        keyword, _, text = content.partition(b"\0")
        if keyword not in _KEYWORDS or kind not in {b"tEXt", b"zTXt"}:
            continue
        if kind == b"zTXt":
            text = _ztxt(text[1:], name).replace(b"+", b" ")  # the first byte names the only method there is
        return _unquoted(text) if text.startswith(b"%") else text
    raise DesignerError("this picture holds no draw.io drawing", where=name, remedy=_EXPORT)


def _ztxt(packed: bytes, name: str) -> bytes:
    """Unpack zlib's form, which PNG asks for, or raw deflate, which draw.io writes."""
    try:
        return inflated(packed, name)
    except zlib.error:
        return _inflated(packed, -zlib.MAX_WBITS, LARGEST_UNPACKED_BYTES, name)


def _in_svg(root: Element, name: str) -> bytes:
    content = (root.get("content") or "").strip()
    if not content:
        raise DesignerError("this picture holds no draw.io drawing", where=name, remedy=_EXPORT)
    return _unpacked(content, LARGEST_UNPACKED_BYTES, name)
