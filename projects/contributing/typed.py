"""What was typed, as a draft keeps it: field → list of texts, valid or not."""

from typing import Any

from django.forms import Form
from django.forms.widgets import CheckboxSelectMultiple
from django.http import QueryDict

from projects.contributing.forms import EntryForm
from projects.contributing.where import ELSEWHERE, answered, question_about_elsewhere

Typed = dict[str, list[str]]

ON_THE_FORM = tuple(EntryForm.base_fields)


def typed_in(sent: QueryDict, names: tuple[str, ...] = ON_THE_FORM) -> Typed:
    """What a browser has sent of these fields; the answer to a question about the place is worked in."""
    typed = {name: texts for name in names if any(texts := _texts(sent, name))}
    answer = _first(typed, "place_answer")
    if answer and answer != ELSEWHERE:
        typed["place"] = [answered(_first(typed, "place"), _first(typed, "place_about"), answer)]
        del typed["place_answer"]
    if "place_answer" not in typed:
        typed.pop("place_about", None)
    return typed


def _texts(sent: QueryDict, name: str) -> list[str]:
    """PostgreSQL keeps no zero byte in JSON, and no letter that is half of one."""
    return [text.replace("\0", "").encode(errors="ignore").decode() for text in sent.getlist(name)]


def as_sent(typed: Typed) -> QueryDict:
    """The same as a browser sends it."""
    sent = QueryDict(mutable=True)
    for name, texts in typed.items():
        sent.setlist(name, texts)
    return sent


def checked_form(typed: Typed) -> EntryForm:
    """The form with all that is wrong or missing said."""
    return EntryForm(as_sent(typed))


def open_form(typed: Typed) -> EntryForm:
    """The form as it was left, with nothing said against it."""
    form = EntryForm(initial=initial_of(typed, EntryForm))
    if _first(typed, "place_answer") == ELSEWHERE:
        form.question = question_about_elsewhere(_first(typed, "place"))
    return form


def initial_of(typed: Typed, form: type[Form]) -> dict[str, Any]:
    """What widgets show: a list for a field of several choices, a text for any other."""
    several = {n for n, field in form.base_fields.items() if isinstance(field.widget, CheckboxSelectMultiple)}
    return {name: texts if name in several else texts[0] for name, texts in typed.items() if texts}


def _first(typed: Typed, name: str) -> str:
    return typed.get(name, [""])[0]
