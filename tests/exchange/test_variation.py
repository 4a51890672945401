import pytest

from designer.catalog.library import scenario_folder
from designer.errors import DesignerError
from designer.exchange.formats import load
from designer.exchange.variation import varied
from designer.model.scenario import Variation

REFERENCE = load(scenario_folder("fraud") / "reference.design.yaml")


def test_removing_takes_the_connections_along() -> None:
    less = varied(REFERENCE, Variation(remove=("scorer",)))
    assert less.component("scorer") is None
    assert not list(less.attached(["scorer"]))


def test_setting_reaches_component_keys_properties_and_connections() -> None:
    change = Variation(
        set={"scorer": {"replicas": 1, "p99_ms": "2 s"}, "api>scorer:request": {"soft": None, "label": "score"}}
    )
    less = varied(REFERENCE, change)
    scorer = less.component("scorer")
    assert scorer is not None
    assert scorer.replicas == 1
    assert scorer.properties["p99_ms"] == 2000
    call = next(edge for edge in less.connections if (edge.source, edge.target) == ("api", "scorer"))
    assert "soft" not in call.properties
    assert call.label == "score"


def test_adding_and_joining() -> None:
    change = Variation(
        add=({"id": "extra", "kind": "cache"},), connect=({"source": "api", "target": "extra", "kind": "request"},)
    )
    more = varied(REFERENCE, change)
    assert more.component("extra") is not None
    assert len(more.connections) == len(REFERENCE.connections) + 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Variation(remove=("scorr",)), "no component 'scorr' to remove; did you mean 'scorer'"),
        (Variation(remove=("scorer", "scorer")), "'scorer' is removed twice"),
        (Variation(set={"api>scorr:request": {}}), "no component or connection 'api>scorr:request'; did you mean"),
        (Variation(disconnect=("nothing",)), "no component or connection 'nothing'"),
        (Variation(set={"scorer": {"replicas": -1}}), "at least 1"),
        (Variation(add=({"id": "x", "kind": "nonsense"},)), "unknown kind 'nonsense'"),
    ],
)
def test_what_does_not_fit_is_refused(change: Variation, says: str) -> None:
    with pytest.raises(DesignerError, match=says):
        varied(REFERENCE, change)
