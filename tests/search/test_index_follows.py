"""Every change that touches what an entry shows reaches the index, through the outbox, after the commit."""

import os
from pathlib import Path

import pytest
from django.db import connection, transaction
from haystack.query import SearchQuerySet

from districts.models import District
from knowledge.actions import amend_transfer, retract_transfer
from knowledge.choices import Phase
from outbox.actions import _only_drainer, drain
from outbox.models import OutboxEntry
from outbox.registry import Lane
from projects.actions import archive, hide, publish
from projects.models import Project, Tag
from search.understanding import understand
from tests import factories as make


def found(words="", **narrowed):
    from haystack import connections

    backend = connections["default"].get_backend()
    drain()
    result = SearchQuerySet()
    if words:
        result = result.filter(content=understand(words, backend.at_once(), literal=True).question.every)
    for field, value in narrowed.items():
        result = result.narrow(f'{field}:"{value}"')
    return {int(one.pk) for one in result}


@pytest.fixture
def project(search_index):
    return make.ProjectFactory(title="Tauschregal", summary="Bücher und Pflanzen.")


def test_a_published_project_is_found(project):
    assert found("tauschregal") == {project.pk}


@pytest.mark.parametrize("state", ["submitted", "queried", "rejected", "archived", "merged", "removed"])
def test_what_is_not_published_is_not_indexed(search_index, state):
    hidden = make.ProjectFactory(title="Geheimnis", **{state: True})
    assert hidden.pk not in found("geheimnis")


def test_an_edit_is_found_and_the_old_word_is_not(project):
    project.title = "Leihladen"
    project.save()
    assert found("leihladen") == {project.pk}
    assert found("tauschregal") == set()


def test_archiving_hiding_and_deleting_take_it_out(project, curator):
    archive(project=project, by=curator)
    assert found() == set()
    publish(project=Project.objects.get(pk=project.pk), by=curator)
    assert found() == {project.pk}
    hide(project=project, by=curator)
    assert found() == set()
    make.ProjectFactory(title="Kurz").delete()
    assert found() == set()


def test_topics_are_followed_from_either_side(project):
    topic = make.TopicFactory(name="Lesen")
    project.topics.add(topic)
    assert found(topic="lesen") == {project.pk}
    topic.projects.remove(project)
    assert found(topic="lesen") == set()
    topic.projects.add(project)
    topic.projects.clear()
    assert found(topic="lesen") == set()
    project.topics.set([topic])
    topic.name, topic.slug = "Vorlesen", "vorlesen"
    topic.save()
    assert found("vorlesen", topic="vorlesen") == {project.pk}
    topic.delete()
    assert found(topic="vorlesen") == set()


def test_tags_are_followed(project):
    project.tags.add("Kaffee, Kuchen")
    assert found("kuchen", tag="kaffee-kuchen") == {project.pk}
    tag = Tag.objects.get()
    tag.name = "Torte"
    tag.save()
    assert found("torte") == {project.pk}
    project.tags.clear()
    assert found("torte") == set()


def test_offers_reach_and_organisations_are_followed(project):
    offer = make.SupportOfferFactory(project=project, kind="besuch")
    reach = make.ReachFactory(project=project, district=make.DistrictFactory(name="Ferne"))
    carrier = make.OrganisationFactory(name="Nordlicht")
    project.organisations.add(carrier)
    assert found("nordlicht ferne", support="besuch", district="ferne") == {project.pk}
    offer.delete()
    reach.delete()
    carrier.name = "Südlicht"
    carrier.save()
    assert found(support="besuch") | found(district="ferne") | found("nordlicht") == set()
    assert found("südlicht") == {project.pk}


def test_quarters_are_found_by_their_other_names(project):
    quarter = make.QuarterFactory(district=project.home_district, name="Neubau", aliases=["Scherbenviertel"])
    project.quarters.add(quarter)
    assert found("scherbenviertel") == {project.pk}


