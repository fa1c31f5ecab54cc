"""The rules must find the sample's people by being right: no person of it is named in the code or the word lists."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kimxi_cli"
CORPUS = Path(__file__).parent.parent / "corpus"

FIRST_ARTICLES = [
    # the articles that the project grew from
    *("Kim Jong-un", "Kim Jong-il", "Xi Jinping", "Donald Trump", "Mike Pompeo", "Moon Jae-in", "Geng Shuang"),
    *("Bonnie Glaser", "Anwita Basu", "Lily Kuo", "Cheng Xiaohe", "Cha Du-hyeogn", "Michael Green", "Derek Grossman"),
    *("Liu He", "Shi Yinhong", "Li Keqiang", "Victory Cha", "George W. Bush", "Wang Qishan", "Wang Huning", "Song Tao"),
    *("Boo Seung-chan", "Zhang Baohui", "Nick Bisley", "Mao Zedong", "Tong Zhao", "Sarah Zheng", "Jeongho Lee"),
    "Jang Song-thaek",
]
SAMPLE_CORPUS = [
    *("Kim Yo-jong", "Kim Il-sung", "Kim Yong-chol", "Kim Yong-nam", "Ri Sol-ju", "Ri Yong-ho", "Ri Su-yong"),
    *("Wang Yi", "Yang Jiechi", "Vladimir Putin", "Stephen Biegun", "Ines Okonjo-Vale", "Dougal Petrescu"),
    *("Yusuf Tanqueray-Lim", "Marisol Achterberg"),
]
SURNAMES = ["Trump", "Pompeo", "Glaser", "Bisley", "Grossman", "Putin", "Biegun", "Okonjo", "Petrescu", "Tanqueray"]
"""Surnames that are in no general list of surnames."""


def spelling(name: str) -> str:
    """A pattern for a name with hyphens, blanks or nothing between its syllables."""
    return "[- ]?".join(re.escape(part) for part in name.split("-"))


def words() -> dict[Path, str]:
    return {
        path: path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in (".py", ".toml", ".csv")
    }


@pytest.mark.parametrize("name", [*FIRST_ARTICLES, *SAMPLE_CORPUS, *SURNAMES])
def test_not_named(name: str) -> None:
    pattern = re.compile(rf"(?<!\w){spelling(name)}(?!\w)", re.IGNORECASE)
    assert [str(path) for path, text in words().items() if pattern.search(text)] == []


def test_the_list_is_of_the_sample() -> None:
    """Each name that is said to be of the sample corpus stands in it, in one spelling or another."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in CORPUS.rglob("*") if path.suffix in (".md", ".txt"))
    missing = [name for name in SAMPLE_CORPUS if not re.search(spelling(name), text, re.IGNORECASE)]
    assert missing == []
