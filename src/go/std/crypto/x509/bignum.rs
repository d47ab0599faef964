//! Just enough arithmetic on big numbers to check signatures that aws-lc-rs does not check.
//!
//! Nothing here is secret, so nothing here hides its timing.

/// The bits of a big-endian number.
pub(crate) fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|&&byte| byte == 0).count();
    let first = number.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    (number.len() - zeros) * 8 - first
}

/// Arithmetic modulo an odd number, in Montgomery's form.
pub(crate) struct Modulus {
    n: Vec<u64>,
    /// `-n⁻¹` modulo 2⁶⁴.
    inverse: u64,
    /// The bytes of the modulus.
    length: usize,
}

/// A number below the modulus, times 2⁶⁴ for each limb of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Residue(Vec<u64>);

impl Modulus {
    /// `None` for an even number.
    pub(crate) fn new(n: &[u8]) -> Option<Self> {
        let (length, n) = (n.len(), limbs(n));
        let low = *n.first().filter(|low| *low & 1 == 1)?;
        Some(Self { n, inverse: negated_inverse(low), length })
    }

    /// A big-endian number; `None` where it is not below the modulus.
    pub(crate) fn enter(&self, number: &[u8]) -> Option<Residue> {
        let mut number = limbs(number);
        if number.len() > self.n.len() {
            return None;
        }
        number.resize(self.n.len(), 0);
        is_less(&number, &self.n).then(|| Residue(to_montgomery(number, &self.n)))
    }

    /// The number, big-endian, as long as the modulus was given.
    pub(crate) fn leave(&self, number: &Residue) -> Vec<u8> {
        let mut one = vec![0; self.n.len()];
        one.iter_mut().take(1).for_each(|low| *low = 1);
        bytes(&multiply(&number.0, &one, &self.n, self.inverse), self.length)
    }

    pub(crate) fn multiply(&self, a: &Residue, b: &Residue) -> Residue {
        Residue(multiply(&a.0, &b.0, &self.n, self.inverse))
    }

    pub(crate) fn add(&self, a: &Residue, b: &Residue) -> Residue {
        let mut sum = a.0.clone();
        let carry = add_product(&mut sum, &b.0, 1);
        if carry == 1 || !is_less(&sum, &self.n) {
            subtract(&mut sum, &self.n);
        }
        Residue(sum)
    }

    pub(crate) fn subtract(&self, a: &Residue, b: &Residue) -> Residue {
        let mut difference = a.0.clone();
        subtract(&mut difference, &b.0);
        if is_less(&a.0, &b.0) {
            add_product(&mut difference, &self.n, 1);
        }
        Residue(difference)
    }

    /// `base` to a power over zero, big-endian.
    pub(crate) fn power(&self, base: &Residue, exponent: &[u8]) -> Option<Residue> {
        let mut digits = bits_of(exponent).skip_while(|bit| !bit);
        digits.next()?;
        Some(digits.fold(base.clone(), |out, bit| {
            let square = self.multiply(&out, &out);
            if bit { self.multiply(&square, base) } else { square }
        }))
    }
}

/// The bits of a big-endian number, the highest first.
pub(crate) fn bits_of(number: &[u8]) -> impl Iterator<Item = bool> {
    number.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1 == 1))
}

/// A big-endian two's complement number in decimal.
pub(crate) fn decimal(number: &[u8]) -> String {
    let negative = number.first().is_some_and(|first| first & 0x80 != 0);
    let mut rest = if negative { negated(number) } else { number.to_vec() };
    let mut digits = Vec::new();
    while rest.iter().any(|&byte| byte != 0) {
        digits.push(char::from(b'0' + divide_by_ten(&mut rest)));
    }
    if digits.is_empty() {
        digits.push('0');
    }
    digits.extend(negative.then_some('-'));
    digits.into_iter().rev().collect()
}

fn negated(number: &[u8]) -> Vec<u8> {
    let mut carry = true;
    let mut out: Vec<u8> = number
        .iter()
        .rev()
        .map(|byte| {
            let (byte, over) = (!byte).overflowing_add(u8::from(carry));
            carry = over;
            byte
        })
        .collect();
    out.reverse();
    out
}

/// Divides in place; the remainder comes out.
fn divide_by_ten(number: &mut [u8]) -> u8 {
    let mut rest = 0;
    for byte in number {
        let part = rest << 8 | u16::from(*byte);
        *byte = (part / 10).to_le_bytes()[0];
        rest = part % 10;
    }
    rest.to_le_bytes()[0]
}

/// Little-endian limbs without leading zeros.
fn limbs(number: &[u8]) -> Vec<u64> {
    let limb = |chunk: &[u8]| chunk.iter().fold(0, |limb, &byte| limb << 8 | u64::from(byte));
    let mut out: Vec<u64> = number.rchunks(8).map(limb).collect();
    while out.last() == Some(&0) {
        out.pop();
    }
    out
}

