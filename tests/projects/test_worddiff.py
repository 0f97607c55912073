"""A diff that people can read: words, not letters; nothing is lost."""

from django.template import engines
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.content.worddiff import Fate, Run, shortened, word_diff

KEPT, GONE, NEW = Fate.KEPT, Fate.GONE, Fate.NEW
texts = st.lists(st.sampled_from(["Garten", "und", "der", ",", ".", "15", "\n", "Süd-West"])).map(" ".join)


def test_a_word_that_came_is_shown_between_those_that_stayed():
    assert word_diff("Bücher wandern.", "Bücher und Spiele wandern.") == [
        Run(KEPT, "Bücher "),
        Run(NEW, "und Spiele "),
        Run(KEPT, "wandern."),
    ]


def test_signs_between_two_changes_belong_to_the_change():
    assert word_diff("alt, krumm", "neu, gerade") == [Run(GONE, "alt, krumm"), Run(NEW, "neu, gerade")]


def test_spaces_are_no_change():
    assert word_diff("ein  Wort\r\nnoch eins ", "ein Wort\nnoch eins") == [Run(KEPT, "ein Wort\nnoch eins")]


def test_nothing_differs_from_nothing():
    assert word_diff("", "") == []


def test_of_long_passages_only_the_words_around_a_change_are_shown():
    long = " ".join(f"Wort{number}" for number in range(100))
    runs = shortened(word_diff(f"{long} alt {long}", f"{long} neu {long}"), around=2)
    assert runs == [
        Run(KEPT, "… Wort98 Wort99 "),
        Run(GONE, "alt "),
        Run(NEW, "neu "),
        Run(KEPT, "Wort0 Wort1 … "),
    ]


@settings(derandomize=True, database=None)
@given(before=texts, after=texts)
def test_both_texts_can_be_read_in_the_diff(before, after):
    runs = word_diff(before, after)
    for text, other in ((before, NEW), (after, GONE)):
        assert "".join("".join(run.text for run in runs if run.fate != other).split()) == "".join(
            text.split()
        )


def test_marks_are_words_for_screen_readers_and_text_is_escaped():
    template = engines["django"].from_string("{% load changes %}{% word_diff before after %}")
    html = template.render({"before": "<b>alt</b>", "after": "<b>neu</b>"})
    assert "entfernt: </span>alt</del>" in html
    assert "hinzugefügt: </span>neu</ins>" in html
    assert "<b>" not in html
