"""Hostile uploads sent to a running site: what it keeps, what it answers, how much memory it takes."""

import secrets
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.urls import reverse

from benchmarks.catalogue import make_catalogue
from benchmarks.http.addresses import addresses
from benchmarks.http.load import ask
from benchmarks.http.servers import served
from benchmarks.options import Options
from benchmarks.tables import table
from outbox.actions import drain
from projects.actions import delete_picture
from projects.models import Project
from projects.pictures.storage import folder_of
from tests.enrichment import session_of
from tests.factories import CuratorFactory
from tests.memory import Watch
from tests.uploads import CANARY, MAKERS, Upload, as_form, heavy, hostile_uploads

UPLOADS, AT_ONCE, SEED = 500, 6, 1
MOST_MB = 300
SAID = {"alternative_text": "Ein Bild.", "people_shown": "niemand"}


class Outcome(NamedTuple):
    """What became of one upload."""

    kind: str
    status: int
    was_taken: bool
    is_as_it_came: bool
    tells_more: bool  # a word of the upload stands in a file of ours
    seconds: float


def main(projects: int, options: Options) -> None:
    make_catalogue(projects, static=True)
    with served("config.wsgi", ()) as site, Watch(site.pid) as watch:
        for asked in addresses().values():  # a worker that has searched holds its index in memory, too
            ask(site.port, [*asked, *asked], AT_ONCE)
        outcomes = send_all(site.port)
    print(f"{UPLOADS} uploads, {AT_ONCE} at a time, to gunicorn as `make run` starts it; seed {SEED}.\n")
    print(
        table(["kind", "sent", "taken", "as they came", "telling more", "5xx", "slowest s"], lines(outcomes))
    )
    print()
    roles = {"worker of the site": "gunicorn", "process that decodes": "projects.pictures.reencode"}
    peaks = {role: watch.peak_mb(command) for role, command in roles.items()}
    rows = [[role, f"{peak:.0f}", f"< {MOST_MB}{missed(peak >= MOST_MB)}"] for role, peak in peaks.items()]
    print(table(["most memory of a", "MB", "bar"], rows))
    print(f"\nFiles left behind: {(left := files_left())}{missed(left > 0)}", flush=True)


def lines(outcomes: Iterable[Outcome]) -> list[list[str]]:
    """A line for each kind and one for all."""
    by_kind: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_kind.setdefault(outcome.kind, []).append(outcome)
    everything = [outcome for some in by_kind.values() for outcome in some]
    return [_line(kind, some) for kind, some in [*sorted(by_kind.items()), ("all", everything)]]


def _line(kind: str, some: list[Outcome]) -> list[str]:
    bad = Counter[str]()
    for outcome in some:
        bad["came"] += outcome.is_as_it_came
        bad["more"] += outcome.tells_more
        bad["5xx"] += outcome.status >= 500
    counts = [f"{bad[name]}{missed(bad[name] > 0)}" for name in ("came", "more", "5xx")]
    slowest = max(outcome.seconds for outcome in some)
    return [kind, str(len(some)), str(sum(outcome.was_taken for outcome in some)), *counts, f"{slowest:.1f}"]


def files_left() -> int:
    """How many files there are once every picture is deleted; those that are still received counted too."""
    drain()
    folders = [Path(settings.MEDIA_ROOT), Path(settings.FILE_UPLOAD_TEMP_DIR)]
    return sum(path.is_file() for folder in folders for path in folder.rglob("*"))


def missed(is_missed: bool) -> str:
    return ", MISSED" if is_missed else ""


def send_all(port: int) -> list[Outcome]:
    """Send every upload, each sender to an entry of its own."""
    curator = CuratorFactory()
    senders: SimpleQueue[Sender] = SimpleQueue()
    for project in Project.objects.published().order_by("pk")[:AT_ONCE]:
        senders.put(Sender(port, project, curator))

    def send(one: tuple[str, Upload]) -> Outcome:
        sender = senders.get()
        try:
            return sender.send(*one)
        finally:
            senders.put(sender)
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(send, hostile_uploads(UPLOADS, SEED, [*MAKERS, heavy])))


class Sender:
    """A member of the group who sends pictures of one entry and deletes them again."""

    def __init__(self, port: int, project: Project, curator: object) -> None:
        self.port, self.project, self.curator = port, project, curator
        self.address = reverse("projects:pictures", args=[project.slug])
        self.token = secrets.token_hex(16)
        self.cookies = f"sessionid={session_of(curator)}; csrftoken={self.token}"

    def send(self, kind: str, upload: Upload) -> Outcome:
        start = time.perf_counter()
        status = self._post(upload)
        seconds = time.perf_counter() - start
        taken = list(self.project.pictures.all())
        files = [file.read_bytes() for picture in taken for file in folder_of(picture.name).iterdir()]
        for picture in taken:
            delete_picture(picture=picture, by=self.curator)
        came = sha256(upload.data).digest()
        return Outcome(
            kind,
            status,
            bool(taken),
            any(sha256(file).digest() == came for file in files),
            any(CANARY in file for file in files),
            seconds,
        )

    def _post(self, upload: Upload) -> int:
        form = as_form(SAID | {"csrfmiddlewaretoken": self.token}, upload)
        browser = HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            headers = {"Content-Type": form["content_type"], "Cookie": self.cookies}
            browser.request("POST", self.address, body=form["data"], headers=headers)
            return browser.getresponse().status
        finally:
            browser.close()
