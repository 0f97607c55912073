"""The index of projects, as Haystack wants it declared. Slugs are indexed; labels come from the database."""

from typing import Any

from django.db.models import QuerySet
from haystack import indexes

from projects.models import Project
from search import documents
from search.index_fields import ContentField, ExactField


class ProjectIndex(indexes.SearchIndex, indexes.Indexable):
    """One entry for each published project."""

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
        self.all_districts = documents.every_district_slug()
        return documents.indexed_projects()

    def read_queryset(self, using: str | None = None) -> QuerySet[Project]:
        """What a hit is shown from: published at this moment, whatever the index says."""
        return Project.objects.published().for_cards()

    def load_all_queryset(self) -> QuerySet[Project]:
        return self.read_queryset()

    def get_updated_field(self) -> str:
        return "updated_at"

    def prepare_text(self, project: Project) -> str:
        return documents.body(project)

    def prepare_labels(self, project: Project) -> str:
        return documents.labels(project)

    def prepare_district(self, project: Project) -> list[str]:
        return self._values(project, "bezirk")

    def prepare_sector(self, project: Project) -> list[str]:
        return self._values(project, "sektor")

    def prepare_topic(self, project: Project) -> list[str]:
        return self._values(project, "thema")

    def prepare_tag(self, project: Project) -> list[str]:
        return self._values(project, "tag")

    def prepare_support(self, project: Project) -> list[str]:
        return self._values(project, "unterstuetzung")

    def _values(self, project: Project, parameter: str) -> list[str]:
        return documents.values_of(project, parameter, self.all_districts)

    def prepare(self, obj: Any) -> dict[str, Any]:
        if not hasattr(self, "all_districts"):
            self.all_districts = documents.every_district_slug()
        prepared: dict[str, Any] = super().prepare(obj)
        return prepared
