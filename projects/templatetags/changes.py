"""What was changed, in templates."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.content.worddiff import Fate, Run, shortened, word_diff

register = template.Library()


@register.simple_tag(name="word_diff")
def diff_to_read(before: str, after: str, *, whole: bool = False) -> SafeString:
    """Both texts in one, with what went and what came marked, for eyes and for screen readers; unless
    `whole`, of long passages that were kept only the words around a change."""
    runs = word_diff(before, after)
    return format_html_join("", "{}", ((_marked(run),) for run in (runs if whole else shortened(runs))))


def _marked(run: Run) -> SafeString:
    if run.fate == Fate.KEPT:
        return format_html("<span>{}</span>", run.text)
    tag, word = ("del", _("removed:")) if run.fate == Fate.GONE else ("ins", _("added:"))
    # Words that went need not have stood beside those that came: a space keeps them apart.
    gap = " " if run.fate == Fate.GONE else ""
    html = '{3}<{0}><span class="visually-hidden">{1} </span>{2}</{0}>{3}'
    return format_html(html, tag, word, run.text, gap)
