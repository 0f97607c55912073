"""What is done with an entry, tried as somebody: each answer is truthy if it was done."""

from django.http import Http404

from knowledge.merging import merge
from projects import actions
from projects.actions.freshness import mark_of_seen
from projects.contributing.contact import set_contact
from projects.history import visible_versions
from projects.models import ChangeProposal, Picture, Project, Version, VersionKind
from projects.versions import record_version, version_now
from tests import factories as make
from tests.uploads import photo

STATES = ["submitted", "queried", "published", "archived", "rejected", "merged", "removed"]
OWN = {"keeps it", "group, own"}
CONTACT = {"contact_label": "Team", "public_email": "", "public_phone": ""}
SAID = {"alternative_text": "Ein Bild.", "people_shown": "niemand"}


class Entry:
    """One entry in a state; whoever it is about keeps it if their column says so."""

    def __init__(self, column, person, state, ground):
        self.person, self.ground = person, ground
        author = person if column in OWN else make.UserFactory()
        trait = {} if state == "published" else {state: True}
        self.project = make.ProjectFactory(submitted_by=author, **trait, **ground)
        self.project.owners.add(author)

    def seen(self):
        """As every page begins: what is not visible is not there."""
        found = Project.objects.visible_to(self.person).filter(pk=self.project.pk).first()
        if found is None:
            raise Http404
        return found

    def earlier_version(self):
        """What the entry said before it said what it says now, and before it was public."""
        version = record_version(self.project, VersionKind.FIRST)
        self.project.summary = "Jetzt anders."
        self.project.save()
        version_now(self.project)
        return version

    def revised(self, **fields):
        base = version_now(self.project)
        content = base.content | fields
        return actions.revise(project=self.seen(), content=content, base=base, by=self.person)

    def picture(self, **fields):
        return make.PictureFactory(project=self.seen(), **fields)

    def visible_picture(self):
        picture = make.PictureFactory(project=self.project)
        return Picture.objects.visible_to(self.person).get(pk=picture.pk)


def step(verb, **fields):
    """The verb on the entry as this person sees it."""
    return lambda entry: verb(project=entry.seen(), by=entry.person, **fields)


def read_before(entry):
    version = entry.earlier_version()
    if entry.project.published_at:
        Project.objects.filter(pk=entry.project.pk).update(published_at=version_now(entry.project).made_at)
    return version in visible_versions(entry.seen(), entry.person)


def see_reported(entry):
    picture = make.PictureFactory(project=entry.project, hidden=True)
    return Picture.objects.visible_to(entry.person).filter(pk=picture.pk).exists()


def move(entry):
    entry.picture()
    actions.move_picture(picture=entry.picture(), by=entry.person, places=-1)
    return True


def delete(entry):
    picture = entry.picture()
    actions.delete_picture(picture=picture, by=entry.person)
    return not Picture.objects.filter(pk=picture.pk).exists()


def take_another(entry):
    other = make.ProjectFactory(submitted=True, **entry.ground)
    return merge(loser=other, survivor=entry.seen(), by=entry.person)


TRIES = {
    "read it and see its pictures": lambda entry: entry.seen() and entry.visible_picture(),
    "read what it said before it was public": read_before,
    "see a reported picture": see_reported,
    "ask its people, or the network": lambda entry: actions.ask(
        project=entry.seen(), text="Wann?", email="fragt@example.org"
    ),
    "tell the group something about it": lambda entry: actions.report(
        project=entry.seen(), kind="wissen", text="Dienstags."
    ),
    "report a picture, which hides it at once": lambda entry: actions.report_picture(
        picture=entry.visible_picture(), text="Das bin ich."
    ),
    'say "Das ist unser Projekt"': step(actions.claim, words="Wir sind es."),
    "ask for its removal, which hides it at once": step(actions.request_removal, words="Bitte."),
    "change some words of it, at once": lambda entry: isinstance(entry.revised(core="Neu."), Version),
    "change its title or place, at once": lambda entry: isinstance(entry.revised(title="Neu"), Version),
    "propose a change": lambda entry: isinstance(entry.revised(title="Neu"), ChangeProposal),
    "say that it is still right": lambda entry: actions.say_still_right(
        project=entry.seen(), by=entry.person, seen=mark_of_seen(entry.seen())
    ),
    "say that it has ended": lambda entry: actions.say_ended(
        project=entry.seen(), by=entry.person, seen=mark_of_seen(entry.seen())
    ),
    "hand it in again": step(actions.resubmit),
    "say whom others may ask": step(set_contact, asked=CONTACT),
    "add a picture": step(actions.add_picture, upload=photo(), file_name="bild.jpg", **SAID),
    "describe a picture": lambda entry: actions.describe_picture(
        picture=entry.picture(), by=entry.person, **SAID
    ),
    "put its pictures in order": move,
    "delete a picture": delete,
    "show a reported picture again": lambda entry: actions.show_picture(
        picture=entry.picture(hidden=True), by=entry.person
    ),
    "publish it": step(actions.publish),
    "send it back with a question": step(actions.ask_back, words="Wann?"),
    "reject it with a reason": step(actions.reject, words="Werbung."),
    "archive it": step(actions.archive),
    "take it off every page at once": step(actions.hide),
    "merge it into another one": lambda entry: merge(
        loser=entry.seen(), survivor=make.ProjectFactory(**entry.ground), by=entry.person
    ),
    "take another one into it": take_another,
    "raise a concern or an objection": lambda entry: actions.object_to(
        subject=entry.seen(), by=entry.person, reason="Zu alt.", blocks=True
    ),
    "bring back an earlier version": lambda entry: actions.restore(
        version=entry.earlier_version(), by=entry.person
    ),
    "redact an earlier version": lambda entry: actions.redact(
        version=entry.earlier_version(), by=entry.person, why="Ein Name."
    ),
}
