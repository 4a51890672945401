"""JSON Schemas of the files that people write, made from the models and the catalog, so that editors complete them."""

from collections.abc import Callable, Mapping

from designer.schema.design import design_schema
from designer.schema.parts import Schema
from designer.schema.rubric import rubric_schema
from designer.schema.scenario import scenario_schema

SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "rubric": rubric_schema,
    "scenario": scenario_schema,
    "design": design_schema,
}
"""What each sort of file is made by."""

__all__ = ["SCHEMAS"]
