"""A rule's page: what it holds, that its two pictures show the change, and how each writer writes it."""

import io
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from PIL import Image
from pypdf import PdfReader

from designer.catalog.library import catalog
from designer.drawing.measure import measure
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.report.rules.contrast import MOST, pictures
from designer.report.rules.difference import differences
from designer.report.rules.markdown import rule_files, rule_markdown
from designer.report.rules.page import RulePage, rule_data
from designer.report.rules.pdf import rules_pdf
from designer.report.rules.text import rule_text
from designer.rule_catalogue import page, pages
from designer.rules.rubric import CompiledRubric, shipped

KINDS = catalog().kinds
SOME = ("unregistered-model", "no-earlier-version", "fleet-at-once", "single-region", "unnamed-metric", "stale-index")


@pytest.fixture(scope="module")
def whole() -> tuple[RulePage, ...]:
    return pages(shipped())


def several(*ids: str) -> CompiledRubric:
    rules = tuple(rule for rule in shipped().rules if rule.rule.id in ids)
    return replace(shipped(), rules=rules)


def some() -> CompiledRubric:
    return several(*SOME)


@pytest.fixture(scope="module")
def told() -> tuple[RulePage, ...]:
    return pages(some())


def of(told: tuple[RulePage, ...], id_: str) -> RulePage:
    return next(page for page in told if page.rule.id == id_)


def join(source: str, target: str, id_: str, label: str = "", **properties: str) -> Connection:
    return Connection(
        id=id_, source=source, target=target, kind=ConnectionKind.DEPLOY, label=label, properties=properties
    )


def test_what_differs_is_told_in_the_words_of_the_drawing() -> None:
    before = Design(
        components=(
            Component(id="a", kind="trainer", name="Night run"),
            Component(id="b", kind="model_registry", replicas=1, properties={"keep": 1}),
        ),
        connections=(join("a", "b", "x", "nightly"),),
    )
    after = Design(
        components=(
            Component(id="b", kind="model_registry", replicas=3, properties={"keep": 5}),
            Component(id="c", kind="deployer"),
        ),
        connections=(join("b", "c", "x", strategy="canary"),),
    )
    assert [str(line) for line in differences(before, after, catalog())] == [
        "- Night run (training job)",
        "+ Rollout controller",
        "- Model registry: Replicas = 1",
        "+ Model registry: Replicas = 3",
        "- Model registry: Versions kept = 1",
        "+ Model registry: Versions kept = 5",
        "- Night run → Model registry (deploy) “nightly”",
        "+ Model registry → Rollout controller (deploy): Strategy = canary",
    ]


def test_a_drawing_does_not_differ_from_itself_under_other_ids_of_its_connections() -> None:
    one = Design(components=(Component(id="a", kind="trainer"),), connections=(join("a", "a", "x"),))
    other = Design(components=one.components, connections=(join("a", "a", "y"),))
    assert differences(one, other, catalog()) == ()


def test_another_kind_is_told_by_its_title() -> None:
    one, other = (Design(components=(Component(id="a", kind=kind, name="A"),)) for kind in ("gate", "deployer"))
    assert [str(line) for line in differences(one, other, catalog())] == [
        "- A: Kind = promotion gate",
        "+ A: Kind = rollout controller",
    ]


def test_a_page_says_what_the_rule_says(told: tuple[RulePage, ...]) -> None:
    shown = of(told, "no-earlier-version")
    assert shown.facts == (
        "DP-02",
        "no-earlier-version",
        "Registry, deploy and rollback",
        "critical, 8 points",
        "from mid on",
    )
    sections = dict(shown.sections)
    assert sections["What it asks"] == "Earlier versions can be put back from the registry."
    assert sections["The flaw"] == "No earlier version is said to be kept at the registry that could be put back."
    assert sections["Fix"] == shown.rule.fix
    assert not any("{" in text for page in told for _, text in page.sections)


def test_examples_have_the_verdict_that_they_really_get(told: tuple[RulePage, ...]) -> None:
    rule = shipped().find("no-earlier-version")
    assert rule is not None
    wrong = rule.rule.examples[0].model_copy(update={"verdict": "fail"})
    lying = replace(rule, rule=rule.rule.model_copy(update={"examples": (wrong, *rule.rule.examples[1:])}))
    assert page(shipped(), lying).cases[0].judged == "pass, and should be fail"
    assert all(case.verdict == case.wanted for page in told for case in page.cases)


def test_a_rule_without_examples_has_a_page_without_pictures() -> None:
    rule = shipped().find("no-earlier-version")
    assert rule is not None
    bare = page(shipped(), replace(rule, rule=rule.rule.model_copy(update={"examples": ()})))
    assert bare.contrast is None
    assert "Examples" not in rule_text(bare)
    assert "Examples" not in rule_markdown(bare)
    assert len(PdfReader(io.BytesIO(rules_pdf([bare], KINDS))).pages) == 1


def test_the_pictures_show_the_change_in_one_frame(told: tuple[RulePage, ...]) -> None:
    shown = of(told, "unregistered-model").contrast
    assert shown is not None
    assert [str(line) for line in shown.lines] == [
        "- Promotion gate → Rollout (deploy)",
        "+ Model registry → Rollout (deploy)",
    ]
    flawed, mended = pictures(shown, KINDS, measure)
    assert flawed.bounds == mended.bounds
    assert flawed.rects == mended.rects
    assert set(flawed.shapes) != set(mended.shapes)
    assert shown.flawed.states["scorer"] == "fail"
    assert shown.mended.states["scorer"] == "pass"


