"""Pictures of rows: visits on a timeline, who met whom, statements over time. Knows the contract's keys alone.

Geometry is worked out here (the network's by networkx), the SVG is written by templates that escape every text, the
page and the picture files from the same ones; PNG is made of the SVG by resvg.
"""

from kimxi_cli.draw.meetings import Meeting, meetings
from kimxi_cli.draw.network import network
from kimxi_cli.draw.over_time import over_time
from kimxi_cli.draw.picture import Picture, check, stylesheet
from kimxi_cli.draw.timeline import timeline

__all__ = ["Meeting", "Picture", "check", "meetings", "network", "over_time", "stylesheet", "timeline"]
