//! ECDSA on P-224, which go takes and aws-lc-rs does not.
//!
//! Only public numbers come in, so nothing hides its timing (SEC 1, §4.1.4; the formulas for points
//! are those of hyperelliptic.org/EFD, `dbl-2001-b` and `add-1998-cmo-2`).

#![expect(clippy::many_single_char_names, reason = "the letters of the formulas")]

use super::{
    bignum::{Modulus, Residue, bits_of},
    der::{Reader, tag},
    key::Curve,
    point,
};

/// The order of the base point.
const ORDER: [u8; 28] = [
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x16, 0xa2,
    0xe0, 0xb8, 0xf0, 0x3e, 0x13, 0xdd, 0x29, 0x45, 0x5c, 0x5c, 0x2a, 0x3d,
];
/// b of y² = x³ − 3x + b.
const B: [u8; 28] = [
    0xb4, 0x05, 0x0a, 0x85, 0x0c, 0x04, 0xb3, 0xab, 0xf5, 0x41, 0x32, 0x56, 0x50, 0x44, 0xb0, 0xb7,
    0xd7, 0xbf, 0xd8, 0xba, 0x27, 0x0b, 0x39, 0x43, 0x23, 0x55, 0xff, 0xb4,
];
/// The base point.
const X: [u8; 28] = [
    0xb7, 0x0e, 0x0c, 0xbd, 0x6b, 0xb4, 0xbf, 0x7f, 0x32, 0x13, 0x90, 0xb9, 0x4a, 0x03, 0xc1, 0xd3,
    0x56, 0xc2, 0x11, 0x22, 0x34, 0x32, 0x80, 0xd6, 0x11, 0x5c, 0x1d, 0x21,
];
const Y: [u8; 28] = [
    0xbd, 0x37, 0x63, 0x88, 0xb5, 0xf7, 0x23, 0xfb, 0x4c, 0x22, 0xdf, 0xe6, 0xcd, 0x43, 0x75, 0xa0,
    0x5a, 0x07, 0x47, 0x64, 0x44, 0xd5, 0x81, 0x99, 0x85, 0x00, 0x7e, 0x34,
];

/// Whether x and y are a point of the curve; `Some` if so.
pub(crate) fn check(x: &[u8], y: &[u8]) -> Option<()> {
    Field::new()?.point(x, y).map(drop)
}

/// Checks the signature (a SEQUENCE of r and s) of a hash with the key `point`; `Some` if good.
pub(crate) fn verify(point: &[u8], digest: &[u8], signature: &[u8]) -> Option<()> {
    let field = Field::new()?;
    let order = Modulus::new(&ORDER)?;
    let (x, y) = point.get(1..)?.split_at_checked(28)?;
    let (key, base) = (field.point(x, y)?, field.point(&X, &Y)?);
    let (r, s) = read_signature(signature)?;
    let (r, s) = (order.enter(r)?, order.enter(s)?);
    let zero = order.enter(&[])?;
    if r == zero || s == zero {
        return None;
    }
    let minus_two = [&ORDER[..27], &[ORDER[27] - 2]].concat();
    let inverse = order.power(&s, &minus_two)?;
    let times_inverse = |number| order.leave(&order.multiply(number, &inverse));
    let (u, v) = (times_inverse(&reduced(digest, &order)?), times_inverse(&r));
    let x = field.x_of(&field.sum_of_products((&u, &base), (&v, &key)))?;
    (reduced(&x, &order)? == r).then_some(())
}

/// The number in the first 28 bytes, modulo the order.
fn reduced(bytes: &[u8], order: &Modulus) -> Option<Residue> {
    let bytes = bytes.get(..28).unwrap_or(bytes);
    order.enter(bytes).or_else(|| {
        // It has as many bits as the order, so once is enough: n − (2n − x) = x − n.
        let field = Field::new()?;
        let over = field.p.subtract(&field.p.enter(bytes)?, &field.p.enter(&ORDER)?);
        order.enter(&field.p.leave(&over))
    })
}

fn read_signature(signature: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut outer = Reader::new(signature);
    let mut pair = outer.nested(tag::SEQUENCE)?;
    let (r, s) = (pair.integer()?, pair.integer()?);
    let positive = |number: &[u8]| number.first().is_some_and(|first| first & 0x80 == 0);
    let fine = outer.is_empty() && pair.is_empty() && positive(r) && positive(s);
    fine.then_some((r, s))
}

