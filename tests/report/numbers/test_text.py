"""The numbers as text for a terminal."""

import unicodedata

from hypothesis import given, settings

from designer import load
from designer.analyzing import analyze
from designer.catalog.library import scenario_folder
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.report.numbers.text import analysis_text
from tests.strategies import designs


def text(design: Design, *kills: str, scenario: str | None = None) -> str:
    names = {part.id: part.name or part.id for part in design.components}
    return analysis_text(analyze(design, scenario, kills), names)


def test_a_reference_has_every_section() -> None:
    found = text(load(scenario_folder("fraud") / "reference.design.yaml"))
    for title in ("What a client sees", "Where the time goes", "How busy at the peak", "What to fix first",
                  "What takes it down", "If something fails", "What it costs a month", "What the numbers rest on",
                  ):  # fmt: skip
        assert f"\n{title}\n" in found
    said = [" ".join(line.split()) for line in found.splitlines()]
    assert "Down 3.99 min a month; exact; what stands in counts as an answer" in said
    assert "Scorer 100 % served Degraded: Authorisation API" in said
    assert "3 replicas, 3 needed at 70 %, 3 without a zone" in said


def test_money_is_told_for_what_it_is_and_faults_of_a_model_with_their_steps() -> None:
    found = " ".join(text(load(scenario_folder("fraud") / "reference.design.yaml")).split())
    assert "For a thousand requests $" in found
    assert "Meets 99.95 % as it is drawn." in found
    assert "is pushed noticed and ended" in found
    assert "Alertmanager's default group_wait (Prometheus, 2024)" in found
    assert "289 answers a second (the brief's mean rate)" in found


def test_what_failed_is_named() -> None:
    found = text(load(scenario_folder("fraud") / "reference.design.yaml"), "slow:scorer", "zone:1")
    assert "Under the load of 'fraud', with slow:scorer, zone:1 dead" in found
    assert "A slow Scorer + Zone 1 100 % served" in " ".join(found.split())


def test_what_is_overloaded_is_told_with_how_much_is_asked() -> None:
    parts = (
        Component(id="c", kind="client"),
        Component(id="a", kind="app_service", name="App", properties={"rate_per_s": 100}),
    )
    edges = (Connection(id="e", source="c", target="a", kind=ConnectionKind.REQUEST),)
    found = text(Design(title="Small", components=parts, connections=edges), scenario="fraud")
    assert "“App” cannot carry its load at peak" in found
    assert "Availability and with nothing missing not known" in " ".join(found.split())


@settings(max_examples=30)
@given(designs(legal=True))
def test_any_drawing_fits_a_terminal_and_commands_none(design: Design) -> None:
    found = text(design, scenario="fraud")
    assert found.endswith("\n")
    assert max(map(len, found.splitlines())) <= 80
    assert not {unicodedata.category(letter) for letter in found.replace("\n", "")} & {"Cc", "Cf"}


def test_a_reason_is_told_once_and_figures_have_no_exponents() -> None:
    parts = (
        Component(id="c", kind="client"),
        Component(id="a", kind="app_service", name="App", properties={"rate_per_s": 10}),
    )
    edges = (Connection(id="e", source="c", target="a", kind=ConnectionKind.REQUEST),)
    found = text(Design(title="Small", components=parts, connections=edges), scenario="fraud")
    assert " ".join(found.split()).count("queue only grows") == 1
    assert "e+0" not in found
