"""Shortlist and comparison: all in the address, only rows that say something, the same few queries."""

import pytest

from projects.choices import PeopleBand
from projects.models import Project
from projects.selection import compared
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def projects():
    return [
        make.ProjectFactory(title="Nähtreff", core="Der **feste** Termin.", people_needed=PeopleBand.UP_TO_3),
        make.ProjectFactory(title="Tauschregal", offers=["besuch"]),
    ]


def page(client, path, projects):
    return client.get(path, {"projekt": [project.slug for project in projects]}).content.decode()


def test_a_row_is_there_if_one_of_them_says_something(projects):
    rows = {row.label: [cell.value for cell in row.cells] for row in compared(projects)}
    assert rows["Das muss bleiben"] == ["<p>Der <strong>feste</strong> Termin.</p>\n", ""]
    assert rows["Mitwirkende"] == ["1 bis 3", ""]
    assert "Startkosten" not in rows
    assert all(any(values) for values in rows.values())


def test_two_to_four_are_compared_in_the_order_of_the_address(client, projects):
    shown = page(client, "/vergleichen/", reversed(projects))
    assert shown.index("Tauschregal") < shown.index("Nähtreff")
    assert "mindestens zwei" in page(client, "/vergleichen/", projects[:1])
    many = [*projects, *make.ProjectFactory.create_batch(3)]
    assert "die ersten" in page(client, "/vergleichen/", many)
    assert many[-1].title not in page(client, "/vergleichen/", many)


def test_a_shortlist_is_its_address(client, projects):
    shown = page(client, "/merkliste/", [*projects, projects[0]])
    assert shown.count('name="projekt"') == 2
    assert f"/merkliste/?projekt={projects[0].slug}&amp;projekt={projects[1].slug}" in shown
    assert "Noch steht nichts" in page(client, "/merkliste/", [])


def test_what_is_hidden_or_unknown_is_passed_over(client, projects):
    hidden = make.ProjectFactory(title="Verborgenes", removed=True)
    shown = page(client, "/merkliste/", [*projects, hidden, Project(slug="gibt-es-nicht")])
    assert "Verborgenes" not in shown
    assert shown.count('name="projekt"') == 2


@pytest.mark.parametrize("path", ["/merkliste/", "/vergleichen/"])
def test_reading_sets_no_cookie_and_takes_the_same_queries(client, path, django_assert_max_num_queries):
    few, many = make.ProjectFactory.create_batch(2), make.ProjectFactory.create_batch(4)
    with django_assert_max_num_queries(15) as asked:
        page(client, path, few)
    with django_assert_max_num_queries(len(asked)):
        page(client, path, many)
    assert not client.cookies