/// A point in Jacobian coordinates: x = X/Z², y = Y/Z³; at infinity Z is zero.
#[derive(Clone)]
struct Point {
    x: Residue,
    y: Residue,
    z: Residue,
}

/// The field of the curve.
struct Field {
    p: Modulus,
    zero: Residue,
    three: Residue,
}

impl Field {
    fn new() -> Option<Self> {
        let p = Modulus::new(&point::prime(Curve::P224))?;
        Some(Self { zero: p.enter(&[])?, three: p.enter(&[3])?, p })
    }

    fn square(&self, a: &Residue) -> Residue {
        self.p.multiply(a, a)
    }

    fn double(&self, a: &Residue) -> Residue {
        self.p.add(a, a)
    }

    /// The point (x, y), which must be on the curve.
    fn point(&self, x: &[u8], y: &[u8]) -> Option<Point> {
        let p = &self.p;
        let (x, y) = (p.enter(x)?, p.enter(y)?);
        // x³ − 3x = x · (x² − 3)
        let inner = p.subtract(&self.square(&x), &self.three);
        let right = p.add(&p.multiply(&x, &inner), &p.enter(&B)?);
        let z = p.enter(&[1])?;
        (self.square(&y) == right).then_some(Point { x, y, z })
    }

    /// The x of a point that is not at infinity, as a number.
    fn x_of(&self, point: &Point) -> Option<Vec<u8>> {
        let minus_two = self.p.leave(&self.p.subtract(&self.zero, &self.p.enter(&[2])?));
        let inverse = self.p.power(&point.z, &minus_two)?;
        let x = self.p.multiply(&point.x, &self.square(&inverse));
        (point.z != self.zero).then(|| self.p.leave(&x))
    }

    /// `u·a + v·b`, bit by bit (Shamir's trick).
    fn sum_of_products(&self, (u, a): (&[u8], &Point), (v, b): (&[u8], &Point)) -> Point {
        let both = self.add(a, b);
        let infinity = Point { z: self.zero.clone(), ..a.clone() };
        bits_of(u).zip(bits_of(v)).fold(infinity, |sum, bits| {
            let twice = self.twice(&sum);
            match bits {
                (false, false) => twice,
                (true, false) => self.add(&twice, a),
                (false, true) => self.add(&twice, b),
                (true, true) => self.add(&twice, &both),
            }
        })
    }

    fn twice(&self, a: &Point) -> Point {
        let p = &self.p;
        let (delta, gamma) = (self.square(&a.z), self.square(&a.y));
        let beta = p.multiply(&a.x, &gamma);
        let alpha = p.multiply(&p.subtract(&a.x, &delta), &p.add(&a.x, &delta));
        let alpha = p.multiply(&self.three, &alpha);
        let four_beta = self.double(&self.double(&beta));
        let x = p.subtract(&self.square(&alpha), &self.double(&four_beta));
        let z = p.subtract(&self.square(&p.add(&a.y, &a.z)), &p.add(&gamma, &delta));
        let eight = self.double(&self.double(&self.double(&self.square(&gamma))));
        let y = p.subtract(&p.multiply(&alpha, &p.subtract(&four_beta, &x)), &eight);
        Point { x, y, z }
    }

    fn add(&self, a: &Point, b: &Point) -> Point {
        if a.z == self.zero || b.z == self.zero {
            return if a.z == self.zero { b.clone() } else { a.clone() };
        }
        let p = &self.p;
        let (za, zb) = (self.square(&a.z), self.square(&b.z));
        let (u, v) = (p.multiply(&a.x, &zb), p.multiply(&b.x, &za));
        let s = p.multiply(&a.y, &p.multiply(&b.z, &zb));
        let t = p.multiply(&b.y, &p.multiply(&a.z, &za));
        let (run, rise) = (p.subtract(&v, &u), p.subtract(&t, &s));
        if run == self.zero && rise == self.zero {
            return self.twice(a);
        }
        let square = self.square(&run);
        let (cube, shift) = (p.multiply(&run, &square), p.multiply(&u, &square));
        let x = p.subtract(&p.subtract(&self.square(&rise), &cube), &self.double(&shift));
        let y = p.multiply(&rise, &p.subtract(&shift, &x));
        let y = p.subtract(&y, &p.multiply(&s, &cube));
        Point { x, y, z: p.multiply(&p.multiply(&a.z, &b.z), &run) }
    }
}
