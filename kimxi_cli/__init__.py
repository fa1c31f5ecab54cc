"""kimxi: who said what about which visit, out of a folder of news articles.

    from kimxi_cli import analyse

    found = analyse("corpus/")
    for quote in found.quotes(person="Anna Berg"):
        print(quote.article, quote.line, quote.text)

Importing the package loads neither spaCy nor the command line.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kimxi_cli.api import Analysis as Analysis
    from kimxi_cli.api import analyse as analyse

__all__ = ["Analysis", "analyse"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in __all__:
        from kimxi_cli import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
