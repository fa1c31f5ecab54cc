"""spaCy in, plain parses out. Nothing else in kimxi imports spaCy."""

from kimxi_cli.annotate.pipeline import Annotator

__all__ = ["Annotator"]
