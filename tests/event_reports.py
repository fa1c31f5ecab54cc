"""Reports on one made-up event, and what editors make of a report: for the tests of copies."""

import random
import re

FACTS = {
    "arrival": (
        "Prime Minister Anna Berg of Norway landed in Santiago on Monday evening for a visit of three days.",
        "Norway's prime minister, Anna Berg, touched down in the Chilean capital after dark on Monday.",
        "A small crowd with paper flags waited at the airport when Anna Berg's plane came in from Oslo on Monday.",
        "Chile rolled out the carpet on Monday night for Anna Berg, the first Norwegian premier here since 2008.",
        "Anna Berg began three days of meetings in Chile with a handshake on the tarmac and no statement.",
    ),
    "host": (
        "She was received at La Moneda on Tuesday by President Tomas Vega, who kept her for two hours.",
        "President Tomas Vega and his guest talked for twice as long as planned, with only interpreters in the room.",
        "On Tuesday morning Vega walked his visitor through the courtyards of the palace before the doors were closed.",
        "The president's office said the talks at La Moneda had been frank, its usual word for a disagreement.",
        "Aides on both sides described the Tuesday session at the palace as warmer than the one in Oslo last year.",
    ),
    "salmon": (
        "Salmon was the hard part: the two farm most of what the world eats, and each accuses the other of dumping.",
        "The two countries, which between them raise four of every five farmed salmon, have been at odds since March.",
        "At issue is a tariff on Chilean fish that Oslo defends as a health measure and Santiago calls protection.",
        "Fish farmers on both sides of the world had asked for the dispute to be settled before the autumn harvest.",
        "A row about the price of fillets, of all things, has soured what used to be an easy friendship.",
    ),
    "copper": (
        "They signed an agreement on copper, which Norwegian smelters will buy at a fixed price for ten years.",
        "A contract for copper was the main thing on paper: a decade of deliveries, the price set in advance.",
        "Norway's grid company gets the copper it needs for new cables, and Chile gets a buyer until the next decade.",
        "The only document signed in public concerned copper for the cables that Norway is laying under the North Sea.",
        "Ministers exchanged folders on a copper deal that traders had expected for months.",
    ),
    "protest": (
        "Some two hundred fishermen blew horns outside the palace until the police moved them across the avenue.",
        "Outside, fishermen from the south had unrolled a net along the pavement and sat down in it.",
        "The police counted two hundred protesters, most of them from the fishing towns around Puerto Montt.",
        "A protest by fishing crews, loud but orderly, could be heard in the room where the two leaders spoke.",
        "Crews who had come eleven hours by bus held up cod, which Chile does not farm; the point was lost on most.",
    ),
    "science": (
        "A joint station in the Antarctic, long talked about, will now be planned by the two polar institutes.",
        "The polar institutes of both countries are to report by June on a shared base in Queen Maud Land.",
        "Scientists welcomed a promise, the third in ten years, to build an Antarctic station together.",
        "In a side room the heads of two polar institutes agreed on who would pay for a survey of the ice.",
        "Less noticed was a page on Antarctic research that commits both to one more study.",
    ),
    "opposition": (
        "The Chilean opposition called the copper price a gift and promised to have it looked at in Congress.",
        "Senators of the opposition want to see the price formula before they let the contract pass.",
        "In Congress, where the government is short of four votes, the deal may have a hard time.",
        "A committee of the Senate has already asked for the minutes, its chairman said.",
        "Critics at home said that the president had sold the family silver, or in this case the copper.",
    ),
    "history": (
        "Relations go back to whalers who settled at Punta Arenas in the 1890s and stayed for the dances.",
        "Norwegians came to the far south of Chile with the whaling ships, and some street names remember it.",
        "The friendship is old: Norway took in several thousand Chileans after the coup of 1973.",
        "Many of those who fled Chile in the seventies found homes in Bergen and Stavanger.",
        "Trade between the two has doubled in ten years, to a little over a billion dollars.",
    ),
    "next": (
        "Berg flies on to Buenos Aires on Thursday and will be home by the weekend.",
        "From Santiago the prime minister travels to Argentina before returning to Oslo on Saturday.",
        "Vega has been invited to Norway for the spring; no date has been set.",
        "A return visit is planned for May, when the days in the north are long enough to show off.",
        "The next round, on fish alone, is to be held in Geneva in the first week of December.",
    ),
    "dinner": (
        "At dinner the menu was lamb; nobody, a guest said, had dared to serve salmon.",
        "Guests at the state dinner ate lamb and drank Carmenere under portraits of admirals.",
        "The toasts were short and the dessert was cloudberries flown in by the visitors.",
        "The evening ended with a children's choir and a song in two languages that neither leader seemed to know.",
        "A string quartet played Grieg at dinner, a little too fast.",
    ),
}
"""Each fact of the event in the words of five reporters."""

QUOTES = (
    '"We are two long countries at two ends of one ocean road, and we can afford a quarrel," Berg told reporters.',
    '"A price that is fixed is a promise, and Chile keeps its promises," Vega said.',
    '"Nobody asked us," said Rosa Huenchul, who has fished off Chiloe for thirty years.',
)
"""What was said in public: every reporter has the same words."""


def reports(count: int, seed: int = 7) -> list[str]:
    """Different reports on the event: other facts, other order, own words; the public statements are the same."""
    chance = random.Random(seed)
    out = []
    for _ in range(count):
        told = ["arrival", *chance.sample([fact for fact in FACTS if fact != "arrival"], 7)]
        sentences = [chance.choice(FACTS[fact]) for fact in told]
        for quote in chance.sample(QUOTES, 2):
            sentences.insert(chance.randrange(2, len(sentences)), quote)
        out.append("\n\n".join(sentences))
    return out


def copy_of(report: str, number: int) -> str:
    """What an outlet made of an agency's report: one of six ways, by number."""
    chance = random.Random(number)
    paragraphs = report.split("\n\n")
    return "\n\n".join(
        (
            lambda: ["SANTIAGO (Sample Wire) —", *paragraphs, "© Sample Wire. All rights reserved."],
            lambda: paragraphs[: max(3, len(paragraphs) * 2 // 5)],
            lambda: ["Fish before friendship: Norway's leader in Chile", " ".join(paragraphs[:4]), *paragraphs[4:]],
            lambda: [_words_changed(paragraph, chance) for paragraph in paragraphs],
            lambda: [paragraphs[0], *chance.sample(paragraphs[1:], len(paragraphs) - 2)],
            lambda: [
                *(_quoted_otherwise(paragraph) for paragraph in paragraphs),
                "Additional reporting by Sample Wire",
            ],
        )[number % 6]()
    )


SYNONYMS = {
    "said": "stated",
    "told": "informed",
    "countries": "nations",
    "long": "lengthy",
    "reporters": "journalists",
    "outside": "in front of",
}


def _words_changed(paragraph: str, chance: random.Random) -> str:
    paragraph = re.sub(r"\w+", lambda m: SYNONYMS.get(m.group(), m.group()), paragraph)
    words = paragraph.split()
    del words[chance.randrange(len(words))]
    return " ".join(words)


def _quoted_otherwise(paragraph: str) -> str:
    return (
        re.sub(r'"([^"]*)"', r"“\1”", paragraph).upper()
        if paragraph.startswith("Norway's grid")
        else re.sub(r'"([^"]*)"', r"“\1”", paragraph)
    )
