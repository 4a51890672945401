"""stub"""

from collections.abc import Sequence
from typing import NamedTuple
from designer.catalog.library import catalog
from designer.model.design import BoundaryKind, ConnectionKind


class Recognized(NamedTuple):
    kind: str


def recognized(words: Sequence[str]) -> Recognized | None:
    return None


def boundary_kind(title: str) -> BoundaryKind:
    return BoundaryKind.FRAME


def connection_kind(label: str, source: str, target: str) -> ConnectionKind | None:
    return next(iter(catalog().legal_kinds(source, target)), None)
