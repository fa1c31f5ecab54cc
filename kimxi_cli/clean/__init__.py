"""What in an article's text is the article, and what only stands around it.

`layout(source)` marks and never cuts: its blocks cover all that is not white space, in text order, and every
offset stays that of the file. A block that is no content says why: the rule's name and its reason.
"""

from kimxi_cli.clean.layout import RULES, layout, paragraphs
from kimxi_cli.clean.page import Finding, Line, Page, Rule

__all__ = ["RULES", "Finding", "Line", "Page", "Rule", "layout", "paragraphs"]
