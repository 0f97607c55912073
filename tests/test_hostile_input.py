"""Bad input is answered with a sentence, 404, or 400/405/429: never with a failure of ours."""

from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outbox.actions import drain
from tests import factories as make
from tests.addresses import all_addresses

PARAMETERS = [
    "q", "bezirk", "sektor", "thema", "tag", "unterstuetzung", "laeuft", "stadtweit", "sortierung", "seite",
    "art", "jahr", "ort", "ansicht", "next", "page", "p", "e",
]  # fmt: skip
NASTY = [
    "\0", "a\0b", "-1", "0", "1e9", "9" * 400, "٣", "²", "NaN", "%", "%00", "'", '"', "\\", "{{ 7*7 }}",
    "../../etc/passwd", "<script>", "(((", "a AND OR NOT", "*", "?*", "\ud83d\ude00", "\u202e", "\u200b",
    "e\u0301" * 200, "ß" * 300, "[1 TO", "q:", '"offen', "~~~", "^", "\n", "\r\nX: y", "mitte", "garten",
]  # fmt: skip
raw = st.one_of(
    st.sampled_from(NASTY).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(max_size=60).map(lambda text: text.encode()),
    st.binary(max_size=30),
    st.integers().map(lambda number: str(number).encode()),
)
names = st.one_of(st.sampled_from(PARAMETERS).map(str.encode), raw)
queries = st.lists(st.tuples(names, raw), max_size=6).map(
    lambda pairs: "&".join(f"{quote_from_bytes(name)}={quote_from_bytes(value)}" for name, value in pairs)
)
# What stands in a path: often something there is, else anything.
words = st.one_of(st.sampled_from(["tauschregal", "mitte", "garten", "1"]), raw.map(quote_from_bytes))
ADDRESSES = [address for address in all_addresses() if not address.route.startswith("admin/")]
# Every run asks the same questions, so that a red build is the doing of its own change.
patiently = settings(
    max_examples=60,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


# So many questions say nothing of which lines are tested, and to count those takes as long as to answer.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


@pytest.fixture(scope="module")
def catalogue(shared_index):
    """A few rows, so that filters and pages have something to work on."""
    topic = make.TopicFactory(name="Garten")
    district = make.DistrictFactory(name="Mitte")
    project = make.ProjectFactory(title="Tauschregal", topics=[topic], home_district=district)
    make.TransferFactory(source=project)
    drain()


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_no_address_fails_whatever_it_is_asked(catalogue, address):
    browser = Client()

    @settings(patiently, max_examples=150 if address.name == "search:catalogue" else 60)
    @given(query=queries, word=words)
    def ask(query, word):
        assert browser.get(f"{address.path(lambda name: word)}?{query}").status_code < 500

    ask()


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_no_address_fails_whatever_is_sent_to_it(catalogue, address):
    browser = Client()
    fields = st.sampled_from(
        ["email", "code", "text", "kind", "website", "action", "next", "csrfmiddlewaretoken"]
    )

    @patiently
    @given(pairs=st.lists(st.tuples(fields, raw), max_size=6), word=words)
    def send(pairs, word):
        path = address.path(lambda name: word)
        response = browser.post(path, urlencode(pairs), content_type="application/x-www-form-urlencoded")
        assert response.status_code < 500

    send()


def test_a_path_that_is_no_text_is_not_found(db):
    assert Client().get("/projekte/%ff%fe/").status_code == 404


def test_a_very_long_address_is_answered(db):
    assert Client().get(reverse("pages:home"), {"q": "x" * 20_000}).status_code < 500
