"""When ideas travelled: a bar for each year."""

from knowledge.bars import Line, bars
from knowledge.choices import Certainty, Phase, Status
from knowledge.tallies import Tally
from knowledge.timeline import timeline


def tally(year, number=1, certainty=Certainty.SOURCED):
    return Tally(year, Phase.UNKNOWN, Status.OPEN, certainty, number)


def shown(*found):
    return timeline(found, lambda year: f"?jahr={year}")


def test_years_follow_one_another_and_a_quiet_one_is_empty():
    years = shown(tally(2015, 3), tally(2013)).years

    assert [(bar.label, bar.number, bar.url) for bar in years] == [
        ("2013", 1, "?jahr=2013"),
        ("2014", 0, ""),
        ("2015", 3, "?jahr=2015"),
    ]
    assert years[1].segments == []


def test_a_bar_tells_what_is_sure():
    bar = shown(
        tally(2013, 2), tally(2013, 1, Certainty.BOTH), tally(2013, 1, Certainty.REPORTED), tally(2014)
    ).years[0]

    assert [(part.kind, part.number, part.start, part.width) for part in bar.segments] == [
        ("sure", 3, 0, 75),
        ("reported", 1, 75, 25),
    ]


def test_of_some_the_year_is_not_known():
    assert shown(tally(2013), tally(2014), tally(None, 5)).undated == 5


def test_one_year_is_no_line_of_years():
    assert shown(tally(2013, 9), tally(None)) is None
    assert shown(tally(2013), tally(2019, 0)) is None
    assert shown() is None


def test_of_many_years_the_quiet_ones_are_left_out():
    assert [bar.label for bar in shown(tally(1950), tally(2013), tally(2014)).years] == [
        "1950",
        "2013",
        "2014",
    ]


def test_the_longest_bar_is_full():
    made = bars([Line("a", {"x": 4, "y": 4}), Line("b", {"y": 2}), Line("c", {})], {"x": "X", "y": "Y"})

    assert [sum(part.width for part in bar.segments) for bar in made] == [100, 25, 0]
