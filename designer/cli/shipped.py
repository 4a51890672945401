"""`designer scenarios`, `components` and `schema`: what ships, as lists, pages and JSON."""

import argparse
from typing import Any

from designer.cli.output import put_json, put_out


def scenarios(options: argparse.Namespace) -> int:
    """List the drills, or show one, without its hidden answers."""
    from designer.catalog.library import scenario
    from designer.catalog.library import scenarios as shipped
    from designer.report import pages

    found = [scenario(options.id)] if options.id else list(shipped().values())
    if options.format == "json":
        hidden: Any = {"weak": True, "clarifications": {"__all__": {"answer"}}, "twists": {"__all__": {"answer"}}}
        data = [each.model_dump(mode="json", exclude=hidden) for each in found]
        return put_json(data[0] if options.id else data)
    put_out(pages.scenario_page(found[0]) if options.id else pages.scenario_list(found))
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
