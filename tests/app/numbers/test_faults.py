"""What the breaking of things reads from a drawing and from what came of it; the mode itself is tried in the window."""

from designer.app.numbers.fault_player import carrying, states_of
from designer.model.critique import FaultOutcome
from designer.model.design import Component, Connection, ConnectionKind, Design


def drawn(*calls: str, **more: object) -> Design:
    ids = sorted({end for call in calls for end in call.split(">")})
    edges = [call.split(">") for call in calls]
    return Design(
        components=tuple(Component(id=id_, kind="app_service") for id_ in ids),
        connections=tuple(
            Connection(id=f"{one}>{other}", source=one, target=other, kind=ConnectionKind.REQUEST)
            for one, other in edges
        ),
    ).model_copy(update=more)


def test_requests_run_until_what_is_down() -> None:
    design = drawn("client>api", "api>model", "model>store", "api>cache")
    assert carrying(design, set()) == ["client>api", "api>model", "api>cache", "model>store"]
    assert carrying(design, {"model"}) == ["client>api", "api>cache"]
    assert carrying(design, {"client"}) == []


def test_a_circle_of_calls_ends() -> None:
    assert carrying(drawn("client>a", "a>b", "b>a"), set()) == ["client>a", "a>b", "b>a"]
    assert carrying(drawn("a>b", "b>a"), set()) == []


def test_the_gravest_word_wins() -> None:
    outcome = FaultOutcome(kill="x", served=0.5, degraded=("a", "b"), down=("b", "c"), overloaded={"a": 1.2, "d": 2.0})
    assert states_of(outcome, ("c", "zone:a")) == {"a": "degraded", "b": "down", "c": "lost", "d": "overloaded"}
