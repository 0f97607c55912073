"""What visitors look for in vain, on the review desk: seen, then settled."""

from datetime import date

import pytest
from django.urls import reverse

from search.models import MissedSearch
from tests import factories as make

pytestmark = pytest.mark.django_db


def queue(browser):
    return browser.get("/redaktion/?art=ohne-treffer").context["queue"].later


def test_a_term_waits_once_however_many_weeks_it_was_missed(client_of, curator):
    make.MissedSearchFactory(term="Dachgarten", first_on=date(2026, 11, 2))
    newest = make.MissedSearchFactory(term="dach-garten", first_on=date(2026, 11, 11))
    [one] = queue(client_of(curator))

    assert one.title == "dach-garten"
    assert one.url == reverse("editorial:missed-search", args=[newest.pk])
    assert one.since.date() == date(2026, 11, 9)
    page = client_of(curator).get(one.url).content.decode()
    assert "Kalenderwoche 45/2026" in page
    assert "Kalenderwoche 46/2026" in page
    assert "/projekte/?q=dach-garten" in page


def test_what_one_visitor_looked_for_is_seen_by_nobody(client_of, curator):
    alone = make.MissedSearchFactory(term="Erika Muster", visitors=MissedSearch.ONE)
    curator.is_staff = True
    curator.save()
    browser = client_of(curator)

    assert queue(browser) == []
    assert browser.get(f"/redaktion/suchen/{alone.pk}/").status_code == 404
    assert browser.get(f"/admin/search/missedsearch/{alone.pk}/change/").status_code == 302
    for address in ("/redaktion/", "/admin/search/missedsearch/", "/admin/search/missedsearch/?q=erika"):
        assert "Erika Muster" not in browser.get(address).content.decode()


def test_member_settles_a_term(client_of, curator):
    missed = make.MissedSearchFactory()
    browser = client_of(curator)
    page = f"/redaktion/suchen/{missed.pk}/"

    assert browser.post(page).url == "/redaktion/"
    assert queue(browser) == []
    assert "Erledigt am" in browser.get(page).content.decode()
