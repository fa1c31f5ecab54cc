"""What an article's analysis depends on besides the article: the code and word lists, and the language model."""

import hashlib
from functools import cache
from pathlib import Path

RESULTS_DEPEND_ON = (
    *("annotate", "clean", "data", "ingest", "link", "names", "quotes", "reference", "visits"),
    *("analysis.py", "dates.py", "duplicates.py", "evidence.py", "geography.py", "lexicon.py", "model.py", "rows.py"),
    *("serial.py", "slug.py", "syntax.py"),
)
"""Files and folders of the package: a change of any of them makes stored results stale."""


@cache
def code_version() -> str:
    """A digest of the code and word lists that the results depend on."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for name in RESULTS_DEPEND_ON:
        place = root / name
        for path in sorted(place.iterdir()) if place.is_dir() else [place]:
            if path.suffix in (".py", ".toml", ".csv"):
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def model_id(model: str | None) -> str:
    """What tells one model from another, and from another version of it, without loading it."""
    if model is None:
        return "default"
    meta = Path(model) / "meta.json"
    if meta.exists():
        return f"{model} {hashlib.sha256(meta.read_bytes()).hexdigest()[:16]} {meta.stat().st_mtime_ns}"
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{model} {version(model)}"
    except (PackageNotFoundError, ValueError):
        return model
