"""XML that another program wrote: parsed within limits, without the entities that fill a memory."""

from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from designer.errors import DesignerError


def parse(raw: bytes, name: str, most_tags: int, part: str = "") -> Element:
    """Read XML; raises DesignerError, with the line unless it is of a part that was unpacked, for what is none.

    Each tag takes memory when it is read, whatever it holds, so that there are at most so many.
    """
    if not raw.strip():
        raise DesignerError(f"{part or 'the file'} is empty", where=name)
    if raw.count(b"<") > most_tags:
        what = f"{part or 'the file'} has more than {most_tags:,} tags"
        raise DesignerError(what, where=name, remedy="is it the right file?")
    try:
        root: Element = defusedxml.ElementTree.fromstring(raw.lstrip(), forbid_dtd=True)
    except ParseError as error:
        line = error.position[0] + raw[: len(raw) - len(raw.lstrip())].count(b"\n")
        what = f"{part or 'this'} is not valid XML: {str(error).partition(': line')[0]}"
        raise DesignerError(what, where=name if part else f"{name}:{line}") from None
    except DefusedXmlException:
        line = raw[: max(raw.find(b"<!DOCTYPE"), 0)].count(b"\n") + 1
        what = "a document type or an entity is declared, and drawings need none"
        where = name if part else f"{name}:{line}"
        raise DesignerError(what, where=where, remedy="take the declaration out") from None
    except (LookupError, ValueError):  # an encoding that there is not, or that expat does not know
        raise DesignerError("this is XML in an unknown encoding", where=name, remedy="save it as UTF-8") from None
    return root
