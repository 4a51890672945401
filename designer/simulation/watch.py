"""Who watches a model, and whom they tell: the signals that would show a bad version, and who hears of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.graph import DesignGraph, Edge
from designer.model.scenario import Brief
from designer.simulation.response import Told, acts, told
from designer.simulation.signal import Blind, Signal, signals


@dataclass
class Watch:
    """The monitors of one model."""

    graph: DesignGraph
    brief: Brief
    model: str

    @cached_property
    def _found(self) -> tuple[tuple[Signal, ...], tuple[Blind, ...]]:
        return signals(self.graph, self.brief, self.model)

    @property
    def showing(self) -> tuple[Signal, ...]:
        """Give the signals by which a bad version would show."""
        return self._found[0]

    @property
    def blind(self) -> tuple[Blind, ...]:
        """Give the monitors that see the model and would not show it."""
        return self._found[1]

    @cached_property
    def heard(self) -> dict[str, Told]:
        """Give who is told by each monitor that shows it, those left out that tell nobody and do nothing."""
        heard = {signal.monitor: told(self.graph, signal.monitor) for signal in self.showing}
        return {id_: each for id_, each in heard.items() if len(each.reached) > 1 or any(acts(self.graph, each))}

    @cached_property
    def telling(self) -> tuple[Signal, ...]:
        """Give the signals that somebody or something hears of."""
        return tuple(signal for signal in self.showing if signal.monitor in self.heard)

    @property
    def compares(self) -> bool:
        """Say whether a version can be told from the rest."""
        return any(signal.by_version for signal in self.telling)

    def acts(self) -> Iterator[tuple[Signal, Told, Edge]]:
        """Give what those who hear of a signal can do about it."""
        for signal in self.telling:
            heard = self.heard[signal.monitor]
            yield from ((signal, heard, edge) for edge in acts(self.graph, heard))
