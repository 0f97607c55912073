"""The project: one initiative of the catalogue."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from districts.models import District, Quarter
from districts.slugs import Slugged
from people.models import ContactPoint
from projects.choices import (
    Activity,
    HoursBand,
    Language,
    Licence,
    PeopleBand,
    RunningCostBand,
    Scope,
    StartCostBand,
    State,
)
from projects.models.organisation import Organisation
from projects.models.source import Source
from projects.models.taxonomy import Sector, TaggedProject, Topic
from projects.querysets import ProjectQuerySet
from projects.tags import CanonicalTags


class Project(Slugged):
    """One initiative: in districts, across the town, or at another place."""

    slug_source = "title"

    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=280)
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown"))
    language = models.CharField(
        _("language of the text"), max_length=5, choices=Language, default=Language.GERMAN
    )
    licence = models.CharField(
        _("licence of the text"), max_length=20, choices=Licence, default=Licence.CC_BY
    )

    scope = models.CharField(_("where"), max_length=10, choices=Scope)
    home_district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="home_projects",
        verbose_name=_("home district"),
    )
    place = models.CharField(_("other place"), max_length=120, blank=True)
    reached_districts = models.ManyToManyField(
        District, through="projects.Reach", related_name="reached_by", verbose_name=_("further districts")
    )
    quarters = models.ManyToManyField(
        Quarter, blank=True, related_name="projects", verbose_name=_("quarters")
    )

    sectors = models.ManyToManyField(Sector, related_name="projects", verbose_name=_("sectors"))
    topics = models.ManyToManyField(Topic, related_name="projects", verbose_name=_("topics"))
    tags = TaggableManager(through=TaggedProject, manager=CanonicalTags, blank=True, verbose_name=_("tags"))
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="projects", verbose_name=_("organisations")
    )
    sources = models.ManyToManyField(Source, blank=True, related_name="projects", verbose_name=_("sources"))
    website = models.URLField(_("website"), max_length=500, blank=True)
    contact = models.ForeignKey(
        ContactPoint,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("contact"),
    )

    started_year = models.PositiveSmallIntegerField(_("started in year"), null=True, blank=True)
    started_month = models.PositiveSmallIntegerField(_("started in month"), null=True, blank=True)
    ended_year = models.PositiveSmallIntegerField(_("ended in year"), null=True, blank=True)
    ended_month = models.PositiveSmallIntegerField(_("ended in month"), null=True, blank=True)
    activity = models.CharField(
        _("still running?"), max_length=20, choices=Activity, default=Activity.UNKNOWN
    )

    problem = models.TextField(_("the problem"), blank=True)
    core = models.TextField(_("this must stay"), blank=True)
    flexible = models.TextField(_("this can be done differently"), blank=True)
    prerequisites = models.TextField(_("this is what you need"), blank=True)
    results = models.TextField(_("what came of it"), blank=True)
    people_needed = models.CharField(
        _("people"), max_length=10, choices=PeopleBand, default=PeopleBand.UNKNOWN
    )
    hours_needed = models.CharField(
        _("hours a month"), max_length=10, choices=HoursBand, default=HoursBand.UNKNOWN
    )
    start_cost = models.CharField(
        _("cost to start"), max_length=10, choices=StartCostBand, default=StartCostBand.UNKNOWN
    )
    running_cost = models.CharField(
        _("running cost a year"), max_length=10, choices=RunningCostBand, default=RunningCostBand.UNKNOWN
    )

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.SUBMITTED, editable=False
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="submitted_projects",
        verbose_name=_("submitted by"),
    )
    owners = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="owned_projects",
        verbose_name=_("kept by"),
        help_text=_("whose project it is: small edits of theirs go live at once"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    last_confirmed = models.DateField(_("last confirmed"), null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [
            # A district's page lists the first ones by title.
            models.Index(fields=["state", "scope", "home_district", "title"], name="project_by_place"),
            models.Index(fields=["state", "-published_at", "-id"], name="project_newest"),
            # Thousands of transfers ask for both of their ends: this holds all they ask, in little space.
            models.Index(
                fields=["id", "state", "published_at", "scope", "home_district"], name="project_as_an_end"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope=Scope.DISTRICTS, home_district__isnull=False)
                | (~Q(scope=Scope.DISTRICTS) & Q(home_district__isnull=True)),
                name="project_home_exactly_in_districts",
                violation_error_message=_("A project in districts has a home district, any other has none."),
            ),
            models.CheckConstraint(
                condition=(Q(scope=Scope.OUTSIDE) & ~Q(place="")) | (~Q(scope=Scope.OUTSIDE) & Q(place="")),
                name="project_place_exactly_elsewhere",
                violation_error_message=_("A project elsewhere names its place, any other does not."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into__isnull=True)),
                name="project_merged_into_exactly_when_merged",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="project_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(started_month__isnull=True)
                | Q(started_year__isnull=False, started_month__gte=1, started_month__lte=12),
                name="project_start_month_has_a_year",
                violation_error_message=_("A month needs its year and lies between 1 and 12."),
            ),
            models.CheckConstraint(
                condition=Q(ended_month__isnull=True)
                | Q(ended_year__isnull=False, ended_month__gte=1, ended_month__lte=12),
                name="project_end_month_has_a_year",
                violation_error_message=_("A month needs its year and lies between 1 and 12."),
            ),
            models.CheckConstraint(
                condition=Q(ended_year__isnull=True)
                | Q(started_year__isnull=True)
                | Q(ended_year__gte=F("started_year")),
                name="project_ends_after_it_starts",
                violation_error_message=_("A project cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                name="project_published_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:detail", args=[self.slug])

    @property
    def place_name(self) -> str:
        """Where it is, in a word: the home district, "stadtweit", or the other place."""
        return place_name(self.home_district, self.place)


def place_name(home: District | None, place: str) -> str:
    """What `Project.place_name` is made of."""
    return str(home) if home else place or str(Scope.CITY.label)
