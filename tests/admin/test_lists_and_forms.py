"""Lists of a fixed cost, and forms that say in a sentence what the database would refuse."""

import pytest
from django.core import mail

from districts.models import Border, District, FormerSlug, Quarter
from knowledge.models import Lesson
from people.models import ContactPoint, SignInCode, User
from projects.actions import add_synonym
from projects.models import Organisation, Report, Sector, Source, Tag
from tests import factories as make
from tests.admin.typed import errors, typed

pytestmark = pytest.mark.django_db

LISTS = [
    *("districts/border", "districts/district", "districts/formerslug", "districts/quarter"),
    *("knowledge/lesson", "knowledge/originnote", "knowledge/transfer"),
    *("people/contactpoint", "people/signincode", "people/user"),
    *("projects/organisation", "projects/project", "projects/report", "projects/sector"),
    *("projects/source", "projects/tag", "projects/topic"),
]


def add(browser, model, **fields):
    page = f"/admin/{model}/add/"
    return browser.post(page, typed(browser.get(page), **fields))


def save(browser, row, **changes):
    page = f"/admin/{row._meta.label_lower.replace('.', '/')}/{row.pk}/change/"
    return browser.post(page, typed(browser.get(page), **changes))


def make_many(rows):
    for n in range(rows):
        district = make.DistrictFactory()
        project = make.ProjectFactory(
            home_district=district,
            quarters=[make.QuarterFactory(district=district)],
            reaches=[make.DistrictFactory()],
            tags=[f"Wort {n}-{rows}"],
            organisations=[make.OrganisationFactory(sector=make.SectorFactory())],
            sources=[make.SourceFactory()],
            contact=make.ContactPointFactory(user=make.UserFactory()),
        )
        make.make_neighbours(district, make.DistrictFactory())
        make.ReportFactory(project=project)
        make.LessonFactory(project=project)
        transfer = make.TransferFactory(source=project)
        make.LessonFactory(project=None, transfer=transfer)
        make.OriginNoteFactory(project=project)
        project.slug += "-neu"
        project.save()


def test_every_list_takes_the_same_queries_for_3_and_30_rows(as_admin, django_assert_max_num_queries):
    counts = []
    for rows in (3, 27):
        make_many(rows)
        counts.append({})
        for model in LISTS:
            with django_assert_max_num_queries(15) as queries:
                assert as_admin.get(f"/admin/{model}/").status_code == 200
            counts[-1][model] = len(queries)
    assert counts[0] == counts[1]


class TestPlaces:
    def test_quarter_has_one_other_name_a_line(self, as_curator):
        district = make.DistrictFactory()
        add(
            as_curator,
            "districts/quarter",
            district=district.pk,
            name="Bohnenviertel Süd",
            aliases="Bohne\n\n Eck ",
        )

        quarter = Quarter.objects.get()
        assert (quarter.slug, quarter.aliases) == ("bohnenviertel-sued", ["Bohne", "Eck"])
        page = as_curator.get(f"/admin/districts/quarter/{quarter.pk}/change/").content.decode()
        assert "Bohne\nEck</textarea>" in page

    def test_quarters_of_one_district_have_different_address_words(self, as_curator):
        quarter = make.QuarterFactory(name="Am Eck", slug="am-eck")
        response = add(as_curator, "districts/quarter", district=quarter.district.pk, name="Am Eck")

        assert response.status_code == 200
        assert Quarter.objects.count() == 1

    def test_quarters_without_a_key_do_not_collide(self, as_curator):
        for name in ("Eins", "Zwei"):
            add(as_curator, "districts/quarter", district=make.DistrictFactory().pk, name=name)

        assert Quarter.objects.filter(official_key=None).count() == 2

    def test_quarter_never_moves(self, as_curator):
        quarter = make.QuarterFactory()
        save(as_curator, quarter, district=make.DistrictFactory().pk, name="Neu")

        moved = Quarter.objects.get()
        assert (moved.name, moved.district) == ("Neu", quarter.district)

    def test_quarters_can_be_edited_with_their_district(self, as_curator):
        quarter = make.QuarterFactory(name="Alt", slug="alt")
        save(as_curator, quarter.district, **{"quarters-0-name": "Neu", "quarters-0-aliases": "Alt"})

        quarter.refresh_from_db()
        assert (quarter.name, quarter.slug, quarter.aliases) == ("Neu", "alt", ["Alt"])

    def test_new_quarter_of_a_district_gets_its_address_word(self, as_curator):
        district = make.DistrictFactory()
        row = {"quarters-TOTAL_FORMS": 1, "quarters-0-name": "Am Löwen", "quarters-0-district": district.pk}
        save(as_curator, district, **row)

        assert district.quarters.get().slug == "am-loewen"

    def test_districts_without_a_key_do_not_collide(self, as_admin):
        for n, name in enumerate(("Eins", "Zwei")):
            add(as_admin, "districts/district", name=name, ring="inner", tile_column=n, tile_row=0)

        assert District.objects.filter(official_key=None).count() == 2

    def test_border_may_be_told_in_either_order(self, as_curator):
        one, other = make.DistrictFactory(), make.DistrictFactory()
        add(as_curator, "districts/border", a=other.pk, b=one.pk)

        border = Border.objects.get()
        assert (border.a, border.b) == (one, other)
        assert add(as_curator, "districts/border", a=one.pk, b=other.pk).status_code == 200

    def test_district_does_not_border_itself(self, as_curator):
        district = make.DistrictFactory()

        assert "nicht sein eigener Nachbar" in errors(
            add(as_curator, "districts/border", a=district.pk, b=district.pk)
        )
        assert add(as_curator, "districts/border", a="", b=district.pk).status_code == 200

    def test_old_address_can_be_freed_by_who_looks_after_the_site(self, as_admin):
        district = make.DistrictFactory(name="Alt")
        district.slug = "neu"
        district.save()
        as_admin.post(f"/admin/districts/formerslug/{FormerSlug.objects.get().pk}/delete/", {"post": "yes"})

        assert not FormerSlug.objects.exists()


