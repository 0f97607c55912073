"""A group of one invites a second person; whoever is invited says yes; whoever wants to leaves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from editorial.membership import invite, join, leave
from editorial.models import Invitation
from people.models import User
from projects.models import Decision, DecisionKind
from tests.factories import CuratorFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

GROUP, WELCOME = "/redaktion/gruppe/", "/konto/einladung/"


def now(person):
    return User.objects.get(pk=person.pk)


def kinds():
    return list(Decision.objects.order_by("pk").values_list("kind", flat=True))


def test_a_curator_invites_and_the_invited_person_joins(client_of, curator, mailoutbox):
    assert "das einzige Mitglied" in client_of(curator).get(GROUP).content.decode()
    page = client_of(curator).post(GROUP, {"invite": "1", "email": "Neu@Example.org"}, follow=True)
    assert "unterwegs" in page.content.decode()
    assert [mail.to for mail in mailoutbox] == [["neu@example.org"]]
    assert WELCOME in mailoutbox[0].body

    person = UserFactory(email="neu@example.org")
    assert client_of(person).get(WELCOME).status_code == 200
    assert not now(person).is_curator, "A link in a mail changes nothing by itself."
    assert client_of(person).post(WELCOME).url == "/redaktion/"
    assert now(person).is_curator
    assert kinds() == [DecisionKind.INVITED, DecisionKind.JOINED]
    assert [mail.to for mail in mailoutbox[1:]] == [[curator.email], [person.email]]


def test_a_visitor_signs_in_before_joining(client):
    assert client.get(WELCOME).url == f"/konto/anmelden/?next={WELCOME}"


def test_nobody_joins_uninvited(client_of, contributor, curator):
    invite(email="neu@example.org", by=curator)

    assert client_of(contributor).get(WELCOME).status_code == 404
    assert client_of(contributor).post(WELCOME).status_code == 404
    with pytest.raises(PermissionDenied):
        join(by=contributor)
    assert not now(contributor).is_curator


def test_an_invitation_is_good_for_30_days_and_once(curator, contributor):
    invite(email=contributor.email, by=curator)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=31))
    with pytest.raises(PermissionDenied):
        join(by=contributor)

    invite(email="other@example.net", by=curator)
    assert [one.email for one in Invitation.objects.all()] == ["other@example.net"], "old ones are forgotten"
    invite(email=contributor.email, by=curator)
    join(by=contributor)
    leave(by=now(contributor))
    with pytest.raises(PermissionDenied):
        join(by=now(contributor))


def test_a_second_invitation_sends_the_mail_again(curator, mailoutbox):
    invite(email="neu@example.org", by=curator)
    invite(email="neu@example.org", by=curator)

    assert len(mailoutbox) == 2
    assert Invitation.objects.count() == 1
    assert kinds() == [DecisionKind.INVITED]


def test_an_invitation_can_be_taken_back(client_of, curator, contributor):
    key = invite(email=contributor.email, by=curator).pk
    client_of(curator).post(GROUP, {"take_back": key})

    with pytest.raises(PermissionDenied):
        join(by=contributor)


def test_a_member_is_not_invited_again(client_of, curator, other_curator, mailoutbox):
    page = client_of(curator).post(GROUP, {"invite": "1", "email": other_curator.email}, follow=True)

    assert "bereits einem Mitglied" in page.content.decode()
    assert mailoutbox == []


def test_many_invitations_in_a_day_are_too_many(client_of, curator, mailoutbox):
    for n in range(10):
        invite(email=f"neu{n}@example.org", by=curator)
    answer = client_of(curator).post(GROUP, {"invite": "1", "email": "neu@example.org"})

    assert answer.status_code == 429
    assert len(mailoutbox) == 10


@pytest.mark.parametrize("address", ["", "keine-adresse"])
def test_a_wrong_address_is_told(client_of, curator, address, mailoutbox):
    page = client_of(curator).post(GROUP, {"invite": "1", "email": address})

    assert 'aria-invalid="true"' in page.content.decode()
    assert mailoutbox == []


def test_contributors_invite_nobody(contributor):
    with pytest.raises(PermissionDenied):
        invite(email="neu@example.org", by=contributor)


def test_a_member_leaves_and_the_log_names_them_no_more(client_of, curator, other_curator):
    assert client_of(other_curator).post(GROUP, {"leave": "1"}).url == "/konto/"
    assert not now(other_curator).is_curator
    page = client_of(curator).get("/redaktion/protokoll/").content.decode()

    assert "Mitglied ausgetreten" in page
    assert "Mitglied der Steuerungsgruppe" in page
    assert other_curator.email not in page


def test_the_last_member_stays(curator):
    with pytest.raises(ValidationError):
        leave(by=curator)
    assert now(curator).is_curator


def test_an_admin_who_leaves_stays_an_admin():
    CuratorFactory()
    both = CuratorFactory(is_staff=True, is_superuser=True)
    leave(by=both)

    assert now(both).is_staff
    assert not now(both).is_curator


def test_an_unknown_button_is_a_bad_request(client_of, curator):
    assert client_of(curator).post(GROUP, {"explode": "1"}).status_code == 400
    assert client_of(curator).post(GROUP, {"take_back": "99"}).status_code == 404
