"""A part of a template that is rendered once for each set of values, and kept."""

from collections import OrderedDict
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST_KEPT = 256  # texts of one place in a template


@register.tag
def once(parser: Parser, token: Token) -> "OnceNode":
    """`{% once area=area %}…{% endonce %}`: the same values show the same text, in each language.

    What stands inside sees these values and nothing else: it cannot depend on what is not named.
    """
    _tag, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"once takes name=value only, not {bits[0]!r}")
    nodes = parser.parse(["endonce"])
    parser.delete_first_token()
    return OnceNode(values, nodes)


class OnceNode(template.Node):
    def __init__(self, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.values = values
        self.nodelist = nodelist
        self._kept: OrderedDict[tuple[Any, ...], SafeString] = OrderedDict()

    def render(self, context: template.Context) -> SafeString:
        values = tuple([value.resolve(context) for value in self.values.values()])
        key = (get_language(), *values, *map(type, values))  # True equals 1, clean HTML its plain text
        if (text := self._kept.get(key)) is None:
            alone = context.new(dict(zip(self.values, values, strict=True)))
            text = self._kept[key] = self.nodelist.render(alone)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return text
