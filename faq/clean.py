"""Lines that belong to the page and not to its article: share buttons, teasers, prompts.

Every pattern is anchored at both ends or at a label with a colon, so that no sentence of an
article can be taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from faq.text import fold

CHROME_CHARACTERS_MAX = 400

_LABELS_ALONE = r"""
date|par|auteur|temps de lecture|lecture|ecouter|(ecouter|imprimer|partagez|partager|commenter|envoyer) (l'|cet )article|imprimer|lire plus tard
(lecture )?\d+ ?(min|minutes)( de lecture| read)?|ecouter( l'article)? ?\(?\d+ ?min\)?|(print|email|save) this( .{1,20})?
spot_img|spot img|publicites?|annonces?|ads?|advertisements?|sponsored( (content|post))?|sponsorise|contenu (sponsorise|partenaire)|partenaires?
la suite apres (la|cette) publicite|article continues (below|after).{0,40}|votre contenu apres (cette|la) (annonce|publicite)
partager|partage|partage[rz] (sur|par|via) .{1,30}|share|share (on|via) .{1,30}|share this( .{1,20})?|tweet|tweeter
copier le lien|lien copie ?!?|copier|copy link|link copied ?!?|(voir|afficher|lire) (tous )?les commentaires|view (all )?comments
(\d+ )?(commentaires?|comments?)|commenter|reagir|laisser un commentaire( annuler la reponse)?|leave a (comment|reply)( cancel reply)?
votre adresse (e-?mail|de messagerie) ne sera pas publiee\b.{0,100}|les champs obligatoires sont (indiques|marques)\b.{0,20}
your email address will not be published\b.{0,60}|required fields are marked.{0,5}|(enregistrer mon nom, mon e-?mail|save my name, email)\b.{0,120}
(les )?dernieres (informations|actualites|nouvelles|infos|minutes)|latest (news|articles|headlines)|a la une|les plus (lus|partages|commentes)|most (read|popular|shared)
(nos )?(autres )?articles? (lies|similaires|connexes|recents|recommandes|populaires|suivants?|precedents?)|(previous|next) (article|post)|up next
(sur le meme (sujet|theme)|dans la meme (rubrique|categorie))|related( (articles?|posts?|stories|content|topics))?|recommended( for you)?|recommande pour vous
vous (aimerez|pourriez aimer|aimerez peut-etre) aussi|you (may|might) also (like|be interested in)|a ne pas manquer|don't miss|en ce moment|trending( now)?|editors?'?s? picks?
a decouvrir|lire (la suite|l'article)( de l'article)?|en savoir plus|(voir|afficher|charger) plus|tout voir|voir tout|read (more|the full article|full story)|(show|load|see|view) (more|all)|learn more
newsletters?|(notre|nos|la|les) newsletters?|s'inscrire( a (la|notre) newsletter)?|s'abonner|abonnez-vous|je m'abonne|je m'inscris|subscribe( now)?|sign up
(inscrivez|abonnez)-vous( gratuitement)? (a|pour)\b.{0,60}\b(newsletters?|lettres?|infolettres?|alertes?)\b.{0,60}|(sign up|subscribe) (for|to)\b.{0,60}\b(newsletters?|e-?mails?|updates|alerts)\b.{0,60}
recevez\b.{0,80}\b(newsletters?|boite (mail|e-?mail|de reception)|par e-?mail)( .{0,40})?|get\b.{0,80}\b(in|to) your inbox\b.{0,30}|(votre|your) (adresse )?e-?mail( address)?
abonnez-vous pour (lire|continuer|acceder)\b.{0,60}|subscribe to (read|continue|keep reading|unlock)\b.{0,60}|(cet )?article (est )?(exclusivement )?reserve aux abonnes|(this article is )?for subscribers only
il vous reste [\d.,]+ (pourcent )?de (cet|l')? ?article a lire\b.{0,60}|la suite (de cet article )?est reservee aux abonnes|(deja abonne|already a subscriber) ?\?( .{1,30})?
discutez avec nous|chat with us|salut ?! comment puis-je t'aider ?\?|how can (we|i) help( you)?( today)? ?\?|besoin d'aide ?\?|need help ?\?
(suivez|retrouvez|rejoignez)[- ]nous( aussi)?( sur .{1,60})?|(follow|join|find) us( on .{1,60})?|suivez .{1,40} sur (google( news)?|facebook|whatsapp|twitter|x|instagram|telegram|linkedin|youtube)
telechargez (notre|l') ?application\b.{0,60}|download (our|the) app\b.{0,40}|soutenez-nous|faire un don|donate( now)?
(tout )?(accepter|refuser)|(accepter|continuer) (et|sans) (continuer|fermer|accepter)|(accept|reject|allow)( all)?( cookies)?|(gerer|personnaliser|parametrer) (les|mes) (cookies|choix|preferences)|(parametres|gestion) des cookies
(cookie|privacy) (settings|preferences|choices)|manage (cookies|preferences|consent)|politique de (confidentialite|cookies)|(privacy|cookie) policy|mentions legales|terms (of (use|service)|and conditions)
menu|accueil|rechercher|recherche|search|connexion|(se connecter|s'identifier|se deconnecter|mon compte|creer un compte)|(log|sign) ?in|log ?out|my account|register|contact
retour en haut( de page)?|haut de page|back to top|skip to (main )?content|(aller|passer) au contenu( principal)?|(ouvrir|fermer) le menu|(open|close|toggle) (menu|navigation)|fermer|close|loading ?(\.\.\.)?|chargement( en cours)?
(photo|image|illustration)s?( d'(illustration|archives?))?|agrandir( l'image)?|(voir|lancer) (la|le|les) (galerie|diaporama|photos|video)|diaporama|image \d+ ?(/|sur|of) ?\d+
tags?|mots[- ]cles|etiquettes|categories?|facebook|twitter|x|linkedin|whatsapp|telegram|pinterest|messenger|bluesky|mastodon|threads|reddit|tiktok|youtube|e-?mail|instagram
"""
_LABELS_LEADING = r"""
(a )?lire (egalement|aussi)|(a )?voir (egalement|aussi)|a (re)?(voir|lire|ecouter|decouvrir)|sur le meme sujet|read (also|more|next)|also read|see also|related( articles?)?|more on this( story| topic)?
temps de lecture|reading time|photos?|credits? photos?|credits?|photo credits?|source image|illustration|tags?|mots[- ]cles|etiquettes|filed under|classe dans
"""
_DAY = r"(?:(?:le|on|:|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[ ,]*)*"
_DAY_NAMED = r"\d{1,2}(?:er|st|nd|rd|th)?[ /.-](?:[a-z]{3,9}\.?|\d{1,2})[ /.-]\d{2,4}|[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d"
_HOUR = r"(?:,? (?:a |at )?\d{1,2} ?[h:] ?\d{0,2}(?:min)?(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?)?"
_MOMENT = (
    r"(?:(?:article )?(?:publie|poste|mis a jour|modifie|actualise|(?:first )?published|posted|(?:last )?updated|modified)"
    rf" ?{_DAY}(?:(?:{_DAY_NAMED}){_HOUR})?)"
)


def _either(lines: str) -> str:
    return "|".join(lines.strip().splitlines())


_ALONE = re.compile(rf"(?:{_either(_LABELS_ALONE)})\s*[:.!…>»→]*")
_LEADING = re.compile(rf"(?:{_either(_LABELS_LEADING)})\s*[:>»→|].*")
_DATED = re.compile(rf"{_MOMENT}(?:\W{{1,3}}(?:et )?{_MOMENT})*\W*")
_COOKIES = re.compile(
    r".*\b(?:ce site|nous|notre site|nos partenaires|this (?:site|website)|we)\b.{0,40}\b(?:utilis\w+|depos\w+|uses?|using)\b"
    r".{0,40}\bcookies\b.{0,200}"
    r"|(?:en (?:poursuivant|continuant)|by (?:continuing|using|clicking))\b.{0,80}\b(?:cookies|traceurs)\b.{0,200}"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\) |copyright ).{0,120}|.{0,60}(?:tous droits reserves|all rights reserved).{0,40}"
)
_SPACES = re.compile(r"\s+")


def is_chrome(line: str) -> bool:
    """Tell whether a line is page chrome rather than a line of the article."""
    if len(line) > CHROME_CHARACTERS_MAX:
        return False
    folded = _SPACES.sub(" ", fold(line)).strip(" -–—|•*#>")
    if not folded:
        return True
    return any(
        pattern.fullmatch(folded) is not None
        for pattern in (_ALONE, _LEADING, _DATED, _COOKIES, _RIGHTS)
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
