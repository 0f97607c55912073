"""Why an upload was not taken, in sentences that say what to do now."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.pictures.limits import Refusal

SENTENCES: dict[Refusal, Promise] = {
    Refusal.EMPTY: _("The file is empty. Please choose it once more."),
    Refusal.TOO_HEAVY: _("The picture is larger than 10 MB. Please choose a smaller version."),
    Refusal.TOO_MANY_PIXELS: _(
        "The picture has more than 40 megapixels. Please save it smaller and choose that one."
    ),
    Refusal.NO_PICTURE: _("We cannot read this as a picture. Please choose one as JPEG, PNG, WebP or AVIF."),
    Refusal.HEIC: _(
        "This is a HEIC picture, as some phones take them. Please save it as JPEG, or choose it on the phone "
        "itself: it then turns into JPEG on the way."
    ),
    Refusal.SVG: _("This is a drawing as SVG. Please save it as PNG and choose that one."),
    Refusal.MISNAMED: _(
        "The name of the file says one thing, its content another. Please open the picture, save it as JPEG "
        "and choose that one."
    ),
    Refusal.MORE_THAN_A_PICTURE: _(
        "There is more in this file than a picture. Please open the picture, save it as JPEG and choose "
        "that one."
    ),
    Refusal.MOVING: _("This picture moves. Please choose one that stands still."),
    Refusal.UNREADABLE: _(
        "We cannot read this picture: the file is damaged, or too large in its format. Please choose it once "
        "more, or save it as JPEG with at most 4000 pixels on its longer side."
    ),
    Refusal.BUSY: _("Many pictures are being worked on at the moment. Please try again in a minute."),
}


class PictureRefusedError(ValidationError):
    """An upload that is not taken; its text is a sentence for people, `why` the reason."""

    def __init__(self, why: Refusal) -> None:
        self.why = why
        super().__init__(str(SENTENCES[why]), code=why)
