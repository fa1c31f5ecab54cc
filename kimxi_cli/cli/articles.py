"""kimxi articles"""

from kimxi_cli.cli.options import command, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.run import Run
from kimxi_cli.report import ARTICLES

app = plain_app()


@command(app, corpus_options, output_options, talk_options)
def articles(run: Run) -> int:
    """The articles: title, source, date, and what of each was read."""
    return run.print(run.store().rows("articles"), ARTICLES)
