"""kimxi mentions"""

from kimxi_cli.cli.options import boilerplate_options, command, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.run import Run
from kimxi_cli.report import MENTIONS

app = plain_app()


@command(app, boilerplate_options, corpus_options, output_options, talk_options)
def mentions(run: Run) -> int:
    """Every place where an entity is named."""
    if run.options.with_boilerplate:
        from kimxi_cli.cli.boilerplate import WithBoilerplate

        return run.print(WithBoilerplate(run).mentions(), MENTIONS)
    return run.print(run.store().rows("mentions"), MENTIONS)
