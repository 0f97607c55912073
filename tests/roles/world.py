"""One of each thing there is, and the addresses that lead to it."""

from django.contrib.auth.models import AnonymousUser

from projects.actions.questions import ANSWER
from projects.contributing.consents import note_consent
from projects.models import Project
from projects.versions import version_now
from tests import factories as make
from tests.enrichment import enrich

PUBLISHED, HIDDEN, OTHER = (
    "Addresses of a published entry",
    "Addresses of any other entry",
    "All other addresses",
)


class World:
    """One of each thing there is, as on the site that all page tests look at; and who is who."""

    def __init__(self):
        for name in ("Mitte", "Nord", "Süd"):
            make.DistrictFactory(name=name)
            make.TopicFactory(name=f"Thema {name}")
            make.SectorFactory(name=f"Sektor {name}")
        self.added = enrich()
        self.entries = {
            PUBLISHED: Project.objects.get(slug=self.added["project"]),
            HIDDEN: Project.objects.get(slug=self.added["submitted"]),
        }
        owner = self.entries[HIDDEN].submitted_by
        self.persons = {
            "visitor": AnonymousUser(),
            "signed in": make.UserFactory(),
            "whose it is": owner,
            "group": make.CuratorFactory(is_staff=True),
            "admin": make.UserFactory(is_staff=True, is_superuser=True),
        }
        self.pictures = {PUBLISHED: self.entries[PUBLISHED].pictures.first()}
        self.pictures[HIDDEN] = make.PictureFactory(project=self.entries[HIDDEN])
        version_now(self.entries[HIDDEN])
        self.lessons = {
            heading: make.LessonFactory(project=project, submitted_by=owner)
            for heading, project in self.entries.items()
        }
        self.consent = note_consent(project=self.entries[HIDDEN], by=owner, kind="contact")
        self.question = make.QuestionFactory(project=self.entries[PUBLISHED])

    def words_for(self, heading, address):
        """What stands for the parameters of an address."""
        if heading == OTHER:
            return self.of_others(address)
        if address.route.startswith("erfahrungen/"):
            return {"pk": self.lessons[heading].pk}
        kept = {"slug": self.added["own"]} if "stimmt-noch" in address.route and heading == PUBLISHED else {}
        return self.of_an_entry(heading) | kept

    def of_an_entry(self, heading):
        picture = self.pictures[heading]
        return {
            "slug": self.entries[heading].slug,
            "pk": picture.pk,
            "number": 1,
            "name": picture.name,
            "width": picture.width,
            "kind": "webp",
        }

    def of_others(self, address):
        rows = {
            "editorial:topic-proposal": "topic_proposal",
            "editorial:proposal": "proposal",
            "editorial:report": "report",
            "editorial:question": "question",
            "editorial:missed-search": "missed",
            "editorial:claim": "claim",
            "editorial:removal": "removal",
            "editorial:legal-report": "notice",
            "editorial:lesson": "lesson",
            "editorial:transfer": "transfer",
            "editorial:echo": "echo",
            "editorial:need": "waiting_need",
            **dict.fromkeys(("needs:detail", "needs:reply", "needs:settle"), "need"),
            "editorial:interest": "interest",
            **dict.fromkeys(("editorial:handout-chapter", "editorial:handout-text"), "chapter"),
            "editorial:handout-other-text": "handout_text",
        }
        written = ("handout", "handout-write", "handout-chapter", "handout-text", "handout-other-text")
        slugs = {
            **{f"editorial:{name}": self.added["handout"] for name in written},
            "pages:page": "ueber-uns",
            "editorial:tag": "werkzeugverleih",
            "districts:detail": self.added["district"],
            "knowledge:ideas": self.added["district"],
        }
        area, row = address.route.split("/")[0], rows.get(address.name)
        by_area = {
            "treffen": "meeting",
            "handreichungen": "handout",
            "mitmachen": "submitted",
            "redaktion": "submitted",
        }
        key = "topic" if "themen/" in address.route else by_area.get(area, "project")
        tokens = {
            "projects:answer": ANSWER.token(self.question.pk),
            "contributing:confirm": self.added["paper"],
            "contributing:still-right": self.added["still_right"],
        }
        transfer = "transfer" if address.name == "knowledge:transfer" else "shared"
        return {
            "slug": slugs.get(address.name, self.added[key]),
            "pk": self.added[transfer] if area == "transfers" else self.added.get(row, self.consent.pk),
            "row": self.added["row"],
            "step": self.added["step"],
            "name": "rest",
            "kind": "seiten",
            "number": 1,
            "token": tokens.get(address.name, self.added["draft"]),
        }


def path_of(address, words):
    return address.path(lambda name: str(words.get(name, "1")))
