"""What becomes of a picture: its pixels, upright, in every width, and nothing else."""

import os
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageCms

from projects.pictures import guarded, reencode
from projects.pictures.limits import KINDS, MOST_PIXELS, Refusal, widths_of
from projects.pictures.refusals import PictureRefusedError
from tests.memory import Watch
from tests.uploads import (
    CANARY,
    jpeg_of_many_scans,
    jpeg_that_claims,
    moving,
    noise,
    photo,
    png_chunk,
    png_that_claims,
    profile,
    saved,
    webp_that_claims,
    whereabouts,
)

RED, GREEN = (220, 30, 30), (20, 160, 60)


def about(colour, other):
    return all(abs(one - two) < 12 for one, two in zip(colour, other, strict=True))


def reopened(path):
    return Image.open(BytesIO(path.read_bytes()))


def refused(upload):
    with pytest.raises(reencode.RefusedError) as error:
        reencode.decoded(upload)
    return error.value.why


@pytest.mark.parametrize(
    ("width", "widths"),
    [(1600, [480, 960, 1600]), (1200, [480, 960, 1200]), (700, [480, 700]), (480, [480]), (30, [30])],
)
def test_a_picture_is_kept_in_three_widths_and_never_blown_up(width, widths):
    assert widths_of(width) == widths


def test_every_width_is_written_in_every_kind(tmp_path):
    size = reencode.reencode(photo("JPEG", (3000, 2000)), tmp_path)

    assert size == (1600, 1067)
    sizes = {path.name: reopened(path).size for path in tmp_path.iterdir()}
    heights = {480: 320, 960: 640, 1600: 1067}
    assert sizes == {f"{width}.{kind}": (width, heights[width]) for width in heights for kind in KINDS}


def test_the_longer_side_decides_for_an_upright_picture(tmp_path):
    assert reencode.reencode(photo("JPEG", (2000, 4000)), tmp_path) == (800, 1600)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_camera_and_profile_stay_behind(tmp_path, kind):
    told = {} if kind == "PNG" else {"xmp": CANARY}
    upload = saved(noise(Random(1)), kind, exif=whereabouts(), icc_profile=profile(), **told)
    assert CANARY in upload

    reencode.reencode(upload, tmp_path)

    for path in tmp_path.iterdir():
        kept = reopened(path)
        assert CANARY not in path.read_bytes()
        assert not {"exif", "xmp", "icc_profile", "comment"} & {*kept.info}
        assert not dict(kept.getexif())


@pytest.mark.parametrize(
    ("turn", "corner"),  # where the red corner of the sensor's top left goes, as EXIF 2.3 has it
    [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))],
)
def test_a_picture_stands_as_the_camera_was_held(turn, corner):
    image = Image.new("RGB", (80, 40), GREEN)
    image.paste(RED, (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = turn
    upright = reencode.decoded(saved(image, "PNG", exif=exif.tobytes()))

    assert upright.size == ((80, 40) if turn < 5 else (40, 80))
    place = (corner[0] * (upright.width - 1), corner[1] * (upright.height - 1))
    assert about(upright.getpixel(place), RED)


def test_what_cannot_be_read_of_a_camera_is_passed_over():
    broken = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(range(200))

    assert reencode.decoded(photo("JPEG", exif=broken)).size == (64, 48)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(64, 48), (5000, 33)])
def test_every_mode_of_a_png_becomes_its_colours(mode, size):
    grey = Image.new("L", size, 255 if mode == "1" else 200)
    image = Image.new(mode, size, 200 * 257) if mode == "I;16" else grey.convert(mode)
    picture = reencode.decoded(saved(image, "PNG") if mode != "PA" else saved(image.convert("P"), "PNG"))

    assert picture.mode == "RGB"
    assert about(picture.getpixel((3, 3)), (255,) * 3 if mode == "1" else (200,) * 3)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_holes_become_white(kind):
    picture = reencode.decoded(photo(kind, mode="RGBA", colour=(200, 0, 0, 0)))

    assert about(picture.getpixel((5, 5)), (255, 255, 255))


def test_a_picture_for_print_becomes_one_for_the_screen():
    picture = reencode.decoded(photo("JPEG", mode="CMYK", colour=(0, 255, 255, 0)))

    assert about(picture.getpixel((5, 5)), (255, 0, 0))


def test_colours_of_another_space_look_the_same():
    """Lab's red is known in numbers; a profile that swaps two channels would be wrong by far."""
    lab = ImageCms.createProfile("LAB")
    srgb = ImageCms.createProfile("sRGB")
    to_lab = ImageCms.buildTransform(srgb, lab, "RGB", "LAB")
    image = ImageCms.applyTransform(Image.new("RGB", (9, 9), RED), to_lab)

    converted = reencode.to_srgb(image, ImageCms.ImageCmsProfile(lab).tobytes())

    assert about(converted.getpixel((4, 4)), RED)


