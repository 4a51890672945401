"""Which lane and column of a layout each component stands in."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from designer.model.design import Component
from designer.model.kind import Kind

Edges = list[tuple[str, str]]
Columns = dict[tuple[int, int], list[str]]
"""The ids of each column, by lane and rank."""

_LANES: Mapping[str, int] = {
    "sources": 0,
    "infra": 0,
    "serving": 0,
    "llm": 0,
    "features": 0,
    "ingest": 1,
    "storage": 1,
    "processing": 1,
    "governance": 1,
    "training": 2,
    "evaluation": 2,
    "release": 2,
    "monitoring": 3,
}
_LOOSE_LANE = 4
_STAGES: Mapping[str, int] = {"training": 1, "evaluation": 2, "release": 3, "monitoring": 4}


def columns(items: Mapping[str, Component], edges: Edges, kinds: Mapping[str, Kind]) -> Columns:
    """Sort components into lanes and columns; `edges` has the pairs that say most about the direction first."""
    joined = {end for pair in edges for end in pair}
    groups = {id_: kinds[item.kind].group if item.kind in kinds else "" for id_, item in items.items()}
    lanes = {id_: _LANES.get(groups[id_], 0) if id_ in joined else _LOOSE_LANE for id_ in items}
    # What goes back from a later stage (a champion to compare with) says less of the direction than what goes on.
    stages = {id_: _STAGES.get(group, 0) for id_, group in groups.items()}
    ranks = _ranks(items, sorted(edges, key=lambda pair: stages[pair[0]] > stages[pair[1]]), lanes)
    found: Columns = defaultdict(list)
    for id_ in items:
        found[lanes[id_], ranks[id_]].append(id_)
    return found


def _ranks(items: Iterable[str], edges: Edges, lanes: Mapping[str, int]) -> dict[str, int]:
    """Give each component's column: after all that lead to it inside its lane, or under what it hangs from above."""
    ranks: dict[str, int] = {}
    for lane in sorted(set(lanes.values()) - {_LOOSE_LANE}):
        members = [id_ for id_ in items if lanes[id_] == lane]
        inner = _acyclic([pair for pair in edges if lanes[pair[0]] == lanes[pair[1]] == lane])
        above = _above(edges, members, ranks)
        ranks |= _drawn_near(_longest(members, inner, above), inner, above)
    inside = {end for pair in edges if lanes[pair[0]] == lanes[pair[1]] for end in pair}
    for lane in sorted(set(lanes.values()) - {_LOOSE_LANE}):
        alone = [id_ for id_ in items if lanes[id_] == lane and id_ not in inside]
        ranks |= _above(edges, alone, ranks)
    loose = [id_ for id_ in items if lanes[id_] == _LOOSE_LANE]
    wide = max(math.ceil(math.sqrt(len(loose) * 1.6)), max(ranks.values(), default=0) + 1)
    return ranks | {id_: index % wide for index, id_ in enumerate(loose)}


def _drawn_near(ranks: dict[str, int], edges: Edges, fixed: Mapping[str, int]) -> dict[str, int]:
    """Move what nothing leads to, and what hangs from nothing above, next to the first that it leads to."""
    reached = {target for _, target in edges}
    after: dict[str, list[int]] = defaultdict(list)
    for source, target in edges:
        after[source].append(ranks[target])
    free = [id_ for id_ in ranks if id_ not in reached and id_ not in fixed and after[id_]]
    return ranks | {id_: max(min(after[id_]) - 1, 0) for id_ in free}


def _above(edges: Edges, members: list[str], ranks: Mapping[str, int]) -> dict[str, int]:
    """Give each member a column right of what leads to it from other lanes, or else left of what it leads to there.

    Straight below would be nearer, but the lines would run behind the boxes in between.
    """
    before: dict[str, list[int]] = {id_: [] for id_ in members}
    after: dict[str, list[int]] = {id_: [] for id_ in members}
    for source, target in edges:
        if target in before and source in ranks:
            before[target].append(ranks[source] + 1)
        elif source in after and target in ranks:
            after[source].append(max(ranks[target] - 1, 0))
    return {id_: min(before[id_] or after[id_]) for id_ in members if before[id_] or after[id_]}


def _acyclic(edges: Edges) -> Edges:
    """Keep the edges, in their order, that close no circle."""
    after: dict[str, set[str]] = defaultdict(set)
    kept = []
    for source, target in edges:
        if not _leads(after, target, source):
            after[source].add(target)
            kept.append((source, target))
    return kept


def _leads(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        fresh = after.get(here, set()) - seen
        seen |= fresh
        waiting += fresh
    return False


def _longest(members: list[str], edges: Edges, first: Mapping[str, int]) -> dict[str, int]:
    """Rank by the longest way; a lane's beginnings stand below what they hang from."""
    after: dict[str, list[str]] = defaultdict(list)
    missing = dict.fromkeys(members, 0)
    for source, target in edges:
        after[source].append(target)
        missing[target] += 1
    ranks = {id_: first.get(id_, 0) for id_ in members if not missing[id_]}
    ready = list(ranks)
    while ready:
        here = ready.pop()
        for there in after[here]:
            ranks[there] = max(ranks.get(there, 0), ranks[here] + 1)
            missing[there] -= 1
            if not missing[there]:
                ready.append(there)
    return ranks
