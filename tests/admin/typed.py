"""What a person sends who opens a form of the admin, changes some fields and saves."""

from projects.models import Tag
from projects.tags import text_of


def typed(page, **changes):
    """The values of all fields of the form on this page, those of the inlines included, with the changes."""
    data = dict(_fields(page.context["adminform"].form))
    for inline in page.context["inline_admin_formsets"]:
        data |= dict(_fields(inline.formset.management_form))
        for form in inline.formset.forms:
            data |= dict(_fields(form))
    return data | changes


def _fields(form):
    for field in form:
        value = field.value()
        if isinstance(value, list):
            is_tags = any(isinstance(item, Tag) for item in value) or field.name == "tags"
            yield field.html_name, text_of(value) if is_tags else [getattr(row, "pk", row) for row in value]
        elif value is not False and value is not None:
            yield field.html_name, value


def add_row(prefix, number=0, **fields):
    """A further row in an inline that had none before."""
    return {f"{prefix}-TOTAL_FORMS": number + 1} | {
        f"{prefix}-{number}-{name}": value for name, value in fields.items()
    }


def errors(response):
    """All sentences on the form that came back."""
    found = response.context["errors"]
    return " ".join(problem if isinstance(problem, str) else " ".join(problem) for problem in found)
