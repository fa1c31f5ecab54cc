"""What can go wrong, said once: what, where, and what to do about it."""

from typing import ClassVar


class KimxiError(Exception):
    """A fault the user can mend. `message` says what and where, `hint` what to do.

    exit_code is the status the command line ends with.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class CorpusError(KimxiError):
    """No such corpus, or nothing in it that can be read."""


class ModelError(KimxiError):
    """The spaCy pipeline can't be loaded, or lacks a component that kimxi needs."""


class StoreError(KimxiError):
    """The store can't be opened, or is no store of ours."""


class DamagedStoreError(StoreError):
    """The store holds what kimxi never put there; it can be thrown away and made anew."""


class NameQueryError(KimxiError):
    """A name asked for fits several people, or nobody."""
