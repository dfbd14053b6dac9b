/**
 * The countries and territories of ISO 3166-1 (and Kosovo under XK, which many sources use), a line each: code, English name
 * as CLDR has it, then the other names that affiliations give, in English, German, French, Spanish, Portuguese, Italian,
 * Dutch and the country's own language. What also means something else is left out (Granada, Salvador, Norfolk, Congo), and
 * so are states that became several countries (Yugoslavia, Czechoslovakia, the USSR). Case, accents and marks do not matter.
 */
export const COUNTRY_NAMES = `
AD|Andorra|Andorre
AE|United Arab Emirates|Vereinigte Arabische Emirate|Émirats arabes unis|Emiratos Árabes Unidos|Emirados Árabes Unidos|Emirati Arabi Uniti|Verenigde Arabische Emiraten|UAE|U.A.E.|The United Arab Emirates|UA Emirates
AF|Afghanistan|Afganistán|Afeganistão
AG|Antigua and Barbuda|Antigua & Barbuda|Antigua und Barbuda|Antigua-et-Barbuda|Antigua y Barbuda|Antígua e Barbuda|Antigua en Barbuda
AI|Anguilla|Anguila
AL|Albania|Albanien|Albanie|Shqipëria
AM|Armenia|Armenien|Arménie|Republic of Armenia
AO|Angola
AQ|Antarctica|Antarktis|Antarctique|Antártida|Antartide
AR|Argentina|Argentinien|Argentine|Argentinië|República Argentina|Argentine Republic|Republic of Argentina
AS|American Samoa|Amerikanisch-Samoa|Samoa américaines|Samoa Americana|Samoa Americane|Amerikaans-Samoa
AT|Austria|Österreich|Autriche|Oostenrijk|Republic of Austria|Oesterreich
AU|Australia|Australien|Australie|Commonwealth of Australia
AW|Aruba
AX|Åland Islands|Ålandinseln|Îles Åland|Islas Aland|Ilhas Aland|Isole Åland|Åland
AZ|Azerbaijan|Aserbaidschan|Azerbaïdjan|Azerbaiyán|Azerbaijão|Azerbaigian|Azerbeidzjan|Republic of Azerbaijan
BA|Bosnia and Herzegovina|Bosnia & Herzegovina|Bosnien und Herzegowina|Bosnie-Herzégovine|Bosnia y Herzegovina|Bósnia e Herzegovina|Bosnia ed Erzegovina|Bosnië en Herzegovina|Bosnia|Bosna i Hercegovina|B&H
BB|Barbados|Barbade|Barbados West Indies
BD|Bangladesh|Bangladesch|Bangladés|People’s Republic of Bangladesh|Bangla Desh
BE|Belgium|Belgien|Belgique|Bélgica|Belgio|België|Kingdom of Belgium
BF|Burkina Faso|Burquina Faso
BG|Bulgaria|Bulgarien|Bulgarie|Bulgarije|България|Republic of Bulgaria
BH|Bahrain|Bahreïn|Baréin|Kingdom of Bahrain
BI|Burundi
BJ|Benin
BL|Saint Barthélemy|St. Barthélemy|San Bartolomé|São Bartolomeu
BM|Bermuda|Bermudes|Bermudas
BN|Brunei|Brunei Darussalam|Negara Brunei Darussalam
BO|Bolivia|Bolivien|Bolivie|Plurinational State of Bolivia
BQ|Caribbean Netherlands|Karibische Niederlande|Pays-Bas caribéens|Caribe neerlandés|Países Baixos Caribenhos|Caraibi Olandesi|Caribisch Nederland|Bonaire
BR|Brazil|Brasilien|Brésil|Brasil|Brasile|Brazilië|Federative Republic of Brazil|República Federativa do Brasil
BS|Bahamas|Bahama’s|The Bahamas
BT|Bhutan|Bhoutan|Bután|Butão
BV|Bouvet Island|Bouvetinsel|Île Bouvet|Isla Bouvet|Ilha Bouvet|Isola Bouvet|Bouveteiland
BW|Botswana|Botsuana
BY|Belarus|Biélorussie|Bielorrusia|Bielorrússia|Bielorussia|Republic of Belarus|Byelorussia
BZ|Belize|Belice
CA|Canada|Kanada
CC|Cocos (Keeling) Islands|Kokosinseln|Îles Cocos|Islas Cocos|Cocoseilanden
CD|Democratic Republic of the Congo|Congo - Kinshasa|Kongo-Kinshasa|República Democrática del Congo|DR Congo|D.R. Congo|DRC|Congo DR|Democratic Republic of Congo|The Democratic Republic of the Congo|République Démocratique du Congo|RDC|Zaire
CF|Central African Republic|Zentralafrikanische Republik|République centrafricaine|República Centroafricana|República Centro-Africana|Repubblica Centrafricana|Centraal-Afrikaanse Republiek
CG|Republic of the Congo|Congo - Brazzaville|Kongo-Brazzaville|República do Congo|Republic of Congo|République du Congo
CH|Switzerland|Schweiz|Suisse|Suiza|Suíça|Svizzera|Zwitserland|Die Schweiz|Helvetia|Schweizerische Eidgenossenschaft|The Switzerland
CI|Côte d’Ivoire|Costa do Marfim|Costa d’Avorio|Ivoorkust|Ivory Coast|Republic of Cote d’Ivoire
CK|Cook Islands|Cookinseln|Îles Cook|Islas Cook|Ilhas Cook|Isole Cook|Cookeilanden
CL|Chile|Chili|Cile|Republic of Chile|República de Chile
CM|Cameroon|Kamerun|Cameroun|Camerún|Camarões|Kameroen|Republic of Cameroon
CN|China|Chine|Cina|P.R. China|PR China|People’s Republic of China|Peoples Republic of China|The People’s Republic of China|PRC|P.R.C.|Mainland China|The People’s Republic China|People’s R. China|China (PRC)|China PR|China P.R.|PRChina
CO|Colombia|Kolumbien|Colombie|Republic of Colombia|República de Colombia
CR|Costa Rica
CU|Cuba|Kuba
CV|Cape Verde|Cabo Verde|Cap-Vert|Capo Verde|Kaapverdië
CW|Curaçao|Curazao
CX|Christmas Island|Weihnachtsinsel|Île Christmas|Isla de Navidad|Ilha Christmas|Isola Christmas|Christmaseiland
CY|Cyprus|Zypern|Chypre|Chipre|Cipro|Republic of Cyprus|Kibris
CZ|Czechia|Tschechien|Tchéquie|Chequia|Tchéquia|Cechia|Tsjechië|Czech Republic|Česká republika|Česko|The Czech Republic|Tschechische Republik|République tchèque|República Checa|Repubblica Ceca
DE|Germany|Deutschland|Allemagne|Alemania|Alemanha|Germania|Duitsland|Federal Republic of Germany|FRG|F.R.G.|West Germany|East Germany|G.D.R.|GDR|German Democratic Republic|F.R. Germany|FR Germany|Fed. Rep. Germany|BRD|Bundesrepublik Deutschland
DJ|Djibouti|Dschibuti|Yibuti|Djibuti|Gibuti
DK|Denmark|Dänemark|Dinamarca|Danimarca|Denemarken|Danmark
DM|Dominica
DO|Dominican Republic|Dominikanische Republik|République dominicaine|República Dominicana|Repubblica Dominicana|Dominicaanse Republiek|Dominican Rep.|Rep. Dominicana
DZ|Algeria|Algerien|Algérie|Argelia|Algerije
EC|Ecuador|Équateur|Equador
EE|Estonia|Estland|Estonie|Eesti
EG|Egypt|Ägypten|Égypte|Egipto|Egito|Egitto|Arab Republic of Egypt|A.R. Egypt
EH|Western Sahara|Westsahara|Sahara occidental|Saara Ocidental|Sahara Occidentale|Westelijke Sahara
ER|Eritrea|Érythrée|Eritreia
ES|Spain|Spanien|Espagne|España|Espanha|Spagna|Spanje|Kingdom of Spain|Espanya
ET|Ethiopia|Äthiopien|Éthiopie|Etiopía|Federal Democratic Republic of Ethiopia
FI|Finland|Finnland|Finlande|Finlandia|Suomi
FJ|Fiji|Fidschi|Fidji|Fiyi|Figi|Fiji Islands|Republic of Fiji
FK|Falkland Islands|Falklandinseln|Îles Malouines|Islas Malvinas|Ilhas Malvinas|Isole Falkland|Falklandeilanden
FM|Micronesia|Mikronesien|Micronésie|Federated States of Micronesia
FO|Faroe Islands|Färöer|Îles Féroé|Islas Feroe|Ilhas Faroé|Isole Fær Øer|Faeröer|Faeroe Islands|Faroes|Færøerne|Føroyar
FR|France|Frankreich|Francia|França|Frankrijk|French Republic|France métropolitaine
GA|Gabon|Gabun|Gabão
GB|United Kingdom|Vereinigtes Königreich|Royaume-Uni|Reino Unido|Regno Unito|Verenigd Koninkrijk|UK|U.K.|Great Britain|England|Scotland|Wales|Northern Ireland|N. Ireland|Britain|Inghilterra|Angleterre|Inglaterra|Großbritannien|United Kingdom of Great Britain and Northern Ireland
GD|Grenada|Grenade|Grenada West Indies|Grenada W.I.
GE|Georgia|Georgien|Géorgie|Republic of Georgia|Sakartvelo
GF|French Guiana|Französisch-Guayana|Guyane française|Guayana Francesa|Guiana Francesa|Guyana Francese|Frans-Guyana
GG|Guernsey|Guernesey|Guernsey Channel Islands
GH|Ghana|Gana
GI|Gibraltar|Gibilterra
GL|Greenland|Grönland|Groenland|Groenlandia|Kalaallit Nunaat
GM|Gambia|Gambie|The Gambia|Republic of the Gambia
GN|Guinea|Guinée|Guiné
GP|Guadeloupe|Guadalupe|Guadalupa
GQ|Equatorial Guinea|Äquatorialguinea|Guinée équatoriale|Guinea Ecuatorial|Guiné Equatorial|Guinea Equatoriale|Equatoriaal-Guinea
GR|Greece|Griechenland|Grèce|Grecia|Griekenland|Hellas|Hellenic Republic|Ελλάδα
GS|South Georgia and the South Sandwich Islands|South Georgia & South Sandwich Islands|Südgeorgien und die Südlichen Sandwichinseln|Géorgie du Sud-et-les Îles Sandwich du Sud|Islas Georgia del Sur y Sandwich del Sur|Ilhas Geórgia do Sul e Sandwich do Sul|Georgia del Sud e Sandwich Australi|Zuid-Georgia en Zuidelijke Sandwicheilanden
GT|Guatemala
GU|Guam
GW|Guinea-Bissau|Guinée-Bissau|Guinea-Bisáu|Guiné-Bissau
GY|Guyana|Guiana
HK|Hong Kong|Hong Kong SAR|Hongkong|Hong Kong S.A.R.|Hong Kong Special Administrative Region|HKSAR|Hong Kong China|Hong Kong SAR China|China Hong Kong
HM|Heard Island and McDonald Islands|Heard & McDonald Islands|Heard und McDonaldinseln|Îles Heard-et-MacDonald|Islas Heard y McDonald|Ilhas Heard e McDonald|Isole Heard e McDonald|Heard en McDonaldeilanden
HN|Honduras
HR|Croatia|Kroatien|Croatie|Croacia|Croazia|Kroatië|Hrvatska|Republic of Croatia
HT|Haiti
HU|Hungary|Ungarn|Hongrie|Hungría|Ungheria|Hongarije|Magyarország
ID|Indonesia|Indonesien|Indonésie|Republic of Indonesia
IE|Ireland|Irland|Irlande|Irlanda|Ierland|Republic of Ireland|Eire|Irish Republic|Rep. of Ireland|Republic Ireland|The Republic of Ireland
IL|Israel|Israele|State of Israel
IM|Isle of Man|Île de Man|Isla de Man|Ilha de Man|Isola di Man
IN|India|Indien|Inde|Republic of India|Bharat
IO|British Indian Ocean Territory|Britisches Territorium im Indischen Ozean|Territoire britannique de l’océan Indien|Territorio Británico del Océano Índico|Território Britânico do Oceano Índico|Territorio Britannico dell’Oceano Indiano|Brits Indische Oceaanterritorium
IQ|Iraq|Irak|Iraque
IR|Iran|Irã|Islamic Republic of Iran|I.R. Iran|IR Iran|Islamic Rep. of Iran
IS|Iceland|Islande|Islandia|Islanda|IJsland|Ísland
IT|Italy|Italien|Italie|Italia|Republic of Italy
JE|Jersey|Jersey Channel Islands
JM|Jamaica|Jamaika|Jamaïque|Giamaica|Jamaica West Indies|Jamaica W.I.|Jamaica WI
JO|Jordan|Jordanien|Jordanie|Jordania|Giordania|Hashemite Kingdom of Jordan
JP|Japan|Japon|Japão|Giappone|Nippon|Nihon|日本
KE|Kenya|Kenia|Quênia
KG|Kyrgyzstan|Kirgisistan|Kirghizstan|Kirguistán|Quirguistão|Kirghizistan|Kirgizië|Kyrgyz Republic
KH|Cambodia|Kambodscha|Cambodge|Camboya|Camboja|Cambogia|Cambodja|Kingdom of Cambodia
KI|Kiribati|Quiribati
KM|Comoros|Komoren|Comores|Comoras|Comore|Comoren
KN|Saint Kitts and Nevis|St. Kitts & Nevis|St. Kitts und Nevis|Saint-Christophe-et-Niévès|San Cristóbal y Nieves|São Cristóvão e Névis|Saint Kitts e Nevis|Saint Kitts en Nevis|St Kitts and Nevis|St. Kitts|Saint Kitts
KP|North Korea|Nordkorea|Corée du Nord|Corea del Norte|Coreia do Norte|Corea del Nord|Noord-Korea|Democratic People’s Republic of Korea|DPR Korea|DPRK|Korea (North)
KR|South Korea|Südkorea|Corée du Sud|Corea del Sur|Coreia do Sul|Corea del Sud|Zuid-Korea|Republic of Korea|Korea|R.O. Korea|Korea Republic|Korea (South)|Rep. of Korea|S. Korea|Korea Rep.|Republic Korea|ROK|The Republic of Korea
KW|Kuwait|Koweït|Koeweit|State of Kuwait
KY|Cayman Islands|Kaimaninseln|Îles Caïmans|Islas Caimán|Ilhas Cayman|Isole Cayman|Kaaimaneilanden
KZ|Kazakhstan|Kasachstan|Kazajistán|Cazaquistão|Kazakistan|Kazachstan|Republic of Kazakhstan|Kazakstan
LA|Laos|Lao PDR|Lao People’s Democratic Republic|Lao P.D.R.
LB|Lebanon|Libanon|Liban|Líbano
LC|Saint Lucia|St. Lucia|Sainte-Lucie
LI|Liechtenstein
LK|Sri Lanka|Srilanka|Ceylon
LR|Liberia
LS|Lesotho|Lesoto
LT|Lithuania|Litauen|Lituanie|Lituania|Litouwen|Lietuva|Republic of Lithuania
LU|Luxembourg|Luxemburg|Luxemburgo|Lussemburgo|Grand Duchy of Luxembourg|Lëtzebuerg
LV|Latvia|Lettland|Lettonie|Letonia|Lettonia|Letland|Latvija
LY|Libya|Libyen|Libye|Libia|Libië|Libyan Arab Jamahiriya
MA|Morocco|Marokko|Maroc|Marruecos|Marrocos|Marocco|Kingdom of Morocco
MC|Monaco
MD|Moldova|Republik Moldau|Moldavie|Moldavia|Republic of Moldova
ME|Montenegro|Crna Gora
MF|Saint Martin (French part)|San Martín
MG|Madagascar|Madagaskar
MH|Marshall Islands|Marshallinseln|Îles Marshall|Islas Marshall|Ilhas Marshall|Isole Marshall|Marshalleilanden
MK|North Macedonia|Nordmazedonien|Macédoine du Nord|Macedonia del Norte|Macedônia do Norte|Macedonia del Nord|Noord-Macedonië|Macedonia|Republic of Macedonia|FYROM|The Former Yugoslav Republic of Macedonia|Republic of North Macedonia|FYR Macedonia|TFYR Macedonia
ML|Mali
MM|Myanmar|Burma
MN|Mongolia|Mongolei|Mongolie|Mongolian People’s Republic
MO|Macao|Macau|Macau SAR|Macao SAR|Macau China|Macao China
MP|Northern Mariana Islands|Nördliche Marianen|Îles Mariannes du Nord|Islas Marianas del Norte|Ilhas Marianas do Norte|Isole Marianne Settentrionali|Noordelijke Marianen
MQ|Martinique|Martinica
MR|Mauritania|Mauretanien|Mauritanie
MS|Montserrat
MT|Malta|Malte
MU|Mauritius|Maurício
MV|Maldives|Malediven|Maldivas|Maldive|Maldiven|Republic of Maldives|The Maldives
MW|Malawi|Malaui
MX|Mexico|Mexiko|Mexique|Messico|Estados Unidos Mexicanos|Méjico
MY|Malaysia|Malaisie|Malasia|Maleisië|Federation of Malaysia
MZ|Mozambique|Mosambik|Moçambique|Mozambico
NA|Namibia|Namibie
NC|New Caledonia|Neukaledonien|Nouvelle-Calédonie|Nueva Caledonia|Nova Caledônia|Nuova Caledonia|Nieuw-Caledonië
NE|Niger
NF|Norfolk Island|Norfolkinsel|Île Norfolk|Isla Norfolk|Ilha Norfolk|Isola Norfolk
NG|Nigeria|Federal Republic of Nigeria
NI|Nicaragua
NL|Netherlands|Niederlande|Pays-Bas|Países Bajos|Países Baixos|Paesi Bassi|Nederland|The Netherlands|Holland|the Nederlands|Netherland|Olanda|Die Niederlande|The Netherland|Les Pays-Bas|Hollande
NO|Norway|Norwegen|Norvège|Noruega|Norvegia|Noorwegen|Norge|Noreg
NP|Nepal|Federal Democratic Republic of Nepal
NR|Nauru
NU|Niue
NZ|New Zealand|Neuseeland|Nouvelle-Zélande|Nueva Zelanda|Nova Zelândia|Nuova Zelanda|Nieuw-Zeeland|Aotearoa|Aotearoa New Zealand|N.Z.|New Zealand/Aotearoa
OM|Oman|Omã|Sultanate of Oman
PA|Panama
PE|Peru|Pérou|República del Perú
PF|French Polynesia|Französisch-Polynesien|Polynésie française|Polinesia Francesa|Polinesia Francese|Frans-Polynesië
PG|Papua New Guinea|Papua-Neuguinea|Papouasie-Nouvelle-Guinée|Papúa Nueva Guinea|Papua-Nova Guiné|Papua Nuova Guinea|Papoea-Nieuw-Guinea|PNG
PH|Philippines|Philippinen|Filipinas|Filippine|Filipijnen|The Philippines|Republic of the Philippines|Pilipinas
PK|Pakistan|Paquistão|Islamic Republic of Pakistan
PL|Poland|Polen|Pologne|Polonia|Polska|Republic of Poland
PM|Saint Pierre and Miquelon|St. Pierre & Miquelon|St. Pierre und Miquelon|Saint-Pierre-et-Miquelon|San Pedro y Miquelón|São Pedro e Miquelão|Saint-Pierre e Miquelon|Saint-Pierre en Miquelon
PN|Pitcairn Islands|Pitcairninseln|Îles Pitcairn|Islas Pitcairn|Ilhas Pitcairn|Isole Pitcairn|Pitcairneilanden
PR|Puerto Rico|Porto Rico|Portorico
PS|Palestine|Palestinian Territories|Palästinensische Autonomiegebiete|Territoires palestiniens|Territorios Palestinos|Territori Palestinesi|Palestijnse gebieden|Palestinian Territory|State of Palestine|Occupied Palestinian Territory|West Bank|Gaza Strip|Palestinian Authority|Occupied Palestinian Territories
PT|Portugal|Portogallo|República Portuguesa
PW|Palau|Palaos
PY|Paraguay|Paraguai
QA|Qatar|Katar|State of Qatar
RE|Réunion|La Réunion|Reunion Island|Île de la Réunion
RO|Romania|Rumänien|Roumanie|Rumanía|Romênia|Roemenië|Roumania
RS|Serbia|Serbien|Serbie|Sérvia|Servië|Srbija|Republic of Serbia|Србија
RU|Russia|Russland|Russie|Rusia|Rusland|Russian Federation|The Russian Federation|Россия|Rossiya|Российская Федерация
RW|Rwanda|Ruanda|Republic of Rwanda
SA|Saudi Arabia|Saudi-Arabien|Arabie saoudite|Arabia Saudí|Arábia Saudita|Saoedi-Arabië|Kingdom of Saudi Arabia|KSA|K.S.A.|Saudia Arabia
SB|Solomon Islands|Îles Salomon|Islas Salomón|Ilhas Salomão|Isole Salomone|Salomonseilanden
SC|Seychelles|Seychellen|Seicheles
SD|Sudan|Soudan|Sudão|Soedan|Republic of Sudan|Republic of the Sudan|The Sudan
SE|Sweden|Schweden|Suède|Suecia|Svezia|Zweden|Sverige|Kingdom of Sweden
SG|Singapore|Singapur|Singapour|Singapura|Republic of Singapore
SH|Saint Helena|Sainte-Hélène|Sant’Elena|Sint-Helena
SI|Slovenia|Slowenien|Slovénie|Eslovenia|Slovenija|Republic of Slovenia
SJ|Svalbard and Jan Mayen|Svalbard & Jan Mayen|Spitzbergen und Jan Mayen|Svalbard et Jan Mayen|Svalbard y Jan Mayen|Svalbard e Jan Mayen|Spitsbergen en Jan Mayen
SK|Slovakia|Slowakei|Slovaquie|Eslovaquia|Slovacchia|Slowakije|Slovak Republic|Slovenská republika|Slovensko|The Slovak Republic
SL|Sierra Leone|Sierra Leona|Serra Leoa
SM|San Marino|Saint-Marin
SN|Senegal
SO|Somalia|Somalie
SR|Suriname|Surinam
SS|South Sudan|Südsudan|Soudan du Sud|Sudán del Sur|Sudão do Sul|Sud Sudan|Zuid-Soedan|Republic of South Sudan
ST|São Tomé and Príncipe|São Tomé & Príncipe|São Tomé und Príncipe|Sao Tomé-et-Principe|Santo Tomé y Príncipe|São Tomé e Príncipe|Sao Tomé en Principe
SV|El Salvador
SX|Sint Maarten
SY|Syria|Syrien|Syrie|Siria|Syrian Arab Republic
SZ|Eswatini|Esuatini|Essuatíni|Swaziland
TC|Turks and Caicos Islands|Turks & Caicos Islands|Turks- und Caicosinseln|Îles Turques-et-Caïques|Islas Turcas y Caicos|Ilhas Turcas e Caicos|Isole Turks e Caicos|Turks- en Caicoseilanden
TD|Chad|Tschad|Tchad|Ciad|Tsjaad
TF|French Southern Territories|Französische Süd- und Antarktisgebiete|Terres australes françaises|Territorios Australes Franceses|Territórios Franceses do Sul|Terre Australi Francesi|Franse Gebieden in de zuidelijke Indische Oceaan
TG|Togo
TH|Thailand|Thaïlande|Tailandia|Thailandia|Kingdom of Thailand
TJ|Tajikistan|Tadschikistan|Tadjikistan|Tayikistán|Tadjiquistão|Tagikistan|Tadzjikistan
TK|Tokelau
TL|Timor-Leste|Timor oriental|Timor Est|Oost-Timor|East Timor
TM|Turkmenistan|Turcomenistão
TN|Tunisia|Tunesien|Tunisie|Túnez|Tunesië|République Tunisienne
TO|Tonga
TR|Türkiye|Türkei|Turquie|Turquía|Turchia|Turkije|Turkey|Republic of Turkey|Republic of Türkiye
TT|Trinidad and Tobago|Trinidad & Tobago|Trinidad und Tobago|Trinité-et-Tobago|Trinidad y Tobago|Trinidad e Tobago|Trinidad en Tobago|Trinidad|Tobago
TV|Tuvalu
TW|Taiwan|Taiwan R.O.C.|Taiwan ROC|Taiwan Republic of China|R.O.C. Taiwan|Republic of China (Taiwan)
TZ|Tanzania|Tansania|Tanzanie|United Republic of Tanzania
UA|Ukraine|Ucrania|Ucraina|Oekraïne|Україна|The Ukraine
UG|Uganda|Ouganda|Oeganda|Republic of Uganda
UM|United States Minor Outlying Islands|U.S. Outlying Islands|Amerikanische Überseeinseln|Îles mineures éloignées des États-Unis|Islas menores alejadas de EE. UU.|Ilhas Menores Distantes dos EUA|Isole Minori Esterne degli Stati Uniti|Kleine afgelegen eilanden van de Verenigde Staten
US|United States|Vereinigte Staaten|États-Unis|Estados Unidos|Stati Uniti|Verenigde Staten|USA|U.S.A.|U.S.|US|United States of America|The United States|Vereinigte Staaten von Amerika|États-Unis d’Amérique|Estados Unidos de América|Estados Unidos da América|EEUU|EE.UU.|EUA
UY|Uruguay|Uruguai
UZ|Uzbekistan|Usbekistan|Ouzbékistan|Uzbequistão|Oezbekistan|Republic of Uzbekistan
VA|Vatican City|Vatikanstadt|État de la Cité du Vatican|Ciudad del Vaticano|Cidade do Vaticano|Città del Vaticano|Vaticaanstad|Vatican|Holy See|Vatican City State
VC|Saint Vincent and the Grenadines|St. Vincent & Grenadines|St. Vincent und die Grenadinen|Saint-Vincent-et-les Grenadines|San Vicente y las Granadinas|São Vicente e Granadinas|Saint Vincent e Grenadine|Saint Vincent en de Grenadines|St Vincent and the Grenadines|St. Vincent
VE|Venezuela|Bolivarian Republic of Venezuela|República Bolivariana de Venezuela
VG|British Virgin Islands|Britische Jungferninseln|Îles Vierges britanniques|Islas Vírgenes Británicas|Ilhas Virgens Britânicas|Isole Vergini Britanniche|Britse Maagdeneilanden|BVI
VI|United States Virgin Islands|U.S. Virgin Islands|Amerikanische Jungferninseln|Îles Vierges des États-Unis|Islas Vírgenes de EE. UU.|Ilhas Virgens Americanas|Isole Vergini Americane|Amerikaanse Maagdeneilanden|US Virgin Islands|USVI
VN|Vietnam|Viêt Nam|Vietnã|Socialist Republic of Vietnam
VU|Vanuatu
WF|Wallis and Futuna|Wallis & Futuna|Wallis und Futuna|Wallis-et-Futuna|Wallis y Futuna|Wallis e Futuna|Wallis en Futuna
WS|Samoa
XK|Kosovo|Kosova|Republic of Kosovo|Kosovë
YE|Yemen|Jemen|Iêmen|Republic of Yemen
YT|Mayotte
ZA|South Africa|Südafrika|Afrique du Sud|Sudáfrica|África do Sul|Zuid-Afrika|Republic of South Africa|RSA|S. Africa|Suid-Afrika|R.S.A.
ZM|Zambia|Sambia|Zambie|Republic of Zambia
ZW|Zimbabwe|Simbabwe|Zimbabue
`;
