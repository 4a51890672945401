"""A GraphML document: its graphs, and what data its elements hold by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from designer.catalog.source import refuse_size
from designer.errors import DesignerError
from designer.exchange.boards import xml_data

MOST_TAGS, MOST_GRAPHS = 1_000_000, 100
"""A node of yEd has some forty tags; each takes memory when it is read, whatever it holds."""


def local(element: Element) -> str:
    """Give an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name right inside another."""
    return (child for child in element if local(child) == name)


def child(element: Element, name: str) -> Element | None:
    """Give the first element of a name right inside another."""
    return next(children(element, name), None)


def attributes(element: Element | None) -> Mapping[str, str]:
    """Give an element's attributes; none of an element that there is not."""
    return {} if element is None else element.attrib


@dataclass(frozen=True)
class Key:
    """What a piece of data is called, and what holds where it is not stated."""

    name: str
    element: str
    default: str


class Document:
    """A document with its keys. Raises DesignerError, where possible with the line, for what is no GraphML."""

    def __init__(self, raw: bytes, name: str) -> None:
        refuse_size(len(raw), name)
        self._root = xml_data.parse(raw, name, MOST_TAGS)
        if local(self._root) != "graphml":
            raise DesignerError(f"this is no GraphML: it begins with <{self._root.tag[:60]}>", where=name)
        self.graphs = list(children(self._root, "graph"))
        """Those that are in none."""
        if len(self.graphs) > MOST_GRAPHS:
            raise DesignerError(f"there are more than {MOST_GRAPHS} graphs in the file", where=name)
        self._keys = {key.get("id") or "": _key(key) for key in children(self._root, "key")}
        self._defaults = {
            of: {key.name: key.default for key in self._keys.values() if key.default and key.element in {of, "all"}}
            for of in ("graph", "node", "edge")
        }

    def words(self, element: Element) -> dict[str, str]:
        """Give the data of an element that are text, by their names in lower case."""
        words = dict(self._defaults.get(local(element), {}))
        for data in children(element, "data"):
            if not len(data):
                key = data.get("key") or ""
                words[self._keys[key].name if key in self._keys else key.lower()] = data.text or ""
        return words


def graphics(element: Element) -> Iterator[Element]:
    """Yield what the data of an element hold that is no text: how it is drawn."""
    for data in children(element, "data"):
        yield from data


def _key(key: Element) -> Key:
    default = child(key, "default")
    text = default.text if default is not None and not len(default) else ""
    name = key.get("attr.name") or key.get("yfiles.type") or key.get("id") or ""
    return Key(name.lower(), key.get("for", "all"), text or "")
