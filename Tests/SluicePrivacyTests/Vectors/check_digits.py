#!/usr/bin/env python3
"""Writes CheckDigitVectors.swift: verdicts of python-stdnum (2.2) on candidates that the tests make again.

A template makes `bodies` bodies from a fixed random sequence: d a digit, a a capital, w either, YYMMDD a date;
then every end of digits (c), letters (C) or both (x) is tried. The verdicts are kept as their number and an
FNV-1a digest, so that the tests need neither Python nor a large file.

    pip install python-stdnum==2.2 && python3 check_digits.py > CheckDigitVectors.swift
"""
import functools
import importlib
import itertools

MASK = (1 << 64) - 1
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Sequence:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state ^= (self.state << 13) & MASK
        self.state ^= self.state >> 7
        self.state ^= (self.state << 17) & MASK
        return self.state % limit


def body(template, sequence):
    text, position = "", 0
    while position < len(template):
        pair = template[position:position + 2]
        if pair == "YY":
            text, position = text + "%02d" % sequence.below(100), position + 2
        elif pair == "MM":
            text, position = text + "%02d" % (1 + sequence.below(12)), position + 2
        elif pair == "DD":
            text, position = text + "%02d" % (1 + sequence.below(28)), position + 2
        else:
            code = template[position]
            pool = {"d": DIGITS, "a": LETTERS, "w": DIGITS + LETTERS}.get(code)
            text += pool[sequence.below(len(pool))] if pool else code
            position += 1
    return text


def ends(template):
    pools = [{"c": DIGITS, "C": LETTERS, "x": DIGITS + LETTERS}[code] for code in template]
    return ["".join(parts) for parts in itertools.product(*pools)]


