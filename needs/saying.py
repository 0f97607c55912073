"""What anybody may say here: that their group looks for something, and that they can help."""

from needs.actions import answer_need, post_need
from needs.forms import NeedForm, ReplyForm
from needs.models import Need
from people.saying import SAYINGS, Saying

CONTEXT = {"area": "needs"}
SAYINGS |= {
    "need": Saying(
        NeedForm,
        lambda about, by, said: post_need(by=by, **said),
        "needs/new.html",
        "needs:code",
        "needs:posted",
        CONTEXT,
    ),
    "reply": Saying(
        ReplyForm,
        lambda need, by, said: answer_need(need=need, by=by, words=said),
        "needs/reply.html",
        "needs:code",
        "needs:replied",
        CONTEXT,
        lambda user: Need.objects.current().for_lists(),
    ),
}
