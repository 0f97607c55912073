"""Topics are decided together: two others agree, an objection blocks, a change is never applied silently."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from editorial.models import TopicProposal
from editorial.topics import approve_topic, decline_topic, pick, propose_topic, withdraw_topic
from projects import actions
from projects.models import Approval, Decision, DecisionKind, ProposalState, Topic
from tests.factories import CuratorFactory, ProjectFactory, TopicFactory

pytestmark = pytest.mark.django_db

WANTED = {
    "name": "Nähen",
    "description": "Kleider leben länger.",
    "introduction": "Hier **hilft** eine Nadel.",
    "icon": "sun",
    "tags": ["Nähcafé", "nähcafe", "Flicken"],
}
LACKING = (
    "Einem Fachthema müssen 2 Mitglieder zustimmen, die es nicht selbst vorgeschlagen haben. "
    "Dafür fehlt Ihrer Gruppe noch 1 Mitglied."
)
TYPED = WANTED | {"tags": "Nähcafé, Flicken", "reason": "Es gibt schon fünf davon."}


@pytest.fixture
def third_curator():
    return CuratorFactory()


@pytest.fixture
def proposal(curator):
    return propose_topic(by=curator, reason="Es gibt schon fünf davon.", **WANTED)


def now(row):
    return type(row).objects.get(pk=row.pk)


def text_of(response):
    return response.content.decode()


class TestDeciding:
    def test_two_others_agree_and_the_topic_is_there(self, proposal, other_curator, third_curator):
        assert approve_topic(proposal=proposal, by=other_curator).state == ProposalState.OPEN
        assert approve_topic(proposal=proposal, by=other_curator).state == ProposalState.OPEN
        assert not Topic.objects.exists()
        decided = approve_topic(proposal=proposal, by=third_curator)

        topic = Topic.objects.get()
        assert (decided.state, now(decided).topic) == (ProposalState.ACCEPTED, topic)
        assert (topic.name, topic.icon, topic.slug) == ("Nähen", "sun", "naehen")
        assert {tag.name for tag in topic.example_tags.all()} == {"Nähcafé", "Flicken"}
        kinds = [decision.kind for decision in Decision.objects.about(proposal).order_by("pk")]
        assert kinds == ["submitted", "approved", "approved", "accepted"]
        assert not Approval.objects.exists()

    def test_whoever_proposes_it_does_not_agree(self, proposal, curator):
        with pytest.raises(PermissionDenied, match="eigenen"):
            approve_topic(proposal=proposal, by=curator)

    def test_an_open_objection_blocks(self, proposal, curator, other_curator, third_curator):
        objection = actions.object_to(subject=proposal, by=curator, reason="Zu eng.", blocks=True)
        with pytest.raises(ValidationError, match="Einwand"):
            approve_topic(proposal=proposal, by=other_curator)
        actions.withdraw_objection(objection=objection, by=curator)
        approve_topic(proposal=proposal, by=other_curator)

        assert approve_topic(proposal=proposal, by=third_curator).state == ProposalState.ACCEPTED

    def test_an_objection_takes_back_one_s_own_approval(self, proposal, other_curator, third_curator):
        approve_topic(proposal=proposal, by=other_curator)
        objection = actions.object_to(subject=proposal, by=other_curator, reason="Doch nicht.", blocks=True)
        actions.withdraw_objection(objection=objection, by=other_curator)

        assert approve_topic(proposal=proposal, by=third_curator).state == ProposalState.OPEN

    def test_a_change_replaces_what_the_topic_says(self, curator, other_curator, third_curator):
        topic = TopicFactory(name="Naehen")
        proposal = propose_topic(topic=topic, by=curator, reason="Der Name.", **WANTED)
        for member in (other_curator, third_curator):
            approve_topic(proposal=proposal, by=member)

        assert (now(topic).name, now(topic).introduction) == ("Nähen", "Hier **hilft** eine Nadel.")

    def test_a_topic_that_was_changed_meanwhile_is_not_overwritten(self, curator, other_curator):
        topic = TopicFactory(name="Naehen")
        proposal = propose_topic(topic=topic, by=curator, reason="Der Name.", **WANTED)
        Topic.objects.filter(pk=topic.pk).update(description="Inzwischen anders.")

        with pytest.raises(ValidationError, match="inzwischen geändert"):
            approve_topic(proposal=proposal, by=other_curator)

    def test_a_name_is_taken_once(self, proposal, curator, other_curator):
        with pytest.raises(ValidationError):
            propose_topic(by=curator, reason="Noch mal.", **WANTED | {"name": ""})
        TopicFactory(name="NÄHEN")
        with pytest.raises(ValidationError, match="gibt es schon"):
            propose_topic(by=curator, reason="Noch mal.", **WANTED | {"name": "NÄHEN"})

    def test_nothing_changed_is_no_proposal(self, curator):
        topic = TopicFactory(name="Nähen", icon="sun")
        with pytest.raises(ValidationError, match="nichts geändert"):
            propose_topic(topic=topic, by=curator, reason="?", name="Nähen", icon="sun", tags=[])

    def test_others_decline_with_a_reason_and_the_proposer_withdraws(self, proposal, curator, other_curator):
        with pytest.raises(PermissionDenied):
            decline_topic(proposal=proposal, by=curator, words="Nein.")
        with pytest.raises(ValidationError):
            decline_topic(proposal=proposal, by=other_curator, words=" ")
        with pytest.raises(PermissionDenied):
            withdraw_topic(proposal=proposal, by=other_curator)
        assert withdraw_topic(proposal=proposal, by=curator).state == ProposalState.WITHDRAWN
        with pytest.raises(ValidationError, match="bereits"):
            decline_topic(proposal=proposal, by=other_curator, words="Nein.")

    def test_contributors_neither_propose_nor_decide(self, proposal, contributor):
        for verb in (
            lambda: propose_topic(by=contributor, reason="Bitte.", **WANTED),
            lambda: approve_topic(proposal=proposal, by=contributor),
            lambda: decline_topic(proposal=proposal, by=contributor, words="Nein."),
            lambda: pick(topic=TopicFactory(), project=ProjectFactory(), sentence="Gut.", by=contributor),
        ):
            with pytest.raises(PermissionDenied):
                verb()


class TestPages:
    def test_a_topic_is_proposed_in_a_form(self, client_of, curator):
        page = client_of(curator).post("/redaktion/themen/vorschlagen/", TYPED, follow=True)
        proposal = TopicProposal.objects.get()

        assert page.redirect_chain == [(f"/redaktion/themen/vorschlaege/{proposal.pk}/", 302)]
        assert proposal.tags == ["Flicken", "Nähcafé"]
        assert "<strong>hilft</strong>" in text_of(page)

    def test_what_is_lacking_is_told_and_nothing_lost(self, client_of, curator):
        TopicFactory(name="Nähen")
        page = text_of(client_of(curator).post("/redaktion/themen/vorschlagen/", TYPED | {"reason": ""}))
        assert "Bitte schreiben Sie, warum" in page
        assert "Kleider leben länger." in page
        assert "gibt es schon" in text_of(client_of(curator).post("/redaktion/themen/vorschlagen/", TYPED))

    def test_a_change_begins_with_what_the_topic_says(self, client_of, curator):
        topic = TopicFactory(name="Nähen", icon="unbekanntes-bild", description="Kurz gesagt.")
        page = text_of(client_of(curator).get(f"/redaktion/themen/{topic.slug}/vorschlagen/"))

        assert 'value="Nähen"' in page
        assert "Kurz gesagt." in page
        assert "unbekanntes-bild" in page

    def test_the_change_is_shown_word_by_word(self, client_of, curator, other_curator):
        topic = TopicFactory(name="Nähen", description="Kleider leben.")
        made = propose_topic(topic=topic, by=curator, reason="Genauer.", **WANTED)
        page = text_of(client_of(other_curator).get(made.get_absolute_url()))

        assert "<ins>" in page
        assert "Genauer." in page

    def test_members_agree_on_the_page(self, client_of, proposal, other_curator, third_curator):
        page = proposal.get_absolute_url()
        said = client_of(other_curator).post(page, {"answer": "approve"}, follow=True)
        assert "Weitere Mitglieder" in text_of(said)
        assert "1 von 2" in text_of(said)
        done = client_of(third_curator).post(page, {"answer": "approve"}, follow=True)

        assert "Der Vorschlag ist angenommen" in text_of(done)
        assert 'name="answer"' not in text_of(done)

    def test_a_decline_without_words_is_asked_for_them(self, client_of, proposal, other_curator):
        page = text_of(client_of(other_curator).post(proposal.get_absolute_url(), {"answer": "decline"}))
        assert "Bitte schreiben Sie" in page
        done = client_of(other_curator).post(
            proposal.get_absolute_url(), {"answer": "decline", "words": "Zu eng."}, follow=True
        )
        assert "Zu eng." in text_of(done)

    def test_the_proposer_sees_that_others_decide_and_whether_there_are_enough(
        self, client_of, proposal, curator, other_curator
    ):
        page = text_of(client_of(curator).get(proposal.get_absolute_url()))
        assert 'value="approve"' not in page
        assert "Andere Mitglieder der Gruppe entscheiden" in page
        assert LACKING in page
        CuratorFactory()
        assert LACKING not in text_of(client_of(curator).get(proposal.get_absolute_url()))
        client_of(curator).post(proposal.get_absolute_url(), {"answer": "withdraw"})
        assert now(proposal).state == ProposalState.WITHDRAWN

    @pytest.mark.parametrize(
        "page", ["/redaktion/themen/vorschlagen/", "/redaktion/gruppe/", "the proposal itself"]
    )
    def test_a_group_of_two_is_told_that_it_can_decide_no_topic(
        self, client_of, proposal, curator, other_curator, page
    ):
        address = page if page.startswith("/") else proposal.get_absolute_url()
        assert LACKING in text_of(client_of(other_curator).get(address))
        CuratorFactory()
        assert "fehlt Ihrer Gruppe" not in text_of(client_of(other_curator).get(address))

    def test_proposals_wait_in_the_queue_and_stand_in_the_log(self, client_of, proposal, other_curator):
        queue = client_of(other_curator).get("/redaktion/").context["queue"]
        assert [one.title for one in queue.urgent] == ["Nähen"]
        assert proposal.get_absolute_url() in text_of(client_of(other_curator).get("/redaktion/protokoll/"))
        assert "Nähen" in text_of(client_of(other_curator).get("/redaktion/themen/"))

    def test_an_unknown_answer_is_a_bad_request(self, client_of, proposal, other_curator):
        answer = client_of(other_curator).post(proposal.get_absolute_url(), {"answer": "vielleicht"})
        assert answer.status_code == 400


class TestThePageOfATopic:
    @pytest.fixture
    def topic(self):
        return TopicFactory(name="Nähen", slug="naehen")

    def arrange(self, browser, **fields):
        return browser.post("/redaktion/themen/naehen/", fields, follow=True)

    def test_it_shows_introduction_questions_and_chosen_projects(self, client, client_of, curator, topic):
        Topic.objects.filter(pk=topic.pk).update(introduction="Hier **hilft** eine Nadel.")
        project = ProjectFactory(title="Nähstube", topics=[topic])
        until = timezone.localdate() + timedelta(days=3)
        browser = client_of(curator)
        self.arrange(browser, arrange="1", featured_until=until.isoformat(), questions="Wer haftet?\n\nWo?")
        self.arrange(browser, pick="1", project=project.pk, sentence="Weil alle mitmachen.")
        page = text_of(client.get("/themen/naehen/"))

        for said in ("<strong>hilft</strong>", "Wer haftet?", "Weil alle mitmachen.", "Im Mittelpunkt"):
            assert said in page

    def test_nothing_is_shown_where_nothing_is_written(self, client, topic):
        ProjectFactory(topics=[topic])
        page = text_of(client.get("/themen/naehen/"))

        for word in ("Das wissen wir noch nicht", "Einen Blick wert", "Im Mittelpunkt"):
            assert word not in page

    def test_the_focus_ends_by_itself(self, client, topic):
        ProjectFactory(topics=[topic])
        Topic.objects.filter(pk=topic.pk).update(featured_until=timezone.localdate() - timedelta(days=1))

        assert "Im Mittelpunkt" not in text_of(client.get("/themen/naehen/"))

    def test_a_topic_in_the_focus_comes_first(self, client, topic):
        others = [TopicFactory(name=f"Aaa {n}") for n in range(5)]
        for other in others:
            for _ in range(2):
                ProjectFactory(topics=[other])
        ProjectFactory(topics=[topic])
        assert topic not in client.get("/").context["examples"]
        topic.featured_until = timezone.localdate()
        topic.save()

        page = text_of(client.get("/themen/"))
        assert page.index("Nähen") < page.index("Aaa 0")
        assert client.get("/").context["examples"][0] == topic

    def test_a_chosen_project_that_is_hidden_is_not_shown(self, client, curator, topic):
        project = ProjectFactory(title="Nähstube", topics=[topic])
        pick(topic=topic, project=project, sentence="Weil alle mitmachen.", by=curator)
        actions.hide(project=project, by=curator)

        assert "Weil alle mitmachen." not in text_of(client.get("/themen/naehen/"))

    def test_a_second_choice_changes_the_sentence_and_it_can_be_taken_away(self, client_of, curator, topic):
        project = ProjectFactory(topics=[topic])
        pick(topic=topic, project=project, sentence="Gut.", by=curator)
        chosen = pick(topic=topic, project=project, sentence="Sehr gut.", by=curator)
        assert [one.sentence for one in topic.picks.all()] == ["Sehr gut."]

        self.arrange(client_of(curator), unpick=chosen.pk)
        assert not topic.picks.exists()

    def test_at_most_six_are_chosen(self, client_of, curator, topic):
        for _ in range(6):
            pick(topic=topic, project=ProjectFactory(topics=[topic]), sentence="Gut.", by=curator)
        with pytest.raises(ValidationError, match="Höchstens 6"):
            pick(topic=topic, project=ProjectFactory(topics=[topic]), sentence="Gut.", by=curator)
        assert "Zuerst zeigen" not in text_of(client_of(curator).get("/redaktion/themen/naehen/"))

    def test_only_published_projects_of_the_topic_are_offered(self, client_of, curator, topic):
        ProjectFactory(title="Fremd")
        ProjectFactory(title="Geheim", topics=[topic], submitted=True)
        page = text_of(client_of(curator).get("/redaktion/themen/naehen/"))

        assert "Fremd" not in page
        assert "Geheim" not in page

    def test_what_is_wrong_is_told(self, client_of, curator, topic):
        assert 'aria-invalid="true"' in text_of(
            self.arrange(client_of(curator), arrange="1", featured_until="morgen")
        )
        assert 'aria-invalid="true"' in text_of(self.arrange(client_of(curator), pick="1", sentence=""))
        assert client_of(curator).post("/redaktion/themen/naehen/", {"x": "1"}).status_code == 400


def test_curators_change_no_topic_in_the_admin(client_of, curator):
    curator.is_staff = True
    curator.save()
    topic = TopicFactory(name="Nähen")
    client_of(curator).post(f"/admin/projects/topic/{topic.pk}/change/", {"name": "Anders", "icon": "sun"})

    assert now(topic).name == "Nähen"
    assert DecisionKind.ACCEPTED not in Decision.objects.values_list("kind", flat=True)
