"""`designer scenarios`, `components` and `schema`: what ships, as lists, pages and JSON."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from designer.cli.output import deliver, put_json, put_out
from designer.errors import DesignerError, Problems

if TYPE_CHECKING:
    from designer.model.scenario import Scenario


def scenarios(options: argparse.Namespace) -> int:
    """List the drills, show one, or check their folders; what a drill keeps back is shown when it is asked for."""
    from designer.catalog.library import scenario
    from designer.catalog.library import scenarios as shipped
    from designer.report import scenario_page as pages

    if options.check is not None:
        return _check(options)
    if options.sheet is not None:
        return _sheet(options)
    found = [scenario(options.id)] if options.id else list(shipped().values())
    if options.format == "json":
        data = [each.model_dump(mode="json", exclude=None if options.answers else _KEPT_BACK) for each in found]
        return put_json(data[0] if options.id else data)
    put_out(_page(found[0], options) if options.id else pages.scenario_list(found))
    return 0


def _page(scenario: "Scenario", options: argparse.Namespace) -> str:
    from designer.report.scenario_page import scenario_page
    from designer.rules.rubric import own_rubric

    own = own_rubric(scenario.id) if options.answers else None
    return scenario_page(scenario, [each.rule for each in own.rules] if own else (), answers=options.answers)


_KEPT_BACK: Any = {
    "weak": True,
    "clarifications": {"__all__": {"answer"}},
    "twists": {"__all__": {"answer", "breaks", "serves"}},
    "envelope": {"__all__": {"formula", "how", "gives"}},
}


def _sheet(options: argparse.Namespace) -> int:
    """Draw every reference of the drills that ship, or of one, on one sheet."""
    from designer.catalog.library import (
        DESIGN_ENDING,
        catalog,
        reference_names,
        scenario,
        scenario_folder,
        scenario_ids,
    )
    from designer.exchange.formats import load
    from designer.report.contact_sheet import contact_sheet

    if options.sheet.suffix.lower() != ".png":
        raise DesignerError("the sheet is a PNG", where=str(options.sheet), remedy="name a file that ends in .png")
    folders = [scenario_folder(id_) for id_ in ([scenario(options.id).id] if options.id else scenario_ids())]
    names = [(folder, name) for folder in folders for name in reference_names(folder)]
    drawings = ((f"{folder.name}: {name}", load(folder / f"{name}{DESIGN_ENDING}")) for folder, name in names)
    deliver(contact_sheet(drawings, catalog().kinds), options.sheet, "png")
    return 0


def _check(options: argparse.Namespace) -> int:
    """Tell everything that is wrong with scenarios, those that ship or those in the folders named."""
    from designer.catalog.library import scenario, scenario_folder, scenario_ids
    from designer.checking.scenarios import check_scenario

    named = [scenario(options.id).id] if options.id else scenario_ids()
    folders: list[Path] = options.check or [scenario_folder(id_) for id_ in named]
    wrong = [problem for folder in folders for problem in check_scenario(folder)]
    if wrong:
        raise Problems(wrong)
    put_out(f"{len(folders)} scenario{'s' * (len(folders) != 1)}, nothing wrong\n")
    return 0


def components(options: argparse.Namespace) -> int:
    """List the component kinds, or show one."""
    from designer.catalog.library import catalog
    from designer.report import pages

    known = catalog()
    found = [known.kind(options.id)] if options.id else list(known.kinds.values())
    if options.format == "json":
        data = [each.model_dump(mode="json") for each in found]
        return put_json(data[0] if options.id else data)
    put_out(pages.component_page(found[0], known) if options.id else pages.component_list(known))
    return 0


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a sort of file."""
    from designer.schema import SCHEMAS

    return put_json(SCHEMAS[options.schema]())
