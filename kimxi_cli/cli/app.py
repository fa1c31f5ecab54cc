"""The command line: which commands there are, and how faults are told. Each command is a module of its own.

Start-up is part of every query, so nothing but typer is imported here: a command's module is loaded when it is
called, and `kimxi --help` loads none.
"""

import errno
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from kimxi_cli.errors import KimxiError

COMMANDS = {
    "entities": "People, places and organisations, under one name each.",
    "mentions": "Every place where an entity is named.",
    "names": "Which of the given names mean the same person.",
    "quotes": "Who said what, and about which visit.",
    "visits": "Which visits, meetings and calls there were, and what the articles say of them.",
    "articles": "The articles: title, source, date, and what of each was read.",
    "report": "A page to show around: visits, people, who said what, and the articles, all linked.",
    "index": "Analyse what is new in the corpus, and store it.",
    "cache": "What is kept of analysed corpora: how much, by which version, and where.",
    "show": "One entity, quote or visit: its sentences, and the reasons.",
    "export": "All reports at once, as a database, tables, a graph or FollowTheMoney entities.",
    "init": "Write a commented kimxi.toml and a metadata.csv for a folder of articles.",
    "doctor": "Whether all that kimxi needs is there and sound.",
}
"""The commands and the first line of their help; `kimxi_cli.cli.<name>` has the rest."""

PROJECT_FAULT = (
    "This is a fault of kimxi, not yours. Set KIMXI_DEBUG=1 to see where it happened, and report it with that."
)


class _Commands(dict[str, Any]):
    """The commands by name, each loaded when it is looked up."""

    def __missing__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        self[name] = get_command(import_module(f"kimxi_cli.cli.{name}").app)
        return self[name]

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in COMMANDS else default

    def keys(self) -> Any:
        return COMMANDS.keys()

    def items(self) -> Any:
        return [(name, self[name]) for name in COMMANDS]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)


class Group(TyperGroup):
    """The commands without their modules: names and help from COMMANDS, the rest on demand."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: rich would double the start-up
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    epilog="See `kimxi COMMAND --help` for a command's options.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from kimxi_cli import __version__

        typer.echo(f"kimxi {__version__}")
        raise typer.Exit


@app.callback()
def kimxi(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Read news articles: people under one name each, who said what, which visits took place.

    Every row says in which file, on which line and at which characters it was found.
    """


def main(arguments: list[str] | None = None) -> int:
    """Run a command line; the exit status. Faults are told on standard error, never as a traceback."""
    try:
        code = get_command(app)(arguments, prog_name="kimxi", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except KimxiError as error:
        return fault(error.message, error.hint, error.exit_code)
    except TyperException as error:
        return _usage_fault(error)
    except BrokenPipeError:
        from kimxi_cli.cli.talk import close_quietly

        close_quietly()
        return 0
    except Exception as error:
        if os.environ.get("KIMXI_DEBUG"):
            raise
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO):
            from kimxi_cli.cli.talk import cannot_write, close_quietly

            close_quietly()
            told = cannot_write(error.filename or "standard output", error)
            return fault(told.message, told.hint, told.exit_code)
        return fault(f"unexpected {type(error).__name__}: {error}", PROJECT_FAULT, 2)


def fault(message: str, hint: str, code: int) -> int:
    """Tell a fault on standard error; the exit status it ends with."""
    from kimxi_cli.cli.talk import tell

    tell(message, hint)
    return code


def _usage_fault(error: TyperException) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.message, err=True)
        return 2
    path = context.command_path if context else "kimxi"
    return fault(error.format_message(), f"See `{path} --help`.", error.exit_code)
