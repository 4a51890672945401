"""Where components go that nobody placed."""
from collections.abc import Mapping

from designer.model.design import Design, Position
from designer.model.kind import Kind


def positions(design: Design, kinds: Mapping[str, Kind]) -> dict[str, Position]:
    """Give every component's position, by id."""
    return {item.id: item.position or (260.0 * (i % 5), 130.0 * (i // 5)) for i, item in enumerate(design.components)}
