"""French: what readers type, what journalists write, and what is polite to say."""

from __future__ import annotations

from faq.language.model import (
    Language,
    SmallTalk,
    word_cues,
    word_groups,
    word_map,
    word_set,
)

STOPWORDS = word_set("""
a à ai aie ait alors as au aucun aucune aussi autre autres aux avait avaient avec avez avoir avons ayant
c ça car ce ceci cela celle celles celui ces cet cette ceux chez ci d dans de des donc dont du
elle elles en encore entre es est et étaient étais était étant été être eu eux
fait faire faut fut furent il ils j je l la là le les leur leurs lui m ma mais me même mes mon moi n ne ni nos notre nous
on ont ou où par parce pas peu peut peuvent peux plus pour pouvez puis qu que qui quoi s sa sans se sera seront ses si soit son sont sous
sur t ta te tes toi ton tous tout toute toutes très tu un une vers voici voilà vos votre vous y
est-ce quel quelle quels quelles comment combien pourquoi quand lequel laquelle lesquels lesquelles
j'ai c'est n'est qu'est qu'il aujourd hui svp stp sil plait merci bonjour salut bonsoir hello coucou
dis dire dit moi savoir sais veux voudrais voulais aimerais question info infos peut-on puis
jusqu lorsqu puisqu quoiqu afin ainsi ensuite etc via quelqu chose truc machin genre fois
""")

ABBREVIATIONS = word_map("""
pk: pourquoi
pq: pourquoi
pkoi: pourquoi
prk: pourquoi
pourkoi: pourquoi
pourqoi: pourquoi
porquoi: pourquoi
koi: quoi
kwa: quoi
koa: quoi
cki: qui
ki: qui
kel: quel
kelle: quelle
kels: quels
kelles: quelles
qel: quel
ql: quel
qls: quels
cb: combien
cbn: combien
cmb: combien
kombien: combien
combin: combien
conbien: combien
qd: quand
kan: quand
kand: quand
cmt: comment
coman: comment
koman: comment
comen: comment
commen: comment
cmment: comment
c: est
sè: est
ke: que
k: que
ya: il y a
yavait: il y avait
jsp: je ne sais pas
jpp: je ne peux pas
jveu: je veux
jve: je veux
jai: je ai
jsuis: je suis
chui: je suis
chuis: je suis
bcp: beaucoup
bokou: beaucoup
bjr: bonjour
bsr: bonsoir
slt: salut
cc: coucou
mdr: rire
svp: merci
stp: merci
mrc: merci
mci: merci
tt: tout
ts: tous
tjs: toujours
tjr: toujours
tjrs: toujours
auj: aujourd hui
ojd: aujourd hui
ajd: aujourd hui
dmn: demain
ds: dans
dc: donc
ss: sans
ms: mais
mm: même
qq: quelque
qqn: quelqu un
qqch: quelque chose
qqchose: quelque chose
tlm: tout le monde
pr: pour
pb: problème
pbm: problème
rdv: rendez-vous
tel: téléphone
num: numéro
min: minutes
mds: milliards
mrd: milliards
mrds: milliards
mio: millions
nb: nombre
nbr: nombre
nbre: nombre
gvt: gouvernement
gouv: gouvernement
pdt: pendant président
pres: président
prez: président
appart: appartement
abo: abonnement
mdp: mot passe
asso: association
resto: restaurant
ciné: cinéma
télé: télévision
ordi: ordinateur
dispo: disponible
promo: promotion
manif: manifestation
fac: université
bac: baccalauréat
assoc: association
kil: qu il
kelkun: quelqu un
vs: vous
ns: nous
é: et
pa: pas
fo: faut
mnt: maintenant
mtn: maintenant
""")

