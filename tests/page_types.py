"""One address for each type of page that people see, on the seeded and enriched site."""

from typing import NamedTuple


class PageType(NamedTuple):
    address: str  # with the names of `added.json` in braces
    reader: str = ""  # whose cookie is needed: "contributor", "curator"

    def path(self, site):
        return self.address.format(**site.added)

    def cookies(self, site):
        value = site.added["cookies"].get(self.reader)
        return [{"name": "sessionid", "value": value, "url": site.url}] if value else []


PAGE_TYPES = {
    "start": PageType("/"),
    "catalogue": PageType("/projekte/"),
    "catalogue, filtered": PageType("/projekte/?q=reperatur&bezirk={district}&laeuft=nicht-bekannt"),
    "catalogue, nothing found": PageType("/projekte/?q=zzzzzz"),
    "project": PageType("/projekte/{project}/"),
    "project from sources": PageType("/projekte/degerlochs-schokoladenseiten/"),
    "project in review": PageType("/projekte/{submitted}/", "contributor"),
    "project, seen by a curator": PageType("/projekte/{project}/", "curator"),
    "shortlist": PageType("/merkliste/?projekt={project}&projekt=degerlochs-schokoladenseiten"),
    "shortlist, empty": PageType("/merkliste/"),
    "comparison": PageType("/vergleichen/?projekt={project}&projekt=degerlochs-schokoladenseiten"),
    "districts": PageType("/bezirke/"),
    "district": PageType("/bezirke/{district}/"),
    "transfers": PageType("/transfers/"),
    "transfer": PageType("/transfers/{transfer}/"),
    "topics": PageType("/themen/"),
    "topic": PageType("/themen/{topic}/"),
    "meetings": PageType("/treffen/"),
    "meeting": PageType("/treffen/{meeting}/"),
    "meeting that was": PageType("/treffen/netzwerkstatt-werkzeugkoffer/"),
    "signed up": PageType("/treffen/{meeting}/danke/"),
    "new meeting": PageType("/treffen/neu/", "curator"),
    "change a meeting": PageType("/treffen/{meeting}/aendern/", "curator"),
    "who joins in": PageType("/treffen/{meeting}/wer-macht-mit/", "curator"),
    "fixed page": PageType("/ueber-uns/"),
    "plain language": PageType("/einfache-sprache/"),
    "provider": PageType("/impressum/"),
    "privacy": PageType("/datenschutz/"),
    "accessibility": PageType("/barrierefreiheit/"),
    "sign in": PageType("/konto/anmelden/"),
    "account": PageType("/konto/", "contributor"),
    "report": PageType("/projekte/{project}/hinweis/?art=wissen"),
    "report received": PageType("/projekte/{project}/hinweis/danke/"),
    "claim": PageType("/projekte/{project}/unser-projekt/", "curator"),
    "removal": PageType("/projekte/{project}/entfernen/", "contributor"),
    "legal notice": PageType("/melden/?seite=/projekte/{project}/"),
    "legal notice received": PageType("/melden/danke/"),
    "question": PageType("/projekte/{project}/frage/"),
    "link that no longer works": PageType("/antwort/kein-link/"),
    "desk": PageType("/redaktion/", "curator"),
    "desk, topics": PageType("/redaktion/themen/", "curator"),
    "desk, a topic": PageType("/redaktion/themen/{topic}/", "curator"),
    "desk, proposing a topic": PageType("/redaktion/themen/vorschlagen/", "curator"),
    "desk, proposing a change": PageType("/redaktion/themen/{topic}/vorschlagen/", "curator"),
    "desk, a proposed topic": PageType("/redaktion/themen/vorschlaege/{topic_proposal}/", "curator"),
    "desk, tags": PageType("/redaktion/schlagworte/", "curator"),
    "desk, a tag": PageType("/redaktion/schlagworte/werkzeugverleih/?schritt=loeschen", "curator"),
    "desk, the log": PageType("/redaktion/protokoll/", "curator"),
    "desk, the group": PageType("/redaktion/gruppe/", "curator"),
    "invitation": PageType("/konto/einladung/", "contributor"),
    "desk, a question": PageType("/redaktion/fragen/{question}/", "curator"),
    "desk, an entry": PageType("/redaktion/eintraege/{submitted}/", "curator"),
    "desk, merging with which": PageType("/redaktion/eintraege/{submitted}/zusammenfuehren/", "curator"),
    "desk, merging": PageType("/redaktion/eintraege/{submitted}/zusammenfuehren/?mit={project}", "curator"),
    "desk, a proposed change": PageType("/redaktion/aenderungen/{proposal}/", "curator"),
    "desk, a report": PageType("/redaktion/hinweise/{report}/", "curator"),
    "desk, a claim": PageType("/redaktion/unser-projekt/{claim}/", "curator"),
    "desk, a request for removal": PageType("/redaktion/entfernen/{removal}/", "curator"),
    "desk, a legal notice": PageType("/redaktion/meldungen/{notice}/", "curator"),
    "desk, a search without hits": PageType("/redaktion/suchen/{missed}/", "curator"),
    "write": PageType("/mitmachen/"),
    "write, the draft": PageType("/mitmachen/{draft}/?pruefen"),
    "write, the preview": PageType("/mitmachen/{draft}/vorschau/", "contributor"),
    "write, who": PageType("/mitmachen/{draft}/absenden/", "contributor"),
    "write, who, not signed in": PageType("/mitmachen/{draft}/absenden/"),
    "form on paper": PageType("/mitmachen/papier/"),
    "on behalf of somebody": PageType("/mitmachen/{draft}/im-auftrag/", "curator"),
    "to be confirmed": PageType("/mitmachen/bestaetigen/{paper}/"),
    "confirmed": PageType("/mitmachen/bestaetigt/"),
    "draft to be deleted": PageType("/mitmachen/{draft}/loeschen/"),
    "draft deleted": PageType("/mitmachen/geloescht/"),
    "change an entry": PageType("/projekte/{project}/aendern/", "contributor"),
    "origin told": PageType("/projekte/{submitted}/herkunft/", "curator"),
    "history of an entry": PageType("/projekte/{project}/geschichte/"),
    "version of an entry": PageType("/projekte/{project}/geschichte/1/", "curator"),
    "one's own entries": PageType("/mitmachen/meine/", "contributor"),
    "one's own entry": PageType("/mitmachen/meine/{submitted}/", "contributor"),
    "whom others may ask": PageType("/mitmachen/meine/{submitted}/kontakt/", "contributor"),
    "entry received": PageType("/mitmachen/meine/{submitted}/angekommen/", "contributor"),
    "pictures": PageType("/projekte/{project}/bilder/", "curator"),
    "picture": PageType("/projekte/{project}/bilder/{reported}/", "curator"),
    "report of a picture": PageType("/projekte/{project}/bilder/{picture}/melden/"),
    "report of a picture received": PageType("/projekte/{project}/bilder/danke/"),
    "not found": PageType("/projekte/gibt-es-nicht/"),
    "not allowed": PageType("/redaktion/", "contributor"),
}
# What is read without signing in: no form that could need a cookie.
FORMS = {
    "sign in",
    "report",
    "report of a picture",
    "legal notice",
    "question",
    "meeting",
    "write, the draft",
    "write, who, not signed in",
    "draft to be deleted",
    "to be confirmed",
}
PUBLIC = {name: kind for name, kind in PAGE_TYPES.items() if not kind.reader and name not in FORMS}
# What programs read, with its kind.
MACHINES = {
    "/feeds/projekte.atom": "application/atom+xml; charset=utf-8",
    "/feeds/transfers.atom": "application/atom+xml; charset=utf-8",
    "/treffen.ics": "text/calendar; charset=utf-8",
    "/treffen/netzwerkstatt-werkzeugkoffer.ics": "text/calendar; charset=utf-8",
    "/sitemap.xml": "application/xml",
    "/robots.txt": "text/plain",
    "/healthz": "application/json",
    "/vorschlaege/?q=rep": "application/json",
    "/vorschlaege/eintraege/?titel=Repair": "text/html; charset=utf-8",
    "/mitmachen/ort/?wo=Mitte": "text/html; charset=utf-8",
}
