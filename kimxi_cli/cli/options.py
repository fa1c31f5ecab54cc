"""The options that many commands share: declared once, collected into one `Options`."""

from collections.abc import Callable
from functools import cache
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, Concatenate, Literal, NamedTuple

import typer
from typer.models import ArgumentInfo

from kimxi_cli.cli.defaults import filled
from kimxi_cli.cli.run import Run, execute
from kimxi_cli.errors import KimxiError
from kimxi_cli.ingest.listing import MOST_BYTES
from kimxi_cli.report.formats import Format

Color = Literal["auto", "always", "never"]


class Options(NamedTuple):
    """What the user asked for. Fields of groups that a command does not have keep their defaults."""

    corpus: str = "corpus"
    store: Path | None = None
    model: str | None = None
    jobs: int | None = None
    names: Path | None = None
    with_boilerplate: bool = False
    all_copies: bool = False
    column: list[str] | None = None
    max_bytes: int = MOST_BYTES
    format: Format | None = None
    output: Path | None = None
    limit: int | None = None
    quiet: bool = False
    verbose: bool = False
    color: Color = "auto"


NamesOption = Annotated[
    Path | None,
    typer.Option(
        "--names",
        metavar="FILE",
        show_default="kimxi.toml beside the articles or in this folder",
        help="What you decided about names: same, never, show, ignore.",
    ),
]


def corpus_options(
    corpus: Annotated[
        str,
        typer.Option(
            "--corpus",
            "-c",
            metavar="PATH",
            envvar="KIMXI_CORPUS",
            help="Folder or file of articles, or its address (s3://…); - for JSONL on stdin.",
        ),
    ] = "corpus",
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            envvar="KIMXI_STORE",
            show_default="in the user's cache folder",
            help="File (or folder) that keeps what was found.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", show_default="the one installed with kimxi", help="A spaCy pipeline, by name or path."
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, show_default="as many as cores", help="Processes that analyse."
        ),
    ] = None,
    names: NamesOption = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=NAME",
            help="Column or key that holds text, title, source, byline, published, url or id (repeatable).",
        ),
    ] = None,
    max_bytes: Annotated[
        int, typer.Option(metavar="N", min=1, help="Largest file, packed or not, that is read whole.")
    ] = MOST_BYTES,
) -> None:
    """Which articles, and how they are analysed."""


def boilerplate_options(
    with_boilerplate: Annotated[
        bool,
        typer.Option(
            "--with-boilerplate", help="Count names in bylines, datelines, credits and related headlines as well."
        ),
    ] = False,
) -> None:
    """Whether names outside what is read of an article count."""


def copies_options(
    all_copies: Annotated[
        bool,
        typer.Option("--all-copies", help="Count what stands in copies of an article again; see articles."),
    ] = False,
) -> None:
    """Whether copies of one report count."""


def names_options(names: NamesOption = None) -> None:
    """What a person decided about names."""


def output_options(
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", show_default="table on a terminal, else tsv", help="How rows are printed."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="File to write to; its ending tells the format.",
            show_default="stdout",
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Print no more rows than this.")] = None,
) -> None:
    """What becomes of the rows."""


def talk_options(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, warnings or summary.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more on standard error.")] = False,
    color: Annotated[Color, typer.Option(help="Colours in tables; auto obeys NO_COLOR.")] = "auto",
) -> None:
    """What is said besides the rows."""


Group = Callable[..., None]

CONTEXT = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def with_defaults() -> dict[str, Parameter]:
    """The options that kimxi.toml may set: all that many commands share, but where a report is written to."""
    groups = (corpus_options, boilerplate_options, output_options, talk_options)
    found = {parameter.name: parameter for group in groups for parameter in _parameters(group)}
    return {name.replace("_", "-"): parameter for name, parameter in found.items() if name != "output"}


def command[**P](
    app: typer.Typer, *groups: Group
) -> Callable[[Callable[Concatenate[Run, P], int]], Callable[Concatenate[Run, P], int]]:
    """Makes `function(run, its own options …)` a command of `app`, with the options of the groups behind its own."""

    def register(function: Callable[Concatenate[Run, P], int]) -> Callable[Concatenate[Run, P], int]:
        _, *own = signature(function).parameters.values()
        shared = [parameter for group in groups for parameter in _parameters(group)]

        def invoke(context: typer.Context, **given: Any) -> int:
            for parameter in (*own, *shared):
                _check_not_empty(parameter, given[parameter.name])
            asked = {parameter.name: given.pop(parameter.name) for parameter in shared}
            unsaid = {name for name in asked if _is_unsaid(context, name)}
            options = Options(**filled(asked, unsaid, with_defaults()))
            return execute(lambda run: function(run, **given), options)  # type: ignore[call-arg]

        parameters = [CONTEXT, *own, *shared]
        invoke.__doc__ = function.__doc__
        invoke.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        invoke.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        app.command(function.__name__.rstrip("_"))(invoke)
        return function

    return register


def _is_unsaid(context: typer.Context, name: str) -> bool:
    """Whether an option has its built-in value: neither the command line nor the environment says anything."""
    source = context.get_parameter_source(name)
    return source is None or source.name == "DEFAULT"


def _check_not_empty(parameter: Parameter, value: Any) -> None:
    """Raise KimxiError where a text is given that says nothing; --store "" and its like mean the default."""
    if not isinstance(value, str) or value.strip():
        return
    (declared,) = parameter.annotation.__metadata__
    if isinstance(declared, ArgumentInfo):
        raise KimxiError(f"{str(declared.metavar).strip('[]')} is empty.", "Say what is meant.")
    raise KimxiError(f"--{parameter.name} is empty.", "Say what is meant, or leave it out.")


def plain_app() -> typer.Typer:
    """An app for one command, its help plain text."""
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@cache
def _parameters(group: Group) -> tuple[Parameter, ...]:
    return tuple(signature(group).parameters.values())