CUES = word_cues("""
amount: combien|nombre|montant|taux|age|population|distance|hauteur|taille|superficie|pourcentage|duree|vaut|quantite|effectif
money: prix|tarif|cout|coute|coutent|couter|coutera|combien vaut|vaut combien|valait|salaire|somme|montant|budget|amende|payer|paye|paie|fortune|chiffre d affaires|rapporte|rapporter|fric|argent|euros|dollars|valorisation|investit|investi|subvention
percent: taux|pourcentage|de combien|pour cent|part|proportion
span: combien de temps|combien de jours|combien de mois|combien d annees|combien d ans|combien de semaines|combien d heures|combien de minutes|duree|age|quel delai|delai|distance|hauteur|taille|quelle vitesse|vitesse|longueur|superficie|largeur
date: quand|date|annee|jour|mois|depuis|jusqu a quand|heure|quel jour|quelle annee|quelle date|en quelle annee|a partir de quand|il y a combien de temps
person: qui|auteur|nom de famille|c qui|realisateur|chanteur|acteur|president|ministre|patron|directeur|entraineur|auteure
name: qui|lequel|laquelle|auteur|nom|quel|quelle|quels|quelles|s appelle|comment s appelle|baptise
place: ou|endroit|lieu|ville|pays|adresse|situe|region|quartier|dans quelle ville|dans quel pays
cause: pourquoi|raison|raisons|cause|a cause|motif|motifs|explique|qu est ce qui explique
manner: comment|maniere|facon|par quel moyen
apposed: qui est|c est qui|c est quoi|c quoi|qu est ce que|qu est ce qu|definition|qui etait|est quoi|est qui
""")

