"""The drawings that ship: what a scenario shows as good, and the weak answers to it."""

from designer import load
from designer.catalog.library import scenario, scenario_folder
from designer.exchange.variation import weak_design
from designer.model.design import Design


def good(id_: str) -> dict[str, Design]:
    """Give a scenario's references of either size, and what else it shows as good."""
    return {path.name: load(path) for path in sorted(scenario_folder(id_).glob("*.design.yaml"))}


def weak(id_: str) -> dict[str, Design]:
    """Give a scenario's weak answers."""
    return {each.id: weak_design(scenario_folder(id_), each) for each in scenario(id_).weak}
