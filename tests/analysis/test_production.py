"""How a version travels to what serves it, and who is handed a model's answers."""

import pytest

from designer.analysis.production import answers_with, released, releases, workers
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.model.scenario import Brief

KINDS = {
    "t": "trainer",
    "ev": "evaluator",
    "gate": "gate",
    "reg": "model_registry",
    "cd": "deployer",
    "m": "model_server",
    "api": "app_service",
    "desk": "app_service",
    "pol": "policy_engine",
    "log": "prediction_log",
    "q": "queue",
    "kv": "kv_store",
    "c": "client",
}


def design(*rows: str) -> Design:
    """Draw rows such as "gate control> cd : go"."""
    ends = []
    for row in rows:
        drawn, _, label = row.partition(" : ")
        source, _, target = drawn.partition("> ")
        id_, kind = source.split()
        ends.append((id_, target, ConnectionKind(kind), label))
    used = {id_ for source, target, *_ in ends for id_ in (source, target)}
    return Design(
        components=tuple(Component(id=id_, kind=kind) for id_, kind in KINDS.items() if id_ in used),
        connections=tuple(
            Connection(id=f"{source}>{target}:{kind}", source=source, target=target, kind=kind, label=label)
            for source, target, kind, label in ends
        ),
    )


def travels(*rows: str) -> set[str]:
    graph = build_graph(design(*rows), catalog(), words())
    return {f"{edge.source}>{edge.target}" for edge in graph.edges if releases(graph, edge)}


@pytest.mark.parametrize("label", ["", "pulls what has passed", "fetches what was approved"])
def test_a_rollout_controller_that_asks_the_registry_gets_its_version_there(label: str) -> None:
    assert travels("gate deploy> reg", f"cd control> reg : {label}", "cd deploy> m") == {"gate>reg", "reg>cd", "cd>m"}


def test_a_word_to_a_registry_that_deploys_is_none_of_fetching() -> None:
    assert "cd>reg" in travels("reg deploy> cd", "cd control> reg : notes what is live", "cd deploy> m")


def test_taking_back_is_no_fetching() -> None:
    assert travels("gate deploy> reg", "cd control> reg : roll back", "cd deploy> m") == {"gate>reg", "cd>m"}


def test_a_gates_word_on_what_the_registry_deploys_carries_no_version() -> None:
    assert "gate>cd" not in travels("t deploy> reg", "gate control> cd : go", "reg deploy> cd")
    assert "gate>cd" in travels("gate control> cd : go", "cd deploy> m")
    assert "gate>cd" in travels("gate control> cd : go", "reg deploy> cd"), "nothing has come to the registry"


def test_what_computes_old_answers_again_is_no_place_of_new_versions() -> None:
    rows = ("c request> api", "api request> m", "cd deploy> m", "cd deploy> desk", "api request> desk")
    assert released(build_graph(design(*rows), catalog(), words())) == {"m", "desk"}
    assert released(build_graph(design(*rows, "log data> desk"), catalog(), words())) == {"m"}
    asks = released(build_graph(design(*rows, "log data> desk", "desk request> m"), catalog(), words()))
    assert asks == {"m", "desk"}, "what asks the model of today answers anew"


def test_an_application_that_is_handed_the_answers_may_write_them_down() -> None:
    def telling(*rows: str) -> set[str]:
        return set(answers_with(build_graph(design(*rows), catalog(), words()), "m"))

    assert telling("q data> m", "m data> api", "api request> pol") == {"m", "api", "pol"}
    assert telling("q data> m", "m data> q", "q data> api") == {"m", "api"}
    assert telling("q data> m", "m data> log", "log data> api") == {"m"}, "who reads the log gives no answer"


def test_a_model_whose_answers_a_timer_keeps_where_requests_read_them_works_ahead() -> None:
    def ahead(*rows: str) -> frozenset[str]:
        return workers(build_graph(design(*rows), catalog(), words()), Brief())

    read = ("c request> api", "api request> kv")
    assert ahead(*read, "desk request> m", "desk data> kv") == {"m"}
    assert ahead(*read, "desk request> m", "desk request> pol", "pol data> kv") == {"m"}, "it passes a policy first"
    assert ahead(*read, "desk request> m", "pol data> kv") == frozenset(), (
        "the policy keeps what it makes of something else"
    )
    assert ahead(*read, "desk request> m") == frozenset(), "nothing is kept"
    assert ahead("c request> api", "desk request> m", "desk data> kv") == frozenset(), "nobody reads it"
    assert ahead(*read, "api request> desk", "desk request> m", "desk data> kv") == frozenset(), (
        "it is asked, and answers"
    )