SYNONYMS = word_groups("""
patron pdg dirigeant directeur président chef patronne dirigeante directrice présidente boss
dirige dirigeant direction tête préside
maire municipalité mairie édile
gouvernement exécutif ministre état
élu élue élus élection vainqueur remporte
voter vote scrutin élection suffrage voix
gagner gagne remporter remporte victoire vainqueur vaincre bat battu succès sacre sacré gagnant
perdre perd défaite battu perdu vaincu
entreprise société firme compagnie groupe boîte
startup jeune-pousse société entreprise
salarié employé personne travailleur collaborateur effectif personnel ouvrier agent
emploi poste travail job embauche recrutement
embaucher recruter embauche recrutement engager
licencier licenciement supprimer suppression viré virer renvoyé limogé
démission démissionner quitter quitte départ partir
salaire rémunération paie paye revenu gagner traitement
argent euro euros dollar dollars fonds somme financement budget
prix tarif coût coûte coûter montant payer euro euros tarification
coûter coût prix valoir valeur montant
valoir valeur valorisation vaut valait estimé évalué
gratuit offert gratuitement libre
réduction remise rabais promotion ristourne
investir investissement financement financer injecter miser parier mettre
financer finance financement bailleur investisseur subvention fonds
acheter achat acquérir acquisition racheter rachat
vendre vente vendu céder cession
amende sanction peine pénalité condamné
bénéfice profit gain résultat
dette endettement créance
crise difficulté récession problème
hausse augmentation augmenter monter croissance progression grimper bond
baisse diminution diminuer baisser reculer recul chute chuter dégringoler
tuer tué mort décès décédé mourir meurtre assassinat assassiner abattu victime
mort décès décédé mourir disparu disparition disparaître éteint
blessé blessure victime
accident collision crash drame
avion appareil vol crash
voiture véhicule automobile auto
moto motocyclette deux-roues
vélo bicyclette cyclable cycliste
bateau navire ferry paquebot cargo embarcation bâtiment
train ferroviaire rail tgv ter
bus autobus autocar car
incendie feu brûler flamme sinistre
tempête ouragan cyclone typhon
inondation crue submersion
séisme tremblement secousse
pluie précipitation averse
police policier gendarme gendarmerie forces
voleur cambrioleur malfaiteur voler vol cambriolage
arrêter arrestation arrêté interpeller interpellé interpellation garde détenu
prison détention incarcéré emprisonnement emprisonner détenu incarcération réclusion
juger procès jugement tribunal justice juge condamner
avocat défenseur défense
coupable condamné responsable
enquête investigation enquêteur
attaque attentat agression offensive assaut
guerre conflit combat hostilité
soldat militaire armée troupe
arme fusil pistolet
manifestation manifestant manifester défilé rassemblement protestation protester cortège
grève débrayage arrêt mouvement
loi texte législation projet règle
interdire interdit interdiction prohibé défendu bannir
autoriser autorisation permettre permis autorisé
contrat accord convention
docteur médecin praticien généraliste
médicament traitement remède
maladie virus infection épidémie pathologie
malade patient souffrant
hôpital clinique chu hospitalier
vaccin vaccination vacciner
bébé nourrisson naissance enfant
enfant enfants gamin gosse élève jeune mineur
élève écolier collégien lycéen étudiant
école établissement scolaire collège lycée classe
prof professeur enseignant instituteur
université faculté campus étudiant
femme épouse compagne conjointe
mari époux compagnon conjoint
père papa paternel
mère maman maternelle
âge ans âgé ancienneté vieux
naissance né née naître
mariage marier épouser noces
maison logement habitation domicile résidence
appartement logement habitation
loyer location louer bail
habitant population résident riverain
ville commune municipalité cité agglomération
pays nation état
région département province territoire
étranger international extérieur
film long-métrage cinéma
réalisateur cinéaste metteur
acteur comédien interprète actrice comédienne
chanteur interprète artiste chanteuse
chanson titre morceau single
livre ouvrage roman
écrivain auteur romancier écrire
auteur écrivain signé créateur
journal quotidien presse média
journaliste reporter rédacteur correspondant
article papier texte
télévision télé chaîne
spectateur public téléspectateur visiteur fréquentation
visiteur fréquentation touriste entrée
festival événement manifestation édition
concert spectacle représentation
musée exposition galerie
tableau peinture toile oeuvre
sportif athlète joueur
équipe club formation sélection
match rencontre partie affrontement
foot football ballon
entraîneur coach sélectionneur
champion vainqueur titre championnat
score résultat
but marqué buteur marquer
course épreuve compétition
médaille podium
ordinateur pc machine
téléphone mobile smartphone portable appareil
internet web ligne toile
site portail page
logiciel programme application appli
chatbot robot assistant
pirate hacker piratage pirater cyberattaque
données informations fichier renseignements
fusée lanceur spatial
satellite sonde spatial
lancer lancement lancé décoller décollage
chercheur scientifique savant équipe
étude recherche enquête rapport
découvrir découverte trouver trouvé
inventer invention inventeur concevoir conçu créer mis
créer création créé fonder fondé fondation lancer lancé lancement naissance
créateur fondateur inventeur concepteur
construire construction bâtir édifier chantier travaux
chantier travaux construction
usine fabrique site atelier production
fabriquer fabrication produire production
fermer fermeture fermé cesser
ouvrir ouverture ouvert inauguration inaugurer
commencer début débuter démarrer démarrage lancement
début commencement départ initial démarrage
finir fin terminer achever achèvement achevé
sortir sortie paraître parution disponible lancement commercialisé
durer durée dure long pendant longtemps temps
temps durée délai
annuler annulation annulé supprimer
reporter report repoussé décaler
arriver arrivée survenir produire passer
habiter vivre résider demeurer
rencontrer rencontre entretien
dire déclarer affirmer annoncer expliquer indiquer
annoncer annonce déclarer révéler dévoiler
penser estimer juger croire avis opinion
avis opinion réaction position commentaire
refuser refus rejeter décliner
accepter accord accepté approuver
critiquer critique dénoncer reprocher
aider aide soutien soutenir secours
soutien appui soutenir appuyer
but objectif finalité
cause raison motif origine
conséquence effet impact résultat
problème difficulté souci incident panne
risque danger menace dangereux
rapide vite rapidement vitesse
grand important gros taille
taille dimension hauteur longueur grandeur mesure
poids peser kilo kilogramme masse
lourd poids pèse kg
nouveau neuf récent dernier
ancien vieux ex précédent
premier première initial début
dernier dernière récent
beaucoup nombreux plusieurs
nombre quantité effectif total
moitié 50 demi
langue langage parler
nourriture aliment alimentation manger repas
restaurant table établissement
cuisinier chef cuisine
eau hydraulique
électricité énergie courant électrique
pétrole carburant essence
pollution polluant contamination
déchet ordure poubelle recyclage
environnement écologie nature
animal bête faune espèce
arbre forêt bois
météo temps climat prévision
chaud chaleur canicule
froid gel neige
abonnement abonner abonné formule souscription souscrire offre
désabonner désinscrire résilier désabonnement désinscription résiliation annuler
résilier résiliation annuler arrêter désabonner
payer paiement règlement régler prélèvement
remboursement rembourser remboursé
facture facturation reçu
mot passe identifiant connexion
connecter connexion identifier identifiant compte
compte profil espace
inscrire inscription abonner enregistrer
mail courriel email e-mail messagerie adresse courrier
contacter joindre écrire contact appeler téléphoner
adresse coordonnées siège
horaire horaires heure ouverture
livraison livrer distribution porteur recevoir reçu
recevoir reçu réception livraison
erreur faute erratum correction coquille
corriger correction rectifier rectification modifier
signaler alerter prévenir
supprimer effacer suppression effacement retirer
garder conserver conservation stocker
changer modifier changement modification
newsletter infolettre lettre
publicité pub annonce
rédaction journaliste journal
étudiant jeune scolaire
application appli mobile
billet place entrée ticket
place siège fauteuil capacité
nuit soir soirée nocturne
matin matinée
week-end samedi dimanche fin
vacances congé été
""")

