"""Every address the product answers to, found by walking the resolver."""

import re
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>.*?\)")


class Address(NamedTuple):
    name: str  # as `reverse` takes it, "projects:detail"; the route itself where it has no name
    route: str  # without the prefix of the language

    def path(self, word):
        """The address as it is asked for: `word(name)` stands for each parameter."""
        return "/" + PARAMETER.sub(lambda found: word(found[1] or found[2]), self.route).strip("^$")


def all_addresses():
    """Each address once, whatever the language; those of the admin included."""
    return list(_walk(get_resolver(), namespaces=(), route=""))


def _walk(resolver, namespaces, route):
    for entry in resolver.url_patterns:
        part = "" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, inner, route + part)
        elif isinstance(entry, URLPattern):
            yield Address(":".join([*namespaces, entry.name]) if entry.name else route + part, route + part)
