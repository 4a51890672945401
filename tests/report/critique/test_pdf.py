"""The PDF, read back by other programs: its text, its links, its bookmarks, its fonts, its tags."""

import datetime as dt
import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from designer.catalog.library import catalog
from designer.model.critique import Change, Critique, Estimate, FaultOutcome, Verdict
from designer.model.design import Boundary, BoundaryKind, Component, Connection, ConnectionKind, Design, Note
from designer.model.rubric import Competency
from designer.report.critique.pdf import critique_pdf
from designer.report.paper.flow import rich
from tests.report.sample import DESIGN, FINDINGS, SCENARIO, component, critique, finding, join

KINDS = catalog().kinds
HOSTILE = (
    "特征存储与在线服务",
    "نموذج كشف الاحتيال",
    "한국어 이름",
    "🦊 ranker 👩‍🚀",
    "<b>bold</b> & <script>alert(1)</script>",
    "x" * 200,
    "\x07bell\nnew\tline",
    "]]> -- %s {0} \\ () /Type",
    "",
    "\u1200\ud7ff",
)


def made(graded: Critique | None = None, drawn: Design = DESIGN, **more: object) -> bytes:
    options = {"drawn_on": dt.date(2026, 11, 22), "elapsed_s": 2290.0} | more
    return critique_pdf(graded or critique(), drawn, SCENARIO, KINDS, **options)  # type: ignore[arg-type]


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def links(reader: PdfReader) -> list[tuple[int, int, str]]:
    """Give for each link the page that it is on, the page that it leads to, and how that is shown."""
    numbers = {page.indirect_reference: number for number, page in enumerate(reader.pages)}
    found = []
    for number, page in enumerate(reader.pages):
        for reference in page.get("/Annots") or ():
            annotation = reference.get_object()
            if annotation["/Subtype"] == "/Link":
                found.append((number, numbers[annotation["/Dest"][0]], str(annotation["/Dest"][1])))
    return found


def bookmarks(items: Sequence[Any]) -> list[str]:
    return [title for item in items for title in (bookmarks(item) if isinstance(item, list) else [item["/Title"]])]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return made()


def test_it_says_everything(pdf: bytes) -> None:
    said = text(pdf)
    for item in FINDINGS:
        wanted = [item.rule, item.number]
        if item.verdict in {Verdict.FAIL, Verdict.PARTIAL}:
            wanted += [item.title, item.message, item.why, item.fix, *item.sources]
        for part in wanted:
            assert " ".join(part.split()) in said
    for part in ("22 November 2026", "38 of 40 min used", "24 of 56 points that applied", "not scored", "99.97 %",
                 "as it asks: “A model is released without", "How is a feature's past read?", "The brief has no LLM.",
                 "The budget is not a number.", "connection with no target", "600 payments a second"):  # fmt: skip
        assert part in said


def test_the_drawing_is_text_too(pdf: bytes) -> None:
    said = text(pdf)
    for part in ("Card terminal", "Fraud scorer", "Zone a", "when the model is late", "Peak on the Friday"):
        assert part in said


def test_pages_are_counted(pdf: bytes) -> None:
    pages = read(pdf).pages
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of" in page.extract_text()


def test_links_lead_from_the_drawing_to_the_findings_and_back(pdf: bytes) -> None:
    reader = read(pdf)
    cover, drawing, findings = 0, 2, 3
    assert "The drawing" in reader.pages[drawing].extract_text()
    assert "Findings" in reader.pages[findings].extract_text()
    found = links(reader)
    assert found.count((cover, findings, "/XYZ")) == 3
    assert found.count((drawing, findings, "/XYZ")) == 4
    assert found.count((findings, drawing, "/FitR")) == 4


def test_bookmarks_name_the_sections_and_the_problems(pdf: bytes) -> None:
    said = bookmarks(read(pdf).outline)
    for title in ("Overview", "The drawing", "Findings", "Registry, deploy and rollback", "Not scored, and why"):
        assert title in said
    assert f"1. {FINDINGS[0].title}" in said


def test_it_names_itself(pdf: bytes) -> None:
    about = read(pdf).metadata
    assert about is not None
    assert about.title == "Critique: Card-fraud scoring – Card-fraud scoring, first try"
    assert about.author == "designer"


