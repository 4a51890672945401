"""Bounds of an unavailability whose diagram is too large: few failures at once counted exactly, many sampled."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from designer.analysis.structure import Structure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Vector = NDArray[np.float64]
    Index = NDArray[np.intp]

SEED = 1
PAIRS = 80_000
"""Pairs of failures up to which all pairs are tried; above, only single failures are."""
SAMPLES = 20_000
CELLS = 100_000_000
"""Samples times parts that are looked at in one state."""
STATES = 64
"""States of shared zones that are looked at, the likeliest first."""
_UNDERFLOW = 1e-250
"""The chance of no failure below which many failures are no rare thing, and are drawn without condition."""


@dataclass(frozen=True)
class Bounds:
    """An estimate, and what the true unavailability surely lies between."""

    value: float
    low: float
    high: float


def bounds(structure: Structure, failing: "Matrix", weights: "Vector") -> Bounds:
    """Bound the unavailability of a structure, given how its parts (rows) fail in each state (a column of a weight)."""
    import numpy as np

    order = np.argsort(-weights, kind="stable")
    value, low, high = 0.0, 0.0, 0.0
    for state in order[:STATES]:
        found = _one_state(structure, failing[:, state])
        weight = float(weights[state])
        value += weight * found.value
        low += weight * found.low
        high += weight * found.high
    untried = float(weights[order[STATES:]].sum())
    return Bounds(value + untried, low, high + untried)


def _one_state(structure: Structure, failing: "Vector") -> Bounds:
    """Bound the unavailability in one state; what is needed always is multiplied exactly."""
    import numpy as np

    parts, rest = structure.parts, structure.rest
    series = np.array([id_ in structure.essential for id_ in parts])
    with np.errstate(divide="ignore"):
        lost = float(-np.expm1(np.log1p(-failing[series]).sum()))
    asked = ~series & np.array([id_ in rest.needs for id_ in parts])
    free = np.flatnonzero(asked & (failing > 0) & (failing < 1))
    down = np.flatnonzero(asked & (failing == 1))
    found = _free(failing[free], _Cases(rest, [parts[row] for row in free], [parts[row] for row in down]))
    return Bounds(*(lost + (1 - lost) * part for part in (found.value, found.low, found.high)))


@dataclass(frozen=True)
class _Cases:
    """Tells for many cases at once whether the entry is down: some parts fail in a case, some are always down."""

    structure: Structure
    parts: Sequence[str]
    down: Sequence[str]

    def failing(self, rows: "Index", cases: "Index", count: int) -> "NDArray[np.bool_]":
        """Take pairs of a part's row and the case in which it fails."""
        import numpy as np

        bits = np.zeros((len(self.parts), (count + 7) // 8), dtype=np.uint8)
        np.bitwise_or.at(bits, (rows, cases >> 3), (1 << (cases & 7)).astype(np.uint8))
        failed = {id_: int.from_bytes(row.tobytes(), "little") for id_, row in zip(self.parts, bits, strict=True)}
        failed |= dict.fromkeys(self.down, (1 << count) - 1)
        answered = self.structure.serving(failed, count)[self.structure.entry]
        packed = np.frombuffer(answered.to_bytes(bits.shape[1], "little"), dtype=np.uint8)
        return ~np.unpackbits(packed, bitorder="little", count=count).astype(bool)


def _free(chances: "Vector", cases: _Cases) -> Bounds:
    """Add up none, one and (of few parts) two failures at once; sample the rest."""
    import numpy as np

    count = len(chances)
    pairs = comb(count, 2) <= PAIRS
    most = min(2 if pairs else 1, count)
    none, odds, each = np.zeros(0, dtype=np.int64), chances / (1 - chances), np.arange(count)
    one, other = np.triu_indices(count, 1) if pairs else (none, none)
    both = np.arange(len(one))
    low = float(np.exp(np.log1p(-chances).sum())) * sum(
        float(weight[cases.failing(rows, columns, len(weight))].sum())
        for rows, columns, weight in (
            (none, none, np.ones(1)),
            (each, each, odds),
            (np.concatenate([one, other]), np.concatenate([both, both]), odds[one] * odds[other]),
        )
        if len(weight)
    )
    beyond = _at_least(most + 1, chances)
    if beyond[0] == 0:
        return Bounds(low, low, low)
    samples = max(1, min(SAMPLES, CELLS // count))
    share = float(cases.failing(*_sample(most + 1, chances, samples), samples).mean())
    more = float(beyond[0])
    return Bounds(low + more * share, low, low + more)


def _at_least(number: int, chances: "Vector") -> "Vector":
    """Give the chance that so many of the parts from each place on fail; nothing is subtracted, so nothing is lost."""
    import numpy as np

    exactly = [1.0] + [0.0] * (number - 1)
    found = np.zeros(len(chances) + 1)
    found[-1] = more = float(number == 0)
    for place in range(len(chances) - 1, -1, -1):
        chance = float(chances[place])
        if number:
            more += chance * exactly[-1]
            exactly = [
                here * (1 - chance) + before * chance
                for here, before in zip(exactly, [0.0, *exactly[:-1]], strict=True)
            ]
        found[place] = more
    return found


def _sample(number: int, chances: "Vector", samples: int) -> "tuple[Index, Index]":
    """Draw sets of at least so many failures, as pairs of a part's row and the sample in which it fails.

    The first ones are drawn in their order, each given that enough are left; after them everything is free again.
    """
    import numpy as np

    random = np.random.default_rng(SEED)
    hazard = -np.log1p(-chances).cumsum()
    up_before = np.exp(-np.concatenate([[0.0], hazard[:-1]]))
    last, columns = np.full(samples, -1), np.arange(samples)
    rows, cases = [], []
    if up_before[-1] > _UNDERFLOW:
        for left in range(number - 1, -1, -1):
            chance = (up_before * chances * _at_least(left, chances)[1:]).cumsum()
            before = np.where(last < 0, 0.0, chance[last])
            target = before + random.random(samples) * (chance[-1] - before)
            last = np.minimum(np.searchsorted(chance, target, side="right"), len(chances) - 1 - left)
            rows.append(last)
            cases.append(columns)
    while len(last):
        start = np.where(last < 0, 0.0, hazard[last])
        last = np.searchsorted(hazard, start + random.exponential(size=len(last)), side="right")
        more = last < len(chances)
        last, columns = last[more], columns[more]
        rows.append(last)
        cases.append(columns)
    return np.concatenate(rows), np.concatenate(cases)
