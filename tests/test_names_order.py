"""The same clusters whatever the order of the articles and the number of processes; namesakes kept apart."""

import random
from pathlib import Path

import pytest

from kimxi_cli.analysis import analyse_sources
from kimxi_cli.annotate import Annotator
from kimxi_cli.model import ArticleAnalysis, Source
from kimxi_cli.names import NameResolution, resolve
from kimxi_cli.pipeline import Settings, refresh

ORDERS = 20

TEXTS = {
    "kenya.txt": "Transport Secretary Wanjiru Kamau grounded two ships of Msafiri Lines. Kamau blamed Msafiri. "
    "The Kenya Ports Authority (KPA) agreed.",
    "kenya-2.txt": "W. Kamau will resign, the KPA said. Kenya's Foreign Ministry was silent.",
    "peru.txt": "Rosa Quispe Mamani met her brother Julio Quispe in Puno. Ms. Quispe smiled. Mr. Quispe left.",
    "peru-2.txt": "Rosa Quispe was sacked on Friday. The Peruvian Foreign Ministry declined to comment.",
    "nigeria.txt": "Tunde Balogun, the son of Governor Babatunde Balogun, was held in Lagos. Tunde was freed.",
    "nigeria-2.txt": "Babatunde Balogun was in Abuja. The governor's office declined to comment.",
    "nigeria-3.txt": "Police said Tunde Balogun threw a bottle.",
    "egypt.txt": "Foreign Minister Sameh al-Masri met Mohamed Saleh in Cairo. Al-Masri was upbeat.",
    "egypt-2.txt": "Sameh Masri called Muhammad Salih a friend. Saleh agreed.",
    "korea.txt": "Choi Ji-won met Choi Min-ho. Choi Min-ho left..",
    "korea-2.txt": "CHOE Chi-won spoke. Choi spoke too.",
    "senate.txt": "Kenyan senator Daniel Okello opposed the tax. Okello met President Samuel Kiprotich.",
    "match.txt": "Ugandan striker Daniel Okello scored twice. Okello left the pitch with coach Moses Ssali.",
    "match-2.txt": "Striker Daniel Okello of Uganda signed for a club in Oslo. Moses Ssali wished him luck.",
}


@pytest.fixture(scope="module")
def analyses(annotator: Annotator) -> list[ArticleAnalysis]:
    return list(analyse_sources(annotator, [Source(name, text) for name, text in TEXTS.items()]))


def clusters(resolution: NameResolution) -> dict[str, list[tuple[int, str]]]:
    return {name: [(mention.start, entity) for mention, entity in resolution.mentions(name)] for name in TEXTS}


def test_order_of_articles_changes_nothing(analyses: list[ArticleAnalysis]) -> None:
    first = resolve(analyses)
    assert len(first.entities) > 20
    for seed in range(ORDERS):
        shuffled = random.Random(seed).sample(analyses, len(analyses))
        again = resolve(shuffled)
        assert again.entities == first.entities
        assert clusters(again) == clusters(first)


def test_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in TEXTS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    found = []
    for jobs in (1, 2):
        store, report = refresh(Settings(corpus, tmp_path / f"{jobs}.db", None, jobs))
        assert not report.problems
        found.append([str(row) for row in store.rows("mentions")])
        store.close()
    assert found[0] == found[1]
    assert len(found[0]) > 30


def test_people_over_articles(analyses: list[ArticleAnalysis]) -> None:
    resolution = resolve(analyses)

    def who(article: str, text: str) -> set[str]:
        return {entity for mention, entity in resolution.mentions(article) if mention.text == text}

    assert who("kenya.txt", "Wanjiru Kamau") == who("kenya-2.txt", "W. Kamau")
    assert who("kenya.txt", "KPA") == who("kenya-2.txt", "KPA")
    assert who("peru.txt", "Rosa Quispe Mamani") == who("peru-2.txt", "Rosa Quispe")
    assert who("nigeria.txt", "Tunde Balogun") == who("nigeria-3.txt", "Tunde Balogun")
    assert who("nigeria-3.txt", "Tunde Balogun") != who("nigeria-2.txt", "Babatunde Balogun")
    assert who("egypt.txt", "Sameh al-Masri") == who("egypt-2.txt", "Sameh Masri")
    assert who("egypt.txt", "Mohamed Saleh") == who("egypt-2.txt", "Muhammad Salih")
    assert who("korea.txt", "Choi Ji-won") == who("korea-2.txt", "CHOE Chi-won")
    assert who("kenya-2.txt", "Foreign Ministry") != who("peru-2.txt", "Foreign Ministry")


def test_a_namesake_of_another_world_and_country_stays_apart(analyses: list[ArticleAnalysis]) -> None:
    resolution = resolve(analyses)
    okellos = {
        article: {entity for mention, entity in resolution.mentions(article) if "Okello" in mention.text}
        for article in ("senate.txt", "match.txt", "match-2.txt")
    }
    assert all(len(entities) == 1 for entities in okellos.values())
    assert okellos["match.txt"] == okellos["match-2.txt"] != okellos["senate.txt"]


NOT_NAMESAKES = [
    # one article knows both callings
    "The former Ugandan striker Daniel Okello, now a Kenyan senator, spoke.",
    # the countries meet
    "Kenyan striker Daniel Okello scored twice.",
    # somebody named in full stands beside both
    "Ugandan striker Daniel Okello met President Samuel Kiprotich.",
    # no calling that tells worlds apart, no country
    "Daniel Okello, a farmer, met reporters.",
]


@pytest.mark.parametrize("text", NOT_NAMESAKES)
def test_the_same_full_name_is_one_person_where_anything_ties(annotator: Annotator, text: str) -> None:
    sources = [Source("senate.txt", TEXTS["senate.txt"]), Source("other.txt", text)]
    resolution = resolve(list(analyse_sources(annotator, sources)))
    assert len({e.id for e in resolution.entities if "Okello" in e.name}) == 1
