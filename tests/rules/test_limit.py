"""What members of a selector are joined to, reach and serve: against the definition, on whatever is drawn."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.model.design import ConnectionKind, Design
from designer.model.scenario import Brief
from designer.rules.compiler import Compiler
from designer.rules.registry import condition_kinds
from designer.rules.selector import truth
from designer.rules.value_test import parse_test
from designer.rules.view import View
from tests.analysis.drawings import CLIENT, app, graph
from tests.strategies import designs


def selected(graph_: DesignGraph, spec: dict[str, Any], **names: str) -> set[str]:
    compiler = Compiler(Source("rule", spec), catalog(), condition_kinds(), names=tuple(names))
    selector = compiler.selector(spec, ())
    assert not compiler.problems
    view = View(graph_, Brief(), Estimates(graph_, Brief()), catalog(), words())
    return set(selector.members(view, names))


@given(designs(legal=True), st.sampled_from([*ConnectionKind]), st.sampled_from(["store", "client", "any", "trained"]))
def test_who_is_joined_is_found_from_either_end(design: Design, kind: ConnectionKind, other: str) -> None:
    drawn = build_graph(design, catalog(), words())
    others = set(drawn.nodes) if other == "any" else set(drawn.with_role(other))
    edges = [edge for edge in drawn.edges if edge.kind is kind]
    into = {"kind": "any", "entered_by": {"edge": kind.value, "from": other}}
    out = {"kind": "any", "left_by": {"edge": kind.value, "to": other, "where": {"soft": False}}}
    assert selected(drawn, into) == {edge.target for edge in edges if edge.source in others}
    assert selected(drawn, out) == {edge.source for edge in edges if edge.target in others}


@given(designs(legal=True))
def test_who_is_up_or_down_a_stream_is_found_by_walking(design: Design) -> None:
    drawn = build_graph(design, catalog(), words())
    calls: nx.DiGraph[str] = nx.DiGraph()
    calls.add_nodes_from(drawn.nodes)
    calls.add_edges_from(
        (edge.source, edge.target)
        for edge in drawn.edges
        if edge.kind is ConnectionKind.REQUEST and edge.role != "shadow"
    )
    for id_ in drawn.nodes:
        up = selected(drawn, {"kind": "any", "upstream_of": "$it", "over": "request"}, it=id_)
        down = selected(drawn, {"kind": "any", "downstream_of": "$it", "over": "request"}, it=id_)
        assert up == nx.ancestors(calls, id_) | {id_}
        assert down == nx.descendants(calls, id_) | {id_}


CALLS = graph("c > a", "a > b", "a > d | soft", "d > s", "b > s", c=CLIENT, a=app(), b=app(), d=app(), s=app())


@pytest.mark.parametrize(
    ("limits", "members"),
    [
        ({"callers_of": "$it"}, {"b", "d"}),
        ({"needed_by": "client"}, {"c", "a", "b", "s"}),
        ({"needing": "$it"}, {"s", "d", "b", "a", "c"}),
        ({"callers_of": "$it", "needed_by": "client"}, {"b"}),
        ({"callers_of": "$it", "left_by": {"edge": "request", "to": "$it"}, "except": {"needed_by": "client"}}, {"d"}),
        ({"needed_by": "trainer"}, set()),
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
)
def test_every_limit_counts(limits: dict[str, Any], members: set[str]) -> None:
    assert selected(CALLS, {"kind": "any", **limits}, it="s") == members


@given(designs(legal=True))
def test_what_no_name_changes_is_settled_and_the_rest_follows_each_name(design: Design) -> None:
    drawn = build_graph(design, catalog(), words())
    view = View(drawn, Brief(), Estimates(drawn, Brief()), catalog(), words())
    spec = {
        "kind": ["store", "serving", "app_service"],
        "entered_by": {"edge": "any"},
        "callers_of": "$it",
        "except": {"kind": "any", "where": {"replicas": ">= 4"}},
    }
    selector = Compiler(Source("rule", spec), catalog(), condition_kinds(), names=("it",)).selector(spec, ())
    entered = {edge.target for edge in drawn.edges}
    for id_ in drawn.nodes:
        expected = {
            other
            for other in drawn.callers(id_)
            if other in entered
            and not drawn.nodes[other].roles.isdisjoint({"store", "serving", "app_service"})
            and drawn.nodes[other].replicas < 4
        }
        assert selector.members(view, {"it": id_}) == expected


PROPERTIES = ["managed", "replicas", "utilisation", "encrypted", "watches", "timeout_ms", "rate_per_s", "hosted"]
TESTS = [True, False, "present", ">= 1", "<= 50", 2, "drift", ["self", "canary"], {"includes": ["drift"]}]
STATED = st.sampled_from([None, True, False, 3, 0, "self", "drift and latency", "no", ("drift",)])


@given(designs(legal=True), st.sampled_from(PROPERTIES), st.sampled_from(TESTS), st.data())
def test_members_are_those_that_meet_the_test(design: Design, name: str, wanted: Any, data: st.DataObject) -> None:  # noqa: ANN401 (plain data)
    parts = tuple(part.model_copy(update={"properties": {name: data.draw(STATED)}}) for part in design.components)
    drawn = build_graph(design.model_copy(update={"components": parts}), catalog(), words())
    view = View(drawn, Brief(), Estimates(drawn, Brief()), catalog(), words())
    spec = {"kind": "any", "where": {name: wanted}}
    selector = Compiler(Source("rule", spec), catalog(), condition_kinds()).selector(spec, ())
    asked = ((name, parse_test(wanted)),)
    assert selector.members(view, {}) == {id_ for id_ in drawn.nodes if truth(view, id_, asked)}
