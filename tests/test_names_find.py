"""Names in one article: where a span begins and ends, what it is, and whom a bare name means there."""

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.model import Block, BlockKind, Layout, Mention
from kimxi_cli.names import find


def found(annotator: Annotator, text: str) -> tuple[Mention, ...]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = BlockKind.HEADLINE if line.startswith("# ") else BlockKind.BODY
            blocks.append(Block(at + 2 * line.startswith("# "), at + len(line), kind))
        at += len(line) + 1
    layout = Layout(tuple(blocks))
    (parse,) = annotator.parses([(text, layout)])
    mentions, candidates = find(parse, layout)
    spans = [(m.start, m.end, m.text) for m in mentions] + [(c.start, c.end, c.text) for c in candidates]
    assert all(written == text[start:end] for start, end, written in spans)
    assert list(mentions) == sorted(mentions, key=lambda m: m.start)
    return mentions


def written(mentions: tuple[Mention, ...]) -> list[str]:
    """ "title|name/p" for each mention: person, place or organisation by the first letters "pe", "pl", "or"."""
    return [f"{m.title + '|' if m.title else ''}{m.text}/{m.type[:2]}" for m in mentions]


SPANS = [
    # possessives, articles, punctuation
    ("Norway's economy shrank, the Norwegian central bank said.", ["Norway/pl"]),
    ("The talks in Hanoi pleased the United States.", ["Hanoi/pl", "United States/pl"]),
    ("Anna Berg’s plane landed in Madrid.", ["Anna Berg/pe", "Madrid/pl"]),
    # cut names made whole
    ("“It is late,” said Don Fowley, who ran the union.", ["Don Fowley/pe"]),
    ("“We need money,” said Amelize Jonas, who has four children.", ["Amelize Jonas/pe"]),
    # titles stand outside
    (
        "President Anna Berg met Prime Minister Jan de Vries in Oslo.",
        ["President|Anna Berg/pe", "Prime Minister|Jan de Vries/pe", "Oslo/pl"],
    ),
    ("Secretary of State Mark Dunne flew to Cairo.", ["Secretary of State|Mark Dunne/pe", "Cairo/pl"]),
    ("Crown Prince Faisal bin Rashid arrived in Ankara.", ["Crown Prince|Faisal bin Rashid/pe", "Ankara/pl"]),
    ("He spoke with Sen. Laura Whitfield on Monday.", ["Sen.|Laura Whitfield/pe"]),
    ("Former president Carlos Mendez left Lisbon.", ["Former president|Carlos Mendez/pe", "Lisbon/pl"]),
    ("Mr. Okafor told reporters that Mrs. Lindqvist had left.", ["Mr.|Okafor/pe", "Mrs.|Lindqvist/pe"]),
    # hyphens
    ("Delegates praised North Korea-Vietnam ties.", ["North Korea/pl", "Vietnam/pl"]),
    ("A US-North Korea meeting is planned.", ["US/pl", "North Korea/pl"]),
    (
        "Jan Berg and Anna Vries met. The Berg-Vries summit lasted a day.",
        ["Jan Berg/pe", "Anna Vries/pe", "Berg/pe", "Vries/pe"],
    ),
    ("The U.S.-made system failed.", ["U.S./pl"]),
    ("South Korean President Park Min-ho visited Rome.", ["President|Park Min-ho/pe", "Rome/pl"]),
    ("Anna Berg-Vries opened the museum in Dublin.", ["Anna Berg-Vries/pe", "Dublin/pl"]),
    # nationalities are no names
    ("Turkish and Kurdish officials met Danish envoys.", []),
    ("The Rohingya have fled to Bangladesh.", ["Bangladesh/pl"]),
    # places
    ("The denuclearisation of the Korean peninsula is far off.", ["Korean peninsula/pl"]),
    ("China wants the DPRK and the ROK to talk.", ["China/pl", "DPRK/pl", "ROK/pl"]),
    ("It rained in sub-Saharan Africa and the Middle East.", ["sub-Saharan Africa/pl", "Middle East/pl"]),
    ("The plane left Kastrup Airport for the Black Sea.", ["Kastrup Airport/pl", "Black Sea/pl"]),
    ("They dined at the Great Hall of the Founders in Beijing.", ["Great Hall of the Founders/pl", "Beijing/pl"]),
    # organisations by head word
    ("Jan Berg of the Institute for Policy Studies disagreed.", ["Jan Berg/pe", "Institute for Policy Studies/or"]),
    ("She teaches at the University of Bergen.", ["University of Bergen/or"]),
    ("The Centre for Strategic and Economic Studies published it.", ["Centre for Strategic and Economic Studies/or"]),
    ("The Farmers' Party of Norway lost.", ["Farmers' Party of Norway/or"]),
    (
        "The Foreign Ministry and the Senate Armed Services Committee agreed.",
        ["Foreign Ministry/or", "Senate Armed Services Committee/or"],
    ),
    ("The White House and Congress were silent.", ["White House/or", "Congress/or"]),
    ("Reuters and the BBC reported it first.", ["Reuters/or", "BBC/or"]),
    ("The United Nations Security Council met in New York.", ["United Nations Security Council/or", "New York/pl"]),
    # institutions of any country, by their head word
    (
        "Kenya's Ministry of Transport and the Kenya Ports Authority (KPA) met. The KPA agreed.",
        ["Kenya/pl", "Kenya|Ministry of Transport/or", "Kenya Ports Authority/or", "KPA/or", "KPA/or"],
    ),
    (
        "The Economic and Financial Crimes Commission praised the Nigeria Governors' Forum.",
        ["Economic and Financial Crimes Commission/or", "Nigeria Governors' Forum/or"],
    ),
    ("The Commission on Elections (Comelec) met. Comelec agreed.", ["Commission on Elections/or"] + ["Comelec/or"] * 2),
    ("The African Union Commission met in Lagos.", ["African Union Commission/or", "Lagos/pl"]),
    (
        "The Council of Europe and the Human Rights Association condemned the arrest.",
        ["Council of Europe/or", "Human Rights Association/or"],
    ),
    ("He spoke in the Lok Sabha on Monday.", ["Lok Sabha/or"]),
    ("The Egyptian Foreign Ministry agreed.", ["Egypt|Foreign Ministry/or"]),
    # broadcasters and papers
    ("She told Haber TV that all was well.", ["Haber TV/or"]),
    ("He told Radio Pwani that he would sue.", ["Radio Pwani/or"]),
    ("The Fiji Times reported it first.", ["Fiji Times/or"]),
    ("“I was elected until May,” von Falken told broadcaster ARB.", ["von Falken/pe", "ARB/or"]),
    # a company by its first word, a club by its prefix
    (
        "Two ships of Msafiri Lines sank near Lamu. Msafiri declined to comment.",
        ["Msafiri Lines/or", "Lamu/pl", "Msafiri/or"],
    ),
    ("Wagram Group has 900 men. Wagram denies it.", ["Wagram Group/or", "Wagram/or"]),
    # portfolios are no bodies
    ("Agriculture Minister Rosa Quispe resigned.", ["Agriculture Minister|Rosa Quispe/pe"]),
    ("Oil and Gas Minister Jan Berg left Oslo.", ["Oil and Gas Minister|Jan Berg/pe", "Oslo/pl"]),
    # offices in two capitals, plural titles, offices that are no bodies
    ("Later PM Berg met VP Okafor in Lagos.", ["PM|Berg/pe", "VP|Okafor/pe", "Lagos/pl"]),
    ("They met at 5 PM. Anna Berg left.", ["Anna Berg/pe"]),
    ("Monica Kirui left. According to CS Kirui, the talks went well.", ["Monica Kirui/pe", "Kirui/pe"]),
    ("Union Ministers Asha Vedra and Karan Rasu spoke.", ["Asha Vedra/pe", "Karan Rasu/pe"]),
    ("Interior Cabinet Secretary Joseph Kiplagat left.", ["Cabinet Secretary|Joseph Kiplagat/pe"]),
    ("Jan Berg met the Inspector General of Police.", ["Jan Berg/pe"]),
    ("The Office of the President was shut.", ["Office of the President/or"]),
    # initials of a person, also in brackets within the name
    (
        "Crown Prince Omar Bin Salim (OBS) Bin Rashid Al Harb stayed. OBS also postponed a visit to Oslo.",
        ["Crown Prince|Omar Bin Salim/pe", "OBS/pe", "OBS/pe", "Oslo/pl"],
    ),
    ("Jan Berg (NATO) spoke. NATO grew.", ["Jan Berg/pe", "NATO/or", "NATO/or"]),
    # a paper by its last word
    (
        "The Washington Post reported it. Leaders met, the Post reported. He went to the post office.",
        ["Washington Post/or", "Post/or"],
    ),
    ("The Express Tribune wrote so. He spoke to the Tribune.", ["Express Tribune/or", "Tribune/or"]),
    # a party's whole name
    (
        "The pro-Kurdish Peoples’ Democratic Party (HDP) accused Berg. The HDP said so.",
        ["Peoples’ Democratic Party/or", "HDP/or", "Berg/pe", "HDP/or"],
    ),
    ("The Democratic Party lost.", ["Democratic Party/or"]),
    ("“Indian National Congress (INC) is old,” he said.", ["India|Indian National Congress/or", "INC/or"]),
    # one long name that the model reads as two
    ("“No,” shouted Luiz Inácio Lula da Costa.", ["Luiz Inácio Lula da Costa/pe"]),
    ("You are a dictator.” ― Christina N Luis Oliden", ["Christina N Luis Oliden/pe"]),
    # places that look like people
    ("Kwara State Governor Abdul Ahmed spoke.", ["Kwara State/pl", "Governor|Abdul Ahmed/pe"]),
    ("They deputed two ministers to rebut the Rae Bareli MP’s claims.", ["Rae Bareli/pl"]),
    (
        "Yasunori Deguchi, 92, of South Kona said no. Some Nisei veterans came.",
        ["Yasunori Deguchi/pe", "South Kona/pl"],
    ),
    ("They were not allowed to enter Dwarka temple in Gujarat.", ["Dwarka/pl", "Gujarat/pl"]),
    ("The Vries park opened. Jan Vries smiled.", ["Vries/pe", "Jan Vries/pe"]),
    ("Talks in Paris ended and Berg said no.", ["Paris/pl", "Berg/pe"]),
    (
        "The jet landed at Joint Base Harmon, not at Andrews Air Force Base.",
        ["Joint Base Harmon/pl", "Andrews Air Force Base/pl"],
    ),
    ("They praised the African Growth and Opportunity Act.", []),
    # a country's other name that is a family name here
    ("Holland Farah, an analyst, spoke. Holland said no.", ["Holland Farah/pe", "Holland/pe"]),
    ("He joined the Hindu community.", []),
    # places and people
    ("The rebels remain active in Sulu.", ["Sulu/pl"]),
    ("Nelson Paz will travel to Cauca.", ["Nelson Paz/pe", "Cauca/pl"]),
    (
        "It was a blow to President Hernán Valdivia. Valdivia's office was silent.",
        ["President|Hernán Valdivia/pe", "Valdivia/pe"],
    ),
    ("In Arequipa, the mayor, Víctor Hugo Salas, urged calm.", ["Arequipa/pl", "Víctor Hugo Salas/pe"]),
    ("Senator Maria “Cory” Dizon spoke.", ["Senator|Maria “Cory” Dizon/pe"]),
    ("The goalkeeper, Jan-Ole Hansen, cried.", ["Jan-Ole Hansen/pe"]),
    ("Antonio dela Paz was appointed in May.", ["Antonio dela Paz/pe"]),
    # events are none of the three
    ("The East Asia Summit ended on Tuesday.", []),
    # glued words
    ("The news, according toReuters, was false.", ["Reuters/or"]),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_spans_and_types(annotator: Annotator, text: str, expected: list[str]) -> None:
    assert written(found(annotator, text)) == expected


SECOND_LOOK = [
    # a bare part of a full name is that person, whatever label the model gives it
    ("Lena Brandt won. Brandt thanked voters. A vote for Brandt is a vote for change.", "Brandt", 3),
    ("Omar Haddad spoke. “Haddad has no plan,” she said.", "Haddad", 2),
    ("Park Min-ho left. Park did not return. Officials praised Park.", "Park", 3),
    ("Tom Will sat down. “It is over,” Will said. He will return.", "Will", 2),
    ("Vice Premier Zhou He spoke to reporters. He said little, and he left.", "He", 1),
    ("Helen May resigned in May. May said she was sorry.", "May", 2),
    ("Anna Marsh called. The marsh was wet.", "Marsh", 1),
]


@pytest.mark.parametrize(("text", "part", "count"), SECOND_LOOK)
def test_second_look(annotator: Annotator, text: str, part: str, count: int) -> None:
    people = [m for m in found(annotator, text) if m.type == "person"]
    assert sum(part in m.text for m in people) == count
    assert len({m.cluster for m in people}) == 1


BARE = [
    # (text, bare name, the full name it goes to; "" for unresolved or nobody)
    ("Anna Berg met Jan Vries. Berg smiled.", "Berg", "Anna Berg"),
    ("Park Min-ho met Lee Ji-won. Park smiled, and Lee left.", "Park", "Park Min-ho"),
    ("Park Min-ho met Lee Ji-won. Park smiled, and Lee left.", "Lee", "Lee Ji-won"),
    ("Anna Berg came with her husband, Jan Berg. Berg spoke first.", "Berg", "Anna Berg"),
    ("Anna Berg came with her husband, Jan Berg. Mr Berg spoke first.", "Berg", "Jan Berg"),
    ("Jan Berg came with his wife, Anna Berg. Mrs Berg spoke first.", "Berg", "Anna Berg"),
    ("Faisal bin Rashid met King Rashid. Prince Faisal left.", "Faisal", "Faisal bin Rashid"),
    ("Faisal bin Rashid met his father. King Rashid was ill.", "Rashid", ""),
    ("Maria Ortega Ruiz won. Ortega Ruiz thanked all.", "Ortega Ruiz", "Maria Ortega Ruiz"),
    ("Yusuf al-Haddad spoke. Haddad left.", "Haddad", "Yusuf al-Haddad"),
    ("# Berg wins\nAnna Berg won on Sunday.", "Berg", "Anna Berg"),
    ("Mr Smit spoke to Anna Berg. Smit left.", "Smit", ""),
]


@pytest.mark.parametrize(("text", "bare", "full"), BARE)
def test_bare_names(annotator: Annotator, text: str, bare: str, full: str) -> None:
    mentions = found(annotator, text)
    alone = [m for m in mentions if m.text == bare]
    assert alone, written(mentions)
    meant = {other.text for m in alone for other in mentions if other.cluster == m.cluster and m.cluster >= 0} - {bare}
    assert meant == ({full} if full else set())


def test_places_and_bodies_are_grouped(annotator: Annotator) -> None:
    text = (
        "The Baltic Cooperation Organization (BCO) met in the United States. The BCO said America and the U.S. agreed. "
        "North Korea did not come: the DPRK was busy, and the North is far away."
    )
    mentions = found(annotator, text)
    groups: dict[int, set[str]] = {}
    for m in mentions:
        groups.setdefault(m.cluster, set()).add(m.text)
    assert {"Baltic Cooperation Organization", "BCO"} in groups.values()
    assert {"United States", "America", "U.S."} in groups.values()
    assert {"North Korea", "DPRK", "North"} in groups.values()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "...",
        "\n\n",
        "-",
        "Mr",
        "the",
        "'s",
        "President",
        "((((",
        "A-",
        "-A",
        "– –",
        "İ",
        "Mr. ",
        "\u200b",
        "A\u0301 B",
    ],
)
def test_odd_text_raises_nothing(annotator: Annotator, text: str) -> None:
    found(annotator, text)


def test_candidates_are_capitalised_words_left_over(annotator: Annotator) -> None:
    text = "The old Zorbek was seen again near the Zorbek."
    layout = Layout((Block(0, len(text), BlockKind.BODY),))
    (parse,) = annotator.parses([(text, layout)])
    mentions, candidates = find(parse, layout)
    assert {m.text for m in mentions} | {c.text for c in candidates} == {"Zorbek"}
