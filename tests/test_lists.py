"""Every list runs the same number of SQL queries for 3 and for 30 rows, at most 15."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outbox.actions import drain
from tests import factories as make

AT_MOST = 15
# One entry with its lessons, transfers, notes and likenesses: a page that holds seven lists.
AT_MOST_FOR_AN_ENTRY = 20


class Grown:
    """A catalogue in which everything that a list can hold is there `n` times."""

    def __init__(self, n):
        self.district, self.topic = make.DistrictFactory(), make.TopicFactory()
        self.project = self.make_project(self.district)
        self.transfer = make.TransferFactory(source=self.project, year_from=2019)
        for _ in range(n):
            self.add_one_of_each()
        drain()

    def make_project(self, district, **fields):
        return make.ProjectFactory(
            home_district=district,
            topics=[self.topic, make.TopicFactory()],
            organisations=[make.OrganisationFactory()],
            sources=[make.SourceFactory()],
            offers=["auskunft"],
            **fields,
        )

    def add_one_of_each(self):
        neighbour = make.DistrictFactory()
        make.make_neighbours(self.district, neighbour)
        make.QuarterFactory(district=self.district)
        self.make_project(self.district, tags=[f"Wort {neighbour.pk}"])
        near = self.make_project(neighbour, reaches=[self.district])
        far = self.make_project(None, outside=True)
        make.ReachFactory(project=self.project, district=neighbour)
        self.project.sources.add(make.SourceFactory())
        given = make.TransferFactory(source=self.project, target=near, year_from=2020)
        make.TransferFactory(source=far, target=self.project)
        make.TransferFactory(source=near, interest=True)
        given.sources.add(make.SourceFactory())
        make.AdaptationFactory(transfer=self.transfer)
        for about in ({"project": self.project}, {"project": None, "transfer": self.transfer}):
            make.LessonFactory(**about)
        make.OriginNoteFactory(project=self.project).sources.add(make.SourceFactory())
        make.ReportFactory(project=near)
        make.ConfirmationFactory(transfer=given)
        make.ContactPointFactory()


LISTS = {
    "start": lambda grown: reverse("pages:home"),
    "catalogue": lambda grown: reverse("search:catalogue"),
    "search": lambda grown: reverse("search:catalogue", query={"q": "Nachbarschaft"}),
    "filtered": lambda grown: reverse("search:catalogue", query={"thema": grown.topic.slug}),
    "feed of projects": lambda grown: reverse("search:project-feed"),
    "topics": lambda grown: reverse("projects:topics"),
    "topic": lambda grown: grown.topic.get_absolute_url(),
    "districts": lambda grown: reverse("districts:list"),
    "district": lambda grown: grown.district.get_absolute_url(),
    "transfers": lambda grown: reverse("knowledge:transfers"),
    "transfer": lambda grown: grown.transfer.get_absolute_url(),
    "feed of transfers": lambda grown: reverse("knowledge:transfer-feed"),
    "sitemap": lambda grown: reverse("sitemap"),
}
MODELS = [model for model in admin.site._registry if model._meta.app_label != "auth"]


def queries_of(browser, address):
    """How many queries a warm request runs."""
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as run:
        browser.get(address)
    return len(run)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_30_rows_as_for_3(empty_index, name):
    few = queries_of(Client(), LISTS[name](Grown(3)))
    many = queries_of(Client(), LISTS[name](Grown(30)))

    assert many <= few <= AT_MOST


def test_an_entry_asks_as_often_with_30_rows_of_each_kind_as_with_3(empty_index):
    few = queries_of(Client(), Grown(3).project.get_absolute_url())
    many = queries_of(Client(), Grown(30).project.get_absolute_url())

    assert many <= few <= AT_MOST_FOR_AN_ENTRY


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_list_of_the_admin_asks_as_often_for_30_rows_as_for_3(empty_index, admin_user, client_of, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    Grown(3)
    few = queries_of(client_of(admin_user), address)
    Grown(27)
    many = queries_of(client_of(admin_user), address)

    assert many <= few <= AT_MOST
