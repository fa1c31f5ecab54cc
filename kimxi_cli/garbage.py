"""Python's collector of unreachable objects, which has little to do here."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def rare_collections() -> Iterator[None]:
    """Meanwhile look for unreachable objects less often: the work makes many objects and hardly any cycle of them."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
