"""What other pages show of the search."""

import pytest
from django.template import Context, Template

from projects.choices import State
from projects.models import Project
from search.documents import documents, plain
from tests import factories as make

SIMILAR = '{% similar_projects project as similar %}{% include "search/similar.html" with projects=similar %}'


def render(source, **context):
    return Template("{% load finding %}" + source).render(Context(context))


def test_the_search_box_leads_to_the_catalogue():
    box = render("{% search_box 'Garten' %}")
    assert 'action="/projekte/"' in box
    assert 'value="Garten"' in box
    assert "csrf" not in box


def test_similar_projects_are_published_ones(search_index):
    text = "Fahrräder reparieren mit Werkzeug"
    shown = make.ProjectFactory(title="Eins", summary=text)
    make.ProjectFactory(title="Zwei", summary=text)
    make.ProjectFactory(title="Geheim", summary=text, submitted=True)
    make.ProjectFactory.create_batch(6)
    box = render(SIMILAR, project=shown)
    assert "Zwei" in box
    assert "Geheim" not in box
    assert "Eins</a>" not in box


def test_what_was_similar_a_moment_ago_is_gone_when_it_is_hidden(search_index):
    shown, like_it = make.ProjectFactory.create_batch(2, summary="Fahrräder reparieren mit Werkzeug")
    make.ProjectFactory.create_batch(6)
    assert like_it.title in render(SIMILAR, project=shown)

    Project.objects.filter(pk=like_it.pk).update(state=State.REMOVED)  # and the index does not know it yet
    assert like_it.title not in render(SIMILAR, project=shown)


def test_without_similar_projects_there_is_no_box(search_index):
    assert not render(SIMILAR, project=make.ProjectFactory()).strip()


def test_markdown_leaves_no_signs():
    text = "# Titel\n\n- ein **fetter** [Link](https://example.org)\n> `Zitat` ![Bild](x.png)"
    assert plain(text) == "Titel ein fetter Link Zitat Bild"


@pytest.mark.parametrize("step", [1, 5])
def test_what_hangs_on_projects_is_read_whether_they_lie_close_or_apart(db, step):
    topics = [make.TopicFactory() for _number in range(11)]
    projects = [make.ProjectFactory(topics=[topic]) for topic in topics]
    found = [document.values_of("thema", ()) for document in documents(projects[::step])]
    assert found == [[topic.slug] for topic in topics[::step]]


def test_an_unknown_facet_is_an_error(db):
    with pytest.raises(KeyError):
        next(documents([make.ProjectFactory()])).values_of("farbe", [])
