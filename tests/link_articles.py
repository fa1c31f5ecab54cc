"""Articles made up to test which visit each quote is linked to: leaders, talks and words are invented.

Each is (name, day of publication, text, rows); a row is (the quote's first words, the visit's place or None, words of
the reason).
"""

ARTICLES: list[tuple[str, str, str, list[tuple[str, str | None, str]]]] = [
    (
        "two trips, one host each",
        "2016-05-12",
        """Norwegian Prime Minister Anna Berg met Kenyan President Daniel Otieno in Nairobi on Wednesday, two days after her trip to Lima.

"We have agreed on the price of grain," Berg said after the talks in Nairobi.

"Kenya will buy more fish," Otieno told his guest at a state banquet.

Berg had visited Peru on Monday, where she was received by President Rosa Quispe. "The road from the airport was long," Berg told reporters in Lima.

Quispe said the visit to Lima had been overdue.

"This country does not forget its friends," Otieno said at a joint news conference.

Wheat prices rose again in Chicago. "Harvests are poor from Texas to Manitoba," said Carl Hobbs, a grain trader in Chicago.
""",
        [
            ("We have agreed", "Nairobi", "said at an occasion of it: talks"),
            ("Kenya will buy", "Nairobi", "occasion"),
            ("The road from", "Lima", "travelled"),
            ("the visit to Lima", "Lima", "own words"),
            ("This country does", "Nairobi", "occasion"),
            ("Harvests are poor", None, ""),
        ],
    ),
    (
        "a quote from years ago",
        "2009-09-03",
        """Brazilian President Otavio Lins arrived in Maputo on Wednesday for a three-day visit to Mozambique.

Lins met Mozambican President Graça Nhantumbo at the presidential palace. "Our two countries share more than a language," Lins said in a toast.

In 2004, Lins said "no Brazilian company should build railways abroad".

Nhantumbo once called Brazilian miners "guests who forget to leave".

"I thank the president for the port," Nhantumbo said after the talks.

A year ago Lins had described the coal project as "a hole in the ground".
""",
        [
            ("Our two countries", "Maputo", "occasion"),
            ("no Brazilian company", None, "another time"),
            ("Brazilian miners", None, "another time"),
            ("I thank the president", "Maputo", "occasion"),
            ("the coal project", None, "another time"),
        ],
    ),
    (
        "the domestic row in the same story",
        "1998-06-22",
        """Indonesian Foreign Minister Budi Hartanto flew to Canberra on Monday for talks with Australian Prime Minister Colin Marsh.

"We spoke about fishing boats for two hours," Marsh told reporters after the meeting in Canberra.

Hartanto said "the boats will be registered by August".

At home, the cabinet is under pressure over rice. Farmers marched through Surabaya last week.

"Rice costs twice what it did in January," said Siti Rahma, who leads a farmers' union in Surabaya.

"Nobody in the ministry answers our letters," she added.

Opposition leader Agus Wibowo said the government had "lost the villages".
""",
        [
            ("We spoke about", "Canberra", "occasion"),
            ("the boats will be", "Canberra", "the article is about"),
            ("Rice costs twice", None, ""),
            ("Nobody in the ministry", None, ""),
            ("the government had", None, ""),
        ],
    ),
    (
        "a coming visit in the story of a past one",
        "2021-10-14",
        """Ghanaian President Kofi Asante ended a two-day visit to Ottawa on Thursday. He met Canadian Prime Minister Claire Dubois on Wednesday.

"We opened a door," Dubois said at a joint press conference with Asante in Ottawa.

Asante is due to travel to Seoul next month. "The trip to Seoul will be about ships," Asante said.

South Korean officials said the visit to Seoul was planned for two days.

"Canada is a country of patient people," Asante said in his speech at a dinner given by Dubois.
""",
        [
            ("We opened a door", "Ottawa", "occasion"),
            ("The trip to Seoul", "Seoul", "own words"),
            ("the visit to Seoul", "Seoul", "own words"),
            ("Canada is a country", "Ottawa", "occasion"),
        ],
    ),
    (
        "an analyst on the visit and on something else",
        "2013-02-19",
        """Turkish President Kemal Aydin met Ukrainian President Oksana Melnyk in Kyiv on Tuesday. It was Aydin's second visit to Ukraine since 2011.

"Aydin's visit shows how much Ankara wants the pipeline," said Petra Novak, an analyst at a Prague institute.

"Melnyk needed this meeting more than Aydin did," Novak said.

Novak said the visit came too late.

"This second visit was warmer than the first," Aydin told journalists in Kyiv.

In Ankara, football fans celebrated a late goal. "I have waited ten years for this cup," said Cem Polat, a baker.
""",
        [
            ("Aydin's visit shows", "Kyiv", "own words"),
            ("Melnyk needed this", "Kyiv", "names people of the visit"),
            ("the visit came too late", "Kyiv", "own words"),
            ("This second visit", "Kyiv", "travelled"),
            ("I have waited", None, ""),
        ],
    ),
    (
        "a visit called off",
        "2003-03-11",
        """Chilean President Elena Rojas has cancelled her trip to Madrid because of floods in the south, her office said on Tuesday.

Rojas said "the trip to Madrid can wait".

"The river took my house in one night," said Pedro Soto, a carpenter in Valdivia.

"The dams were never repaired," said engineer Laura Vidal.

Spanish Foreign Minister Iker Ruiz said he regretted that the visit was off.
""",
        [
            ("the trip to Madrid can", "Madrid", "own words"),
            ("The river took", None, ""),
            ("The dams were", None, ""),
            ("he regretted that the visit", "Madrid", "own words"),
        ],
    ),
    (
        "two meetings on the margins of a summit",
        "2011-11-18",
        """Indian Prime Minister Arun Mehta met Thai Prime Minister Niran Suksai in Bali on Friday. Mehta met Vietnamese President Tran Van Duc in Bali on Thursday.

"We agreed on rubber," Suksai said after meeting Mehta on Friday.

"Our ports are open to Indian ships," Duc said after his talks with Mehta on Thursday.
""",
        [
            ("We agreed on rubber", "Bali", "occasion"),
            ("Our ports are open", "Bali", "occasion"),
        ],
    ),
    (
        "an article that tells of no visit",
        "2018-08-01",
        """Irish Prime Minister Niamh Keane said "the budget will be balanced by spring".

"Taxes on land are too low," said economist Owen Daly.
""",
        [
            ("the budget will be", None, "no visit"),
            ("Taxes on land", None, "no visit"),
        ],
    ),
    (
        "a statement in several pieces",
        "2015-04-20",
        """Ethiopian Prime Minister Hana Tesfaye visited Warsaw on Monday, where she met Polish President Marek Wolski.

"We signed three papers," Wolski said at a news conference with Tesfaye. "The first is about wheels. The second is about milk."

"I shall send my minister of mines," Tesfaye told Wolski. "He likes snow."

A joint statement said the two sides would meet again in two years.
""",
        [
            ("We signed three", "Warsaw", "occasion"),
            ("The first is about", "Warsaw", "goes on"),
            ("I shall send", "Warsaw", "article is about"),
            ("He likes snow", "Warsaw", "goes on"),
            ("the two sides would", "Warsaw", "both sides"),
        ],
    ),
    (
        "an aide speaks before the trip",
        "2022-09-07",
        """Moroccan King Idris will visit Lisbon on 12 September, the palace said on Wednesday.

"His Majesty's visit will last three days," said palace spokesman Yassin Alami.

Portuguese President Joana Pires will receive Idris at Belem Palace. "We shall show our guest the river," Pires said.

Last month a fire burned forests in the Algarve. "We had four lorries for the whole coast," fire chief Rui Lopes said.
""",
        [
            ("His Majesty's visit", "Lisbon", "looks ahead"),
            ("We shall show", "Lisbon", "about"),
            ("We had four lorries", None, ""),
        ],
    ),
    (
        "compared with an earlier visit",
        "1987-07-09",
        """Greek Prime Minister Nikos Laskaris arrived in Sofia on Tuesday for a second visit to Bulgaria. He met Bulgarian leader Todor Iliev on Wednesday.

Laskaris first visited Sofia in May 1985.

"The first visit was for the cameras, but this one was for the engineers," Laskaris said.

"The dam will be built by both of us," Iliev said in a toast to Laskaris.
""",
        [
            ("The first visit was", "1987-07", "travelled"),
            ("The dam will be", "1987-07", "occasion"),
        ],
    ),
    (
        "a third country pair",
        "2006-01-30",
        """Argentine President Lucia Ferrari met Egyptian President Samir Fahmy in Cairo on Sunday.

"Egypt has a friend across the ocean," Fahmy said after the meeting in Cairo.

In Asia, tension grew between Nepal and Bhutan. "Bhutan must open the border with Nepal," said Nepalese minister Hari Thapa.

"Nepal has closed two roads since May," said Bhutanese officer Karma Dorji.
""",
        [
            ("Egypt has a friend", "Cairo", "occasion"),
            ("Bhutan must open", None, ""),
            ("Nepal has closed", None, ""),
        ],
    ),
    (
        "a phone call and a visit",
        "2019-12-03",
        """Finnish President Aino Salo spoke by phone with Japanese Prime Minister Kenji Mori on Monday, a day before she flew to Riga.

In Riga on Tuesday Salo met Latvian President Andris Kalnins. "The Baltic is our common yard," Kalnins said at a joint press conference in Riga.

"I came to listen," Salo said in Riga.
""",
        [
            ("The Baltic is", "Riga", "occasion"),
            ("I came to listen", "Riga", "Riga"),
        ],
    ),
    (
        "two presidents on neutral ground",
        "2023-05-27",
        """The presidents of Peru and Ecuador, Marta Salas and Jorge Andrade, met in Panama City on Friday for the first time since the border was closed.

"The border will open on the first of June," Salas said.

Andrade called the meeting "a lunch among neighbours".

"We will not forget the villages," he said.

Panama's foreign minister, Irina Cortes, who hosted the talks, said both leaders had asked for water and more coffee.

Last year Andrade accused Salas of "stealing a river".

Fishermen in Guayaquil were not impressed. "They eat and we wait," said Luis Mora.
""",
        [
            ("The border will", "Panama", "article is about"),
            ("the meeting", "Panama", "own words"),
            ("We will not forget", "Panama", "article is about"),
            ("both leaders had", "Panama", "both sides"),
            ("Salas of", None, "another time"),
            ("They eat", None, "nothing around"),
        ],
    ),
]
