"""Where the files of pictures lie: a folder each, under a name that nobody can guess.

A folder belongs to the row with its name. Where there is no row there is nothing to keep.
"""

import shutil
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from outbox.actions import owe
from outbox.registry import Payload
from projects.models import Picture

OWED = "picture-files"
LONGEST_UPLOAD = timedelta(days=1)  # after it a folder without a row is no upload under way


def folder_of(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "pictures" / name


def path_of(name: str, width: int, kind: str) -> Path:
    return folder_of(name) / f"{width}.{kind}"


def owe_forgetting(name: str) -> None:
    """Let the files go after the commit; they stay if the row does."""
    owe(OWED, {"name": name})


def forget_files(payloads: Iterable[Payload]) -> None:
    """Delete the folders without a row. Raises OSError if one cannot be deleted: it is tried again."""
    names = {payload["name"] for payload in payloads}
    for name in names - set(Picture.objects.filter(name__in=names).values_list("name", flat=True)):
        if folder_of(name).exists():
            shutil.rmtree(folder_of(name))


def sweep() -> int:
    """Delete what is left of uploads that were broken off; returns of how many."""
    long_ago = time.time() - LONGEST_UPLOAD.total_seconds()
    left = {folder.name for folder in folder_of("").glob("*") if folder.stat().st_mtime < long_ago}
    kept = set(Picture.objects.filter(name__in=left).values_list("name", flat=True))
    forget_files({"name": name} for name in left - kept)
    received = [
        file for file in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*") if file.stat().st_mtime < long_ago
    ]
    for file in received:
        file.unlink(missing_ok=True)
    return len(left - kept) + len(received)