class TestWords:
    @pytest.mark.parametrize(
        ("model", "factory"),
        [("projects/organisation", make.OrganisationFactory), ("projects/tag", make.TagFactory)],
    )
    def test_name_in_another_spelling_is_refused_with_the_known_one(self, as_curator, model, factory):
        factory(name="Café Süd")

        assert "Café Süd" in errors(add(as_curator, model, name="cafe  sued"))
        assert "Buchstaben oder eine Ziffer" in errors(add(as_curator, model, name="!!!"))
        assert "zu lang" in errors(add(as_curator, model, name="ﷺ" * 40))

    def test_row_may_keep_its_own_name(self, as_curator):
        organisation, tag = make.OrganisationFactory(name="Café Süd"), make.TagFactory(name="Café Süd")

        for row in (organisation, tag):
            assert save(as_curator, row, name="Cafe Süd").status_code == 302
            row.refresh_from_db()
            assert (row.name, row.folded) == ("Cafe Süd", "cafesued")

    def test_new_words_get_their_address_words(self, as_curator):
        add(as_curator, "projects/tag", name="Bücher & Brot")
        add(as_curator, "projects/sector", name="Grüne Höfe", position="1")
        add(as_curator, "projects/organisation", name="Töpferei", website="example.org")

        assert Tag.objects.get().slug == "buecher-brot"
        assert Sector.objects.get().slug == "gruene-hoefe"
        assert Organisation.objects.get().website == "https://example.org"

    def test_a_tag_is_not_called_as_another_one_is_called_too(self, as_curator, curator):
        add_synonym(tag=make.TagFactory(name="Reparatur"), word="Flicken", by=curator)

        page = add(as_curator, "projects/tag", name="flicken").content.decode()
        assert "Reparatur" in page
        assert Tag.objects.count() == 1

    def test_tag_shows_where_it_is_used(self, as_curator):
        project = make.ProjectFactory(tags=["Garten"])
        tag = Tag.objects.get()

        assert project.title in as_curator.get(f"/admin/projects/tag/{tag.pk}/change/").content.decode()

    def test_source_names_something_and_stands_once(self, as_curator):
        known = make.SourceFactory()

        assert add(as_curator, "projects/source", url="", document="").status_code == 200
        assert add(as_curator, "projects/source", url=known.url).status_code == 200
        assert add(as_curator, "projects/source", url="", document="Protokoll").status_code == 302
        assert Source.objects.count() == 2


