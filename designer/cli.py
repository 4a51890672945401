"""The command line: one function a command, results on standard output, everything else on standard error."""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from designer import __version__
from designer.errors import DesignerError, Problems, suggestion

if TYPE_CHECKING:
    from designer.model.critique import Critique
    from designer.model.design import Design
    from designer.rules.rubric import CompiledRubric, CompiledRule

# What a command needs is imported inside it: `designer scenarios` must not wait for the graph, nor `grade` for Qt.

BELOW, WRONG, INTERRUPTED = 1, 2, 130


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence, and whose help goes the way of every other result."""

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002 (argparse's signature)
        if message:
            _print(message)

    def error(self, message: str) -> NoReturn:
        raise DesignerError(message, where=self.prog, remedy=f"see '{self.prog} --help'")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            what = f"'{value}' is not a {action.dest.replace('_', ' ')}"
            raise DesignerError(what, where=self.prog, remedy=suggestion(str(value), map(str, action.choices)))


def main(arguments: Sequence[str], open_window: Callable[..., int]) -> int:
    """Run one command; give the exit status: 0 done, 1 below --fail-under, 2 something given is wrong.

    `open_window` is handed in, since this door and the window's know nothing of each other.
    """
    try:
        options = _parser().parse_args(arguments)
        options.open_window = open_window
        status: int = options.run(options)
    except DesignerError as error:
        if sys.stderr is not None:
            with contextlib.suppress(OSError):
                print(error, file=sys.stderr, flush=True)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _print(result: str | bytes) -> None:
    """Write a result to standard output: the same bytes in every locale."""
    if sys.stdout is None:
        raise DesignerError("standard output is closed", remedy="redirect it to a file")
    try:
        sys.stdout.buffer.write(result.encode() if isinstance(result, str) else result)
        sys.stdout.flush()
    except BrokenPipeError:  # `designer rules | head`: nobody reads on, and that is all right
        _abandon_output()
    except OSError as error:
        _abandon_output()
        raise DesignerError(f"standard output cannot be written ({error.strerror})") from None


def _abandon_output() -> None:
    """Let what is still buffered go nowhere, so that Python does not complain of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="designer", description="Practise machine-learning system design: draw it, and have the drawing graded."
    )
    parser.add_argument("--version", action="version", version=f"designer {__version__}")
    parser.set_defaults(run=_app)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_app_commands(commands)
    _add_grade(commands)
    for name, help_, run, what in (
        ("scenarios", "list the drills, or show one", _scenarios, "SCENARIO"),
        ("components", "list the component kinds, or show one", _components, "KIND"),
    ):
        command = commands.add_parser(name, help=help_)
        command.add_argument("id", nargs="?", metavar=what)
        command.add_argument("--format", choices=("text", "json"), default="text")
        command.set_defaults(run=run)
    rules = commands.add_parser("rules", help="list the rules, show one, or check rubric files of your own")
    rules.add_argument("id", nargs="?", metavar="RULE")
    ways = rules.add_mutually_exclusive_group()
    ways.add_argument("--check", nargs="+", type=Path, metavar="FILE", help="check rubric files")
    ways.add_argument(
        "--mutants",
        nargs="*",
        metavar="RULE",
        help="change rules and references a little, tell what goes unnoticed",
    )
    formats = ("text", "json", "markdown", "pdf")
    rules.add_argument("--format", choices=formats, default="text", help="all rules as Markdown are a folder")
    rules.set_defaults(run=_rules)
    _add_validation(rules, ways)
    schema = commands.add_parser("schema", help="print the JSON Schema of a sort of file, for editors")
    schema.add_argument("schema", metavar="FILES", choices=("rubric", "scenario", "design"), help="%(choices)s")
    schema.set_defaults(run=_schema)
    return parser


def _add_validation(rules: _Parser, ways: "argparse._MutuallyExclusiveGroup") -> None:
    ways.add_argument(
        "--validate",
        nargs="+",
        type=Path,
        metavar=("GRADES", "DESIGNS"),
        help="compare with readers' grades: a table of tab-separated columns (file, overall), and the drawings",
    )
    rules.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write; for --validate, a plot")
    _add_level_and_rubric(rules)


def _add_level_and_rubric(command: _Parser) -> None:
    levels = ("mid", "senior", "staff")
    command.add_argument("--level", choices=levels, help="how senior an answer is asked, by default the scenario's")
    command.add_argument(
        "--rubric", nargs="+", type=Path, metavar="FILE", help="rules on top; one with a known id takes its place"
    )


