"""The report as a page: rows and texts out of the store, as HTML that needs nothing else. Knows no linguistics."""

from kimxi_cli.page.build import INDEX, page, pages

__all__ = ["INDEX", "page", "pages"]
