"""kimxi mentions"""

from kimxi_cli.cli.options import command, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.run import Run
from kimxi_cli.report import MENTIONS

app = plain_app()


@command(app, corpus_options, output_options, talk_options)
def mentions(run: Run) -> int:
    """Every place where an entity is named."""
    return run.print(run.store().rows("mentions"), MENTIONS)
