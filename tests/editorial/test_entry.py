"""The page of one entry on the review desk: read, compare, decide; nobody decides on their own."""

import pytest

from outbox.actions import drain
from projects import actions
from projects.choices import State
from projects.models import Decision, DecisionKind, Objection, Project
from tests.factories import CuratorFactory, DistrictFactory, ProjectFactory, QuarterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(contributor):
    project = ProjectFactory(title="Tauschregal", submitted=True, submitted_by=contributor)
    project.owners.add(contributor)
    return project


def page_of(project):
    return f"/redaktion/eintraege/{project.slug}/"


def read(browser, project):
    return browser.get(page_of(project))


def take(browser, project, step, **fields):
    """As somebody does who has just read the page."""
    seen = read(browser, project).context["seen"]
    return browser.post(page_of(project), {"step": step, "seen": seen, **fields}, follow=True)


def text_of(response):
    return response.content.decode()


def state_of(project):
    return Project.objects.get(pk=project.pk).state


def test_curator_reads_the_whole_entry_and_publishes_it(client, client_of, curator, submission):
    Project.objects.filter(pk=submission.pk).update(core="Der feste Platz.")
    assert "Der feste Platz." in text_of(read(client_of(curator), submission))

    response = take(client_of(curator), submission, "publish")
    assert "Der Eintrag ist veröffentlicht." in text_of(response)
    assert response.redirect_chain == [("/redaktion/", 302)]
    assert client.get(submission.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("step", "state", "kind"),
    [("ask_back", State.QUERIED, DecisionKind.ASKED_BACK), ("reject", State.REJECTED, DecisionKind.REJECTED)],
)
def test_curator_sends_back_or_rejects_with_words(client_of, curator, submission, step, state, kind):
    take(client_of(curator), submission, step, words="Seit wann gibt es das?")

    assert state_of(submission) == state
    decision = Decision.objects.about(submission).get(kind=kind)
    assert decision.words == "Seit wann gibt es das?"


@pytest.mark.parametrize("step", ["ask_back", "reject"])
def test_without_words_nothing_happens_and_the_page_says_what_is_lacking(
    client_of, curator, submission, step
):
    page = text_of(take(client_of(curator), submission, step, words="  "))

    assert "Bitte schreiben Sie einen Satz" in page
    assert state_of(submission) == State.SUBMITTED


def test_curator_can_hide_an_entry_at_once(client, client_of, curator):
    project = ProjectFactory()
    response = take(client_of(curator), project, "hide")

    assert "Der Eintrag ist ausgeblendet." in text_of(response)
    assert client.get(project.get_absolute_url()).status_code == 404


def test_hiding_waits_for_nobody(client_of, curator):
    project = ProjectFactory()
    client_of(curator).post(page_of(project), {"step": "hide"})

    assert state_of(project) == State.REMOVED


def test_curator_can_archive_and_publish_again(client_of, curator):
    project = ProjectFactory()
    assert "Der Eintrag ist archiviert." in text_of(take(client_of(curator), project, "archive"))
    assert "Der Eintrag ist veröffentlicht." in text_of(take(client_of(curator), project, "publish"))
    assert state_of(project) == State.PUBLISHED


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("submitted", ["publish", "ask_back", "reject", "hide"]),
        ("queried", ["publish", "reject", "hide"]),
        ("published", ["archive", "hide"]),
        ("archived", ["publish", "hide"]),
        ("removed", ["publish"]),
        ("rejected", ["hide"]),
        ("merged", []),
    ],
)
def test_only_steps_that_lead_on_are_offered(client_of, curator, state, steps):
    project = ProjectFactory(**({} if state == "published" else {state: True}))
    page = text_of(read(client_of(curator), project))

    every = ("publish", "ask_back", "reject", "archive", "hide")
    assert [step for step in every if f'name="step" value="{step}"' in page] == steps
    assert ("nichts zu entscheiden" in page) is (not steps)


def test_curator_is_told_why_their_own_entry_needs_another_member(client_of, curator, other_curator):
    project = ProjectFactory(submitted=True, submitted_by=curator)
    page = text_of(read(client_of(curator), project))
    assert "Ihr eigener Eintrag" in page
    assert "das einzige Mitglied" not in page
    assert 'value="publish"' not in page
    assert "zusammenführen" not in page

    assert "zweites Mitglied" in text_of(take(client_of(curator), project, "publish"))
    assert state_of(project) == State.SUBMITTED


def test_a_group_of_one_is_told_so(client_of, curator):
    project = ProjectFactory(submitted=True, submitted_by=curator)

    assert "das einzige Mitglied" in text_of(read(client_of(curator), project))


def test_curator_can_hide_their_own_entry(client_of, curator):
    project = ProjectFactory(submitted_by=curator)
    take(client_of(curator), project, "hide")

    assert state_of(project) == State.REMOVED


