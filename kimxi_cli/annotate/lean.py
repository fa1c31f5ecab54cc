"""spaCy imported without its command line, and numpy's matrix products on one thread.

`import spacy` imports `spacy.cli` for the sake of one function, and with it an HTTP client, a project manager and
two validation libraries: a third of the time it takes. Stand-ins take their place until spaCy is there; whoever
imports `spacy.cli` later gets the real one.
"""

import os
import sys
from types import ModuleType
from typing import Any

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What numpy's matrix libraries ask, once, when numpy is imported."""


def prepare() -> None:
    """Import spaCy. Has to come before any other import of spaCy or numpy to have an effect."""
    for name in THREADS:  # a process is one unit of work (--jobs): threads inside would fight over the cores
        os.environ.setdefault(name, "1")
    if "spacy" in sys.modules:
        return
    cli, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    vars(info)["info"] = _info
    stand_ins = {"spacy.cli": cli, "spacy.cli.info": info}
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
    vars(spacy).pop("cli", None)


def _info(*arguments: Any, **named: Any) -> Any:
    """`spacy.info`, which is what spaCy's command line was imported for."""
    from spacy.cli.info import info

    return info(*arguments, **named)
