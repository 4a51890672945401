"""The scene of an Excalidraw file, taken out of the PNG or SVG in which it may lie."""

import base64
import binascii
import json
import re
import zlib
from typing import Any

from designer.catalog.source import refuse_size
from designer.errors import DesignerError
from designer.exchange.boards import json_data
from designer.exchange.boards.limits import LARGEST_UNPACKED_BYTES
from designer.exchange.boards.packed import PNG, chunks, inflated

WHAT = "an Excalidraw drawing"
MIME = "application/vnd.excalidraw+json"
_TYPES = ("excalidraw", "excalidraw/clipboard")
_VERSION = re.compile(rb"payload-version:\s*(\d{1,4})")
_START, _END = b"payload-start -->", b"<!-- payload-end"


def scene_of(raw: bytes, name: str) -> dict[str, Any]:
    """Give the scene as a JSON object whose `elements` are a list; raises DesignerError for what is none."""
    refuse_size(len(raw), name)
    if raw.startswith(PNG):
        return _checked(_from_png(raw, name), name)
    if not raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and b"<svg" in raw:
        return _checked(_from_svg(raw, name), name)
    return _checked(json_data.parse(raw, name, WHAT), name)


def _checked(scene: dict[str, Any], name: str) -> dict[str, Any]:
    stated = scene.get("type")
    if stated == "excalidrawlib":
        raise DesignerError("this is a library of Excalidraw", where=name, remedy="open a drawing made with it")
    if stated not in _TYPES and not ("type" not in scene and isinstance(scene.get("elements"), list)):
        raise DesignerError(f"this is not {WHAT}: its 'type' is not 'excalidraw'", where=name)
    if not isinstance(scene.get("elements"), list):
        raise DesignerError("the drawing has no list of 'elements'", where=name, remedy="is the file whole?")
    return scene


def _from_png(raw: bytes, name: str) -> dict[str, Any]:
    for kind, content in chunks(raw):
        if kind == b"tEXt" and content.startswith(MIME.encode() + b"\0"):
            return _unpacked(content[len(MIME) + 1 :].decode("latin-1"), name)
    what = "this picture holds no Excalidraw drawing"
    raise DesignerError(what, where=name, remedy="export it with 'Embed scene' switched on")


def _from_svg(raw: bytes, name: str) -> dict[str, Any]:
    at = raw.find(b"payload-type:" + MIME.encode())
    start, end = raw.find(_START, max(at, 0)), raw.find(_END, max(at, 0))
    if at < 0 or not start < end:
        what = "this picture holds no Excalidraw drawing"
        raise DesignerError(what, where=name, remedy="export it with 'Embed scene' switched on")
    version = _VERSION.search(raw, at, start)
    try:
        payload = base64.b64decode(b"".join(raw[start + len(_START) : end].split()), validate=True)
        encoding = "utf-8" if version is None or int(version[1]) < 2 else "latin-1"  # noqa: PLR2004 (its version 2)
        return _unpacked(payload.decode(encoding), name)
    except (binascii.Error, UnicodeDecodeError):
        raise _broken(name) from None


def _unpacked(envelope: str, name: str) -> dict[str, Any]:
    """Take the scene out of the object that Excalidraw packs it in; the oldest files have the scene itself."""
    try:
        data = json.loads(envelope, strict=False)
    except (ValueError, RecursionError):
        raise _broken(name) from None
    if not isinstance(data, dict):
        raise _broken(name)
    if "encoded" not in data:
        return json_data.parse(envelope.encode(), name, WHAT, LARGEST_UNPACKED_BYTES)
    try:
        packed = json_data.text(data["encoded"]).encode("latin-1")
    except UnicodeEncodeError:
        raise _broken(name) from None
    return json_data.parse(
        _inflated(packed, name) if data.get("compressed") else packed, name, WHAT, LARGEST_UNPACKED_BYTES
    )


def _inflated(packed: bytes, name: str) -> bytes:
    try:
        return inflated(packed, name)
    except zlib.error:
        raise _broken(name) from None


def _broken(name: str) -> DesignerError:
    return DesignerError("the drawing that this picture holds is broken", where=name, remedy="export it again")
