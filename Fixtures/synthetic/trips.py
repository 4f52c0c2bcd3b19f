"""Trips of a car-sharing fleet: plates, user addresses, tracks and drivers' notes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .rng import Random
from .states import Person, email, fill, person, phone

COUNT = 4000
HEADER = [
    "trip_id", "plate", "user_email", "start_time", "end_time", "start_lat", "start_lon", "end_lat", "end_lon",
    "distance_km", "fare_eur", "mode", "text",
]  # fmt: skip

CITIES = [
    ("DE", 52.52, 13.40, "B-@@ ####"), ("DE", 53.55, 9.99, "HH-@@ ###"), ("FR", 45.76, 4.84, "@@-###-@@"),
    ("ES", 41.39, 2.17, "#### @@@"), ("IT", 45.46, 9.19, "@@ ###@@"), ("NL", 52.37, 4.90, "@-###-@@"),
    ("PL", 52.23, 21.01, "WA #####"),
]  # fmt: skip

NOTES = {
    "DE": [
        "Fahrt ohne Besonderheiten, Fahrzeug sauber übergeben.",
        "Kunde {name} meldet einen Kratzer an der Beifahrertür, Rückruf unter {phone} erbeten.",
        "Ladestand bei Abgabe {n} %, Kabel lag im Kofferraum.",
        "Unfall mit Sachschaden, Gegner {name}, Kennzeichen {plate}; Polizei vor Ort.",
        "Gegenstand gefunden: schwarze Tasche, Eigentümer vermutlich {email}.",
        "Stau auf der Ringstraße, {n} Minuten Verspätung bei der Rückgabe.",
        "Reifendruck vorne links {n} % unter Soll, Werkstatt verständigt.",
    ],
    "FR": [
        "Trajet sans incident, véhicule rendu propre.",
        "{name} signale un bruit au freinage, rappeler au {phone}.",
        "Batterie à {n} % au retour, borne hors service.",
        "Objet trouvé sur la banquette, contacter {email}.",
        "Retard de {n} minutes à cause de travaux sur le pont.",
    ],
    "ES": [
        "Viaje sin incidencias, vehículo limpio.",
        "{name} avisa de una rueda baja, llamar al {phone}.",
        "Batería al {n} % en la devolución.",
        "Multa de aparcamiento, matrícula {plate}, remitir a {email}.",
        "Desvío por obras, {n} minutos más de lo previsto.",
    ],
    "IT": [
        "Viaggio regolare, auto pulita.",
        "{name} segnala una spia accesa, richiamare al {phone}.",
        "Carica residua {n} % alla riconsegna.",
        "Oggetto smarrito, scrivere a {email}.",
        "Deviazione per lavori, {n} minuti di ritardo.",
    ],
    "NL": [
        "Rit zonder bijzonderheden, auto schoon ingeleverd.",
        "{name} meldt schade aan de bumper, graag bellen op {phone}.",
        "Accu bij inleveren {n} %.",
        "Gevonden voorwerp, eigenaar mogelijk {email}.",
        "Brug open, {n} minuten vertraging.",
    ],
    "PL": [
        "Przejazd bez uwag, pojazd czysty.",
        "{name} zgłasza uszkodzenie lusterka, proszę oddzwonić: {phone}.",
        "Poziom baterii przy zwrocie {n} %.",
        "Znaleziono telefon, kontakt {email}.",
        "Objazd przez roboty drogowe, opóźnienie {n} minut.",
    ],
}


def note(rng: Random, who: Person, plate: str) -> str:
    """One or two sentences about the trip, some with personal items."""
    sentences = [rng.pick(NOTES[who.state]) for _ in range(rng.between(1, 3))]
    other = person(rng, who.state)
    return " ".join(
        sentence.format(
            name=rng.pick([who, other]).full, phone=phone(rng, who.state), email=email(rng, other),
            plate=plate, n=rng.between(4, 97),
        )
        for sentence in dict.fromkeys(sentences)
    )  # fmt: skip


def generate(seed: int) -> list[list[Any]]:
    """Rows in the order of `HEADER`; users and vehicles come again."""
    rng = Random(seed)
    users = []
    for _ in range(600):
        city = rng.pick(CITIES)
        who = person(rng, city[0])
        users.append((city, who, email(rng, who)))
    plates = {city: [fill(rng, city[3]) for _ in range(40)] for city in CITIES}
    rows = []
    begin = datetime(2026, 3, 2, 5)
    for i in range(COUNT):
        city, who, address = rng.pick(users)
        start = begin + timedelta(minutes=rng.below(60 * 24 * 90))
        minutes = rng.between(6, 95)
        start_lat, start_lon = (
            city[1] + rng.between(-600, 600) / 10_000,
            city[2] + rng.between(-900, 900) / 10_000,
        )
        end_lat, end_lon = (
            start_lat + rng.between(-400, 400) / 10_000,
            start_lon + rng.between(-600, 600) / 10_000,
        )
        distance = minutes * rng.between(20, 60) / 100
        plate = rng.pick(plates[city])
        rows.append(
            [
                f"T{i:06d}", plate, address, start.isoformat() + "Z",
                (start + timedelta(minutes=minutes)).isoformat() + "Z",
                f"{start_lat:.5f}", f"{start_lon:.5f}", f"{end_lat:.5f}", f"{end_lon:.5f}",
                f"{distance:.2f}", f"{1 + distance * 0.39 + minutes * 0.11:.2f}",
                rng.pick(["car", "car", "van", "bike"]), note(rng, who, plate),
            ]
        )  # fmt: skip
    return rows
