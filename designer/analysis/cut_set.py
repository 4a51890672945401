"""What takes an entry down by itself, and which two parts do together: the minimal cut sets of order one and two."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from designer.analysis.availability import EntryAvailability

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_PARTS = 600
"""Parts up to which pairs are tried."""
MOST_PAIRS = 100
"""Pairs that are listed, the likeliest first."""
MOST_ZONES = 50
"""Zones of one component of which pairs are tried."""
ZONE = "zone:"


@dataclass(frozen=True)
class Cut:
    """Parts that, down together, take the entry down, and the share of time that they are; a zone is `zone:NAME`."""

    parts: tuple[str, ...]
    unavailability: float


@dataclass(frozen=True)
class CutSets:
    """The cut sets of one entry, the likeliest first; `left_out` counts pairs, and is None where none were tried."""

    single: tuple[Cut, ...]
    pairs: tuple[Cut, ...]
    left_out: int | None


def cut_sets(found: EntryAvailability) -> CutSets:
    """Find the cut sets of one and two parts; clients and what is down already are none of them."""
    work = _Search(found)
    single = sorted((Cut((part,), work.chance(part)) for part in work.single), key=_likeliest)
    if len(work.others) > MOST_PARTS:
        return CutSets(tuple(single), (), None)
    pairs = sorted((Cut(pair, work.chance(*pair)) for pair in work.pairs()), key=_likeliest)
    return CutSets(tuple(single), tuple(pairs[:MOST_PAIRS]), max(0, len(pairs) - MOST_PAIRS))


def _likeliest(cut: Cut) -> tuple[float, tuple[str, ...]]:
    return -cut.unavailability, cut.parts


@dataclass(frozen=True)
class _Search:
    found: EntryAvailability

    @cached_property
    def parts(self) -> list[str]:
        """Give what may fail: components, and the zones that they run in."""
        nodes = [self.found.within.graph.nodes[id_] for id_ in sorted(self.found.structure.parts)]
        ours = [node for node in nodes if "entry" not in node.kind.roles and self._spread[node.id]]
        zones = {zone for node in ours for zone in self._spread[node.id] if zone is not None}
        fails = self.found.within.assumed.zone_availability < 1
        return [*(node.id for node in ours), *(ZONE + zone for zone in sorted(zones) if fails)]

    @cached_property
    def _spread(self) -> Mapping[str, Mapping[str | None, int]]:
        """Give the replicas of each part by zone."""
        spread: dict[str, dict[str | None, int]] = {}
        for id_ in self.found.structure.parts:
            _, placed, _ = self.found.within.part(id_, self.found.within.lost)
            by_zone = spread.setdefault(id_, {})
            for cell in placed:
                by_zone[cell.zone] = by_zone.get(cell.zone, 0) + cell.replicas
        return spread

    def _down_with(self, id_: str, zones: tuple[str, ...]) -> bool:
        """Say whether a component has too few replicas when zones are lost."""
        spread = self._spread[id_]
        left = sum(count for zone, count in spread.items() if zone is None or ZONE + zone not in zones)
        return bool(spread) and left < self.found.within.needed(id_)

    @cached_property
    def single(self) -> list[str]:
        """Give the parts that take the entry down alone."""
        return [part for (part,) in self._cuts([(part,) for part in self.parts])]

    @cached_property
    def others(self) -> list[str]:
        alone = set(self.single)
        return [part for part in self.parts if part not in alone]

    def pairs(self) -> Iterator[tuple[str, ...]]:
        """Give the pairs that take the entry down, of parts that do not so alone."""
        return self._cuts(list(combinations(self.others, 2)))

    def _cuts(self, cases: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        """Give those of the cases in which the entry is down: each case is one bit of what fails."""
        with_part: dict[str, list[int]] = {}
        for number, case in enumerate(cases):
            for part in case:
                with_part.setdefault(part, []).append(number)
        bits = {part: _bits(numbers, len(cases)) for part, numbers in with_part.items()}
        failed = {id_: bits.get(id_, 0) | self._lost_with_zones(id_, bits) for id_ in self.found.structure.needs}
        answered = self.found.structure.serving(failed, len(cases))[self.found.structure.entry]
        down = f"{~answered & ((1 << len(cases)) - 1):b}"[::-1]
        return (case for case, bit in zip(cases, down, strict=False) if bit == "1")

    def _lost_with_zones(self, id_: str, bits: Mapping[str, int]) -> int:
        """Give the cases in which a component is lost with one zone or two of those that it runs in."""
        if self._down_with(id_, ()):
            return -1
        zones = [ZONE + zone for zone in self._spread[id_] if zone is not None and bits.get(ZONE + zone)]
        lost = 0
        for zone in zones:
            lost |= bits[zone] if self._down_with(id_, (zone,)) else 0
        for pair in combinations(zones[:MOST_ZONES], 2):
            lost |= bits[pair[0]] & bits[pair[1]] if self._down_with(id_, pair) else 0
        return lost

    def chance(self, *parts: str) -> float:
        """Give the share of time in which all these parts are down."""
        import numpy as np

        terms = np.array(self.found.shared.weights)
        for part in parts:
            terms = terms * self._down_in_states[part]
        return float(terms.sum())

    @cached_property
    def _down_in_states(self) -> Mapping[str, "NDArray[np.float64]"]:
        import numpy as np

        shared = self.found.shared
        rows = dict(zip(self.found.structure.parts, self.found.failing, strict=True))
        columns = {ZONE + name: (~up).astype(float) for name, up in zip(shared.names, shared.up.T, strict=True)}
        own = 1 - self.found.within.assumed.zone_availability
        alone = {part: np.full(len(shared.weights), own) for part in self.parts if part.startswith(ZONE)}
        return alone | columns | rows


def _bits(numbers: list[int], count: int) -> int:
    bits = bytearray((count + 7) // 8)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")
