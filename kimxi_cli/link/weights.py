"""What each clue weighs.

The weights are rounded from those that a logistic regression over the visits of an article, or none, gives on annotated
articles, and the sum from which a quote is linked was chosen by cross-validation by article. A sum's unit is the logit:
`choice.py` turns sums into the score printed, the chance that the link is right.
"""

from collections.abc import Callable, Iterator, Mapping

from kimxi_cli.link import against, clues
from kimxi_cli.link.clues import Clue
from kimxi_cli.link.scene import Scene, Statement

WEIGHTS: Mapping[Callable[[Scene, Statement], Iterator[Clue]], float] = {
    clues.own_words: 2.25,
    clues.points_back: 0.75,
    clues.speaks_of_visiting: 1.0,
    clues.this_one: 2.0,
    clues.names_its_people: 1.5,
    clues.speaks_of_both: 1.5,
    clues.looks_ahead: 1.75,
    clues.names_its_place: 0.75,
    clues.same_sentence: 0.5,
    clues.said_at_it: 3.0,
    clues.said_there: 1.0,
    clues.its_place_before: 1.75,
    clues.told_to_its_people: 0.5,
    clues.at_its_occasion: 1.5,
    clues.spoken_of_before: 0.25,
    clues.spoken_of_next: 0.25,
    clues.speaker_took_part: 1.5,
    clues.source_was_there: 0.75,
    clues.main_visit: 1.5,
    against.said_elsewhen: -3.0,
    against.looks_on: -0.5,
    against.not_spoken_of_around: -1.25,
    against.at_home: -1.0,
    against.unnamed_source: -0.75,
    against.speaks_of_others: -0.75,
    against.did_not_take_place: -2.0,
}
GOES_ON, GOES_ON_WITHOUT = 2.5, -1.25
"""What it weighs that the quote before, of the same statement, has this visit, or has none."""
ENOUGH = 0.75
"""What the clues to a visit must come to."""
