"""Drawings as pictures carry them along: the chunks of a PNG, and what was packed by zlib."""

import struct
import zlib
from collections.abc import Iterator

from designer.errors import DesignerError
from designer.exchange.boards.limits import LARGEST_UNPACKED_BYTES

PNG = b"\x89PNG\r\n\x1a\n"
"""How a PNG begins."""
_HEADER_BYTES, _CHECKSUM_BYTES = 8, 4


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the type and the content of each chunk."""
    position = len(PNG)
    while position + _HEADER_BYTES <= len(png):
        length, kind = struct.unpack_from(">I4s", png, position)
        position += _HEADER_BYTES
        yield kind, png[position : position + length]
        position += length + _CHECKSUM_BYTES


def inflated(packed: bytes, name: str, bits: int = zlib.MAX_WBITS, most_bytes: int = LARGEST_UNPACKED_BYTES) -> bytes:
    """Unpack; raises DesignerError for more bytes than a drawing has, and zlib.error for what is damaged or cut off."""
    unpacking = zlib.decompressobj(bits)
    raw = unpacking.decompress(packed, most_bytes + 1)
    if len(raw) > most_bytes:
        what = f"unpacked this has more than {LARGEST_UNPACKED_BYTES / 1e6:.0f} MB, and a drawing has less"
        raise DesignerError(what, where=name, remedy="is it the right file?")
    if not unpacking.eof:
        raise zlib.error
    return raw
