"""An analysis as the bytes the store keeps: packed and compressed."""

import json
import zlib

from kimxi_cli.model import ArticleAnalysis
from kimxi_cli.serial import pack, unpack


def encode(analysis: ArticleAnalysis) -> bytes:
    return zlib.compress(json.dumps(pack(analysis), separators=(",", ":")).encode("ascii"), 1)


def decode(payload: bytes) -> ArticleAnalysis:
    """What `encode` was given."""
    return unpack(ArticleAnalysis, json.loads(zlib.decompress(payload)))
