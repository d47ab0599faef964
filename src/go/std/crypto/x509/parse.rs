//! Reading a certificate in go's order, so that the first thing wrong is the one that go names.

use time::OffsetDateTime;

use super::{
    algorithm::SignatureAlgorithm,
    certificate::{Certificate, Extensions},
    der::{Reader, tag},
    error::ParseError,
    extensions,
    key::{Algorithm, PublicKey},
    name::Name,
    time::{generalized_time, utc_time},
};
use crate::go::{
    std::strconv::text,
    version::{Change, Version},
};

impl Certificate {
    /// Reads a certificate's DER as go's `x509.ParseCertificate` of `version` does.
    ///
    /// # Errors
    /// What go refuses, in go's words. Source: env-auth-proxy-tls.md §5.3.
    pub fn parse(der: &[u8], version: Version) -> Result<Self, ParseError> {
        let at = |what| move || ParseError::Part(what);
        let mut outer = Reader::new(der);
        let whole = outer.element(tag::SEQUENCE).ok_or_else(at("malformed certificate"))?;
        let mut body = Reader::new(whole.value);
        let tbs = body.element(tag::SEQUENCE).ok_or_else(at("malformed tbs certificate"))?;
        let start = whole.full.len() - whole.value.len();
        let mut certificate = parse_tbs(tbs.value, &mut body, version)?;
        let signature = body.bit_string().ok_or_else(at("malformed signature"))?;
        if !outer.is_empty() {
            return Err(trailing_data(version));
        }
        certificate.signature = signature.right_aligned();
        certificate.tbs = start..start + tbs.full.len();
        certificate.der = whole.full.to_vec();
        Ok(certificate)
    }
}

fn trailing_data(version: Version) -> ParseError {
    if version.has(Change::StrictParser) {
        ParseError::Part("trailing data")
    } else {
        ParseError::Asn1("asn1: syntax error: trailing data".to_owned())
    }
}

/// Reads the signed part; `body` is at the outer algorithm, which must repeat the inner one.
fn parse_tbs(
    tbs: &[u8],
    body: &mut Reader<'_>,
    version: Version,
) -> Result<Certificate, ParseError> {
    let at = |what| move || ParseError::Part(what);
    let mut tbs = Reader::new(tbs);
    let x509_version = read_version(&mut tbs)?;
    let serial = read_serial(&mut tbs, version)?;
    let signature_algorithm = read_signature_algorithm(&mut tbs, body, version)?;
    let raw_issuer = tbs.element(tag::SEQUENCE).ok_or_else(at("malformed issuer"))?.full;
    let issuer = Name::parse(raw_issuer, version)?;
    let (not_before, not_after) = read_validity(&mut tbs, version)?;
    // go names the issuer here too.
    let raw_subject = tbs.element(tag::SEQUENCE).ok_or_else(at("malformed issuer"))?.full;
    let subject = Name::parse(raw_subject, version)?;
    let raw_spki = tbs.element(tag::SEQUENCE).ok_or_else(at("malformed spki"))?.full;
    let key = PublicKey::parse(raw_spki, version)?;
    let extensions = read_tail(&mut tbs, x509_version, version)?;
    Ok(Certificate {
        der: Vec::new(),
        tbs: 0..0,
        version: x509_version,
        serial,
        signature_algorithm,
        signature: Vec::new(),
        raw_issuer: raw_issuer.to_vec(),
        raw_subject: raw_subject.to_vec(),
        raw_spki: raw_spki.to_vec(),
        issuer,
        subject,
        not_before,
        not_after,
        key,
        extensions,
    })
}

fn read_version(tbs: &mut Reader<'_>) -> Result<i64, ParseError> {
    let malformed = || ParseError::Part("malformed version");
    let Some(field) = tbs.optional(tag::constructed(0)).ok_or_else(malformed)? else {
        return Ok(1);
    };
    let mut field = Reader::new(field);
    let number =
        field.small_integer(tag::INTEGER).filter(|&number| number >= 0 && field.is_empty());
    match number.ok_or_else(malformed)? {
        number @ 0..=2 => Ok(number + 1),
        _ => Err(ParseError::Part("invalid version")),
    }
}

