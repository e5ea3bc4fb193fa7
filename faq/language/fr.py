"""French: what readers type, what journalists write, and what is polite to say."""

from __future__ import annotations

from faq.language.model import (
    Language,
    SmallTalk,
    phrases,
    word_cues,
    word_families,
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
money: prix|tarif|tarifs|combien gagne|combien gagnent|combien touche|gagne combien|touche combien|empoche|cout|coute|coutent|couter|coutera|combien vaut|vaut combien|valait|salaire|somme|montant|budget|amende|payer|paye|paie|fortune|chiffre d affaires|rapporte|rapporter|fric|argent|euros|dollars|valorisation|investit|investi|subvention
percent: taux|pourcentage|de combien|pour cent|part|proportion
span: combien de temps|combien de jours|combien de mois|combien d annees|combien d ans|combien de semaines|combien d heures|combien de minutes|duree|age|quel delai|delai|distance|hauteur|taille|quelle vitesse|vitesse|longueur|superficie|largeur
date: quand|date|dates|annee|jour|mois|depuis|jusqu a quand|heure|quel jour|quelle annee|quelle date|en quelle annee|a partir de quand|il y a combien de temps
person: qui|auteur|nom de famille|c qui|realisateur|chanteur|acteur|president|ministre|patron|directeur|entraineur|auteure
name: qui|lequel|laquelle|auteur|nom|quel|quelle|quels|quelles|s appelle|comment s appelle|baptise
place: ou|endroit|lieu|ville|pays|adresse|situe|region|quartier|dans quelle ville|dans quel pays
cause: pourquoi|raison|raisons|cause|a cause|motif|motifs|explique|qu est ce qui explique
manner: comment|maniere|facon|par quel moyen
apposed: qui est|c est qui|c est quoi|c quoi|qu est ce que|qu est ce qu|definition|qui etait|est quoi|est qui
""")

SYNONYMS = word_groups("""
patron pdg dirigeant directeur président chef patronne dirigeante directrice présidente
dirige dirigeant direction tête préside gère
maire mairie municipalité municipal édile bourgmestre
gouvernement exécutif ministre ministère état
ministre ministère portefeuille secrétaire
président présidence présidentielle élysée
matignon ministre
député députée parlementaire assemblée
sénateur sénatrice sénat parlementaire
parlement assemblée sénat chambre hémicycle
conseiller élu conseil
préfet préfecture préfectoral
élu élue élus élection vainqueur remporte
élection scrutin vote électoral urnes présidentielle municipales législatives
voter vote scrutin élection suffrage voix bulletin
abstention participation abstenir
électeur votant électorat inscrit
candidat candidature prétendant postulant
campagne meeting programme
parti mouvement formation
gauche socialiste communiste
droite conservateur républicain
extrémiste radical ultra
écologiste écolo vert
majorité majoritaire
opposition opposant
référendum consultation plébiscite
remaniement nomination nommer
nommer nomination désigner désignation choisir
succéder successeur succession remplacer remplaçant
remplacer remplacement substituer succéder
motion censure
réforme réformer refonte
loi texte législation projet
décret arrêté ordonnance
amendement amender
constitution constitutionnel
promulguer entrer vigueur
voter adopter adoption approuver
gagner remporter remporte victoire vainqueur vaincre battre succès sacre sacré gagnant
perdre perd défaite vaincu revers
entreprise société firme compagnie boîte
pme tpe
startup pousse entreprise
filiale succursale
magasin boutique commerce enseigne échoppe
supermarché hypermarché grande surface
marché halles
commerçant boutiquier commerce
client clientèle consommateur acheteur
consommateur consommation consommer
fournisseur prestataire
concurrent concurrence rival rivalité
salarié employé travailleur collaborateur effectif personnel ouvrier
ouvrier manoeuvre
cadre manager
emploi poste travail job embauche
métier profession travail carrière
embaucher recruter embauche recrutement engager
licencier licenciement supprimer suppression virer renvoyer limoger
limoger destituer révoquer évincer
démission démissionner
chômage chômeur emploi indemnisation
intérim intérimaire temporaire
stage stagiaire apprenti
apprentissage apprenti alternance formation
former formation stage
retraite retraité pension pensionné
syndicat syndical syndicaliste cgt cfdt fo
négociation négocier pourparlers
salaire rémunération paie paye revenu traitement
smic salaire minimum
prime bonus gratification
argent euro dollar fonds somme financement budget
prix tarif coût coûter montant tarification
coûter coût prix valoir montant
valoir valeur valorisation vaut valait estimé évalué
valeur estimation cote
cher coûteux onéreux prix
abordable économique bas
gratuit offert gratuitement
réduction remise rabais promotion ristourne réduit
solde promotion rabais
économie économique conjoncture
économiser économie épargner
épargne épargnant livret placement
riche fortune richesse milliardaire millionnaire
fortune patrimoine richesse
pauvre pauvreté précarité précaire misère
inflation prix hausse
pouvoir achat
impôt taxe fiscal fiscalité contribution
fiscal fisc impôt
tva taxe
cotisation charge prélèvement
budget budgétaire finances
subvention aide financement dotation
allocation prestation indemnité aide
indemnité indemnisation indemniser dédommagement dédommager
investir investissement financement financer injecter miser
investisseur actionnaire fonds
actionnaire action capital
financer finance financement bailleur investisseur subvention
banque bancaire établissement
banquier banque
prêt emprunt crédit prêter emprunter
bce banque centrale
fmi monétaire
bourse boursier cac indice
cryptomonnaie bitcoin monnaie
monnaie devise
acheter achat acquérir acquisition
racheter rachat acquisition reprise reprendre
repreneur reprise racheter
fusion fusionner rapprochement
vendre vente vendu céder cession
vendeur marchand
exporter exportation export
importer importation import
douane douanier tarif
amende sanction peine pénalité contravention
contravention pv amende verbalisation verbaliser
bénéfice profit gain résultat rentable
déficit perte trou
dette endettement créance endetté
faillite liquidation dépôt redressement banqueroute
crise récession marasme
hausse augmentation augmenter monter croissance progression grimper bond
baisse diminution diminuer baisser reculer recul chute chuter dégringoler
doubler double
tripler triple
augmenter relever revaloriser revalorisation
stable stagner stagnation
croissance pib
fraude frauder fraudeur escroquerie
escroquerie arnaque escroc tromperie
corruption corrompre corrompu
blanchiment blanchir
détournement détourner
tuer tué mort décès meurtre assassinat assassiner abattre victime
meurtre assassinat homicide crime tuer
meurtrier assassin tueur
féminicide meurtre conjugal
mort décès décédé mourir disparition disparaître éteint trépas
enterrer inhumer enterrement obsèques inhumation funérailles
obsèques funérailles cérémonie hommage
cimetière tombe sépulture caveau
tombe tombeau sépulture
cadavre corps dépouille
suicide suicider
noyer noyade noyé
blessé blessure blesser
grave gravement sévère critique
indemne sauf
disparaître disparition disparu introuvable
disparu introuvable portée
accident collision crash
accident choc carambolage percuter
percuter heurter renverser collision
naufrage couler sombrer chavirer échouer
échouer échouage échoué
explosion exploser détonation déflagration
effondrer effondrement écrouler écroulement
chute chuter tomber
avion appareil aéronef crash
hélicoptère appareil
avion aérien vol
aéroport aérien piste aérodrome
pilote équipage cockpit
voyage voyager trajet séjour
voyageur usager passager
voiture véhicule automobile auto
conducteur automobiliste chauffeur volant
conduire conduite volant
camion poids lourd
moto motocyclette motard
scooter cyclomoteur
trottinette patinette
vélo bicyclette cyclable cycliste
piéton trottoir
permis conduire
vitesse excès
radar flash
ivresse alcool alcoolémie ivre
alcool alcoolisé boisson
stationnement stationner parking garer
bateau navire ferry paquebot cargo embarcation
voilier bateau voile
pêche pêcheur chalutier
marin matelot équipage
port portuaire quai
capitaine commandant
train ferroviaire rail tgv ter
gare train quai station
sncf train ferroviaire
métro rame
tramway tram
bus autobus autocar car navette
transport transporter
route routier chaussée voirie
autoroute péage
bouchon embouteillage ralentissement
trafic circulation fréquence
rue avenue boulevard voie
travaux chantier
pont viaduc passerelle
incendie feu brûler flamme sinistre
pompier sapeur
sauveteur secouriste secours sauver
sauver sauvetage secourir secours
secours secourir aide urgence
urgence urgent
évacuer évacuation évacué
dégât dommage destruction
détruire destruction détruit dévaster ravager anéantir
tempête ouragan cyclone typhon bourrasque
vent rafale bourrasque
orage foudre éclair grêle
inondation crue submersion inonder
séisme tremblement secousse sismique
volcan volcanique éruption
tsunami vague raz
avalanche coulée
sécheresse aride
pluie précipitation averse pluvieux
neige enneigement flocon
verglas gel glace
brouillard brume
soleil ensoleillé ensoleillement
nuage nuageux couvert
météo prévision bulletin
canicule chaleur chaud
froid gel neige
température degré thermomètre
police policier commissariat agent
gendarme gendarmerie militaire
policier agent fonctionnaire gardien
voleur cambrioleur malfaiteur
vol voler cambriolage larcin
voler dérober vol
cambriolage cambrioler effraction
braquage braquer braqueur hold
arrêter arrestation interpeller interpellation appréhender
garde interpellation
prison détention incarcérer emprisonner emprisonnement incarcération réclusion
prisonnier détenu captif incarcéré
libérer libération relâcher
évader évasion fuite fuir
fuir fuite échapper
juger procès jugement tribunal justice juge
tribunal cour justice judiciaire
procès audience jugement comparution
juge magistrat procureur
procureur parquet
avocat défenseur défense barreau
condamner condamnation peine verdict
peine réclusion ferme sursis
verdict jugement décision sentence
acquitter acquittement relaxe relaxer innocenter
innocent innocence
coupable culpabilité
accuser accusation soupçonner inculper
accusé prévenu suspect
suspect soupçonner présumé
examen poursuivre poursuites
plainte plaignant porter
recours appel contester saisir
témoin témoignage témoigner
preuve élément indice
enquête investigation enquêteur enquêter
crime criminel criminalité
délinquance délinquant insécurité
insécurité sécurité
sécurité sûreté protection
viol violer violeur
agression agresser agresseur attaque
frapper coup cogner tabasser
violence violent brutalité
harcèlement harceler
bagarre rixe échauffourée altercation
émeute émeutier échauffourée
otage ravisseur captif
enlever enlèvement kidnapper rapt ravisseur
drogue stupéfiant cocaïne cannabis héroïne
cannabis herbe résine
trafic trafiquant deal
trafiquant dealer
complice complicité
mafia criminel
attaque attentat agression offensive assaut
terrorisme terroriste djihadiste attentat
bombe explosif engin
fusillade tir tirer balle
tirer tir balle feu
arme fusil pistolet
couteau arme blanche poignard
poignarder couteau
menace menacer
guerre conflit combat hostilité
guerre belligérant
paix cessez trêve accord
trêve cessez feu
soldat militaire armée troupe
armée militaire forces troupe
général officier colonel
bombarder bombardement frappe
missile roquette tir
drone engin
char blindé
invasion envahir occupation
otan alliance
onu nations unies
ue européenne union
rebelle insurgé milice
dictateur dictature régime
coup putsch
ambassade ambassadeur diplomate diplomatie
diplomate diplomatie diplomatique
sommet réunion rencontre
traité accord pacte
sanctions embargo
frontière frontalier
réfugié migrant exilé déplacé asile
migrant immigré immigration clandestin
immigration immigré migratoire
expulser expulsion reconduire
humanitaire ong
manifestation manifestant manifester défilé rassemblement protestation cortège
grève débrayage gréviste
protester contester dénoncer manifester
colère indignation mécontentement
pétition signature signataire
interdire interdit interdiction prohiber défendu bannir
autoriser autorisation permettre autorisé
obligatoire obligation obliger imposer
contrat convention
accord entente compromis
règle règlement réglementation
égalité égal parité
discrimination racisme
racisme raciste
sexisme sexiste machisme
antisémitisme antisémite
homosexuel gay lesbienne lgbt
avortement ivg avorter interruption
contraception pilule préservatif
euthanasie suicide assisté
docteur médecin praticien généraliste
médecin médical cabinet
infirmière infirmier soignant
soignant infirmier hospitalier
soigner soin traiter traitement
soin sanitaire
dentiste dentaire dent
pharmacie pharmacien officine
chirurgien opération chirurgie
opérer opération chirurgical intervention
psychologue psychiatre psy
médicament remède comprimé
ordonnance prescription prescrire
maladie pathologie affection
virus infection épidémie
épidémie pandémie contagion
covid coronavirus
contagieux contamination contaminer transmissible
malade patient souffrant
cancer tumeur
avc cerveau vasculaire
infarctus cardiaque coeur
sida vih
grippe grippal
diabète diabétique
handicap handicapé invalide
aveugle malvoyant
sourd malentendant
grossesse enceinte
accoucher accouchement maternité
hôpital clinique chu hospitalier
urgences urgence hospitalier
ehpad maison retraite
vaccin vaccination vacciner dose
test dépistage dépister
guérir guérison rétablir
symptôme signe
douleur souffrir souffrance
sécu sécurité sociale
mutuelle complémentaire assurance
assurance assureur assurer
tabac cigarette fumer fumeur
régime maigrir
obésité obèse surpoids
santé sanitaire
bébé nourrisson
enfant élève jeune mineur
jeune adolescent ado mineur
adulte majeur
senior âgé aîné
élève écolier collégien lycéen
école scolaire
collège collégien
lycée lycéen
crèche garderie
garderie périscolaire
cantine restauration
rentrée scolaire
prof professeur enseignant instituteur
enseigner enseignement cours
enseignement éducation scolaire
diplôme certificat
examen épreuve concours
baccalauréat bac épreuve
université faculté campus universitaire
étudiant universitaire scolaire
cours leçon
apprendre apprentissage
lire lecture lecteur
femme épouse compagne conjointe
mari époux compagnon conjoint
couple conjoint
père papa paternel
mère maman maternelle
parent père mère
fils fille enfant
frère soeur
frère fraternel
papi mamie grand
famille familial
ami amitié proche
âge ans âgé
naissance né née naître natif
naissance natalité
mariage marier épouser noces
divorce divorcer séparation séparer
veuf veuve
prénom nom appeler
nom appeler nommer
surnom surnommer
homme masculin
femme féminin
maison logement habitation domicile pavillon
appartement logement habitation studio
logement hébergement habitat
héberger hébergement accueillir
immeuble bâtiment édifice
hlm social bailleur
loyer location louer bail
locataire loyer bail
propriétaire bailleur
immobilier logement
étage ascenseur
meublé touristique
habitant population résident riverain
voisin voisinage riverain
population démographie démographique habitant
ville commune municipalité cité agglomération
village bourg hameau
quartier secteur arrondissement
banlieue périphérie
campagne rural
urbain ville
pays nation
état étatique
région département province territoire
local territorial
capitale ville
étranger international extérieur
monde mondial planète
île insulaire
mer océan maritime
côte littoral rivage
plage sable
fleuve rivière
lac étang
montagne massif sommet
forêt bois
grimper escalader ascension
randonnée sentier marche
marcher marche
film cinéma
réalisateur cinéaste metteur
acteur comédien interprète actrice comédienne
tournage tourner film
scénario scénariste écrire
série saison épisode
documentaire film
oscar césar récompense
récompense distinction trophée prix
récompenser récompense primer
nobel prix
chanteur interprète artiste chanteuse
musicien instrument musique
musique musical
orchestre musicien
chanson titre morceau single
disque album
concert spectacle représentation tournée
théâtre pièce scène
danse danseur ballet
opéra lyrique
livre ouvrage roman
écrire rédiger écriture
écrivain auteur romancier
auteur écrivain signé
poète poème poésie
éditer éditeur édition publier
publier publication parution
bibliothèque médiathèque
librairie libraire
journal quotidien presse
magazine hebdomadaire revue
journaliste reporter rédacteur correspondant
article papier texte
photo photographie photographe cliché image
télévision télé chaîne
émission programme
diffuser diffusion
radio station antenne
spectateur public téléspectateur
spectateur fréquentation affluence
visiteur fréquentation touriste
tourisme touriste touristique
vacancier touriste estivant
hôtel hébergement chambre
camping tente
festival événement manifestation
fête festivité célébration célébrer
anniversaire célébrer
carnaval défilé
musée exposition galerie
exposition exposer expo
tableau peinture toile oeuvre
peintre peindre artiste
sculpture statue sculpteur
statue monument
patrimoine monument historique
château forteresse
cathédrale église
culture culturel
artiste plasticien
mode couturier défilé
jeu jouer vidéo
loto loterie jackpot
sportif athlète joueur
équipe club sélection
match rencontre affrontement
affronter match rencontre opposer
foot football ballon
rugby ovalie quinze
basket panier
tennis raquette court
natation nager nageur bassin
piscine bassin
cyclisme cycliste
athlétisme sprint
marathon coureur
courir course coureur
gymnastique gymnase
ski skieur
boxe boxeur
judo judoka
voile skipper
entraîneur coach sélectionneur
arbitre sifflet
gardien gardienne
attaquant buteur avant
capitaine brassard
stade enceinte
supporter fan supporteur
champion titre championnat
championnat ligue
coupe trophée
finale finaliste
éliminer élimination
qualifier qualification
score résultat
but marqué buteur marquer
record battre
course épreuve compétition
compétition tournoi
médaille podium bronze
olympique jo olympiades
paralympique handisport
dopage dopé
transfert recrue
blessure forfait
ordinateur pc machine
téléphone mobile smartphone portable
internet web ligne toile
réseau réseaux sociaux
logiciel programme application
ia intelligence artificielle
chatbot robot assistant
robot automate
pirate hacker piratage pirater cyberattaque
données fichier renseignements
algorithme modèle
numérique digital
informatique ordinateur
puce semi conducteur
batterie autonomie
électronique composant
facebook meta
vidéo clip
jeu console
fusée lanceur
satellite sonde
espace spatial cosmos
astronaute spationaute cosmonaute
planète astre
étoile astre
lune lunaire
martien mars
nasa spatiale américaine
lancer lancement décoller décollage
chercheur scientifique savant
recherche scientifique
science scientifique
étude recherche
expérience expérimental test
découvrir découverte
trouver trouvé retrouver
chercher rechercher recherche
inventer invention inventeur concevoir
créer création fonder fondation
fonder fondation fondateur créer
créateur fondateur inventeur concepteur
construire construction bâtir édifier
architecte concevoir dessiner
démolir démolition détruire raser
rénover rénovation réhabilitation restaurer
restaurer restauration rénovation
réparer réparation
usine fabrique atelier production
fabriquer fabrication produire production
produire production producteur
industrie industriel
fermer fermeture cesser
ouvrir ouverture inauguration inaugurer
rouvrir réouverture
commencer début débuter démarrer démarrage
début commencement démarrage
finir fin terminer achever achèvement
sortir sortie paraître parution
durer durée longtemps
temps durée délai
délai échéance
annuler annulation
reporter report repousser décaler
retard tarder retarder
avancer avance
arriver arrivée
survenir produire arriver
partir départ quitter
revenir retour
rester demeurer
habiter vivre résider demeurer
vivre vie vécu
installer installation
déménager déménagement
rencontrer rencontre entretien
visiter visite
accueillir accueil recevoir
inviter invitation
participer participation participant
organiser organisation organisateur
réunir réunion rassembler
rassembler rassemblement
voir regarder
regarder visionner
entendre écouter
parler discours
discours allocution
annoncer annonce déclarer révéler dévoiler
affirmer déclarer soutenir
révéler révélation dévoiler
promettre promesse engagement
nier démentir démenti
avouer aveu reconnaître
mentir mensonge
penser estimer juger croire
avis opinion
avis réaction position
sondage enquête sondé
débat discussion débattre
discuter discussion
critiquer critique dénoncer reprocher
polémique controverse scandale
scandale affaire
refuser refus rejeter décliner
accepter approuver
demander demande réclamer
réclamer exiger revendiquer
proposer proposition
décider décision trancher
prévoir prévu prévision
projet plan
aider aide soutien soutenir
soutien appui soutenir appuyer
don donner donateur collecte
collecte recueillir récolter
bénévole volontaire bénévolat
association associatif
but objectif finalité
cause raison motif origine
conséquence effet impact
problème difficulté souci
panne dysfonctionnement incident
risque danger dangereux
inquiet inquiétude craindre crainte
peur craindre crainte
réussir réussite succès
échec échouer raté
rapide rapidement vitesse
vitesse km heure
taille dimension hauteur
hauteur haut mètre
longueur long mètre
largeur large
profondeur profond
superficie surface hectare mètres
distance kilomètre km
poids peser kilo tonne
lourd poids pèse
température degrés
nouveau neuf récent
ancien vieux ex
premier première initial
dernier dernière récent
beaucoup nombreux plusieurs
nombre quantité total
moitié demi
pourcentage pourcent taux
moyenne moyen
maximum maximal
minimum minimal
mois mensuel
semaine hebdomadaire
jour quotidien journée
manquer pénurie
pénurie manque rupture
nourriture aliment alimentation alimentaire
manger repas
repas déjeuner dîner
restaurant restaurateur
cuisinier chef cuisine
cuisine recette
recette ingrédient
boire boisson
boisson buvette
viande boucher boucherie
pain boulanger boulangerie
gâteau pâtisserie pâtissier dessert
vin viticulteur vigneron vigne
bière brasserie
fromage fromager
fruit légume
agriculteur paysan exploitant agricole
agriculture agricole
ferme exploitation
élevage éleveur bétail
vache bovin bétail
mouton brebis ovin
porc cochon porcin
poule volaille
récolte moisson
pesticide phytosanitaire
ogm génétiquement transgénique
bio biologique
eau hydraulique
robinet potable
électricité énergie courant électrique
énergie énergétique
nucléaire centrale réacteur
éolien éolienne
solaire photovoltaïque panneau
pétrole carburant essence gazole
carburant essence gazole diesel
gaz méthane
charbon houille
chauffage chauffer
isolation isoler
pollution polluer contamination
co2 carbone
carbone émission
climat climatique réchauffement
déchet ordure poubelle
recycler recyclage tri
plastique emballage
environnement écologie nature
biodiversité espèce
animal bête faune
espèce faune
chien canin
chat félin
oiseau ornithologue
ours ourson
loup meute
cheval équestre équin
requin squale
baleine cétacé
abeille ruche apiculteur
insecte moustique
chasse chasseur
arbre planter
plante végétal flore
fleur floral
jardin parc
pape vatican pontife
église catholique
catholique chrétien
protestant église
musulman islam mosquée
islam islamique musulman
juif judaïsme synagogue
bouddhiste bouddhisme
prêtre curé abbé
évêque archevêque diocèse
religion religieux culte
laïcité laïque
messe office
ramadan jeûne
noël réveillon
pâques pascal
roi reine monarque souverain
royal monarchie
prince princesse
empereur impérial
couronner couronnement sacre
mondial monde international
france français
angleterre anglais britannique
britannique royaume
écosse écossais
irlande irlandais
états américain usa
amérique américain
washington américain
moscou russe
russie russe
ukraine ukrainien
allemagne allemand
berlin allemand
espagne espagnol
catalogne catalan
italie italien
rome romain
portugal portugais
belgique belge
bruxelles belge bruxellois
suisse helvétique
suède suédois
norvège norvégien
danemark danois
finlande finlandais
islande islandais
pologne polonais
hongrie hongrois
roumanie roumain
bulgarie bulgare
grèce grec grecque
athènes grec
turquie turc turque
serbie serbe
croatie croate
tchèque tchéquie
autriche autrichien
europe européen
chine chinois
pékin chinois
japon japonais
tokyo japonais
corée coréen
inde indien
pakistan pakistanais
afghanistan afghan taliban
iran iranien téhéran
irak irakien bagdad
syrie syrien damas
israël israélien
palestine palestinien gaza
liban libanais beyrouth
arabie saoudien
égypte égyptien caire
maroc marocain
algérie algérien alger
tunisie tunisien tunis
libye libyen
sénégal sénégalais dakar
mali malien
ivoirien ivoire
congo congolais
nigeria nigérian
afrique africain
brésil brésilien
argentine argentin
mexique mexicain
chili chilien
colombie colombien
venezuela vénézuélien
cuba cubain
haïti haïtien
canada canadien
québec québécois
australie australien
zélande néo
vietnam vietnamien
thaïlande thaïlandais
indonésie indonésien
philippines philippin
bretagne breton
normandie normand
alsace alsacien
provence provençal
corse insulaire
paris parisien
marseille marseillais
lyon lyonnais
toulouse toulousain
bordeaux bordelais
lille lillois
nantes nantais
strasbourg strasbourgeois
langue langage parler
langue linguistique
abonnement abonner formule souscription souscrire offre
abonné lecteur
désabonner désinscrire résilier désabonnement désinscription résiliation
résilier résiliation annuler
renouveler renouvellement reconduction
essai essayer gratuit
payer paiement règlement régler prélèvement
carte bancaire
remboursement rembourser
facture facturation reçu
mot passe identifiant
passe oublié réinitialiser
connecter connexion identifier
compte profil
inscrire inscription enregistrer
mail courriel email messagerie adresse
contacter joindre contact
joindre téléphoner appeler
téléphoner appeler téléphone
numéro téléphone
adresse coordonnées
horaire horaires heure ouverture
livraison livrer distribution porteur
exemplaire numéro journal
kiosque presse marchand
recevoir reçu réception
envoyer envoi adresser
erreur faute erratum correction coquille
corriger correction rectifier rectification
signaler alerter prévenir
supprimer effacer suppression effacement retirer
garder conserver conservation
changer modifier changement modification
newsletter infolettre lettre
notification alerte
publicité pub publicitaire annonce
cookie traceur
confidentialité vie privée
données personnelles rgpd
rédaction journaliste
commentaire commenter
modération modérateur modérer
archive archives ancien
carrière recrutement
partager partage
télécharger téléchargement
imprimer impression papier
annonce avis légale
application appli
billet place ticket
réserver réservation
place siège capacité
capacité accueillir jauge
entrée accès
nuit nocturne soir
soir soirée
matin matinée
vacances congé
hiver hivernal
guide conseil
exonéré exempté dispense
gratuité gratuit
nocif toxique dangereux
toxique poison empoisonner
intoxication intoxiquer empoisonner
comparaître comparution
dissoudre dissolution
convoquer convocation
expert spécialiste
responsable chargé
membre adhérent
adhérer adhésion
cotiser cotisation
transformer transformation
agrandir agrandissement extension
étendre extension
réduire réduction
protéger protection
surveiller surveillance
caméra vidéosurveillance
contrôler contrôle
vérifier vérification
interroger interview
interview entretien
mystère mystérieux énigme
historique histoire
légende mythe
archéologue archéologie fouille
dinosaure fossile
fossile paléontologue
ancêtre aïeul
esclave esclavage
résistant résistance
déporter déportation
génocide massacre
massacre tuerie
ruine vestige
sdf abri rue
bd bande dessinée
télétravail télétravailler distance
document justificatif pièce attestation
démarche formalité dossier procédure
passeport identité
nationalité naturalisation citoyen
poste courrier colis facteur
littoral érosion côtier
chalut chalutage filet pêche
loger logement loyer
apporter financer contribuer
revendre vendre céder
autorisé interdit droit
aménagement aménager réaménager
convertir conversion transformation
comptable audit comptes
aube matin
aller retour trajet
ralentir freiner
vétuste délabré dégradé
dégrader dégradation vandalisme
casseur dégradation vandalisme
tag graffiti
bruit nuisance sonore
éclairage lampadaire
coupure panne électricité
fibre débit internet
déchetterie déchets tri
compost compostage
noyade baignade
baignade baigner nager
pique moustique piqûre
allergie pollen allergique
urgentiste samu urgences
ambulance samu
greffe organe transplantation
bloc opératoire chirurgie
orthophoniste kiné paramédical
orthographe dictée
redoubler redoublement
harcèlement scolaire
orientation parcoursup
proviseur principal directeur
colonie vacances
loisir activité
atelier stage
casting audition
humoriste comique humour
penalty tir
exclure carton expulsion
relégation descendre relégué
promotion monter promu
sélection bleus équipe
handball hand
volleyball volley
escalade grimpe
alpiniste alpinisme sommet
plongeur plongée
surf vague
rallye pilote
sponsor parrain mécène
mécénat mécène don
licence licencié
extinction disparition
vêtement habit tenue
bijou joaillerie
soudeur soudure souder
charpentier charpente
plombier plomberie
électricien électrique
coiffeur coiffure
garagiste garage
boulanger fournil
assistante maternelle nourrice
nourrice garde
héritage héritier succession
héritier hériter
notaire acte
testament héritage
trésor magot
parrainage parrainer
jury juré
lauréat récompensé primé gagnant
inculpé examen
perpétuité réclusion
bracelet électronique
exécuter exécution
pendaison pendu
torture torturer
avouer aveux
alibi preuve
adn génétique
empreinte trace
autopsie légiste
escroc arnaqueur
rançon otage
explosif dynamite
kamikaze attentat
sniper tireur
tireur fusillade
blocus siège
déploiement déployer
manoeuvre exercice
espion espionnage
secret confidentiel
fuite divulgation
censure censurer
propagande désinformation
rumeur fausse
complot complotiste
indépendance indépendantiste
autonomie autonome
colonie colonial
républicain démocrate
travailliste conservateur
chancelier chancelière
souverain pontife
canoniser saint béatification
béatifier béatification
pèlerin pèlerinage
baptême baptiser
funéraire obsèques
encyclique pape
conclave pape
secte gourou
athée athéisme
""")

FAMILIES = word_families("""
vendre vend vendent vendu vendra vente
rendre rend rendu rendra
attendre attend attendu attente
entendre entend entendu
défendre défend défendu défense
répondre répond répondu réponse
perdre perd perdu perte
suspendre suspend suspendu suspension
descendre descend descendu descente
étendre étend étendu extension
dépendre dépend dépendu
pendre pendu
mordre mord mordu morsure
prendre prend prennent pris prendra
apprendre apprend apprennent appris apprentissage
comprendre comprend compris
reprendre reprend repris reprise
entreprendre entrepris entreprise
surprendre surpris surprise
remettre remet remis remise
admettre admet admis admission
permettre permet permis permission
promettre promet promis promesse
commettre commet commis commise
transmettre transmet transmis transmission
soumettre soumet soumis
démettre démis
compromettre compromis
battre bat battent battu
combattre combat combattu
abattre abat abattu
débattre débat débattu
obtenir obtient obtenu obtiendra obtention
détenir détient détenu détention
maintenir maintient maintenu maintien
soutenir soutient soutenu soutien
contenir contient contenu
retenir retient retenu
devenir devient deviennent devenu deviendra
revenir revient revenu revenus retour
intervenir intervient intervenu intervention
prévenir prévient prévenu prévention
parvenir parvient parvenu
survenir survient survenu
convenir convient convenu
ouvrir ouvre ouvert ouvrira ouverture
rouvrir rouvre rouvert réouverture
offrir offre offert
découvrir découvre découvert découverte
couvrir couvre couvert couverture
souffrir souffre souffert souffrance
courir couru courra course
parcourir parcourt parcouru parcours
mourir meurt meurent mort mourut mourra décès
naître naît nait né née naquit naissance
vivre vit vivent vécu vivra vie
survivre survit survécu survivant
écrire écrit écrivent écrira écriture
décrire décrit description
inscrire inscrit inscription
souscrire souscrit souscription
prescrire prescrit prescription
élire élit élu élue élection
interdire interdit interdisent interdiction
prédire prédit prédiction
construire construit construisent construction
détruire détruit détruisent destruction
produire produit produisent production
réduire réduit réduisent réduction
conduire conduit
traduire traduit traduction
instruire instruit instruction
introduire introduit introduction
séduire séduit
nuire nuit nuisible
cuire cuit cuisson
suivre suit suivent suivi suivra
poursuivre poursuit poursuivi poursuite
recevoir reçoit reçoivent reçu recevra réception
décevoir déçu déception
concevoir conçoit conçu conception
percevoir perçoit perçu perception
apercevoir aperçu
prévoir prévoit prévu prévision
revoir revu
valoir vaut valent valu valeur
croire croient cru croyance
boire boit boivent bu boisson
accroître accru accroissement
connaître connaît connu connaissance
reconnaître reconnaît reconnu reconnaissance
paraître paraît paru parution
disparaître disparaît disparu disparition
apparaître apparaît apparu apparition
comparaître comparaît comparu comparution
vaincre vainc vaincu vainqueur
convaincre convaincu
peindre peint peinture peintre
craindre craint crainte
atteindre atteint
éteindre éteint extinction
joindre joint
rejoindre rejoint
contraindre contraint contrainte
plaindre plaint plainte
teindre teint
restreindre restreint restriction
enfreindre infraction
résoudre résolu résolution
dissoudre dissous dissolution
coudre cousu
acquérir acquis acquisition acquiert
conquérir conquis conquête
requérir requis réquisition
fuir fuit fui fuite
servir servi
dormir dort dormi
sortir sort sortent sorti sortie
mentir ment menti mensonge
sentir sent senti
ressentir ressenti
accueillir accueille accueil accueilli
cueillir cueillette
envoyer envoie envoi enverra envoyé
renvoyer renvoi renvoie
payer paie paye paiement payé
employer emploie emploi employé
essayer essai essaie
nettoyer nettoie nettoyage
noyer noie noyade noyé
appeler appelle appel
jeter jette
acheter achète achat
geler gel gèle
enlever enlève enlèvement
élever élève élevage
peser pèse poids
posséder possède possession
céder cède cession cédé
succéder succède succession
accéder accès
régler règle règlement
gérer gère gestion
protéger protège protection
choisir choisit choix
finir finit
bâtir bâtit bâtiment
punir punit punition
nourrir nourrit nourriture
investir investit investissement
fournir fournit fourniture
grandir grandit
guérir guérit guérison
réussir réussit réussite
saisir saisie
trahir trahison
envahir invasion
agir agit action
réagir réaction
avertir avertissement
garantir garantie
élargir élargissement
durcir durcissement
rompre rompu rupture
interrompre interrompu interruption
corrompre corrompu corruption
exclure exclu exclusion
conclure conclu
inclure inclus
extraire extrait extraction
distraire distraction
pleuvoir pleut pluie
émouvoir ému émotion
nommer nomme nomination nommé
créer crée création
marier mariage
assassiner assassinat
licencier licenciement
éditer édition
augmenter augmentation
arrêter arrestation arrêt
expulser expulsion
libérer libération
exploser explosion
agresser agression
démolir démolition
déménager déménagement
attaquer attaque
attribuer attribution
inaugurer inauguration
rembourser remboursement
abonner abonnement abonné
livrer livraison
résilier résiliation
pêcher pêche
chasser chasse
nager natation nageur
sauter saut
chanter chant chanson
danser danse
jouer joue jeu joueur
gagner gain gagnant
exporter exportation
importer importation
fermer fermeture
peupler peuple population
récolter récolte
mesurer mesure
accidenter accident
témoigner témoignage témoin
voyager voyage
loger logement
étudier étude
enquêter enquête
financer financement
lire lisent lira lecture lecteur
partir départ partent
voir verra vu
tenir tient tenu
venir venu viendra
""")

COLLOQUIAL = word_map("""
fric thune thunes pognon flouze: argent euros
gosse gosses gamin gamins gamine gamines minot minots môme mômes mioche mioches marmot marmots bambin bambins: enfant enfants
flic flics keuf keufs: policier police policiers
toubib toubibs doc: médecin docteur
bagnole bagnoles: voiture véhicule
bécane bécanes: moto vélo
bicyclette bicyclettes biclou: vélo cyclable
rafiot: bateau
bosser bosse bosses bossent bossait bossé trimer: travailler travail travaille
boulot boulots taf job jobs: emploi travail poste métier
viré virés virée dégagé lourdé lourder: licencié licencier limogé renvoyé
taule tôle zonzon mitard: prison détenu incarcéré
bouffe boustifaille malbouffe: nourriture repas alimentation
bouffer bouffé becter: manger repas
toutou toutous clebs clébard: chien chiens
matou minou minous: chat chats
pote potes copain copains copine copines: ami amis
baraque baraques bicoque piaule: maison logement
clope clopes: cigarette tabac
crevé crever clamsé clamser calanché: mort mourir
barré: parti partir quitter
piqué piquer chouré chourer chiper faucher fauché barboter: volé voler vol
castagne baston bastonner: bagarre rixe violence
râler râle râlent gueuler gueulent gueule: protester contester colère
engueulé engueuler engueulade: dispute critiquer
pinard jaja: vin
picole picoler bourré bourrée saoul soûl: alcool ivre alcoolisé
bouquin bouquins: livre ouvrage
godasse godasses: chaussures
fringues sapes: vêtements
mec mecs gars bonhomme: homme
meuf meufs nana nanas gonzesse dame dames: femme
daron darons: âgé parents
frangin frangins: frère
frangine frangines: soeur
tonton: oncle
tata tatie: tante
maman mamans: mère
papa papas: père
hosto hostos: hôpital
bahut bahuts: lycée collège
prof profs: professeur enseignant
instit instits maîtresse: instituteur enseignant école
fac: université
boss: patron dirigeant
proprio proprios: propriétaire
resto restos gargote: restaurant
troquet bistrot: café bar
ciné cinoche: cinéma film
télé télés téloche: télévision chaîne
réclame: publicité
info infos actu actus: actualité information
appli applis app: application
ordi ordis: ordinateur
tél bigophone: téléphone mobile
mail mails email emails: courriel adresse
kiné: kinésithérapeute
véto vétos: vétérinaire
manif manifs: manifestation
proc: procureur
baveux: avocat
arnaque arnaques arnaqué arnaquer entourloupe: escroquerie fraude
magouille magouilles: fraude corruption
bakchich: corruption
bourde bourdes boulette gaffe: erreur faute
connerie conneries bêtise: erreur faute
planté plantée: échoué panne accident
bug bogue bugs bugue: panne dysfonctionnement problème
galère galères galérer pépin pépins tuile: difficulté problème
pagaille bazar bordel: désordre perturbation
truand truands gangster voyous racaille loubard: malfaiteur délinquant
flingue flingues pétard: arme pistolet
flinguer flingué buter buté zigouiller zigouillé dézinguer: tué abattu tuer
dope schnouf: drogue
beuh shit chichon: cannabis
coke: cocaïne
tabassé tabasser: frappé frapper agression
bidasse troufion: soldat
ricain ricains amerloque: américain
angliche rosbif rosbifs: anglais
boche: allemand
usa: états américain
uk: royaume britannique
gb: bretagne britannique
ue: européenne union
onu: nations unies
rfa: allemagne
cgt: syndicat
smic smicard: salaire minimum
sdf clodo clochard clochards: sans abri
hlm: logement social
ivg: avortement grossesse
pma: procréation assistée
ehpad: retraite maison
chu: hôpital
sncf: train
ratp: métro bus
edf: électricité
cpam: assurance maladie
caf: allocations familiales
rsa: revenu solidarité
apl: logement aide
pv prune prunes: amende contravention
tva: taxe ajoutée
pib: croissance intérieur
ia: intelligence artificielle
jo: jeux olympiques
cdm: coupe monde
ldc: ligue champions
om: marseille
psg: paris
ol: lyon
fn rn: national rassemblement front
lfi: insoumise
lr: républicains
ps: socialiste
mdp: passe
cgu cgv: conditions
rgpd: données personnelles
cv: candidature
cdi cdd: contrat
covid corona: coronavirus virus
sida: vih
basket: basketball
volley: volleyball
coach coachs: entraîneur sélectionneur
supp supps: supporter
écolo écolos: écologiste
facho fachos: extrême
coco cocos: communiste
catho cathos: catholique
curé curés cureton: prêtre
caillasser: pierres
cramer crame cramé: brûler incendie
cailler caille: froid
dracher: pluie
patelin patelins bled: village commune
balade balader: promenade randonnée
crado dégueulasse: sale pollution
gratos: gratuit gratuitement
raquer casquer banquer: payer paiement
douiller: cher
dèche ruiné fauchée: pauvre pauvreté
richards rupin: riche
pactole cagnotte magot: somme argent
congés: vacances
torgnole baffe: frappé
nul naze nase pourri: mauvais
balèze costaud: fort
saoule saoulent saouler soûle gave gonfle gonflent: ennuyer arrêter
pister pistent traquer: suivre traceur cookie
espionner espionnent flicage: surveiller surveillance
louper loupé rater raté: manqué manquer
paumé paumer paumés: perdu perdre
garer: stationnement parking stationner
bidouille: réparer
retaper retapé: rénover réparer rénovation
foutu fichu: cassé détruit
péter pété: cassé casser exploser
bousillé bousiller: détruit endommagé
fricoter: trafic
balancer: dénoncer
largue largué larguer: quitter abandonner
kidnappé kidnapper: enlevé enlèvement
dégommer dégommé: battre abattu
rétamer: battre
rafler raflé décrocher décroché: gagner remporter
pulvériser: record battre
zapper: oublier
bondé: affluence
garer garé garent: stationnement parking stationner
daron darons daronne darons: père parents
vieux vieille: âgé ancien
bagarrer: bagarre
pister pistez pistent traquez: traceur suivre cookie
trimbaler trimballer: transporter
papy pépé papi: retraité âgé
mamie mémé mamy: retraitée âgée
hand: handball
bestiole bestioles: animal insecte espèce
rivages rivage: littoral côte
caillou cailloux caillasse: pierre rocher
retoucher: modifier corriger
""")

_ASK = "|je veux|je voudrais|je veut|jveux|je souhaite|j aimerais|je peux|je pourrais|puis je|peut on|est ce que je peux|on peut|laissez moi|laisse moi"
_SOMEONE = "quelqu un|quelqun|qqn|un humain|un etre humain|un vrai humain|une personne|une vraie personne|une personne reelle|un vrai|une vraie|un conseiller|une conseillere|un agent|un operateur|un responsable|un journaliste|une journaliste|un redacteur|un technicien|un employe|la redaction|vous|l equipe|le service client"
_YOU_ARE = "t es|tu es|tes|t est|tu est|t|vous etes|c est|c|t es un|tu es un|t es trop|tu es trop|t es vraiment|tu es vraiment|trop|vraiment|t es vraiment trop|espece de|sale|gros|pauvre|quel|robot|bot"

SMALL_TALK = (
    SmallTalk(
        "human",
        (
            *phrases(_ASK, "parler|discuter|echanger|causer", "a|avec", _SOMEONE),
            *phrases(
                "je veux|je voudrais|passez moi|passe moi|donne moi|il me faut|j ai besoin d",
                _SOMEONE,
            ),
            *phrases(
                "un humain|un conseiller|une vraie personne|un vrai humain|quelqu un de vrai",
                "|svp|stp",
            ),
            *phrases("je veux pas|je ne veux pas", "parler a", "un robot|une machine|une ia"),
            "joindre un humain",
            "contacter un humain",
            "une personne reelle",
        ),
        "Bien sûr\u00a0: écris à la rédaction, une personne te lira.",
    ),
    SmallTalk(
        "insult",
        (
            *phrases(
                _YOU_ARE,
                "con|conne|connard|connasse|idiot|idiote|debile|nul|nulle|imbecile|abruti|stupide|pourri|naze|batard|cretin|salope|encule|fdp|merde|inutile|tocard|gogol",
            ),
            *phrases(
                "con|conne|connard|connasse|idiot|idiote|debile|nul|nulle|imbecile|abruti|stupide|salope|encule|fdp|merde",
                "",
            ),
            *phrases(
                "t es|tu es|t es trop|tu es trop|t es vraiment|tu es vraiment",
                "bete|mauvais|lent|chiant|un boulet|une merde|de la merde|un gros nul|insupportable",
            ),
            *phrases(
                "tu|vous|il",
                "sers a rien|ne sers a rien|servez a rien|ne servez a rien|sert a rien",
            ),
            *phrases(
                "tu|vous",
                "comprends rien|ne comprends rien|comprenez rien|ne comprenez rien|reponds pas|reponds mal",
            ),
            *phrases(
                "va|allez",
                "te faire|te faire foutre|te faire voir|te faire enculer|vous faire foutre|chier|mourir|au diable",
            ),
            *phrases(
                "ta gueule|ferme la|ferme ta gueule|tais toi|tg|vtff|ntm|nique ta mere|pute|fils de pute|putain|putain de merde|fuck|fuck you|degage|casse toi",
                "",
            ),
            *phrases(
                "c est",
                "nul|de la merde|n importe quoi|pourri|naze|null|naze ton truc|pas ca|pas la bonne reponse|faux",
            ),
            "sert a rien",
            "stupide robot",
            "c est nul ton truc",
            "est nul ton truc",
            "tu ne m aides pas",
            "tu m aides pas",
            "ca sert a rien",
            "n importe quoi",
            "nimporte quoi",
            "je te deteste",
            "tu m enerves",
            "tu me saoules",
            "tu dis n importe quoi",
        ),
        "Je ne t’ai pas bien aidé, désolé. Reformule ta question, ou écris à la rédaction\u00a0: une personne te lira.",
    ),
    SmallTalk(
        "robot",
        (
            *phrases(
                "tu es|es tu|t es|tes|t est|vous etes|etes vous|est ce que tu es|c est|je parle a|je parle avec|est ce",
                "un robot|un bot|humain|un humain|une personne|une vraie personne|une ia|une machine|une intelligence artificielle|reel|un ordinateur|chatgpt|quelqu un de reel|un programme",
            ),
            *phrases("qui|ki", "es tu|tu es|etes vous|vous etes|t es"),
            *phrases("tu es|t es|tes|t|vous etes", "qui|ki|quoi"),
            *phrases("tu t appelles|vous vous appelez|tu tappelles|tu t apelles", "comment"),
            *phrases(
                "comment|c est quoi|c quoi|est quoi|quel est",
                "tu t appelles|t appelles tu|tu t apelles|tu tappelles|tu tapel|tu tapelle|tu t appel|tu t appelle|vous vous appelez|vous appelez vous|ton nom|ton prenom|ton petit nom|votre nom",
            ),
            *phrases("qui t a", "cree|fait|programme|invente"),
            *phrases(
                "quel age as tu|tu as quel age|t as quel age|tu habites ou|tu viens d ou|d ou viens tu|tu existes|tu as des sentiments|tu es vivant",
                "",
            ),
            "presente toi",
            "je parle a qui",
            "tki",
            "tki toi",
            "qui es tu toi",
            "a qui je parle",
            "a qui est ce que je parle",
            "a qui ai je l honneur",
            "robot ou humain",
            "humain ou robot",
        ),
        "Oui, je suis un robot. Je n’invente rien\u00a0: je cite des passages de nos articles, avec leur source.",
    ),
    SmallTalk(
        "languages",
        (
            *phrases(
                "tu|vous",
                "parles|parle|comprends|parlez|comprenez|connais",
                "anglais|francais|quelle langue|quelles langues|espagnol|arabe|allemand|italien",
            ),
            *phrases(
                "parles tu|parlez vous|comprends tu|tu sais parler",
                "anglais|francais|espagnol|arabe|allemand|italien",
            ),
            *phrases("quelles langues", "parles tu|tu parles|parlez vous|vous parlez"),
        ),
        "Je comprends le français et l’anglais. Pose-moi ta question\u202f!",
    ),
    SmallTalk(
        "help",
        (
            *phrases("aide|a l aide|au secours|aide moi|aidez moi|help|help me|sos", ""),
            *phrases(
                "peux tu|tu peux|pouvez vous|vous pouvez|est ce que tu peux|tu pourrais",
                "m aider|me aider|maider|aider",
            ),
            *phrases("tu sers|a quoi tu|tu sert|vous servez", "a quoi|sers|sert"),
            *phrases(
                "que|qu est ce que|kes|qu est ce ke",
                "sais tu|peux tu|tu sais|tu peux|pouvez vous|savez vous",
                "faire|faire pour moi|me dire",
            ),
            *phrases(
                "tu|vous",
                "peux faire quoi|sais faire quoi|fais quoi|pouvez faire quoi|faites quoi|peu faire koi|fais koi",
            ),
            *phrases(
                "comment",
                "ca marche|ca fonctionne|tu marches|tu fonctionnes|fonctionnes tu|on fait|je fais|t utiliser",
            ),
            *phrases(
                "j ai|jai|j ai juste|j aurais",
                "une question|besoin d aide|besoin d un renseignement|des questions|une petite question",
            ),
            *phrases(
                "je|j",
                "suis perdu|suis perdue|suis bloque|comprends rien|ne comprends rien|comprends pas|ne comprends pas|ai pas compris|n ai pas compris",
            ),
            *phrases(
                "raconte moi|dis moi|fais moi", "une blague|une histoire|quelque chose|un poeme"
            ),
            "une question",
            "raconte une blague",
            "besoin d aide",
            "je m ennuie",
            "que faire",
        ),
        "Pose-moi une question avec tes mots\u00a0: je cherche dans nos articles le passage qui y répond, et je te donne le lien.",
    ),
    SmallTalk(
        "how_are_you",
        (
            *phrases(
                "|et toi|comment|comment tu|tu|vous|sinon",
                "ca va|sa va|cava|ca va bien|sa va bien|ca gaze|ca roule|ca va toi|ca va et toi",
            ),
            *phrases(
                "comment|coment|cmt|comen",
                "vas tu|tu vas|allez vous|vous allez|tu va|va tu|ca va aujourd hui",
            ),
            *phrases("tu vas|tu va|vous allez", "bien"),
            *phrases(
                "la forme|quoi de neuf|quoi de beau|quoi de 9|cv|et toi|et vous|la peche|bien ou bien",
                "",
            ),
        ),
        "Très bien, merci\u202f! Et toi, que veux-tu savoir\u202f?",
    ),
    SmallTalk(
        "goodbye",
        (
            *phrases(
                "au revoir|bye|bye bye|a bientot|adieu|ciao|tchao|tchuss|a plus|a plus tard|a demain|a la prochaine|a tout a l heure|bisous|bisou|aurevoir|orevoir|o revoir|bon vent|c est tout",
                "",
            ),
            *phrases(
                "bonne|bon",
                "soiree|nuit|continuation|fin de journee|week end|weekend|dimanche|apres midi|lecture",
            ),
            *phrases("salut", "a bientot|a plus|et merci|et a bientot"),
        ),
        "À bientôt, et bonne lecture\u202f!",
    ),
    SmallTalk(
        "thanks",
        (
            *phrases(
                "|ok|super|parfait|genial|top|cool|un grand|grand|mille|et|d accord|mais|non|oui",
                "merci|mrc|mci|merki|mersi|thx",
            ),
            *phrases(
                "merci|mrc|mersi",
                "beaucoup|bcp|bien|infiniment|a toi|a vous|mille fois|tout de meme|quand meme|encore|c est gentil|d avance|pour tout|pour rien|bokou",
            ),
            *phrases(
                "merci",
                "pour|de",
                "ton aide|votre aide|ta reponse|votre reponse|l info|les infos|le lien|l aide|vos reponses|la reponse",
            ),
            *phrases("je te|je vous", "remercie|remercie beaucoup"),
            *phrases(
                "c est|c|tu es|t es|vous etes",
                "gentil|tres gentil|sympa|adorable|super sympa|trop gentil",
            ),
        ),
        "Avec plaisir\u202f! Je reste là si tu as une autre question.",
    ),
    SmallTalk(
        "laughter",
        phrases(
            "lol|mdr|mdrr|ptdr|xd|haha|ha ha|hahaha|hihi|hehe|hi hi|ahah|ahaha|ah ah|loul|xptdr|trop drole|c est drole|tu es drole|t es drole|tu me fais rire|jaja",
            "",
        ),
        "Content de te faire sourire\u202f! Et que veux-tu savoir\u202f?",
    ),
    SmallTalk(
        "praise",
        (
            *phrases(
                "|c est|c|tu es|t es|vous etes|trop|ah|tout est|c etait|tres",
                "bravo|super|genial|top|parfait|cool|excellent|formidable|fantastique|impeccable|magnifique|le meilleur|au top|trop fort|trop bien|tres bien",
            ),
            *phrases(
                "bien joue|bon travail|beau travail|chapeau|felicitations|bonne reponse|c est nickel|c est bien|c est bon|bien vu|je t aime|je t adore|tu geres|t es fort|tu es fort|tu es intelligent|t es intelligent|tu es malin|exact|exactement|c est ca|c est exact|c est juste",
                "",
            ),
        ),
        "Merci, ça fait plaisir\u202f! Autre chose\u202f?",
    ),
    SmallTalk(
        "no",
        phrases(
            "non|nan|nope|nn|non non|pas du tout|non ca va|rien|rien merci|plus rien|non rien|c est tout merci|non c est tout|jamais|pas vraiment",
            "",
        ),
        "D’accord. Je reste là si une question te vient.",
    ),
    SmallTalk(
        "yes",
        phrases(
            "oui|ouais|ui|oué|ouaip|yes|yep|oui oui|si|bien sur|absolument|tout a fait|voila|carrement|volontiers|avec plaisir|ok oui",
            "",
        ),
        "Alors dis-moi\u00a0: que veux-tu savoir\u202f?",
    ),
    SmallTalk(
        "agreement",
        phrases(
            "ok|okay|oki|okey|d accord|dac|daccord|dacc|d acc|ca marche|je vois|compris|j ai compris|bien compris|entendu|c est note|note|ah ok|ah d accord|ok d accord|ah bon|ah oui|tres bien|bien|bon|bof|hmm|hum|mouais|pff|pfff|pf|mouai|ca roule|pas grave|tant pis|c est pas grave|ce n est pas grave|dommage|je ne sais pas|je sais pas|jsp|chais pas|aucune idee|peut etre|pardon|desole|desolee|oups|excuse moi|excusez moi",
            "",
        ),
        "D’accord. Autre chose\u202f?",
    ),
    SmallTalk(
        "greeting",
        (
            *phrases(
                "bonjour|salut|bonsoir|hello|coucou|bjr|slt|bsr|hey|yo|wesh|hola|salutations|salam|salu|bonjours|boujour|kikou|re",
                "|a tous|a toutes|a toi|a vous|toi|tout le monde|robot|monsieur|madame|l ami|les amis|mon ami|mesdames messieurs",
            ),
            *phrases(
                "cc|re|hi|ola|allo|bien le bonjour|bonne journee|guten tag|buongiorno|buenos dias|enchante|enchantee|salut salut|re bonjour|bonne annee|joyeux noel|tu es la|t es la|t la|vous etes la|il y a quelqu un|y a quelqu un|ya quelqu un|test|test test",
                "",
            ),
        ),
        "Salut\u202f! Pose-moi ta question\u00a0: je cherche la réponse dans nos articles.",
    ),
    SmallTalk(
        "other_alphabet",
        (),
        "Je ne comprends que le français et l’anglais. I understand only French and English.",
    ),
    SmallTalk(
        "gibberish",
        (),
        "Je n’ai pas compris. Pose-moi ta question avec quelques mots.",
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
    askers=word_set(
        "qui que qu quoi quel quelle quels quelles lequel laquelle où quand comment pourquoi combien"
    ),
    light=word_set(
        "appelle appellent appelait nomme nomment va vas vont aller allé allée allés allées fait font faire faut "
        "passe passent passé passée arrive arrivé arrivée trouve trouvent trouver situe situé située met mettre "
        "donne donné prend pris peut peuvent dit disent savoir sait sais connaître connais genre type sorte truc "
        "chose choses exactement lieu compte veut devient devenu devenue concerne vraiment"
    ),
    quantifiers=word_set("combien quel quelle quels quelles nombre"),
    synonyms=SYNONYMS,
    lexicon={**FAMILIES, **COLLOQUIAL},
    small_talk=SMALL_TALK,
    follow_up=FOLLOW_UP,
    unknown="Je ne sais pas\u00a0: je n’ai rien trouvé là-dessus dans nos articles. Essaie avec d’autres mots, ou écris à la rédaction.",
    not_understood="Je n’ai pas compris. Pose-moi ta question avec quelques mots.",
    did_you_mean="Je ne suis pas sûr de bien comprendre. Voulais-tu dire\u2026",
    starter="Que dit l’article «\u00a0{title}\u00a0»\u202f?",
)
