"""A part of a template that is rendered once for each set of values, and kept."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import timedelta
from time import time
from typing import Any
from warnings import warn

from django import template
from django.db import connection
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST_KEPT = 256  # texts of one place in a template

Kept = OrderedDict[Hashable, SafeString]


@register.tag
def once(parser: Parser, token: Token) -> "OnceNode":
    """`{% once area=area %}…{% endonce %}`: the same values show the same text, in each language, all day.

    What stands inside sees these values and nothing else, and may not ask the database: it cannot depend on
    what is not named. What was read is named as a value that can be compared: plain, or a `Reading`.
    """
    _tag, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"once takes name=value only, not {bits[0]!r}")
    nodes = parser.parse(["endonce"])
    parser.delete_first_token()
    return OnceNode(values, nodes)


class Watch:
    """Stands before the database while a text is made, and knows whether it was asked."""

    is_asked = False

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.is_asked = True
        warn("The database was asked inside {% once %}: read it before. The text is not kept.", stacklevel=2)
        return execute(*statement)


class OnceNode(template.Node):
    child_nodelists = ()  # no block stands in here: Django, which looks for them at every turn, need not

    def __init__(self, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.values = values
        self.nodelist = nodelist
        self._memory = Memory()

    def render(self, context: template.Context) -> SafeString:
        values = [value.resolve(context) for value in self.values.values()]
        # Kinds as well: True equals 1, and clean HTML its plain text.
        key = (get_language(), *values, *map(type, values)) if values else get_language()
        kept = self._memory.of_today()
        if (text := kept.get(key)) is None:
            alone = context.new(dict(zip(self.values, values, strict=True)))
            with connection.execute_wrapper(watch := Watch()):
                text = self.nodelist.render(alone)
            if not watch.is_asked:
                kept[key] = text
                if len(kept) > MOST_KEPT:
                    kept.popitem(last=False)
        return text


class Memory:
    """Texts of one day: they may say which day it is.

    Asked many times a page, and the local date takes longer than finding a text: so it waits for midnight.
    """

    def __init__(self) -> None:
        self._kept: Kept = OrderedDict()
        self._begin = self._end = 0.0  # seconds since 1970

    def of_today(self) -> Kept:
        """The texts of this day; another day has other ones."""
        if not self._begin <= time() < self._end:
            self._kept = OrderedDict()
            midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
            self._begin, self._end = midnight.timestamp(), (midnight + timedelta(days=1)).timestamp()
        return self._kept
