"""Which visit each quote is about or was made at."""

from kimxi_cli.link.choice import Link, choose, link
from kimxi_cli.link.scene import Scene, Statement

__all__ = ["Link", "Scene", "Statement", "choose", "link"]
