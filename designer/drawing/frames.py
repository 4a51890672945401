"""Where components go that nobody placed and that stand in frames: each frame is laid out by itself, then all together.

So no frame lies over another, and none round what is not in it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from designer.drawing.boundary import HEADER, PAD
from designer.drawing.box import WIDEST, box_rect
from designer.drawing.geometry import Rect, union
from designer.drawing.ranks import Edges, columns
from designer.drawing.stacks import stacked_positions
from designer.model.design import Boundary, Component, Position, fresh_id
from designer.model.kind import Kind

MOST, DEEPEST = 500, 12
"""Frames of a drawing, and frames in one another, that are laid out by themselves."""


@dataclass(frozen=True)
class Frame:
    """What stands in a frame, and the frames within it."""

    members: frozenset[str]
    inner: tuple["Frame", ...] = ()

    @property
    def depth(self) -> int:
        """Give how many frames lie in one another, with this one."""
        return 1 + max((frame.depth for frame in self.inner), default=0)

    def around(self, members: Rect) -> Rect:
        """Give the outline, as `boundary_rects` draws it round the members."""
        box = members.grown(PAD * self.depth)
        above = HEADER * self.depth
        return Rect(box.x, box.y - above, box.width, box.height + above)


def nested(boundaries: Iterable[Boundary], ids: Iterable[str]) -> tuple[Frame, ...] | None:
    """Give the outermost frames; None where two share something and neither holds the other.

    None, too, where there are more of them, or more in one another, than anybody can read.
    """
    known = frozenset(ids)
    sets = {frozenset(boundary.components) & known for boundary in boundaries} - {frozenset()}
    if len(sets) > MOST:
        return None
    return _nested(sorted(sets, key=lambda members: (-len(members), min(members))), DEEPEST)


def _nested(sets: list[frozenset[str]], left: int) -> tuple[Frame, ...] | None:
    if sets and not left:
        return None
    frames = []
    while sets:
        outer, *rest = sets
        within = [members for members in rest if members < outer]
        sets = [members for members in rest if members.isdisjoint(outer)]
        inner = _nested(within, left - 1)
        if inner is None or len(within) + len(sets) != len(rest):
            return None
        frames.append(Frame(outer, inner))
    return tuple(frames)


def framed_positions(
    items: Mapping[str, Component], edges: Edges, kinds: Mapping[str, Kind], frames: Iterable[Frame]
) -> dict[str, Position] | None:
    """Lay out frame by frame, from the innermost; None where a frame is larger than what can be drawn."""
    stand_ins = dict(items)
    at: dict[str, str] = {id_: id_ for id_ in items}
    inside: dict[str, dict[str, Position]] = {}
    for frame in frames:
        members = {id_: items[id_] for id_ in items if id_ in frame.members}
        inner = [pair for pair in edges if frame.members.issuperset(pair)]
        places = framed_positions(members, inner, kinds, frame.inner)
        if places is None:
            return None
        outline = frame.around(union(box_rect(members[id_], place) for id_, place in places.items()))
        if max(outline.width, outline.height) > WIDEST:
            return None
        name = fresh_id("frame", stand_ins)
        inside[name] = {id_: (x - outline.x, y - outline.y) for id_, (x, y) in places.items()}
        at |= dict.fromkeys(members, name)
        stand_ins = {id_: item for id_, item in stand_ins.items() if id_ not in members}
        stand_ins[name] = Component(id=name, kind=_kind(members, kinds), size=(outline.width, outline.height))
    between = list(dict.fromkeys((at[one], at[other]) for one, other in edges if at[one] != at[other]))
    placed = stacked_positions(stand_ins, between, columns(stand_ins, between, kinds))
    found = {id_: place for id_, place in placed.items() if id_ not in inside}
    for name, places in inside.items():
        x, y = placed[name]
        found |= {id_: (round(x + dx, 2), round(y + dy, 2)) for id_, (dx, dy) in places.items()}
    return found


def _kind(members: Mapping[str, Component], kinds: Mapping[str, Kind]) -> str:
    """Give the kind that says in which lane a frame stands: one of the group that most of its members are of."""
    groups = Counter(kinds[item.kind].group for item in members.values() if item.kind in kinds)
    most = max(sorted(groups), key=groups.__getitem__, default="")
    ours = (item.kind for item in members.values() if item.kind in kinds and kinds[item.kind].group == most)
    return next(ours, next(iter(members.values())).kind)
