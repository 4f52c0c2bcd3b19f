"""Machine telemetry: sensor values and the log lines that operators and controllers write."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from . import identifiers
from .rng import Random
from .states import email, person, phone

COUNT = 4000

LOGS = [
    "spindle temperature {t} °C, vibration {v} mm/s, within limits",
    "vibration {v} mm/s on axis {axis} exceeds the warning level of 4.5 mm/s",
    "operator {name} (badge {badge}) acknowledged alarm {code}",
    "alarm {code}: coolant pressure {p} bar below set point",
    "program O{program} started by {badge}, batch {batch}",
    "tool {tool} changed after {n} parts, wear {w} µm",
    "remote session opened from {ipv4} by {email}",
    "controller {mac} restarted, firmware 4.{n}.{axis_number}",
    "Wartung durch {name}, Rückfragen unter {phone}",
    "Störung {code} quittiert, Schicht {shift}, Bediener {badge}",
    "arrêt d'urgence déclenché par {name}, reprise après {n} minutes",
    "pomiar drgań {v} mm/s, operator {badge}",
    "parada programada, responsable {name}",
    "energy {e} kWh in this cycle, idle share {w} %",
    "feed override set to {w} % because of chatter on axis {axis}",
    "part {batch}-{program} rejected: bore {t} µm out of tolerance",
]


def generate(seed: int) -> list[dict[str, Any]]:
    """Records of some forty machines over ten days."""
    rng = Random(seed)
    operators = []
    for _ in range(60):
        who = person(rng, rng.pick(["DE", "FR", "ES", "PL", "IT"]))
        operators.append((who, f"B{rng.digits(5)}", email(rng, who)))
    machines = [f"{rng.pick(['MILL', 'LATHE', 'PRESS', 'ROBOT'])}-{i:03d}" for i in range(40)]
    begin = datetime(2026, 5, 4, 6)
    records = []
    for i in range(COUNT):
        who, badge, address = rng.pick(operators)
        temperature, vibration, pressure = (
            rng.between(180, 860) / 10,
            rng.between(2, 90) / 10,
            rng.between(20, 62) / 10,
        )
        lines = []
        for _ in range(rng.between(2, 6)):
            lines.append(
                rng.pick(LOGS).format(
                    t=temperature, v=vibration, p=pressure, axis=rng.pick("XYZABC"), name=who.full, badge=badge,
                    code=f"{rng.pick('AEFW')}{rng.between(100, 989)}", program=rng.between(1000, 9800),
                    batch=f"{rng.between(10, 99)}{rng.pick('KLM')}{rng.between(100, 999)}", tool=rng.between(1, 48),
                    n=rng.between(2, 480), w=rng.between(3, 120), ipv4=identifiers.ipv4(rng), email=address,
                    mac=identifiers.mac(rng), axis_number=rng.below(9), phone=phone(rng, who.state),
                    shift=rng.pick("123"), e=rng.between(3, 90) / 10,
                )
            )  # fmt: skip
        records.append(
            {
                "machine_id": rng.pick(machines),
                "badge": badge,
                "operator": who.full,
                "time": (begin + timedelta(seconds=i * 211 + rng.below(200))).isoformat() + "Z",
                "temperature": temperature,
                "vibration": vibration,
                "pressure": pressure,
                "level": rng.pick(["info", "info", "info", "warning", "alarm"]),
                "text": "\n".join(lines),
            }
        )
    return records
