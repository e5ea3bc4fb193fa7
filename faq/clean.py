"""Lines that belong to the page and not to its article: share buttons, teasers, prompts.

Every pattern is anchored at both ends or at a label with a colon, so that no sentence of an
article can be taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from faq.text import fold

_LABELS_ALONE = """
date|par|auteur|publie le|mis a jour le|modifie le|temps de lecture|lecture|ecouter|ecouter l'article|imprimer
spot_img|spot img|publicite|annonce|advertisement|sponsored|sponsorise|contenu sponsorise|partenaire
partager|partage|partager l'article|partager cet article|partager sur .{1,30}|share|share this( article)?|tweet|tweeter
copier le lien|copier|copy link|commenter|commentaires?|comments?|reagir|laisser un commentaire|leave a comment
dernieres (informations|actualites|nouvelles|infos)|latest (news|articles)|a la une|les plus lus|most read
articles? (lies|similaires|connexes|recents)|sur le meme sujet|related( articles?| posts?)?|a decouvrir|lire la suite|read more
newsletter|notre newsletter|s'inscrire a la newsletter|s'abonner|abonnez-vous|je m'abonne|subscribe|sign up
discutez avec nous|chat with us|salut ?! comment puis-je t'aider ?\\?|suivez-nous( sur .{1,30})?|follow us
accepter|tout accepter|refuser|tout refuser|accept( all)?( cookies)?|gerer (les|mes) cookies|parametres des cookies
menu|accueil|rechercher|recherche|connexion|se connecter|retour en haut|back to top|skip to content|aller au contenu
tags?|mots[- ]cles|etiquettes|categories?|facebook|twitter|x|linkedin|whatsapp|telegram|pinterest|e-?mail|instagram
"""
_LABELS_LEADING = """
a lire (egalement|aussi)|lire (egalement|aussi)|a voir (egalement|aussi)|voir aussi|read also|also read|see also|related
temps de lecture|reading time|photo|credit photo|credits?|source image|illustration|tags?|mots[- ]cles|etiquettes
"""


def _either(lines: str) -> str:
    return "|".join(lines.strip().splitlines())


_ALONE = re.compile(rf"(?:{_either(_LABELS_ALONE)})\s*[:.!…>»]*")
_LEADING = re.compile(rf"(?:{_either(_LABELS_LEADING)})\s*:.*")
_COOKIES = re.compile(
    r".*\b(?:ce site|nous|notre site|this site|we)\b.{0,20}\b(?:utilis\w+|depos\w+|use[sd]?|using)\b"
    r".{0,40}\bcookies\b.{0,120}"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\) ).{0,120}|.{0,60}(?:tous droits reserves|all rights reserved).{0,40}"
)
_SPACES = re.compile(r"\s+")


def is_chrome(line: str) -> bool:
    """Tell whether a line is page chrome rather than a line of the article."""
    folded = _SPACES.sub(" ", fold(line)).strip(" -–—|•*#>")
    if not folded:
        return True
    return any(
        pattern.fullmatch(folded) is not None for pattern in (_ALONE, _LEADING, _COOKIES, _RIGHTS)
    )


def without_chrome(lines: Iterable[str]) -> list[str]:
    """Return the lines that are the article's own, in order."""
    return [line for line in lines if not is_chrome(line)]


def tidy(text: str) -> str:
    """Return the text on one line, without soft hyphens and doubled blanks.

    No-break spaces stay: French typography needs them.
    """
    text = text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
