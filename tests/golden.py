"""What every command prints on the sample corpus, word for word: `python -m tests.golden` writes it anew.

The files under tests/golden/ are there to be read when they change: a rule that is changed shows here what it did to
thirteen articles.
"""

from pathlib import Path

from tests.readme import output

FOLDER = Path(__file__).parent / "golden"

CASES = {
    "entities.tsv": "kimxi entities --min 2",
    "entities.table": "kimxi entities --type person --limit 12 -f table",
    "mentions.tsv": "kimxi mentions --limit 80",
    "names.jsonl": r"printf 'Anna Berg\nBERG, Anna\nMs Berg\nJan Berg\nA. Berg\n' | kimxi names -f jsonl",
    "quotes.tsv": "kimxi quotes | cut -f2-7,8,10,14,15",
    "quotes.table": "kimxi quotes --person okonjo -f table",
    "quotes.md": "kimxi quotes --unnamed --kind direct --limit 5 -f md",
    "quotes.json": "kimxi quotes --visit dalian --limit 2 -f json",
    "quotes.csv": "kimxi quotes --about sanctions --limit 3 -f csv",
    "visits.jsonl": "kimxi visits -f jsonl",
    "visits.table": "kimxi visits -f table",
    "visits-with-quotes.table": "kimxi visits --place dalian --quotes -f table",
    "visits-of-a-person.table": "kimxi visits --person pompeo -f table",
    "articles.jsonl": "kimxi articles -f jsonl",
    "articles.table": "kimxi articles -f table",
    "show-entity.txt": "kimxi show ines-okonjo-vale",
    "show-visit.txt": "kimxi show kim-jong-un--dalian--2018-05",
    "show-quote.txt": "kimxi show blogs/12-two-trains.md:2864",
    "index.txt": "kimxi index --verbose 2>&1 | grep -v '^kimxi: store:'",
}


def printed(case: str, cache: Path) -> str:
    return output(CASES[case], cache)


if __name__ == "__main__":
    import tempfile

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            (FOLDER / case).write_text(printed(case, Path(folder)), encoding="utf-8")
