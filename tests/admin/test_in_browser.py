"""The admin in a real browser: its scripts run under our Content-Security-Policy without a complaint.

`page` fails a test when the console shows an error; a refusal by the policy is one.
"""

import pytest

from projects.models import Project
from tests.factories import (
    DistrictFactory,
    ProjectFactory,
    QuarterFactory,
    SectorFactory,
    TopicFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signed_in(page, live_server, client_of, curator):
    """A window in which a curator is signed in."""
    session = client_of(curator).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


def choose(page, field, word):
    """Pick the first suggestion for a word in an autocomplete field."""
    box = page.locator(f".field-{field} .select2-selection").first
    box.click()
    page.keyboard.type(word)
    page.locator(".select2-results__option--highlighted", has_text=word).click()


def test_curator_adds_an_entry_with_suggestions_and_a_further_row(signed_in):
    page = signed_in
    west, ost = DistrictFactory(name="Westend"), DistrictFactory(name="Ostheim")
    QuarterFactory(name="Lindenhof", district=west)
    TopicFactory(name="Reparieren")
    SectorFactory(name="Nachbarn")
    page.goto("/admin/projects/project/add/")

    page.fill("#id_title", "Leihladen")
    page.fill("#id_summary", "Leihen statt kaufen.")
    page.select_option("#id_scope", "districts")
    choose(page, "home_district", "Westend")
    choose(page, "quarters", "Lindenhof")
    page.get_by_label("Nachbarn").check()
    choose(page, "topics", "Reparieren")
    page.fill("#id_tags", "Leihen, Repair Café")
    page.locator("#reaches-group .add-row a").click()
    page.locator("#reaches-0 .select2-selection").first.click()
    page.keyboard.type("Ostheim")
    page.locator(".select2-results__option--highlighted", has_text="Ostheim").click()
    page.locator(".field-last_confirmed .date-icon").click()
    page.locator(".calendarbox:visible td a").first.click()
    page.locator("input[name=_save]").first.click()

    page.wait_for_url("**/admin/projects/project/")
    project = Project.objects.get()
    assert (project.home_district, project.reaches.get().district) == (west, ost)
    assert sorted(tag.name for tag in project.tags.all()) == ["Leihen", "Repair Café"]
    assert project.last_confirmed is not None


def test_lists_and_forms_open_without_a_complaint(signed_in):
    page = signed_in
    transfer = TransferFactory()
    for address in (
        "/admin/",
        "/admin/projects/project/?state__exact=published",
        f"/admin/projects/project/{transfer.source.pk}/change/",
        f"/admin/knowledge/transfer/{transfer.pk}/change/",
        "/admin/knowledge/transfer/",
        "/admin/projects/report/",
        f"/admin/projects/project/{transfer.source.pk}/history/",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    page.goto("/admin/")
    page.locator(".theme-toggle:visible").first.click()


def test_curator_publishes_from_the_list(signed_in):
    page = signed_in
    project = ProjectFactory(submitted=True)
    page.goto("/admin/projects/project/")

    page.locator("input.action-select").first.check()
    page.select_option("select[name=action]", "publish")
    page.get_by_role("button", name="Ausführen").click()

    page.get_by_text("Veröffentlichen: 1 Eintrag.").wait_for()
    project.refresh_from_db()
    assert project.state == "published"