def test_a_renamed_and_a_new_district_are_followed(search_index):
    district = make.DistrictFactory(name="Alt")
    at_home = make.ProjectFactory(home_district=district)
    city = make.ProjectFactory(city=True)
    assert found(district="alt") == {at_home.pk, city.pk}
    district.name, district.slug = "Neu", "neu"
    district.save()
    District.objects.create(name="Ganz neu", ring="outer", tile_column=90, tile_row=90)
    assert found(district="neu") == {at_home.pk, city.pk}
    assert found(district="ganz-neu") == {city.pk}
    assert found(district="alt") == set()


def test_how_often_an_idea_was_passed_on_is_followed(search_index):
    first, second, third = make.ProjectFactory.create_batch(3)
    transfer = make.TransferFactory(source=first, target=second, phase=Phase.UNKNOWN)
    assert passed_on() == {first.pk: 1, second.pk: 0, third.pk: 0}
    amend_transfer(transfer=transfer, source=third)
    assert passed_on() == {first.pk: 0, second.pk: 0, third.pk: 1}
    retract_transfer(transfer=transfer)
    assert passed_on() == {first.pk: 0, second.pk: 0, third.pk: 0}


def test_a_group_that_is_only_interested_has_not_taken_it_over(search_index):
    source = make.TransferFactory(interest=True).source
    assert passed_on()[source.pk] == 0


def passed_on():
    drain()
    return {int(one.pk): one.passed_on for one in SearchQuerySet()}


def test_a_change_that_is_rolled_back_leaves_the_index_alone(project):
    with transaction.atomic():
        project.title = "Niemals"
        project.save()
        transaction.set_rollback(True)
    assert found("niemals") == set()
    assert found("tauschregal") == {project.pk}


def test_many_events_make_one_entry(project):
    with transaction.atomic():
        for number in range(5):
            project.title = f"Tauschregal {number}"
            project.save()
    assert found() == {project.pk}
    assert len(SearchQuerySet()) == 1


def test_notes_for_one_entry_are_carried_out_together(project, backend, monkeypatch):
    written, replace = [], backend.replace
    monkeypatch.setattr(
        backend, "replace", lambda index, rows, gone: written.append(rows) or replace(index, rows, gone=gone)
    )
    with _only_drainer(Lane.LOCAL):  # somebody else is at it
        for number in range(3):
            project.title = f"Tauschregal {number}"
            project.save()
    assert OutboxEntry.objects.filter(kind="index").count() == 3
    drain()
    assert [[row.title for row in rows] for rows in written] == [["Tauschregal 2"]]


def test_a_note_goes_only_when_the_index_is_on_the_disk(project, monkeypatch):
    """What was written, its table of contents, and that table's name; a loss of power takes none of it."""
    happened, sync = [], os.fsync

    def note_sync(descriptor):
        happened.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        sync(descriptor)

    def note_deletion(execute, sql, *arguments):
        if sql.startswith('DELETE FROM "outbox_outboxentry"'):
            happened.append("note dropped")
        return execute(sql, *arguments)

    monkeypatch.setattr("os.fsync", note_sync)
    with connection.execute_wrapper(note_deletion):
        project.save()
    segment, contents, folder, *dropped = happened
    assert segment.endswith(".arrays")
    assert ".toc" in contents
    assert folder.startswith("build-")
    assert {*dropped} == {"note dropped"}  # those of the index, and those of figures that count entries


def test_nothing_stays_owed(project):
    assert not OutboxEntry.objects.filter(kind="index").exists()


def test_work_that_waits_for_a_writer_stays_owed(project, backend, monkeypatch):
    monkeypatch.setattr(backend, "patience", 0)
    with backend.store.lock(1):
        project.title = "Wartet"
        project.save()
        drain()
    waiting = OutboxEntry.objects.get(kind="index")
    assert waiting.last_error == "IndexBusyError"
    OutboxEntry.objects.update(due_at=waiting.created_at)
    assert found("wartet") == {project.pk}
