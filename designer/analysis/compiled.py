"""A structure made ready to be weighed: what is needed always is multiplied, and the rest is a decision diagram."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.analysis.bdd import DOWN, NODES, UP, Diagram, TooLargeError, Weighed, weigh
from designer.analysis.structure import Structure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

WORK = 60_000_000
"""Parts times nodes up to which a diagram is made: a very large drawing gets its estimate after a third of a second."""
CELLS = 40_000_000
"""Numbers (nodes times states) that a diagram may take while it is weighed."""


@dataclass(frozen=True)
class Compiled:
    """A structure whose parts, callers first, are the rows of what it is weighed with.

    `essential` says which of them are in series, `free` which row each variable of the diagram has.
    """

    essential: tuple[bool, ...]
    free: tuple[int, ...]
    diagram: Diagram
    root: int

    @classmethod
    def of(cls, structure: Structure) -> "Compiled":
        """Compile a structure; raises bdd.TooLargeError where its diagram outgrows its limit."""
        parts = structure.parts
        row = {id_: number for number, id_ in enumerate(parts)}
        essential = tuple(id_ in structure.essential for id_ in parts)
        rest, diagram = structure.rest, Diagram(limit=min(NODES, WORK // len(parts)))
        free = [id_ for id_ in rest.parts if not essential[row[id_]]]
        leaves = dict.fromkeys(rest.parts, UP) | {id_: diagram.leaf(number) for number, id_ in enumerate(free)}
        found = rest.evaluate(leaves, diagram.all_of, diagram.any_of, (DOWN, UP))
        return cls(essential, tuple(row[id_] for id_ in free), diagram, found[rest.entry])

    def weigh(self, failing: "Matrix") -> Weighed:
        """Give the unavailability and each part's importance in each state; raises bdd.TooLargeError for too many.

        A part's importance is the unavailability with it down less that with it up (Birnbaum, 1969).
        """
        import numpy as np

        if len(self.diagram.variable) * failing.shape[1] > CELLS:
            raise TooLargeError
        free = list(self.free)
        rest = weigh(self.diagram, self.root, failing[free])
        series = np.array(self.essential)
        needed = failing[series]
        with np.errstate(divide="ignore"):
            lost = -np.expm1(np.log1p(-needed).sum(axis=0))
        importance = np.zeros_like(failing)
        importance[free] = rest.birnbaum * (1 - lost)
        importance[series] = _without_each(1 - needed) * (1 - rest.unavailability)
        return Weighed(lost + (1 - lost) * rest.unavailability, importance)


def _without_each(rows: "Matrix") -> "Matrix":
    """Multiply, for each row, all other rows."""
    import numpy as np

    one = np.ones((1, rows.shape[1]))
    before = np.vstack([one, rows.cumprod(axis=0)[:-1]]) if len(rows) else rows
    after = np.vstack([rows[::-1].cumprod(axis=0)[::-1][1:], one]) if len(rows) else rows
    return np.asarray(before * after)
