"""The pages of pictures: adding one, changing them, reporting one; and their files, asked for by anybody."""

import re
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from outbox.actions import drain
from projects.models import Picture, Report
from projects.pictures.limits import MOST_BYTES
from projects.pictures.storage import path_of
from tests import factories as make
from tests.uploads import SVG, archive, moving, noise, photo, png_that_claims, saved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "quick_hands")]

ADDRESS = "/projekte/repair-cafe/bilder/"
SAID = {"alternative_text": "Drei Leute am Tisch.", "people_shown": "niemand", "credit": "Ada Muster"}


@pytest.fixture
def project(contributor):
    return make.ProjectFactory(title="Repair-Café", slug="repair-cafe", submitted_by=contributor)


@pytest.fixture
def picture(project):
    return make.PictureFactory(project=project, alternative_text="Fünf Nachbarn.", credit="Ada Muster")


@pytest.fixture
def browser(client_of, contributor):
    return client_of(contributor)


def sent(file_name="bild.jpg", data=None, **said):
    return SAID | {"file": SimpleUploadedFile(file_name, photo() if data is None else data)} | said


def text(response):
    return response.content.decode()


def step(browser, picture, name, **extra):
    return browser.post(f"{ADDRESS}{picture.pk}/schritt/", {"step": name}, **extra)


# Adding


def test_contributor_adds_a_picture_and_everybody_sees_it(browser, project, client):
    response = browser.post(ADDRESS, sent(), follow=True)

    assert response.redirect_chain == [(ADDRESS, 302)]
    assert "Das Bild ist da." in text(response)
    page = text(client.get(project.get_absolute_url()))
    assert 'alt="Drei Leute am Tisch."' in page
    assert "Bild: Ada Muster" in page
    assert 'width="64" height="48" loading="lazy"' in page


REFUSALS = [
    ("bild.jpg", b"", "Die Datei ist leer."),
    ("bild.jpg", photo() + bytes(MOST_BYTES), "größer als 10 MB"),
    ("bild.png", png_that_claims(8_000, 5_001), "mehr als 40 Megapixel"),
    ("bild.txt", b"Hallo", "nicht als Bild lesen"),
    ("bild.gif", photo("GIF"), "nicht als Bild lesen"),
    ("bild.svg", SVG, "Zeichnung als SVG"),
    ("bild.jpg", SVG, "Zeichnung als SVG"),
    ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC-Bild"),
    ("bild.png", photo("JPEG"), "sagt etwas anderes als ihr Inhalt"),
    ("bild.html", photo("JPEG"), "sagt etwas anderes als ihr Inhalt"),
    ("bild.jpg", photo("JPEG") + archive(), "steckt mehr als ein Bild"),
    ("bild.png", moving("PNG"), "Dieses Bild bewegt sich."),
    ("bild.webp", saved(noise(Random(1)), "WEBP")[:2000], "nicht lesen: Die Datei ist beschädigt"),
]


@pytest.mark.parametrize(
    ("file_name", "data", "sentence"), REFUSALS, ids=[f"{row[0]}: {row[2]}" for row in REFUSALS]
)
def test_what_is_no_picture_of_ours_gets_its_sentence_and_the_form_stays(
    browser, project, file_name, data, sentence
):
    response = browser.post(ADDRESS, sent(file_name, data))

    page = text(response)
    assert response.status_code == 200
    assert sentence in page
    assert page.count("errorlist") == 1
    assert ">\nDrei Leute am Tisch.</textarea>" in page
    assert 'value="Ada Muster"' in page
    assert re.search(r'value="niemand"[^>]* checked', page)
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"alternative_text": ""}, "in einem Satz, was zu sehen ist"),
        ({"alternative_text": "x" * 251}, "höchstens 250 Zeichen; es sind 251"),
        ({"credit": "x" * 121}, "höchstens 120 Zeichen; es sind 121"),
        ({"people_shown": ""}, "wählen Sie eines von beiden"),
        ({"file": ""}, "Bitte wählen Sie ein Bild aus."),
    ],
)
def test_what_is_lacking_is_said(browser, project, wrong, sentence):
    page = text(browser.post(ADDRESS, sent(**wrong)))

    assert sentence in page
    assert "Fehler:" in page
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    "file_name", ["FOTO.JPEG", "foto", "foto.jfif", "../../etc/foto.jpg", "a" * 300 + ".jpg"]
)
def test_the_name_of_a_file_is_no_obstacle_and_stands_nowhere(browser, project, file_name):
    browser.post(ADDRESS, sent(file_name))

    assert Picture.objects.count() == 1
    assert "foto" not in text(browser.get(ADDRESS)).lower()