fn read_serial(tbs: &mut Reader<'_>, version: Version) -> Result<Vec<u8>, ParseError> {
    let serial = tbs.integer().ok_or(ParseError::Part("malformed serial number"))?;
    let negative = serial.first().is_some_and(|first| first & 0x80 != 0);
    if negative && version.has(Change::NegativeSerialRefused) {
        return Err(ParseError::Part("negative serial number"));
    }
    Ok(serial.to_vec())
}

fn read_signature_algorithm(
    tbs: &mut Reader<'_>,
    body: &mut Reader<'_>,
    version: Version,
) -> Result<SignatureAlgorithm, ParseError> {
    let at = |what| move || ParseError::Part(what);
    let inner =
        tbs.value(tag::SEQUENCE).ok_or_else(at("malformed signature algorithm identifier"))?;
    let outer = body.value(tag::SEQUENCE).ok_or_else(at("malformed algorithm identifier"))?;
    if inner != outer && version.has(Change::StrictParser) {
        let text = "inner and outer signature algorithm identifiers don't match";
        return Err(ParseError::Part(text));
    }
    Ok(SignatureAlgorithm::from_identifier(&Algorithm::parse(inner)?, version))
}

fn read_validity(
    tbs: &mut Reader<'_>,
    version: Version,
) -> Result<(OffsetDateTime, OffsetDateTime), ParseError> {
    let mut validity = tbs.nested(tag::SEQUENCE).ok_or(ParseError::Part("malformed validity"))?;
    Ok((read_time(&mut validity, version)?, read_time(&mut validity, version)?))
}

fn read_time(validity: &mut Reader<'_>, version: Version) -> Result<OffsetDateTime, ParseError> {
    if validity.peek(tag::UTC_TIME) {
        let text = validity.value(tag::UTC_TIME).unwrap_or_default();
        return utc_time(text).ok_or_else(|| bad_time("malformed UTCTime", text, version));
    }
    if validity.peek(tag::GENERALIZED_TIME) {
        let text = validity.value(tag::GENERALIZED_TIME).unwrap_or_default();
        let bad = || bad_time("malformed GeneralizedTime", text, version);
        return generalized_time(text).ok_or_else(bad);
    }
    Err(ParseError::Part("unsupported time format"))
}

/// encoding/asn1 wrote a time again and compared: an offset of zero is `Z` then.
fn bad_time(what: &'static str, text: &[u8], version: Version) -> ParseError {
    let zone = [&b"+0000"[..], b"-0000"].into_iter().find_map(|zone| text.strip_suffix(zone));
    match zone {
        Some(clock) if !version.has(Change::StrictParser) => {
            let (given, again) = (text::quote(text), text::quote([clock, b"Z"].concat()));
            ParseError::Asn1(format!(
                "asn1: time did not serialize back to the original value and may be invalid: \
                 given {given}, but serialized as {again}"
            ))
        }
        _ => ParseError::Part(what),
    }
}

/// What follows the key: unique identifiers from version 2, extensions in version 3.
fn read_tail(
    tbs: &mut Reader<'_>,
    x509_version: i64,
    version: Version,
) -> Result<Extensions, ParseError> {
    let at = |what| move || ParseError::Part(what);
    if x509_version > 1 {
        tbs.optional(tag::context(1)).ok_or_else(at("malformed issuerUniqueID"))?;
        tbs.optional(tag::context(2)).ok_or_else(at("malformed subjectUniqueID"))?;
    }
    if x509_version < 3 {
        return Ok(Extensions::default());
    }
    let field = tbs.optional(tag::constructed(3)).ok_or_else(at("malformed extensions"))?;
    field.map_or_else(|| Ok(Extensions::default()), |field| extensions::parse(field, version))
}
