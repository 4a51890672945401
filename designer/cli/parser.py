"""The commands and their options; what a command does is imported when it runs."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from designer import __version__
from designer.cli.output import put_out
from designer.errors import DesignerError, suggestion

Run = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence, and whose help goes the way of every other result."""

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002 (argparse's signature)
        if message:
            put_out(message)

    def error(self, message: str) -> NoReturn:
        raise DesignerError(message, where=self.prog, remedy=f"see '{self.prog} --help'")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            what = f"'{value}' is not a {action.dest.replace('_', ' ')}"
            raise DesignerError(what, where=self.prog, remedy=suggestion(str(value), map(str, action.choices)))


def _later(name: str) -> Run:
    """Give a command by module and function: `designer scenarios` must not wait for what `grade` needs."""
    module, _, function = name.partition(".")

    def run(options: argparse.Namespace) -> int:
        status: int = getattr(import_module(f"designer.cli.{module}"), function)(options)
        return status

    return run


def parser() -> argparse.ArgumentParser:
    """Make the parser of the whole command line."""
    top = _Parser(
        prog="designer", description="Practise machine-learning system design: draw it, and have the drawing graded."
    )
    top.add_argument("--version", action="version", version=f"designer {__version__}")
    top.set_defaults(run=_later("window.home"))
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_app_commands(commands)
    _add_grade(commands)
    _add_analyze(commands)
    _add_coach(commands)
    _add_convert(commands)
    _add_cohort(commands)
    drills = _add_listing(commands, "scenarios", "list the drills, show one, or check their folders", "SCENARIO")
    drills.add_argument("--sheet", type=Path, metavar="FILE", help="draw all reference designs on one sheet, as PNG")
    drills.add_argument("--answers", action="store_true", help="show what a drill keeps back, too")
    drills.add_argument(
        "--check", nargs="*", type=Path, metavar="FOLDER", help="check folders of scenarios, by default all that ship"
    )
    _add_listing(commands, "components", "list the component kinds, or show one", "KIND")
    rules = commands.add_parser("rules", help="list the rules, show one, or check rubric files of your own")
    rules.add_argument("id", nargs="?", metavar="RULE")
    rules.add_argument("--scenario", metavar="ID", help="the rules that one drill has of its own")
    ways = rules.add_mutually_exclusive_group()
    ways.add_argument(
        "--check",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="check rubric files, or what ships and how well it is tested",
    )
    rules.add_argument(
        "--mutants",
        nargs="*",
        metavar="RULE",
        help="change rules and references a little, tell what goes unnoticed",
    )
    formats = ("text", "json", "markdown", "pdf")
    rules.add_argument("--format", choices=formats, default="text", help="all rules as Markdown are a folder")
    rules.set_defaults(run=_later("rules.run"))
    _add_validation(rules, ways)
    history = commands.add_parser("history", help="tell your attempts, the scores by competency, and what is due")
    history.add_argument("--format", choices=("text", "json"), default="text")
    history.set_defaults(run=_later("history.run"))
    schema = commands.add_parser("schema", help="print the JSON Schema of a sort of file, for editors")
    schema.add_argument("schema", metavar="FILES", choices=("rubric", "scenario", "design"), help="%(choices)s")
    schema.set_defaults(run=_later("shipped.schema"))
    return top


def _add_listing(commands: "argparse._SubParsersAction[_Parser]", name: str, help_: str, what: str) -> _Parser:
    command = commands.add_parser(name, help=help_)
    command.add_argument("id", nargs="?", metavar=what)
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_later(f"shipped.{name}"))
    return command


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
        "--rubric",
        nargs="+",
        action="extend",
        type=Path,
        metavar="FILE",
        help="rules on top; one with a known id takes its place",
    )


def _add_answer(command: _Parser) -> None:
    """Take a drawing, and what it is to be graded by."""
    command.add_argument("design", type=Path, metavar="DESIGN", help="a file, or - for standard input")
    command.add_argument("--scenario", metavar="ID", help="the drill that it answers, by default the one it names")
    _add_level_and_rubric(command)


def _add_app_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    drill = commands.add_parser("drill", help="open the window in a drill")
    drill.add_argument("scenario", metavar="SCENARIO")
    drill.add_argument("--mode", choices=("interview", "practice"), default="interview")
    drill.add_argument("--minutes", type=_minutes, metavar="N", help="the time there is, by default the scenario's")
    drill.set_defaults(run=_later("window.drill"))
    opening = commands.add_parser("open", help="open a drawing in the window")
    opening.add_argument("file", type=Path, metavar="FILE")
    opening.set_defaults(run=_later("window.drawing"))


def _add_grade(commands: "argparse._SubParsersAction[_Parser]") -> None:
    grading = commands.add_parser("grade", help="grade a drawing")
    _add_answer(grading)
    grading.add_argument("--twists", action="store_true", help="after all that its drill changes on the way")
    formats = ("text", "json", "sarif", "markdown", "pdf")
    grading.add_argument("--format", choices=formats, help="by default what FILE's name ends in, or text")
    grading.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write, by default standard output")
    grading.add_argument("--fail-under", type=_percentage, metavar="PERCENT", help="exit 1 when the score is lower")
    grading.set_defaults(run=_later("grade.run"))


def _add_analyze(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("analyze", help="compute availability, latency, capacity, cost and what faults do")
    command.add_argument("design", type=Path, metavar="DESIGN", help="a file, or - for standard input")
    command.add_argument(
        "--scenario", metavar="ID", help="the drill whose load it carries, by default the one it names"
    )
    command.add_argument(
        "--kill",
        action="append",
        default=[],
        metavar="WHAT",
        help="a component's ID, zone:NAME, region:NAME, replica:ID or slow:ID; several fail together",
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_later("analyze.run"))


def _add_coach(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("coach", help="the fixes worth most points, and what an interviewer would ask")
    _add_answer(command)
    command.add_argument("--answers", action="store_true", help="what good answers touch on, too; in JSON always")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_later("coach.run"))


def _add_convert(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser(
        "convert",
        help="read a drawing in one format, write it in another",
        description="Formats: design, yaml, excalidraw, drawio, mermaid, dot, graphml, json_canvas, mingrammer; "
        "and png, which is only written.",
    )
    command.add_argument("input", type=Path, metavar="IN", help="a file, or - for standard input")
    command.add_argument("output", type=Path, metavar="OUT", help="a file, or - for standard output")
    command.add_argument("--to", metavar="FORMAT", help="by default what OUT's name ends in")
    command.set_defaults(run=_later("convert.run"))


def _add_cohort(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("cohort", help="grade many drawings, and write one table")
    command.add_argument("designs", nargs="+", type=Path, metavar="DESIGNS", help="files, and folders of them")
    command.add_argument("--scenario", metavar="ID", help="the drill that all answer, by default the one each names")
    _add_level_and_rubric(command)
    table = "RESULTS.(csv|jsonl|parquet)"
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar=table, help="the table, a row a drawing; - prints it as CSV"
    )
    ways = command.add_mutually_exclusive_group()
    ways.add_argument("--jobs", type=_jobs, metavar="N", help="how many processes grade, by default a core each")
    ways.add_argument("--cluster", metavar="ADDRESS", help="grade on a Dask cluster, by its scheduler: tcp://HOST:PORT")
    command.set_defaults(run=_later("cohort.run"))


def _jobs(text: str) -> int:
    return round(_number(text, 1, 256, "a number of processes"))


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