CASES = [  # name here, module there, body, end, bodies
    ("de.idnr", "de.idnr", "dddddddddd", "c", 2000), ("de.idnr", "de.idnr", "1223456789", "c", 1),
    ("fr.nir", "fr.nir", "1YYMMdddddddd", "cc", 200), ("fr.nir", "fr.nir", "2YYMM2Adddddd", "cc", 100),
    ("es.dni", "es.dni", "dddddddd", "C", 1000), ("es.nie", "es.nie", "Xddddddd", "C", 500),
    ("es.nie", "es.nie", "Zddddddd", "C", 500),
    ("it.cf", "it.codicefiscale", "aaaaaaYYHDDaddd", "C", 1000), ("it.cf", "it.codicefiscale", "RSSMRAYYTDDHdLd", "C", 300),
    ("pl.pesel", "pl.pesel", "YYMMDDdddd", "c", 1000), ("pl.nip", "pl.nip", "ddddddddd", "c", 1000),
    ("nl.bsn", "nl.bsn", "dddddddd", "c", 1000), ("be.nn", "be.nn", "7dMMDDddd", "cc", 200), ("be.nn", "be.nn", "1dMMDDddd", "cc", 200),
    ("at.svnr", "at.vnr", "ddddDDMM", "cc", 200), ("pt.nif", "pt.nif", "dddddddd", "c", 1000),
    ("se.pnr", "se.personnummer", "YYMMDDddd", "c", 1000), ("fi.hetu", "fi.hetu", "DDMMYYAddd", "x", 300),
    ("cz.rc", "cz.rc", "YYMMDDddd", "c", 1000), ("sk.rc", "sk.rc", "YYMMDDddd", "c", 1000),
    ("ro.cnp", "ro.cnp", "1YYMMDD12ddd", "c", 1000), ("bg.egn", "bg.egn", "YYMMDDddd", "c", 1000),
    ("hr.oib", "hr.oib", "dddddddddd", "c", 1000), ("ee.ik", "ee.ik", "3YYMMDDddd", "c", 1000),
    ("lt.ak", "lt.asmens", "4YYMMDDddd", "c", 1000), ("gr.amka", "gr.amka", "DDMMYYdddd", "c", 1000),
    ("gr.afm", "gr.vat", "dddddddd", "c", 1000), ("ie.pps", "ie.pps", "ddddddd", "C", 1000),
    ("ie.pps", "ie.pps", "ddddddd", "CC", 40), ("si.emso", "si.emso", "DDMM9YY50ddd", "c", 1000),
    ("no.fnr", "no.fodselsnummer", "DDMM0dddd", "cc", 100), ("no.fnr", "no.fodselsnummer", "DDMM6dddd", "cc", 100), ("is.kt", "is_.kennitala", "DDMMYYdd", "cc", 100),
    ("ch.ahv", "ch.ssn", "756ddddddddd", "c", 1000), ("gb.nhs", "gb.nhs", "ddddddddd", "c", 1000),
    ("lv.pk", "lv.pvn", "DDMMYY1ddd", "c", 1000), ("lei", "lei", "5299wwwwwwwwwwwwww", "cc", 100),
    ("eic", "eu.eic", "11Xwwwwwwwwwwww", "x", 300), ("es.cups", "es.cups", "ESdddddddddddddddd", "CC", 20),
    ("luhn", "luhn", "ddddddddddddddd", "c", 500),
    ("iban DE", "iban", "DE%dddddddddddddddddd", "cc", 100), ("iban GB", "iban", "GB%aaaadddddddddddddd", "cc", 100),
    ("iban FR", "iban", "FR%ddddddddddwwwwwwwwwwwdd", "cc", 60), ("iban ES", "iban", "ES%dddddddddddddddddddd", "cc", 300),
    ("iban BE", "iban", "BE%dddddddddddd", "cc", 200), ("iban NO", "iban", "NO%ddddddddddd", "cc", 200),
    ("vat AT", "at.uid", "Uddddddd", "c", 500), ("vat BE", "be.vat", "0ddddddd", "cc", 100),
    ("vat BG", "bg.vat", "dddddddd", "c", 500), ("vat CZ", "cz.dic", "ddddddd", "c", 500),
    ("vat DE", "de.vat", "dddddddd", "c", 500), ("vat DK", "dk.cvr", "ddddddd", "c", 500),
    ("vat EE", "ee.kmkr", "dddddddd", "c", 500), ("vat EL", "gr.vat", "dddddddd", "c", 500),
    ("vat FI", "fi.alv", "ddddddd", "c", 500), ("vat FR", "fr.tva", "%ddddddddd", "cc", 100),
    ("vat HR", "hr.oib", "dddddddddd", "c", 500), ("vat HU", "hu.anum", "ddddddd", "c", 500),
    ("vat IT", "it.iva", "ddddddd001", "c", 500), ("vat LT", "lt.pvm", "ddddddd1", "c", 500),
    ("vat LU", "lu.tva", "dddddd", "cc", 200), ("vat LV", "lv.pvn", "4ddddddddd", "c", 500),
    ("vat MT", "mt.vat", "dddddd", "cc", 200), ("vat PL", "pl.nip", "ddddddddd", "c", 500),
    ("vat PT", "pt.nif", "dddddddd", "c", 500), ("vat RO", "ro.cui", "ddddddd", "c", 500),
    ("vat SI", "si.ddv", "ddddddd", "c", 500), ("vat SK", "sk.dph", "2dddddddd", "c", 500),
    ("vat CY", "cy.vat", "1ddddddd", "C", 300), ("vat GB", "gb.vat", "ddddddd", "cc", 200),
    ("at.stnr", "at.tin", "12dddddd", "c", 500), ("at.stnr", "at.tin", "dddddddd", "c", 500),
    ("be.bis", "be.bis", "7d2dDDddd", "cc", 200), ("be.bis", "be.bis", "0d4dDDddd", "cc", 200),
    ("be.eid", "be.eid", "dddddddddd", "cc", 100), ("bg.lnch", "bg.pnf", "ddddddddd", "c", 1000),
    ("dk.cvr", "dk.cvr", "ddddddd", "c", 1000), ("fi.ytunnus", "fi.ytunnus", "ddddddd", "c", 1000),
    ("fr.nif", "fr.nif", "ddddddddddd", "cc", 200), ("fr.siren", "fr.siren", "dddddddd", "c", 1000),
    ("fr.siret", "fr.siret", "ddddddddddddd", "c", 3000), ("fr.siret", "fr.siret", "356000000dddd", "c", 300),
    ("hu.adoszam", "hu.anum", "ddddddd", "c", 1000), ("it.piva", "it.iva", "ddddddd012", "c", 500),
    ("it.piva", "it.iva", "dddddddddd", "c", 1000), ("nl.id", "nl.identiteitskaartnummer", "aawwwwww", "x", 300),
    ("pl.regon", "pl.regon", "dddddddd", "c", 1000), ("pl.regon", "pl.regon", "ddddddddddddd", "c", 3000),
    ("pt.cc", "pt.cc", "dddddddddww", "c", 1000), ("ro.cui", "ro.cui", "ddddddd", "c", 1000),
    ("si.davcna", "si.ddv", "ddddddd", "c", 1000), ("es.cif", "es.cif", "addddddd", "x", 500),
    ("es.ccc", "es.ccc", "dddddddd%dddddddddd", "cc", 200), ("se.orgnr", "se.orgnr", "ddddddddd", "c", 500),
    ("no.orgnr", "no.orgnr", "dddddddd", "c", 1000), ("no.konto", "no.kontonr", "1ddddddddd", "c", 1000),
    ("ch.uid", "ch.uid", "CHEdddddddd", "c", 1000), ("gb.utr", "gb.utr", "ddddddddd", "c", 1000),
    ("hr.jmbg", "si.emso", "DDMM9YY33ddd", "c", 500), ("isin", "isin", "DEwwwwwwwww", "c", 500),
    ("isin", "isin", "FRddddddddd", "c", 500), ("creditor", "eu.at_02", "DE%ZZZddddddddddd", "cc", 100),
    ("iccid", "luhn", "89dddddddddddddddd", "c", 300), ("imei", "imei", "35dddddddddddd", "c", 300),
    ("card", "luhn", "4dddddddddddddd", "c", 300), ("orcid", "isni", "00000002ddddddd", "x", 300),
]


def main():
    print("// Written by check_digits.py from python-stdnum 2.2: verdicts of the oracle as number and FNV-1a digest.")
    print("enum CheckDigitVectors {")
    print("  struct Case {")
    print("    var name: String\n    var body: String\n    var end: String\n    var bodies: Int\n    var candidates: Int")
    print("    var valid: Int\n    var digest: UInt64\n  }\n")
    print("  static let cases: [Case] = [")
    for index, (name, module, template, end, bodies) in enumerate(CASES):
        check = importlib.import_module("stdnum." + module).is_valid
        if name == "fi.hetu":
            check = functools.partial(check, allow_temporary=True)
        sequence, valid, digest, count = Sequence(0x9E3779B97F4A7C15 + index), 0, 0xCBF29CE484222325, 0
        tails = ends(end)
        for _ in range(bodies):
            head = body(template, sequence)
            for tail in tails:
                code = head.replace("%", tail) if "%" in head else head + tail
                verdict = 1 if check(code) else 0
                valid, count = valid + verdict, count + 1
                digest = ((digest ^ verdict) * 0x100000001B3) & MASK
        print(f'    Case(name: "{name}", body: "{template}", end: "{end}", bodies: {bodies}, candidates: {count}, '
              f"valid: {valid}, digest: 0x{digest:016X}),")
    print("  ]\n}")


if __name__ == "__main__":
    main()
