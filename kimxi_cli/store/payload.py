"""An analysis as the bytes the store keeps: packed and compressed.

They don't hold the article's id: an article that only got another name is not analysed again.
"""

import json
import zlib
from dataclasses import replace

from kimxi_cli.model import ArticleAnalysis
from kimxi_cli.serial import pack, unpack


def encode(analysis: ArticleAnalysis) -> bytes:
    nameless = replace(analysis, id="", source=replace(analysis.source, id=""))
    return zlib.compress(json.dumps(pack(nameless), separators=(",", ":")).encode("ascii"), 1)


def decode(payload: bytes, article: str) -> ArticleAnalysis:
    """What `encode` was given, for the article of this id."""
    found = unpack(ArticleAnalysis, json.loads(zlib.decompress(payload)))
    return replace(found, id=article, source=replace(found.source, id=article))
