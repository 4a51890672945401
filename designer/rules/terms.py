"""Words that a rubric defines, so that what several rules speak of is written, and tested, once."""

from collections.abc import Mapping
from typing import Any

from designer.catalog.library import Catalog
from designer.catalog.source import Location, Source
from designer.errors import DesignerError, suggestion
from designer.rules.compiler import EDGES, SETS, Compiler, Kept, Term
from designer.rules.registry import condition_kinds
from designer.rules.selector import Defined

Terms = Mapping[str, Term]
KEYS = ("means", "select", "when")
"""What stands under a word: how messages say it, and the selector or the condition that it stands for."""


def read_terms(file: Source, known: Terms, kinds: Catalog, problems: list[DesignerError]) -> Terms:
    """Read the words that a file defines, each of which may use those before it, on top of the known ones."""
    stanzas = file.data.get("define", {}) if isinstance(file.data, dict) else {}
    if not isinstance(stanzas, dict):
        problems.append(file.problem("'define' is a map from words to what they stand for", ("define",)))
        return known
    found = dict(known)
    for name, stanza in stanzas.items():
        compiler = Compiler(file, kinds, condition_kinds(), found)
        term = _term(compiler, str(name), stanza, ("define", name))
        named = (f"word '{name}': {problem.what}" for problem in compiler.problems)
        problems += [
            DesignerError(what, where=problem.where, remedy=problem.remedy)
            for what, problem in zip(named, compiler.problems, strict=True)
        ]
        if term:
            found[str(name)] = term
    return found


def _term(compiler: Compiler, name: str, stanza: Any, at: Location) -> Term | None:  # noqa: ANN401 (plain data)
    kinds = compiler.catalog
    if not name.isidentifier() or name in {*SETS, *EDGES, *kinds.kinds, *kinds.roles, *compiler.terms}:
        remedy = "use small letters, and no kind, role, set or word that there is"
        compiler.report("the name is taken, or is none", at, remedy)
    for key in stanza if isinstance(stanza, dict) else ():
        if key not in KEYS:
            compiler.report(f"a word has no key '{key}'", (*at, key), suggestion(str(key), KEYS))
    if not isinstance(stanza, dict) or "means" not in stanza or ("select" in stanza) == ("when" in stanza):
        compiler.report("it needs 'means', in words, and one of 'select' and 'when'", at)
        return None
    if "when" in stanza:
        return Term(stanza, condition=Kept(compiler.condition(stanza["when"], (*at, "when"))))
    return Term(stanza, selector=Defined(compiler.selector(stanza["select"], (*at, "select")), str(stanza["means"])))
