"""`{% once %}`: rendered once for each set of values, and never with another one's text."""

from datetime import timedelta

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from districts.models import District
from tests.factories import DistrictFactory


@pytest.fixture
def show():
    """Render a template with these values; every call is a page of the same template."""

    def shower(source):
        page = Template("{% load once %}" + source)
        return lambda **values: page.render(Context(values))

    return shower


def test_the_same_values_are_rendered_once(show):
    asked = []
    page = show("{% once name=name %}{{ name.spoken }}{% endonce %}")

    class Name(str):
        @property
        def spoken(self):
            asked.append(self)
            return f"Hallo {self}"

    assert page(name=Name("Erika")) == page(name=Name("Erika")) == "Hallo Erika"
    assert asked == ["Erika"]
    assert page(name=Name("Otto")) == "Hallo Otto"


def test_what_is_not_named_is_not_seen_inside(show):
    page = show("{{ user }}{% once area=area %}{{ area }}{{ user }}{% endonce %}")

    assert page(area="projects", user="Erika") == "Erikaprojects"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (True, 1, ["True", "1"]),
        ("<b>", SafeString("<b>"), ["&lt;b&gt;", "<b>"]),
        ("", None, ["", "None"]),
    ],
)
def test_values_that_equal_each_other_but_look_different_are_told_apart(show, one, other, expected):
    page = show("{% once value=value %}{{ value }}{% endonce %}")

    assert [page(value=one), page(value=other)] == expected


def test_what_was_shown_yesterday_is_made_anew_today(show, monkeypatch):
    class Entry(str):
        @property
        def age(self):
            return f"Stand {timezone.localdate():%d.}"

    page = show("{% once entry=entry %}{{ entry.age }}{% endonce %}")
    yesterday = page(entry=Entry("Chor"))
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    monkeypatch.setattr("pages.templatetags.once.time", tomorrow.timestamp)

    assert page(entry=Entry("Chor")) != yesterday


def test_each_language_has_its_own_text(show):
    page = show("{% once %}{% translate 'Projects' %}{% endonce %}")

    assert page() == "Projekte"
    with translation.override("en"):
        assert page() == "Projects"
    assert page() == "Projekte"


def test_old_texts_give_way_to_new_ones(show):
    page = show("{% once number=number %}{{ number }}{% endonce %}")

    assert [page(number=number) for number in range(600)] == [str(number) for number in range(600)]
    assert page(number=0) == "0"


def test_a_value_needs_a_name(show):
    with pytest.raises(TemplateSyntaxError, match="name=value"):
        show("{% once area %}{% endonce %}")


def test_what_asked_the_database_is_not_kept_and_tells_who_tests(show, db):
    page = show("{% once name=name %}{{ name.places }}{% endonce %}")

    class Name(str):
        @property
        def places(self):
            return District.objects.count()

    with pytest.warns(UserWarning, match="read it before"):
        assert page(name=Name("here")) == "0"
    DistrictFactory()
    with pytest.warns(UserWarning, match="read it before"):
        assert page(name=Name("here")) == "1"
