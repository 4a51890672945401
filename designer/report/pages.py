"""What ships, as pages of plain text: component kinds and rules, as lists and one by one."""

from collections.abc import Iterator

from designer.catalog.library import Catalog
from designer.catalog.quantity import format_value
from designer.model.kind import Kind
from designer.report.terminal import columns, item, paragraph
from designer.rules.rubric import CompiledRubric


def component_list(catalog: Catalog) -> str:
    """List the kinds by their groups."""
    parts: list[str] = []
    for group in catalog.groups:
        parts += [
            group.title,
            *(f"  {each.id:<18}{each.title}" for each in catalog.kinds.values() if each.group == group.id),
            "",
        ]
    return "\n".join(parts)


def component_page(kind: Kind, catalog: Catalog) -> str:
    """Give the page of a kind: what it is for, its properties with default and source, what it may be joined to."""
    group = next(each.title for each in catalog.groups if each.id == kind.group)
    parts = [f"{kind.title}  ({kind.id})", group, "", paragraph(kind.about), "", "Properties", *_properties(kind)]
    for title, leaves in (("May be joined to", True), ("May be reached from", False)):
        parts += ["", title, *_neighbours(kind, catalog, leaves=leaves)]
    if kind.examples:
        parts += ["", paragraph("For example: " + ", ".join(kind.examples) + ".")]
    return "\n".join(parts) + "\n"


def _properties(kind: Kind) -> Iterator[str]:
    for prop in kind.properties.values():
        default = f" = {format_value(prop, prop.default)}" if prop.default is not None else ""
        source = f"  [{prop.source}]" if prop.source else ""
        options = f" ({', '.join(prop.options)})" if prop.options else ""
        unit = f" in {prop.unit}" if prop.unit and prop.default is None else ""
        yield item(f"{prop.name}{unit}{default}{options}: {prop.meaning or prop.title}{source}")


def _neighbours(kind: Kind, catalog: Catalog, *, leaves: bool) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for other in catalog.kinds.values():
        pair = (kind.id, other.id) if leaves else (other.id, kind.id)
        for connection in catalog.legal_kinds(*pair):
            found.setdefault(connection.value, []).append(other.id)
    for word, others in found.items():
        yield item(f"{word}: {', '.join(others)}")


def rule_list(rubric: CompiledRubric) -> str:
    """List the rules by competency."""
    rows = [("number", "rule", "competency", "severity", "level")]
    rows += [
        (r.number, r.id, r.competency.value, r.severity.value, r.level.value)
        for r in (each.rule for each in rubric.rules)
    ]
    return columns(rows)