fn bytes(limbs: &[u64], length: usize) -> Vec<u8> {
    let mut out: Vec<u8> = limbs.iter().flat_map(|limb| limb.to_le_bytes()).collect();
    out.resize(length, 0);
    out.reverse();
    out
}

fn is_less(a: &[u64], b: &[u64]) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

/// `-n⁻¹` modulo 2⁶⁴ for an odd n, by Newton's iteration.
fn negated_inverse(n: u64) -> u64 {
    let step = |inverse: u64, _| inverse.wrapping_mul(2_u64.wrapping_sub(n.wrapping_mul(inverse)));
    (0..6).fold(1, step).wrapping_neg()
}

/// `number` times 2⁶⁴ for each limb, modulo n.
fn to_montgomery(mut number: Vec<u64>, n: &[u64]) -> Vec<u64> {
    for _ in 0..n.len() * 64 {
        let mut carry = 0;
        for limb in &mut number {
            (*limb, carry) = (*limb << 1 | carry, *limb >> 63);
        }
        if carry == 1 || !is_less(&number, n) {
            subtract(&mut number, n);
        }
    }
    number
}

/// `a -= b`, wrapping.
fn subtract(a: &mut [u64], b: &[u64]) {
    let mut borrow = false;
    for (a, b) in a.iter_mut().zip(b) {
        let (first, under) = a.overflowing_sub(*b);
        let (second, under_again) = first.overflowing_sub(u64::from(borrow));
        (*a, borrow) = (second, under || under_again);
    }
}

/// Montgomery's product: `a · b` divided by 2⁶⁴ for each limb, modulo n.
fn multiply(a: &[u64], b: &[u64], n: &[u64], inverse: u64) -> Vec<u64> {
    let mut sum = vec![0; n.len() + 1];
    for &limb in a {
        let top = add_product(&mut sum, b, limb);
        let factor = sum.first().map_or(0, |low| low.wrapping_mul(inverse));
        let top = top + add_product(&mut sum, n, factor);
        // The lowest limb is zero now.
        sum.rotate_left(1);
        if let Some(last) = sum.last_mut() {
            *last = top;
        }
    }
    let carry = sum.pop().unwrap_or_default();
    if carry == 1 || !is_less(&sum, n) {
        subtract(&mut sum, n);
    }
    sum
}

/// `sum += number · limb`; what does not fit is returned.
fn add_product(sum: &mut [u64], number: &[u64], limb: u64) -> u64 {
    let mut carry = 0;
    for (at, sum) in sum.iter_mut().enumerate() {
        let part = number.get(at).copied().unwrap_or_default();
        let wide = u128::from(part) * u128::from(limb) + u128::from(*sum) + u128::from(carry);
        (*sum, carry) = low_and_high(wide);
    }
    carry
}

#[expect(clippy::cast_possible_truncation, reason = "taking the two halves apart")]
fn low_and_high(wide: u128) -> (u64, u64) {
    (wide as u64, (wide >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `base` to the power `exponent` modulo `n`.
    fn power(base: u64, exponent: u64, n: u64) -> Option<Vec<u8>> {
        let modulus = Modulus::new(&n.to_be_bytes())?;
        let base = modulus.enter(&base.to_be_bytes())?;
        Some(modulus.leave(&modulus.power(&base, &exponent.to_be_bytes())?))
    }

    #[test]
    fn small_numbers() {
        for n in [3, 5, 101, 65_537, 0xffff_ffff_ffff_ffc5] {
            for base in 0..3 {
                for exponent in 1..40 {
                    let wide = u128::from(n);
                    let expected = (0..exponent).fold(1, |out, _| out * u128::from(base) % wide);
                    let expected = low_and_high(expected).0.to_be_bytes().to_vec();
                    assert_eq!(
                        power(base, exponent, n),
                        Some(expected),
                        "{base}^{exponent} mod {n}"
                    );
                }
            }
        }
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert_eq!(power(7, 3, 7), None);
        assert_eq!(power(1, 3, 8), None);
        assert_eq!(power(1, 0, 7), None);
        assert!(Modulus::new(&[]).is_none());
    }

    #[test]
    fn sums_and_differences_stay_below() {
        let modulus = Modulus::new(&[0xff; 9]).unwrap();
        let number = |bytes: &[u8]| modulus.enter(bytes).unwrap();
        let (one, last) = (number(&[1]), number(&[[0xff; 8].as_slice(), &[0xfe]].concat()));
        assert_eq!(modulus.leave(&modulus.add(&one, &last)), [0; 9]);
        assert_eq!(modulus.subtract(&number(&[0]), &one), last);
        assert_eq!(modulus.leave(&modulus.subtract(&one, &one)), [0; 9]);
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
