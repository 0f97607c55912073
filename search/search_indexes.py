"""What the indexes hold, as Haystack wants it declared. Slugs are indexed; labels come from the database."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from haystack import indexes

from knowledge.models import Lesson
from projects.models import Project
from search.documents import Document, body, documents, every_district_slug, indexed_projects
from search.index_fields import BatchIndex, ContentField, ExactField


class ProjectIndex(BatchIndex, indexes.Indexable):
    """One entry for each published project."""

    document: Document | None = None  # of the project that is being prepared
    all_districts: list[str]

    text = indexes.CharField(document=True)
    title = ContentField(model_attr="title", boost=3.0, alone=True)
    summary = ContentField(model_attr="summary", boost=1.5)
    labels = ContentField(boost=1.2)

    name = ExactField(model_attr="title", stored=False)  # to sort by
    district = indexes.MultiValueField(stored=False)
    sector = indexes.MultiValueField(stored=False)
    topic = indexes.MultiValueField(stored=False)
    tag = indexes.MultiValueField(stored=False)
    support = indexes.MultiValueField(stored=False)
    activity = ExactField(model_attr="activity", stored=False)
    scope = ExactField(model_attr="scope", stored=False)
    published = indexes.DateTimeField(model_attr="published_at", stored=False)
    confirmed = indexes.DateField(model_attr="last_confirmed", null=True, stored=False)
    passed_on = indexes.IntegerField(model_attr="passed_on")

    def get_model(self) -> type[Project]:
        return Project

    def index_queryset(self, using: str | None = None) -> QuerySet[Project]:
        return indexed_projects()

    def read_queryset(self, using: str | None = None) -> QuerySet[Project]:
        """What a hit is shown from: published at this moment, whatever the index says."""
        return Project.objects.published().for_cards()

    def load_all_queryset(self) -> QuerySet[Project]:
        return self.read_queryset()

    def get_updated_field(self) -> str:
        return "updated_at"

    def prepare_all(self, objects: Iterable[Project]) -> Iterator[dict[str, Any]]:
        self.all_districts = every_district_slug()
        for document in documents(objects):
            self.document = document
            yield self.full_prepare(document.project)

    def prepare(self, obj: Project) -> dict[str, Any]:
        if self.document is None or self.document.project is not obj:
            self.all_districts = every_district_slug()
            self.document = next(documents([obj]))
        prepared: dict[str, Any] = super().prepare(obj)
        return prepared

    def prepare_text(self, project: Project) -> str:
        return body(project)

    def prepare_labels(self, project: Project) -> str:
        return self._own.labels()

    def prepare_district(self, project: Project) -> list[str]:
        return self._values("bezirk")

    def prepare_sector(self, project: Project) -> list[str]:
        return self._values("sektor")

    def prepare_topic(self, project: Project) -> list[str]:
        return self._values("thema")

    def prepare_tag(self, project: Project) -> list[str]:
        return self._values("tag")

    def prepare_support(self, project: Project) -> list[str]:
        return self._values("unterstuetzung")

    def _values(self, parameter: str) -> list[str]:
        return self._own.values_of(parameter, self.all_districts)

    @property
    def _own(self) -> Document:
        """The document of the project that is being prepared."""
        assert self.document is not None  # noqa: S101 - `prepare` has read it
        return self.document


class LessonIndex(indexes.SearchIndex, indexes.Indexable):
    """One entry for each lesson that everyone may read, in an index of its own (the connection "lessons")."""

    text = indexes.CharField(document=True, model_attr="text")
    about = ContentField(boost=0.8, stored=False)
    said_by = ContentField(model_attr="said_by", boost=0.5, stored=False)

    def get_model(self) -> type[Lesson]:
        return Lesson

    def index_queryset(self, using: str | None = None) -> QuerySet[Lesson]:
        ends = ("project", "topic", "transfer__source", "transfer__target")
        return Lesson.objects.visible_to(None).select_related(*ends)

    def prepare_about(self, lesson: Lesson) -> str:
        """The titles of what it is about."""
        ends = (lesson.transfer.source, lesson.transfer.target) if lesson.transfer else ()
        return " · ".join(str(one) for one in (lesson.project, lesson.topic, *ends) if one)
