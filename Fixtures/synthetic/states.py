"""Names, towns, streets and number formats by state."""

from __future__ import annotations

from dataclasses import dataclass

from .rng import Random


@dataclass(frozen=True)
class State:
    """What the generator knows of one state."""

    women: list[str]
    men: list[str]
    surnames: list[str]
    towns: list[tuple[str, str]]
    """Postcode pattern and town; each `#` in a pattern becomes a digit."""
    streets: list[str]
    street_form: str
    """How street, number, postcode and town stand in an address."""
    phones: list[str]
    """Patterns; each `#` becomes a digit, each `*` a digit from 2 to 9."""
    feminine: dict[str, str]
    """Endings of surnames for women, where they differ."""


def _words(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.split()]


def _towns(text: str) -> list[tuple[str, str]]:
    pairs = [word.replace("_", " ").split("|") for word in text.split()]
    return [(pair[0], pair[1]) for pair in pairs]


STATES = {
    "DE": State(
        _words(
            "Anna Birgit Carla Dagmar Elif Franziska Greta Hannelore Ingrid Jana Katharina Lena Martina Nadja"
            " Petra Renate Sabine Theresa Ursula Waltraud Yvonne Zeynep"
        ),
        _words(
            "Andreas Bernd Christian Dieter Emre Florian Georg Heinrich Ingo Jürgen Karl-Heinz Lukas Matthias"
            " Norbert Oskar Peter Rainer Stefan Thorsten Uwe Volker Wolfgang"
        ),
        _words(
            "Bäcker Brandt Demir Ehlers Fiedler Großmann Haas Hinrichs Jäger Kaltenbach Köhler Lindner Möller"
            " Neuhaus Oppermann Petersen Quandt Reuter Schönfeld Steinmetz Thießen Uhlig Vogt Wagenknecht"
            " Yılmaz Zeller von_Stetten"
        ),
        _towns(
            "101##|Berlin 201##|Hamburg 390##|Magdeburg 503##|Brühl 04###|Leipzig 790##|Freiburg 18###|Rostock"
            " 99###|Erfurt 24###|Kiel 930##|Regensburg 481##|Münster 370##|Göttingen"
        ),
        _words(
            "Ahornweg Am_Mühlenbach Bahnhofstraße Dorfstraße Eichenallee Gartenstraße Goethestraße Hauptstraße"
            " Kirchgasse Lindenstraße Ringstraße Schillerplatz Ulmenweg"
        ),
        "{street} {number}, {postcode} {town}",
        [
            "030 *#######",
            "+49 30 *#######",
            "040/*######",
            "0151 *#######",
            "+49 (0)341 *#####",
            "0761-*#####",
        ],
        {},
    ),
    "AT": State(
        _words("Barbara Christa Elfriede Hermine Johanna Katharina Magdalena Theresia Veronika"),
        _words("Alois Ferdinand Franz Gottfried Johann Josef Leopold Maximilian Sebastian"),
        _words("Aigner Brandstätter Ebner Fuchsberger Gruber Hofstätter Kofler Leitner Pichler Schwaiger Wimmer"),
        _towns("10#0|Wien 11#0|Wien 8010|Graz 4020|Linz 5020|Salzburg 6020|Innsbruck 9020|Klagenfurt"),
        _words("Alserbachstraße Grazer_Straße Kärntner_Ring Landstraßer_Hauptstraße Mozartgasse Rennweg"),
        "{street} {number}, {postcode} {town}",
        ["+43 1 *######", "+43 664 *######", "0316 *#####", "0664/*######"],
        {},
    ),
    "FR": State(
        _words(
            "Amélie Brigitte Camille Danielle Élodie Fatima Gisèle Hélène Isabelle Jacqueline Léa Monique"
            " Nathalie Odile Pauline Rachida Solène Thérèse Valérie Yvette Zoé"
        ),
        _words(
            "Alain Bernard Christophe Didier Étienne François Gérard Hugo Ibrahim Jean-Luc Kévin Laurent"
            " Mathieu Noël Olivier Pascal Rémi Serge Thibault Vincent Yannick"
        ),
        _words(
            "Aubert Benali Bonnefoy Chauvin Delacroix Dupuis Fabre Garnier Hamelin Jacquet Lefèvre Marchand"
            " Mercier N'Diaye Pelletier Quéméneur Renaud Saunier Tessier Vasseur Vidal"
        ),
        _towns(
            "750##|Paris 6900#|Lyon 330##|Bordeaux 310##|Toulouse 440##|Nantes 59###|Lille 35###|Rennes"
            " 67###|Strasbourg 13###|Marseille 34###|Montpellier"
        ),
        _words(
            "rue_des_Lilas avenue_Jean-Jaurès rue_Victor-Hugo boulevard_de_la_République rue_du_Moulin"
            " impasse_des_Acacias rue_Pasteur place_du_Marché chemin_des_Vignes"
        ),
        "{number}, {street}, {postcode} {town}",
        ["01 ## ## ## ##", "06 ## ## ## ##", "+33 6 ## ## ## ##", "05.##.##.##.##", "+33 (0)4 ## ## ## ##"],
        {},
    ),
    "ES": State(
        _words(
            "Alba Begoña Carmen Dolores Elena Fátima Gloria Inmaculada Josefa Lucía Marta Nerea Pilar Rocío"
            " Sofía Teresa Ximena"
        ),
        _words(
            "Alberto Benito Carlos Diego Eduardo Francisco Gonzalo Héctor Íñigo Joaquín Luis Manuel Nicolás"
            " Óscar Pablo Ramón Sergio"
        ),
        _words(
            "Aguirre_Soto Blanco_Ruiz Castaño_Vega Domínguez_Gil Escudero_Mora Fuentes_León García_Peña"
            " Herrera_Cano Iglesias_Pardo Jiménez_Rey Lozano_Prieto Martín_Ibáñez Navarro_Sanz Ortega_Muñoz"
            " Quintana_Bravo Rivas_Otero Sáez_Arroyo"
        ),
        _towns(
            "280##|Madrid 080##|Barcelona 410##|Sevilla 460##|Valencia 480##|Bilbao 500##|Zaragoza 290##|Málaga"
            " 15###|A_Coruña 330##|Oviedo"
        ),
        _words(
            "Calle_Mayor Avenida_de_la_Constitución Calle_del_Olmo Plaza_de_España Calle_San_Juan"
            " Paseo_de_Gracia Camino_Real Calle_Cervantes"
        ),
        "{street}, {number}, {postcode} {town}",
        ["91 ### ## ##", "6## ### ###", "+34 6## ### ###", "+34 93 ### ## ##"],
        {},
    ),
    "IT": State(
        _words(
            "Alessia Beatrice Chiara Daniela Elisabetta Federica Giovanna Ilaria Loredana Maddalena Ornella"
            " Paola Rosaria Silvia Teresa Valentina"
        ),
        _words(
            "Alessandro Bruno Carlo Dario Enrico Fabrizio Giacomo Lorenzo Marco Nicolò Orazio Pietro Riccardo"
            " Salvatore Tommaso Umberto"
        ),
        _words(
            "Abbate Barbieri Caruso D'Amico De_Luca Esposito Ferraro Gentile Iannone Lombardi Marchetti Negri"
            " Orlandi Pellegrini Quaranta Rinaldi Santoro Tedesco Vitale Zanetti"
        ),
        _towns(
            "001##|Roma 201##|Milano 801##|Napoli 101##|Torino 501##|Firenze 401##|Bologna 901##|Palermo"
            " 161##|Genova 351##|Padova"
        ),
        _words(
            "Via_Garibaldi Via_dei_Mille Corso_Italia Piazza_Dante Viale_Europa Via_San_Marco"
            " Vicolo_del_Forno Via_Verdi"
        ),
        "{street} {number}, {postcode} {town}",
        ["06 #######", "+39 3## ### ####", "3##-#######", "02 ########", "+39 051 ######"],
        {},
    ),
    "PL": State(
        _words(
            "Agnieszka Barbara Celina Dorota Elżbieta Grażyna Halina Iwona Joanna Krystyna Lidia Małgorzata"
            " Natalia Urszula Wanda Zofia"
        ),
        _words(
            "Andrzej Bogdan Czesław Dariusz Eryk Grzegorz Henryk Igor Jerzy Krzysztof Leszek Mirosław Paweł"
            " Stanisław Tomasz Zbigniew"
        ),
        _words(
            "Adamczyk Baran Czerwiński Dąbrowski Głowacki Jabłoński Kaczmarek Lis Mazurek Nowicki Ostrowski"
            " Pawlak Rutkowski Sikora Szczepański Urbaniak Wróbel Zieliński"
        ),
        _towns(
            "00-###|Warszawa 30-###|Kraków 50-###|Wrocław 60-###|Poznań 80-###|Gdańsk 90-###|Łódź"
            " 20-###|Lublin 40-###|Katowice 15-###|Białystok"
        ),
        _words("Długa Kościuszki Lipowa Mickiewicza Ogrodowa Polna Słoneczna Szkolna Wąska Zamkowa"),
        "ul. {street} {number}, {postcode} {town}",
        ["22 ### ## ##", "+48 *## ### ###", "*##-###-###", "(+48) 61 ### ## ##"],
        {"ski": "ska", "cki": "cka"},
    ),
    "IE": State(
        _words("Aoife Bridget Ciara Deirdre Eileen Fionnuala Grainne Maeve Niamh Orla Róisín Siobhán Una"),
        _words("Aidan Brendan Cathal Declan Eoin Fergus Kevin Liam Niall Oisín Pádraig Ronan Seán"),
        _words(
            "Brennan Byrne Connolly Doherty Fitzgerald Gallagher Hennessy Kavanagh Lynch Mac_Carthy Nolan"
            " O'Sullivan Quinn Rafferty Ó_Briain Tierney Walsh"
        ),
        _towns("D0#|Dublin T12|Cork H91|Galway V94|Limerick X91|Waterford F91|Sligo R95|Kilkenny"),
        _words(
            "Abbey_Street Castle_Road Church_Lane Harbour_View Main_Street Meadow_Grove Mill_Road Patrick's_Hill"
            " Riverside_Walk Station_Road"
        ),
        "{number} {street}, {town} {postcode}",
        ["01 *## ####", "+353 1 *## ####", "087 *## ####", "+353 86 *## ####", "021 *## ####"],
        {},
    ),
    "NL": State(
        _words("Annelies Bregje Carolien Dieuwke Esther Femke Geertje Hanneke Ilse Jolanda Lotte Marieke Saskia"),
        _words("Arjen Bas Cornelis Dirk Evert Frits Gijs Hendrik Jeroen Klaas Maarten Niels Pieter Ruben Willem"),
        _words(
            "Bakker Claassen van_Dijk Dekker Hoekstra Jansen Kuipers van_der_Linden Mulder Oosterhuis Postma"
            " de_Ruiter Schouten Terpstra Veenstra van_den_Berg Wiersma"
        ),
        _towns(
            "10##_@@|Amsterdam 30##_@@|Rotterdam 25##_@@|Den_Haag 35##_@@|Utrecht 97##_@@|Groningen"
            " 56##_@@|Eindhoven 65##_@@|Nijmegen"
        ),
        _words("Beukenlaan Dorpsstraat Grachtweg Kerkstraat Molenweg Nieuwstraat Prinsengracht Schoolstraat"),
        "{street} {number}, {postcode} {town}",
        ["020-*######", "06-########", "+31 6 ########", "+31 30 *######"],
        {},
    ),
    "BE": State(
        _words("Astrid Chloé Els Godelieve Ines Katrien Lies Nele Sofie Veerle"),
        _words("Bart Dries Filip Geert Joris Koen Luc Tom Wout Yves"),
        _words("Claes De_Smet Dubois Goossens Lambert Maes Peeters Vandenberghe Verhaegen Wouters"),
        _towns("10#0|Brussel 2000|Antwerpen 9000|Gent 3000|Leuven 4000|Luik 8000|Brugge"),
        _words("Bondgenotenlaan Kapellestraat Lange_Nieuwstraat Stationsstraat Veldstraat"),
        "{street} {number}, {postcode} {town}",
        ["+32 2 *## ## ##", "02 *## ## ##", "+32 47# ## ## ##", "0478 ## ## ##"],
        {},
    ),
    "PT": State(
        _words("Adelaide Beatriz Catarina Filipa Inês Leonor Margarida Raquel"),
        _words("Afonso Duarte Gonçalo Hélder João Rui Tiago Vasco"),
        _words("Almeida Carvalho Figueiredo Gonçalves Lopes Magalhães Nogueira Simões Teixeira"),
        _towns("1###-###|Lisboa 40##-###|Porto 30##-###|Coimbra 47##-###|Braga"),
        _words("Rua_das_Flores Avenida_da_Liberdade Rua_do_Carmo Travessa_da_Igreja"),
        "{street} {number}, {postcode} {town}",
        ["+351 91# ### ###", "21 ### ## ##", "+351 22 ### ####"],
        {},
    ),
    "SE": State(
        _words("Agneta Britt Ebba Frida Ingegerd Karin Maja Ulrika"),
        _words("Anders Björn Gustav Håkan Lars Mats Nils Örjan"),
        _words("Andersson Bergqvist Dahlström Ekman Hägglund Lindgren Nyström Sjöberg"),
        _towns("11#_##|Stockholm 41#_##|Göteborg 21#_##|Malmö 75#_##|Uppsala"),
        _words("Björkgatan Kungsgatan Ringvägen Storgatan"),
        "{street} {number}, {postcode} {town}",
        ["08-### ## ##", "070-### ## ##", "+46 73 ### ## ##"],
        {},
    ),
    "FI": State(
        _words("Aino Helmi Kaisa Liisa Päivi Riitta Tuula"),
        _words("Antti Heikki Juhani Matti Olavi Pekka Väinö"),
        _words("Heikkinen Hämäläinen Korhonen Laine Mäkelä Nieminen Virtanen"),
        _towns("001##|Helsinki 331##|Tampere 201##|Turku 901##|Oulu"),
        _words("Hämeenkatu Kirkkokatu Mannerheimintie Rantatie"),
        "{street} {number}, {postcode} {town}",
        ["+358 40 ### ####", "050 ### ####", "09 *## ####"],
        {},
    ),
    "RO": State(
        _words("Adriana Elena Ioana Mihaela Simona Ștefania"),
        _words("Andrei Cătălin Gheorghe Ion Mihai Vlad"),
        _words("Constantinescu Dumitru Ionescu Munteanu Popa Stănescu"),
        _towns("01####|București 40####|Cluj-Napoca 70####|Iași"),
        _words("Strada_Florilor Bulevardul_Unirii Strada_Mihai_Eminescu"),
        "{street} {number}, {postcode} {town}",
        ["+40 72# ### ###", "021 ### ## ##", "07## ### ###"],
        {},
    ),
    "HR": State(
        _words("Ana Ivana Jelena Marija Snježana Željka"),
        _words("Ante Goran Ivan Marko Stjepan Zvonimir"),
        _words("Babić Horvat Jurić Kovačević Marić Šimić"),
        _towns("10000|Zagreb 21000|Split 51000|Rijeka"),
        _words("Ilica Vukovarska Savska_cesta"),
        "{street} {number}, {postcode} {town}",
        ["+385 1 *### ###", "091 ### ####", "+385 98 ### ###"],
        {},
    ),
    "CZ": State(
        _words("Alena Hana Jitka Lenka Markéta Zdeňka"),
        _words("Jan Jiří Karel Ondřej Petr Tomáš"),
        _words("Dvořák Horák Kučera Němec Procházka Svoboda"),
        _towns("11#_00|Praha 60#_00|Brno 70#_00|Ostrava"),
        _words("Husova Lidická Nádražní"),
        "{street} {number}, {postcode} {town}",
        ["+420 60# ### ###", "22# ### ###", "7## ### ###"],
        {"ák": "áková", "ec": "cová", "ra": "rová", "ka": "ková", "da": "dová"},
    ),
    "EE": State(
        _words("Anu Kadri Liis Maarja Tiina"),
        _words("Jaan Kalev Margus Priit Toomas"),
        _words("Kask Kuusk Mägi Rebane Tamm"),
        _towns("101##|Tallinn 510##|Tartu"),
        _words("Pärnu_maantee Riia Narva_maantee"),
        "{street} {number}, {postcode} {town}",
        ["+372 5### ####", "6## ####"],
        {},
    ),
}


