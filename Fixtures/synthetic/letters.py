"""Discharge letters in seven languages, with the place of every personal item."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from . import identifiers
from .grammar import Grammar, Span, Text
from .rng import Random
from .states import Person, address, email, handle, person, phone, postcode_and_town

COUNT = 1500
LATEST = date(2026, 9, 30)


@dataclass(frozen=True)
class Language:
    """How letters in one language are written."""

    share: int
    states: list[str]
    comma: str
    date_form: str
    months: list[str]
    wards: list[str]


def _list(text: str) -> list[str]:
    return text.split(", ")


LANGUAGES = {
    "de": Language(
        26, ["DE"] * 8 + ["AT"] * 2, ",", "{d}. {month} {y}",
        _list("Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember"),
        _list("Innere Medizin, Kardiologie, Chirurgie, Neurologie, Geriatrie, Pneumologie"),
    ),
    "fr": Language(
        16, ["FR"] * 8 + ["BE"] * 2, ",", "{d} {month} {y}",
        _list("janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre"),
        _list("médecine interne, cardiologie, chirurgie, neurologie, gériatrie, pneumologie"),
    ),
    "es": Language(
        14, ["ES"], ",", "{d} de {month} de {y}",
        _list("enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre,"
              " diciembre"),
        _list("medicina interna, cardiología, cirugía, neurología, geriatría, neumología"),
    ),
    "it": Language(
        13, ["IT"], ",", "{d} {month} {y}",
        _list("gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre,"
              " dicembre"),
        _list("medicina interna, cardiologia, chirurgia, neurologia, geriatria, pneumologia"),
    ),
    "pl": Language(
        12, ["PL"], ",", "{d} {month} {y}",
        _list("stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października,"
              " listopada, grudnia"),
        _list("wewnętrzny, kardiologiczny, chirurgiczny, neurologiczny, geriatryczny, pulmonologiczny"),
    ),
    "nl": Language(
        9, ["NL"] * 7 + ["BE"] * 3, ",", "{d} {month} {y}",
        _list("januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november,"
              " december"),
        _list("interne geneeskunde, cardiologie, chirurgie, neurologie, geriatrie, longziekten"),
    ),
    "en": Language(
        10, ["IE"], ".", "{d} {month} {y}",
        _list("January, February, March, April, May, June, July, August, September, October, November,"
              " December"),
        _list("general medicine, cardiology, surgery, neurology, geriatrics, respiratory"),
    ),
}  # fmt: skip

SHORT_DATES = {"de": "%d.%m.%Y", "pl": "%d.%m.%Y", "nl": "%d-%m-%Y"}

GUESTS = ["PT", "SE", "FI", "RO", "HR", "CZ", "EE", "AT", "BE"]

# Per state: scheme, label in the state's language, function.
SCHEMES: dict[str, list[tuple[str, str, Any]]] = {
    "DE": [("de.idnr", "Steuer-ID", identifiers.de_tax), ("de.kvnr", "KVNR", identifiers.de_health)],
    "AT": [("at.svnr", "SVNR", identifiers.at_social)],
    "FR": [("fr.nir", "NIR", identifiers.fr_nir)],
    "ES": [("es.dni", "DNI", identifiers.es_dni), ("es.nie", "NIE", identifiers.es_nie)],
    "IT": [("it.cf", "Codice fiscale", identifiers.it_fiscal)],
    "PL": [("pl.pesel", "PESEL", identifiers.pl_pesel)],
    "NL": [("nl.bsn", "BSN", identifiers.nl_bsn)],
    "IE": [("ie.pps", "PPS number", identifiers.ie_pps)],
    "BE": [("be.nn", "Rijksregisternummer", identifiers.be_national)],
    "PT": [("pt.nif", "NIF", identifiers.pt_nif)],
    "SE": [("se.pnr", "Personnummer", identifiers.se_personal)],
    "FI": [("fi.hetu", "Henkilötunnus", identifiers.fi_hetu)],
    "RO": [("ro.cnp", "CNP", identifiers.ro_cnp)],
    "HR": [("hr.oib", "OIB", identifiers.hr_oib)],
    "CZ": [("cz.rc", "Rodné číslo", identifiers.cz_birth)],
    "EE": [("ee.ik", "Isikukood", identifiers.ee_personal)],
}


@dataclass(frozen=True)
class Patient:
    """What stays the same over the letters about one patient."""

    number: str
    who: Person
    born: date
    postcode: str
    town: str
    address: str
    scheme: str
    label: str
    identifier: str
    language: str


def _patient(rng: Random, serial: int) -> Patient:
    language = _by_share(rng)
    state = rng.pick(GUESTS) if rng.chance(9) else rng.pick(LANGUAGES[language].states)
    who = person(rng, state)
    born = date(1932, 1, 1) + timedelta(days=rng.below(76 * 365))
    postcode, town = postcode_and_town(rng, state)
    scheme, label, make = rng.pick(SCHEMES[state])
    if state == "IT":
        identifier = make(rng, born, who.is_female, who.first, who.last)
    else:
        identifier = make(rng, born, who.is_female)
    home = address(rng, state, postcode, town)
    number = f"P-{100_000 + serial * 577 + rng.below(400)}"
    return Patient(number, who, born, postcode, town, home, scheme, label, identifier, language)


def _by_share(rng: Random) -> str:
    point = rng.below(100)
    for name, language in LANGUAGES.items():
        point -= language.share
        if point < 0:
            return name
    raise AssertionError("shares add up to 100")


class Letter:
    """One letter under construction: its fixed facts, and the items made from them."""

    def __init__(self, rng: Random, patient: Patient) -> None:
        self.rng = rng
        self.patient = patient
        self.language = LANGUAGES[patient.language]
        state = rng.pick(self.language.states)
        self.discharged = LATEST - timedelta(days=rng.below(900))
        self.admitted = self.discharged - timedelta(days=rng.between(2, 16))
        self.gp = person(rng, state)
        self.doctor = person(rng, state)
        relative = person(rng, patient.who.state)
        self.relative = replace(relative, last=patient.who.last) if rng.chance(60) else relative
        self.ward = rng.pick(self.language.wards)
        self.case = f"{rng.between(20, 26)}-{rng.digits(7)}"
        self.is_long_date = rng.chance(35)
        self.state = state

    def date_text(self, day: date) -> str:
        """`day` as this letter writes dates."""
        if self.is_long_date:
            month = self.language.months[day.month - 1]
            return self.language.date_form.format(d=day.day, month=month, y=day.year)
        return day.strftime(SHORT_DATES.get(self.patient.language, "%d/%m/%Y"))

    def item(self, name: str) -> tuple[str, str, str]:
        """Text, type and kind of the item called `name`."""
        rng, patient = self.rng, self.patient
        who = patient.who
        match name:
            case "patient":
                return who.full, "person", "direct"
            case "patient.last":
                return who.last, "person", "direct"
            case "patient.reversed":
                return f"{who.last}, {who.first}", "person", "direct"
            case "gp":
                return self.gp.full, "person", "direct"
            case "gp.last":
                return self.gp.last, "person", "direct"
            case "doctor":
                return self.doctor.full, "person", "direct"
            case "relative":
                return self.relative.full, "person", "direct"
            case "birth":
                return self.date_text(patient.born), "birth-date", "quasi"
            case "admitted":
                return self.date_text(self.admitted), "date", "quasi"
            case "discharged":
                return self.date_text(self.discharged), "date", "quasi"
            case "date":
                stay = (self.discharged - self.admitted).days
                return self.date_text(self.admitted + timedelta(days=rng.between(0, stay))), "date", "quasi"
            case "later":
                return self.date_text(self.discharged + timedelta(days=rng.between(5, 80))), "date", "quasi"
            case "age":
                born = patient.born
                had_birthday = (self.admitted.month, self.admitted.day) >= (born.month, born.day)
                return str(self.admitted.year - born.year - (not had_birthday)), "age", "quasi"
            case "town":
                return postcode_and_town(rng, self.state)[1], "town", "quasi"
            case "address":
                return patient.address, "address", "direct"
            case "phone":
                return phone(rng, who.state), "phone", "direct"
            case "email":
                return email(rng, rng.pick([self.relative, who, self.doctor])), "email", "direct"
            case "iban":
                return identifiers.iban(rng, who.state), "iban", "direct"
            case "id":
                return patient.identifier, patient.scheme, "direct"
            case "id.label":
                return patient.label, "", ""
            case "card":
                return identifiers.card(rng), "card", "direct"
            case "ipv4":
                return identifiers.ipv4(rng), "ipv4", "direct"
            case "ipv6":
                return identifiers.ipv6(rng), "ipv6", "direct"
            case "mac":
                return identifiers.mac(rng), "mac", "direct"
            case "url":
                user, host = (
                    handle(rng, who),
                    rng.pick(["portal.example", "clinic.example", "results.example.org"]),
                )
                path = rng.pick([f"{user}@{host}/letters", f"{host}/~{user}/letters", f"{host}/users/{user}"])
                return f"https://{path}/{rng.digits(4)}", "url", "direct"
            case "case":
                return self.case, "record", "direct"
            case "pid":
                return patient.number, "record", "direct"
            case "ward":
                return self.ward, "", ""
        raise ValueError(f"no item called {name}")

    def write(self, grammar: Grammar) -> Text:
        """The letter's text, 60 to 250 words."""
        rng, text = self.rng, Text()
        grammar.reset()
        target = rng.between(70, 215)

        def sentence(section: str) -> None:
            if text.value and not text.value.endswith("\n"):
                text.add(" ")
            start = len(text.value)
            drawn = grammar.draw(rng, section)
            grammar.write(text, rng, drawn, self.patient.who.is_female, self.language.comma, self.item)
            if section == "opening" and text.value[:start].rstrip().endswith("."):
                text.value = text.value[:start] + text.value[start].upper() + text.value[start + 1 :]

        gap = rng.pick(["\n", "\n\n", "\n"])
        sentence("salutation")
        text.add(gap)
        sentence("opening")
        sentence("complaint")
        text.add(gap)
        sentence("diagnosis")
        if rng.chance(1.6):
            sentence("intruder")
        body = ["exam", "exam", "lab", "imaging", "course", "course", "exam", "complaint", "lab", "imaging",
                "course", "contact", "social", "contact", "course", "number", "lab", "plan", "exam"]  # fmt: skip
        order = {name: i for i, name in enumerate(["complaint", "exam", "lab", "imaging", "course", "social"])}
        wanted: list[str] = []
        extra = max(0, target - text.words - 45)
        for section in [body[0]] + rng.shuffled(body[1:]):
            if len(wanted) * 14 >= extra + 14:
                break
            wanted.append(section)
        for section in sorted(wanted, key=lambda name: order.get(name, 9)):
            if rng.chance(20):
                text.add(gap)
            sentence(section)
        text.add(gap)
        sentence("medication")
        sentence("contact")
        sentence("plan")
        text.add(gap)
        sentence("closing")
        return text


