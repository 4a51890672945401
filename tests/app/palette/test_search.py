"""Finding a component by what people call it."""

import pytest

from designer.app.palette.search import find
from designer.catalog.library import catalog


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Kafka", "stream"),
        ("kafka", "stream"),
        ("Airflow", "orchestrator"),
        ("model", "model_server"),
        ("model ser", "model_server"),
        ("model_server", "model_server"),
        ("ser mod", "model_server"),
        ("validation", "data_validator"),
        ("PagerDuty", "alerting"),
    ],
)
def test_the_first_that_is_found_is_what_was_meant(typed: str, kind: str) -> None:
    assert find(typed, catalog().kinds.values())[0].kind.id == kind


def test_a_product_says_why_it_was_found() -> None:
    assert find("kafka", catalog().kinds.values())[0].because == "Kafka"


def test_what_a_component_does_finds_it_too() -> None:
    assert "ml_monitor" in [match.kind.id for match in find("drift", catalog().kinds.values())]


def test_nothing_typed_gives_everything_in_its_order() -> None:
    assert [match.kind.id for match in find(" ", catalog().kinds.values())] == list(catalog().kinds)


def test_what_nothing_is_called_finds_nothing() -> None:
    assert find("flux capacitor", catalog().kinds.values()) == []


def test_every_kind_is_found_first_by_its_title() -> None:
    for kind in catalog().kinds.values():
        assert find(kind.title, catalog().kinds.values())[0].kind.id == kind.id
