"""The one form: five required fields, nothing cut, and what nobody touched stays as it was."""

import pytest
from django.http import QueryDict

from projects.content.comparing import changed_fields
from projects.content.reading import content_of
from projects.contributing.entry import content_of_form, typed_of
from projects.contributing.forms import EntryForm
from projects.contributing.typed import as_sent, checked_form, open_form, typed_in
from projects.contributing.where import ELSEWHERE
from projects.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db

LISTS = ("activity", "people_needed", "hours_needed", "start_cost", "running_cost")


@pytest.fixture
def typed():
    """The least that can be handed in."""
    make.QuarterFactory(name="Heslach", district=make.DistrictFactory(name="Süd"))
    return {
        "title": ["Nähtreff"],
        "summary": ["Gemeinsam nähen."],
        "place": ["Heslach"],
        "sectors": [str(make.SectorFactory().pk)],
        "topics": [str(make.TopicFactory().pk)],
    }


def errors(typed, **changes):
    return checked_form(typed | changes).errors


def said(typed, **changes):
    form = checked_form(typed | changes)
    assert form.is_valid(), form.errors
    return content_of_form(form)


def test_five_fields_are_required_and_each_says_so_in_its_own_words():
    required = [name for name, field in EntryForm.base_fields.items() if field.required]
    assert required == ["title", "summary", "place", "sectors", "topics"]
    assert len({str(sentence) for sentence in checked_form({}).errors.values()}) == 5


def test_the_least_that_can_be_handed_in_is_enough(typed):
    content = said(typed)
    assert (content["title"], content["scope"]) == ("Nähtreff", "districts")
    assert (content["language"], content["activity"]) == ("de", "nicht-bekannt")


def test_a_list_that_nobody_touches_says_nothing(typed):
    """What a browser sends of the form as it is shown: the first choice of each list."""
    form = open_form({})
    shown = {name: [str(field.choices[0][0])] for name, field in form.fields.items() if name in LISTS}
    content = said(typed | shown)
    assert {content[name] for name in LISTS} == {"nicht-bekannt", "unknown"}


def test_a_text_that_is_too_long_is_kept_and_told_by_how_much(typed):
    assert errors(typed, title=["x" * 121])["title"] == [
        "Das ist 1 Zeichen mehr als die 120, die hier Platz haben. Bitte kürzen Sie."
    ]
    html = str(checked_form(typed | {"title": ["x" * 121]})["title"])
    assert "x" * 121 in html
    assert "maxlength" not in EntryForm().as_p()


def test_line_breaks_of_a_browser_count_once(typed):
    assert not errors(typed, summary=["\r\n".join(["x"] * 140)])


def test_an_unknown_place_is_asked_about_once(typed):
    form = checked_form(typed | {"place": ["Nürtingen"]})
    assert "Nürtingen" in form.errors["place"][0]
    sent = as_sent(
        typed | {"place": ["Nürtingen"], "place_about": ["Nürtingen"], "place_answer": [ELSEWHERE]}
    )
    form = checked_form(typed_in(sent))
    assert form.is_valid()
    assert form.where.place == "Nürtingen"
    assert form.question, "The answer must be sent again with the next page."
    assert open_form(typed_in(sent)).question


def test_the_answer_about_another_line_is_asked_again(typed):
    assert errors(typed, place=["Esslingen"], place_about=["Nürtingen"], place_answer=[ELSEWHERE])


def test_a_chosen_place_takes_the_place_of_the_words(typed):
    sent = as_sent(
        typed | {"place": ["Heslch"], "place_about": ["Heslch"], "place_answer": ["Heslach (Süd)"]}
    )
    assert typed_in(sent)["place"] == ["Heslach (Süd)"]
    assert "place_answer" not in typed_in(sent)


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("www.example.org/a (2019)", ("https://www.example.org/a", "", 2019)),
        ("Bericht, 2021", ("", "Bericht", 2021)),
        ("Bericht 2021 – https://example.org/2020.", ("https://example.org/2020", "Bericht", 2021)),
        ("Chronik von 1848 bis heute", ("", "Chronik von 1848 bis heute", None)),
    ],
)
def test_a_source_is_read_from_its_line(typed, line, row):
    source = said(typed, sources=[line])["sources"][0]
    assert (source["url"], source["document"], source["published_year"]) == row


def test_a_wrong_address_names_its_line(typed):
    assert "Zeile 3" in errors(typed, sources=["Bericht\n\nhttp://kein netz"])["sources"][0]


def test_an_address_needs_no_https(typed):
    assert said(typed, website=["www.example.org"])["website"] == "https://www.example.org"


def test_times_belong_together(typed):
    assert errors(typed, started_month=["5"])["started_year"]
    assert errors(typed, started_year=["2020"], ended_year=["2019"])["ended_year"]
    assert errors(typed, started_year=["19"])["started_year"]


def test_only_what_was_typed_on_the_form_is_kept():
    sent = QueryDict("title=a&title=b&csrfmiddlewaretoken=x&state=published&summary=&problem=%00")
    assert typed_in(sent) == {"title": ["a", "b"]}


@pytest.fixture
def full():
    """An entry with all that the form cannot show, and words that it would read otherwise."""
    district, other = make.DistrictFactory(name="Süd"), make.DistrictFactory(name="West")
    project = make.ProjectFactory(
        title="Tauschregal ",
        description="Erst so.\r\n\r\n- dann so \n",
        home_district=district,
        reaches=[other],
        quarters=[make.QuarterFactory(district=district, name="Am Markt")],
        tags=["Bücher, Hefte", "Tausch"],
        organisations=[make.OrganisationFactory(name="Verein, Gruppe Süd")],
        sources=[make.SourceFactory(url="", document="Bericht (2019)", published_year=None)],
        offers=["besuch"],
        language="en",
        licence="CC BY-SA 4.0",
        started_year=2014,
        started_month=5,
    )
    project.support_offers.update(note="dienstags")
    return content_of(Project.objects.get(pk=project.pk))


@pytest.mark.parametrize("where", [{}, {"city": True}, {"outside": True, "place": "West"}])
def test_what_nobody_touched_stays_exactly_as_it_was(full, where):
    base = full
    if where:
        base = content_of(make.ProjectFactory(**where))
    form = checked_form(typed_in(as_sent(typed_of(base))))
    assert form.is_valid(), form.errors
    assert content_of_form(form, base) == base


def test_only_what_was_touched_changes(full):
    typed = typed_of(full) | {"results": ["Man grüßt sich."], "offers": ["besuch", "auskunft"]}
    form = checked_form(typed)
    assert form.is_valid(), form.errors
    content = content_of_form(form, full)
    assert sorted(changed_fields(full, content)) == ["offers", "results"]
    assert content["offers"] == [{"kind": "auskunft", "note": ""}, {"kind": "besuch", "note": "dienstags"}]
