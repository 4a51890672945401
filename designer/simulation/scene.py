"""A drawing and the brief under which something goes wrong, with the answers that several walks share kept."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import TypeVar, cast

from designer.analysis.capacity import Capacity
from designer.analysis.element import DATA
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import quoted
from designer.analysis.production import stores_filled
from designer.analysis.schedule import runs_every_s
from designer.model.scenario import Brief

Found = TypeVar("Found")
_DAY_S = 86400.0
_RECORDS = frozenset({"prediction_log", "label_store"})
"""Stores of what was answered, and not of what will be."""
_WHOLE = 100.0
"""From here on a rate is written without decimals."""


_OVERFLOW = re.compile(
    r"\b(?:overflow|spill(?:s|ed)?[ -]?over|only the rest"
    r"|only (?:if|when) (?:the )?(?:queue|backlog|oldest|lag|behind|main|others?|first))\b"
)
"""How a drawing says that a worker gets only what another does not get done in time."""


@dataclass(frozen=True)
class Traffic:
    """A rate in answers a second, None where it is not known, and where it is from."""

    rate_per_s: float | None
    origin: str

    @property
    def words(self) -> str:
        """Say both.

        >>> Traffic(55_556, "the brief's events a second").words
        "55,556 answers a second (the brief's events a second)"
        """
        if self.rate_per_s is None:
            return self.origin
        number = f"{self.rate_per_s:,.0f}" if self.rate_per_s >= _WHOLE else f"{self.rate_per_s:.3g}"
        return f"{number} answers a second ({self.origin})"


@dataclass
class Scene:
    """Where a fault is played."""

    graph: DesignGraph
    brief: Brief
    _kept: dict[tuple[str, ...], object] = field(default_factory=dict)

    def keep(self, key: tuple[str, ...], find: Callable[[], Found]) -> Found:
        """Give what was found before under a key, else find it."""
        if key not in self._kept:
            self._kept[key] = find()
        return cast("Found", self._kept[key])

    def traffic(self, model: str) -> Traffic:
        """Give a model's answers a second: its part of the brief's mean rate, else peak; events, or rows of a batch.

        What a batch fills a store with is an answer once a request reads it, and its rows are none.
        """
        if model not in self.graph.path and self._takes_the_rest(model):
            return Traffic(None, "how much is left to it is not drawn")
        batch = self.graph.nodes[model].kind.id == "batch_scorer" and self.brief.batch_rows is not None
        if batch and not self._read(model):
            every_s = self.run_s(model)
            return Traffic((self.brief.batch_rows or 0.0) / every_s, "the brief's rows, over the time between two runs")
        rate, name = self._asked
        if rate is None:
            each = self.graph.nodes[model].kind.id == "edge_device"
            return Traffic(
                None, "the brief gives no rate of all devices together" if each else "the brief gives no rate"
            )
        if model not in self.graph.path:
            return self._beside(model, rate, name)
        load = self._loads.get(model, rate)
        return Traffic(load, name if load == rate else f"{name}, along shares and calls")

    def _beside(self, model: str, rate: float, name: str) -> Traffic:
        """Give the answers a second of a model that no request passes: those to events, unless it only fills a store.

        What a store is filled with is no answer that anybody gets: these are the requests that read it.
        """
        reads = self._read(model)
        if reads:
            return Traffic(reads, f"{name}, as far as they read what it fills")
        filled = (self.graph.nodes[edge.target] for edge in self.graph.leaving(model, [DATA]))
        asked = self.brief.mean_rate_per_s or self.brief.peak_rate_per_s
        if asked and any("store" in node.roles and node.kind.id not in _RECORDS for node in filled):
            return Traffic(None, "how many answers rest on what it fills a store with is not drawn")
        stated, origin = self._events
        return self._worked_off(model, *((stated, origin) if stated else (rate, name)))

    def _takes_the_rest(self, model: str) -> bool:
        """Say whether a worker takes only what is too much for another that is fed from the same places."""
        graph, component = self.graph, self.graph.nodes[model].component
        fed = list(graph.entering(model, [DATA]))
        said = " ".join((component.name, component.note, *(edge.label for edge in fed))).lower()
        if not fed or not _OVERFLOW.search(said):
            return False
        others = graph.with_role("online_model")
        beside = {edge.source for other in others if other != model for edge in graph.entering(other, [DATA])}
        return all(edge.source in beside for edge in fed)

    def _worked_off(self, model: str, rate: float, name: str) -> Traffic:
        """Give the answers a second of a model that no request passes: no more than all its replicas can."""
        node = self.graph.nodes[model]
        stated = node.number("rate_per_s") if "rate_per_s" in node.component.properties else None
        most = (stated or inf) * node.replicas * node.regions
        return (
            Traffic(most, f"all that {quoted(node.name)} can, since no more is known")
            if most < rate
            else Traffic(rate, name)
        )

    def _read(self, model: str) -> float:
        """Give the requests a second that read what a model beside their path fills a store with, else the events."""
        filled = stores_filled(self.graph, model)
        asked = max((self._loads.get(store, 0.0) for store in filled), default=0.0)
        return asked or (self._events[0] or 0.0 if filled - self.graph.path else 0.0)

    def reading(self, model: str, stores: Iterable[str]) -> Traffic:
        """Give the answers a second that rest on stores, those among them for which a cache spares the model itself."""
        own, (asked, name) = self.traffic(model), self._asked
        if asked is None or own.rate_per_s is None or model not in self.graph.path:
            return own
        reads = min(asked, max((self._loads.get(id_, 0.0) for id_ in stores), default=0.0))
        return Traffic(reads, f"{name}, as far as they read it") if reads > own.rate_per_s else own

    def run_s(self, model: str) -> float:
        """Give the time between two runs of a batch, a day where it is not drawn."""
        return runs_every_s(self.graph, model) or _DAY_S

    def comes_by_runs(self, model: str) -> bool:
        """Say whether a model's answers reach people a run at a time, and not one by one."""
        return self.graph.nodes[model].kind.id == "batch_scorer" and not self._read(model)

    @property
    def _events(self) -> tuple[float | None, str]:
        """Give the answers that events get, a second: stated, else the events, at the mean where a peak is known too.

        A brief's events are those at peak, as its requests are.
        """
        brief = self.brief
        if brief.answers_per_s:
            return brief.answers_per_s, "the brief's answers a second"
        if brief.events_per_s and brief.mean_rate_per_s and brief.peak_rate_per_s:
            return brief.events_per_s * brief.mean_rate_per_s / brief.peak_rate_per_s, "the brief's events, at the mean"
        return brief.events_per_s, "the brief's events a second"

    @cached_property
    def _asked(self) -> tuple[float | None, str]:
        brief = self.brief
        if brief.mean_rate_per_s is not None:
            return brief.mean_rate_per_s, "the brief's mean rate"
        if brief.peak_rate_per_s is not None:
            return brief.peak_rate_per_s, "the brief's peak rate, since it gives no mean"
        if self._events[0]:
            return self._events
        return (None, "") if brief.batch_rows is None else (brief.batch_rows / _DAY_S, "the brief's rows, over a day")

    @cached_property
    def _loads(self) -> Mapping[str, float]:
        """Give the calls a second that reach each component while nothing has failed, or else what only stands in."""
        asked = Capacity(self.graph, self.brief.model_copy(update={"peak_rate_per_s": self._asked[0]}))
        return asked.load_per_s | {id_: load for id_, load in asked.expected_per_s.items() if load}
