"""Identifiers with valid check digits. Each function names the rule it follows."""

from __future__ import annotations

from datetime import date

from .rng import Random


def weighted(digits: str, weights: list[int]) -> int:
    """Sum of digits times weights."""
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True))


def luhn_digit(payload: str) -> str:
    """Check digit of ISO/IEC 7812-1, annex B."""
    total = 0
    for i, d in enumerate(reversed(payload)):
        n = int(d) * (2 if i % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return str(-total % 10)


def mod_11_10_digit(payload: str) -> str:
    """Check digit of ISO 7064 MOD 11,10."""
    p = 10
    for d in payload:
        p = (p + int(d)) % 10 or 10
        p = p * 2 % 11
    return str((11 - p) % 10)


def card(rng: Random) -> str:
    """Payment card number (ISO/IEC 7812), in groups of four."""
    payload = rng.pick(["4", "51", "52", "53", "54", "55"])
    payload += rng.digits(15 - len(payload))
    number = payload + luhn_digit(payload)
    separator = rng.pick([" ", " ", "-", ""])
    return separator.join(number[i : i + 4] for i in range(0, 16, 4))


# Account part of an IBAN by state (ISO 13616 registry): n digits, a capital letters, c either.
BBAN = {
    "DE": "18n", "AT": "16n", "FR": "10n11c2n", "IT": "1a10n12c", "PL": "24n", "IE": "4a14n",
    "NL": "4a10n", "PT": "21n", "SE": "20n", "FI": "14n", "RO": "4a16c", "HR": "17n",
    "CZ": "20n", "EE": "16n",
}  # fmt: skip

BANKS = {
    "BE": ["001", "063", "310", "363", "751"], "NL": ["ABNA", "INGB", "RABO", "TRIO"],
    "IE": ["AIBK", "BOFI", "IRCE"], "RO": ["BTRL", "RZBR", "RNCB"],
}  # fmt: skip


def _national_account(rng: Random, state: str) -> str | None:
    """Account part where the state prescribes check digits inside it."""
    if state == "BE":
        base = rng.pick(BANKS["BE"]) + rng.digits(7)
        return base + f"{int(base) % 97 or 97:02d}"
    if state == "ES":
        bank, account = rng.digits(8), rng.digits(10)
        weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]

        def check(digits: str) -> str:
            value = 11 - weighted(digits, weights) % 11
            return {11: "0", 10: "1"}.get(value, str(value))

        return bank + check("00" + bank) + check(account) + account
    return None


def iban(rng: Random, state: str) -> str:
    """IBAN (ISO 13616): check digits by ISO 7064 MOD 97-10, groups of four."""
    account = _national_account(rng, state)
    if account is None:
        account, count = "", ""
        for c in BBAN[state]:
            if c.isdigit():
                count += c
                continue
            n = int(count)
            count = ""
            if c == "a" and state in BANKS:
                account += rng.pick(BANKS[state])
            elif c == "n":
                account += rng.digits(n)
            else:
                account += rng.letters(n) if c == "a" else rng.letters(n, "0123456789ABCDEFGHJKLMNPRSTUVWXYZ")
    number = int("".join(str(int(c, 36)) for c in account + state + "00"))
    text = f"{state}{98 - number % 97:02d}{account}"
    return text if rng.chance(25) else " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def de_tax(rng: Random, born: date, female: bool) -> str:
    """Steuerliche Identifikationsnummer (§ 139b AO): one digit twice among ten, ISO 7064 MOD 11,10."""
    while True:
        digits = rng.shuffled("0123456789")
        digits[9] = digits[0]
        payload = "".join(rng.shuffled(digits))
        if payload[0] != "0":
            break
    number = payload + mod_11_10_digit(payload)
    return number if rng.chance(50) else f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}"


def de_health(rng: Random, born: date, female: bool) -> str:
    """Krankenversichertennummer (§ 290 SGB V): letter, eight digits, check digit with weights 1, 2."""
    letter, digits = rng.letters(1), rng.digits(8)
    total = 0
    for i, d in enumerate(f"{ord(letter) - 64:02d}" + digits):
        n = int(d) * (1 if i % 2 == 0 else 2)
        total += n // 10 + n % 10
    return f"{letter}{digits}{total % 10}"


