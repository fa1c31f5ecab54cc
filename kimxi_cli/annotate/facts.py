"""Which model there is."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kimxi_cli.annotate.pipeline import load


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """name: language and name, as spaCy's packages are called. digest: of all its files, 12 hex digits."""

    name: str
    version: str
    folder: Path
    digest: str


def model_facts(model: str | None) -> ModelFacts:
    """What there is to know of a model, which is loaded for it. Raises ModelError where it can't be."""
    nlp = load(model)
    digest = hashlib.sha256()
    for path in sorted(p for p in nlp.path.rglob("*") if p.is_file()):
        digest.update(path.relative_to(nlp.path).as_posix().encode())
        digest.update(path.read_bytes())
    return ModelFacts(f"{nlp.lang}_{nlp.meta['name']}", nlp.meta["version"], nlp.path, digest.hexdigest()[:12])
