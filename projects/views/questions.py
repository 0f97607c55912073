""" "Frage stellen": asked by anybody whose address is confirmed, answered by somebody who stays hidden."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.codes import CodeRefusedError, redeem_code, send_code
from people.forms import CodeForm
from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from projects.actions import answer_question, ask, pass_on, question_of
from projects.forms import AnswerForm, QuestionForm
from projects.models import Project, Question

ASKED = "asked"  # in the session: the keys of the code and of the question that waits for it


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_question(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what is sent waits until the sender has confirmed the address."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    known = {"email": getattr(request.user, "email", "")}
    form = QuestionForm(request.POST or None, initial=known)
    context = {"form": form, "project": project, "area": "projects"}
    if not form.is_valid():
        return render(request, "projects/question.html", context)
    if form.is_trapped:
        return redirect("projects:question-thanks", slug)
    try:
        asked = ask(project=project, network_hash=network_of(request), **form.cleaned_data)
        return _confirm(request, asked)
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(render(request, "projects/question.html", context), limit)


def _confirm(request: HttpRequest, question: Question) -> HttpResponse:
    """Who is signed in has confirmed their own address before."""
    slug = question.project.slug
    if question.email == getattr(request.user, "email", None):
        pass_on(question=question, confirmed=question.email)
        return redirect("projects:question-thanks", slug)
    code = send_code(email=question.email, network=network_of(request))
    request.session[ASKED] = [code.pk, question.pk]
    return redirect("projects:question-code", slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_question(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the code and send the question on its way."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    code, key = request.session.get(ASKED, (None, None))
    question = project.questions.unconfirmed().filter(pk=key).first()
    if question is None:
        return redirect("projects:question", slug)
    form = CodeForm(request.POST or None)
    context = {"form": form, "project": project, "question": question, "area": "projects"}
    if not form.is_valid():
        return render(request, "projects/question_code.html", context)
    try:
        pass_on(question=question, confirmed=redeem_code(pk=code, entry=form.cleaned_data["code"]))
    except (CodeRefusedError, TooManyTriesError) as refusal:
        form.add_error("code", str(refusal))
        response = render(request, "projects/question_code.html", context)
        return as_too_many(response, refusal) if isinstance(refusal, TooManyTriesError) else response
    del request.session[ASKED]
    return redirect("projects:question-thanks", slug)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    return render(request, "projects/question_thanks.html", {"project": project, "area": "projects"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the contact's mail: a form; looking at it changes nothing."""
    question = question_of(token)
    form = AnswerForm(request.POST or None)
    if not form.is_valid():
        return render(request, "projects/answer.html", {"form": form, "question": question})
    answer_question(token=token, text=form.cleaned_data["text"])
    return redirect("projects:answer-thanks")


@require_safe
def answer_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "projects/answer_thanks.html")
