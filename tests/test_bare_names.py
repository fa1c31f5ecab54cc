"""Small articles, all made up: whom a bare name means where several people could be meant, or nobody can be told."""

import pytest

from kimxi_cli.annotate import Annotator
from tests.test_names_find import found

ARTICLES = [
    # (article, the bare name with its title if it has one, the full name it means; "" for nobody that the text tells)
    # one person, named by a part
    ("Wanjiru Kamau resigned on Monday. Kamau cited her health.", "Kamau", "Wanjiru Kamau"),
    ("Oluwaseun Adeyemi won gold. “I am happy,” Adeyemi said.", "Adeyemi", "Oluwaseun Adeyemi"),
    ("Nguyen Van Tuan spoke first. Tuan thanked the farmers.", "Tuan", "Nguyen Van Tuan"),
    ("Choi Ji-won wrote the report. Choi declined to comment.", "Choi", "Choi Ji-won"),
    ("Abebe Tesfaye met reporters. Abebe said the road was open.", "Abebe", "Abebe Tesfaye"),
    ("Jón Stefánsson lost his seat. Jón thanked his voters.", "Jón", "Jón Stefánsson"),
    ("Rosa Quispe Mamani denied it. Quispe blamed the banks.", "Quispe", "Rosa Quispe Mamani"),
    ("Andrés Soto Belaúnde left Lima. Soto Belaúnde will return.", "Soto Belaúnde", "Andrés Soto Belaúnde"),
    ("João Tavares da Rocha was fined. Rocha will appeal.", "Rocha", "João Tavares da Rocha"),
    ("Sameh al-Masri flew to Rome. Al-Masri met bankers.", "Al-Masri", "Sameh al-Masri"),
    ("Sameh al-Masri flew to Rome. Masri met bankers.", "Masri", "Sameh al-Masri"),
    ("Selim Yıldırım was detained. Yildirim denied the charges.", "Yildirim", "Selim Yıldırım"),
    ("Aliou N'Diaye scored twice. N’Diaye left the pitch in tears.", "N’Diaye", "Aliou N'Diaye"),
    ("Jan van der Linden sold the firm. Van der Linden keeps a seat.", "Van der Linden", "Jan van der Linden"),
    ("Thin Mya Hla met Daw Khin Mya Win. Khin Mya Win wept.", "Khin Mya Win", "Khin Mya Win"),
    ("Anna Lindqvist met them. Linqvist is expected to visit Chad.", "Linqvist", "Anna Lindqvist"),
    ("Omar bin Salim ─ known as OBS for short ─ will visit Oslo. OBS postponed it.", "OBS", "Omar bin Salim"),
    ("O’Hara said so. James O'Hara left. “It is late,” said O'Hara.", "O’Hara", "James O'Hara"),
    # a title before the bare name
    ("Grace Hale won in Leeds. Ms. Hale thanked her team.", "Ms. Hale", "Grace Hale"),
    ("The board chose Park Min-ho. Chairman Park took over at once.", "Chairman Park", "Park Min-ho"),
    (
        "Chairman Park Min-ho met Park Ji-won, a lawyer. Park Ji-won spoke for an hour. Chairman Park left.",
        "Chairman Park",
        "Park Min-ho",
    ),
    (
        "President Samuel Otieno fired Foreign Minister Grace Otieno. President Otieno gave no reason.",
        "President Otieno",
        "Samuel Otieno",
    ),
    (
        "President Samuel Otieno fired Foreign Minister Grace Otieno. Minister Otieno packed her desk.",
        "Minister Otieno",
        "Grace Otieno",
    ),
    (
        "Tunde Balogun is the son of Governor Ade Balogun. Governor Balogun was in Abuja.",
        "Governor Balogun",
        "Ade Balogun",
    ),
    ("Peter Falken, the mayor, and Karl Falken, a baker, met. Mayor Falken smiled.", "Mayor Falken", "Peter Falken"),
    # a couple, a family, siblings
    ("Anna Berg came with her husband, Jan Berg. Mr. Berg spoke first.", "Mr. Berg", "Jan Berg"),
    ("Jan Berg came with his wife, Anna Berg. Mrs. Berg spoke first.", "Mrs. Berg", "Anna Berg"),
    ("Anna and Jan Berg sold the shop. Mrs. Berg wept.", "Mrs. Berg", "Anna"),
    ("Anna and Jan Berg sold the shop. Mr. Berg was calm.", "Mr. Berg", "Jan Berg"),
    ("The Bergs are leaving. Thomas Berg said the rent had doubled. Mr. Berg is 64.", "Mr. Berg", "Thomas Berg"),
    ("Rosa Gomez and her brother Luis Gomez were held. Ms. Gomez was freed.", "Ms. Gomez", "Rosa Gomez"),
    ("Rosa Gomez and her brother Luis Gomez were held. Luis was freed.", "Luis", "Luis Gomez"),
    ("Maria Silva blamed her brother, Paulo Silva. Paulo denies it.", "Paulo", "Paulo Silva"),
    ("Elena Orlova and Ivan Orlov divorced. Orlova kept the house.", "Orlova", "Elena Orlova"),
    ("Elena Orlova and Ivan Orlov divorced. Orlov kept the car.", "Orlov", "Ivan Orlov"),
    # the pronoun behind it
    ("Thomas Hale and Grace Hale disagreed. Hale said she would sue.", "Hale", "Grace Hale"),
    ("Grace Hale and Thomas Hale disagreed. Hale said he would sue.", "Hale", "Thomas Hale"),
    # the one the article is about, the one named last
    ("Lena Brandt won. Her rival, Omar Brandt, lost. Brandt thanked voters.", "Brandt", "Lena Brandt"),
    # nobody that the text tells
    ("Mr. Smit greeted Anna Berg. Smit then left.", "Smit", ""),
    ("Faisal bin Rashid met his father. King Rashid was ill.", "King Rashid", ""),
    ("Anna Berg praised Mrs. Vries. Vries was moved.", "Vries", ""),
    ("Ms. Haddad met Omar Haddad. Ms. Haddad left.", "Ms. Haddad", ""),
    ("Budi Santoso and Wiranto met. Wiranto left early.", "Wiranto", ""),
    # other people's names do not bridge
    ("Ibrahim Diallo praised Moussa Traoré. Traoré smiled.", "Traoré", "Moussa Traoré"),
    ("Anna Lund met Erik Lundgren. Lund spoke.", "Lund", "Anna Lund"),
    ("Ravi Menon met Anjali Menon-Rao. Menon-Rao spoke.", "Menon-Rao", "Anjali Menon-Rao"),
]


