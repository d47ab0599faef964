#!/usr/bin/env python3
"""Writes x509.jsonl: odd certificates, signatures, hosts and names, and what each release says.

    make_x509.py 1.21=ORACLE 1.22=ORACLE ... > x509.jsonl

Keys come from seeded numbers, so that the same file comes out each time. Each line has the chain
and the roots (base64 of DER; without roots the chain is its own, without a chain both are those of
the line before), the host, and go's answers: pairs of the first release that gives it and the answer.
"""

import base64
import hashlib
import json
import random
import subprocess
import sys

TIME = "2026-11-21T12:00:00Z"


# --- DER ---------------------------------------------------------------------------------------

def tlv(tag, value):
    n = len(value)
    size = bytes([n]) if n < 128 else n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([tag]) + (b"" if n < 128 else bytes([0x80 | len(size)])) + size + value


def seq(*parts):
    return tlv(0x30, b"".join(parts))


def set_of(*parts):
    return tlv(0x31, b"".join(parts))


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    out = b""
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        septets = [arc & 0x7F]
        while arc := arc >> 7:
            septets.append(0x80 | arc & 0x7F)
        out += bytes(reversed(septets))
    return tlv(6, out)


def integer(n):
    return tlv(2, n.to_bytes(n.bit_length() // 8 + 1, "big", signed=True))


def bits(value, unused=0):
    return tlv(3, bytes([unused]) + value)


NULL = b"\5\0"


def name(value=b"X", tag=12, attribute="2.5.4.3"):
    return seq(set_of(seq(oid(attribute), tlv(tag, value))))


def ext(number, value, critical=False):
    return seq(oid(number), tlv(1, b"\xff") if critical else b"", tlv(4, value))


CA = ext("2.5.29.19", seq(tlv(1, b"\xff")), True)


def san(*names):
    return ext("2.5.29.17", seq(*names))


def dns(text):
    return tlv(0x82, text.encode("latin1"))


# --- keys --------------------------------------------------------------------------------------

RANDOM = random.Random(9500)


def is_prime(n):
    if any(n % p == 0 for p in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
        return n in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
    r, d = 0, n - 1
    while d % 2 == 0:
        r, d = r + 1, d // 2
    for _ in range(12):
        x = pow(RANDOM.randrange(2, n - 1), d, n)
        if x in (1, n - 1):
            continue
        for _ in range(r - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def prime(size, top=2):
    """An odd prime of `size` bits, the two highest of which are `top`."""
    while True:
        n = (top | 1) << (size - 2) | RANDOM.getrandbits(size - 2) | 1
        if n % 65537 != 1 and is_prime(n):
            return n


class Rsa:
    hashes = {"md5": ("1.2.840.113549.2.5", 4), "sha1": ("1.3.14.3.2.26", 5),
              "sha256": ("2.16.840.1.101.3.4.2.1", 11), "sha384": ("2.16.840.1.101.3.4.2.2", 12),
              "sha512": ("2.16.840.1.101.3.4.2.3", 13)}

    def __init__(self, size, e=65537):
        # Many small primes: quick to find, and no different to who checks a signature.
        while True:
            sizes = [256] * (size // 256)
            if size % 256:
                sizes = [256] * (size // 256 - 1) + [(256 + size % 256) // 2, (256 + size % 256 + 1) // 2]
            primes = [prime(part, 3) for part in sizes]
            n = 1
            for p in primes:
                n *= p
            if n.bit_length() != size:
                # Three quarters to the power of many: make up for it with the last one.
                while n.bit_length() < size:
                    last = primes.pop()
                    n //= last
                    primes.append(prime(last.bit_length() + size - (n * last).bit_length(), 3))
                    n *= primes[-1]
            if n.bit_length() == size and len(set(primes)) == len(primes):
                break
        phi = 1
        for p in primes:
            phi *= p - 1
        self.n, self.e, self.d = n, e, pow(e, -1, phi)
        self.size = (size + 7) // 8

    def spki(self, exponent=None):
        key = seq(integer(self.n), integer(exponent or self.e))
        return seq(seq(oid("1.2.840.113549.1.1.1"), NULL), bits(key))

    def algorithm(self, how):
        padding, hash_name = how
        if padding == "pkcs1":
            return seq(oid("1.2.840.113549.1.1.%d" % self.hashes[hash_name][1]), NULL)
        return pss(self.hashes[hash_name][0], hashlib.new(hash_name).digest_size)

    def sign(self, message, how):
        padding, hash_name = how
        digest = hashlib.new(hash_name, message).digest()
        if padding == "pkcs1":
            info = seq(seq(oid(self.hashes[hash_name][0]), NULL), tlv(4, digest))
            text = b"\0\1" + b"\xff" * (self.size - len(info) - 3) + b"\0" + info
        else:
            text = self.pss_encode(hash_name, digest)
        return pow(int.from_bytes(text, "big"), self.d, self.n).to_bytes(self.size, "big")

    def pss_encode(self, hash_name, digest):
        size = self.n.bit_length() - 1
        length = (size + 7) // 8
        salt = RANDOM.randbytes(len(digest))
        h = hashlib.new(hash_name, bytes(8) + digest + salt).digest()
        block = b"\0" * (length - len(salt) - len(h) - 2) + b"\1" + salt
        mask = b""
        for counter in range(len(block) // len(h) + 1):
            mask += hashlib.new(hash_name, h + counter.to_bytes(4, "big")).digest()
        masked = bytearray(a ^ b for a, b in zip(block, mask))
        masked[0] &= 0xFF >> (8 * length - size)
        return b"\0" * (self.size - length) + bytes(masked) + h + b"\xbc"


def pss(hash_oid, salt, mask_oid=None, trailer=None, params=NULL, mgf="1.2.840.113549.1.1.8"):
    fields = [tlv(0xA0, seq(oid(hash_oid), params)),
              tlv(0xA1, seq(oid(mgf), seq(oid(mask_oid or hash_oid), params))),
              tlv(0xA2, integer(salt))]
    if trailer is not None:
        fields.append(tlv(0xA3, integer(trailer)))
    return seq(oid("1.2.840.113549.1.1.10"), seq(*fields))


class Curve:
    def __init__(self, dotted, p, n, b, x, y):
        self.dotted, self.p, self.n, self.b, self.g = dotted, p, n, b, (x, y)
        self.size = (p.bit_length() + 7) // 8

    def add(self, one, two):
        if one is None or two is None:
            return one or two
        (x1, y1), (x2, y2) = one, two
        if x1 == x2 and (y1 + y2) % self.p == 0:
            return None
        if one == two:
            slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, self.p)
        else:
            slope = (y2 - y1) * pow(x2 - x1, -1, self.p)
        x = (slope * slope - x1 - x2) % self.p
        return x, (slope * (x1 - x) - y1) % self.p

    def times(self, k, point=None):
        point, out = point or self.g, None
        while k:
            out = self.add(out, point) if k & 1 else out
            point, k = self.add(point, point), k >> 1
        return out


P224 = Curve("1.3.132.0.33", 2**224 - 2**96 + 1,
             0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF16A2E0B8F03E13DD29455C5C2A3D,
             0xB4050A850C04B3ABF54132565044B0B7D7BFD8BA270B39432355FFB4,
             0xB70E0CBD6BB4BF7F321390B94A03C1D356C21122343280D6115C1D21,
             0xBD376388B5F723FB4C22DFE6CD4375A05A07476444D5819985007E34)
P256 = Curve("1.2.840.10045.3.1.7", 2**256 - 2**224 + 2**192 + 2**96 - 1,
             0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
             0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
             0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
             0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
P384 = Curve("1.3.132.0.34", 2**384 - 2**128 - 2**96 + 2**32 - 1,
             int("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16),
             int("b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef", 16),
             int("aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7", 16),
             int("3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f", 16))
P521 = Curve("1.3.132.0.35", 2**521 - 1,
             int("01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409", 16),
             int("0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00", 16),
             int("00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66", 16),
             int("011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650", 16))
CURVES = {"p224": P224, "p256": P256, "p384": P384, "p521": P521}


class Ec:
    hashes = {"sha1": "1.2.840.10045.4.1", "sha256": "1.2.840.10045.4.3.2",
              "sha384": "1.2.840.10045.4.3.3", "sha512": "1.2.840.10045.4.3.4"}

    def __init__(self, curve):
        self.curve, self.d = curve, RANDOM.randrange(1, curve.n)
        self.point = curve.times(self.d)

    def encoded(self):
        return b"\4" + b"".join(n.to_bytes(self.curve.size, "big") for n in self.point)

    def spki(self, point=None, params=None):
        params = oid(self.curve.dotted) if params is None else params
        point = self.encoded() if point is None else point
        return seq(seq(oid("1.2.840.10045.2.1"), params), bits(point))

    def algorithm(self, how):
        return seq(oid(self.hashes[how]))

    def sign(self, message, how):
        digest = hashlib.new(how, message).digest()
        n = self.curve.n
        z = int.from_bytes(digest, "big") >> max(0, len(digest) * 8 - n.bit_length())
        k = RANDOM.randrange(1, n)
        r = self.curve.times(k)[0] % n
        return seq(integer(r), integer(pow(k, -1, n) * (z + r * self.d) % n))


ED25519 = seq(seq(oid("1.3.101.112")), bits(bytes(32)))


# --- certificates ------------------------------------------------------------------------------

def tbs_of(subject, issuer, spki, algorithm, exts=(), serial=integer(5), version=2, validity=None, uid=b"", tail=b""):
    validity = validity or seq(tlv(0x17, b"261022000000Z"), tlv(0x17, b"361022000000Z"))
    version = b"" if version is None else tlv(0xA0, integer(version))
    exts = tlv(0xA3, seq(*exts)) if exts else b""
    return seq(version, serial, algorithm, issuer, validity, subject, spki, uid, exts, tail)


def bare(subject=None, spki=ED25519, algorithm=seq(oid("1.3.101.112")), outer=None, signature=bits(bytes(64)), after=b"", **rest):
    """A certificate whose signature nobody will check."""
    subject = name() if subject is None else subject
    return seq(tbs_of(subject, subject, spki, algorithm, **rest), outer or algorithm, signature, after)


def signed(subject, issuer, spki, key, how, exts=(), algorithm=None, spoil=None, **rest):
    algorithm = algorithm or key.algorithm(how)
    tbs = tbs_of(subject, issuer, spki, algorithm, exts, **rest)
    signature = key.sign(tbs, how)
    return seq(tbs, algorithm, bits(spoil(signature) if spoil else signature))


CASES = []


def case(label, chain, roots=None, host=""):
    CASES.append((label, chain, chain if roots is None else roots, host))


def strings():
    values = {
        "bool": (1, b"\xff"), "bool-bad": (1, b"\1"), "bool-empty": (1, b""), "int": (2, b"\5"), "int-neg": (2, b"\xff"),
        "int-big": (2, b"\x7f" + bytes(20)), "int-bad": (2, b"\0\1"), "bits": (3, b"\0ab"), "bits-bad": (3, b"\4a\x11"),
        "octets": (4, b"ab"), "null": (5, b""), "null-bad": (5, b"x"), "oid": (6, b"\x2a\3"), "oid-bad": (6, b"\x2a\x80"),
        "enum": (10, b"\5"), "utf8": (12, "aü€😀".encode()), "utf8-bad": (12, b"a\xff"), "utf8-empty": (12, b""),
        "relative-oid": (13, b"\1"), "numeric": (18, b"1 2"), "numeric-bad": (18, b"1a"), "printable": (19, b"a'()+,-./:=?"),
        "printable-star": (19, b"*&"), "printable-bad": (19, b"a@b"), "t61": (20, b"\xfcab"), "videotex": (21, b"ab"),
        "ia5": (22, b"a@b"), "ia5-bad": (22, b"a\x80"), "utc": (23, b"261022000000Z"), "utc-zone": (23, b"261022000000+0130"),
        "utc-bad": (23, b"26"), "time": (24, b"20261022000000Z"), "time-2050": (24, b"20501022000000Z"),
        "time-1949": (24, b"19491022000000-0800"), "time-bad": (24, b"x"), "graphic": (25, b"ab"), "visible": (26, b"ab"),
        "universal": (28, b"\0\0\0a"), "bmp": (30, b"\0a\x20\xac"), "bmp-surrogates": (30, b"\xd8\x00\xdc\x00"),
        "bmp-odd": (30, b"\0"), "bmp-end": (30, b"\0a\0\0"), "seq": (48, b"\5\0"), "seq-bad": (48, b"\5"), "set": (49, b""),
        "context": (0x80, b"a"), "application": (0x41, b"a"), "constructed": (0x2C, b"\x0c\1a"), "high-tag": (0x1F, b"a"),
        "escapes": (12, b' #a,b+c"d\\e<f>g;h ='), "hash": (12, b"#a"), "spaces": (12, b"  "),
    }
    for label, (tag, value) in values.items():
        for attribute in ("2.5.4.3", "2.5.4.4"):
            case(f"name {label} {attribute}", [bare(name(value, tag, attribute))])
    each = [set_of(seq(oid(f"2.5.4.{n}"), tlv(12, b"v%d" % n))) for n in range(20)]
    case("name all", [bare(seq(*each))])
    case("name all reversed, twice", [bare(seq(*each[::-1], *each))])
    case("name multi", [bare(seq(set_of(seq(oid("2.5.4.11"), tlv(12, b"a")), seq(oid("2.5.4.10"), tlv(12, b"b")))))])
    case("name empty", [bare(seq())])
    case("name empty set", [bare(seq(set_of()))])
    case("name trailing", [bare(seq(set_of(seq(oid("2.5.4.3"), tlv(12, b"a"), NULL))))])
    for label, broken in [("set", seq(NULL)), ("pair", seq(set_of(NULL))), ("type", seq(set_of(seq(NULL)))), ("value", seq(set_of(seq(oid("2.5.4.3")))))]:
        case(f"name bad {label}", [bare(broken)])


def times():
    for label, tag, value in [
        ("no-seconds", 23, b"2610220000Z"), ("zone", 23, b"261022000000+0130"), ("zone-0", 23, b"261022000000+0000"),
        ("zone-24", 23, b"261022000000-2400"), ("zone-25", 23, b"261022000000+2500"), ("1950", 23, b"500101000000Z"),
        ("feb-30", 23, b"260230000000Z"), ("second-60", 23, b"261022000060Z"), ("fraction", 23, b"261022000000.5Z"),
        ("general", 24, b"20261022000000Z"), ("general-fraction", 24, b"20261022000000.5Z"), ("general-short", 24, b"202610220000Z"),
        ("general-0", 24, b"00000101000000Z"), ("general-zone", 24, b"20261121130000+0100"), ("other", 4, b"261022000000Z"),
        ("late", 23, b"261121120001Z"), ("now", 23, b"261121120000Z"), ("late-zone", 23, b"261121120001+0000"),
    ]:
        case(f"time {label}", [bare(validity=seq(tlv(tag, value), tlv(0x17, b"361022000000Z")))])
        case(f"time end {label}", [bare(validity=seq(tlv(0x17, b"200101000000Z"), tlv(tag, value)))])
    case("time one", [bare(validity=seq(tlv(0x17, b"261022000000Z")))])
    case("time three", [bare(validity=seq(tlv(0x17, b"261022000000Z"), tlv(0x17, b"361022000000Z"), NULL))])


def frames():
    for label, der in {
        "tail": bare(tail=NULL), "v1": bare(version=None), "v1-explicit": bare(version=0), "v1-exts": bare(version=None, exts=[ext("2.5.29.19", b"bad")]),
        "v2-exts": bare(version=1, exts=[ext("2.5.29.19", b"bad")]), "v2-uid": bare(version=1, uid=tlv(0x81, b"\0a") + tlv(0x82, b"\0b")),
        "v4": bare(version=3), "v-1": bare(version=-1), "after": bare(after=NULL), "behind": bare() + NULL, "sig-unused": bare(signature=bits(bytes(64), 1)),
        "sig-empty": bare(signature=bits(b"")), "sig-octets": bare(signature=tlv(4, b"")), "serial-empty": bare(serial=tlv(2, b"")),
        "serial-padded": bare(serial=tlv(2, b"\0\1")), "serial-negative": bare(serial=integer(-5)), "serial-0": bare(serial=integer(0)),
        "serial-long": bare(serial=integer(2**300)), "alg-empty": bare(algorithm=seq()), "alg-three": bare(algorithm=seq(oid("1.2.3"), NULL, NULL)),
        "alg-bad": bare(algorithm=seq(oid("1.2.3"), b"\5\5")), "alg-differs": bare(outer=seq(oid("1.3.101.112"), NULL)), "empty": b"", "not-seq": NULL,
        "tbs-bad": seq(NULL), "cut": bare()[:-1],
    }.items():
        case(f"frame {label}", [der])


def keys():
    for label, curve in CURVES.items():
        key, n, p = Ec(curve), curve.size, curve.p
        good = key.encoded()
        x, y = good[1:1 + n], good[1 + n:]
        big, most = p.to_bytes(n, "big"), b"\xff" * n
        points = {"good": good, "none": b"", "infinity": b"\0", "compressed": bytes([2 + key.point[1] % 2]) + x, "hybrid": bytes([6 + key.point[1] % 2]) + x + y,
                  "off": b"\4" + x + ((key.point[1] + 1) % p).to_bytes(n, "big"), "x-p": b"\4" + big + y, "x-most": b"\4" + most + y, "y-p": b"\4" + x + big,
                  "short": good[:-1], "long": good + b"\0", "zeros": b"\4" + bytes(2 * n)}
        for form, point in points.items():
            case(f"point {label} {form}", [bare(spki=key.spki(point))])
    key = Ec(P256)
    for label, params in [("none", b""), ("null", NULL), ("brainpool", oid("1.3.36.3.3.2.8.1.1.7")), ("two", oid("1.2.840.10045.3.1.7") + NULL), ("explicit", seq(integer(1)))]:
        case(f"ec params {label}", [bare(spki=key.spki(params=params))])
    n = integer(2**1023 + 1)

    def rsa(modulus, exponent, params=NULL, tail=b"", after=b"", dotted="1.2.840.113549.1.1.1"):
        return [bare(spki=seq(seq(oid(dotted), params), bits(seq(modulus, exponent, tail) + after)))]

    for label, chain in {
        "good": rsa(n, integer(3)), "no-params": rsa(n, integer(3), b""), "long-null": rsa(n, integer(3), b"\5\1x"), "n-negative": rsa(integer(-5), integer(3)),
        "n-0": rsa(integer(0), integer(3)), "e-negative": rsa(n, integer(-3)), "e-0": rsa(n, integer(0)), "e-huge": rsa(n, integer(2**70)), "e-2^63": rsa(n, integer(2**63)),
        "e-2^62": rsa(n, integer(2**62)), "tail": rsa(n, integer(3), tail=NULL), "after": rsa(n, integer(3), after=NULL), "n-padded": rsa(tlv(2, b"\0\1"), integer(3)),
        "n-octets": rsa(tlv(4, b"\1"), integer(3)), "pss": rsa(n, integer(3), dotted="1.2.840.113549.1.1.10"),
    }.items():
        case(f"rsa {label}", chain)
    group = seq(integer(5), integer(5), integer(5))
    for label, y, params in [("good", integer(5), group), ("no-params", integer(5), b""), ("negative", integer(5), seq(integer(5), integer(-5), integer(5))), ("y-negative", integer(-5), group),
                             ("short", integer(5), seq(integer(5), integer(5))), ("y-bad", NULL, group)]:
        case(f"dsa {label}", [bare(spki=seq(seq(oid("1.2.840.10040.4.1"), params), bits(y)))])
    for arc, size in [(17, 1312), (18, 1952), (19, 2592), (20, 0)]:
        for label, params, length in [("good", b"", size), ("params", NULL, size), ("short", b"", max(size - 1, 0))]:
            case(f"mldsa {arc} {label}", [bare(spki=seq(seq(oid(f"2.16.840.1.101.3.4.3.{arc}"), params), bits(bytes(length))))])
    for label, spki in {
        "ed-params": seq(seq(oid("1.3.101.112"), NULL), bits(bytes(32))), "ed-short": seq(seq(oid("1.3.101.112")), bits(bytes(31))), "ed-unused": seq(seq(oid("1.3.101.112")), bits(bytes(32), 1)),
        "ed-after": seq(seq(oid("1.3.101.112")), bits(bytes(32)), NULL), "x25519": seq(seq(oid("1.3.101.110"), NULL), bits(bytes(31))), "ed448": seq(seq(oid("1.3.101.113")), bits(bytes(57))),
        "bad-params": seq(seq(oid("1.3.101.112"), b"\5\5"), bits(bytes(32))), "octets": seq(seq(oid("1.3.101.112")), tlv(4, bytes(32))), "no-alg": seq(bits(b"")),
    }.items():
        case(f"spki {label}", [bare(spki=spki)])


def extensions():
    def one(label, number, value, critical=False):
        case(f"ext {label}", [bare(exts=[ext(number, value, critical)])])

    for label, number in [("-1", b"\xff"), ("0", b"\0"), ("padded", b"\0\1"), ("nine", b"\1" * 9), ("eight", b"\x7f" * 8), ("none", b"")]:
        one(f"require {label}", "2.5.29.36", seq(tlv(0x80, number)))
        one(f"no-mapping {label}", "2.5.29.36", seq(tlv(0x81, number)))
        one(f"no-any {label}", "2.5.29.54", tlv(2, number))
        one(f"path {label}", "2.5.29.19", seq(tlv(1, b"\xff"), tlv(2, number)))
    simple = {
        "2.5.29.36": [b"", tlv(0x81, b"\0") + tlv(0x80, b"\0"), tlv(0x82, b"\0"), tlv(0x80, b"\0") + NULL],
        "2.5.29.19": [b"", tlv(1, b"\1"), tlv(1, b"\xff") + NULL, tlv(2, b"\1") + tlv(1, b"\xff"), NULL],
        "2.5.29.37": [b"", oid("1.2.3"), tlv(6, b"\x80"), NULL],
        "2.5.29.17": [b"", dns("a.b"), tlv(0xA2, b"a.b"), tlv(0x88, b"\x2a"), b"\x82\5a", dns("a\xff"), tlv(0x81, b"\xff"), tlv(0x86, b"\xff"), tlv(0x87, b"abc"), tlv(0x87, bytes(10) + b"\xff\xff\1\2\3\4"), tlv(0x87, bytes(16))],
        "2.5.29.35": [b"", tlv(0x80, b"a"), tlv(0x81, b"a"), b"\x80\5", NULL],
        "2.5.29.32": [b"", seq(oid("1.2.3")), seq(oid("1.2.3")) * 2, seq(NULL), seq(oid("1.2.3"), seq()), seq(tlv(6, b"\x2a" + b"\xff" * 20 + b"\1")), seq(tlv(6, b"\x2a\x80\1"))],
        "2.5.29.33": [b"", seq(oid("1.2.3")), seq(oid("1.2.3"), oid("1.2.4")), seq(tlv(6, b""), tlv(6, b"\x80")), seq(NULL, NULL)],
        "2.5.29.31": [b"", seq(), seq(tlv(0xA0, tlv(0xA0, tlv(0x86, b"x")))), seq(tlv(0xA0, tlv(0xA0, tlv(0x82, b"x")))), seq(tlv(0xA0, b"")), seq(tlv(0xA0, tlv(0xA1, b""))), seq(tlv(0x81, b"\0a")), seq(tlv(0xA0, tlv(0xA0, b"\x86\5x"))), NULL],
        "1.3.6.1.5.5.7.1.1": [b"", seq(oid("1.2.3"), tlv(0x86, b"x")), seq(oid("1.2.3")), seq(oid("1.2.3"), b"\x86\5x"), seq(oid("1.2.3"), b"\x84\5x"), seq(NULL)],
    }
    for number, values in simple.items():
        for at, value in enumerate(values):
            for critical in (False, True):
                one(f"{number} {at} {'critical' if critical else ''}", number, seq(value), critical)
        one(f"{number} behind", number, seq(values[1]) + NULL)
        one(f"{number} no sequence", number, tlv(4, b""))
    for number, value in [("2.5.29.14", tlv(4, b"a")), ("2.5.29.15", bits(b"\x86")), ("2.5.29.15", bits(b"\x86\xff\xff")), ("2.5.29.15", bits(b"")), ("2.5.29.15", NULL), ("2.5.29.14", NULL), ("1.2.3", b"x"), ("2.5.29.99", b"x")]:
        one(f"{number} {value.hex()}", number, value)
        one(f"{number} {value.hex()} critical", number, value, True)
    for label, frame in {"no-oid": seq(NULL), "bad-oid": seq(tlv(6, b"\x80"), tlv(4, b"")), "bool": seq(oid("1.2.3"), tlv(1, b"\1"), tlv(4, b"")), "no-value": seq(oid("1.2.3")), "not-seq": NULL, "false": seq(oid("1.2.3"), tlv(1, b"\0"), tlv(4, b""))}.items():
        case(f"ext frame {label}", [bare(exts=[frame])])
    case("ext twice", [bare(exts=[ext("1.2.3", b""), ext("1.2.3", b"")])])
    case("ext twice broken", [bare(exts=[ext("2.5.29.19", b""), ext("2.5.29.15", b""), ext("2.5.29.19", b"")])])


def constraints():
    def one(label, base):
        case(f"constraint {label}", [bare(exts=[ext("2.5.29.30", seq(tlv(0xA0, seq(base))))])])

    for text in ["a.", "..", ".", "-a", "*.a", "a b", "a" * 64, "a@b", "a@", "@b", '"a b"@c', "1.2.3.4", "::1", "01.2.3.4", "[::1]", "a\0b", "a:80", "\xe9", ".a", "a@.b", "a..b@c"]:
        for kind, tag in [("dns", 0x82), ("mail", 0x81), ("uri", 0x86)]:
            one(f"{kind} {text}", tlv(tag, text.encode("latin1")))
    mapped = bytes(10) + b"\xff\xff" + bytes(4)
    for label, value in {"8": b"\x0a\0\0\0\xff\0\0\0", "hole": b"\x0a\0\0\0\xff\0\xff\0", "7": bytes(7), "16": bytes(16), "mapped": mapped + b"\xff" * 16, "mapped-hole": mapped + b"\x0f" * 16,
                         "half": b"\x0a\0\0\0\xf0\0\0\0", "half-hole": b"\x0a\0\0\0\xf1\0\0\0", "zero": bytes(8)}.items():
        one(f"ip {label}", tlv(0x87, value))
    one("id", tlv(0x88, b"a"))
    one("constructed", tlv(0xA2, b"a"))
    one("minimum", tlv(0x82, b"a") + tlv(0x80, b"\0"))
    for label, value in {"none": seq(), "empty": seq(tlv(0xA0, b""), tlv(0xA1, b"")), "swapped": seq(tlv(0xA1, seq(dns("a"))), tlv(0xA0, seq(dns("b")))), "behind": seq(tlv(0xA0, seq(dns("a")))) + NULL, "no-base": seq(tlv(0xA0, seq()))}.items():
        case(f"constraint {label}", [bare(exts=[ext("2.5.29.30", value)])])


def uris():
    for text in ["http://a.test:80:90/", "http://a..test/", "http://a.test.", "http://[::1%25x]/", "http://a.test:/", "//a.test/x", "http://%61.test/", "http://ab%e3.test/", "http://[1.2.3.4]/", "http://[a.test]/",
                 "http://[]/", "http://:80/", "http://a b/", "http://a@b@a.test/", "http://a.test/%zz", "http://a.test?%zz", "http://a.test#%zz", "http:a.test:x:y", "1:2", "a:b:c", ":x", "x y", "http://a|b/", "*", "",
                 "?", "#", "/%", "http://u%zz@a.test/", "http://u{@a.test/", "http:///x", "http://a.test:8a/", "http://a[b]/", "http://a]/", "http://[::1]a/", "http://[::1", "http://::1/", "http://a\x7f/",
                 "http://[fe80::1%25]:80/", "http://[1::2::3]/", "http://[1:2]/", "http://-a_b/", "HTTP://A.TEST/", "mailto:a@b"]:
        case(f"uri {text}", [bare(exts=[san(tlv(0x86, text.encode("latin1")))])])


def signatures():
    leaf = Rsa(1024)
    root_name, leaf_name = name(b"Root"), name(b"leaf")

    def pair(label, key, how, spoil=None, algorithm=None, exponent=None, sign_with=None):
        spki = key.spki(exponent) if exponent else key.spki()
        root = bare(root_name, spki=spki, exts=[CA])
        one = signed(leaf_name, root_name, leaf.spki(), sign_with or key, how, algorithm=algorithm, spoil=spoil)
        case(f"signature {label}", [one], [root])

    def flip(signature):
        return signature[:-1] + bytes([signature[-1] ^ 1])

    for size in (512, 768, 1016, 1023, 1024, 1025, 1031, 1032, 2047, 2048, 8192, 8200):
        key = Rsa(size)
        for how in [("pkcs1", "sha256"), ("pss", "sha256")]:
            pair(f"rsa {size} {how}", key, how)
            pair(f"rsa {size} {how} spoiled", key, how, flip)
    for size in (1024, 2048):
        key = Rsa(size)
        for padding in ("pkcs1", "pss"):
            for hash_name in ("md5", "sha1", "sha256", "sha384", "sha512"):
                if padding == "pkcs1" or hash_name.startswith("sha") and len(hash_name) == 6:
                    if not (size == 1024 and padding == "pss" and hash_name == "sha512"):
                        pair(f"rsa {size} {padding} {hash_name}", key, (padding, hash_name))
        pair(f"rsa {size} short", key, ("pkcs1", "sha256"), lambda s: s[:-1])
        pair(f"rsa {size} long", key, ("pkcs1", "sha256"), lambda s: b"\0" + s)
        pair(f"rsa {size} larger than n", key, ("pkcs1", "sha256"), lambda s: b"\xff" * len(s))
        sha = "2.16.840.1.101.3.4.2.%d"
        for label, algorithm in [("salt", pss(sha % 1, 20)), ("mask", pss(sha % 1, 32, sha % 2)), ("trailer", pss(sha % 1, 32, trailer=1)), ("trailer-2", pss(sha % 1, 32, trailer=2)), ("no-params", pss(sha % 1, 32, params=b"")),
                                 ("odd-params", pss(sha % 1, 32, params=b"\5\1x")), ("mgf", pss(sha % 1, 32, mgf="1.2.3")), ("sha1", pss("1.3.14.3.2.26", 20)), ("empty", seq(oid("1.2.840.113549.1.1.10"), seq())), ("none", seq(oid("1.2.840.113549.1.1.10")))]:
            pair(f"rsa {size} pss {label}", key, ("pss", "sha256"), algorithm=algorithm)
        pair(f"rsa {size} other name for sha1", key, ("pkcs1", "sha1"), algorithm=seq(oid("1.3.14.3.2.29"), NULL))
        pair(f"rsa {size} without null", key, ("pkcs1", "sha256"), algorithm=seq(oid("1.2.840.113549.1.1.11")))
        pair(f"rsa {size} md2", key, ("pkcs1", "sha256"), algorithm=seq(oid("1.2.840.113549.1.1.2"), NULL))
        pair(f"rsa {size} unknown", key, ("pkcs1", "sha256"), algorithm=seq(oid("1.2.3")))
        for exponent in (1, 2, 3, 4, 2**31 - 1, 2**31, 2**31 + 1):
            pair(f"rsa {size} e {exponent}", key, ("pkcs1", "sha256"), exponent=exponent)
    for label, curve in CURVES.items():
        key = Ec(curve)
        for hash_name in Ec.hashes:
            pair(f"ec {label} {hash_name}", key, hash_name)
            pair(f"ec {label} {hash_name} spoiled", key, hash_name, flip)
        pair(f"ec {label} unsigned numbers", key, "sha256", lambda s: s[:2] + s[2:].replace(b"\2\x21\0", b"\2\x20"))
        pair(f"ec {label} trailing", key, "sha256", lambda s: s + NULL)
        pair(f"ec {label} params", key, "sha256", algorithm=seq(oid("1.2.840.10045.4.3.2"), NULL))
        pair(f"ec {label} as rsa", key, ("pkcs1", "sha256"), sign_with=leaf)
        pair(f"ec {label} as ed25519", key, "sha256", algorithm=seq(oid("1.3.101.112")))
        pair(f"ec {label} as dsa", key, "sha256", algorithm=seq(oid("2.16.840.1.101.3.4.3.2")))
        pair(f"ec {label} as dsa-sha1", key, "sha256", algorithm=seq(oid("1.2.840.10040.4.3")))
        pair(f"ec {label} as mldsa", key, "sha256", algorithm=seq(oid("2.16.840.1.101.3.4.3.17")))
    arc = "2.16.840.1.101.3.4.3.%d"
    lattice = bare(root_name, spki=seq(seq(oid(arc % 17)), bits(bytes(1312))), exts=[CA])
    for number, size, params in [(17, 2420, b""), (17, 10, b""), (18, 3309, b""), (17, 2420, NULL), (20, 9, b"")]:
        algorithm = seq(oid(arc % number), params)
        one = seq(tbs_of(leaf_name, root_name, leaf.spki(), algorithm), algorithm, bits(bytes(size)))
        case(f"signature mldsa {number} {size} {params.hex()}", [one], [lattice])
    one = signed(leaf_name, root_name, leaf.spki(), Ec(P256), "sha256")
    case("signature mldsa as ec", [one], [lattice])
    small = Rsa(1024)
    pair("rsa as ec", small, "sha256", sign_with=Ec(P256))
    for label, subject in [("cn", name(b"Root")), ("o", name(b"Acme", 12, "2.5.4.10")), ("none", seq()), ("both", seq(set_of(seq(oid("2.5.4.10"), tlv(12, b"Acme"))), set_of(seq(oid("2.5.4.3"), tlv(12, b'R"oo\xc2\x85t')))))]:
        for serial in (5, 2**70, 0):
            root = bare(subject, spki=small.spki(), exts=[CA], serial=integer(serial))
            one = signed(leaf_name, subject, leaf.spki(), small, ("pkcs1", "sha256"), spoil=flip)
            case(f"hint {label} {serial}", [one], [root])
    keyless = seq(seq(oid("1.3.101.113")), bits(bytes(57)))
    case("signature unknown key", [signed(leaf_name, root_name, leaf.spki(), small, ("pkcs1", "sha256"))], [bare(root_name, spki=keyless, exts=[CA])])


def hosts():
    lists = [["proxy.test"], ["*.proxy.test"], ["*.test"], ["*"], ["PROXY.test", "other.test"], ["proxy.test."], ["a b.test"], ["-a.test"], ["a-.test"], ["x_y.test"], ["a..b"], ["*a.test"], ["a.*.test"], ["*.*.test"], [""], ["."], [" proxy.test"], ["127.0.0.1"], ["xn--bcher-kva.test"], []]
    names = ["proxy.test", "proxy.test.", "a.proxy.test", "a.b.proxy.test", "PROXY.TEST", "test", "localhost", "a b.test", "-a.test", "a-.test", "x_y.test", "a..b", ".proxy.test", "*.proxy.test", "*", ".", "127.0.0.1", "[127.0.0.1]", "127.0.0.01", "127.1", "::1", "[::1]", "[::1",
             "::ffff:127.0.0.1", "fe80::1%eth0", "[fe80::1%eth0]", "bücher.test", "xn--bcher-kva.test", "a.test", "proxy.test:443", " proxy.test"]
    for labels in lists:
        exts = [san(*[dns(text) for text in labels])] if labels else []
        der = bare(name(b"proxy.test"), exts=exts)
        for host in names:
            case(f"host {labels} {host}", [der], None, host)
    addresses = bare(name(b"127.0.0.1"), exts=[san(tlv(0x87, b"\x7f\0\0\1"), tlv(0x87, bytes(15) + b"\1"), dns("a"))])
    for host in names + ["10.0.0.1", "::2"]:
        case(f"host addresses {host}", [addresses], None, host)
    cn = bare(name(b"*.test"))
    for host in ["proxy.test", "127.0.0.1", "a.b.test"]:
        case(f"host common name {host}", [cn], None, host)
    many = [dns(f"h{n}.test") for n in range(99)]
    for count in (99, 100):
        case(f"host many {count}", [bare(exts=[san(*many, *[dns("last.test")] * (count - 99))])], None, "proxy.test")
        case(f"host many addresses {count}", [bare(exts=[san(*[tlv(0x87, bytes([10, 0, 0, n])) for n in range(count)])])], None, "127.0.0.1")


def names():
    key, how = Ec(P256), "sha256"
    spki = key.spki()

    def chain(label, sans, excluded=(), permitted=(), inner=None):
        fields = (tlv(0xA0, b"".join(seq(base) for base in permitted)) if permitted else b"") + (tlv(0xA1, b"".join(seq(base) for base in excluded)) if excluded else b"")
        top, middle = name(b"Root"), name(b"Middle")
        root = bare(top, spki=spki, exts=[CA, ext("2.5.29.30", seq(fields))])
        if inner is None:
            case(f"names {label}", [signed(name(b"leaf"), top, spki, key, how, [san(*sans)])], [root])
        else:
            sent = [signed(name(b"leaf"), middle, spki, key, how, [san(*sans)]), signed(middle, top, spki, key, how, [CA, *inner])]
            case(f"names {label}", sent, [root])

    mail, uri, ip = (lambda t: tlv(0x81, t.encode())), (lambda t: tlv(0x86, t.encode())), (lambda *b: tlv(0x87, bytes(b)))
    for constraint in ["a.test", "b.a.test", ".a.test", "test", "*.a.test", "A.Test", "", "*"]:
        for text in ["*.a.test", "a.test", "b.a.test", "*a.test", "*.test", "c.b.a.test", "*.*.test", "*", "b.*.test", "**.test", "X.A.TEST", "", "a..b"]:
            chain(f"excluded {constraint} {text}", [dns(text)], [dns(constraint)])
            chain(f"permitted {constraint} {text}", [dns(text)], [], [dns(constraint)])
    for order in (["c.a.test", "b.a.test"], ["ba.a.test", "ab.a.test"], [".a.test", "b.a.test"], ["b.a.test", "a.test", "test"], ["", "a.test"], ["B.a.test", "b.A.test"]):
        for way in (order, order[::-1]):
            for text in ("*.a.test", "x.b.a.test"):
                chain(f"order {way} {text}", [dns(text)], [dns(part) for part in way])
    for constraint in ["a@a.test", "a.test", ".a.test", "A@a.TEST", '"a b"@a.test']:
        for text in ["a@a.test", "b@a.test", "a@b.a.test", "A@A.TEST", '"a"@a.test', '"a b"@a.test', "a", "a@", "@a.test", "a..b@a.test", "a\\@b@a.test", "a@a@a.test", "a@*.test"]:
            chain(f"excluded {constraint} {text}", [mail(text)], [mail(constraint)])
            chain(f"permitted {constraint} {text}", [mail(text)], [], [mail(constraint)])
    for constraint in ["a.test", ".a.test", ""]:
        for text in ["http://a.test", "http://b.a.test:1/", "HTTP://A.TEST/x?y#z", "http://u@a.test/", "urn:x", "http://10.0.0.1/", "http://[::1]:80/", "http://*.test/"]:
            chain(f"excluded {constraint} {text}", [uri(text)], [uri(constraint)])
            chain(f"permitted {constraint} {text}", [uri(text)], [], [uri(constraint)])
            chain(f"other kind {constraint} {text}", [uri(text)], [dns("other")])
    ten, odd = ip(10, 0, 0, 0, 255, 0, 0, 0), ip(10, 1, 2, 3, 255, 255, 0, 0)
    for label, bases in {"one": [ten], "odd": [odd], "both": [odd, ten], "six": [tlv(0x87, bytes(32))]}.items():
        for address in (bytes([10, 1, 9, 9]), bytes([11, 0, 0, 1]), bytes(15) + b"\1"):
            chain(f"excluded ip {label} {address.hex()}", [tlv(0x87, address)], bases)
            chain(f"permitted ip {label} {address.hex()}", [tlv(0x87, address)], [], bases)
    every = [dns("d1.test"), dns("d2.test"), mail("e@e.test"), mail("f@f.test"), ip(10, 0, 0, 1), ip(10, 0, 0, 2), uri("http://u1.test/"), uri("http://u2.test/")]
    bases = {"dns": dns("d2.test"), "mail": mail("f.test"), "ip": ip(10, 0, 0, 2, 255, 255, 255, 255), "uri": uri("u2.test")}
    for one in bases:
        for two in bases:
            for way in (every, every[::-1]):
                chain(f"kinds {one} {two}", way, [bases[one]] if one == two else [bases[one], bases[two]])
                chain(f"kinds permitted {one} {two}", way, [], [bases[one], bases[two]])
                chain(f"kinds mixed {one} {two}", way, [bases[one]], [bases[two]])
    for label, sans in {"dns-mail": [dns("a..b"), mail("abc")], "mail-dns": [mail("abc"), dns("a..b")], "uri-mail": [uri("http://10.0.0.1/"), mail("abc")], "d1-dns": [dns("d1.test"), dns("a..b")], "d1-mail": [dns("d1.test"), mail("abc")]}.items():
        chain(f"unusable {label}", sans, [dns("d1.test")])
    chain("directory names only", every, [tlv(0xA4, name())])
    chain("unusable, directory names only", [uri("urn:x")], [tlv(0xA4, name())])
    inner = ext("2.5.29.30", seq(tlv(0xA1, seq(dns("d1.test")))))
    chain("two levels", every, [dns("d2.test")], inner=[inner])
    chain("middle has a name", [dns("d1.test")], [dns("bad.test")], inner=[san(dns("bad.test"))])
    chain("middle has a bad name", [dns("d1.test")], [dns("bad.test")], inner=[san(mail("abc")), inner])


def answers(oracle):
    pem = lambda der: f"-----BEGIN CERTIFICATE-----\n{base64.b64encode(der).decode()}\n-----END CERTIFICATE-----\n"
    lines = [json.dumps({"op": "verify", "chain": [pem(d) for d in chain], "roots": [pem(d) for d in roots], "host": host, "time": TIME}) for _, chain, roots, host in CASES]
    out = subprocess.run([oracle], input="\n".join(lines) + "\n", text=True, capture_output=True, check=True).stdout
    for line in out.splitlines():
        answer = json.loads(line)
        yield answer.get("err") or answer["chains"]


def main():
    for part in (strings, times, frames, keys, extensions, constraints, uris, signatures, hosts, names):
        part()
    releases = [argument.split("=", 1) for argument in sys.argv[1:]]
    columns = [(release, list(answers(oracle))) for release, oracle in releases]
    last = None
    for at, (label, chain, roots, host) in enumerate(CASES):
        told = []
        for release, column in columns:
            if not told or told[-1][1] != column[at]:
                told.append([release, column[at]])
        shown = {"name": label}
        texts = [[base64.b64encode(der).decode() for der in ders] for ders in (chain, roots)]
        if texts != last:
            shown["chain"] = texts[0]
            if roots != chain:
                shown["roots"] = texts[1]
        last = texts
        if host:
            shown["host"] = host
        print(json.dumps({**shown, "go": told}, ensure_ascii=False))


main()
