"""Sixty hostile uploads of every kind: none kept as it came, nothing of it but pixels, no failure of ours.

`make bench ARGS=pictures` sends five hundred to a running site and watches its memory.
"""

from hashlib import sha256
from pathlib import Path

import pytest
from django.db import transaction

from projects.models import Picture
from tests import factories as make
from tests.uploads import CANARY, MAKERS, as_form, hostile_uploads

SAID = {"alternative_text": "Ein Bild.", "people_shown": "niemand"}
NUMBER, SEED = 60, 1
# As far as they are pictures, and not too large: their pixels are kept.
WELCOME = {"with_gps", "oddly_named", "bent", "polyglot", "bomb"}


def kept(settings):
    """Everything that lies in the folder of pictures."""
    return [path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.fixture
def everything(client_of, contributor, commits, settings, tmp_path):
    """Each upload with its kind, and what the page answered."""
    settings.MEDIA_ROOT = tmp_path
    project = make.ProjectFactory(submitted_by=contributor)
    browser = client_of(contributor)
    address = f"/projekte/{project.slug}/bilder/"

    def send():
        for kind, upload in hostile_uploads(NUMBER, SEED):
            before = {picture.pk for picture in Picture.objects.all()}
            response = browser.post(address, **as_form(SAID, upload))
            taken = Picture.objects.exclude(pk__in=before).first()
            yield kind, upload, response, taken
            with transaction.atomic():
                Picture.objects.all().delete()

    return send


def test_hostile_uploads_leave_pixels_or_nothing(everything, settings):
    taken_of = dict.fromkeys((maker.__name__ for maker in MAKERS), 0)
    for kind, upload, response, taken in everything():
        assert response.status_code in (200, 302), (kind, upload.file_name)
        files = kept(settings)
        assert sha256(upload.data).digest() not in {sha256(file).digest() for file in files}
        assert not [file for file in files if CANARY in file]
        if taken is None:
            assert response.status_code == 200
            assert b"errorlist" in response.content
            assert not files
        else:
            taken_of[kind] += 1
            assert all(file[4:12] == b"ftypavif" or file[8:12] == b"WEBP" for file in files)

    assert {kind for kind, times in taken_of.items() if times} <= WELCOME
    assert taken_of["with_gps"] == NUMBER // len(MAKERS)
