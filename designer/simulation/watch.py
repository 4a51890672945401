"""Who watches a model, and whom they tell: the signals that would show a bad version, and who hears of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.element import Edge
from designer.model.critique import Step
from designer.simulation.detection import sample_size
from designer.simulation.response import Told, acts, told
from designer.simulation.scene import Scene, Traffic
from designer.simulation.signal import SHOWN_BY_ANSWERS, Blind, Signal, signals
from designer.simulation.strategy import Stage, until_seen_s


@dataclass
class Watch:
    """The monitors of one model."""

    scene: Scene
    model: str
    at_once: frozenset[str] = SHOWN_BY_ANSWERS

    @cached_property
    def _found(self) -> tuple[tuple[Signal, ...], tuple[Blind, ...]]:
        return signals(self.scene, self.model, self.at_once)

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
        heard = {signal.monitor: told(self.scene, signal.monitor) for signal in self.showing}
        return {id_: each for id_, each in heard.items() if len(each.reached) > 1 or any(acts(self.scene.graph, each))}

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
            yield from ((signal, heard, edge) for edge in acts(self.scene.graph, heard))


def detection(signal: Signal, plan: Sequence[Stage], of: Traffic) -> tuple[Step, ...]:
    """Give the steps until a signal shows: outcomes arrive, enough is counted or a window is full, it is looked at."""
    rate, rhythm = of.rate_per_s or 0.0, signal.rhythm
    counted = rate if signal.counted_per_s is None else min(rate, signal.counted_per_s)
    answers = sample_size()
    counting_s = until_seen_s(plan, counted, answers)
    what, taken_s, origin = "a window is full", rhythm.window_s, rhythm.origin
    if counting_s > rhythm.window_s:
        what, taken_s = "enough is counted", min(counting_s, EVER_S)
        origin = f"{answers:,.0f} answers of the new version ({of.origin})"
    collected = Step(what=what, at=signal.monitor, seconds=taken_s, origin=origin)
    looked = Step(what="it is looked at", at=signal.monitor, seconds=rhythm.interval_s / 2, origin=rhythm.origin)
    return (*([signal.delay] if signal.delay else ()), collected, looked)


def seconds(steps: Iterable[Step]) -> float:
    """Add up how long steps take."""
    return sum(step.seconds for step in steps)


EVER_S = 100 * 365 * 86400.0
"""A hundred years: what takes longer never happens."""
