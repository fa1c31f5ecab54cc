"""spaCy in, plain parses out. Nothing else in kimxi imports spaCy, but for the component of users' own pipelines."""

from kimxi_cli.annotate.pipeline import Annotator
from kimxi_cli.annotate.plain import parse_of

__all__ = ["Annotator", "parse_of"]
