"""Every page of the admin opens: for who looks after the site, and for the group what is theirs."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from districts.models import FormerSlug
from editorial.models import Invitation
from editorial.topics import propose_topic
from outbox.actions import owe
from pages.models import SeedRecord
from people.models import Reminded
from projects import actions
from projects.models import ChangeProposal, Consent, Draft, OnBehalf, Origin
from projects.versions import version_now
from tests import factories as make

pytestmark = pytest.mark.django_db

FLOORS = [
    "outbox",
    "districts",
    "people",
    "projects",
    "knowledge",
    "needs",
    "meetings",
    "handouts",
    "search",
    "editorial",
    "pages",
]
ONLY_FOR_ADMINS = {"people", "outbox", FormerSlug, SeedRecord, Draft, Consent, OnBehalf, Invitation}
INLINE_ONLY = {
    *("Reach", "SupportOffer", "TaggedProject", "TagSynonym", "TopicPick", "Picture"),
    *("Adaptation", "Confirmation", "TransferStep", "AgendaItem", "Minute"),
}


def registered():
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


ALL = pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label_lower)


@pytest.fixture(scope="module")
def rows(shared_rows):
    """One row or more of each model that the catalogue is made of."""
    quarter = make.QuarterFactory()
    Reminded.objects.create(reminder="drafts", occasion="1")
    offer = make.SupportOfferFactory(project__home_district=quarter.district, project__quarters=[quarter])
    project = offer.project
    project.tags.set(["Repair-Café"])
    project.organisations.set([make.OrganisationFactory()])
    make.ReachFactory(project=project, source=make.SourceFactory())
    make.ReportFactory(project=project, picture=make.PictureFactory(project=project))
    make.QuestionFactory(project=project)
    make.OriginNoteFactory(project=project)
    make.LessonEchoFactory(lesson=(lesson := make.LessonFactory(project=project)))
    lesson.wordings.create(kind="works", phase="unknown", text="Vorher anders.")
    make.HandoutFactory(things=[lesson, project], version=True)
    transfer = make.TransferFactory(source=project, sources=[make.SourceFactory()])
    make.AdaptationFactory(transfer=transfer)
    make.InterestFactory(project=project, granted=True)
    make.ConfirmationFactory(transfer=transfer)
    make.ContactPointFactory(user=make.UserFactory())
    make.make_neighbours(make.DistrictFactory(), quarter.district)
    make.MeetingFactory(agenda=[project]).sign_ups.create(email="nobody@example.org")
    Draft.objects.create(key="x", project=project)
    Consent.objects.create(project=project, kind="publish", version="1", wording="Ja.")
    Origin.objects.create(project=project, kind="own")
    OnBehalf.objects.create(project=project, author="Nähtreff")
    ChangeProposal.objects.create(project=project, base=version_now(project), changes={"summary": "Neu."})
    decide_on(project)
    project.slug = "umbenannt"
    project.save()
    make.MissedSearchFactory()
    owe("mail", {"to": ["nobody@example.org"], "subject": "x", "body": "x"})


def decide_on(project):
    member, other = make.CuratorFactory(), make.CuratorFactory()
    actions.object_to(subject=project, by=other, reason="Zu kurz.", blocks=False)
    actions.agree(subject=project, by=member)
    propose_topic(by=member, reason="Fehlt.", name="Nähen", icon="sun")
    Invitation.objects.create(email="nobody@example.org")
    actions.claim(project=project, by=make.UserFactory(), words="Wir sind das.")
    actions.request_removal(project=make.ProjectFactory(), by=make.UserFactory(), words="Weg.")
    actions.report_content(url="/", words="Verboten.", name="Erika", email="erika@example.org")


@pytest.fixture
def browser_of(client_of, admin_user, curator):
    curator.is_staff = True
    curator.save()
    return {"admin": client_of(admin_user), "curator": client_of(curator)}


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_model_of_the_house_has_its_place_in_the_admin():
    ours = {model for floor in FLOORS for model in apps.get_app_config(floor).get_models()}

    assert {model.__name__ for model in ours - set(registered())} <= INLINE_ONLY
    assert set(registered()) <= ours


@ALL
def test_admin_opens_every_list_and_form(browser_of, rows, model):
    browser = browser_of["admin"]
    assert browser.get(address(model, "changelist")).status_code == 200
    assert browser.get(address(model, "changelist"), {"q": "café"}).status_code == 200
    can_add = admin.site._registry[model].has_add_permission(request_of(browser))
    assert browser.get(address(model, "add")).status_code == (200 if can_add else 403)
    for row in model._default_manager.all()[:1]:
        assert browser.get(address(model, "change", row.pk)).status_code == 200
        assert browser.get(address(model, "history", row.pk)).status_code == 200


def request_of(browser):
    return browser.get("/konto/").wsgi_request


@ALL
def test_curator_opens_what_belongs_to_the_catalogue_and_nothing_private(browser_of, rows, model):
    browser = browser_of["curator"]
    expected = 403 if model._meta.app_label in ONLY_FOR_ADMINS or model in ONLY_FOR_ADMINS else 200
    assert browser.get(address(model, "changelist")).status_code == expected
    for row in model._default_manager.all()[:1]:
        assert browser.get(address(model, "change", row.pk)).status_code == expected
    if expected == 403:
        assert browser.get(address(model, "add")).status_code == 403


@ALL
def test_nobody_without_a_role_opens_anything(client, client_of, contributor, rows, model):
    for browser in (client, client_of(contributor)):
        assert browser.get(address(model, "changelist")).status_code == 302
        assert browser.get(address(model, "add")).status_code == 302


SUGGESTING = [
    pytest.param(model, field, id=f"{model._meta.label_lower}.{field}")
    for model in registered()
    for field in admin.site._registry[model].autocomplete_fields
]


@pytest.mark.parametrize(("model", "field"), SUGGESTING)
def test_every_field_with_suggestions_gets_some(browser_of, rows, model, field):
    asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
    response = browser_of["admin"].get("/admin/autocomplete/", asked | {"term": ""})

    there_are = model._meta.get_field(field).related_model._default_manager.count()
    assert len(response.json()["results"]) == min(there_are, 20) > 0


def test_rows_of_the_catalogue_stand_behind_these_tests(rows):
    empty = [
        model.__name__
        for model in registered()
        if model._meta.app_label in FLOORS[:5] and not model._default_manager.exists()
    ]
    assert empty == ["SignInCode"]


def test_index_is_german_and_names_the_site(browser_of):
    page = browser_of["admin"].get("/admin/").content.decode()

    assert "Stadtteilwissen" in page
    for words in ("Orte", "Menschen", "Katalog", "Projekte", "Transfers", "Hinweise", "Schlagwörter"):
        assert words in page
    assert "Django" not in page


def test_index_of_a_curator_holds_no_people(browser_of):
    page = browser_of["curator"].get("/admin/").content.decode()

    assert "/admin/projects/project/" in page
    assert "/admin/people/" not in page
    assert "/admin/outbox/" not in page


@pytest.mark.parametrize("model", ["projects/project", "projects/report", "knowledge/transfer"])
@pytest.mark.parametrize("role", ["admin", "curator"])
def test_what_the_catalogue_holds_is_never_deleted(browser_of, rows, model, role):
    pk = {row._meta.label_lower.replace(".", "/"): row for row in first_rows()}[model].pk
    assert browser_of[role].post(f"/admin/{model}/{pk}/delete/", {"post": "yes"}).status_code == 403
    assert 'class="deletelink"' not in browser_of[role].get(f"/admin/{model}/{pk}/change/").content.decode()
    assert 'value="delete_selected"' not in browser_of[role].get(f"/admin/{model}/").content.decode()


def first_rows():
    return [row for model in registered() for row in model._default_manager.all()[:1]]


def test_history_names_changers_only_to_who_may_read_addresses(browser_of, rows, curator):
    browser_of["curator"].post("/admin/projects/sector/add/", {"name": "Vereine", "position": "1"})
    sector = make.Sector.objects.get(name="Vereine")
    page = f"/admin/projects/sector/{sector.pk}/history/"

    assert curator.email in browser_of["admin"].get(page).content.decode()
    body = browser_of["curator"].get(page).content.decode()
    assert curator.email not in body.partition('id="change-history"')[2]
    assert "Hinzugefügt" in body


def test_admin_of_english_speakers_is_english(browser_of):
    assert "Site administration" in browser_of["admin"].get("/en/admin/").content.decode()
