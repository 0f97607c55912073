from tests.search.test_facets_equal_brute_force import *
from haystack import connections
def test_dbg(crowd):
    b=connections["default"].get_backend(); s=b.snapshot()
    print("segments", [g.size for g in s.segments], s.size, s.count)
    from projects.models import Project
    for p in Project.objects.published():
        n=[int(i) for i in s.postings("id", f"projects.project.{p.pk}").ids if s.alive[i]]
        kinds={o.kind for o in p.support_offers.all()}
        have={k for k in ["auskunft","besuch","begleitung","unterlagen"] if set(n)&set(int(i) for i in s.postings("support",k).ids)}
        if kinds!=have or len(n)!=1: print(p.pk, n, kinds, have)
    vals, e, o = s.ordinals("support")
    import numpy as np
    print(vals, np.bincount(o[s.alive[e]]))
    for seg in s.segments:
        print(seg.size, {v:list(seg.postings("support",v).ids) for v in seg.lexicon("support")})
    assert 0
