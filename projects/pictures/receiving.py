"""Files on their way in: none is stored that is larger than a picture may be."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from projects.pictures.limits import MOST_BYTES


class CutOffUpload(FileUploadHandler):
    """Stands first in FILE_UPLOAD_HANDLERS, for every form of the site.

    What a file holds beyond the limit is read and dropped: it is a little too large then and gets its
    sentence, while the rest of the form is there.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MOST_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None  # those that come after it have kept the file
