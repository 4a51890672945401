"""The words in a component's shape: written for other programs, and read again when somebody has changed them."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from designer.catalog.library import catalog
from designer.drawing.box import spread_words
from designer.exchange.boards.since import lines_of
from designer.model.design import Component

_BETWEEN = " · "
_SPREADS = {
    "replicas": ("×([0-9,]{1,9})", 1_000_000),
    "zones": ("([0-9,]{1,5}) zones?", 1000),
    "regions": ("([0-9,]{1,5}) regions?", 1000),
}
"""How each count is written, and the most that a drawing may say."""


def label(part: Component) -> str:
    r"""Give the words in a component's shape: its name, below what it is, and how far it is spread.

    >>> label(Component(id="m", kind="model_server", name="Ranker", replicas=3))
    'Ranker\nModel server · ×3'
    """
    kind = catalog().kinds.get(part.kind)
    title = kind.title if kind else part.kind
    name = part.name.strip() or title
    below = [part.technology.strip() or (title if name != title else ""), spread_words(part)]
    return "\n".join(filter(None, (name, _BETWEEN.join(filter(None, below)))))


def told(text: str) -> tuple[str, Mapping[str, Any]]:
    r"""Read such words: the name, and by its key what stands below it of kind, technology, replicas, zones, regions.

    Where the last line names no kind and counts nothing, all of it is the name.

    >>> told("Ranker\nModel server · ×3"), told("Model\nmonitoring")
    (('Ranker', {'kind': 'model_server', 'replicas': 3}), ('Model monitoring', {}))
    """
    lines = lines_of(text)
    found: dict[str, Any] = {}
    rest = []
    for word in lines[-1].split(_BETWEEN) if len(lines) > 1 else ():
        key, value = _read(word)
        rest += [] if key else [word]
        found |= {key: value} if key else {}
    if not found:
        return " ".join(lines), {}
    return " ".join(lines[:-1]), {**found, **({"technology": _BETWEEN.join(rest)} if rest else {})}


def _read(word: str) -> tuple[str, Any]:
    if (kind := _titles().get(word.lower())) is not None:
        return "kind", kind
    for key, (pattern, most) in _SPREADS.items():
        count = int(match[1].replace(",", "") or 0) if (match := re.fullmatch(pattern, word)) else 0
        if 0 < count <= most:
            return key, count
    return "", None


@lru_cache(maxsize=1)
def _titles() -> Mapping[str, str]:
    return {kind.title.lower(): kind.id for kind in catalog().kinds.values()}
