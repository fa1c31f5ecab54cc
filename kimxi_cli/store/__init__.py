"""The store: an SQLite file that holds what was found in each article, and the rows made of it.

Invariant: a row is never older than the analyses it was made of. The rows of a corpus are replaced all at
once, in one transaction; as long as that has not happened, `rows_stamp` does not say what the caller hopes
to read there, and the rows are made again.

One store may serve several corpora: every table but `analyses` has the corpus in its key. Analyses are kept by
content (the caller's key: text, metadata, model, code), so that a moved folder or an interrupted run loses
nothing. One process writes at a time; others go on reading the last complete rows. Every line carries a check sum,
so that a garbled store is noticed, and made anew from the articles. Any file that is not a kimxi store is refused
and left as it is.
"""

from kimxi_cli.store.corpus import Between, FileRecord, Held, Store
from kimxi_cli.store.database import discard
from kimxi_cli.store.lock import holder
from kimxi_cli.store.places import corpus_name, default_path, is_address, path_for

__all__ = [
    "Between",
    "FileRecord",
    "Held",
    "Store",
    "corpus_name",
    "default_path",
    "discard",
    "holder",
    "is_address",
    "path_for",
]
