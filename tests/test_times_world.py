"""News time expressions of many years and places, each with what it means on a day of publication, and why.

Sentences and names are made up. What is expected is "start", "start/end" or None, and the precision; a trap means no
day, week, month or year, whether no expression is found there, it is a length of time, or nothing tells its value.
"""

from datetime import date

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.visits import find_times, resolve
from tests.test_times import parse

TUE, WED, THU, SUN, MON, FRI = "1999-05-04", "2010-06-30", "1979-04-12", "1994-07-17", "2016-08-15", "1987-10-23"
YEARS_END, NEW_YEAR, LEAP = "2023-12-28", "2008-01-02", "1972-02-29"

# (text, words, day of publication, value, why)
VALUES = [
    # weekdays
    ("Kofi Adjei arrived in Accra on Tuesday.", "Tuesday", TUE, "1999-05-04 day", "the day itself"),
    ("Adjei will arrive in Accra on Tuesday.", "Tuesday", TUE, "1999-05-04 day", "the day itself, to come"),
    ("Adjei will arrive in Lomé on Monday.", "Monday", TUE, "1999-05-10 day", "future: the coming one"),
    ("Adjei flew home last Tuesday.", "last Tuesday", TUE, "1999-04-27 day", "last: before today"),
    ("Adjei is due in Lomé next Tuesday.", "next Tuesday", TUE, "1999-05-11 day", "next: after today"),
    ("The talks will be held on Friday week.", "Friday week", TUE, "1999-05-14 day", "a week after the coming one"),
    ("They will meet on Tuesday week.", "Tuesday week", TUE, "1999-05-11 day", "a week after the day itself"),
    ("He will fly to Lomé this coming Friday.", "this coming Friday", TUE, "1999-05-07 day", "coming"),
    ("He flew to Lomé this past Friday.", "this past Friday", TUE, "1999-04-30 day", "past"),
    ("He left on Thursday of last week.", "Thursday of last week", TUE, "1999-04-29 day", "the weekday of that week"),
    ("He will be back on Monday next week.", "Monday next week", TUE, "1999-05-10 day", "the weekday of that week"),
    ("He said Adjei would arrive on Friday.", "Friday", TUE, "1999-05-07 day", "future in the past"),
    ("Adjei is expected in Lomé on Sunday.", "Sunday", TUE, "1999-05-09 day", "expected"),
    ("Adjei stays in Lomé until Sunday.", "Sunday", TUE, "1999-05-09 day", "until, present: to come"),
    ("Adjei stayed in Lomé until Sunday.", "Sunday", TUE, "1999-05-02 day", "until, past: gone by"),
    ("Adjei plans to visit Lomé on Saturday.", "Saturday", TUE, "1999-05-08 day", "a plan"),
    ("After Sunday's vote Adjei went to Lomé.", "Sunday", TUE, "1999-05-02 day", "past"),
    ("The talks ran from Friday to Sunday.", "Friday to Sunday", TUE, "1999-04-30/1999-05-02 day", "a range"),
    ("A two-day visit starting Thursday was announced.", "Thursday", TUE, "1999-05-06 day", "starting: to come"),
    ("They spoke on the day after Sunday's vote.", "the day after Sunday", TUE, "1999-05-03 day", "past: the last one"),
    # days counted from publication
    ("Tane Rewi lands in Suva tomorrow.", "tomorrow", SUN, "1994-07-18 day", "tomorrow"),
    ("Rewi spoke the day before yesterday.", "the day before yesterday", SUN, "1994-07-15 day", "two days back"),
    ("Rewi came ten days ago.", "ten days ago", SUN, "1994-07-07 day", "days back"),
    ("Rewi came a fortnight ago.", "a fortnight ago", SUN, "1994-06-27/1994-07-03 week", "as exact as its unit"),
    ("Rewi came a year ago today.", "a year ago today", SUN, "1993-07-17 day", "today, a year back"),
    ("Rewi will come a week from Friday.", "a week from Friday", SUN, "1994-07-29 day", "a week after a weekday"),
    ("Rewi left some hours ago.", "hours ago", SUN, None, "how many, nobody says"),
    ("Rewi will return in two days.", "in two days", SUN, "1994-07-19 day", "days ahead, future"),
    ("Rewi was in Suva this morning.", "this morning", SUN, "1994-07-17 day", "this morning"),
    # days counted from a day told
    ("She landed on 4 May 1999. Two days later she left.", "Two days later", FRI, "1999-05-06 day", "from a told day"),
    ("She landed on Monday. The next day she left.", "The next day", FRI, "1987-10-20 day", "from a told weekday"),
    ("On 30 April 1999 she landed; the following day she spoke.", "the following day", FRI, "1999-05-01 day", "month"),
    ("She spoke on 3 March 1964. The day before, she had landed.", "The day before", FRI, "1964-03-02 day", "before"),
    ("She left on 9 June 1985. A week later she was back.", "A week later", FRI, "1985-06-16 day", "a week on"),
    # weeks, weekends
    ("They met earlier this week.", "earlier this week", FRI, "1987-10-19/1987-10-25 week", "the week"),
    ("They met over the weekend.", "the weekend", TUE, "1999-05-01/1999-05-02 week", "past: the one gone by"),
    ("They will meet at the weekend.", "the weekend", TUE, "1999-05-08/1999-05-09 week", "future: the coming one"),
    ("They will meet next week.", "next week", SUN, "1994-07-18/1994-07-24 week", "next week"),
    # months
    ("Rana Haddad was in Tunis last month.", "last month", NEW_YEAR, "2007-12 month", "over the year's turn"),
    ("Haddad was in Tunis in late March.", "late March", THU, "1979-03 month", "a part of a month"),
    ("Haddad will be in Tunis early next month.", "early next month", THU, "1979-05 month", "a part of a month"),
    ("Haddad was in Tunis late last month.", "late last month", THU, "1979-03 month", "a part of a month"),
    ("Haddad will travel by the end of the month.", "the end of the month", THU, "1979-04 month", "its end"),
    ("Haddad will travel before the end of the year.", "the end of the year", THU, "1979 year", "its end"),
    ("Haddad went to Tunis in December.", "December", THU, "1978-12 month", "past: the last one"),
    ("Haddad will go to Tunis in December.", "December", THU, "1979-12 month", "future: the coming one"),
    ("Haddad went to Tunis last May.", "last May", THU, "1978-05 month", "last May"),
    ("In mid-November 1956 she was in Tunis.", "mid-November 1956", THU, "1956-11 month", "as written"),
    ("She will travel in May or June.", "May or June", THU, "1979-05/1979-06 month", "either"),
    ("In May, Haddad met the envoys.", "May", WED, "2010-05 month", "no modal: it follows 'in'"),
    ("At the March summit they agreed.", "March", WED, "2010-03 month", "no verb: before a noun"),
    # years
    ("Early in the new year she will travel.", "Early in the new year", YEARS_END, "2024 year", "the coming year"),
    ("In the new year she will travel.", "the new year", YEARS_END, "2024 year", "the coming year"),
    ("They first met in 1972.", "1972", MON, "1972 year", "as written"),
    ("She was envoy from 1967 to 1970.", "1967 to 1970", MON, "1967/1970 year", "a range"),
    ("She was envoy during the war of 1914-18.", "1914-18", MON, "1914/1918 year", "a range, two figures"),
    ("She was envoy in 2007-08.", "2007-08", MON, "2007 year", "to 2008, or August: the year is told"),
    ("They met in the third quarter of 2015.", "2015", MON, "2015 year", "the year is told, the quarter is not read"),
    ("They met later that year, 1998.", "1998", MON, "1998 year", "as written"),
    # days of months
    ("He spoke on September 3 last year.", "September 3 last year", WED, "2009-09-03 day", "last year"),
    ("He spoke on 3 September last year.", "3 September last year", WED, "2009-09-03 day", "last year"),
    ("He speaks on 3 September this year.", "3 September this year", WED, "2010-09-03 day", "this year"),
    ("They toured Mali on June 19 to 20 (Saturday and Sunday).", "June 19 to 20", WED, "2010-06-19/2010-06-20 day", ""),
    ("He was in Bamako on February 21–28, 1972.", "February 21–28, 1972", LEAP, "1972-02-21/1972-02-28 day", "range"),
    ("The fair ran 30 April–2 May.", "30 April–2 May", TUE, "1999-04-30/1999-05-02 day", "over a month's end"),
    (
        "He was away from December 30 to January 2.",
        "December 30 to January 2",
        NEW_YEAR,
        "2007-12-30/2008-01-02 day",
        "",
    ),
    ("He will be away from December 30 to January 2.", "December 30", YEARS_END, "2023-12-30/2024-01-02 day", "turn"),
    ("He came on February 29.", "February 29", LEAP, "1972-02-29 day", "a leap day"),
    ("The pact of 2016-08-01 holds.", "2016-08-01", MON, "2016-08-01 day", "ISO"),
    ("The form is dated 13/05/1999.", "13/05/1999", MON, "1999-05-13 day", "no thirteenth month"),
    ("The form is dated 5/13/1999.", "5/13/1999", MON, "1999-05-13 day", "no thirteenth month"),
    ("The form is dated 04.05.1999.", "04.05.1999", MON, "1999-05-04 day", "full stops: the day first"),
    ("On the night of 4 May 1999 he fled.", "4 May 1999", MON, "1999-05-04 day", "its day"),
    ("She signed on Aug. 3.", "Aug. 3", MON, "2016-08-03 day", "abbreviated"),
    ("She signed on the 3rd of August.", "3rd of August", MON, "2016-08-03 day", "an ordinal"),
    ("It was August the 3rd when she signed.", "August the 3rd", MON, "2016-08-03 day", "an ordinal behind"),
    ("At 8 p.m. on Tuesday (Wednesday in Suva) he rang.", "Tuesday", TUE, "1999-05-04 day", "the day where it is told"),
    ("He landed at 00:30 KST on Monday.", "Monday", TUE, "1999-05-03 day", "a time of day says nothing"),
    # feasts and seasons
    ("They spoke on Christmas Day.", "Christmas Day", NEW_YEAR, "2007-12-25 day", "the last one"),
    ("They spoke on Boxing Day.", "Boxing Day", NEW_YEAR, "2007-12-26 day", "the last one"),
    ("They spoke on New Year's Day.", "New Year's Day", NEW_YEAR, "2008-01-01 day", "yesterday"),
    ("They will speak on New Year’s Eve.", "New Year’s Eve", YEARS_END, "2023-12-31 day", "the coming one"),
    ("They met on Christmas Eve 1968.", "Christmas Eve 1968", MON, "1968-12-24 day", "as written"),
    ("He went to Bergen last summer.", "last summer", THU, "1978-06/1978-08 month", "months of the north"),
    ("He went to Bergen last winter.", "last winter", NEW_YEAR, "2006-12/2007-02 month", "not the one that goes on"),
    ("He has been in Bergen this winter.", "this winter", NEW_YEAR, "2007-12/2008-02 month", "the one that goes on"),
    ("He will go to Bergen this autumn.", "this autumn", THU, "1979-09/1979-11 month", "the coming one"),
    ("He was in Bergen in the spring of 1961.", "spring of 1961", MON, "1961-03/1961-05 month", "as written"),
    (
        "The visit, scheduled for Sunday, worries Suva.",
        "Sunday",
        "1998-10-08",
        "1998-10-11 day",
        "set for a coming day",
    ),
    ("The trip was tentatively scheduled for November 21.", "November 21", "2012-11-13", "2012-11-21 day", "soon"),
    ("The trip was scheduled for March 3.", "March 3", "2012-05-13", "2012-03-03 day", "the nearest such day"),
    ("Talks are slated for Monday in Lima.", "Monday", "2004-03-04", "2004-03-08 day", "set for a coming day"),
    ("A vote is to be held in Lima on Monday.", "Monday", "1987-09-03", "1987-09-07 day", "still to come"),
    ("The trip, planned for June, was long.", "June", "1975-04-10", "1975-06 month", "set for a coming month"),
    ("Adjei left Accra Wednesday evening.", "Wednesday", "2013-08-30", "2013-08-28 day", "past"),
]

