"""Where a corpus's store is."""

import hashlib
import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Where stores are kept unless another place is chosen: the system's place for what can be made again."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "kimxi"


def default_path(corpus: str | Path) -> Path:
    """The store of a corpus in the user's cache folder: its name, and a digest of where it is."""
    return cache_folder() / _file_name(corpus)


def path_for(corpus: str | Path, chosen: str | Path | None) -> Path:
    """Where the store of a corpus is: the file chosen, a file of its own in the folder chosen, or the default."""
    if chosen is None or str(chosen) == "":
        return default_path(corpus)
    path = Path(chosen).expanduser()
    return path / _file_name(corpus) if path.is_dir() else path


def is_address(corpus: str | Path) -> bool:
    """Whether a corpus is not a path but an address (s3://bucket/folder)."""
    return isinstance(corpus, str) and "://" in corpus


def corpus_name(corpus: str | Path) -> str:
    """What a corpus is called in the store: its absolute path or its address; "-" for standard input."""
    if isinstance(corpus, str) and is_address(corpus):
        return corpus.rstrip("/")
    # os.path.realpath, unlike Path.resolve, takes links that turn in a circle
    return "-" if str(corpus) == "-" else os.path.realpath(corpus)


def _file_name(corpus: str | Path) -> str:
    whole = corpus_name(corpus)
    name = "stdin" if whole == "-" else Path(whole).name or "root"
    return f"{name}-{hashlib.sha256(whole.encode(errors='surrogatepass')).hexdigest()[:8]}.db"
