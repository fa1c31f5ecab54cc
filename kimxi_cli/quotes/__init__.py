"""Quotes of one article: what was said, directly or indirectly, and by whom as the article names them."""

from kimxi_cli.quotes.find import find

__all__ = ["find"]
