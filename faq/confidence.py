from __future__ import annotations
from types import SimpleNamespace
from faq.model import Match
WEIGHTS = SimpleNamespace(ranking=dict(rank=1.0,covered=1.0,answer_covered=0.3,title_covered=0.2,nearby_covered=0.2,asked_covered=1.0,sentence_covered=1.0,article_covered=0.5,specific=0.5,heaviest_missing=-0.5,together=0.3,fact=0.4,fact_missing=0,wording=0.5,asked=0.0))
def probabilities(index, question, chosen, features, scores):
    return [Match(index.entries[c], float(s), float(s)) for c,s in zip(chosen,scores)]
