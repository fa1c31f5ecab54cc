"""Who is meant: names, pronouns and descriptions of one article to the named mention they stand for.

Quotes ask it for speakers, visits for travellers. It knows the article only: nothing here looks at the corpus.
Where the text does not decide, the answer is None.
"""

from kimxi_cli.reference.resolve import References

__all__ = ["References"]