def test_a_file_of_many_megabytes_is_dropped_while_it_arrives(browser, project, settings):
    """What is kept of it until the sentence is said is no more than a picture may be."""
    seen = []
    settings.FILE_UPLOAD_HANDLERS = [
        *settings.FILE_UPLOAD_HANDLERS[:1],
        "tests.projects.test_picture_pages.Counting",
    ]
    Counting.seen = seen
    browser.post(ADDRESS, sent(data=bytes(3 * MOST_BYTES)))

    assert MOST_BYTES < sum(seen) < MOST_BYTES + 200_000


class Counting:
    """An upload handler that counts what reaches it."""

    seen: list[int]
    chunk_size = 64 * 2**10

    def __init__(self, request=None):
        pass

    def handle_raw_input(self, *args, **kwargs):
        return None

    def new_file(self, *args, **kwargs):
        return None

    def receive_data_chunk(self, raw_data, start):
        self.seen.append(len(raw_data))

    def file_complete(self, file_size):
        return None

    def upload_complete(self):
        return None

    def upload_interrupted(self):
        return None


def test_an_entry_with_six_pictures_offers_no_form(browser, project):
    make.PictureFactory.create_batch(6, project=project)

    page = text(browser.get(ADDRESS))
    assert "höchstens 6 Bilder" in page
    assert 'type="file"' not in page
    assert "höchstens 6 Bilder" in text(browser.post(ADDRESS, sent(), follow=True))
    assert project.pictures.count() == 6


# Changing


def test_contributor_describes_a_picture_anew(browser, picture):
    address = f"{ADDRESS}{picture.pk}/"
    assert "Fünf Nachbarn.</textarea>" in text(browser.get(address))
    assert "Gespeichert." in text(
        browser.post(address, SAID | {"people_shown": "einverstanden"}, follow=True)
    )

    picture.refresh_from_db()
    assert (picture.alternative_text, picture.people_shown) == ("Drei Leute am Tisch.", "einverstanden")


def test_a_poor_description_is_not_saved(browser, picture):
    page = text(browser.post(f"{ADDRESS}{picture.pk}/", SAID | {"alternative_text": ""}))

    assert "was zu sehen ist" in page
    assert 'value="Ada Muster"' in page
    picture.refresh_from_db()
    assert picture.alternative_text == "Fünf Nachbarn."


def test_contributor_moves_and_deletes_pictures(browser, project, picture):
    second = make.PictureFactory(project=project)
    step(browser, second, "up")
    assert list(project.pictures.all()) == [second, picture]
    step(browser, second, "down")
    assert list(project.pictures.all()) == [picture, second]
    assert "Das Bild ist gelöscht." in text(step(browser, picture, "delete", follow=True))
    assert list(project.pictures.all()) == [second]


def test_reading_changes_nothing(browser, picture):
    for page in (f"{ADDRESS}{picture.pk}/", f"{ADDRESS}{picture.pk}/melden/"):
        browser.get(page, {"step": "delete"})
    assert browser.get(f"{ADDRESS}{picture.pk}/schritt/", {"step": "delete"}).status_code == 405
    picture.refresh_from_db()
    assert picture.hidden_at is None


def test_an_unknown_step_is_a_bad_request(browser, picture):
    assert step(browser, picture, "explode").status_code == 400


def test_a_picture_of_another_entry_is_not_reached_by_this_one(client_of, curator, project):
    strange = make.PictureFactory()
    browser = client_of(curator)

    assert browser.get(f"{ADDRESS}{strange.pk}/").status_code == 404
    assert step(browser, strange, "delete").status_code == 404
    assert browser.post(f"{ADDRESS}{strange.pk}/melden/", {"text": "Weg."}).status_code == 404
    strange.refresh_from_db()


PAGES = ["", "{pk}/", "{pk}/schritt/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("person", "public", "own", "hidden"),
    [
        ("visitor", 302, 302, 404),
        ("other_contributor", 403, 403, 404),
        ("contributor", 403, 200, 404),
        ("curator", 200, 200, 200),
    ],
)
def test_who_opens_the_pages_of_pictures(request, client_of, contributor, page, person, public, own, hidden):
    browser = client_of(request.getfixturevalue(person))
    entries = [
        (make.ProjectFactory(), public),
        (make.ProjectFactory(submitted_by=contributor), own),
        (make.ProjectFactory(submitted=True), hidden),
    ]
    for entry, expected in entries:
        picture = make.PictureFactory(project=entry, alternative_text="Alt.")
        address = f"/projekte/{entry.slug}/bilder/{page.format(pk=picture.pk)}"
        if "schritt" in page:
            response = browser.post(address, {"step": "delete"})
            assert response.status_code == (302 if expected == 200 else expected)
        else:
            response = browser.get(address)
            assert response.status_code == expected
            assert browser.post(address, sent()).status_code == (302 if expected == 200 else expected)
        assert ("anmelden" in response.headers.get("Location", "")) is (expected == 302)
        assert Picture.objects.filter(pk=picture.pk).exists() is not ("schritt" in page and expected == 200)
        picture_now = Picture.objects.filter(pk=picture.pk).first()
        assert expected == 200 or picture_now.alternative_text == "Alt."