class TestReports:
    def test_report_is_read_and_noted_as_handled(self, as_curator, curator):
        report = make.ReportFactory(email="erika@example.org")
        page = as_curator.get(f"/admin/projects/report/{report.pk}/change/").content.decode()
        assert report.text in page
        assert "erika@example.org" in page
        assert f"/redaktion/eintraege/{report.project.slug}/" in page

        data = {"action": "settle", "_selected_action": [report.pk]}
        assert (
            "1 Hinweis ist erledigt."
            in as_curator.post("/admin/projects/report/", data, follow=True).content.decode()
        )
        assert Report.objects.get().handled_by == curator

    def test_admin_who_is_no_curator_settles_nothing(self, as_admin):
        data = {"action": "settle", "_selected_action": [make.ReportFactory().pk]}

        assert (
            "Steuerungsgruppe" in as_admin.post("/admin/projects/report/", data, follow=True).content.decode()
        )
        assert Report.objects.get().handled_at is None

    def test_what_somebody_wrote_cannot_be_changed(self, as_curator):
        report = make.ReportFactory()
        as_curator.post(f"/admin/projects/report/{report.pk}/change/", {"text": "anders"})

        assert Report.objects.get().text == report.text


class TestLessons:
    def list_after(self, browser, action, *lessons):
        data = {"action": action, "_selected_action": [lesson.pk for lesson in lessons]}
        return browser.post("/admin/knowledge/lesson/", data, follow=True).content.decode()

    def test_lesson_is_signed_and_published_by_a_second_member(
        self, as_curator, curator, client_of, other_curator
    ):
        project = make.ProjectFactory()
        add(
            as_curator,
            "knowledge/lesson",
            project=project.pk,
            kind="works",
            text="Fester Termin.",
            phase="unknown",
        )
        lesson = Lesson.objects.get()
        assert (lesson.submitted_by, lesson.state) == (curator, "submitted")

        assert "zweites Mitglied" in self.list_after(as_curator, "publish", lesson)
        other_curator.is_staff = True
        other_curator.save()
        assert "1 Erfahrung ist geändert." in self.list_after(client_of(other_curator), "publish", lesson)
        lesson.refresh_from_db()
        assert lesson.state == "published"

    def test_lesson_can_be_hidden_at_once(self, as_curator):
        lessons = [make.LessonFactory(), make.LessonFactory()]

        assert "2 Erfahrungen sind geändert." in self.list_after(as_curator, "hide", *lessons)
        assert set(Lesson.objects.values_list("state", flat=True)) == {"removed"}

    def test_admin_who_is_no_curator_decides_nothing(self, as_admin):
        assert "Steuerungsgruppe" in self.list_after(as_admin, "hide", make.LessonFactory())
        assert Lesson.objects.get().state == "published"

    def test_lesson_is_about_exactly_one_thing(self, as_curator):
        both = {"project": make.ProjectFactory().pk, "topic": make.TopicFactory().pk}

        for about in (both, {}):
            response = add(as_curator, "knowledge/lesson", **about, kind="tip", text="Früh anfangen.")
            assert "einem Projekt, einem Transfer oder einem Fachthema" in errors(response)
            assert "Früh anfangen." in response.content.decode()

    def test_text_of_a_lesson_can_be_mended(self, as_curator):
        lesson = make.LessonFactory()
        assert save(as_curator, lesson, text="Besser gesagt.").status_code == 302

        lesson.refresh_from_db()
        assert (lesson.text, lesson.state) == ("Besser gesagt.", "published")


class TestPeople:
    def test_admin_adds_a_person_without_a_password(self, as_admin):
        assert add(as_admin, "people/user", email="Erika@Example.org", is_curator="on").status_code == 302

        erika = User.objects.get(email="erika@example.org")
        assert erika.is_curator
        assert not erika.has_usable_password()

    def test_address_in_another_spelling_is_refused(self, as_admin):
        make.UserFactory(email="erika@example.org")

        assert "E-Mail-Adresse" in errors(add(as_admin, "people/user", email="ERIKA@example.org"))

    def test_admin_takes_a_role_away(self, as_admin):
        curator = make.CuratorFactory()
        changes = typed(as_admin.get(f"/admin/people/user/{curator.pk}/change/"))
        del changes["is_curator"]
        as_admin.post(f"/admin/people/user/{curator.pk}/change/", changes)

        assert not User.objects.get(pk=curator.pk).is_curator

    def test_contact_point_keeps_its_private_address(self, as_admin):
        add(as_admin, "people/contactpoint", label="Team", email="team@example.org")

        assert ContactPoint.objects.get().email == "team@example.org"

    def test_codes_are_seen_without_what_they_were(self, as_admin, client, commits):
        client.post("/konto/anmelden/", {"email": "erika@example.org"})
        digits = mail.outbox[0].subject[:6]
        row = SignInCode.objects.get()
        page = as_admin.get(f"/admin/people/signincode/{row.pk}/change/").content.decode()

        assert "erika@example.org" in page
        assert digits not in page
        assert row.code_hash not in page
        assert row.network_hash not in page