def test_a_property_that_differs_is_written_on_its_box(told: tuple[RulePage, ...]) -> None:
    shown = of(told, "no-earlier-version").contrast
    assert shown is not None
    said = [item.technology for part in (shown.flawed, shown.mended) for item in part.design.components]
    assert {"Versions kept: 1", "Versions kept: 5"} <= {*said}


@pytest.mark.slow
def test_every_shipped_rule_is_shown_with_its_flaw_and_mended(whole: tuple[RulePage, ...]) -> None:
    for shown in whole:
        contrast = shown.contrast
        assert contrast is not None, shown.rule.id
        assert contrast.flawed.finding.verdict.value in {"fail", "partial"}
        assert contrast.mended.finding.verdict.value == "pass"
        assert contrast.lines
        for part in (contrast.flawed, contrast.mended):
            assert len(part.design.components) <= MOST
        assert max(map(len, rule_text(shown).splitlines())) <= 80, shown.rule.id


@pytest.mark.slow
def test_every_shipped_rule_is_in_the_book_and_in_the_tree(whole: tuple[RulePage, ...]) -> None:
    ids = {shown.rule.id for shown in whole}
    book = PdfReader(io.BytesIO(rules_pdf(whole, KINDS)))
    assert len(book.pages) >= len(ids)
    some = whole[::6]  # to draw a picture takes longest
    files = rule_files(some, KINDS)
    assert {Path(path).stem for path in files if path.endswith(".md")} == {"index"} | {shown.rule.id for shown in some}
    assert ids == {rule.rule.id for rule in shipped().rules}


def test_text_keeps_to_80_columns_and_cannot_command_a_terminal(told: tuple[RulePage, ...]) -> None:
    for shown in told:
        assert max(map(len, rule_text(shown).splitlines())) <= 80
    hostile = replace(told[0], rule=told[0].rule.model_copy(update={"why": "a\x1b[2Jb"}))
    assert "\x1b" not in rule_text(hostile)


def test_data_has_the_rule_and_what_came_of_its_examples(told: tuple[RulePage, ...]) -> None:
    data = json.loads(json.dumps(rule_data(of(told, "unregistered-model"))))
    assert data["id"] == "unregistered-model"
    assert data["points"] == 8
    assert [each["found"] for each in data["examples"]] == [each["verdict"] for each in data["examples"]]
    assert data["contrast"]["lines"] == ["- Promotion gate → Rollout (deploy)", "+ Model registry → Rollout (deploy)"]


def test_the_tree_s_links_lead_to_files_and_its_pictures_open(told: tuple[RulePage, ...], tmp_path: Path) -> None:
    files = rule_files(told, KINDS)
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert len(files) == 1 + 3 * len(SOME)
    led = set()
    for name in (name for name in files if name.endswith(".md")):
        html = MarkdownIt("commonmark").enable("table").render(files[name].decode())
        for link in re.findall(r'(?:href|src)="([^"]+)"', html):
            target, _, anchor = link.partition("#")
            path = ((tmp_path / name).parent / target).resolve()
            assert path.is_file(), (name, link)
            assert not anchor or f'id="{anchor}"' in path.read_text()
            led.add(path)
        assert "<script" not in html
    assert led == {(tmp_path / name).resolve() for name in files}
    for name in (name for name in files if name.endswith(".png")):
        assert Image.open(io.BytesIO(files[name])).width > 300


def test_somebody_s_words_stay_words_in_markdown(told: tuple[RulePage, ...]) -> None:
    hostile = replace(told[0], rule=told[0].rule.model_copy(update={"why": "<script>x</script> [a](b) | c"}))
    html = MarkdownIt("commonmark").render(rule_markdown(hostile))
    assert "<script" not in html
    assert 'href="b"' not in html


def test_the_pdf_has_text_bookmarks_and_tagged_pictures(told: tuple[RulePage, ...], tmp_path: Path) -> None:
    path = tmp_path / "rules.pdf"
    path.write_bytes(rules_pdf(told, KINDS))
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    flat = " ".join(text.split())
    for shown in told:
        assert shown.rule.title in flat
        assert " ".join(shown.rule.why.split()) in flat
        assert shown.rule.sources[0] in flat
    assert "Model registry → Rollout (deploy)" in flat
    reader = PdfReader(path)
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles[0] == "Index"
    assert "Registry, deploy and rollback" in titles
    nested = [
        str(item.title)
        for group in reader.outline
        if isinstance(group, list)
        for item in group
        if not isinstance(item, list)
    ]
    assert sorted(nested) == sorted(shown.rule.title for shown in told)
    assert path.read_bytes().count(b"/S /Figure") == 2 * len(told)


def test_equal_rules_give_an_equal_pdf(told: tuple[RulePage, ...]) -> None:
    assert rules_pdf(told[:1], KINDS) == rules_pdf(told[:1], KINDS)


def test_what_is_not_scored_is_told_of_each_part_that_may_fail() -> None:
    of = {each.rule.id: dict(each.sections).get("Not scored when", "") for each in pages(several("idle-capacity"))}
    assert of == {"idle-capacity": "The brief gives no peak of requests. Or: The brief gives no budget."}
