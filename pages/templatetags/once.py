"""A part of a template that is rendered once for each set of values, and kept."""

from collections import OrderedDict
from collections.abc import Callable
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
    def __init__(self, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.values = values
        self.nodelist = nodelist
        self._kept: OrderedDict[tuple[Any, ...], SafeString] = OrderedDict()

    def render(self, context: template.Context) -> SafeString:
        values = tuple([value.resolve(context) for value in self.values.values()])
        kinds = map(type, values)  # True equals 1, and clean HTML its plain text
        key = (timezone.localdate(), get_language(), *values, *kinds)
        if (text := self._kept.get(key)) is None:
            alone = context.new(dict(zip(self.values, values, strict=True)))
            with connection.execute_wrapper(watch := Watch()):
                text = self.nodelist.render(alone)
            if not watch.is_asked:
                self._keep(key, text)
        return text

    def _keep(self, key: tuple[Any, ...], text: SafeString) -> None:
        self._kept[key] = text
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
