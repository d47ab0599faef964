//! Just enough arithmetic on big numbers to check an RSA signature with a public key.
//!
//! Nothing here is secret, so nothing here hides its timing.

/// The bits of a big-endian number.
pub(super) fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|&&byte| byte == 0).count();
    let first = number.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    (number.len() - zeros) * 8 - first
}

/// `base` to the power `exponent` modulo the odd `modulus`, as long as the modulus, big-endian.
///
/// `None` where the base is not smaller than the modulus, or the modulus is even.
pub(super) fn power(base: &[u8], exponent: u64, modulus: &[u8]) -> Option<Vec<u8>> {
    let n = limbs(modulus);
    let mut base = limbs(base);
    base.resize(n.len().max(base.len()), 0);
    let odd = n.first().is_some_and(|low| low & 1 == 1);
    if !odd || base.len() > n.len() || !is_less(&base, &n) {
        return None;
    }
    let inverse = negated_inverse(*n.first()?);
    let base = to_montgomery(base, &n);
    let mut out = base.clone();
    for bit in (0..exponent.checked_ilog2()?).rev() {
        out = multiply(&out, &out, &n, inverse);
        if exponent >> bit & 1 == 1 {
            out = multiply(&out, &base, &n, inverse);
        }
    }
    let mut one = vec![0; n.len()];
    *one.first_mut()? = 1;
    Some(bytes(&multiply(&out, &one, &n, inverse), modulus.len()))
}

/// The sum of numbers modulo `modulus`, little-endian; for a few numbers below the modulus.
pub(super) fn sum(numbers: &[&[u8]], modulus: &[u8]) -> Vec<u64> {
    let mut n = limbs(modulus);
    n.push(0);
    let mut out = vec![0; n.len()];
    for number in numbers {
        add_product(&mut out, &limbs(number), 1);
        while !is_less(&out, &n) {
            subtract(&mut out, &n);
        }
    }
    out
}

/// A big-endian two's complement number in decimal.
pub(super) fn decimal(number: &[u8]) -> String {
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

    #[test]
    fn small_numbers() {
        for modulus in [3_u64, 5, 101, 65_537, 0xffff_ffff_ffff_ffc5] {
            for base in 0..3 {
                for exponent in 1..40 {
                    let wide = u128::from(modulus);
                    let expected = (0..exponent).fold(1, |n, _| n * base % wide);
                    let (low, _) = low_and_high(base);
                    let found = power(&low.to_be_bytes(), exponent, &modulus.to_be_bytes());
                    let expected = low_and_high(expected).0.to_be_bytes().to_vec();
                    assert_eq!(found, Some(expected), "{base}^{exponent} mod {modulus}");
                }
            }
        }
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert_eq!(power(&[7], 3, &[7]), None);
        assert_eq!(power(&[1], 3, &[8]), None);
        assert_eq!(power(&[1], 0, &[7]), None);
        assert_eq!(power(&[], 3, &[]), None);
    }

    #[test]
    fn counts_bits() {
        assert_eq!(
            [bits(&[]), bits(&[0]), bits(&[1]), bits(&[0, 0x80]), bits(&[3, 0])],
            [0, 0, 1, 8, 10]
        );
    }
}
