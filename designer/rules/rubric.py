"""Rubric files: read, checked and compiled, with every mistake in all of them reported at once."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, reduce
from pathlib import Path
from typing import Any

from designer.catalog import source
from designer.catalog.library import catalog, content_folder, scenario_folder, scenario_ids
from designer.catalog.source import Location, Source
from designer.catalog.validation import validate
from designer.errors import DesignerError, Problems, suggestion
from designer.model.critique import Evidence, RubricFile
from designer.model.rubric import Rule, Subjects
from designer.rules.compiler import Compiler, Condition
from designer.rules.garbage import uncollected
from designer.rules.lacking import Demand, demand_of
from designer.rules.registry import condition_kinds
from designer.rules.selector import Selector
from designer.rules.terms import Terms, read_terms

VERSION = 1


@dataclass(frozen=True)
class CompiledRule:
    """A rule that can be run."""

    rule: Rule
    where: str
    applies: Condition | None
    each: Selector | None
    require: Condition
    half: Condition | None
    terms: Terms = field(default_factory=dict)
    """The words that its conditions may use, beside those of the catalogue."""
    scenario: str = ""
    """The one drill that it is for, by its id; without one it is for all."""

    @cached_property
    def evidence(self) -> Evidence:
        """Say whether the rule is decided by what is drawn and computed, or rests on something ticked."""
        claims = self.require.claims or (self.each is not None and self.each.claims)
        return Evidence.CLAIMED if claims else Evidence.SHOWN

    @cached_property
    def demand(self) -> Demand:
        """Give the kinds of component without which it cannot hold."""
        subjects = self.rule.subjects.each if self.rule.subjects else None
        return demand_of(subjects, self.rule.require, self.terms)

    @cached_property
    def title(self) -> str:
        """Give the flaw's name as people read it."""
        return self.rule.title

    @cached_property
    def backed(self) -> bool:
        """Say whether it asks for something drawn or computed, beside what may be ticked."""
        return self.require.shows or (self.each is not None and self.each.shows)


@dataclass(frozen=True)
class CompiledRubric:
    """Rules that are graded together. `sha256` is of the files' bytes, in the order in which they were read."""

    ids: tuple[str, ...]
    version: int
    sha256: str
    rules: tuple[CompiledRule, ...]
    files: tuple[RubricFile, ...] = ()
    terms: Terms = field(default_factory=dict)

    def find(self, name: str) -> CompiledRule | None:
        """Find a rule by its id or its number."""
        return next((rule for rule in self.rules if name.lower() in (rule.rule.id, rule.rule.number.lower())), None)


@lru_cache(maxsize=1)
def shipped() -> CompiledRubric:
    """Read the rubric that ships for all scenarios, once."""
    return read_rubric(sorted(content_folder("rubrics").glob("*.yaml")), {})


@lru_cache(maxsize=64)
def shipped_with(scenario: str) -> CompiledRubric:
    """Read what ships, and on top the rules of a scenario's own, which lie beside it as `rubric.yaml`."""
    own = own_rubric(scenario)
    return compose(shipped(), own) if own else shipped()


@lru_cache(maxsize=1)
def shipped_whole() -> CompiledRubric:
    """Read all that ships, with the rules of every scenario's own; raises Problems where two have a name in common."""
    parts = [shipped(), *filter(None, map(own_rubric, scenario_ids()))]
    problems: list[DesignerError] = []
    _check_unique([rule for part in parts for rule in part.rules], problems)
    if problems:
        raise Problems(problems)
    return reduce(compose, parts)


@lru_cache(maxsize=64)
def own_rubric(scenario: str) -> CompiledRubric | None:
    """Read the rules that a scenario which ships brings along; None where there are none."""
    path = scenario_folder(scenario) / OWN
    return read_rubric([path]) if scenario in scenario_ids() and path.is_file() else None


OWN = "rubric.yaml"
"""The file of a scenario's own rules, in its folder."""


