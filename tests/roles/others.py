"""Everything else that can be done, tried as somebody."""

from django.utils import timezone

from editorial.membership import invite, leave, take_back
from editorial.merging import join_in_the_way, retract_in_the_way
from editorial.newsletter import note_newsletter
from editorial.topics import arrange_topic, pick, propose_topic, unpick
from editorial.transfers import (
    bring_back_transfer,
    correct_transfer,
    enter_transfer,
    mark_of,
    retract_with_reason,
)
from handouts.actions import (
    add_chapter,
    add_text,
    begin,
    collect,
    describe,
    move_chapter,
    move_item,
    propose_handout,
    remove_chapter,
    remove_item,
    rename_chapter,
    rewrite,
    take_back_proposal,
)
from knowledge.actions import (
    confirm_interest,
    echo_lesson,
    express_interest,
    hide_echo,
    hide_lesson,
    retract_transfer,
    tell_lesson,
)
from meetings.actions import amend, announce, cancel, make_lesson, sign_up, start_transfer
from needs.actions import answer_need, post_need
from pages.actions import feature, unfeature
from pages.models import Highlight
from projects import actions
from projects.content.reading import content_of
from projects.contributing.consents import note_consent, withdraw_consent
from projects.contributing.drafts import keep
from projects.contributing.on_behalf import hand_in_on_behalf
from projects.models import Project
from projects.models.draft import new_token
from search.actions import dismiss
from tests import factories as make

STATES = [""]
TOPIC = {"name": "Nähen", "description": "", "introduction": "", "icon": "sun", "tags": []}


class Anything:
    """Somebody, and nothing yet."""

    def __init__(self, column, person, state, ground):
        self.person = person

    def meeting(self):
        project = make.ProjectFactory()
        return make.MeetingFactory(agenda=[project]), project

    def doubles(self):
        """Two entries that both took over the same: their transfers stand in the way of a merge."""
        giver, loser, survivor = (make.ProjectFactory() for _ in range(3))
        mine = make.TransferFactory(source=giver, target=loser)
        make.TransferFactory(source=giver, target=survivor)
        return {"loser": loser, "survivor": survivor, "key": mine.pk}


def draft_of(case):
    pattern = make.ProjectFactory()
    typed = {
        "title": ["Nähtreff"],
        "summary": ["Gemeinsam nähen."],
        "place": [pattern.home_district.name],
        "sectors": [str(pattern.sectors.get().pk)],
        "topics": [str(pattern.topics.get().pk)],
    }
    return keep(token=new_token(), typed=typed, revision=0, by=case.person).draft


def hand_in(case):
    content = content_of(Project.objects.get(pk=make.ProjectFactory().pk))
    return actions.submit(content=content, by=case.person)


def take_consent_back(case):
    by = case.person if case.person.is_authenticated else make.UserFactory()
    given = note_consent(project=make.ProjectFactory(), by=by, kind="contact")
    return withdraw_consent(consent=given, by=case.person)


def minute_to_lesson(case):
    meeting, project = case.meeting()
    return make_lesson(minute=meeting.minutes.create(project=project, text="Viele kamen."), by=case.person)


def begin_transfer(case):
    meeting, project = case.meeting()
    return start_transfer(meeting=meeting, project=project, district=make.DistrictFactory(), by=case.person)


def put_right(case):
    transfer = make.TransferFactory()
    return correct_transfer(
        transfer=transfer, by=case.person, seen=mark_of(transfer), sources=[], year_from=2019
    )


def clear_the_way(case):
    return [verb(**case.doubles(), by=case.person) for verb in (join_in_the_way, retract_in_the_way)]


def interest(case):
    email = getattr(case.person, "email", "ada@example.org")
    said = {"project": make.ProjectFactory(), "district": make.DistrictFactory(), "name": "Nähkreis"}
    made = express_interest(**said, words="Dürfen wir kommen?", email=email)
    return confirm_interest(interest=made, by=case.person)


def chosen(case):
    topic = make.TopicFactory()
    return topic.picks.create(project=make.ProjectFactory(topics=[topic]), sentence="Gut.")


def write_handout(case):
    """Each verb with which a hand-out is written; one that is refused refuses the row."""
    handout, by = make.HandoutFactory(), case.person
    chapter = handout.chapters.get()
    [text] = chapter.items.all()
    describe(handout=handout, by=by, title="Vorlesen", introduction="", topic=None)
    rewrite(item=add_text(chapter=chapter, by=by, text="Wer haftet?"), by=by, text="Wer zahlt?")
    move_item(item=text, by=by, up=False)
    other = rename_chapter(chapter=add_chapter(handout=handout, by=by, title="Neu"), by=by, title="Offen")
    move_chapter(chapter=other, by=by, up=True)
    remove_chapter(chapter=other, by=by)
    remove_item(item=text, by=by)
    return True