SMALL_TALK = (
    SmallTalk(
        "greeting",
        (
            "bonjour",
            "salut",
            "bonsoir",
            "hello",
            "coucou",
            "bjr",
            "slt",
            "hey",
            "yo",
            "wesh",
            "re",
            "cc",
            "salutations",
            "bonjour a tous",
            "salut toi",
            "salut salut",
            "hola",
            "bonne journee",
        ),
        "Salut\u202f! Pose-moi ta question\u00a0: je cherche la réponse dans nos articles.",
    ),
    SmallTalk(
        "how_are_you",
        (
            "ca va",
            "comment ca va",
            "comment vas tu",
            "comment allez vous",
            "tu vas bien",
            "vous allez bien",
            "la forme",
            "cv",
            "sa va",
            "quoi de neuf",
        ),
        "Très bien, merci\u202f! Et toi, que veux-tu savoir\u202f?",
    ),
    SmallTalk(
        "thanks",
        (
            "merci",
            "merci beaucoup",
            "merci bcp",
            "mrc",
            "mci",
            "thx",
            "super merci",
            "ok merci",
            "parfait merci",
            "je te remercie",
            "merci bien",
            "merci pour ton aide",
            "merci de ton aide",
            "genial merci",
            "top merci",
            "c est gentil",
            "merci c est gentil",
            "cool merci",
        ),
        "Avec plaisir\u202f! Je reste là si tu as une autre question.",
    ),
    SmallTalk(
        "goodbye",
        (
            "au revoir",
            "bye",
            "a bientot",
            "adieu",
            "bonne soiree",
            "bonne nuit",
            "ciao",
            "tchao",
            "a plus",
            "a+",
            "salut a bientot",
            "merci au revoir",
            "bye bye",
            "a la prochaine",
        ),
        "À bientôt, et bonne lecture\u202f!",
    ),
    SmallTalk(
        "robot",
        (
            "tu es un robot",
            "es tu un robot",
            "t es un robot",
            "vous etes un robot",
            "etes vous un robot",
            "tu es humain",
            "es tu humain",
            "tu es une personne",
            "t es qui",
            "qui es tu",
            "tu es qui",
            "c est qui",
            "vous etes qui",
            "qui etes vous",
            "tes ki",
            "t ki",
            "tu es une ia",
            "es tu une ia",
            "tu es reel",
            "je parle a un robot",
            "je parle a qui",
            "a qui je parle",
            "y a quelqu un",
            "c est un bot",
            "tu es un bot",
            "comment tu t appelles",
            "quel est ton nom",
            "tu t appelles comment",
        ),
        "Oui, je suis un robot. Je n’invente rien\u00a0: je cite des passages de nos articles, avec leur source.",
    ),
    SmallTalk(
        "help",
        (
            "aide",
            "aide moi",
            "help",
            "tu sers a quoi",
            "a quoi tu sers",
            "que sais tu faire",
            "tu peux faire quoi",
            "que peux tu faire",
            "comment ca marche",
            "tu fais quoi",
            "j ai besoin d aide",
            "peux tu m aider",
            "tu peux m aider",
            "j ai une question",
            "une question",
        ),
        "Pose-moi une question avec tes mots\u00a0: je cherche dans nos articles le passage qui y répond, et je te donne le lien.",
    ),
    SmallTalk(
        "human",
        (
            "je veux parler a quelqu un",
            "parler a un humain",
            "je veux parler a un humain",
            "parler a un conseiller",
            "je veux un humain",
            "un humain svp",
            "parler a la redaction",
            "je veux parler a un journaliste",
            "parler a une vraie personne",
            "je voudrais parler a quelqu un",
            "un conseiller",
            "passez moi quelqu un",
            "je peux parler a quelqu un",
            "puis je parler a quelqu un",
            "joindre un humain",
        ),
        "Bien sûr. La rédaction te répondra\u00a0: écris-lui depuis la page de contact.",
    ),
    SmallTalk(
        "praise",
        (
            "bravo",
            "super",
            "genial",
            "top",
            "parfait",
            "cool",
            "excellent",
            "ok",
            "d accord",
            "dac",
            "oki",
            "tres bien",
            "nickel",
            "impeccable",
            "bien joue",
            "ca marche",
            "oui",
            "non",
            "lol",
            "mdr",
            "ah ok",
            "ah d accord",
            "je vois",
            "compris",
        ),
        "Parfait. Autre chose\u202f?",
    ),
    SmallTalk(
        "insult",
        (
            "con",
            "connard",
            "idiot",
            "debile",
            "nul",
            "t es nul",
            "tu es nul",
            "tu sers a rien",
            "ta gueule",
            "tg",
            "imbecile",
            "abruti",
            "va te faire",
            "merde",
            "pute",
            "encule",
            "salope",
            "fdp",
            "fuck",
            "c est nul",
            "tu es bete",
            "t es con",
            "tu es stupide",
            "tu ne sers a rien",
            "va te faire foutre",
        ),
        "Je ne t’ai pas bien aidé, désolé. Reformule ta question, ou écris à la rédaction\u00a0: une personne te lira.",
    ),
)

