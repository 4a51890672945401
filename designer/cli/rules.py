"""`designer rules`: lists and pages, checks of one's own files, mutants, agreement with readers."""

import argparse
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from designer.cli.output import deliver, put_json, put_out, spare_inputs
from designer.errors import DesignerError, Problems, suggestion

if TYPE_CHECKING:
    from designer.rules.rubric import CompiledRubric, CompiledRule


def run(options: argparse.Namespace) -> int:
    """Do what was asked of the rules."""
    from designer.rules.rubric import compose, read_rubric, shipped

    if options.check:
        found = read_rubric(options.check)
        compose(shipped(), found)  # refuses a number that is taken
        return _check(found)
    if options.check is not None and not options.mutants:
        return _check_shipped(whole=options.mutants is not None)
    if options.validate:
        if options.mutants is not None:
            raise DesignerError("--mutants is not for --validate", where="designer rules", remedy="name one of them")
        return _validate(options)
    if options.level is not None:
        raise DesignerError("--level is for --validate", where="designer rules", remedy="name grades and drawings")
    rubric = _asked(options)
    if options.mutants:
        named = [_rule(rubric, name) for name in options.mutants]
        _check(replace(rubric, rules=tuple(named)))
        drills = {rule.scenario for rule in named}
        return _mutants(named, of=None if "" in drills else drills)
    if options.mutants is not None:
        return _mutants(rubric.rules)
    one = _rule(rubric, options.id) if options.id else None
    return _tell(rubric, one, options)


def _asked(options: argparse.Namespace) -> "CompiledRubric":
    """Give the rules that are spoken of: of one drill its own, of all drills those for all; one rule may be either."""
    from designer.catalog.library import scenario
    from designer.rules.in_use import rubric_in_use
    from designer.rules.rubric import compose, own_rubric, shipped_whole

    if options.scenario is not None:
        own = own_rubric(scenario(options.scenario).id)
        if own is None:
            raise DesignerError(f"'{options.scenario}' has no rules of its own", remedy="see 'designer rules'")
        return own
    rubric = rubric_in_use("", options.rubric or ())
    names = [options.id] if options.id else options.mutants or ()
    if all(rubric.find(name) for name in names):
        return rubric
    return compose(shipped_whole(), rubric)


def _check(rubric: "CompiledRubric") -> int:
    from designer.checking.rules import try_examples

    tried = list(try_examples(rubric))
    wrong = [DesignerError(str(each)) for each in tried if not each.agrees]
    if wrong:
        raise Problems(wrong)
    counts = ((len(rubric.rules), "rule"), (len(tried), "example"))
    told = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)
    put_out(f"{told}, nothing wrong\n")
    return 0


FEWER = 8
"""Where the examples of what ships are checked, every so many-th mutant is tried, unless all are asked for.

It has no divisor in common with the number of rules, so that each is tried on some reference.
"""


def _check_shipped(*, whole: bool) -> int:
    from designer.rules.rubric import shipped_whole

    whole_rubric = shipped_whole()
    _check(whole_rubric)
    every = 1 if whole else FEWER
    if not whole:
        put_out(f"Every {FEWER}th mutant is tried; with --mutants all of them.\n")
    return _mutants(whole_rubric.rules, every=every)


def _rule(rubric: "CompiledRubric", name: str) -> "CompiledRule":
    found = rubric.find(name)
    if found is None:
        known = [each.rule.id for each in rubric.rules]
        raise DesignerError(f"there is no rule '{name}'", remedy=suggestion(name, known) or "see 'designer rules'")
    return found


def _mutants(rules: "Sequence[CompiledRule]", *, every: int = 1, of: Container[str] | None = None) -> int:
    from designer.mutation.designs import design_mutants
    from designer.mutation.fall import falls
    from designer.mutation.reliance import named
    from designer.mutation.reliance_report import reliance_report
    from designer.mutation.report import design_report, rule_report
    from designer.mutation.rules import rule_mutants, word_mutants
    from designer.mutation.trial import trials

    mutants = [*rule_mutants(rules, every=every), *word_mutants(rules, every=every)]
    put_out("\n" + rule_report(mutants) + "\n")
    put_out(design_report(list(design_mutants(rules, every=every, of=of))) + "\n")
    tried = list(trials(rules, every=every, of=of))
    reliance = [each for trial in tried for each in named(trial)]
    put_out(reliance_report(reliance, [each for trial in tried for each in falls(trial)]))
    return 0


def _tell(rubric: "CompiledRubric", one: "CompiledRule | None", options: argparse.Namespace) -> int:
    from designer.rule_catalogue import markdown_tree, write_folder, written

    output = None if options.output == Path("-") else options.output
    spare_inputs(output, options.rubric or [])
    if options.format != "markdown" or one:
        deliver(written(rubric, one, options.format), output, options.format)
    elif output is None:
        raise DesignerError("all rules as Markdown are a folder", where="designer rules", remedy="name one with -o")
    else:
        write_folder(output, lambda: markdown_tree(rubric))
    return 0


def _validate(options: argparse.Namespace) -> int:
    from designer.checking.agreement import agreement
    from designer.report.agreement import agreement_png, agreement_text

    grades, *designs = options.validate
    if not designs:
        remedy = "name them after the grades: --validate GRADES.tsv DESIGNS..."
        raise DesignerError("no drawing is named", where=str(grades), remedy=remedy)
    if options.output is not None and options.output.suffix.lower() != ".png":
        raise DesignerError("the plot is a PNG", where=str(options.output), remedy="name a file that ends in .png")
    if options.format not in {"text", "json"}:
        raise DesignerError("the comparison is text or JSON", where="designer rules", remedy="and -o FILE.png its plot")
    spare_inputs(options.output, [*options.validate, *(options.rubric or ())])
    found = agreement(grades, designs, options.level, options.rubric or ())
    if options.output is not None:
        deliver(agreement_png(found), options.output, "png")
    if options.format == "json":
        return put_json(found.model_dump(mode="json"))
    put_out(agreement_text(found))
    return 0