def at_social(rng: Random, born: date, female: bool) -> str:
    """Sozialversicherungsnummer: three digits, check digit (3 7 9, 5 8 4 2 1 6 mod 11), day of birth."""
    day = born.strftime("%d%m%y")
    while True:
        serial = rng.digits(3)
        check = weighted(serial + day, [3, 7, 9, 5, 8, 4, 2, 1, 6]) % 11
        if check < 10:
            return f"{serial}{check} {day}" if rng.chance(70) else f"{serial}{check}{day}"


def fr_nir(rng: Random, born: date, female: bool) -> str:
    """Numéro d'inscription au répertoire: 13 digits and the key 97 - n mod 97."""
    department = rng.pick(["13", "31", "33", "35", "44", "59", "67", "69", "75", "76"])
    number = (2 if female else 1, born.strftime("%y"), born.strftime("%m"), department)
    commune, order = f"{rng.between(1, 589):03d}", f"{rng.between(1, 999):03d}"
    body = "".join(str(part) for part in number) + commune + order
    key = f"{97 - int(body) % 97:02d}"
    if rng.chance(40):
        return body + key
    return " ".join([body[0], body[1:3], body[3:5], body[5:7], body[7:10], body[10:13], key])


DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def es_dni(rng: Random, born: date, female: bool) -> str:
    """Documento nacional de identidad: eight digits and a letter by n mod 23."""
    number = rng.digits(8)
    letter = DNI_LETTERS[int(number) % 23]
    return number + rng.pick(["", "", "-"]) + letter


def es_nie(rng: Random, born: date, female: bool) -> str:
    """Número de identidad de extranjero: X, Y or Z stands for 0, 1 or 2 before the rule of the DNI."""
    prefix, number = rng.below(3), rng.digits(7)
    return "XYZ"[prefix] + number + DNI_LETTERS[int(f"{prefix}{number}") % 23]


CF_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21] * 2 + [2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23],
        strict=True,
    )
)


def _cf_part(name: str, is_first: bool) -> str:
    letters = [c for c in name.upper() if "A" <= c <= "Z"]
    consonants = [c for c in letters if c not in "AEIOU"]
    if is_first and len(consonants) >= 4:
        consonants = [consonants[0], consonants[2], consonants[3]]
    vowels = [c for c in letters if c in "AEIOU"]
    return "".join((consonants + vowels + ["X"] * 3)[:3])


def it_fiscal(rng: Random, born: date, female: bool, first: str, last: str) -> str:
    """Codice fiscale (D.M. 12 marzo 1974): names, birth, cadastral code, control letter mod 26."""
    day = born.day + (40 if female else 0)
    place = rng.pick(["A944", "D612", "F205", "F839", "G273", "H501", "L219", "L736"])
    code = _cf_part(last, False) + _cf_part(first, True)
    code += f"{born:%y}{'ABCDEHLMPRST'[born.month - 1]}{day:02d}{place}"
    total = sum(CF_ODD[c] if i % 2 == 0 else (int(c) if c.isdigit() else ord(c) - 65) for i, c in enumerate(code))
    return code + chr(65 + total % 26)