def test_who_comes_second_is_told_what_the_first_has_decided(client_of, curator, other_curator, submission):
    seen = read(client_of(curator), submission).context["seen"]
    take(client_of(other_curator), submission, "reject", words="Das ist Werbung.")
    late = client_of(curator).post(page_of(submission), {"step": "publish", "seen": seen}, follow=True)

    assert "der Eintrag ist abgelehnt" in text_of(late)
    assert state_of(submission) == State.REJECTED


def test_nobody_publishes_what_they_have_not_read(client_of, curator, submission):
    seen = read(client_of(curator), submission).context["seen"]
    Project.objects.filter(pk=submission.pk).update(summary="Jetzt ganz anders.")
    late = client_of(curator).post(page_of(submission), {"step": "publish", "seen": seen}, follow=True)

    assert "inzwischen geändert" in text_of(late)
    assert state_of(submission) == State.SUBMITTED


def test_where_two_must_agree_the_first_is_told_so(client_of, curator, other_curator, submission, settings):
    settings.APPROVALS_NEEDED = {"project": 2}
    assert "Weitere Mitglieder" in text_of(take(client_of(curator), submission, "publish"))
    assert state_of(submission) == State.SUBMITTED
    assert "1 von 2" in text_of(read(client_of(other_curator), submission))

    take(client_of(other_curator), submission, "publish")
    assert state_of(submission) == State.PUBLISHED


def test_an_objection_blocks_until_whoever_raised_it_withdraws_it(
    client_of, curator, other_curator, submission
):
    page = page_of(submission)
    objection = {"object": "1", "blocks": "1", "reason": "Die Angaben sind alt."}
    client_of(other_curator).post(page, objection)
    assert "Die Angaben sind alt." in text_of(read(client_of(curator), submission))
    assert "offenen Einwand" in text_of(take(client_of(curator), submission, "publish"))

    key = Objection.objects.get().pk
    assert "zieht zurück, wer ihn erhoben hat" in text_of(
        client_of(curator).post(page, {"withdraw": key}, follow=True)
    )
    client_of(other_curator).post(page, {"withdraw": key})
    take(client_of(curator), submission, "publish")
    assert state_of(submission) == State.PUBLISHED


def test_an_objection_without_a_reason_is_asked_for_one(client_of, curator, submission):
    page = text_of(client_of(curator).post(page_of(submission), {"object": "1", "blocks": "1"}))

    assert "Bitte schreiben Sie, warum" in page
    assert not Objection.objects.exists()


def test_an_objection_to_something_else_cannot_be_withdrawn_here(client_of, curator, submission):
    other = ProjectFactory()
    objection = actions.object_to(subject=other, by=curator, reason="Nein.", blocks=True)
    answer = client_of(curator).post(page_of(submission), {"withdraw": objection.pk})

    assert answer.status_code == 404
    assert Objection.objects.blocking().exists()


def test_entry_with_a_misplaced_quarter_is_not_published(client_of, curator):
    quarter = QuarterFactory(name="Lindenhof", district=DistrictFactory(name="Ost"))
    project = ProjectFactory(submitted=True, quarters=[quarter])

    assert "Lindenhof liegt in Ost" in text_of(take(client_of(curator), project, "publish"))
    assert state_of(project) == State.SUBMITTED


def test_after_a_question_the_group_sees_what_has_changed(client_of, curator, contributor, submission):
    take(client_of(curator), submission, "ask_back", words="Seit wann?")
    base = submission.versions.first()
    content = base.content | {"summary": "Seit 2019 wandern hier Bücher."}
    actions.revise(project=submission, content=content, base=base, by=contributor)
    actions.resubmit(project=submission, by=contributor)
    page = text_of(read(client_of(curator), submission))

    assert "Geändert seit der Rückfrage" in page
    assert "2019" in page[page.index("Geändert seit") :]
    assert "Seit wann?" in page


def test_what_may_be_the_same_is_shown_whatever_its_state(client_of, curator, submission, search_index):
    ProjectFactory(title="Tausch-Regal")
    ProjectFactory(title="TAUSCHREGAL", rejected=True)
    ProjectFactory(title="Lesecafé")
    drain()
    page = text_of(read(client_of(curator), submission))

    assert "Tausch-Regal" in page
    assert "TAUSCHREGAL" in page
    assert "Lesecafé" not in page


def test_the_address_of_whoever_wrote_it_is_not_shown(client_of, curator, contributor, submission):
    actions.ask_back(project=submission, by=curator, words="Wo?")
    actions.resubmit(project=submission, by=contributor)
    page = text_of(read(client_of(CuratorFactory()), submission))

    assert contributor.email not in page
    assert curator.email in page


def test_unknown_step_is_a_bad_request(client_of, curator):
    assert client_of(curator).post(page_of(ProjectFactory()), {"step": "explode"}).status_code == 400
    assert client_of(curator).post(page_of(ProjectFactory())).status_code == 400


def test_reading_the_page_changes_nothing(client_of, curator):
    project = ProjectFactory()
    client_of(curator).get(page_of(project), {"step": "hide"})

    assert state_of(project) == State.PUBLISHED
    assert not project.versions.exists()
