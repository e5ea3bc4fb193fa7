"""English: readers who ask in English, of articles that are mostly French."""

from __future__ import annotations

from faq.language.model import (
    Language,
    SmallTalk,
    phrases,
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
company firm business corporation
shop store retailer
employee worker staff
job work position employment
hire recruit
layoff layoffs redundancy dismissed fired sacked
resign quit
unemployed unemployment jobless
salary pay wage earnings
pension retirement retire
price cost fee rate
cheap affordable discount
free gratis
money cash funds
rich wealthy billionaire millionaire
poor poverty
tax taxes levy
loan credit lend borrow
debt owe
profit profits gain
bankrupt bankruptcy insolvency
buy purchase acquire acquisition
sell sale
invest investment investor
fund funding finance
rise increase growth grow jump
fall decrease drop decline
kill killed dead death die died murder
murder homicide killing
funeral buried burial
grave cemetery tomb
win won victory winner beat
lose lost defeat
arrest arrested detained
prison jail imprisoned
thief robber burglar stole steal theft
robbery burglary heist
trial court judge justice
sentence sentenced convicted verdict
lawyer attorney solicitor
guilty convicted
fine penalty
police officer cop
fraud scam swindle
attack assault
fight brawl
shot shooting gunfire
gun weapon firearm
bomb explosion blast
terrorist terrorism
war conflict fighting
soldier troops army military
peace ceasefire truce
protest demonstration march rally
strike walkout
ban banned forbidden prohibited
allow allowed permitted
law legislation bill act
government cabinet
minister secretary
mayor municipality
election elections vote ballot poll
elect elected
refugee migrant asylum
border frontier
crash accident collision
injured wounded hurt
missing disappeared
rescue rescued saved
fire blaze burned
flood flooding
storm hurricane cyclone typhoon
earthquake quake
rain rainfall shower
snow snowfall
hot heat heatwave
cold frost freezing
weather forecast
plane aircraft airliner
airport runway
car vehicle automobile
lorry truck
bike bicycle cycling
motorbike motorcycle
ship boat vessel
train rail railway
bus coach
subway underground metro
parking park
driver motorist
road street highway
bridge viaduct
film movie
actor actress
singer vocalist
song single track
book novel
author writer novelist
newspaper paper daily
journalist reporter correspondent
tv television channel
picture photo photograph image
show performance concert
exhibition exhibit
painting canvas
award prize trophy
football soccer
match game
team squad
player athlete
coach manager trainer
champion title
goal scored
doctor physician
nurse caregiver
hospital clinic
illness disease sick
drug medicine
vaccine vaccination
pregnant pregnancy
abortion termination
child children kid
baby newborn infant
teenager teen adolescent
mother mum mom
father dad
wife spouse
husband spouse
marry wedding marriage
divorce separation
old age aged
born birth
school pupil
teacher professor
student pupil
university college
home house housing
flat apartment
rent tenant
landlord owner
homeless rough
village hamlet
city town
country nation
people population inhabitants
beach shore coast
food meal
restaurant eatery
farmer farm
dog puppy
cat kitten
tree forest
garbage rubbish trash waste
recycle recycling
power electricity energy
petrol gasoline fuel
pollution contamination
scientist researcher
study research
discover discovery found
invent invention
phone mobile smartphone
computer laptop
software app program
hacker hacked hack
rocket launcher
church cathedral
muslim islam
pope vatican
king monarch
start begin launch
end finish close
open opening
cancel unsubscribe terminate
subscription subscribe plan
email mail
refund reimburse
error mistake correction
delete erase remove
keep store retain
change modify update
contact reach call
complaint complain
login log sign
password credentials
ads advertising advertisement
privacy personal
uk britain british
usa america american
england english
france french
germany german
spain spanish
italy italian
russia russian
ukraine ukrainian
china chinese
japan japanese
""")

LEXICON = word_map("""
mayor mayors: maire municipalité
boss bosses: patron pdg directeur
ceo: pdg directeur patron
head heads: chef directeur tête
chief: chef directeur
leader leaders: dirigeant chef leader
manager managers: directeur responsable entraîneur
president presidents presidential: président présidentielle
minister ministers: ministre
ministry: ministère
government governments: gouvernement
state: état
states: états
council councillor councillors: conseil conseiller
parliament: parlement assemblée
deputy mp mps lawmaker lawmakers: député parlementaire
senator senators senate: sénateur sénat
party parties: parti fête
candidate candidates: candidat
campaign: campagne
policy policies: politique
politics political politician politicians: politique élu
left: gauche quitté
right rights: droit droite
majority: majorité
opposition: opposition
reform reforms: réforme
bill: loi facture projet
law laws: loi
rule rules: règle règlement
decree: décret
constitution: constitution
resign resigned resigns resignation: démission démissionner
appoint appointed appointment: nommé nomination
replace replaced replaces: remplacer remplacé
successor succeed succeeded: successeur succéder
city cities: ville
town towns: ville commune
village villages: village
neighbourhood neighborhood district: quartier
suburb suburbs: banlieue
region regional: région
local: local
capital: capitale
country countries nation nations: pays nation
world: monde mondial
international global: international mondial
abroad foreign foreigner foreigners: étranger
company companies: entreprise société
firm firms: entreprise société
startup startups: startup entreprise
business businesses: entreprise affaires commerce
shop shops store stores: magasin boutique commerce
supermarket: supermarché
customer customers client clients: client clientèle
founded founder founders: fondé fondateur créé
found: trouvé découvert
find finds: trouver
create created creates creation: créé créer création
launch launches launched: lancement lancer lancé
start starts started starting: début commencer débuter
begin begins began begun beginning: début commencer débuter
end ends ended: fin terminer
finish finished: fin terminer
stop stopped stops: arrêter cesser
close closed closes closing closure: fermer fermeture fermé
open opens opened: ouvrir ouverture ouvert
reopen reopened reopening: rouvrir réouverture
build built building: construire construction bâtiment
buildings: bâtiments immeubles
demolish demolished demolition: démolir démolition
repair repaired repairs fix fixed: réparer réparation corriger
renovate renovated renovation: rénover rénovation
invest invests invested: investir investissement
investment investments: investissement
investor investors: investisseur
funding fund funds funded: financement fonds
worth: valeur valorisation vaut
valued valuation value: valeur valorisation
money cash: argent euros
euro euros: euro
dollar dollars: dollar
billion billions: milliard
million millions: million
thousand thousands: mille millier
hundred hundreds: cent centaine
dozen dozens: douzaine dizaine
half: moitié demi
third: tiers troisième
quarter: quart trimestre
percent percentage: pourcent pourcentage
price prices: prix tarif
cost costs: coûter prix coût tarif
fee fees: tarif frais
expensive: cher coûteux
cheap cheaper: réduit tarif cher
pay pays paying: payer paiement
paid: payé
payment payments: paiement
free: gratuit libre
discount discounts reduced: réduction remise tarif
student students: étudiant élève
buy buys buying: acheter achat
bought purchased purchase: acheté achat acheter
sell sells selling: vendre vente
sold: vendu vente
sale sales: vente
share: action part partager
shares stock: actions bourse
shareholder shareholders: actionnaire
market markets: marché
bank banks: banque
loan loans borrow borrowed: prêt emprunt
debt debts: dette
deficit: déficit
budget: budget
profit profits: bénéfice
loss losses: perte pertes
bankrupt bankruptcy: faillite liquidation
crisis: crise
economy economic: économie économique
growth: croissance
inflation: inflation
tax taxes: impôt taxe
customs tariff tariffs: douane droits
trade: commerce
export exports: exportation exporter
import imports: importation importer
rise rises rose risen increase increased increases raise raised: hausse augmentation augmenter
fall falls fell fallen drop dropped decrease decreased: baisse chute baisser
cut cuts: réduction supprimer coupe
double doubled: doubler double
save saved saving: sauver économiser sauvé
savings: épargne économies
wage wages salary salaries earn earns earned: salaire gagner rémunération
job jobs: emploi poste
work works worked working: travail travailler
worker workers: salarié ouvrier travailleur
employee employees staff: salarié employé personnel
employer employers: employeur
hire hires hiring recruit recruits recruiting: recruter embaucher recrutement
hired recruited: recruté embauché
fired sacked dismissed: licencié limogé
layoffs layoff redundancies: licenciement suppression
unemployed unemployment: chômage chômeur
retire retired retirement pension pensions: retraite retraité
union unions: syndicat union
training trained: formation
intern internship: stage stagiaire
die dies died: mort mourir décès décédé
dead death deaths: mort décès
kill kills killing: tuer tué mort
killed: tué tuer mort
murder murdered murders: meurtre assassiné assassinat
killer murderer: meurtrier assassin tueur
suicide: suicide
drown drowned: noyé noyade
funeral funerals: obsèques enterrement funérailles
buried bury: enterré inhumé obsèques
cemetery grave: cimetière tombe
body bodies: corps
injured wounded hurt injuries injury: blessé blessure
victim victims: victime
survivor survivors survive survived: survivant survécu rescapé
missing disappear disappeared: disparu disparition
crash crashed crashes: accident crash
accident accidents: accident
collision collided: collision
sink sank sunk: couler naufrage coulé
shipwreck wreck: naufrage épave
explosion explode exploded blast: explosion
collapse collapsed: effondrement effondré
rescue rescued rescuers: secours sauver sauveteur
emergency: urgence
firefighter firefighters: pompiers
evacuate evacuated: évacué évacuation
damage damaged damages: dégâts
destroy destroyed: détruit détruire
plane planes aircraft: avion
flight flights: vol
fly flew flying: voler vol
airport: aéroport
pilot: pilote
passenger passengers: passager voyageur
train trains: train
railway rail: ferroviaire train
station: gare station
ship ships: navire bateau
boat boats: bateau
ferry ferries: ferry bac
sailor sailors: marin
car cars: voiture véhicule
vehicle vehicles: véhicule voiture
truck trucks lorry: camion poids
bus buses: bus car
tram trams: tramway
subway metro underground: métro
bike bikes bicycle bicycles: vélo cyclable
cyclist cyclists: cycliste vélo
motorbike motorcycle: moto
pedestrian pedestrians: piéton
drive drives driving drove driven: conduire conduite
driver drivers: conducteur chauffeur
park parked parking: parking stationnement parc
parks: parcs
road roads: route
street streets: rue
motorway highway: autoroute
traffic: circulation trafic
bridge bridges: pont
travel traveled travelled trip journey: voyage voyager trajet
speed fast: vitesse rapide
licence license: permis licence
fire fires: incendie feu
burn burned burnt: brûlé brûler
flood floods flooded flooding: inondation crue inondé
earthquake quake: séisme tremblement
storm storms hurricane: tempête ouragan
thunderstorm lightning: orage foudre
weather: météo temps
forecast: météo prévision
rain rains rainy: pluie
snow: neige
wind winds: vent éolien
sun sunny: soleil
hot heat heatwave: chaleur canicule chaud
cold: froid
drought: sécheresse
climate: climat climatique
warming: réchauffement
temperature temperatures: température
degrees: degrés
police cops: police policier
policeman policemen officer officers: policier agent officier
arrest arrests arrested: arrêté interpellé arrestation
detained custody: garde détenu
prison jail: prison
prisoner prisoners inmate inmates: détenu prisonnier
release releases released: sortie sorti libéré libération
escape escaped: évadé évasion fuite
sentence sentenced: condamné peine
convicted guilty: condamné coupable
acquitted: relaxé acquitté
innocent: innocent
trial: procès
court courts: tribunal cour
judge judges judged: juge jugé
prosecutor: procureur parquet
lawyer lawyers attorney: avocat
justice: justice
charged accused: accusé examen poursuivi
suspect suspects suspected: suspect soupçonné
witness witnesses: témoin
evidence proof: preuve
investigate investigated investigation: enquête
complaint complaints complain complained: plainte réclamation
appeal: appel recours
crime crimes: crime délinquance
criminal criminals: criminel
thief thieves: voleur
steal stole stolen theft: vol volé voler
robbery robbed burglary: cambriolage braquage vol
rape raped: viol
assault assaulted: agression
harassment: harcèlement
violence violent: violence
fight fights fought: bagarre combat combattre
drug drugs: drogue médicament stupéfiants
dealer dealers: trafiquant
fraud scam: fraude escroquerie arnaque
corruption corrupt: corruption
hostage hostages: otage
kidnapped kidnapping: enlèvement enlevé
gun guns: arme fusil
weapon weapons: arme
knife stabbed stabbing: couteau poignardé
shooting shootings: fusillade tirs
shot shoot: tiré abattu balles
bullet bullets: balle
bomb bombs bombing bombed: bombe bombardement attentat
attack attacks attacked: attaque attentat
terrorist terrorists terrorism: terroriste terrorisme
threat threats threatened: menace menacé
ban bans banned forbid forbidden: interdiction interdire interdit
allow allowed allows permitted: autorisé permis autoriser
fine fined fines: amende
illegal: illégal
mandatory compulsory: obligatoire
war wars: guerre
army military: armée militaire
soldier soldiers troops: soldat militaire
navy: marine
peace: paix
ceasefire truce: trêve cessez
missile missiles: missile
tank tanks: char
invade invaded invasion: invasion
border borders: frontière
refugee refugees: réfugié
migrant migrants immigration immigrants: migrant immigration
treaty agreement deal: accord traité
summit: sommet
sanctions: sanctions
embassy ambassador: ambassade ambassadeur
protest protests protested protesters demonstration: manifestation manifester manifestants
strike strikes: grève
riot riots: émeute
petition: pétition
election elections: élection scrutin
elected elect: élu élection
vote votes voted voting: vote voter voix
poll polls: sondage
referendum: référendum
turnout: participation
win wins winning: gagner remporter victoire
won: gagné remporté vainqueur
winner winners: vainqueur gagnant lauréat
victory: victoire
beat beaten defeated: battu battre
lose loses losing: perdre perdu
lost: perdu
defeat: défaite
score scored scores: score marqué but
match matches: match rencontre
game: match jeu
games: jeux
play plays played: jouer joué
team teams: équipe
player players: joueur
football soccer: football foot
rugby: rugby
basketball: basket
tennis: tennis
swimming swimmer swim: natation nageur nager
pool: piscine
running runner run ran: course coureur courir
race races: course
season seasons: saison
coach: entraîneur sélectionneur
referee: arbitre
goal goals: but
champion champions: champion
championship: championnat
league: ligue championnat
cup: coupe
final: finale
medal medals: médaille
record records: record
olympic olympics: olympique jeux
stadium: stade
fans supporters: supporters
club clubs: club
transfer: transfert
movie movies film films: film
cinema: cinéma
director: réalisateur directeur
actor actors: acteur
actress: actrice
theatre theater: théâtre
singer singers: chanteur chanteuse
song songs: chanson titre
sing sang: chanter
music musical musician: musique musicien
band: groupe
album albums: album
concert concerts gig: concert
show shows: spectacle émission
dance dancer: danse danseur
book books: livre ouvrage
novel: roman
writer writers: écrivain auteur
write writes: écrire
wrote written: écrit
author authors: auteur écrivain
publish published publishes: publié paru publier
publisher: éditeur
library: bibliothèque médiathèque
newspaper newspapers paper: journal papier
magazine: magazine
journalist journalists reporter: journaliste
article articles: article
news: actualité informations nouvelles
newsroom: rédaction
tv television: télévision chaîne
radio: radio
channel: chaîne
photo photos picture pictures: photo image
museum museums: musée
exhibition: exposition
painting paintings painter: tableau peinture peintre
sculpture statue: sculpture statue
artist artists: artiste
art: art
festival festivals: festival
event events: événement manifestation
award awards prize: prix récompense
celebrate celebrated celebration: fête célébrer
anniversary birthday: anniversaire
ticket tickets: billet place
booking reservation reserve: réservation réserver
visitor visitors: visiteur
visit visited: visite visiter
tourist tourists tourism: touriste tourisme
hotel hotels: hôtel
campsite camping: camping
holiday holidays vacation: vacances
castle: château
monument monuments: monument
people: personnes gens habitants
person: personne
inhabitants residents: habitants
resident: habitant riverain
population: population habitants
neighbour neighbours neighbor neighbors: voisin
man: homme
men: hommes
woman: femme
women: femmes
boy boys: garçon enfant
girl girls: fille
child children: enfant
kids kid: enfant
baby babies: bébé naissance
teenager teenagers young youth: jeune adolescent
adult adults: adulte
elderly seniors: âgées aînés personnes
father dad: père
mother mum mom: mère
parent parents: parents
wife: femme épouse
husband: mari époux
son sons: fils
daughter: fille
brother brothers: frère
sister sisters: soeur
family families: famille
friend friends: ami
married marry marriage wedding: mariage marié épouser
divorce divorced: divorce
born birth: né née naissance
pregnant pregnancy: enceinte grossesse
abortion: avortement ivg
age aged: âge ans
old: ans âgé âge
years: ans années
year: an année
month months: mois
monthly: mensuel mois
week weeks: semaine
weekend: samedi dimanche
day days: jour
daily: quotidien jour
hour: heure
minute minutes: minutes
century: siècle
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
noon: midi
afternoon: midi
evening: soir
night nights: nuit
christmas: noël
easter: pâques
school schools: école
pupil pupils: élève écolier
university universities college: université
teacher teachers: professeur enseignant
class classes: classe cours
lesson lessons: cours
exam exams: examen épreuve
degree diploma: diplôme
education: éducation enseignement
nursery daycare: crèche
learn learned learning: apprendre
teach taught teaching: enseigner enseignement
read reads reading: lire lecture
reader readers: lecteur
hospital hospitals: hôpital
doctor doctors: médecin
nurse nurses: infirmière infirmier
dentist: dentiste
pharmacy chemist: pharmacie
surgery surgeon: chirurgie opération
patient patients: patients malade
disease diseases illness: maladie
sick ill: malade
virus: virus
epidemic pandemic outbreak: épidémie pandémie
health: santé
healthcare care: soins santé
treat treated treatment: traitement soigner
medicine: médicament médecine
cure cured: guérir guérison
vaccine vaccines vaccinated vaccination: vaccin vaccination
cancer: cancer
heart: coeur cardiaque
disabled disability: handicap handicapé
blind: aveugle
smoke smoking smokers: fumer tabac fumée
tobacco cigarettes: tabac cigarette
alcohol drunk: alcool ivre
appointment: rendez vous consultation
water: eau
drink drinking: boire boisson
eat eating ate eaten: manger
food: nourriture alimentation alimentaire
meal meals lunch dinner: repas déjeuner dîner
breakfast: déjeuner
restaurant restaurants: restaurant
bread baker bakery: pain boulanger boulangerie
meat: viande
fruit fruits: fruit
vegetables: légumes
wine: vin
beer: bière
cheese: fromage
cook chef cooking: cuisinier chef cuisine
sea ocean: mer océan
river rivers: fleuve rivière
lake: lac
island islands: île
beach beaches: plage
coast: côte littoral
mountain mountains: montagne
forest forests: forêt
harbour harbor port: port
shipyard shipyards: chantier naval
house houses: maison
home homes: maison domicile logement
housing: logement
rent rents rented: loyer location louer
tenant tenants: locataire
landlord landlords owner owners: propriétaire
own owns owned: propriétaire possède
apartment apartments flat flats: appartement logement
homeless: sans abri
live lives lived living: habiter vivre vie
move moved moving: déménager
factory factories plant: usine
make makes made: fabriquer produire fait
manufacture manufactured manufacturer: fabriquer fabricant
produce produced production: production produire
industry industrial: industrie
energy: énergie
power: électricité énergie pouvoir
electricity electric: électricité électrique
hydrogen: hydrogène
solar: solaire
oil: pétrole
gas: gaz
fuel petrol gasoline diesel: carburant essence
nuclear: nucléaire
waste garbage trash rubbish: déchets ordures
recycle recycling recycled: recyclage recycler
pollution polluted: pollution
environment environmental: environnement
animal animals: animal animaux
dog dogs: chien
cat cats: chat
horse horses: cheval chevaux
cow cows cattle: vache bovins
sheep: mouton brebis
pig pigs: porc cochon
bird birds: oiseau
fish: poisson
fishing fishermen fisherman: pêche pêcheur
hunting hunters: chasse chasseur
wolf wolves: loup
bear bears: ours
shark: requin
whale: baleine
bee bees: abeilles
insect insects: insecte
species: espèce
tree trees: arbre
plants: plantes
flower flowers: fleur
garden gardens: jardin
farm farms: ferme exploitation
farmer farmers: agriculteur
farming agriculture: agriculture
harvest crops: récolte
pesticides: pesticides
space: spatial espace
rocket rockets: fusée lanceur
satellite satellites: satellite
astronaut astronauts: astronaute spationaute
moon: lune
earth: terre
planet: planète
star stars: étoile
science scientific: science scientifique
scientist scientists: chercheur scientifique
researcher researchers: chercheur
research: recherche
study studies: étude
experiment test tests: expérience test
discover discovered discovery: découvert découverte découvrir
invent invented invention: inventé conçu invention
design designed: conçu concevoir
computer computers laptop: ordinateur
phone phones mobile: téléphone mobile
call calls: appeler appel téléphone
software: logiciel
screen: écran
memory: mémoire
card cards: carte
chip chips: puce
network networks: réseau
internet online web: internet ligne
website: site
robot robots: robot
ai: ia intelligence artificielle
hacker hackers hacked hack: pirate piratage piraté
video videos: vidéo
available: disponible
called: appelé nommé
name names: nom
named: nommé
newest latest: nouveau dernier
first: premier première
last: dernier dernière
next: prochain
new: nouveau nouvelle
big large biggest largest: grand
small smallest: petit
high higher highest: haut élevé
long: long durée
short: court
size: taille
weight: poids
weigh weighs: pèse poids
height tall: hauteur taille
length: longueur
depth deep: profondeur
width wide: largeur
distance far: distance
area: superficie surface
number: nombre numéro
white: blanc
black: noir
red: rouge
green: vert
blue: bleu
yellow: jaune
gold: or
silver: argent
king: roi
queen: reine
prince: prince
princess: princesse
royal: royal
pope: pape
church churches: église
cathedral: cathédrale
priest priests: prêtre
bishop: évêque
catholic catholics: catholique
protestant protestants: protestant
muslim muslims: musulman
islam islamic: islam islamique
mosque: mosquée
jewish jew jews: juif
religion religious: religion religieux
god: dieu
english: anglais
french: français
france: france
germany: allemagne
german germans: allemand
spain: espagne
spanish: espagnol
portugal portuguese: portugal portugais
italy: italie
italian italians: italien
england: angleterre
britain british: britannique bretagne royaume
uk kingdom: royaume britannique
scotland scottish: écosse écossais
wales welsh: galles gallois
ireland irish: irlande irlandais
united: unis uni
usa: états unis américain
american americans america: américain amérique états
washington: washington
russia: russie
russian russians: russe
ukraine ukrainian: ukraine ukrainien
china: chine
chinese: chinois
japan: japon
japanese: japonais
korea korean: corée coréen
india indian: inde indien
pakistan pakistani: pakistan pakistanais
afghanistan afghan: afghanistan afghan
brazil brazilian: brésil brésilien
canada canadian: canada canadien
australia australian: australie australien
zealand: zélande
africa: afrique
african: africain
asia asian: asie asiatique
europe: europe
european: européen
eu: européenne union
un: onu nations
nato: otan
switzerland swiss: suisse
belgium: belgique
belgian: belge
brussels: bruxelles
netherlands dutch: néerlandais bas
luxembourg: luxembourg
austria austrian: autriche autrichien
greece: grèce
greek: grec
turkey turkish: turquie turc
egypt egyptian: égypte égyptien
syria: syrie
syrian: syrien
lebanon lebanese: liban libanais
israel israeli: israël israélien
palestine palestinian palestinians: palestine palestinien
iraq iraqi: irak irakien
iran iranian: iran iranien
saudi: saoudiens saoudienne saoudite
arabia: arabie
norway norwegian: norvège norvégien
sweden swedish: suède suédois
denmark danish: danemark danois
finland finnish: finlande finlandais
poland polish: pologne polonais
hungary hungarian: hongrie hongrois
romania romanian: roumanie roumain
mexico mexican: mexique mexicain
chile chilean: chili chilien
morocco moroccan: maroc marocain
algeria algerian: algérie algérien
tunisia tunisian: tunisie tunisien
libya libyan: libye libyen
haiti: haïti
london: londres
moscow: moscou
beijing: pékin
vienna: vienne
geneva: genève
rome: rome
lisbon: lisbonne
athens: athènes
warsaw: varsovie
cairo: caire
generative: générative
supply: approvisionnement
chain chains: chaîne
comment comments commented: commentaire commenter
answer answers answered reply replied: répondre répondu réponse
question questions: question
ask asked: demander
say says said: dit déclaré
announce announced announcement: annoncé annonce
explain explained: expliquer
decide decided decision: décision décider
choose chose chosen choice: choisir choix
refuse refused refuses: refuser refusé
accept accepted: accepter accepté
agree agreed: accord accepter
confirm confirmed: confirmer confirmé
deny denied: nier démenti
promise promised: promesse promettre
propose proposed proposal: proposition proposer
plan plans planned: projet plan prévu
expect expected: prévu attendu
trouble troubled: difficulté
problem problems issue issues: problème
danger dangerous: danger dangereux
risk risks: risque
safe safety security: sécurité
regulation regulatory: réglementation réglementaire
meet met meeting: réunion rencontre rencontrer
help helped helping: aide aider
volunteer volunteers: bénévole volontaire
donate donated donation donations: don collecte
charity association: association
member members: membre
join joined: rejoindre adhérer
leave leaves leaving: quitter départ partir
arrive arrived arrival: arrivée arriver
return returned returns: retour revenir
happen happened happens: passé arrivé survenu
cause caused causes: cause causé
reason reasons: raison motif
use used uses: utiliser utilisé
change changes changed: changer changement modifier
grow grew grown: croissance grandir
send sends sent: envoyer envoyé
receive receives received: recevoir reçu
give gives gave given: donner donné
take takes took taken: prendre pris
bring brought: apporter
wait waiting: attendre attente
sign signed: signer signé
celebrities celebrity famous: célèbre
subscription subscriptions: abonnement
subscribe subscribed subscriber subscribers: abonner abonnement abonné
unsubscribe: désinscrire désabonner désinscription
renew renewal: renouveler renouvellement
cancel cancelled canceled cancellation: résilier annuler annulé
offer offers: offre formule
gift: cadeau offrir
register registered registration: inscription inscrire
account: compte
login log: connexion connecter
password: mot passe
forgot forgotten: oublié
email emails mail: courriel mail adresse
newsletter newsletters: newsletter lettre
notification notifications alerts alert: notification alerte
contact: contact contacter joindre
address: adresse
opening: ouverture
hours: horaires heures
schedule timetable: horaires programme
desk reception: accueil
delivery deliver delivers: livraison livrer
delivered: livré
copy copies: exemplaire
invoice receipt: facture
refund refunded reimbursed: remboursement remboursé
error errors: erreur
mistake mistakes: erreur faute
wrong: erreur faux
correction corrections: correction
correct corrected: corriger correction
report reports reported: signaler rapport
delete remove removed: supprimer effacer
erase: effacer
data: données
personal: personnelles personnel
privacy: données personnelles confidentialité
cookie cookies tracking tracked: cookie suivi
advert adverts ads ad advertising advertisement: publicité annonce
keep keeps kept: conserver garder
letter letters: lettre courrier
editor editors editorial: rédaction rédacteur
app apps: application
download: télécharger
print printed: papier imprimer
archive archives: archives
moderation moderated: modération
obituary obituaries: décès nécrologie
crossword: croisés
near nearby: près proche
hall: salle
room rooms: salle chambre
square: place
""")

_SOMEONE = "someone|somebody|a human|a human being|a real human|a person|a real person|a journalist|a reporter|an editor|an agent|an operator|the newsroom|a representative|customer service|support"

SMALL_TALK = (
    SmallTalk(
        "human",
        (
            *phrases(
                "|can i|i want to|i would like to|i d like to|i need to|let me|could i|may i",
                "talk|speak|chat",
                "to|with",
                _SOMEONE,
            ),
            *phrases("i want|i need|give me|get me", _SOMEONE),
            *phrases("i don t want to|i do not want to", "talk to", "a robot|a bot|a machine"),
            "human please",
            "real person please",
        ),
        "Of course: write to the newsroom, a person will read you.",
    ),
    SmallTalk(
        "insult",
        (
            *phrases("idiot|stupid|useless|dumb|moron|asshole|shit|crap", ""),
            *phrases(
                "you are|you re|ur|u r|you are so|you re so|you are a|you re a|you re an|you are an|so|what an|stupid",
                "idiot|stupid|useless|dumb|moron|asshole|shit|rubbish|crap|bad|terrible|garbage|worthless|annoying|bot",
            ),
            *phrases(
                "fuck|fuck you|fuck off|you suck|this sucks|u suck|shut up|go to hell|bullshit|that s wrong|this is useless|i hate you|screw you|wtf|bitch|bastard|you don t understand|nonsense",
                "",
            ),
        ),
        "I haven’t been much help, sorry. Try other words, or write to the newsroom: a person will read you.",
    ),
    SmallTalk(
        "robot",
        (
            *phrases(
                "are you|r u|are u|is this|is it|am i talking to|am i speaking to|am i chatting with|you are",
                "a robot|a bot|human|a human|a real person|a person|an ai|real|a machine|chatgpt|a computer",
            ),
            *phrases("who|what", "are you|r u|are u|made you|created you"),
            *phrases("what is|what s|whats", "your name|ur name"),
            *phrases(
                "how old are you|where are you from|do you have feelings|who am i talking to|introduce yourself|human or robot|robot or human",
                "",
            ),
        ),
        "Yes, I’m a robot. I make nothing up: I quote passages from our articles, with their source.",
    ),
    SmallTalk(
        "languages",
        phrases(
            "do you|can you", "speak|understand", "english|french|spanish|german|italian|arabic"
        ),
        "I understand French and English. Ask me your question!",
    ),
    SmallTalk(
        "help",
        (
            *phrases(
                "help|help me|i need help|i need some help|sos|i have a question|one question|a question|i am lost|i m lost|i don t understand|tell me a joke|tell me a story|i m bored",
                "",
            ),
            *phrases("can you|could you|will you", "help me|help|assist me"),
            *phrases("what", "can you do|do you do|can i ask|can i ask you|can you do for me"),
            *phrases("how", "does this work|does it work|do you work"),
        ),
        "Ask me a question in your own words: I look for the passage in our articles that answers it, and give you the link.",
    ),
    SmallTalk(
        "how_are_you",
        (
            *phrases(
                "how",
                "are you|are u|r u|are you doing|are you today|is it going|s it going|do you do|are things",
            ),
            *phrases("what s up|whats up|sup|and you|wassup|you ok|you okay", ""),
        ),
        "Very well, thank you! What would you like to know?",
    ),
    SmallTalk(
        "goodbye",
        (
            *phrases(
                "bye|goodbye|good bye|bye bye|see you|see you later|see ya|cya|good night|take care|farewell|that s all|later",
                "",
            ),
            *phrases("have a", "nice|good|great", "day|evening|weekend|night|one"),
        ),
        "See you soon, and enjoy your reading!",
    ),
    SmallTalk(
        "thanks",
        (
            *phrases(
                "|ok|great|many|perfect|awesome|cool|no|yes",
                "thanks|thank you|thx|ty|thank u|tks|tysm|cheers",
            ),
            *phrases(
                "thanks|thank you|thx",
                "a lot|very much|so much|for your help|for the help|for the answer|anyway|a million|again|bro|mate",
            ),
            "that s kind",
            "you are kind",
        ),
        "You’re welcome! I’m here if you have another question.",
    ),
    SmallTalk(
        "laughter",
        phrases(
            "lol|lmao|rofl|haha|ha ha|hahaha|hehe|xd|you re funny|you are funny|that s funny", ""
        ),
        "Glad to make you smile! What would you like to know?",
    ),
    SmallTalk(
        "praise",
        (
            *phrases(
                "|that s|that is|you are|you re|it s|very|so",
                "great|cool|perfect|awesome|amazing|excellent|good|brilliant|fantastic|wonderful|helpful|smart|clever",
            ),
            *phrases(
                "that s nice|very nice|you are nice|so nice|well done|good job|good bot|nice work|great job|i love you|good answer|good work|correct|exactly|that s right",
                "",
            ),
        ),
        "Thank you, that’s kind! Anything else?",
    ),
    SmallTalk(
        "no",
        phrases(
            "no|nope|nah|no no|not really|nothing|nothing else|no that s all|not at all|never mind|nevermind",
            "",
        ),
        "All right. I’m here if a question comes to you.",
    ),
    SmallTalk(
        "yes",
        phrases("yes|yeah|yep|yup|sure|of course|yes yes|absolutely|yes please|please do", ""),
        "Then tell me: what would you like to know?",
    ),
    SmallTalk(
        "agreement",
        phrases(
            "ok|okay|k|i see|got it|alright|all right|understood|fine|oh ok|ok ok|hmm|i don t know|idk|maybe|sorry|oops|too bad|noted|no problem|no worries",
            "",
        ),
        "All right. Anything else?",
    ),
    SmallTalk(
        "greeting",
        (
            *phrases(
                "hello|hi|hey|hiya|howdy|yo|greetings",
                "|there|you|all|everyone|bot|robot|again|sir|madam|my friend",
            ),
            *phrases("good", "morning|evening|afternoon|day"),
            *phrases(
                "nice to meet you|happy new year|merry christmas|anybody there|anyone there|is anyone there|is anybody there|are you there|test",
                "",
            ),
        ),
        "Hi! Ask me your question: I look for the answer in our articles.",
    ),
    SmallTalk(
        "other_alphabet",
        (),
        "I understand only French and English. Je ne comprends que le français et l’anglais.",
    ),
    SmallTalk(
        "gibberish",
        (),
        "I didn’t understand. Ask me your question in a few words.",
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
    askers=word_set("who whom whose what which where when how why"),
    light=word_set(
        "called named go goes going went do doing done happen happens happened get got take takes took find found "
        "make makes made say says said know thing things kind sort type exactly really become became"
    ),
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
