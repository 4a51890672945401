"""Rules as pages, each with its examples tried: one of them, all in one file, or all as a folder of files."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from designer.catalog.library import catalog
from designer.checking.rules import judged, reference
from designer.errors import DesignerError
from designer.model.critique import Finding
from designer.model.design import Design
from designer.model.rubric import Example
from designer.report.pages import rule_list
from designer.report.rules.page import RulePage, rule_data, rule_page
from designer.report.rules.text import rule_text
from designer.rules.rubric import CompiledRubric, CompiledRule


@dataclass(frozen=True)
class Told:
    """An example as a page tells it; one of the number 0 is a reference as it is drawn."""

    number: int
    example: Example
    design: Design
    finding: Finding


def page(rubric: CompiledRubric, rule: CompiledRule) -> RulePage:
    """Try a rule's examples, and the references that they change, and make its page."""
    told = tuple(_told(rubric, rule))
    references = {each.example.of: reference(each.example.of) for each in told}
    return rule_page(rule, told, references, catalog())


def pages(rubric: CompiledRubric) -> tuple[RulePage, ...]:
    """Make the page of every rule."""
    return tuple(page(rubric, rule) for rule in rubric.rules)


def written(rubric: CompiledRubric, rule: CompiledRule | None, format_: str) -> bytes:
    """Write one rule's page, or all rules, as "text", "json", "markdown" or "pdf"; all as Markdown are `markdown_tree`.

    All rules as text or JSON are a list, for which no example is tried.
    """
    if format_ == "pdf":
        from designer.report.rules.pdf import rules_pdf

        return rules_pdf([page(rubric, rule)] if rule else pages(rubric), catalog().kinds)
    if format_ == "markdown" and rule:
        from designer.report.rules.markdown import rule_markdown

        return rule_markdown(page(rubric, rule)).encode()
    if format_ == "json":
        data = rule_data(page(rubric, rule)) if rule else [each.rule.model_dump(mode="json") for each in rubric.rules]
        return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()
    return (rule_text(page(rubric, rule)) if rule else rule_list(rubric)).encode()


def markdown_tree(rubric: CompiledRubric) -> dict[str, bytes]:
    """Write all rules as Markdown, one file each beside its pictures, and an index; by their paths."""
    from designer.report.rules.markdown import rule_files

    return rule_files(pages(rubric), catalog().kinds)


def _told(rubric: CompiledRubric, rule: CompiledRule) -> Iterator[Told]:
    examples = list(_chosen(rule.rule.examples))
    bare = [Example(of=each.of, brief=each.brief, verdict="pass") for _, each in examples]
    unlike = [each for index, each in enumerate(bare) if each not in bare[:index]]
    for number, example in (*((0, each) for each in unlike), *examples):
        yield Told(number, example, *judged(rubric, rule, number, example))


MOST_OF_A_VERDICT = 3
"""Examples of each verdict that a page tells; `rules --check` tries all of them."""


def _chosen(examples: Sequence[Example]) -> Iterator[tuple[int, Example]]:
    """Give the first examples of each verdict, each by its number; of those for several words that of the first."""
    told = Counter[str]()
    for number, example in enumerate(examples, 1):
        if told[example.verdict] < MOST_OF_A_VERDICT:
            told[example.verdict] += 1
            yield number, example.spelt_out[0]


def write_folder(folder: Path, files: Callable[[], Mapping[str, bytes]]) -> None:
    """Write files, by their paths in it, as a new folder, whole or not at all; they are made once there is a place.

    Raises DesignerError for a folder that has something in it, and for what cannot be written.
    """
    try:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()  # an empty one is as good as none
        if folder.exists() or folder.is_symlink():
            raise DesignerError("there is something here already", where=str(folder), remedy="name a new folder")
        with tempfile.TemporaryDirectory(dir=folder.absolute().parent, prefix=".designer.") as place:
            whole = Path(place, "whole")
            for name, content in files().items():
                path = whole / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            whole.rename(folder)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what = f"the folder cannot be written ({reason})"
        raise DesignerError(what, where=str(folder), remedy="choose another place") from None
