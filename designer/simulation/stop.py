"""Where the answer to a bad version stops: nobody sees it, nobody hears, nobody can act, or nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from designer.analysis.element import Edge
from designer.analysis.naming import quoted
from designer.simulation.release import Release
from designer.simulation.response import Told, response
from designer.simulation.scene import Traffic
from designer.simulation.signal import Signal, way
from designer.simulation.watch import Watch

KNOWN = frozenset({"no-rollback", "no-earlier-version"})
"""Stops at which somebody knows of it by then."""
UNTIMED = frozenset({"no-rate", "no-traffic"})
"""Stops at which everything is drawn that it takes, and only the time is not known."""
_NEAREST = ("unknown-delay", "missing-outcomes", "not-watched")
"""Why a monitor shows nothing, the nearest to showing it first."""


@dataclass(frozen=True)
class Stop:
    """The named failure, the walk that ends with the component where it stops, and a sentence.

    `noticed_by` is the monitor that shows it and tells somebody, if there is one.
    """

    failure: str
    witness: tuple[str, ...]
    statement: str
    noticed_by: str = ""


def stop(release: Release, watch: Watch, traffic: Traffic) -> Stop:
    """Say at which link the walk from the model to a way back stops."""
    if not watch.showing:
        return _unseen(watch)
    if not watch.telling:
        signal = watch.showing[0]
        return Stop("no-alert", signal.path, f"{_name(watch, signal.monitor)} shows it, and alerts nobody")
    ways_back = [
        (signal, heard, edge)
        for signal, heard, edge in watch.acts()
        if edge.role == "rollback" and edge.target in release.controllers
    ]
    return _unanswered(release, watch, traffic, ways_back) if ways_back else _no_way_back(watch)


def _no_way_back(watch: Watch) -> Stop:
    signal = watch.telling[0]
    reached = watch.heard[signal.monitor].reached
    last = list(reached)[-1]
    says = f"{_name(watch, last)} knows, and nothing drawn takes {_name(watch, watch.model)} back to an earlier version"
    return Stop("no-rollback", (*signal.path, *way(reached, last)[1:]), says, signal.monitor)


def _unanswered(
    release: Release, watch: Watch, traffic: Traffic, ways_back: Sequence[tuple[Signal, Told, Edge]]
) -> Stop:
    """Say why a way back that is drawn does not end it."""
    signal, heard, edge = ways_back[0]
    path = (*signal.path, *way(heard.reached, edge.source)[1:])
    if all(response(watch.scene.graph, each, act) is None for _, each, act in ways_back):
        says = f"{_name(watch, edge.source)} gets it, where nobody is on call and nothing acts by itself"
        return Stop("nobody-on-call", path, says)
    path = (*path, edge.target)
    if traffic.rate_per_s is None:
        return Stop(
            "no-rate", path, f"{traffic.origin}, so nobody knows when enough answers are counted", signal.monitor
        )
    if not release.has_earlier and traffic.rate_per_s:
        return _nothing_kept(release, path, signal.monitor)
    return Stop("no-traffic", path, "too few answers come to tell the two versions apart", signal.monitor)


def _name(watch: Watch, id_: str) -> str:
    return quoted(watch.scene.graph.nodes[id_].name)


def _unseen(watch: Watch) -> Stop:
    name = _name(watch, watch.model)
    if not watch.blind:
        return Stop("no-monitor", (watch.model,), f"no monitor sees the answers of {name}")
    miss = min(watch.blind, key=lambda each: _NEAREST.index(each.why))
    monitor = _name(watch, miss.monitor)
    says = {
        "unknown-delay": f"neither brief nor drawing says when the outcomes that {monitor} needs are known",
        "missing-outcomes": f"{monitor} is to compare with outcomes, and none is drawn that reaches it",
        "not-watched": f"{monitor} sees {name}, and watches nothing that a bad version changes",
    }
    return Stop(miss.why, miss.path, says[miss.why])


def _nothing_kept(release: Release, path: tuple[str, ...], monitor: str) -> Stop:
    nodes = release.graph.nodes
    if release.registry is None:
        says = f"no registry is drawn that {quoted(nodes[release.edge.source].name)} gets versions from"
        return Stop("no-earlier-version", (*path, release.edge.source), says, monitor)
    id_, keep = release.registry
    if keep is None:
        says = f"{quoted(nodes[id_].name)} does not say that it keeps an earlier version"
    else:
        says = f"{quoted(nodes[id_].name)} keeps {keep:g} of the versions, so none earlier"
    return Stop("no-earlier-version", (*path, id_), says, monitor)