@dataclass(frozen=True)
class Person:
    """A name and what goes with it."""

    first: str
    last: str
    is_female: bool
    state: str

    @property
    def full(self) -> str:
        """First name and surname."""
        return f"{self.first} {self.last}"


def person(rng: Random, state: str, is_female: bool | None = None) -> Person:
    """A person of `state`."""
    facts = STATES[state]
    female = rng.chance(50) if is_female is None else is_female
    last = rng.pick(facts.surnames)
    if female:
        for ending, other in facts.feminine.items():
            if last.endswith(ending):
                last = last[: -len(ending)] + other
                break
    return Person(rng.pick(facts.women if female else facts.men), last, female, state)


def fill(rng: Random, pattern: str) -> str:
    """`pattern` with `#` as any digit, `*` as 2 to 9 and `@` as a letter."""
    choices = {"#": "0123456789", "*": "23456789", "@": "ABCDEFGHJKLMNPRSTVWXYZ"}
    return "".join(rng.pick(choices[c]) if c in choices else c for c in pattern)


def postcode_and_town(rng: Random, state: str) -> tuple[str, str]:
    """A postcode and its town."""
    pattern, town = rng.pick(STATES[state].towns)
    if state == "IE":
        pattern += " @#@#"
    return fill(rng, pattern), town


