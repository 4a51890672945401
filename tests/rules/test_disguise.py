"""Every drawing that ships gets the same verdicts under other names and ids, in other places and another order."""

from random import Random

import pytest

from designer.catalog.library import scenario, scenario_ids
from designer.grading import seen
from designer.model.design import Design
from designer.model.scenario import Level
from designer.rules.engine import findings
from designer.rules.rubric import shipped
from tests.rules.drawings import good, weak


def disguised(design: Design, chance: Random) -> Design:
    """Shuffle a drawing, name and number all that is in it anew, and lay it out elsewhere."""
    parts = chance.sample(design.components, len(design.components))
    edges = chance.sample(design.connections, len(design.connections))
    new = {part.id: f"{chance.random()}" for part in parts}
    places = [(chance.uniform(-9e3, 9e3), chance.uniform(-9e3, 9e3)) for _ in parts]
    return design.model_copy(
        update={
            "title": "",
            "components": tuple(
                part.model_copy(update={"id": new[part.id], "name": f"N{place[0]}", "position": place})
                for part, place in zip(parts, places, strict=True)
            ),
            "connections": tuple(
                edge.model_copy(update={"id": f"{number}", "source": new[edge.source], "target": new[edge.target]})
                for number, edge in enumerate(edges)
            ),
            "boundaries": tuple(
                boundary.model_copy(update={"name": "B", "components": tuple(new[id_] for id_ in boundary.components)})
                for boundary in reversed(design.boundaries)
            ),
        }
    )


def verdicts(design: Design, id_: str) -> list[tuple[str, str, float, float]]:
    asked = scenario(id_)
    found = findings(seen(design, asked.brief), shipped(), asked, Level.STAFF)
    return [(each.rule, each.verdict.value, each.share, each.points.earned) for each in found]


@pytest.mark.parametrize("id_", scenario_ids())
def test_names_ids_places_and_order_change_no_verdict_of_a_drawing_that_ships(id_: str) -> None:
    for name, design in (good(id_) | weak(id_)).items():
        other = disguised(design, Random(f"{id_} {name}"))  # noqa: S311 (the same disguise each time)
        assert verdicts(other, id_) == verdicts(design, id_), name
