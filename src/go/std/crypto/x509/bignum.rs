//! Big-endian numbers in the signatures that aws-lc-rs does not check.
//!
//! Nothing here is secret, so nothing here hides its timing.

use num_bigint::{BigInt, BigUint};

/// The bits of a big-endian number.
pub(crate) fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|&&byte| byte == 0).count();
    let first = number.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    (number.len() - zeros) * 8 - first
}

/// A big-endian two's complement number in decimal.
pub(super) fn decimal(number: &[u8]) -> String {
    BigInt::from_signed_bytes_be(number).to_string()
}

/// `base` to a power over zero, modulo an odd number above `base`; as many bytes as the modulus
/// was given. `None` for other numbers.
pub(crate) fn power(base: &[u8], exponent: &[u8], modulus: &[u8]) -> Option<Vec<u8>> {
    let length = modulus.len();
    let [base, exponent, modulus] = [base, exponent, modulus].map(BigUint::from_bytes_be);
    let fits = base < modulus && modulus.bit(0) && exponent != BigUint::ZERO;
    fits.then(|| {
        let power = base.modpow(&exponent, &modulus).to_bytes_be();
        [vec![0; length.saturating_sub(power.len())], power].concat()
    })
}

/// Arithmetic modulo a prime.
pub(super) struct Modulus(BigUint);

impl Modulus {
    /// The arithmetic modulo a big-endian prime.
    pub(super) fn new(prime: &[u8]) -> Self {
        Self(BigUint::from_bytes_be(prime))
    }

    /// A big-endian number; `None` where it is not below the modulus.
    pub(super) fn enter(&self, number: &[u8]) -> Option<BigUint> {
        Some(BigUint::from_bytes_be(number)).filter(|number| *number < self.0)
    }

    pub(super) fn reduce(&self, number: &BigUint) -> BigUint {
        number % &self.0
    }

    pub(crate) fn multiply(&self, a: &BigUint, b: &BigUint) -> BigUint {
        a * b % &self.0
    }

    pub(crate) fn add(&self, a: &BigUint, b: &BigUint) -> BigUint {
        (a + b) % &self.0
    }

    /// `a - b` for numbers below the modulus.
    pub(crate) fn subtract(&self, a: &BigUint, b: &BigUint) -> BigUint {
        (a + &self.0 - b) % &self.0
    }

    /// The number whose product with `a` is one; `None` for zero.
    pub(super) fn inverse(&self, a: &BigUint) -> Option<BigUint> {
        a.modinv(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers() {
        for n in [3_u64, 5, 101, 65_537, 0xffff_ffff_ffff_ffc5] {
            for base in 0..3_u64 {
                let mut expected = 1;
                for exponent in 1..40_u64 {
                    expected = expected * u128::from(base) % u128::from(n);
                    let [base, exponent, n] = [base, exponent, n].map(u64::to_be_bytes);
                    let power = power(&base, &exponent, &n).unwrap();
                    assert_eq!(power, expected.to_be_bytes()[8..]);
                }
            }
        }
    }

    #[test]
    fn powers_are_as_long_as_the_modulus() {
        assert_eq!(power(&[2], &[10], &[0, 3, 0xfd]), Some(vec![0, 0, 3]));
        assert_eq!(power(&[0], &[1], &[0xff; 9]), Some(vec![0; 9]));
        assert_eq!(power(&[1, 0], &[1], &[1, 1]), Some(vec![1, 0]));
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert_eq!(power(&[7], &[3], &[7]), None);
        assert_eq!(power(&[1], &[3], &[8]), None);
        assert_eq!(power(&[1], &[0], &[7]), None);
        assert_eq!(power(&[], &[1], &[]), None);
    }

    #[test]
    fn sums_and_differences_stay_below() {
        let modulus = Modulus::new(&[101]);
        let number = |number: u8| modulus.enter(&[number]).unwrap();
        assert_eq!(modulus.enter(&[101]), None);
        assert_eq!(modulus.add(&number(1), &number(100)), BigUint::ZERO);
        assert_eq!(modulus.subtract(&number(0), &number(1)), number(100));
        assert_eq!(modulus.inverse(&number(2)), Some(number(51)));
        assert_eq!(modulus.inverse(&BigUint::ZERO), None);
    }

    #[test]
    fn counts_bits() {
        let counted = [bits(&[]), bits(&[0]), bits(&[1]), bits(&[0, 0x80]), bits(&[3, 0])];
        assert_eq!(counted, [0, 0, 1, 8, 10]);
    }

    #[test]
    fn writes_decimals() {
        let written = [&[0][..], &[5], &[0xfb], &[1, 0], &[0xff, 0]].map(decimal);
        assert_eq!(written, ["0", "5", "-5", "256", "-256"]);
    }
}
