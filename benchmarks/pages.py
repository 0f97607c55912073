"""Server time per type of page, through all middleware, for an anonymous visitor."""

import time
from collections.abc import Iterator
from statistics import median, quantiles

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.catalogue import make_catalogue
from benchmarks.options import Options

REPEATS, AIM_MS = 30, 50


def main(projects: int, options: Options) -> None:
    make_catalogue(projects, static=True)
    browser = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
    print(f"Median of {REPEATS} warm requests; the aim is {AIM_MS} ms")
    print(f"{'page':<24}{'ms':>8}{'CPU ms':>8}{'slow tenth':>12}{'× robots':>10}{'queries':>9}{'kB gzip':>9}")
    bare = None
    for name, address in addresses().items():
        wall, cpu = zip(*durations(browser, address), strict=True)
        bare = bare or median(wall)
        with CaptureQueriesContext(connection) as run:
            size = len(browser.get(address).content) / 1000
        print(
            f"{name:<24}{median(wall):>8.1f}{median(cpu):>8.1f}{quantiles(wall, n=10)[-1]:>12.1f}"
            f"{median(wall) / bare:>10.1f}{len(run):>9}{size:>9.1f}"
            f"{'  over the aim' if median(wall) > AIM_MS else ''}"
        )


def addresses() -> dict[str, str]:
    """One address for each type of page; of several rows the one with the most to show."""
    from districts.models import District
    from knowledge.models import Transfer
    from projects.models import Project, Topic

    public = Project.objects.published()
    project = public.annotate(n=Count("transfers_out", distinct=True)).order_by("-n").first()
    district = District.objects.annotate(n=Count("home_projects")).order_by("-n").first()
    topic = Topic.objects.annotate(n=Count("projects")).order_by("-n").first()
    transfer = Transfer.objects.filter(source__in=public, target__in=public).first()
    catalogue = reverse("search:catalogue")
    return {
        "robots.txt": reverse("robots"),
        "start": reverse("pages:home"),
        "catalogue": catalogue,
        "catalogue, page 10": f"{catalogue}?seite=10",
        "search, one word": f"{catalogue}?q=garten",
        "search, filtered": f"{catalogue}?q=garten&bezirk={district.slug}&thema={topic.slug}",
        "search, nothing found": f"{catalogue}?q=zzzzzz",
        "project": project.get_absolute_url(),
        "districts": reverse("districts:list"),
        "district": district.get_absolute_url(),
        "transfers": reverse("knowledge:transfers"),
        "transfer": transfer.get_absolute_url(),
        "topics": reverse("projects:topics"),
        "topic": topic.get_absolute_url(),
        "fixed page": reverse("pages:page", args=["ueber-uns"]),
        "feed of projects": reverse("search:project-feed"),
        "feed of transfers": reverse("knowledge:transfer-feed"),
        "sitemap": reverse("sitemap"),
        "not found": "/projekte/gibt-es-nicht/",
    }


def durations(browser: Client, address: str) -> Iterator[tuple[float, float]]:
    """Milliseconds of each of the warm requests: on the clock, and of the processor."""
    expected = 404 if "gibt-es-nicht" in address else 200
    if browser.get(address).status_code != expected:
        raise RuntimeError(f"{address} cannot be measured: it does not answer as it should.")
    for _ in range(REPEATS):
        start, busy = time.perf_counter(), time.process_time()
        browser.get(address)
        yield (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000