FOLLOW_UP = (
    "et",
    "mais",
    "il",
    "elle",
    "ils",
    "elles",
    "ca",
    "cela",
    "celui",
    "celle",
    "lui",
    "leur",
    "y",
    "en",
    "son",
    "sa",
    "ses",
    "leurs",
    "ce",
    "cet",
    "cette",
    "ceux",
    "pourquoi",
    "quand",
    "combien",
    "comment",
    "ou",
    "qui",
    "depuis",
    "avant",
    "apres",
    "la",
    "le",
    "les",
    "alors",
    "sinon",
    "donc",
)

LANGUAGE = Language(
    code="fr",
    stemmer="french",
    stopwords=STOPWORDS,
    abbreviations=ABBREVIATIONS,
    cues=CUES,
    pronouns=word_set(
        "il elle ils elles celui celle ceux celles ce cette cet cela ces lui leur leurs son sa ses y en"
    ),
    quantifiers=word_set("combien quel quelle quels quelles nombre"),
    synonyms=SYNONYMS,
    lexicon={},
    small_talk=SMALL_TALK,
    follow_up=FOLLOW_UP,
    unknown="Je ne sais pas\u00a0: je n’ai rien trouvé là-dessus dans nos articles. Essaie avec d’autres mots, ou écris à la rédaction.",
    not_understood="Je n’ai pas compris. Pose-moi ta question avec quelques mots.",
    did_you_mean="Je ne suis pas sûr de bien comprendre. Voulais-tu dire\u2026",
    starter="Que dit l’article «\u00a0{title}\u00a0»\u202f?",
)
