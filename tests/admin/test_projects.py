"""Projects in the admin: everything can be edited but the state, and the rules across rows hold."""

import pytest

from projects.choices import Scope, State
from projects.models import Project, Tag
from tests.admin.typed import add_row, errors, typed
from tests.factories import (
    ContactPointFactory,
    CuratorFactory,
    DistrictFactory,
    LessonFactory,
    OriginNoteFactory,
    ProjectFactory,
    QuarterFactory,
    SectorFactory,
    TagFactory,
    TopicFactory,
    TransferFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/projects/project/"
ADD = f"{LIST}add/"


def page_of(project):
    return f"{LIST}{project.pk}/change/"


def save(browser, project, **changes):
    return browser.post(page_of(project), typed(browser.get(page_of(project)), **changes))


def entry(**fields):
    return {
        "title": "Leihladen",
        "summary": "Leihen statt kaufen.",
        "scope": Scope.DISTRICTS,
        "home_district": DistrictFactory(name="West").pk,
        "sectors": [SectorFactory().pk],
        "topics": [TopicFactory().pk],
    } | fields


def test_curator_adds_an_entry_and_is_its_submitter(as_curator, curator):
    response = as_curator.post(ADD, typed(as_curator.get(ADD), **entry()))

    assert response.status_code == 302
    project = Project.objects.get()
    assert (project.title, project.slug, project.place_name) == ("Leihladen", "leihladen", "West")
    assert (project.state, project.submitted_by) == (State.SUBMITTED, curator)


def test_saving_without_a_change_changes_nothing(as_curator):
    district = DistrictFactory()
    project = ProjectFactory(
        home_district=district,
        quarters=[QuarterFactory(district=district)],
        reaches=[DistrictFactory()],
        tags=["Repair-Café", "Hof, Haus"],
        offers=["auskunft"],
        started_year=2015,
    )
    before = Project.objects.values().get(pk=project.pk)

    assert save(as_curator, project).status_code == 302

    after = Project.objects.values().get(pk=project.pk)
    assert {k: v for k, v in after.items() if k != "updated_at"} == {
        k: v for k, v in before.items() if k != "updated_at"
    }
    assert sorted(tag.name for tag in project.tags.all()) == ["Hof, Haus", "Repair-Café"]
    assert project.reaches.count() == project.support_offers.count() == project.quarters.count() == 1


def test_state_cannot_be_typed(as_curator):
    project = ProjectFactory(submitted=True)
    save(as_curator, project, state="published", published_at="2020-01-01", title="Neu")

    project.refresh_from_db()
    assert (project.title, project.state, project.published_at) == ("Neu", State.SUBMITTED, None)


def test_address_word_left_empty_is_made_from_the_title_and_the_old_one_leads_on(client, as_curator):
    project = ProjectFactory(title="Café Süd", slug="alt")
    save(as_curator, project, slug="")

    project.refresh_from_db()
    assert project.slug == "cafe-sued"
    assert client.get("/projekte/alt/").headers["Location"] == "/projekte/cafe-sued/"


def test_address_word_of_another_entry_is_refused(as_curator):
    ProjectFactory(slug="schon-da")

    assert "Adresswort" in errors(save(as_curator, ProjectFactory(), slug="schon-da"))


def test_website_without_a_scheme_becomes_https(as_curator):
    project = ProjectFactory()
    save(as_curator, project, website="example.org")

    project.refresh_from_db()
    assert project.website == "https://example.org"


class TestPlaces:
    @pytest.fixture
    def west(self):
        return DistrictFactory(name="West")

    @pytest.fixture
    def ost(self):
        return DistrictFactory(name="Ost")

    def test_reach_may_not_be_the_home_district(self, as_curator, west):
        project = ProjectFactory(home_district=west)
        response = save(
            as_curator, project, **add_row("reaches", district=west.pk, project=project.pk), title="Neu"
        )

        assert "West ist der Heimatbezirk" in errors(response)
        assert 'value="Neu"' in response.content.decode()
        assert not project.reaches.exists()

    def test_home_may_not_become_a_district_that_is_reached(self, as_curator, west, ost):
        project = ProjectFactory(home_district=west, reaches=[ost])

        assert "Ost ist der Heimatbezirk" in errors(save(as_curator, project, home_district=ost.pk))

    def test_home_and_reach_may_change_places_at_once(self, as_curator, west, ost):
        project = ProjectFactory(home_district=west, reaches=[ost])
        response = save(as_curator, project, **{"home_district": ost.pk, "reaches-0-district": west.pk})

        assert response.status_code == 302
        assert project.reaches.get().district == west

    def test_reach_marked_for_deletion_does_not_count(self, as_curator, west, ost):
        project = ProjectFactory(home_district=west, reaches=[ost])
        response = save(as_curator, project, **{"home_district": ost.pk, "reaches-0-DELETE": "on"})

        assert response.status_code == 302
        assert not project.reaches.exists()

    def test_same_district_twice_is_refused(self, as_curator, west, ost):
        project = ProjectFactory(home_district=west, reaches=[ost])
        second = add_row("reaches", 1, district=ost.pk, project=project.pk)

        assert save(as_curator, project, **second).status_code == 200
        assert project.reaches.count() == 1

    def test_quarter_belongs_to_one_of_the_districts(self, as_curator, west, ost):
        project = ProjectFactory(home_district=west)
        quarter = QuarterFactory(name="Lindenhof", district=ost)

        response = save(as_curator, project, quarters=[quarter.pk])
        assert "Lindenhof liegt in Ost" in errors(response)
        assert not project.quarters.exists()

        both = add_row("reaches", district=ost.pk, project=project.pk) | {"quarters": [quarter.pk]}
        assert save(as_curator, project, **both).status_code == 302
        assert project.quarters.get() == quarter

    def test_city_wide_project_has_no_home_and_no_reach(self, as_curator, west):
        project = ProjectFactory(home_district=west, reaches=[DistrictFactory()])
        assert "Heimatbezirk" in errors(save(as_curator, project, scope=Scope.CITY))

        response = save(as_curator, project, scope=Scope.CITY, home_district="")
        assert "Nur ein Projekt mit einem Heimatbezirk" in errors(response)

    def test_wrong_form_is_told_first(self, as_curator, west):
        project = ProjectFactory(home_district=west)
        row = add_row("reaches", district=west.pk, project=project.pk)

        said = errors(save(as_curator, project, **row, title=""))
        assert "zwingend erforderlich" in said
        assert "West ist der Heimatbezirk" not in said


class TestTags:
    def test_another_spelling_finds_the_known_tag(self, as_curator):
        known = TagFactory(name="Repair Café")
        project = ProjectFactory()

        assert save(as_curator, project, tags="repair cafe, Garten").status_code == 302
        assert known in project.tags.all()
        assert Tag.objects.count() == 2

    @pytest.mark.parametrize(
        ("tags", "sentence"), [("x" * 51, "zu lang"), ("gut, ???", "Buchstaben oder eine Ziffer")]
    )
    def test_what_can_be_no_tag_is_refused_with_a_sentence(self, as_curator, tags, sentence):
        response = save(as_curator, ProjectFactory(), tags=tags)

        assert sentence in errors(response)
        assert f'value="{tags}"' in response.content.decode()


class TestVersions:
    def test_change_on_an_older_version_is_not_applied_silently(self, as_curator):
        project = ProjectFactory(title="Alt")
        first = typed(as_curator.get(page_of(project)), title="Von mir")
        save(as_curator, project, title="Von jemand anderem")

        response = as_curator.post(page_of(project), first)
        assert "inzwischen geändert" in errors(response)
        assert 'value="Von mir"' in response.content.decode()
        assert Project.objects.get().title == "Von jemand anderem"

        again = typed(response)
        assert as_curator.post(page_of(project), again).status_code == 302
        assert Project.objects.get().title == "Von mir"

    def test_form_without_its_version_is_an_older_one(self, as_curator):
        project = ProjectFactory()

        assert "inzwischen geändert" in errors(save(as_curator, project, version=""))


class TestSteps:
    def take(self, browser, step, *projects):
        data = {"action": step, "_selected_action": [project.pk for project in projects]}
        return browser.post(LIST, data, follow=True).content.decode()

    def test_curator_publishes_archives_and_hides_from_the_list(self, as_curator):
        one, other = ProjectFactory(submitted=True), ProjectFactory(submitted=True)

        assert "Veröffentlichen: 2 Einträge." in self.take(as_curator, "publish", one, other)
        assert "Archivieren: 1 Eintrag." in self.take(as_curator, "archive", one)
        assert "Sofort ausblenden: 1 Eintrag." in self.take(as_curator, "hide", other)
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.state, other.state) == (State.ARCHIVED, State.REMOVED)

    def test_refusal_names_the_entry_and_the_others_go_on(self, as_curator, curator):
        own = ProjectFactory(title="Eigenes", submitted=True, submitted_by=curator)
        merged = ProjectFactory(title="Doppeltes", merged=True)
        fine = ProjectFactory(submitted=True)

        page = self.take(as_curator, "publish", own, merged, fine)

        assert "Eigenes: " in page
        assert "zweites Mitglied" in page
        assert "Doppeltes: " in page
        assert "Veröffentlichen: 1 Eintrag." in page
        assert list(Project.objects.filter(state=State.PUBLISHED, title=fine.title)) == [fine]

    def test_admin_who_is_no_curator_is_offered_no_step(self, as_admin):
        project = ProjectFactory(submitted=True)

        self.take(as_admin, "publish", project)
        assert 'value="publish"' not in as_admin.get(LIST).content.decode()
        project.refresh_from_db()
        assert project.state == State.SUBMITTED

    def test_curator_finds_the_way_to_the_decision(self, as_curator, as_admin):
        project = ProjectFactory()

        assert f"/redaktion/eintraege/{project.slug}/" in as_curator.get(page_of(project)).content.decode()
        assert "/redaktion/" not in as_admin.get(page_of(project)).content.decode()