@uncollected(kept=True)
def read_rubric(paths: Iterable[Path], terms: Terms | None = None) -> CompiledRubric:
    """Read rubric files as one rubric; raises Problems with all that is wrong in any of them.

    Rules may use the words that any of the files defines, and the known `terms`, by default those that ship.
    """
    problems: list[DesignerError] = []
    files: list[RubricFile] = []
    sources: list[Source] = []
    digest = hashlib.sha256()
    terms = shipped().terms if terms is None else terms
    for path in paths:
        raw = source.read_bytes(path)
        digest.update(raw)
        sources.append(source.parse(raw, _shown(path)))
        files.append(_named(sources[-1], path.stem, hashlib.sha256(raw).hexdigest(), problems))
        terms = read_terms(sources[-1], terms, catalog(), problems)
    rules = [rule for file in sources for rule in _rules(file, terms, problems)]
    _check_unique(rules, problems)
    if problems:
        raise Problems(problems)
    ids = tuple(file.id for file in files)
    return CompiledRubric(ids, VERSION, digest.hexdigest(), tuple(rules), tuple(files), terms)


def compose(base: CompiledRubric, more: CompiledRubric) -> CompiledRubric:
    """Put rules on top of others: one with a known id replaces the other; raises Problems for a number twice."""
    own = {rule.rule.id for rule in more.rules}
    rules = (*(rule for rule in base.rules if rule.rule.id not in own), *more.rules)
    problems: list[DesignerError] = []
    _check_unique(rules, problems)
    if problems:
        raise Problems(problems)
    digest = hashlib.sha256((base.sha256 + more.sha256).encode()).hexdigest()
    return CompiledRubric((*base.ids, *more.ids), VERSION, digest, rules, (*base.files, *more.files), more.terms)


def _shown(path: Path) -> str:
    """Name a file as people know it: what ships by its place in the checkout."""
    whole, folder = path.resolve(), content_folder("rubrics").resolve()
    ships = whole.parent == folder or whole.parent.parent == content_folder("scenarios").resolve()
    return whole.relative_to(folder.parent).as_posix() if ships else str(path)


KEYS = ("rubric", "version", "scenario", "define", "rules")
"""What a rubric file holds: its name, the number of its edition (1 when nothing is said), the one drill that it is for
if it is not for all, its words, its rules."""


def _named(file: Source, stem: str, sha256: str, problems: list[DesignerError]) -> RubricFile:
    """Read how a file names itself and its edition; without a name it has that of the file."""
    data = file.data if isinstance(file.data, dict) else {}
    problems += [
        file.problem(f"unknown key '{key}' in a rubric", (key,), suggestion(str(key), KEYS))
        for key in data
        if key not in KEYS
    ]
    version = data.get("version", 1)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        problems.append(file.problem(f"'version' is {version!r}", ("version",), "give a whole number from 1"))
        version = 1
    name = data.get("rubric", stem)
    if not isinstance(name, (str, int)) or not str(name).strip():
        problems.append(file.problem("'rubric' is no name", ("rubric",), "give the rubric's name"))
    return RubricFile(id=str(name), version=version, sha256=sha256)


def _rules(file: Source, terms: Terms, problems: list[DesignerError]) -> list[CompiledRule]:
    data = file.data if isinstance(file.data, dict) else {}
    stanzas = data.get("rules", [] if "define" in data else None)
    if not isinstance(stanzas, list):
        problems.append(file.problem("a rubric is 'rubric: NAME' and 'rules:', a list"))
        return []
    compiled = (_rule(file, stanza, ("rules", index), terms, problems) for index, stanza in enumerate(stanzas))
    drill = _drill(file, data, problems)
    return [replace(rule, scenario=drill) if drill else rule for rule in compiled if rule]


def _drill(file: Source, data: Mapping[str, Any], problems: list[DesignerError]) -> str:
    """Read which scenario a file is for, if not for all: one that ships, or the one beside it."""
    named = data.get("scenario", "")
    if named and named not in scenario_ids() and named != Path(file.name).parent.name:
        remedy = suggestion(str(named), scenario_ids()) or "see 'designer scenarios'"
        problems.append(file.problem(f"there is no scenario '{named}'", ("scenario",), remedy))
    return str(named)


