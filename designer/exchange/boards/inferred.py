"""What was inferred of a drawing of another program, and what of it was left out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from designer.analysis.naming import listed
from designer.catalog.library import catalog
from designer.model.design import ConnectionKind

UNKNOWN = "app_service"
"""What a box is taken for that nothing in its words names: an application of one's own."""


@dataclass
class Inferred:
    """What there is to tell of a drawing, collected while it becomes one of ours."""

    taken_for: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Names of components by their kind; by "" those of which no word names it."""
    unsure: list[str] = field(default_factory=list)
    joined: dict[ConnectionKind, int] = field(default_factory=lambda: defaultdict(int))
    lost: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Lines by the reason why they are left out."""
    plain: int = 0
    """Shapes that have neither words nor lines."""

    def remarks(self) -> Iterator[str]:
        """Say what was left out, and what was inferred, the gravest first."""
        kinds = catalog().kinds
        for reason, names in self.lost.items():
            yield f"lines left out, since {reason}: {listed(names)}"
        if self.plain:
            yield f"shapes left out, since they have neither words nor lines: {self.plain}"
        if unknown := self.taken_for.get(""):
            yield f"read as {kinds[UNKNOWN].title}, since no word names what it is: {listed(unknown)}"
        if self.unsure:
            yield f"not sure of {listed(self.unsure)}: see that their kinds are right"
        if self.joined:
            told = ", ".join(f"{count} {kind.value}" for kind, count in sorted(self.joined.items()))
            yield f"kinds of connection inferred: {told}"
        for kind, names in sorted(self.taken_for.items()):
            if kind:
                yield f"read as {kinds[kind].title}: {', '.join(f'“{name}”' for name in names)}"
