"""More articles made up to test which visit each quote is linked to: tours, visits to come and called off, papers cited
again, politics at home. The rows are those of `tests/link_articles.py`; leaders, talks and words are invented.
"""

ARTICLES: list[tuple[str, str, str, list[tuple[str, str | None, str]]]] = [
    (
        "a tour of two countries",
        "2014-08-21",
        """Nigerian President Bola Adeyemi arrived in Hanoi on Thursday, the second stop of his tour. He met Vietnamese Prime Minister Le Thi Hoa at the state guest house on Thursday afternoon.

"Our two peoples grow the same rice," Hoa told her guest in Hanoi.

Adeyemi visited Jakarta on Tuesday, where he was received by Indonesian President Surya Wijaya. Schoolchildren waved flags along the road from the airport in Jakarta.

"I have never been greeted like this," Adeyemi said.

Adeyemi walked through a market in Jakarta with his daughters. "These mangoes are better than mine," he joked.

The Hanoi visit ends on Friday.
""",
        [
            ("Our two peoples", "Hanoi", ""),
            ("I have never been", "Jakarta", "Jakarta"),
            ("These mangoes", "Jakarta", "Jakarta"),
        ],
    ),
    (
        "at which, and when, of another visit",
        "2017-03-14",
        """Colombian President Ines Caro arrived in Rabat on Tuesday for a visit to Morocco. She will be received by Prime Minister Driss Amrani on Wednesday.

Her trip comes two months after Caro visited Accra, where she claimed that "cocoa has no better friend than coffee".

Caro met Amrani in Geneva in 2015, when she told him that "the desert is closer to us than the sea".

"This road will be open to all," Amrani said as he welcomed Caro in Rabat.
""",
        [
            ('"cocoa has no', "Accra", "where"),
            ('"the desert is', "Geneva", "when"),
            ("This road will", "Rabat", ""),
        ],
    ),
    (
        "a paper cited twice",
        "2008-10-02",
        """Danish Prime Minister Karen Holm met Chilean President Luis Arancibia in Santiago on Wednesday. Holm's visit was the first by a Danish premier since 1996.

A joint statement said the two sides had agreed on the price of salmon.

"It is hoped that many students will follow," the statement said.

"The two got on well," said Pia Lund, an aide who was travelling with Holm.

Holm and Arancibia spoke in Spanish at dinner. "I understood half of it, and it was the better half," Arancibia said.
""",
        [
            ("the two sides had", "Santiago", "occasion"),
            ("It is hoped", "Santiago", "goes on"),
            ("The two got on", "Santiago", "both sides"),
            ("I understood half", "Santiago", ""),
        ],
    ),
    (
        "what a visit to come will bring",
        "2019-05-06",
        """Pakistani Prime Minister Asma Rehman will visit Tashkent on Thursday for talks with Uzbek President Timur Karimbek. The visit will be her first to Central Asia.

"The railway will be at the top of their list," said Lucia Prado, who teaches history in Madrid.

"They will not agree on gas," said Prado.

The last cotton fair in Bukhara drew few guests. "We sold nine bales in four days," said Olim Saidov, a farmer.

"Neither of the two can afford to fail," said Henrik Aas, a former Norwegian envoy to Uzbekistan.
""",
        [
            ("The railway will", "Tashkent", "looks ahead"),
            ("They will not agree", "Tashkent", ""),
            ("We sold nine", None, ""),
            ("Neither of the two", "Tashkent", ""),
        ],
    ),
    (
        "why a trip was called off",
        "2010-01-19",
        """Australian Prime Minister Grace Whitlock has cancelled her trip to Fiji because of fires near Perth.

She will stay in Canberra "until the last fire is out", her office said.

Firemen from three states were sent to the coast. "We have not slept since Sunday," said Bob Denny, a fireman in Perth.

Fijian Prime Minister Jone Vakatawa said he was sad that the trip was cancelled.
""",
        [
            ("She will stay", "Fiji", ""),
            ("We have not slept", None, ""),
            ("he was sad", "Fiji", "own words"),
        ],
    ),
    (
        "a wish for another's visit",
        "2012-06-28",
        """Zambian President Mwila Banda ended a three-day visit to Seoul on Thursday. Banda met South Korean President Yoon Hae-won twice.

Banda said Yoon wanted Peruvian President Rosa Quispe to visit Seoul soon.

"We talked about copper for an hour," Banda told reporters.

Opposition leader Grace Phiri said taxes on maize were "a tax on the poor".

"The pair spoke like old neighbours," said Yoon's spokesman, Baek Ji-hoon.
""",
        [
            ("We talked about", "Seoul", "travelled"),
            ("taxes on maize", None, ""),
            ("The pair spoke", "Seoul", ""),
        ],
    ),
    (
        "a senator at home",
        "2005-09-15",
        """Mexican President Carlos Ibarra flew to Ottawa on Wednesday and met Canadian Prime Minister Alan Drummond. The talks in Ottawa lasted two hours.

"We spoke of bees and of borders," Ibarra said after the talks.

In Mexico City, senators argued over a law on water. Senator Pilar Nieto said the law was "a gift to the golf clubs".

"Mexico cannot drink promises," Nieto said.

Drummond said he would "answer in Spanish next time".
""",
        [
            ("We spoke of", "Ottawa", "occasion"),
            ("the law was", None, ""),
            ("Mexico cannot", None, ""),
            ("he would", "Ottawa", ""),
        ],
    ),
]
