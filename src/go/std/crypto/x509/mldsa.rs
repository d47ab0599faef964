//! ML-DSA signatures (FIPS 204), and the ways in which go finds them wrong.

use aws_lc_rs::signature::{ML_DSA_44, ML_DSA_65, ML_DSA_87, VerificationAlgorithm};

use super::signature::{SignatureError, verified};

/// A parameter set's algorithm and the sizes that matter here.
struct Set {
    algorithm: &'static dyn VerificationAlgorithm,
    signature: usize,
    /// The most hints there may be (ω), and the number of polynomials they belong to (k).
    hints: (usize, usize),
}

/// Checks `signature` of `message` with the key of `set`; `signed` is the set of the signature.
pub(crate) fn verify(
    (set, key): (u8, &[u8]),
    signed: u8,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    if set != signed {
        return Err(SignatureError::WrongMlDsa { signed, set });
    }
    let set = Set::of(set);
    let failure = |why| Err(SignatureError::Failure("ML-DSA", why));
    if signature.len() != set.signature {
        failure(": mldsa: invalid signature length")
    } else if !set.has_plain_hints(signature) {
        failure(": mldsa: invalid signature encoding")
    } else if !verified(set.algorithm, key, message, signature) {
        failure(": mldsa: invalid signature")
    } else {
        Ok(())
    }
}

impl Set {
    fn of(set: u8) -> Self {
        match set {
            44 => Self { algorithm: &ML_DSA_44, signature: 2420, hints: (80, 4) },
            65 => Self { algorithm: &ML_DSA_65, signature: 3309, hints: (55, 6) },
            _ => Self { algorithm: &ML_DSA_87, signature: 4627, hints: (75, 8) },
        }
    }

    /// Whether the hints at the end are written in the one way that is allowed (algorithm 21):
    /// rising within each polynomial, counts that rise, and zeros behind the last.
    fn has_plain_hints(&self, signature: &[u8]) -> bool {
        let (most, polynomials) = self.hints;
        let end = signature.len().saturating_sub(most + polynomials);
        let (hints, counts) = signature.get(end..).unwrap_or_default().split_at(most);
        let mut from = 0;
        for &count in counts {
            let Some(own) = hints.get(from..usize::from(count)) else {
                return false;
            };
            if !own.is_sorted_by(|one, next| one < next) {
                return false;
            }
            from = usize::from(count);
        }
        hints.iter().skip(from).all(|&hint| hint == 0)
    }
}