def done(verb, **fields):
    """For a verb that returns nothing; what a field is made of is made when it is tried."""

    def attempt(case):
        made = {name: value() if callable(value) else value for name, value in fields.items()}
        verb(**made, by=case.person)
        return True

    return attempt


def synonym():
    return make.TagFactory().synonyms.create(word="Flicken")


TRIES = {
    "write a draft": draft_of,
    "hand in an entry": hand_in,
    "type in an entry that came on paper": lambda case: hand_in_on_behalf(
        draft=draft_of(case), by=case.person, author="Nähtreff"
    ),
    "send a legal notice of a page": lambda case: actions.report_content(
        url="/x/", words="Meins.", name="Ada", email="ada@example.org"
    ),
    "sign up for a meeting": lambda case: sign_up(
        meeting=make.MeetingFactory(), email="ada@example.org", persons=2
    ),
    "take back a consent one has given": take_consent_back,
    "tell a lesson": lambda case: tell_lesson(
        by=case.person, project=make.ProjectFactory(), kind="tip", text="Bei uns hilft Kuchen."
    ),
    'say "bei uns auch" or "bei uns anders" to the lesson of others': lambda case: echo_lesson(
        lesson=make.LessonFactory(), by=case.person, kind="also", district=make.DistrictFactory()
    ),
    'say "Das möchten wir auch"': interest,
    "say what one's group looks for": lambda case: post_need(
        by=case.person,
        district=make.DistrictFactory(),
        lacks="Ein Raum",
        lacks_kinds=["raum"],
        until=timezone.localdate(),
    ),
    "answer what others look for": done(answer_need, need=make.NeedFactory, words="Wir haben einen."),
    "take a lesson off every page": done(hide_lesson, lesson=make.LessonFactory),
    "take an echo off every page": done(hide_echo, echo=make.LessonEchoFactory),
    "rename a tag": done(actions.rename_tag, tag=make.TagFactory, name="Anders"),
    "merge two tags": done(actions.merge_tags, tag=make.TagFactory, into=make.TagFactory),
    "let a word mean a tag": done(actions.add_synonym, tag=make.TagFactory, word="Flicken"),
    "take such a word away": done(actions.remove_synonym, synonym=synonym),
    "delete a tag": done(actions.delete_tag, tag=make.TagFactory),
    "propose a topic": done(propose_topic, reason="Fehlt.", **TOPIC),
    "arrange the page of a topic": done(
        arrange_topic, topic=make.TopicFactory, featured_until=None, questions=[]
    ),
    "show a project first under a topic": done(
        pick, topic=make.TopicFactory, project=make.ProjectFactory, sentence="Gut."
    ),
    "and take it away there": lambda case: unpick(chosen=chosen(case), by=case.person) is None,
    "show a project on the start page": done(
        feature, project=make.ProjectFactory, sentence="Gut.", featured_until=timezone.localdate
    ),
    "and take it away there, too": done(
        unfeature, highlight=lambda: Highlight.objects.create(project=make.ProjectFactory())
    ),
    "announce a meeting": done(announce, meeting=make.MeetingFactory),
    "change a meeting": done(amend, meeting=make.MeetingFactory, place="Rathaus"),
    "call a meeting off": done(cancel, meeting=make.MeetingFactory),
    "make a lesson of its minutes": minute_to_lesson,
    "begin a transfer there": begin_transfer,
    "record a transfer": done(enter_transfer, source=make.ProjectFactory, target=make.ProjectFactory),
    "put a transfer right": put_right,
    "retract a transfer": done(retract_with_reason, transfer=make.TransferFactory, words="Verwechselt."),
    "bring a retracted transfer back": done(
        bring_back_transfer, transfer=lambda: retract_transfer(transfer=make.TransferFactory())
    ),
    "put a search without hits aside": done(dismiss, missed=make.MissedSearchFactory),
    "clear the way for a merge": clear_the_way,
    "note that a Rundbrief went out": done(note_newsletter, until=timezone.now),
    "begin a hand-out": done(begin, title="Vorlesen"),
    "collect a lesson or a project for it": done(
        collect, chapter=lambda: make.HandoutFactory().chapters.get(), lesson=make.LessonFactory
    ),
    "write it": write_handout,
    "put it up for decision": done(propose_handout, handout=make.HandoutFactory),
    "go on writing it instead": done(take_back_proposal, handout=make.HandoutFactory),
    "invite somebody into the group": done(invite, email="neu@example.org"),
    "take an invitation back": done(
        take_back, invitation=lambda: invite(email="neu@example.org", by=make.CuratorFactory())
    ),
    "leave the group": done(leave),
}