def _decomposed(text: Text) -> Text:
    """`text` with letters and accents apart (NFD), as some systems export it."""
    result = Text(unicodedata.normalize("NFD", text.value))
    for span in text.spans:
        start = len(unicodedata.normalize("NFD", text.value[: span.start]))
        end = len(unicodedata.normalize("NFD", text.value[: span.end]))
        result.spans.append(Span(start, end, span.type, span.kind))
    return result


def generate(seed: int, folder: Path) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """Records and gold spans. Of 100 letters about 3 are copies of an earlier one, 2 are too short."""
    rng = Random(seed)
    grammars = {name: Grammar(folder / f"{name}.txt") for name in LANGUAGES}
    patients = [_patient(rng, i) for i in range(COUNT * 3 // 5)]
    records: list[dict[str, str]] = []
    spans_of: list[list[Span]] = []
    for i in range(COUNT):
        if i > 100 and rng.chance(3):
            earlier = rng.below(i)
            records.append({**records[earlier], "id": f"L-{i:05d}"})
            spans_of.append(spans_of[earlier])
            continue
        patient = rng.pick(patients)
        letter = Letter(rng, patient)
        if rng.chance(2):
            text = Text(rng.pick(grammars[patient.language].sections["short"]))
        else:
            text = letter.write(grammars[patient.language])
        if rng.chance(0.8):
            text = _decomposed(text)
        records.append(
            {
                "id": f"L-{i:05d}",
                "text": text.value,
                "patient_id": patient.number,
                "name": patient.who.full,
                "birth_date": patient.born.isoformat(),
                "postcode": patient.postcode,
                "lang": patient.language,
                "ward": letter.ward,
                "date": letter.discharged.isoformat(),
            }
        )
        spans_of.append(text.spans)
    gold = [_gold(record["id"], span) for record, spans in zip(records, spans_of, strict=True) for span in spans]
    return records, gold


def _gold(letter: str, span: Span) -> dict[str, Any]:
    return {"id": letter, "start": span.start, "end": span.end, "type": span.type, "kind": span.kind}
