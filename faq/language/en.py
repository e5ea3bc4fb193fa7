"""English: readers who ask in English, of articles that are mostly French."""

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
a about after all also an and any are as at be because been before being but by can could did do does doing
for from had has have having he her here hers him his how i if in into is it its itself just me more most my
no nor not of off on once only or other our out over own same she should so some such than that the their them
then there these they this those through to too under until up us very was we were what when where which while who
whom whose why will with would you your yours s t d ll m re ve don doesn didn isn wasn much many get got
please hi hello hey thanks thank tell know want need let lot ever still one ones thing things someone something
""")

ABBREVIATIONS = word_map("""
u: you
ur: your
r: are
wat: what
wut: what
y: why
wen: when
hw: how
plz: please
pls: please
thx: thanks
ty: thanks
bc: because
ppl: people
gov: government
govt: government
sub: subscription
bn: billion
mn: million
""")

CUES = word_cues("""
amount: how much|how many|how big|how large|how old|how tall|how far|price|cost|amount|number|size|how long|worth|percentage
money: how much money|price|cost|costs|worth|salary|fine|budget|pay|paid|fee|how much did|how much does|how much is
percent: percentage|rate|share|what percent
span: how old|how long|how tall|how far|how big|how large|how fast|age|duration|distance
date: when|date|year|day|since when|month|what time
person: who|whom|whose|author|director|minister|president|boss|ceo
name: who|whom|whose|name|which|what is the name|called
place: where|place|address|city|country|located
cause: why|reason|reasons|cause
manner: how
apposed: who is|who was|what is|what was|what s
""")

SYNONYMS = word_groups("""
boss ceo head chief president director manager leader
company firm business group corporation
employee worker staff
salary pay wage earnings
price cost fee rate
buy purchase acquire acquisition
sell sale
rise increase growth grow jump
fall decrease drop decline
kill killed dead death die died murder
win won victory winner beat
lose lost defeat
arrest arrested detained
film movie
cancel unsubscribe terminate
subscription subscribe plan
email mail e-mail
refund reimburse
error mistake correction
delete erase remove
start begin launch
end finish close
child children kid
doctor physician
car vehicle
ship boat vessel
house home housing
""")

LEXICON = word_map("""
mayor: maire
boss: patron pdg directeur
ceo: pdg directeur patron
head: chef directeur dirigeant
chief: chef directeur
leader: dirigeant chef leader
manager: directeur responsable
president: président
minister: ministre
government: gouvernement
state: état
states: états
council: conseil
city: ville commune
town: ville commune
village: village
country: pays
countries: pays
world: monde
company: entreprise société
companies: entreprises sociétés
firm: entreprise société
startup: startup entreprise
business: entreprise affaires
founded: fondé créé lancée créée
found: trouvé découvert
created: créé créée lancée
launch: lancement lancer
launched: lancé lancée lancement
start: début commencer débuter
started: début commencé débuté
begin: début commencer débuter
end: fin terminer
finish: fin terminer
invest: investir investissement
invested: investi investissement
investment: investissement
investors: investisseurs
funding: financement
fund: fonds financement
worth: valeur valorisation
valued: valorisation valeur
valuation: valorisation
value: valeur valorisation
money: argent euros dollars
billion: milliard milliards
million: million millions
thousand: mille millier
hundred: cent centaine
price: prix tarif
cost: prix coût coûte tarif
costs: prix coût coûte tarif
pay: payer paiement
payment: paiement
paid: payé
free: gratuit
cheap: réduit tarif
discount: réduction remise
student: étudiant
students: étudiants élèves
buy: acheter achat
bought: acheté racheté
sell: vendre vente
sold: vendu vendus
sales: ventes
share: action part
shares: actions
stock: bourse actions
market: marché
jobs: emplois postes
job: emploi poste
work: travail
workers: salariés ouvriers
employees: salariés employés
hire: recruter embaucher
hired: recruté embauché
fired: licencié limogé
died: mort décédé décès
die: mort décédé décès
dead: mort morts décédé
death: mort décès
killed: tué tués mort
kill: tuer
injured: blessé blessés
wounded: blessé blessés
victims: victimes
crash: accident crash
accident: accident
plane: avion
aircraft: avion
flight: vol
train: train
ship: navire bateau
boat: bateau
ferry: ferry
car: voiture véhicule
bike: vélo
road: route
fire: incendie feu
flood: inondation crue
earthquake: séisme tremblement
storm: tempête
weather: météo temps
rain: pluie
snow: neige
police: police
arrested: arrêté interpellé
prison: prison
jail: prison
sentenced: condamné
trial: procès
court: tribunal cour
judge: juge
lawyer: avocat
law: loi
ban: interdiction interdire
banned: interdit
war: guerre
army: armée
soldiers: soldats
attack: attaque attentat
attacks: attaques attentats
bomb: bombe
shooting: fusillade
shot: tiré balles abattu
weapon: arme
protest: manifestation
strike: grève
election: élection
elections: élections
elected: élu
vote: vote voter
won: gagné remporté vainqueur
win: gagner remporter victoire
winner: vainqueur gagnant
beat: battu battre
lost: perdu
score: score
match: match rencontre
game: match jeu
games: jeux
team: équipe
player: joueur
players: joueurs
football: football foot
soccer: football
race: course
season: saison
coach: entraîneur sélectionneur
goal: but
goals: buts
champion: champion
cup: coupe
medal: médaille
movie: film
director: réalisateur directeur
actor: acteur
singer: chanteur chanteuse
song: chanson titre
album: album
book: livre
writer: écrivain auteur
author: auteur écrivain
newspaper: journal
journalist: journaliste
museum: musée
exhibition: exposition
festival: festival
tickets: billets places
ticket: billet place
visitors: visiteurs
people: personnes gens habitants
inhabitants: habitants
population: population habitants
man: homme
woman: femme
women: femmes
men: hommes
child: enfant
children: enfants
kids: enfants
father: père
mother: mère
wife: femme épouse
husband: mari époux
son: fils
daughter: fille
brother: frère
sister: soeur
family: famille
born: né née naissance
age: âge ans
old: ans âgé âge
years: ans années
year: an année
month: mois
months: mois
week: semaine
weeks: semaines
day: jour
days: jours
today: aujourd
tomorrow: demain
yesterday: hier
monday: lundi
tuesday: mardi
wednesday: mercredi
thursday: jeudi
friday: vendredi
saturday: samedi
sunday: dimanche
january: janvier
february: février
march: mars
april: avril
may: mai
june: juin
july: juillet
august: août
september: septembre
october: octobre
november: novembre
december: décembre
summer: été
winter: hiver
spring: printemps
autumn: automne
morning: matin
evening: soir
night: nuit
school: école
schools: écoles
university: université
teacher: professeur enseignant
hospital: hôpital
doctor: médecin
doctors: médecins
disease: maladie
health: santé
drug: médicament drogue
vaccine: vaccin
patients: patients
water: eau
sea: mer
river: fleuve rivière
island: île
beach: plage
harbour: port
harbor: port
port: port
shipyard: chantier naval
bridge: pont
building: bâtiment immeuble
house: maison
housing: logement logements
rent: loyer location
apartment: appartement
factory: usine
energy: énergie
power: électricité énergie
electricity: électricité
hydrogen: hydrogène
wind: vent éolien
oil: pétrole
gas: gaz
nuclear: nucléaire
waste: déchets
tree: arbre
trees: arbres
bird: oiseau
birds: oiseaux
fish: poisson
fishing: pêche
food: nourriture alimentation
restaurant: restaurant
wine: vin
space: spatial espace
rocket: fusée lanceur
satellite: satellite
moon: lune
earth: terre
scientists: chercheurs scientifiques
researchers: chercheurs
study: étude
discovered: découvert découverte
discovery: découverte
invented: inventé conçu
computer: ordinateur
phone: téléphone
software: logiciel
screen: écran
memory: mémoire
card: carte
network: réseau
networks: réseaux
available: disponible
release: sortie
released: sorti sortie libéré
called: appelé nommé
name: nom
named: nommé
newest: nouveau dernier
first: premier première
last: dernier dernière
next: prochain
new: nouveau nouvelle
big: grand
high: haut élevé
long: long durée
size: taille
weight: poids
weigh: pèse poids
height: hauteur
speed: vitesse
temperature: température
white: blanc
black: noir
red: rouge
green: vert
blue: bleu
king: roi
queen: reine
prince: prince
pope: pape
church: église
religion: religion
english: anglais
french: français
france: france
germany: allemagne
german: allemand
spain: espagne
spanish: espagnol
italy: italie
italian: italien
england: angleterre
british: britannique
kingdom: royaume
united: unis uni
american: américain
russia: russie
russian: russe
china: chine
chinese: chinois
japan: japon
japanese: japonais
india: inde
brazil: brésil
canada: canada
africa: afrique
african: africain
europe: europe
european: européen
switzerland: suisse
swiss: suisse
belgium: belgique
belgian: belge
greece: grèce
greek: grec
turkey: turquie
egypt: égypte
syria: syrie
syrian: syrien
israel: israël
saudi: saoudiens saoudienne saoudite
arabia: arabie
norway: norvège
sweden: suède
poland: pologne
mexico: mexique
morocco: maroc
algeria: algérie
tunisia: tunisie
generative: générative
ai: ia
supply: approvisionnement
chain: chaîne
chains: chaînes
comment: commentaire commentaires
comments: commentaires
answer: répondre répondu réponse
reply: répondre répondu réponse
refuse: refuser refusé
refused: refusé
confirm: confirmer confirmé
confirmed: confirmé
troubled: difficulté
trouble: difficulté
regulation: réglementation réglementaire
regulatory: réglementaire
subscription: abonnement
subscribe: abonner abonnement inscrire
unsubscribe: désinscrire désabonner
cancel: résilier annuler
account: compte
password: mot passe
email: courriel mail adresse
newsletter: newsletter lettre
contact: contact contacter joindre
address: adresse
opening: ouverture
hours: horaires heures
delivery: livraison
delivered: livré
invoice: facture
refund: remboursement
error: erreur
mistake: erreur
correction: correction
correct: corriger
delete: supprimer effacer
erase: effacer
data: données
personal: personnelles personnel
privacy: données personnelles
keep: conserver garder
letter: lettre courrier
editor: rédaction
app: application
""")

SMALL_TALK = (
    SmallTalk(
        "greeting",
        (
            "hello",
            "hi",
            "hey",
            "good morning",
            "good evening",
            "good afternoon",
            "hi there",
            "hello there",
            "hiya",
        ),
        "Hi! Ask me your question: I look for the answer in our articles.",
    ),
    SmallTalk(
        "how_are_you",
        ("how are you", "how are you doing", "how is it going", "what s up", "whats up", "sup"),
        "Very well, thank you! What would you like to know?",
    ),
    SmallTalk(
        "thanks",
        (
            "thanks",
            "thank you",
            "thx",
            "ty",
            "thanks a lot",
            "thank you very much",
            "many thanks",
            "great thanks",
            "thank you so much",
        ),
        "You’re welcome! I’m here if you have another question.",
    ),
    SmallTalk(
        "goodbye",
        ("bye", "goodbye", "see you", "see you later", "good night", "bye bye", "have a nice day"),
        "See you soon, and enjoy your reading!",
    ),
    SmallTalk(
        "robot",
        (
            "are you a robot",
            "are you a bot",
            "are you human",
            "are you a real person",
            "who are you",
            "what are you",
            "am i talking to a robot",
            "are you an ai",
            "are you real",
            "what is your name",
            "is this a bot",
            "who am i talking to",
        ),
        "Yes, I’m a robot. I make nothing up: I quote passages from our articles, with their source.",
    ),
    SmallTalk(
        "help",
        (
            "help",
            "help me",
            "can you help me",
            "what can you do",
            "how does this work",
            "how does it work",
            "i need help",
            "i have a question",
        ),
        "Ask me a question in your own words: I look for the passage in our articles that answers it, and give you the link.",
    ),
    SmallTalk(
        "human",
        (
            "i want to talk to someone",
            "talk to a human",
            "i want to talk to a human",
            "speak to a human",
            "can i talk to someone",
            "can i speak to someone",
            "i want a human",
            "talk to a person",
            "talk to a real person",
            "speak to a journalist",
            "talk to the newsroom",
        ),
        "Of course. The newsroom will answer you: write to them from the contact page.",
    ),
    SmallTalk(
        "praise",
        (
            "great",
            "cool",
            "ok",
            "okay",
            "nice",
            "perfect",
            "awesome",
            "well done",
            "yes",
            "no",
            "lol",
            "i see",
            "got it",
        ),
        "Great. Anything else?",
    ),
    SmallTalk(
        "insult",
        (
            "fuck",
            "fuck you",
            "idiot",
            "stupid",
            "you are stupid",
            "you suck",
            "shut up",
            "useless",
            "you are useless",
            "asshole",
            "dumb",
            "moron",
            "shit",
            "bullshit",
        ),
        "I haven’t been much help, sorry. Try other words, or write to the newsroom: a person will read you.",
    ),
)

FOLLOW_UP = (
    "and",
    "but",
    "he",
    "she",
    "it",
    "they",
    "his",
    "her",
    "their",
    "its",
    "that",
    "this",
    "those",
    "why",
    "when",
    "who",
    "where",
    "how",
    "then",
    "there",
    "him",
    "them",
)

LANGUAGE = Language(
    code="en",
    stemmer="english",
    stopwords=STOPWORDS,
    abbreviations=ABBREVIATIONS,
    cues=CUES,
    pronouns=word_set("he she it they this that these those his her its their him them"),
    quantifiers=word_set("many much which what number"),
    synonyms=SYNONYMS,
    lexicon=LEXICON,
    small_talk=SMALL_TALK,
    follow_up=FOLLOW_UP,
    unknown="I don’t know: I found nothing about that in our articles. Try other words, or write to the newsroom.",
    not_understood="I didn’t understand. Ask me your question in a few words.",
    did_you_mean="I’m not sure I understand. Did you mean\u2026",
    starter="What does the article “{title}” say?",
)
