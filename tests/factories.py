"""Rows that satisfy their constraints. `ProjectFactory()` is published, at home in a district and sorted."""

import secrets
from datetime import time, timedelta
from itertools import product

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from districts.models import Border, District, Quarter
from districts.spelling import folded_key
from handouts.actions import freeze
from handouts.content import content_of
from handouts.models import Handout
from knowledge.actions import begin_interest, record_transfer
from knowledge.choices import AdaptationKind, EchoKind, LessonKind, LessonState, NoteKind, Phase, Side
from knowledge.models import Adaptation, Confirmation, Interest, Lesson, LessonEcho, OriginNote, Transfer
from meetings.models import Meeting
from needs.models import Need
from people.models import ContactPoint, User
from projects.choices import PeopleShown, ReportKind, Scope, State, SupportKind
from projects.models import (
    Organisation,
    Picture,
    Project,
    Question,
    Reach,
    Report,
    Sector,
    Source,
    SupportOffer,
    Tag,
    Topic,
)
from projects.models.claim import Answer
from projects.pictures.limits import KINDS
from projects.pictures.storage import folder_of, path_of
from search.models import MissedSearch
from tests.uploads import photo


class DistrictFactory(DjangoModelFactory):
    class Meta:
        model = District

    name = factory.Sequence(lambda n: f"Bezirk {n}")
    ring = District.Ring.OUTER
    tile_column = factory.Sequence(lambda n: n % 100)
    tile_row = factory.Sequence(lambda n: n // 100)


class QuarterFactory(DjangoModelFactory):
    class Meta:
        model = Quarter

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda n: f"Viertel {n}")
    slug = factory.Sequence(lambda n: f"viertel-{n}")


def make_neighbours(one, other, **fields):
    """The border between two districts; its smaller key comes first by itself."""
    a, b = sorted([one, other], key=lambda district: district.pk)
    return Border.objects.create(a=a, b=b, **fields)