def address(rng: Random, state: str, postcode: str, town: str) -> str:
    """Street, house number, postcode and town as the state writes them."""
    facts = STATES[state]
    number = str(rng.between(1, 148)) + (rng.pick("abc") if rng.chance(10) else "")
    form = facts.street_form
    return form.format(street=rng.pick(facts.streets), number=number, postcode=postcode, town=town)


def phone(rng: Random, state: str) -> str:
    """A telephone number in one of the state's forms."""
    return fill(rng, rng.pick(STATES[state].phones))


PLAIN = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ł": "l", "Ł": "L", "ı": "i",
        "é": "e", "è": "e", "ê": "e", "É": "E", "ë": "e", "á": "a", "à": "a", "ã": "a", "å": "a", "ă": "a",
        "ą": "a", "í": "i", "Í": "I", "ì": "i", "î": "i", "ó": "o", "ò": "o", "õ": "o", "Ó": "O",
        "ú": "u", "ů": "u", "ñ": "n", "ń": "n", "ň": "n", "ç": "c", "ć": "c", "č": "c", "ę": "e", "ě": "e",
        "ś": "s", "š": "s", "Š": "S", "ș": "s", "Ș": "S", "ț": "t", "ź": "z", "ż": "z", "ž": "z", "Ž": "Z",
        "ř": "r", "ý": "y", "ï": "i", "ô": "o",
    }
)  # fmt: skip


def handle(rng: Random, who: Person) -> str:
    """The local part of an address: ASCII letters from the name."""
    first = who.first.translate(PLAIN).lower().replace(" ", "").replace("'", "")
    last = who.last.translate(PLAIN).lower().replace(" ", "").replace("'", "")
    forms = [f"{first}.{last}", f"{first[0]}.{last}", f"{last}{rng.between(40, 99)}", f"{first}_{last}"]
    return rng.pick(forms)


def email(rng: Random, who: Person) -> str:
    """An address under a reserved domain (RFC 2606)."""
    host = rng.pick(["example.org", "example.com", "example.net", "mail.example", "post.example"])
    return f"{handle(rng, who)}@{host}"
