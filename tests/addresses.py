"""Every address the product answers to, found by walking the resolver."""

from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern


class Address(NamedTuple):
    name: str  # as `reverse` takes it, "projects:detail"; the route itself where it has no name
    route: str  # without the prefix of the language
    parameters: tuple  # names of what stands in the route, in its order


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
            name = ":".join([*namespaces, entry.name]) if entry.name else route + part
            yield Address(name, route + part, tuple(entry.pattern.converters))
