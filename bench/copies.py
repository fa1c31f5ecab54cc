"""How long the search for copies takes on 20,000 articles of 500 words, one in ten of them a cut copy.

python bench/copies.py [ARTICLES]
"""

import random
import sys
import time
from itertools import accumulate

from kimxi_cli.duplicates import copies
from kimxi_cli.model import ArticleAnalysis, Layout, Source, Span

WORDS = 500
VOCABULARY = [f"w{rank}" for rank in range(30_000)]
ZIPF = list(accumulate(1 / (rank + 10) for rank in range(len(VOCABULARY))))


def article(name: str, words: list[str]) -> ArticleAnalysis:
    text = " ".join(words)
    return ArticleAnalysis(name, text, Source(name, ""), Layout(()), len(words), sentences=(Span(0, len(text)),))


def main(count: int) -> None:
    chance = random.Random(1)
    originals = [chance.choices(VOCABULARY, cum_weights=ZIPF, k=WORDS) for _ in range(count - count // 10)]
    cut = [words[: chance.randrange(150, 480)] for words in originals[: count // 10]]
    articles = [article(f"{k:06}", words) for k, words in enumerate(originals + cut)]
    start = time.perf_counter()
    found = copies(articles, {})
    seconds = time.perf_counter() - start
    right = sum(found.get(f"{len(originals) + k:06}") == f"{k:06}" for k in range(len(cut)))
    print(f"{count} articles: {seconds:.1f} s; {right} of {len(cut)} copies found, {len(found) - right} wrong")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
