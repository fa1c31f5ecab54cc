"""kimxi doctor"""

import sys
from collections.abc import Iterator
from typing import Any

from kimxi_cli.cli.options import command, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.run import FOUND, NOTHING_FOUND, Run
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import CHECKS
from kimxi_cli.report.words import count

app = plain_app()

OK, WARNING, ABSENT = "ok", "warning", "absent"

Check = dict[str, str | None]


@command(app, corpus_options, output_options, talk_options)
def doctor(run: Run) -> int:
    """Whether all that kimxi needs is there and sound.

    Looks at the versions, the language model, the store of the corpus, kimxi.toml, the terminal and the extras that
    are installed. Ends with status 1 where something needs mending; an extra that is absent does not.
    """
    from kimxi_cli.serial import dumps

    checks = [*_versions(), _model(run), _store(run), _names_file(run), _terminal(run), *_extras()]
    run.print(map(dumps, checks), CHECKS)
    return NOTHING_FOUND if any(check["state"] == WARNING for check in checks) else FOUND


def _check(name: str, state: str, found: str, hint: str = "") -> Check:
    return {"check": name, "state": state, "found": found, "hint": hint or None}


def _faulty(name: str, error: KimxiError) -> Check:
    return _check(name, WARNING, error.message, error.hint)


def _versions() -> Iterator[Check]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from kimxi_cli import __version__

    yield _check("kimxi", OK, __version__)
    yield _check("Python", OK, f"{platform.python_version()} at {sys.executable}")
    try:
        yield _check("spaCy", OK, version("spacy"))
    except PackageNotFoundError:
        yield _check("spaCy", WARNING, "not installed", "Install kimxi anew: pip install --force-reinstall kimxi")


def _model(run: Run) -> Check:
    try:
        from kimxi_cli.annotate.facts import model_facts

        facts = model_facts(run.options.model)
    except KimxiError as error:
        return _faulty("model", error)
    except ImportError as error:
        return _check("model", WARNING, f"spaCy can't be loaded: {error}", "Install kimxi anew.")
    return _check("model", OK, f"{facts.name} {facts.version}, files {facts.digest}, at {facts.folder}")


def _store(run: Run) -> Check:
    from kimxi_cli.store import path_for
    from kimxi_cli.store.soundness import soundness
    from kimxi_cli.version import code_version

    path = path_for(run.options.corpus, run.options.store)
    try:
        held = soundness(path, code_version())
    except KimxiError as error:
        return _faulty("store", error)
    if held is None:
        return _check("store", OK, f"{path}, not made yet")
    size = f"{path.stat().st_size / 1_000_000:,.1f} MB"
    made = "" if held.current else ", of another version of kimxi: analysed anew by the next run"
    return _check("store", OK, f"{path}, {size}, {count(held.articles, 'article')}{made}")


def _names_file(run: Run) -> Check:
    try:
        names = run.names_file()
        names.overrides()
    except KimxiError as error:
        return _faulty("kimxi.toml", error)
    return _check("kimxi.toml", ABSENT if names.path is None else OK, "none" if names.path is None else str(names.path))


def _terminal(run: Run) -> Check:
    import shutil

    output = run.output
    encoding = (sys.stdout.encoding if sys.stdout is not None else None) or "none"
    color = "with colours" if output.color else "without colours"
    width = shutil.get_terminal_size().columns
    kind = "a terminal" if output.to_terminal else "no terminal"
    found = f"{kind}, {width} columns, {color}, {encoding}"
    if output.to_terminal and encoding.lower().replace("-", "") != "utf8":
        return _check("output", WARNING, found, "Names may be shown wrong: set a UTF-8 locale, or PYTHONUTF8=1.")
    return _check("output", OK, found)


def _extras() -> Iterator[Check]:
    """Each extra of kimxi, and whether what it needs is installed."""
    import re
    from importlib.metadata import PackageNotFoundError, metadata, version

    try:
        held: Any = metadata("kimxi")
    except PackageNotFoundError:
        return
    for extra in sorted(held.get_all("Provides-Extra") or ()):
        marked = re.compile(rf"([A-Za-z0-9._-]+).*;.*extra == ['\"]{re.escape(extra)}['\"]")
        needed = [found[1] for line in held.get_all("Requires-Dist") or () if (found := marked.match(line))]
        there, missing = [], []
        for name in needed:
            try:
                there.append(f"{name} {version(name)}")
            except PackageNotFoundError:
                missing.append(name)
        if missing:
            yield _check(f"extra {extra}", ABSENT, f"not installed: {', '.join(missing)}")
        else:
            yield _check(f"extra {extra}", OK, ", ".join(there))