def _rule(
    file: Source,
    stanza: Any,  # noqa: ANN401 (whatever stands in the file)
    at: Location,
    terms: Terms,
    problems: list[DesignerError],
) -> CompiledRule | None:
    rule: Rule | None = None
    try:
        rule = validate(Rule, file, stanza, at)
    except Problems as error:
        problems += error.problems
    compiler = Compiler(file, catalog(), condition_kinds(), terms)
    parts = _compile(compiler, stanza if isinstance(stanza, dict) else {}, at)
    _check_words(compiler, stanza if isinstance(stanza, dict) else {}, at)
    if rule is not None and rule.competency in rule.also:
        compiler.report(f"'also' names '{rule.competency}', its own competency", (*at, "also"), "leave it away")
    if rule is not None and len(set(rule.also)) < len(rule.also):
        compiler.report("'also' names a competency twice", (*at, "also"), "name each once")
    name = stanza.get("id", "?") if isinstance(stanza, dict) else "?"
    problems += [DesignerError(f"rule '{name}': {p.what}", where=p.where, remedy=p.remedy) for p in compiler.problems]
    if rule is None or parts["require"] is None:
        return None
    return CompiledRule(rule, file.where(at), **parts, terms=terms)


def _compile(compiler: Compiler, stanza: dict[str, Any], at: Location) -> dict[str, Any]:
    subjects = stanza.get("for")
    each = None
    inner = compiler
    if isinstance(subjects, dict) and "each" in subjects:
        each = compiler.selector(subjects["each"], (*at, "for", "each"))
        inner = compiler.binding(subjects.get("as"), (*at, "for", "as"))
    return {
        "each": each,
        "applies": compiler.condition(stanza["applies"], (*at, "applies")) if "applies" in stanza else None,
        "require": inner.condition(stanza["require"], (*at, "require")) if "require" in stanza else None,
        "half": inner.condition(stanza["half"], (*at, "half")) if "half" in stanza else None,
    }


def recompiled(rule: CompiledRule, logic: Mapping[str, Any], terms: Terms | None = None) -> CompiledRule:
    """Compile a rule with another logic (`applies`, `for`, `require`, `half`); raises Problems where that is none."""
    file = Source(rule.where, logic)
    terms = rule.terms if terms is None else terms
    compiler = Compiler(file, catalog(), condition_kinds(), terms)
    parts = _compile(compiler, dict(logic), ())
    if compiler.problems or parts["require"] is None:
        raise Problems(compiler.problems or [file.problem("a rule requires something")])
    subjects = validate(Subjects, file, logic["for"], ("for",)) if "for" in logic else None
    return replace(rule, rule=rule.rule.model_copy(update={"subjects": subjects}), **parts, terms=terms)


def _check_words(compiler: Compiler, stanza: Mapping[str, Any], at: Location) -> None:
    """Check that messages can be filled, and that they are sentences."""
    subjects = stanza.get("for")
    subject = str(subjects.get("as", "")) if isinstance(subjects, dict) else ""
    known = {"witness": "", **({subject: ""} if subject else {})}
    if "partly" in stanza and "half" not in stanza:
        compiler.report("'partly' is said where 'half' holds, and there is none", (*at, "partly"), "leave it away")
    for key in ("say", "partly", "holds", "why", "fix", "ask"):
        text = stanza.get(key)
        if not isinstance(text, str):
            continue
        try:
            text.format_map(known)
        except (KeyError, ValueError, IndexError) as error:
            compiler.report(f"'{key}' cannot be filled in: {error}", (*at, key), f"it may use {{{'}, {'.join(known)}}}")
        if text and not text.rstrip().endswith((".", "?")):
            compiler.report(f"'{key}' does not end as a sentence", (*at, key), "end it with a full stop")


def _check_unique(rules: Sequence[CompiledRule], problems: list[DesignerError]) -> None:
    for key in ("id", "number"):
        first: dict[str, str] = {}
        for rule in rules:
            name = getattr(rule.rule, key)
            if name in first:
                problems.append(
                    DesignerError(f"the {key} '{name}' is taken", where=rule.where, remedy=f"see {first[name]}")
                )
            first.setdefault(name, rule.where)