def test_only_who_may_is_led_to_the_page(client, browser, client_of, curator, project):
    link = f'href="{ADDRESS}"'
    assert link not in text(client.get(project.get_absolute_url()))
    assert link in text(browser.get(project.get_absolute_url()))
    assert link in text(client_of(curator).get(project.get_absolute_url()))


# Reporting


def test_anybody_reports_a_picture_and_it_is_gone_at_once(client, picture, project, curator):
    response = client.post(f"{ADDRESS}{picture.pk}/melden/", {"text": "Ich bin zu sehen."})

    assert response.headers["Location"] == f"{ADDRESS}danke/"
    assert "Das Bild ist ausgeblendet" in text(client.get(f"{ADDRESS}danke/"))
    assert Report.objects.get().picture == picture
    assert picture.name not in text(client.get(project.get_absolute_url()))
    assert client.get(picture.address(480, "webp")).status_code == 404


def test_a_report_needs_a_sentence(client, picture):
    page = text(client.post(f"{ADDRESS}{picture.pk}/melden/", {"text": "", "email": "ada@example.org"}))

    assert "ein, zwei Sätze" in page
    assert 'value="ada@example.org"' in page
    picture.refresh_from_db()
    assert picture.hidden_at is None


def test_a_machine_hides_nothing(client, picture):
    client.post(f"{ADDRESS}{picture.pk}/melden/", {"text": "buy", "homepage": "https://example.com"})

    picture.refresh_from_db()
    assert picture.hidden_at is None


def test_the_eleventh_report_of_a_network_waits(client, project):
    pictures = [make.PictureFactory(project=project) for _ in range(11)]
    answers = [client.post(f"{ADDRESS}{picture.pk}/melden/", {"text": "Weg."}) for picture in pictures]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "Weg." in text(answers[-1])
    assert Picture.objects.shown().count() == 1


def test_the_owner_is_told_that_a_picture_was_reported_and_does_not_see_it(browser, picture):
    browser.post(f"{ADDRESS}{picture.pk}/melden/", {"text": "Geheime Worte."})

    for page in (ADDRESS, f"{ADDRESS}{picture.pk}/"):
        told = text(browser.get(page))
        assert "Jemand hat dieses Bild gemeldet." in told
        assert picture.name not in told
        assert "Geheime Worte." not in told
        assert "Wieder zeigen" not in told
    assert "schon" not in text(step(browser, picture, "show", follow=True))
    picture.refresh_from_db()
    assert picture.hidden_at


def test_curator_reads_why_and_shows_it_again(client, client_of, curator, picture):
    client.post(f"{ADDRESS}{picture.pk}/melden/", {"text": "Gefällt mir nicht."})
    browser = client_of(curator)

    page = text(browser.get(f"{ADDRESS}{picture.pk}/"))
    assert "Gefällt mir nicht." in page
    assert picture.name in page
    assert "wieder zu sehen" in text(step(browser, picture, "show", follow=True))
    assert client.get(picture.address(480, "webp")).status_code == 200


# Files


def test_a_file_is_what_it_says_and_nothing_is_guessed(client, picture):
    for width in picture.widths:
        for kind in ("avif", "webp"):
            response = client.get(picture.address(width, kind))
            assert response.headers["Content-Type"] == f"image/{kind}"
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.content == path_of(picture.name, width, kind).read_bytes()