@pytest.mark.parametrize("broken", [b"no profile", profile()[:200], b"\0" * 500])
def test_a_broken_profile_is_passed_over(broken):
    assert about(reencode.decoded(photo("PNG", colour=RED, icc_profile=broken)).getpixel((5, 5)), RED)


def test_a_phone_s_second_picture_does_not_make_the_first_move():
    phone = BytesIO()
    Image.new("RGB", (64, 48), RED).save(
        phone, "MPO", save_all=True, append_images=[Image.new("RGB", (32, 24), GREEN)]
    )
    picture = reencode.decoded(phone.getvalue())

    assert about(picture.getpixel((5, 5)), RED)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_a_picture_that_moves_is_refused(kind):
    assert refused(moving(kind)) == Refusal.MOVING


@pytest.mark.parametrize(
    "upload",
    [
        png_that_claims(8_000, 5_001),
        png_that_claims(2**31 - 1, 2**31 - 1),
        jpeg_that_claims(65_500, 65_500),
        webp_that_claims(16_000, 16_000),
        webp_that_claims(8_000, 5_001),
    ],
    ids=["png", "largest png", "jpeg", "webp", "webp just above"],
)
def test_more_than_40_megapixels_are_refused_before_they_are_unpacked(upload):
    assert refused(upload) == Refusal.TOO_MANY_PIXELS


def test_exactly_40_megapixels_are_welcome():
    assert MOST_PIXELS == 8_000 * 5_000
    assert reencode.decoded(photo("JPEG", (8_000, 5_000))).size == (1600, 1000)


def test_a_text_that_unpacks_to_much_is_refused():
    text = png_chunk(b"iTXt", b"x\0\1\0\0\0" + bytes.fromhex("789c") + bytes(5000))

    assert refused(png_that_claims(60, 60, text)) == Refusal.UNREADABLE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(kind, share):
    upload = saved(noise(Random(2)), kind)

    assert refused(upload[: int(len(upload) * share)]) == Refusal.UNREADABLE


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM", "ICO"])
def test_no_other_format_is_even_tried(kind):
    assert refused(photo(kind)) == Refusal.UNREADABLE


# The same in the process of its own.


def guard(upload, folder):
    with pytest.raises(PictureRefusedError) as error:
        guarded.reencode(upload, folder)
    return error.value.why


def test_the_program_answers_with_the_size(tmp_path):
    assert guarded.reencode(photo("JPEG", (700, 500)), tmp_path) == (700, 500)
    assert len(list(tmp_path.iterdir())) == 4


def test_the_program_answers_with_the_reason(tmp_path):
    assert guard(moving("PNG"), tmp_path) == Refusal.MOVING
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "upload",
    [
        lambda: photo("PNG", (8_000, 5_000), mode="RGBA", colour=(9, 9, 9, 9)),
        lambda: photo("WEBP", (8_000, 5_000)),
        lambda: photo("JPEG", (8_000, 5_000), mode="CMYK", colour=(1, 2, 3, 4), progressive=True),
    ],
    ids=["png", "webp", "cmyk"],
)
def test_no_picture_takes_300_megabytes(tmp_path, upload):
    """Formats that want more at once are refused; whatever happens, the limit holds."""
    data = upload()
    with Watch(os.getpid()) as watch, suppress(PictureRefusedError):
        assert guarded.reencode(data, tmp_path) == (1600, 1000)

    assert 0 < watch.peak_mb("projects.pictures.reencode") < 300  # 0: it was never seen


def test_a_picture_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(guarded, "LONGEST_RUN", 1)

    assert guard(jpeg_of_many_scans(), tmp_path) == Refusal.UNREADABLE


def test_a_decoder_that_is_killed_takes_nobody_with_it(tmp_path, monkeypatch, caplog):
    killed = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    monkeypatch.setattr(guarded, "PROGRAM", [sys.executable, "-c", killed])

    assert guard(photo(), tmp_path) == Refusal.UNREADABLE
    assert "ended its decoder with -9" in caplog.text


def test_the_program_knows_no_secret(tmp_path, monkeypatch):
    tell = "import os, sys; sys.exit(f'{sorted(os.environ)}')"
    monkeypatch.setattr(guarded, "PROGRAM", [sys.executable, "-c", tell])
    seen = {}
    run = subprocess.run
    monkeypatch.setattr(
        guarded.subprocess, "run", lambda *args, **how: seen.setdefault("done", run(*args, **how))
    )

    guard(photo(), tmp_path)

    assert b"SECRET_KEY" not in seen["done"].stderr
    assert b"DATABASE_URL" not in seen["done"].stderr


def test_uploads_wait_for_each_other_but_not_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(guarded, "LONGEST_WAIT", 0.3)
    with guarded._one_at_a_time():
        assert guard(photo(), tmp_path) == Refusal.BUSY
    assert guarded.reencode(photo(), tmp_path) == (64, 48)