def pl_pesel(rng: Random, born: date, female: bool) -> str:
    """PESEL: birth (month + 20 from 2000), serial, sex digit, check with weights 1 3 7 9."""
    month = born.month + (20 if born.year >= 2000 else 0)
    sex = rng.between(0, 4) * 2 + (0 if female else 1)
    body = f"{born:%y}{month:02d}{born:%d}{rng.below(1000):03d}{sex}"
    return body + str(-weighted(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)


def nl_bsn(rng: Random, born: date, female: bool) -> str:
    """Burgerservicenummer: nine digits that pass the eleven test."""
    while True:
        body = rng.digits(8)
        last = weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
        if last < 10:
            number = body + str(last)
            return number if rng.chance(70) else f"{number[:4]}.{number[4:6]}.{number[6:]}"


def ie_pps(rng: Random, born: date, female: bool) -> str:
    """Personal Public Service Number: seven digits and a letter mod 23, often with a second letter."""
    digits = rng.digits(7)
    second = rng.pick(["", "A", "A", "B"])
    total = weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + (9 * (ord(second) - 64) if second else 0)
    return digits + "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] + second


def be_national(rng: Random, born: date, female: bool) -> str:
    """Rijksregisternummer: birth, serial (odd for men), 97 - n mod 97 with a leading 2 from 2000."""
    serial = rng.between(1, 498) * 2 + (0 if female else 1)
    body = f"{born:%y%m%d}{serial:03d}"
    check = 97 - int(("2" if born.year >= 2000 else "") + body) % 97
    return f"{body[:2]}.{body[2:4]}.{body[4:6]}-{body[6:]}.{check:02d}"


def pt_nif(rng: Random, born: date, female: bool) -> str:
    """Número de identificação fiscal: nine digits, weights 9 to 2 mod 11."""
    body = rng.pick("12") + rng.digits(7)
    check = 11 - weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
    number = body + str(check if check < 10 else 0)
    return number if rng.chance(60) else f"{number[:3]} {number[3:6]} {number[6:]}"


def se_personal(rng: Random, born: date, female: bool) -> str:
    """Personnummer: birth, three digits (odd for men), Luhn."""
    serial = rng.between(1, 498) * 2 + (0 if female else 1)
    body = f"{born:%y%m%d}{serial:03d}"
    return f"{body[:6]}-{body[6:]}{luhn_digit(body)}"


def fi_hetu(rng: Random, born: date, female: bool) -> str:
    """Henkilötunnus: birth, century sign, serial (odd for men), check character mod 31."""
    serial = rng.between(1, 449) * 2 + (0 if female else 1)
    check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(f"{born:%d%m%y}{serial:03d}") % 31]
    return f"{born:%d%m%y}{'A' if born.year >= 2000 else '-'}{serial:03d}{check}"


def ro_cnp(rng: Random, born: date, female: bool) -> str:
    """Cod numeric personal: sex and century, birth, county, serial, weights 279146358279 mod 11."""
    sex = (6 if female else 5) if born.year >= 2000 else (2 if female else 1)
    body = f"{sex}{born:%y%m%d}{rng.between(1, 46):02d}{rng.between(1, 999):03d}"
    check = weighted(body, [int(d) for d in "279146358279"]) % 11
    return body + str(1 if check == 10 else check)


def hr_oib(rng: Random, born: date, female: bool) -> str:
    """Osobni identifikacijski broj: ten digits and ISO 7064 MOD 11,10."""
    body = rng.digits(10)
    return body + mod_11_10_digit(body)


def cz_birth(rng: Random, born: date, female: bool) -> str:
    """Rodné číslo: birth (month + 50 for women), serial, divisible by 11."""
    month = born.month + (50 if female else 0)
    while True:
        body = f"{born:%y}{month:02d}{born:%d}{rng.below(1000):03d}"
        check = int(body) % 11
        if check < 10:
            return f"{body[:6]}/{body[6:]}{check}"


def ee_personal(rng: Random, born: date, female: bool) -> str:
    """Isikukood: sex and century, birth, serial, two-pass mod 11."""
    sex = (6 if female else 5) if born.year >= 2000 else (4 if female else 3)
    body = f"{sex}{born:%y%m%d}{rng.between(1, 999):03d}"
    check = weighted(body, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
    if check == 10:
        check = weighted(body, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10
    return body + str(check)


def cups(rng: Random) -> str:
    """Spanish supply point: ES, 16 digits, two letters by n mod 529 (Real Decreto 1435/2002)."""
    digits = "0021" + rng.digits(12)
    quotient, remainder = divmod(int(digits) % 529, 23)
    return f"ES{digits}{DNI_LETTERS[quotient]}{DNI_LETTERS[remainder]}0F"


def ipv4(rng: Random) -> str:
    """An address of the documentation ranges (RFC 5737) or a private range (RFC 1918)."""
    prefix = rng.pick(["192.0.2", "198.51.100", "203.0.113", f"10.{rng.below(256)}.{rng.below(256)}"])
    return f"{prefix}.{rng.between(1, 254)}"


def ipv6(rng: Random) -> str:
    """An address of the documentation range 2001:db8::/32 (RFC 3849)."""
    groups = [f"{rng.below(65536):x}" for _ in range(rng.between(1, 4))]
    return "2001:db8::" + ":".join(groups)


def mac(rng: Random) -> str:
    """A locally administered EUI-48."""
    octets = [f"{rng.below(64) * 4 + 2:02x}"] + [f"{rng.below(256):02x}" for _ in range(5)]
    return rng.pick([":", ":", "-"]).join(octets)