class TestPrivateAddresses:
    def test_only_an_admin_sees_who_has_submitted(self, as_curator, as_admin):
        project = ProjectFactory(submitted_by=UserFactory(email="geheim@example.org"))

        assert "geheim@example.org" in as_admin.get(page_of(project)).content.decode()
        for page in (page_of(project), LIST, f"{LIST}{project.pk}/history/"):
            assert "geheim" not in as_curator.get(page).content.decode()

    def test_curator_reads_the_label_of_a_contact_and_cannot_change_it(self, as_curator, as_admin):
        contact, other = ContactPointFactory(label="Team Küche"), ContactPointFactory()
        project = ProjectFactory(contact=contact)
        page = as_curator.get(page_of(project)).content.decode()
        assert "Team Küche" in page
        assert contact.email not in page

        save(as_curator, project, contact=other.pk)
        assert Project.objects.get().contact == contact
        save(as_admin, project, contact=other.pk)
        assert Project.objects.get().contact == other

    @pytest.mark.parametrize(
        ("app", "model", "field"),
        [("projects", "project", "contact"), ("people", "contactpoint", "user")],
    )
    def test_curator_gets_no_suggestions_of_addresses(self, as_curator, app, model, field):
        UserFactory(email="geheim@example.org")
        ContactPointFactory(email="geheim@example.org")
        asked = {"term": "geheim", "app_label": app, "model_name": model, "field_name": field}

        assert as_curator.get("/admin/autocomplete/", asked).status_code == 403