def test_a_drawing_called_as_its_scenario_is_named_once() -> None:
    reader = read(made(critique(title="Card-fraud scoring")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Critique: Card-fraud scoring"
    assert reader.pages[0].extract_text().count("Card-fraud scoring") == 1


def test_a_problem_is_on_one_page_with_its_heading_and_its_sources() -> None:
    problems = tuple(finding(n, Verdict.FAIL, one, why="Why. " * n) for n, one in enumerate(list(Competency) * 3))
    pages = [page.extract_text().strip() for page in read(made(critique(problems))).pages[3:]]
    *filled, _last = [page for page in pages if "Title of rule" in page]
    assert len(filled) > 5
    assert all(page.splitlines()[-1].startswith("Sources: ") for page in filled)


def test_it_is_tagged(pdf: bytes) -> None:
    root: Any = read(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    top = root["/StructTreeRoot"]["/K"]
    tags = [str(child.get_object()["/S"]) for child in top["/K"]]
    assert {"/H1", "/H2", "/H3", "/P", "/Figure"} <= set(tags)
    assert tags[:2] == ["/P", "/H1"]
    figures = [child.get_object() for child in top["/K"] if child.get_object()["/S"] == "/Figure"]
    assert "12 components" in figures[0]["/Alt"]


def test_every_font_is_embedded(pdf: bytes) -> None:
    for page in read(pdf).pages:
        fonts: DictionaryObject = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_the_same_critique_gives_the_same_bytes(pdf: bytes) -> None:
    assert made() == pdf


def test_without_a_date_none_is_said() -> None:
    said = text(made(drawn_on=None, elapsed_s=None))
    assert "2026" not in said
    assert "used" not in said.split("By competency")[0]


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "critique.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_search_finds_every_script(tmp_path: Path) -> None:
    words = ("特征存储", "한국어", "🚀", "כשף")
    file = tmp_path / "critique.pdf"
    file.write_bytes(made(critique((finding(1, Verdict.FAIL, message=" ".join(words)),))))
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert all(word in said for word in words)


def test_hostile_names_break_nothing() -> None:
    drawn = Design(
        title=" ".join(HOSTILE),
        components=tuple(component(f"c{n}", "model_server", name, technology=name) for n, name in enumerate(HOSTILE)),
        connections=tuple(join(f"c{n}", f"c{n + 1}", "request", name) for n, name in enumerate(HOSTILE[:-1])),
        boundaries=tuple(
            Boundary(id=f"b{n}", kind=BoundaryKind.TEAM, name=name, components=("c1",))
            for n, name in enumerate(HOSTILE)
        ),
        notes=tuple(Note(id=f"n{n}", text=name) for n, name in enumerate(HOSTILE)),
    )
    findings = tuple(
        finding(n, Verdict.FAIL, title=name, message=name, why=name, fix=name, sources=(name,), witness=(f"c{n}",))
        for n, name in enumerate(HOSTILE)
    )
    said = text(made(critique(findings, drawn.title), drawn))
    assert "<b>bold</b> & <script>alert(1)</script>" in said
    assert "]]> -- %s {0} \\ () /Type" in said


def test_an_empty_drawing_has_a_critique_too() -> None:
    content = made(critique(()), Design())
    said = text(content)
    assert "Nothing was drawn." in said
    assert "Nothing was scored." in said
    assert links(read(content)) == []


def test_three_hundred_findings_on_two_hundred_components() -> None:
    kinds = list(KINDS)
    drawn = Design(
        components=tuple(Component(id=f"c{n}", kind=kinds[n % len(kinds)], name=f"Part {n}") for n in range(200)),
        connections=tuple(
            Connection(id=f"e{n}", source=f"c{n}", target=f"c{n * 7 % 200}", kind=ConnectionKind.DATA)
            for n in range(200)
        ),
    )
    verdicts, competencies = list(Verdict), list(Competency)
    findings = tuple(
        finding(n, verdicts[n % 6], competencies[n % 12], witness=(f"c{n % 200}", f"e{n % 200}")) for n in range(300)
    )
    reader = read(made(critique(findings), drawn))
    problems = sum(one.verdict in {Verdict.FAIL, Verdict.PARTIAL} for one in findings)
    assert len([title for title in bookmarks(reader.outline) if title[0].isdigit()]) == problems
    assert len([link for link in links(reader) if link[2] == "/FitR"]) == 2 * problems


def test_a_problem_at_many_places_lists_the_first_few() -> None:
    ids = (*(item.id for item in DESIGN.components), *(edge.id for edge in DESIGN.connections))
    assert "and 15 more" in text(made(critique((finding(1, Verdict.FAIL, witness=ids),))))


def test_a_very_long_explanation_runs_over_pages() -> None:
    long = "Reasons and reasons. " * 800
    content = made(critique((finding(1, Verdict.FAIL, message=long, why=long, fix=long),)))
    assert text(content).count("Reasons") == 2400


def test_words_from_right_to_left_are_kept_on_one_line() -> None:
    name = "\u062e\u0627\u062f\u0645 \u0643\u0628\u064a\u0631 \u0645\u062e\u0632\u0646"
    plain = re.sub(r"<[^>]+>", "", rich(f"Fed by {name} alone"))
    assert plain.count("\u00a0") == 2
    assert plain.startswith("Fed by ")
    assert plain.endswith(" alone")


def test_what_changed_on_the_way_has_a_section_and_a_bookmark(pdf: bytes) -> None:
    change = Change(minute=25, say="A zone is gone.", killed=("zone:a",), outcome=FaultOutcome(kill="zone:a", served=1))
    changed = made(critique().model_copy(update={"changes": (change,)}))
    assert "After the changes" in bookmarks(read(changed).outline)
    assert "After the changes" not in bookmarks(read(pdf).outline)
    said = text(changed)
    assert "A zone is gone." in said
    assert "Without zone a, every request is answered." in said


def test_what_is_missing_altogether_leads_to_what_comes_of_it() -> None:
    several = tuple(finding(number, Verdict.FAIL, lacks=("trainer",)) for number in (1, 2))
    reader = read(made(critique(several)))
    assert "Missing altogether" in bookmarks(reader.outline)
    said = " ".join(page.extract_text() for page in reader.pages)
    assert "2 problems (1, 2), 16 points" in " ".join(said.split())
    alone = made(critique((several[0], finding(2, Verdict.FAIL))))
    assert len(links(reader)) == len(links(read(alone))) + len(several)


def test_what_a_card_has_no_room_for_is_told_below_it() -> None:
    short, long = "“Scorer” is full first", "0.25 % of the requests get no answer, most for a timeout of 60 ms"
    for statement, below in ((short, False), (long, True)):
        figure = Estimate(value=100.0, unit="per_s", method="approximation", statement=statement)
        said = text(made(critique().model_copy(update={"estimates": {"capacity_per_s": figure}})))
        assert (f"Capacity: {statement}." in said) is below
