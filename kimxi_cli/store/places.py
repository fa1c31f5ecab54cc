"""Where a corpus's store is."""

import hashlib
import os
import sys
from pathlib import Path


def default_path(corpus: str | Path) -> Path:
    """The store of a corpus in the user's cache folder: its name, and a digest of where it is."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "kimxi" / _file_name(corpus)


def path_for(corpus: str | Path, chosen: str | Path | None) -> Path:
    """Where the store of a corpus is: the file chosen, a file of its own in the folder chosen, or the default."""
    if chosen is None or str(chosen) == "":
        return default_path(corpus)
    path = Path(chosen).expanduser()
    return path / _file_name(corpus) if path.is_dir() else path


def corpus_name(corpus: str | Path) -> str:
    """What a corpus is called in the store: its absolute path; "-" for standard input."""
    # os.path.realpath, unlike Path.resolve, takes links that turn in a circle
    return "-" if str(corpus) == "-" else os.path.realpath(corpus)


def _file_name(corpus: str | Path) -> str:
    whole = corpus_name(corpus)
    name = "stdin" if whole == "-" else Path(whole).name or "root"
    return f"{name}-{hashlib.sha256(whole.encode(errors='surrogatepass')).hexdigest()[:8]}.db"
