"""Two entries about the same project become one; what would break the graph is named first (rule 6)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from districts.models import FormerSlug
from knowledge.actions import amend_transfer, record_transfer, retract_transfer
from knowledge.audit import violations
from knowledge.choices import Phase, Side, Status
from knowledge.merging import ConflictKind, conflicts_of, join_transfers, merge, moves_of
from knowledge.merging.rows import STAYS, relations
from knowledge.models import Transfer
from projects import actions
from projects.audit import violations as violations_of_projects
from projects.choices import State
from projects.models import Approval, Decision, DecisionKind, Draft, Project, VersionKind
from projects.versions import version_now
from tests import factories as make

pytestmark = pytest.mark.django_db

# Every field that points to a project: what becomes of its rows. A new one needs a decision here.
GOES_OVER = {
    "handouts.ChapterItem.project",
    "handouts.Use.project",
    "knowledge.Interest.project",
    "knowledge.Lesson.project",
    "knowledge.OriginNote.project",
    "meetings.AgendaItem.project",
    "meetings.Minute.project",
    "pages.Highlight.project",
    "projects.ChangeProposal.project",
    "projects.Claim.project",
    "projects.Draft.project",
    "projects.Origin.project",
    "projects.Origin.source",
    "projects.Picture.project",
    "projects.Project.merged_into",
    "projects.Project_organisations.project",
    "projects.Project_owners.project",
    "projects.Project_quarters.project",
    "projects.Project_sources.project",
    "projects.Project_topics.project",
    "projects.Question.project",
    "projects.Reach.project",
    "projects.RemovalRequest.project",
    "projects.Report.project",
    "projects.SupportOffer.project",
    "projects.TaggedProject.content_object",
    "projects.TopicPick.project",
}


@pytest.fixture
def home():
    return make.DistrictFactory(name="Süd")


@pytest.fixture
def survivor(home):
    return make.ProjectFactory(title="Tauschregal", slug="tauschregal", home_district=home)


@pytest.fixture
def loser(home):
    return make.ProjectFactory(title="Tausch-Regal", slug="tausch-regal", home_district=home)


@pytest.fixture
def one(loser, survivor, curator):
    """Merges them and returns the survivor as it is stored."""

    def merged(**options):
        merge(loser=loser, survivor=survivor, by=curator, **options)
        assert [*violations(), *violations_of_projects()] == []
        return Project.objects.get(pk=survivor.pk)

    return merged


def now(row):
    return type(row).objects.get(pk=row.pk)


def kinds(loser, survivor):
    return [conflict.kind for conflict in conflicts_of(loser, survivor)]


class TestWhatGoesOver:
    def test_every_relation_is_decided(self):
        known = {str(relation) for relation in relations()}

        assert known == GOES_OVER | STAYS

    def test_the_old_address_leads_to_the_survivor(self, one, loser, survivor, client):
        Project.objects.filter(pk=loser.pk).update(slug="tausch-regal-sued")
        FormerSlug.objects.create(content_type_id=make_content_type(), object_id=loser.pk, slug="noch-aelter")
        earlier = make.ProjectFactory(merged=True, merged_into=loser, slug="frueher")
        one()

        for slug in ("tausch-regal-sued", "noch-aelter", earlier.slug):
            response = client.get(f"/projekte/{slug}/")
            assert (response.status_code, response.url) == (301, "/projekte/tauschregal/"), slug

    def test_lessons_notes_sources_tags_and_people_go_over(self, one, loser, survivor, contributor):
        lesson, note = make.LessonFactory(project=loser), make.OriginNoteFactory(project=loser)
        source, report = make.SourceFactory(), make.ReportFactory(project=loser)
        loser.sources.add(source)
        loser.tags.add("Bücher", "Teilen")
        survivor.tags.add("Teilen")
        loser.owners.add(contributor)
        question = make.QuestionFactory(project=loser, to_network=True)
        draft = Draft.objects.create(key="x", project=loser)
        merged = one()

        assert [now(row).project for row in (lesson, note, report, question, draft)] == [survivor] * 5
        assert list(merged.sources.all()) == [source]
        assert {tag.name for tag in merged.tags.all()} == {"Bücher", "Teilen"}
        assert list(merged.owners.all()) == [contributor]

    def test_pictures_come_after_those_of_the_survivor(self, one, loser, survivor):
        theirs = [make.PictureFactory(project=loser, position=position) for position in (1, 2)]
        own = [make.PictureFactory(project=survivor, position=position) for position in (1, 4)]

        assert list(one().pictures.all()) == own + theirs

    def test_more_than_six_pictures_together_are_named_and_nothing_changes(self, loser, survivor, curator):
        make.PictureFactory.create_batch(4, project=loser)
        make.PictureFactory.create_batch(3, project=survivor)

        with pytest.raises(ValidationError, match="zusammen mehr als 6 Bilder"):
            merge(loser=loser, survivor=survivor, by=curator)
        assert (loser.pictures.count(), survivor.pictures.count()) == (4, 3)

    def test_districts_and_quarters_go_over_where_the_rules_on_places_allow(self, one, loser, survivor, home):
        east = make.DistrictFactory(name="Ost")
        Project.objects.filter(pk=survivor.pk).update(home_district=east)
        north = make.DistrictFactory(name="Nord")
        make.ReachFactory(project=loser, district=east)
        make.ReachFactory(project=loser, district=north, since_year=2021)
        make.ReachFactory(project=survivor, district=north, since_year=2019)
        for district, name in ((home, "Heslach"), (north, "Weißenhof")):
            loser.quarters.add(make.QuarterFactory(district=district, name=name))
        both = make.QuarterFactory(district=north, name="Beide")
        loser.quarters.add(both)
        survivor.quarters.add(both)
        survivor.refresh_from_db()
        merged = one()

        reached = {reach.district.name: reach.since_year for reach in merged.reaches.all()}
        assert reached == {"Nord": 2019, "Süd": None}, "Süd was the home of the other; Nord stays as it was"
        assert {quarter.name for quarter in merged.quarters.all()} == {"Beide", "Heslach", "Weißenhof"}

    def test_the_home_of_the_loser_may_be_left_out(self, loser, survivor, one):
        Project.objects.filter(pk=loser.pk).update(home_district=make.DistrictFactory())
        loser.quarters.add(make.QuarterFactory(district=now(loser).home_district))
        merged = one(with_home=False)

        assert not merged.reaches.exists()
        assert not merged.quarters.exists()

    def test_a_city_wide_survivor_reaches_no_district(self, loser, curator):
        city = make.ProjectFactory(city=True)
        make.ReachFactory(project=loser)
        merge(loser=loser, survivor=city, by=curator)

        assert not city.reaches.exists()
        assert [*violations_of_projects()] == []

    def test_the_contact_goes_over_where_there_is_none(self, one, loser):
        contact = make.ContactPointFactory()
        Project.objects.filter(pk=loser.pk).update(contact=contact)

        assert one().contact == contact
        assert now(loser).contact is None

    def test_the_survivor_keeps_its_own_words_and_sectors(self, one, survivor, loser):
        before = (survivor.title, survivor.summary, list(survivor.sectors.all()))
        merged = one()

        assert (merged.title, merged.summary, list(merged.sectors.all())) == before

    def test_versions_and_the_log_stay_and_both_entries_say_what_happened(
        self, one, loser, survivor, curator
    ):
        text = version_now(loser).content
        one()

        assert loser.versions.get(number=1).content == text
        assert survivor.versions.first().kind == VersionKind.MERGED
        for entry, other in ((loser, survivor), (survivor, loser)):
            decision = Decision.objects.about(entry).get(kind=DecisionKind.MERGED)
            assert (decision.by, decision.words) == (curator, other.title)

    def test_an_open_proposal_goes_over_and_is_compared_with_the_survivor(
        self, one, loser, survivor, contributor, curator
    ):
        base = version_now(loser)
        wanted = base.content | {"summary": "Neu."}
        proposal = actions.revise(project=loser, content=wanted, base=base, by=contributor)
        one()

        with pytest.raises(ValidationError):
            actions.accept_proposal(proposal=now(proposal), by=curator)
        actions.accept_proposal(proposal=now(proposal), by=curator, seen=version_now(survivor))
        assert now(survivor).summary == "Neu."

    def test_approvals_were_given_to_what_stood_there_before(self, curator, settings):
        settings.APPROVALS_NEEDED = {"project": 2}
        survivor, loser = (make.ProjectFactory(submitted=True) for _ in range(2))
        actions.publish(project=survivor, by=curator)
        merge(loser=loser, survivor=survivor, by=curator)

        assert not Approval.objects.exists()

    def test_what_the_preview_counts_is_what_moves(self, one, loser, survivor):
        make.LessonFactory(project=loser)
        loser.tags.add("Bücher", "Teilen")
        survivor.tags.add("Teilen")
        planned = {str(moves.relation): len(moves.rows) for moves in moves_of(loser, survivor)}
        one()

        assert planned == {
            "projects.TaggedProject.content_object": 1,
            "projects.Project_topics.project": 1,
            "knowledge.Lesson.project": 1,
        }
        assert [str(moves.relation) for moves in moves_of(loser, survivor)] == []

    def test_the_index_follows(self, search_index, loser, survivor, curator):
        from haystack.query import SearchQuerySet

        loser.tags.add("Werkzeugverleih")
        merge(loser=loser, survivor=survivor, by=curator)

        assert {int(hit.pk) for hit in SearchQuerySet().all()} == {survivor.pk}
        assert {int(hit.pk) for hit in SearchQuerySet().filter(content="Werkzeugverleih")} == {survivor.pk}


class TestTransfers:
    def test_they_go_over(self, one, loser, survivor):
        giver, taker = make.ProjectFactory(), make.ProjectFactory()
        into, out = (
            make.TransferFactory(source=giver, target=loser),
            make.TransferFactory(source=loser, target=taker),
        )
        interest = make.TransferFactory(source=loser, interest=True)
        one()

        assert (now(into).source, now(into).target) == (giver, survivor)
        assert (now(out).source, now(out).target) == (survivor, taker)
        assert now(interest).source == survivor

    def test_retracted_ones_stay_in_the_history(self, one, loser, survivor):
        transfer = retract_transfer(transfer=make.TransferFactory(source=loser))
        one()

        assert now(transfer).source == loser

    def test_a_self_is_named_and_nothing_changes(self, loser, survivor, curator):
        transfer = make.TransferFactory(source=loser, target=survivor)
        assert kinds(loser, survivor) == [ConflictKind.SELF]

        with pytest.raises(ValidationError, match="zu ihm selbst"):
            merge(loser=loser, survivor=survivor, by=curator)
        assert now(loser).state == State.PUBLISHED
        retract_transfer(transfer=transfer)
        merge(loser=loser, survivor=survivor, by=curator)

    def test_a_double_is_named_and_can_be_joined(self, one, loser, survivor):
        giver = make.ProjectFactory()
        mine = make.TransferFactory(source=giver, target=loser, year_from=2014, note="Aus der Zeitung.")
        theirs = make.TransferFactory(source=giver, target=survivor, note="Vom Verein.")
        [double] = conflicts_of(loser, survivor)
        assert (double.kind, double.transfers) == (ConflictKind.DOUBLE, [mine, theirs])

        join_transfers(kept=theirs, joined=mine)
        one()
        assert now(theirs).year_from == 2014
        assert now(theirs).note == "Vom Verein.\n\nAus der Zeitung."
        assert now(mine).status == Status.RETRACTED

    def test_a_double_with_a_retracted_one_is_a_double_and_joining_opens_it_again(self, one, loser, survivor):
        giver = make.ProjectFactory()
        mine = make.TransferFactory(source=giver, target=loser)
        theirs = retract_transfer(transfer=make.TransferFactory(source=giver, target=survivor))
        assert kinds(loser, survivor) == [ConflictKind.DOUBLE]

        join_transfers(kept=theirs, joined=mine)
        one()
        assert now(theirs).status == Status.OPEN

    def test_a_double_interest_of_a_district_is_named(self, loser, survivor):
        district = make.DistrictFactory()
        for source in (loser, survivor):
            record_transfer(source=source, interested_district=district)

        assert kinds(loser, survivor) == [ConflictKind.DOUBLE]

    @pytest.mark.parametrize("is_forwards", [True, False])
    def test_a_cycle_is_named_step_by_step(self, loser, survivor, curator, is_forwards):
        between = make.ProjectFactory()
        first, last = (loser, survivor) if is_forwards else (survivor, loser)
        way = [
            make.TransferFactory(source=first, target=between),
            make.TransferFactory(source=between, target=last),
        ]
        [cycle] = conflicts_of(loser, survivor)
        assert (cycle.kind, cycle.transfers) == (ConflictKind.CYCLE, way)

        with pytest.raises(ValidationError, match="im Kreis"):
            merge(loser=loser, survivor=survivor, by=curator)
        retract_transfer(transfer=way[0])
        assert conflicts_of(loser, survivor) == []

    def test_the_shortest_way_is_named(self, loser, survivor):
        a, b = make.ProjectFactory(), make.ProjectFactory()
        for source, target in ((loser, a), (a, b), (b, survivor), (loser, b)):
            make.TransferFactory(source=source, target=target)
        [cycle] = conflicts_of(loser, survivor)

        assert [(step.source, step.target) for step in cycle.transfers] == [(loser, b), (b, survivor)]

    def test_nothing_new_leads_to_a_merged_entry(self, one, loser):
        retracted = retract_transfer(transfer=make.TransferFactory(source=loser))
        one()

        with pytest.raises(ValidationError, match="zusammengeführt"):
            record_transfer(source=now(loser), target=make.ProjectFactory())
        with pytest.raises(ValidationError, match="zusammengeführt"):
            amend_transfer(transfer=retracted, status=Status.OPEN)


class TestJoining:
    @pytest.fixture
    def pair(self, loser, survivor):
        """A transfer of the loser and its double of the survivor."""
        giver = make.ProjectFactory()
        return [make.TransferFactory(source=giver, target=target) for target in (loser, survivor)]

    def test_sources_adaptations_and_lessons_are_joined(self, pair):
        mine, theirs = pair
        mine.sources.add(make.SourceFactory())
        adaptation = make.AdaptationFactory(transfer=mine)
        lesson = make.LessonFactory(project=None, transfer=mine)
        join_transfers(kept=theirs, joined=mine)

        assert theirs.sources.count() == 1
        assert (now(adaptation).transfer, now(lesson).transfer) == (theirs, theirs)

    def test_what_is_known_is_not_overwritten(self, pair):
        mine, theirs = pair
        amend_transfer(transfer=mine, year_from=2010, phase=Phase.TRYING)
        amend_transfer(transfer=theirs, year_from=2014, phase=Phase.ADAPTING)
        joined = join_transfers(kept=theirs, joined=mine)

        assert (joined.year_from, joined.phase) == (2014, Phase.ADAPTING)

    @pytest.mark.parametrize(("is_confirmed", "phase"), [(True, Phase.ARRIVED), (False, Phase.UNKNOWN)])
    def test_not_known_becomes_arrived_only_when_both_sides_say_so(
        self, pair, contributor, other_contributor, is_confirmed, phase
    ):
        mine, theirs = pair
        Transfer.objects.filter(pk=mine.pk).update(phase=Phase.ARRIVED)
        if is_confirmed:
            make.ConfirmationFactory(transfer=mine, side=Side.SOURCE, by=contributor)
            make.ConfirmationFactory(transfer=theirs, side=Side.TARGET, by=other_contributor)

        assert join_transfers(kept=theirs, joined=mine).phase == phase

    def test_one_person_never_confirms_both_sides(self, pair, contributor):
        mine, theirs = pair
        make.ConfirmationFactory(transfer=mine, side=Side.SOURCE, by=contributor)
        make.ConfirmationFactory(transfer=theirs, side=Side.TARGET, by=contributor)
        joined = join_transfers(kept=theirs, joined=mine)

        assert [confirmation.side for confirmation in joined.confirmations.all()] == [Side.TARGET]

    def test_two_of_whom_nothing_is_known_may_be_one(self, pair):
        mine, theirs = pair
        make.ConfirmationFactory(transfer=mine, side=Side.SOURCE, by=None)
        make.ConfirmationFactory(transfer=theirs, side=Side.TARGET, by=None)
        joined = join_transfers(kept=theirs, joined=mine)

        assert [confirmation.side for confirmation in joined.confirmations.all()] == [Side.TARGET]

    def test_both_sides_that_were_confirmed_stay_so(self, pair):
        mine, theirs = pair
        for side in Side:
            make.ConfirmationFactory(transfer=mine, side=side, by=None)
        joined = join_transfers(kept=theirs, joined=mine)

        assert joined.confirmations.count() == 2

    def test_a_private_reason_stays_private(self, pair):
        mine, theirs = pair
        amend_transfer(transfer=mine, status=Status.ENDED, end_reason="Streit", end_reason_is_public=False)
        amend_transfer(transfer=theirs, status=Status.ENDED)
        joined = join_transfers(kept=theirs, joined=mine)

        assert (joined.end_reason, joined.end_reason_is_public) == ("Streit", False)

    def test_transfers_with_nothing_in_common_are_not_joined(self, pair):
        with pytest.raises(ValidationError, match="kein gemeinsames Ende"):
            join_transfers(kept=pair[0], joined=make.TransferFactory())
        with pytest.raises(ValidationError):
            join_transfers(kept=pair[0], joined=pair[0])


class TestWhoAndWhen:
    def test_contributors_merge_nothing(self, loser, survivor, contributor):
        with pytest.raises(PermissionDenied):
            merge(loser=loser, survivor=survivor, by=contributor)

    @pytest.mark.parametrize("whose", ["loser", "survivor"])
    def test_nobody_decides_on_their_own_entry(self, loser, survivor, curator, whose):
        {"loser": loser, "survivor": survivor}[whose].owners.add(curator)
        with pytest.raises(PermissionDenied, match="eigenen"):
            merge(loser=loser, survivor=survivor, by=curator)

    @pytest.mark.parametrize("state", ["merged", "removed"])
    def test_what_is_gone_is_not_merged(self, survivor, curator, state):
        gone = make.ProjectFactory(**{state: True})
        for pair in ({"loser": gone, "survivor": survivor}, {"loser": survivor, "survivor": gone}):
            with pytest.raises(ValidationError, match="nicht zusammengeführt"):
                merge(**pair, by=curator)

    def test_a_published_entry_does_not_vanish_in_one_that_is_not(self, loser, curator):
        submitted = make.ProjectFactory(submitted=True)
        with pytest.raises(ValidationError, match="andersherum"):
            merge(loser=loser, survivor=submitted, by=curator)
        merge(loser=submitted, survivor=loser, by=curator)

    def test_an_entry_is_not_merged_with_itself(self, loser, curator):
        with pytest.raises(ValidationError, match="sich selbst"):
            merge(loser=loser, survivor=loser, by=curator)

    def test_an_open_objection_or_request_comes_first(self, loser, survivor, curator, contributor):
        objection = actions.object_to(subject=loser, by=curator, reason="Anders.", blocks=True)
        with pytest.raises(ValidationError, match="offenen Einwand"):
            merge(loser=loser, survivor=survivor, by=curator)
        actions.withdraw_objection(objection=objection, by=curator)

        request = actions.request_removal(project=survivor, by=contributor, words="Weg.")
        actions.refuse_removal(request=request, by=curator, reasons="Nein.")
        actions.request_removal(project=now(survivor), by=contributor, words="Doch.")
        with pytest.raises(ValidationError, match="zu entfernen"):
            merge(loser=loser, survivor=survivor, by=curator)


def make_content_type():
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(Project).pk