def test_a_file_is_asked_for_each_time_so_that_hiding_works_at_once(client, picture):
    address = picture.address(480, "avif")
    first = client.get(address)
    assert set(first.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "Set-Cookie" not in first.headers

    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Picture.objects.update(hidden_at="2026-01-01T00:00Z")
    assert client.get(address, headers={"if-none-match": first.headers["ETag"]}).status_code == 404


def test_a_picture_is_not_packed_again(client, picture):
    response = client.get(picture.address(640, "webp"), headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize(
    "end",
    [
        "1600.avif",
        "481.avif",
        "480.png",
        "480.jpg",
        "480.svg",
        "0.avif",
        "../480.avif",
        "480.avif/",
        "99999999999999999999.avif",
    ],
)
def test_there_are_no_other_files(client, picture, end):
    assert client.get(f"/bilder/{picture.name}/{end}").status_code == 404


def test_a_file_that_is_lost_is_not_found(client, picture):
    path_of(picture.name, 480, "webp").unlink()

    assert client.get(picture.address(480, "webp")).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/media/pictures/{name}/480.webp", "/var/media/pictures/{name}/480.webp", "/bilder/", "/bilder/{name}/"],
)
def test_no_folder_is_open(client, picture, path):
    assert client.get(path.format(name=picture.name)).status_code == 404


@pytest.mark.parametrize(
    ("person", "state", "is_hidden", "status"),
    [
        ("visitor", "published", False, 200),
        ("visitor", "published", True, 404),
        ("visitor", "submitted", False, 404),
        ("other_contributor", "submitted", False, 404),
        ("other_contributor", "published", True, 404),
        ("contributor", "submitted", False, 200),
        ("contributor", "published", True, 404),
        ("contributor", "removed", False, 404),
        ("curator", "submitted", False, 200),
        ("curator", "published", True, 200),
        ("curator", "removed", True, 200),
    ],
)
def test_who_gets_the_file(request, client_of, contributor, person, state, is_hidden, status):
    traits = {} if state == "published" else {state: True}
    picture = make.PictureFactory(
        project=make.ProjectFactory(**traits, submitted_by=contributor), hidden=is_hidden
    )
    browser = client_of(request.getfixturevalue(person))

    for prefix in ("", "/en"):
        assert browser.get(prefix + picture.address(480, "webp")).status_code == status


def test_the_proxy_sends_the_file_where_it_can(client, picture, settings):
    settings.ACCEL_PREFIX = "/geschuetzt/"
    response = client.get(picture.address(480, "avif"))

    assert response.content == b""
    assert response.headers["X-Accel-Redirect"] == f"/geschuetzt/pictures/{picture.name}/480.avif"
    assert response.headers["Content-Type"] == "image/avif"
    Picture.objects.update(hidden_at="2026-01-01T00:00Z")
    assert "X-Accel-Redirect" not in client.get(picture.address(480, "avif")).headers


# Where pictures are shown


def test_the_page_of_an_entry_shows_all_that_nobody_has_reported(client, project, picture):
    shown, hidden = make.PictureFactory(project=project), make.PictureFactory(project=project, hidden=True)
    page = text(client.get(project.get_absolute_url()))

    assert [page.count(row.name) > 0 for row in (picture, shown, hidden)] == [True, True, False]
    assert f"/bilder/{picture.name}/480.avif 480w" in page
    assert f"{ADDRESS}{shown.pk}/melden/" in page


def test_an_entry_without_pictures_shows_no_empty_gallery(client, project):
    assert "gallery" not in text(client.get(project.get_absolute_url()))


LISTS = {
    "catalogue": lambda project: reverse("search:catalogue"),
    "search": lambda project: reverse("search:catalogue", query={"q": "Repair"}),
    "topic": lambda project: project.topics.get().get_absolute_url(),
    "district": lambda project: project.home_district.get_absolute_url(),
    "start": lambda project: reverse("pages:home"),
}


@pytest.mark.parametrize("name", LISTS)
def test_cards_show_the_first_picture_that_nobody_has_reported(client, search_index, project, name):
    make.PictureFactory(project=project, hidden=True, position=1)
    first, second = (make.PictureFactory(project=project, position=position) for position in (2, 3))
    page = text(client.get(LISTS[name](project)))

    assert f"/bilder/{first.name}/480.avif" in page
    assert second.name not in page
    assert page.count('class="slot filled"') == 1


def test_cards_show_pictures_without_an_index_too(client, project, picture, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr("search.catalogue.answer_from_index", fail)
    assert picture.name in text(client.get(reverse("search:catalogue")))


def test_pictures_are_nothing_to_the_index(search_index, project, client):
    make.PictureFactory(project=project, alternative_text="Zwiebelturm am Platz.")
    drain()

    assert project.get_absolute_url() not in text(
        client.get(reverse("search:catalogue"), {"q": "Zwiebelturm"})
    )


def test_an_upload_without_its_token_is_refused(project, contributor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(contributor, backend="django.contrib.auth.backends.ModelBackend")

    assert strict.post(ADDRESS, sent()).status_code == 403
    assert not Picture.objects.exists()
