"""Which country people belong to: tables of texts and whom they put where. All names are made up."""

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.visits.affiliations import affiliations
from tests.visits_support import Corpus, article

TABLE = [
    ("Norwegian premier [Anna Berg] left.", {"berg": "Norway"}),
    ("The premier of Norway, [Anna Berg], left.", {}),
    ("[Anna Berg], the prime minister of Norway, left.", {"berg": "Norway"}),
    ("[Anna Berg] is the first Norwegian premier to speak there.", {"berg": "Norway"}),
    ("[Anna Berg] is the first Norwegian novel to sell there.", {}),
    ("Secretary of State [Anna Berg] left.", {"berg": "United States"}),
    ("British Secretary of State [Anna Berg] left.", {"berg": "United Kingdom"}),
    ("President [Daniel Otieno] spoke. The Kenyan president smiled.", {"otieno": "Kenya"}),
    ("President [Daniel Otieno] and President [Rosa Quispe] spoke. The Kenyan president smiled.", {}),
    (
        "Norwegian premier [Anna Berg] held talks with President [Daniel Otieno] in {Nairobi}.",
        {"berg": "Norway", "otieno": "Kenya"},
    ),
    (
        "Norwegian premier [Anna Berg] flew to {Kenya}.\n[Anna Berg] met President [Daniel Otieno].",
        {"berg": "Norway", "otieno": "Kenya"},
    ),
    ("In Norway, [Anna Berg] said nothing.", {}),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_affiliations(annotator: Annotator, text: str, expected: dict[str, str]) -> None:
    names = Corpus()
    assert affiliations([article(annotator, text, names=names)], names) == expected
