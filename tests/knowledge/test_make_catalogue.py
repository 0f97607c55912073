"""Invented entries for load: plausible, sound, the same for the same seed."""

from collections import Counter
from statistics import mean

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.core.serializers import serialize

from districts.models import Border, District
from knowledge.audit import violations
from knowledge.choices import Status
from knowledge.models import Adaptation, Lesson, Transfer
from knowledge.travel_map import travel_map
from projects import audit as of_projects
from projects.choices import State
from projects.models import Project, Reach, Sector, Source, SupportOffer, TaggedProject, Topic
from tests.factories import DistrictFactory, ProjectFactory, QuarterFactory, SectorFactory, TopicFactory

pytestmark = pytest.mark.django_db


def make(number=60, seed=1):
    call_command("make_catalogue", projects=number, seed=seed)


def everything():
    """All rows as text, whatever their keys are."""
    tables = [
        Project.objects.order_by("slug"),
        Transfer.objects.order_by("source__slug", "target__slug", "interested_district__slug"),
        Lesson.objects.order_by("project__slug", "kind"),
    ]
    hidden = {"home_district", "contact", "submitted_by", "merged_into", "source", "target", "project"}
    hidden |= {"quarters", "sectors", "topics", "organisations", "sources", "interested_district"}
    texts = []
    for rows in tables:
        fields = [f.name for f in rows.model._meta.get_fields() if f.name not in hidden]
        texts += [row.split('"fields": ')[1] for row in serialize("jsonl", rows, fields=fields).splitlines()]
    links = TaggedProject.objects.order_by("content_object__slug", "tag__slug")
    return [*texts, *links.values_list("content_object__slug", "tag__slug")]


def test_so_many_projects_with_all_that_hangs_on_them(capsys):
    make(200)

    assert Project.objects.count() == 200
    for model in (Transfer, Adaptation, Lesson, Reach, Source, SupportOffer, TaggedProject):
        assert model.objects.exists(), model
    for relation in ("topics", "sectors", "tags"):
        assert not Project.objects.filter(**{relation: None}).exists()
    assert {State.PUBLISHED, State.ARCHIVED} <= set(Project.objects.values_list("state", flat=True))
    assert Project.objects.published().count() > 150
    assert "200 projects and" in capsys.readouterr().out


def test_what_is_invented_breaks_no_rule():
    make(200)

    assert [*violations(), *of_projects.violations()] == []


def test_ideas_travel_over_several_generations_and_to_groups():
    make(300)

    assert Transfer.objects.filter(source__transfers_in__source__transfers_in__isnull=False).exists()
    assert Transfer.objects.filter(interested_district__isnull=False).exists()
    assert Transfer.objects.filter(status=Status.RETRACTED).exists()


def generations(root):
    """How many members of its family stand in each generation; the longest way counts."""
    found, last = {root.pk: 0}, {root.pk}
    while last:
        steps = Transfer.objects.counted().filter(source__in=last, target__isnull=False)
        last = set(steps.values_list("target", flat=True))
        found |= dict.fromkeys(last, max(found.values()) + 1)
    return [members for _, members in sorted(Counter(found.values()).items())]


def test_one_project_in_fifty_belongs_to_one_family_over_twelve_generations():
    make(1000)

    sizes = [
        generations(root) for root in Project.objects.filter(transfers_in=None, transfers_out__isnull=False)
    ]
    great = max(sizes, key=sum)

    assert sum(great) == 20
    assert len(great) == 12


def test_a_text_has_about_150_words():
    make()

    words = [
        len(" ".join([p.summary, p.description, p.problem, p.core, p.flexible, p.prerequisites]).split())
        for p in Project.objects.all()
    ]
    assert 120 < mean(words) < 180
    assert max(map(len, Project.objects.values_list("summary", flat=True))) <= 280
    assert not [p for p in Project.objects.all() if "{" in p.description + p.summary]


def test_the_same_seed_gives_the_same_data_and_another_one_gives_other():
    made = []
    for seed in (7, 7, 8):
        make(seed=seed)
        made.append(everything())
        Transfer.objects.all().delete()
        Project.objects.all().delete()

    assert made[0] == made[1]
    assert made[0] != made[2]


def test_what_is_there_is_used():
    district, topic, sector = DistrictFactory(), TopicFactory(slug="repair"), SectorFactory()
    QuarterFactory(district=district)

    make(30)

    assert District.objects.get() == district
    assert Topic.objects.get() == topic
    assert Sector.objects.get() == sector
    assert Project.objects.filter(quarters__isnull=False).exists()


def test_an_empty_town_gets_districts_that_border_on_each_other():
    make(10)

    assert District.objects.count() == 10
    assert Border.objects.count() > 10
    assert len(travel_map(AnonymousUser()).tiles) >= 10


def test_a_second_run_adds_and_takes_no_address_twice():
    existing = ProjectFactory(title="Repair Café", slug="repair-cafe-am-lindenplatz")

    make(40, seed=1)
    make(40, seed=1)

    assert Project.objects.count() == 81
    assert Project.objects.filter(slug=existing.slug).count() == 1


def test_the_search_is_told_or_built(capsys, monkeypatch):
    make(3)
    assert "run `manage.py rebuild_index`" in capsys.readouterr().out

    called = []
    monkeypatch.setattr(
        "knowledge.management.commands.make_catalogue.call_command",
        lambda *names, **options: called.append(names),
    )
    call_command("make_catalogue", projects=3, index=True)
    assert called == [("rebuild_index",)]


def test_no_projects_are_no_catalogue():
    with pytest.raises(CommandError, match="from 1 on"):
        make(0)
