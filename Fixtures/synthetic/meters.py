"""Readings of electricity meters: metering points, customers, quarter-hourly work and fitters' notes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from . import identifiers
from .rng import Random
from .states import email, person, phone, postcode_and_town

COUNT = 5000
HEADER = ["metering_point", "customer_id", "postcode", "tariff", "time", "kwh", "peak_kw", "text"]

NOTES = {
    "DE": [
        "Ablesung automatisch, Plausibilität geprüft.",
        "Zähler im Keller, Zugang über {name}, Telefon {phone}.",
        "Verbrauch {n} % über Vorjahr, Rückfrage an {email} gestellt.",
        "Wärmepumpe seit dem Frühjahr in Betrieb.",
        "Funkmodul nach Neustart wieder erreichbar unter {ipv4}.",
        "Ersatzwert gebildet, {n} Viertelstunden fehlten.",
    ],
    "AT": [
        "Ablesung über Smart Meter, keine Auffälligkeiten.",
        "Zähler im Stiegenhaus, Schlüssel bei {name}.",
        "Einspeisung aus der Photovoltaikanlage {n} % des Bezugs.",
        "Rückruf an {phone} vereinbart.",
    ],
    "FR": [
        "Relevé automatique sans anomalie.",
        "Compteur en limite de propriété, prévenir {name} au {phone}.",
        "Hausse de {n} % signalée à {email}.",
        "Index estimé, {n} valeurs manquantes.",
    ],
    "ES": [
        "Lectura telegestionada sin incidencias.",
        "Contador en portal cerrado, avisar a {name} en el {phone}.",
        "Aumento del {n} %, correo enviado a {email}.",
        "Lectura estimada, faltan {n} valores.",
    ],
}


def metering_point(rng: Random, state: str) -> str:
    """The state's designation of a metering point."""
    match state:
        case "DE":
            return "DE" + rng.digits(31)
        case "AT":
            return "AT" + rng.digits(31)
        case "ES":
            return identifiers.cups(rng)
    return rng.digits(14)


def generate(seed: int) -> list[list[Any]]:
    """Rows in the order of `HEADER`: some 250 customers, twenty readings each."""
    rng = Random(seed)
    rows: list[list[Any]] = []
    begin = datetime(2026, 1, 12)
    serial = 0
    while len(rows) < COUNT:
        state = rng.pick(["DE", "DE", "AT", "FR", "ES"])
        point, customer = metering_point(rng, state), f"C{310_000 + serial * 7}"
        postcode, _ = postcode_and_town(rng, state)
        tariff = rng.pick(["household", "household", "heat-pump", "business"])
        base = rng.between(20, 240)
        serial += 1
        for step in range(20):
            who = person(rng, state)
            load = base * rng.between(40, 180) / 100
            text = rng.pick(NOTES[state]).format(
                name=who.full, phone=phone(rng, state), email=email(rng, who), ipv4=identifiers.ipv4(rng),
                n=rng.between(2, 60),
            )  # fmt: skip
            time = begin + timedelta(minutes=15 * (serial * 3 + step))
            rows.append(
                [point, customer, postcode, tariff, time.isoformat() + "Z", f"{load / 1000:.3f}",
                 f"{load * 4 / 1000:.3f}", text]
            )  # fmt: skip
    return rows[:COUNT]