def _add_app_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    drill = commands.add_parser("drill", help="open the window in a drill")
    drill.add_argument("scenario", metavar="SCENARIO")
    drill.add_argument("--mode", choices=("interview", "practice"), default="interview")
    drill.add_argument("--minutes", type=_minutes, metavar="N", help="the time there is, by default the scenario's")
    drill.set_defaults(run=_drill)
    opening = commands.add_parser("open", help="open a drawing in the window")
    opening.add_argument("file", type=Path, metavar="FILE")
    opening.set_defaults(run=_open)


def _add_grade(commands: "argparse._SubParsersAction[_Parser]") -> None:
    grading = commands.add_parser("grade", help="grade a drawing")
    grading.add_argument("design", type=Path, metavar="DESIGN")
    grading.add_argument("--scenario", metavar="ID", help="the drill that it answers, by default the one it names")
    _add_level_and_rubric(grading)
    grading.add_argument("--format", choices=("text", "json", "pdf"), default="text")
    grading.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write, by default standard output")
    grading.add_argument("--fail-under", type=_percentage, metavar="PERCENT", help="exit 1 when the score is lower")
    grading.set_defaults(run=_grade)


def _minutes(text: str) -> int:
    return round(_number(text, 1, 24 * 60, "a number of minutes"))


def _percentage(text: str) -> float:
    return _number(text, 0, 100, "a percentage")