TRAPS = [
    ("He wed in 2018 and was envoy since 2011.", "wed", MON, "an abbreviation without its capital"),
    ("The pact of 04/05/1999 holds.", "04/05/1999", MON, "day or month first: nobody tells"),
    ("They met on 31 April.", "31 April", MON, "no such day"),
    ("One week after the summit he resigned.", "One week after", MON, "counted from what has no day"),
    ("He came on 3 June and spoke on 4 to 6 June. The next day he left.", "The next day", MON, "counted from a range"),
    ("She spoke on 3 March 1964, the day before the vote.", "the day before", MON, "counted from the vote"),
    ("She spoke on 3 March 1964, two days after the vote.", "two days after", MON, "counted from the vote"),
    ("She spoke on 3 March 1964. Two months later she left.", "Two months later", MON, "no unit that gives a day"),
    ("Hours after the vote he resigned.", "Hours after", MON, "counted from what has no day"),
    ("24 hours earlier he had denied it.", "24 hours earlier", MON, "counted from what has no day"),
    ("The following day he denied it.", "The following day", MON, "no day was told"),
    ("It is their second meeting in about 40 days.", "40 days", MON, "a length"),
    ("Over two days before returning, they talked.", "two days", MON, "a length"),
    ("It was a three-day visit.", "three-day", MON, "a length"),
    ("He travels twice a year.", "a year", MON, "a rate"),
    ("The 61-year-old envoy flew home.", "61-year", MON, "an age"),
    ("Adjei, 42 years old, flew home.", "42 years", MON, "an age"),
    ("The envoys left overnight.", "overnight", MON, "neither day is told"),
    ("She came in the 1990s.", "1990s", MON, "a decade"),
    ("She came in the late 1980s.", "late 1980s", MON, "a decade"),
    ("Exports fell in fiscal 2015.", "2015", MON, "a fiscal year is another year"),
    ("Exports fell in fiscal year 2015.", "2015", MON, "a fiscal year is another year"),
    ("Aid rose last quarter.", "last quarter", MON, "a quarter"),
    ("The paper was dated Juche 107.", "107", MON, "another calendar"),
    ("The edict is of Hijri 1439.", "1439", MON, "another calendar"),
    ("It fell in the year 1540 AH.", "1540", MON, "another calendar"),
    ("It fell in Reiwa 1.", "Reiwa 1", MON, "another calendar"),
    ("It fell in Buddhist year 2061.", "2061", MON, "another calendar"),
    ("It fell in the solar Hijri year 1597.", "1597", MON, "another calendar"),
    ("It was 2072 in the Nepali calendar.", "2072", MON, "another calendar"),
    ("They signed on Good Friday.", "Good Friday", MON, "a moving feast"),
    ("They will sign on Easter Monday.", "Easter Monday", MON, "a moving feast"),
    ("They met at Eid.", "Eid", MON, "a moving feast"),
    ("Shops were full on Black Friday.", "Black Friday", MON, "a name"),
    ("He spoke of Bloody Sunday.", "Bloody Sunday", MON, "a name"),
    ("He spoke to the Sunday Herald.", "Sunday", MON, "a newspaper"),
    ("He spoke to the Mail on Sunday.", "Sunday", MON, "a newspaper"),
    ("He led Friday prayers in Tunis.", "Friday", MON, "held every week"),
    ("They meet every Thursday.", "Thursday", MON, "every week"),
    ("The market is open on Tuesdays.", "Tuesdays", MON, "every week"),
    ("It was a Monday when he came.", "Monday", MON, "any week"),
    ("She told USA Today about it.", "Today", MON, "a newspaper"),
    ("She told The Sun about it.", "Sun", MON, "a newspaper"),
    ("After 9/11 everything changed.", "9/11", MON, "a name"),
    ("They stayed at the April 25 House of Culture.", "April 25", MON, "a name"),
    ("The October Revolution changed the town.", "October", MON, "a name"),
    ("The Six-Day War changed the town.", "Six-Day", MON, "a name"),
    ("The Arab Spring of 2011 changed the town.", "Spring", MON, "a name"),
    ("They celebrated Lunar New Year's Eve in Hue.", "New Year's Eve", MON, "a moving feast"),
    ("They met on Christmas Island.", "Christmas", MON, "a name"),
    ("They took part in the March on Rabat.", "March", MON, "a walk"),
    ("The troops march on, and it may rain.", "march", MON, "a verb"),
    ("He may visit Rabat, May said.", "May said", MON, "a name"),
    ("August Lund met April Stone.", "August", MON, "a name"),
    ("Resolution 1973 was passed.", "1973", MON, "a number"),
    ("Under Section 1542 he was charged.", "1542", MON, "a number"),
    ("Flight 1812 landed late.", "1812", MON, "a number"),
    ("The gates open at 1830 GMT.", "1830", MON, "a time of day"),
    ("Call 0161 2018 1999 for seats.", "2018", MON, "a telephone number"),
    ("Rewi's side won 2-1 in Suva.", "2-1", MON, "a score"),
    ("In a second, all was lost.", "second", MON, "not a date"),
    ("The ferry carries 2018 passengers.", "2018", MON, "a number of people"),
    ("Adjei arrived in Accra on Tuesday.", "Tuesday", None, "no day of publication"),
    ("She left last month, over the weekend.", "weekend", None, "no day of publication"),
    ("She left on Monday. The next day she was back.", "The next day", None, "no day of publication"),
    ("It has been hot in Perth this summer, Rewi said.", "this summer", "2016-01-15", "no summer in the north"),
    ("The trip was scheduled for Sunday.", "Sunday", None, "no day of publication"),
    ("Talks in Suva are slated for Monday.", "Monday", None, "no day of publication"),
    ("Adjei left Accra yesterday evening.", "yesterday", None, "no day of publication"),
    ("They boarded Flight 2019 in Suva.", "2019", MON, "a number"),
]


def value_at(annotator: Annotator, text: str, words: str, published: str | None) -> str | None:
    """ "start precision" or "start/end precision" of the expression that covers the words."""
    start = text.index(words)
    day = date.fromisoformat(published) if published else None
    for x in find_times(parse(annotator, text)):
        if x.start < start + len(words) and x.end > start:
            value = resolve(x, day)
            if value is None or value.start is None:
                return None
            assert value.reason
            return f"{value.start}{'/' + value.end if value.end else ''} {value.precision}"
    return None


@pytest.mark.parametrize(("text", "words", "published", "expected", "why"), VALUES)
def test_values(annotator: Annotator, text: str, words: str, published: str, expected: str | None, why: str) -> None:
    assert value_at(annotator, text, words, published) == expected, why


@pytest.mark.parametrize(("text", "words", "published", "why"), TRAPS)
def test_traps(annotator: Annotator, text: str, words: str, published: str | None, why: str) -> None:
    assert value_at(annotator, text, words, published) is None, why


def test_how_many() -> None:
    assert len(VALUES) + len(TRAPS) >= 120
    assert len(TRAPS) * 3 >= len(VALUES) + len(TRAPS)