class UserFactory(DjangoModelFactory):
    """Somebody who has signed in before; `CuratorFactory` for a member of the steering group."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(**kwargs)


class CuratorFactory(UserFactory):
    is_curator = True


class ContactPointFactory(DjangoModelFactory):
    class Meta:
        model = ContactPoint

    label = factory.Sequence(lambda n: f"Team {n}")
    email = factory.Sequence(lambda n: f"private{n}@example.org")


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector

    name = factory.Sequence(lambda n: f"Sektor {n}")


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Thema {n}")


class TagFactory(DjangoModelFactory):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"Schlagwort {n}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Verein {n}")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    url = factory.Sequence(lambda n: f"https://example.org/quelle/{n}")
    published_year = 2019


class ProjectFactory(DjangoModelFactory):
    """A published project in a district, with a topic and a sector of its own.

    Where: `city=True`, `outside=True`. State: `submitted=True`, `queried`, `rejected`, `archived`, `merged`,
    `removed`. Lists: `topics`, `sectors`, `organisations`, `quarters`, `sources` (rows; [] for none), `tags`
    (words), `reaches` (districts), `offers` (kinds of support).
    """

    class Meta:
        model = Project
        skip_postgeneration_save = True

    class Params:
        city = factory.Trait(scope=Scope.CITY, home_district=None)
        outside = factory.Trait(scope=Scope.OUTSIDE, home_district=None, place="Nürtingen")
        submitted = factory.Trait(state=State.SUBMITTED, published_at=None)
        queried = factory.Trait(state=State.QUERIED, published_at=None)
        rejected = factory.Trait(state=State.REJECTED, published_at=None)
        archived = factory.Trait(state=State.ARCHIVED)
        removed = factory.Trait(state=State.REMOVED)
        merged = factory.Trait(
            state=State.MERGED, merged_into=factory.SubFactory("tests.factories.ProjectFactory")
        )

    title = factory.Sequence(lambda n: f"Projekt {n}")
    summary = factory.LazyAttribute(lambda project: f"{project.title} bringt die Nachbarschaft zusammen.")
    scope = Scope.DISTRICTS
    home_district = factory.SubFactory(DistrictFactory)
    state = State.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def topics(self, create, rows, **kwargs):
        self.topics.set([TopicFactory()] if rows is None else rows)

    @factory.post_generation
    def sectors(self, create, rows, **kwargs):
        self.sectors.set([SectorFactory()] if rows is None else rows)

    @factory.post_generation
    def organisations(self, create, rows, **kwargs):
        self.organisations.set(rows or [])

    @factory.post_generation
    def quarters(self, create, rows, **kwargs):
        self.quarters.set(rows or [])

    @factory.post_generation
    def sources(self, create, rows, **kwargs):
        self.sources.set(rows or [])

    @factory.post_generation
    def tags(self, create, words, **kwargs):
        self.tags.add(*(words or []))

    @factory.post_generation
    def reaches(self, create, districts, **kwargs):
        for district in districts or []:
            ReachFactory(project=self, district=district)

    @factory.post_generation
    def offers(self, create, kinds, **kwargs):
        for kind in kinds or []:
            SupportOfferFactory(project=self, kind=kind)


class ReachFactory(DjangoModelFactory):
    class Meta:
        model = Reach

    project = factory.SubFactory(ProjectFactory)
    district = factory.SubFactory(DistrictFactory)
    since_year = 2020


class SupportOfferFactory(DjangoModelFactory):
    class Meta:
        model = SupportOffer

    project = factory.SubFactory(ProjectFactory)
    kind = SupportKind.ADVICE


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    project = factory.SubFactory(ProjectFactory)
    kind = ReportKind.KNOWLEDGE
    text = "Das gibt es seit drei Jahren."


class QuestionFactory(DjangoModelFactory):
    """A question that waits for its sender to confirm the address; `to_network=True` for an open one."""

    class Meta:
        model = Question

    project = factory.SubFactory(ProjectFactory)
    text = "Wie oft trifft man sich?"
    email = factory.Sequence(lambda n: f"asker{n}@example.org")
    language = "de"
    passed_on_at = factory.Maybe("to_network", factory.LazyFunction(timezone.now), None)


class PictureFactory(DjangoModelFactory):
    """A picture with its files, of one colour. `hidden=True` for one that was reported."""

    class Meta:
        model = Picture
        skip_postgeneration_save = True

    class Params:
        hidden = factory.Trait(hidden_at=factory.LazyFunction(timezone.now))

    project = factory.SubFactory(ProjectFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.LazyFunction(lambda: secrets.token_hex(16))
    width = 640
    height = 480
    alternative_text = factory.Sequence(lambda n: f"Fünf Menschen reparieren Fahrrad {n}.")
    people_shown = PeopleShown.NOBODY

    @factory.post_generation
    def files(self, create, wanted, **kwargs):
        folder_of(self.name).mkdir(parents=True, exist_ok=True)
        for width, kind in product(self.widths, KINDS):
            path_of(self.name, width, kind).write_bytes(photo(kind, (width, width * 3 // 4)))


class TransferFactory(DjangoModelFactory):
    """A transfer between two projects, recorded by the verb; `interest=True` for a group in a district.

    To a merged entry nothing new can lead: such a row is one that the verbs have never seen.
    """

    class Meta:
        model = Transfer

    class Params:
        interest = factory.Trait(target=None, interested_district=factory.SubFactory(DistrictFactory))

    source = factory.SubFactory(ProjectFactory)
    target = factory.SubFactory(ProjectFactory)
    phase = Phase.UNKNOWN

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        ends = (kwargs.get("source"), kwargs.get("target"))
        if any(end and end.state == State.MERGED for end in ends):
            return Transfer.objects.create(**kwargs)
        return record_transfer(**kwargs)


class InterestFactory(DjangoModelFactory):
    """A group that would like a project, too, and waits for the steering group. `granted=True`: it belongs
    to a transfer; `unconfirmed=True`: its sender has not confirmed the address."""

    class Meta:
        model = Interest

    class Params:
        unconfirmed = factory.Trait(
            by=None, question=factory.SubFactory(QuestionFactory, project=factory.SelfAttribute("..project"))
        )
        granted = factory.Trait(
            answer=Answer.GRANTED,
            answered_at=factory.LazyFunction(timezone.now),
            transfer=factory.LazyAttribute(
                lambda interest: begin_interest(
                    source=interest.project, district=interest.district, by=interest.by
                )
            ),
        )

    project = factory.SubFactory(ProjectFactory)
    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda n: f"Gruppe {n}")
    by = factory.SubFactory(UserFactory)


class ConfirmationFactory(DjangoModelFactory):
    class Meta:
        model = Confirmation

    transfer = factory.SubFactory(TransferFactory)
    side = Side.SOURCE
    by = factory.SubFactory(UserFactory)


class AdaptationFactory(DjangoModelFactory):
    class Meta:
        model = Adaptation

    transfer = factory.SubFactory(TransferFactory)
    kind = AdaptationKind.ADAPTED
    element = factory.Sequence(lambda n: f"Element {n}")
    reason = "Bei uns gibt es keinen Marktplatz."


class OriginNoteFactory(DjangoModelFactory):
    class Meta:
        model = OriginNote

    project = factory.SubFactory(ProjectFactory)
    kind = NoteKind.LIKENESS
    text = "Erinnert an ein älteres Vorbild."


class LessonFactory(DjangoModelFactory):
    class Meta:
        model = Lesson

    project = factory.SubFactory(ProjectFactory)
    kind = LessonKind.WORKS
    text = factory.Sequence(lambda n: f"Bei uns hilft der feste Termin, Nummer {n}.")
    said_by = "Team vor Ort"
    state = LessonState.PUBLISHED


class NeedFactory(DjangoModelFactory):
    """What a group lacks, shown for a month; `waiting=True`: not decided yet."""

    class Meta:
        model = Need

    class Params:
        waiting = factory.Trait(answer=Answer.OPEN, answered_at=None)

    district = factory.SubFactory(DistrictFactory)
    lacks = factory.Sequence(lambda n: f"Ein trockener Raum, Nummer {n}")
    lacks_kinds = ("raum",)
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    by = factory.SubFactory("tests.factories.UserFactory")
    answer = Answer.GRANTED
    answered_at = factory.LazyFunction(timezone.now)


class LessonEchoFactory(DjangoModelFactory):
    """A group in a district for which it is the same; shown."""

    class Meta:
        model = LessonEcho

    lesson = factory.SubFactory(LessonFactory)
    kind = EchoKind.ALSO
    district = factory.SubFactory(DistrictFactory)
    state = LessonState.PUBLISHED


class HandoutFactory(DjangoModelFactory):
    """A hand-out that is being written: a chapter with a text and these `things`, lessons or projects.

    `version=True` for one that was frozen, too.
    """

    class Meta:
        model = Handout
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Handreichung {n}")

    @factory.post_generation
    def things(self, create, things, **kwargs):
        chapter = self.chapters.create(title="Das erste Kapitel", position=1)
        chapter.items.create(text="Wer **haftet**?", position=1)
        for position, thing in enumerate(things or [], start=2):
            chapter.items.create(position=position, **{thing._meta.model_name: thing})

    @factory.post_generation
    def version(self, create, wanted, **kwargs):
        if wanted:
            freeze(self, content_of(Handout.objects.for_writing().get(pk=self.pk)))


class MeetingFactory(DjangoModelFactory):
    """An announced meeting in a week, in the evening."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Treffen {n}")
    date = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
    starts_at = time(18)
    ends_at = time(20)
    place = "Bürgerhaus"
    state = Meeting.State.ANNOUNCED

    @factory.post_generation
    def agenda(self, create, projects, **kwargs):
        for project in projects or []:
            self.agenda.create(project=project)


class MissedSearchFactory(DjangoModelFactory):
    """A term that two visitors looked for in vain this week."""

    class Meta:
        model = MissedSearch

    term = factory.Sequence(lambda n: f"Dachgarten {n}")
    folded = factory.LazyAttribute(lambda missed: folded_key(missed.term))
    first_on = factory.LazyFunction(timezone.localdate)
    year = factory.LazyAttribute(lambda missed: missed.first_on.isocalendar().year)
    week = factory.LazyAttribute(lambda missed: missed.first_on.isocalendar().week)
    visitors = MissedSearch.SEVERAL
