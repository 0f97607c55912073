"""`manage.py prepare`: whatever the site lacks is there before it starts, and nothing is brought twice."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings as loaded
from django.core.management import call_command
from django.db import connection
from haystack.query import SearchQuerySet

from districts.models import District
from outbox.actions import drain
from projects.models import Project
from tests import factories as make

INDEX = Path(loaded.HAYSTACK_CONNECTIONS["default"]["PATH"])


@pytest.fixture
def prepare(empty_index, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    return lambda: call_command("prepare")


def test_an_empty_site_is_seeded_and_can_be_searched(prepare, tmp_path):
    shutil.rmtree(INDEX)

    prepare()

    assert District.objects.count() == 23
    assert SearchQuerySet().count() == Project.objects.count() == 78
    assert (tmp_path / "static/css/site.css").exists()


def test_a_site_in_use_is_left_as_it_is(prepare):
    make.ProjectFactory()

    prepare()

    assert Project.objects.count() == 1


def test_a_missing_index_is_built_anew(prepare):
    project = make.ProjectFactory(title="Tauschregal")
    drain()
    shutil.rmtree(INDEX)

    prepare()

    assert [hit.object for hit in SearchQuerySet().filter(content="Tauschregal")] == [project]


def test_a_missing_cache_table_is_made(prepare):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache")

    prepare()

    assert "cache" in connection.introspection.table_names()


def test_static_files_are_left_alone_while_developing(prepare, settings, tmp_path):
    settings.DEBUG = True

    prepare()

    assert not (tmp_path / "static").exists()
