"""Reading a text the way the pipeline does, for table tests."""

from kimxi_cli.analysis import analyse_sources
from kimxi_cli.annotate import Annotator
from kimxi_cli.model import ArticleAnalysis, Source


def read(annotator: Annotator, text: str, published: str | None = None) -> ArticleAnalysis:
    """One article's analysis."""
    source = Source("a.txt", text, published=published, published_from="front-matter" if published else None)
    return next(analyse_sources(annotator, [source]))