class TestWhatKnowledgeAdds:
    def test_list_tells_how_often_an_idea_was_passed_on(self, as_curator):
        project = ProjectFactory()
        TransferFactory(source=project)
        TransferFactory(source=project)
        retracted = TransferFactory(source=project)
        retracted.status = "retracted"
        retracted.save()

        page = as_curator.get(LIST, {"q": project.title}).content.decode()
        assert '<td class="field-passed_on">2</td>' in page

    def test_lesson_written_into_an_entry_is_signed(self, as_curator, curator):
        project = ProjectFactory()
        row = add_row("lessons", kind="tip", text="Früh anfangen.", phase="unknown", project=project.pk)

        assert save(as_curator, project, **row).status_code == 302
        lesson = project.lessons.get()
        assert (lesson.submitted_by, lesson.state) == (curator, "submitted")

    def test_lesson_of_somebody_else_keeps_its_signature(self, as_curator):
        lesson = LessonFactory(submitted_by=CuratorFactory())
        OriginNoteFactory(project=lesson.project)
        author = lesson.submitted_by

        assert save(as_curator, lesson.project, **{"lessons-0-text": "Anders gesagt."}).status_code == 302
        lesson.refresh_from_db()
        assert (lesson.text, lesson.submitted_by) == ("Anders gesagt.", author)

    def test_lesson_can_be_taken_out_of_an_entry(self, as_curator):
        lesson = LessonFactory()
        save(as_curator, lesson.project, **{"lessons-0-DELETE": "on"})

        assert not lesson.project.lessons.exists()


def test_entry_that_is_not_there_is_no_error(as_curator):
    assert as_curator.get(f"{LIST}4711/change/").status_code == 302
    assert as_curator.post(f"{LIST}4711/change/", {}).status_code == 302
    assert as_curator.post(f"{LIST}unsinn/change/", {}).status_code == 302


def test_list_tells_where_an_entry_lies(as_curator):
    ProjectFactory(home_district=DistrictFactory(name="West"))
    ProjectFactory(city=True)
    ProjectFactory(outside=True, place="Aalen")
    page = as_curator.get(LIST).content.decode()

    for place in ("West", "stadtweit", "Aalen"):
        assert f'<td class="field-where">{place}</td>' in page