def _number(text: str, least: float, most: float, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise DesignerError(f"'{text}' is not {what}", remedy=f"give a number from {least:g} to {most:g}")
    return value


def _app(options: argparse.Namespace) -> int:
    _need_display()
    return int(options.open_window())


def _drill(options: argparse.Namespace) -> int:
    from designer.catalog.library import scenario

    scenario(options.scenario)
    _need_display()
    return int(options.open_window(scenario=options.scenario, mode=options.mode, minutes=options.minutes))


def _open(options: argparse.Namespace) -> int:
    from designer.exchange.formats import load

    load(options.file)
    _need_display()
    return int(options.open_window(path=str(options.file)))


def _need_display() -> None:
    """Refuse in a sentence where Qt would abort."""
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise DesignerError(
            "there is no display to open a window on", remedy="use 'designer grade' here, or set DISPLAY"
        )


def _grade(options: argparse.Namespace) -> int:
    from designer.exchange.formats import load
    from designer.grading import grade

    output = None if options.output == Path("-") else options.output
    _spare_inputs(output, [options.design, *(options.rubric or ())])
    design = load(options.design)
    rubric = _rubric(options.rubric)
    try:
        critique = grade(design, options.scenario, options.level, rubric)
    except DesignerError as error:
        if options.scenario or error.where:
            raise
        raise DesignerError(error.what, where=str(options.design), remedy=error.remedy) from None
    _put(_written(critique, design, options.format), output, options.format)
    return BELOW if options.fail_under is not None and critique.score.percent < options.fail_under else 0


def _spare_inputs(output: Path | None, inputs: list[Path]) -> None:
    """Refuse to write the result over what it is made from."""
    for path in inputs:
        with contextlib.suppress(OSError, ValueError):
            if output is not None and output.samefile(path):
                raise DesignerError("this is what is to be read", where=str(output), remedy="write to another file")


def _rubric(paths: list[Path] | None) -> "CompiledRubric | None":
    if not paths:
        return None
    from designer.rules.in_use import rubric_in_use
    from designer.rules.rubric import compose, read_rubric

    return compose(rubric_in_use(), read_rubric(paths))


def _written(critique: "Critique", design: "Design", format_: str) -> bytes:
    if format_ == "json":
        from designer.report.data import critique_json

        return critique_json(critique).encode()
    from designer.catalog.library import catalog, scenario

    if format_ == "pdf":
        from designer.report.pdf import critique_pdf

        return critique_pdf(
            critique, design, scenario(critique.scenario), catalog().kinds, drawn_on=None, elapsed_s=None
        )
    from designer.report.text import critique_text

    return critique_text(critique, design, catalog().kinds).encode()


def _put(content: bytes, output: Path | None, format_: str) -> None:
    if output is not None:
        from designer.exchange.atomic import write_atomically

        write_atomically(output, content)
        return
    if format_ == "pdf" and sys.stdout is not None and sys.stdout.isatty():
        raise DesignerError("a PDF is not for a terminal", remedy="name a file with -o")
    _print(content)


def _scenarios(options: argparse.Namespace) -> int:
    from designer.catalog.library import scenario, scenarios
    from designer.report import pages

    found = [scenario(options.id)] if options.id else list(scenarios().values())
    if options.format == "json":
        hidden: Any = {"weak": True, "clarifications": {"__all__": {"answer"}}, "twists": {"__all__": {"answer"}}}
        data = [each.model_dump(mode="json", exclude=hidden) for each in found]
        return _print_json(data[0] if options.id else data)
    _print(pages.scenario_page(found[0]) if options.id else pages.scenario_list(found))
    return 0


def _components(options: argparse.Namespace) -> int:
    from designer.catalog.library import catalog
    from designer.report import pages

    known = catalog()
    found = [known.kind(options.id)] if options.id else list(known.kinds.values())
    if options.format == "json":
        data = [each.model_dump(mode="json") for each in found]
        return _print_json(data[0] if options.id else data)
    _print(pages.component_page(found[0], known) if options.id else pages.component_list(known))
    return 0


def _rules(options: argparse.Namespace) -> int:
    from designer.rules.in_use import rubric_in_use
    from designer.rules.rubric import read_rubric

    if options.check:
        from designer.rule_check import try_examples

        checked = read_rubric(options.check)
        tried = list(try_examples(checked))
        wrong = [DesignerError(str(each)) for each in tried if not each.agrees]
        if wrong:
            raise Problems(wrong)
        _print(f"{len(checked.rules)} rules, {len(tried)} examples, nothing wrong\n")
        return 0
    if options.validate:
        return _validate(options)
    if options.level is not None:
        raise DesignerError("--level is for --validate", where="designer rules", remedy="name grades and drawings")
    rubric = _rubric(options.rubric) or rubric_in_use()
    if options.mutants is not None:
        return _mutants([_rule(rubric, name) for name in options.mutants] or rubric.rules)
    one = _rule(rubric, options.id) if options.id else None
    return _tell(rubric, one, options)


def _rule(rubric: "CompiledRubric", name: str) -> "CompiledRule":
    found = rubric.find(name)
    if found is None:
        known = [each.rule.id for each in rubric.rules]
        raise DesignerError(f"there is no rule '{name}'", remedy=suggestion(name, known) or "see 'designer rules'")
    return found


def _mutants(rules: "Sequence[CompiledRule]") -> int:
    from designer.mutation.designs import design_mutants
    from designer.mutation.report import design_report, rule_report
    from designer.mutation.rules import rule_mutants

    _print(rule_report(list(rule_mutants(rules))) + "\n")
    _print(design_report(list(design_mutants(rules))))
    return 0


def _tell(rubric: "CompiledRubric", one: "CompiledRule | None", options: argparse.Namespace) -> int:
    from designer.rule_catalogue import markdown_tree, write_folder, written

    output = None if options.output == Path("-") else options.output
    _spare_inputs(output, options.rubric or [])
    if options.format != "markdown" or one:
        _put(written(rubric, one, options.format), output, options.format)
    elif output is None:
        raise DesignerError("all rules as Markdown are a folder", where="designer rules", remedy="name one with -o")
    else:
        write_folder(output, lambda: markdown_tree(rubric))
    return 0


def _validate(options: argparse.Namespace) -> int:
    from designer.agreement import agreement
    from designer.report.agreement import agreement_png, agreement_text

    grades, *designs = options.validate
    if not designs:
        remedy = "name them after the grades: --validate GRADES.tsv DESIGNS..."
        raise DesignerError("no drawing is named", where=str(grades), remedy=remedy)
    if options.output is not None and options.output.suffix.lower() != ".png":
        raise DesignerError("the plot is a PNG", where=str(options.output), remedy="name a file that ends in .png")
    if options.format not in {"text", "json"}:
        raise DesignerError("the comparison is text or JSON", where="designer rules", remedy="and -o FILE.png its plot")
    _spare_inputs(options.output, [*options.validate, *(options.rubric or ())])
    found = agreement(grades, designs, options.level, _rubric(options.rubric))
    if options.output is not None:
        _put(agreement_png(found), options.output, "png")
    if options.format == "json":
        return _print_json(found.model_dump(mode="json"))
    _print(agreement_text(found))
    return 0


def _schema(options: argparse.Namespace) -> int:
    from designer.schema import SCHEMAS

    return _print_json(SCHEMAS[options.schema]())


def _print_json(data: object) -> int:
    _print(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    return 0
