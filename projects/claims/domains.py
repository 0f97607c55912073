"""Whether an e-mail address lies at a project's own web domain."""

from pathlib import Path
from urllib.parse import urlsplit

from projects.models import Project

# Many share these: an address there, or a page there, proves nothing about one project.
SHARED = frozenset((Path(__file__).parent / "shared_domains.txt").read_text(encoding="utf-8").split())


def own_domain(project: Project) -> str:
    """The domain of the project's website, "" if it has none of its own."""
    host = (urlsplit(project.website).hostname or "").removeprefix("www.")
    is_shared = any(host == shared or host.endswith(f".{shared}") for shared in SHARED)
    return "" if is_shared or "." not in host else host


def is_at_own_domain(email: str, project: Project) -> bool:
    """Whether the address ends in exactly the domain of the website: info@verein.de for www.verein.de."""
    domain = own_domain(project)
    return bool(domain) and email.rpartition("@")[2].lower() == domain