@pytest.mark.parametrize(("article", "bare", "full"), ARTICLES)
def test_bare_name(annotator: Annotator, article: str, bare: str, full: str) -> None:
    mentions = found(annotator, article)
    alone = [m for m in mentions if bare in (m.text, f"{m.title} {m.text}")]
    assert alone, [(m.title, m.text) for m in mentions]
    meant = {other.text for m in alone for other in mentions if other.cluster == m.cluster >= 0} - {
        m.text for m in alone
    }
    if full and full not in {m.text for m in alone}:
        assert full in meant
    assert meant <= ({full} if full else set()) | {text for text in meant if " " not in text}


APART = [
    # two full names in one article that are two people
    ("Tunde Balogun, the son of Governor Babatunde Balogun, was held.", "Tunde Balogun", "Babatunde Balogun"),
    ("Ramon Dizon Jr. visited his father, Ramon Dizon Sr., in Cebu.", "Ramon Dizon Jr.", "Ramon Dizon Sr."),
    ("Michael Hale met his son, Mike Hale, in Perth.", "Michael Hale", "Mike Hale"),
    ("George Vale greeted his son, George W. Vale.", "George Vale", "George W. Vale"),
    (
        "Tunde Balogun is 20. He is a son of the governor. Babatunde Balogun, his father, has ruled since 1999.",
        "Tunde Balogun",
        "Babatunde Balogun",
    ),
    ("Park Min-ho and his brother Park Min-hee left.", "Park Min-ho", "Park Min-hee"),
]

TOGETHER = [
    ("Michael Hale, known as Mike Hale, is 41.", "Michael Hale", "Mike Hale"),
    ("Babatunde Balogun spoke. Tunde Balogun later smiled.", "Tunde Balogun", "Babatunde Balogun"),
    ("Mike Olm runs a shop. He likes it. Michael Olm is 60.", "Mike Olm", "Michael Olm"),
    ("Michael Hale won. “We did it,” Mike Hale said.", "Michael Hale", "Mike Hale"),
    ("Oil minister Hossein Karimi left Tehran. Hussein Karimi is 51.", "Hossein Karimi", "Hussein Karimi"),
    ("Maria Corazon “Cory” Dizon spoke. Cory Dizon wants a probe.", "Maria Corazon “Cory” Dizon", "Cory Dizon"),
    ("Olena Kovalenko won. Olena Kovalenka said so, a slip.", "Olena Kovalenko", "Olena Kovalenko"),
]


@pytest.mark.parametrize(("article", "one", "other"), APART)
def test_two_people(annotator: Annotator, article: str, one: str, other: str) -> None:
    cluster = {m.text: m.cluster for m in found(annotator, article)}
    assert cluster[one] != cluster[other]


@pytest.mark.parametrize(("article", "one", "other"), TOGETHER)
def test_one_person(annotator: Annotator, article: str, one: str, other: str) -> None:
    cluster = {m.text: m.cluster for m in found(annotator, article)}
    assert cluster[one] == cluster[other]
