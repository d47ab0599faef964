//! The extensions that go reads, and which others it minds.

use super::{
    certificate::{BasicConstraints, Extensions, Policies},
    constraints::NameConstraints,
    der::{Reader, tag},
    error::ParseError,
    oid::Oid,
    san,
};
use crate::go::version::{Change, Version};

/// One extension as it is in the certificate.
struct Extension<'a> {
    oid: Oid,
    critical: bool,
    value: &'a [u8],
}

/// Authority information access.
const AIA: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 1];
const AIA_OCSP: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 1];
const AIA_ISSUER: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 2];

/// Reads the extensions, `field` being the value of the tagged field that holds them.
///
/// All are read before any is looked into, so a broken frame is named before broken contents.
pub(crate) fn parse(field: &[u8], version: Version) -> Result<Extensions, ParseError> {
    let malformed = || ParseError::Part("malformed extensions");
    let mut list = Reader::new(field).nested(tag::SEQUENCE).ok_or_else(malformed)?;
    let mut all: Vec<Extension<'_>> = Vec::new();
    while !list.is_empty() {
        let next = read(&mut list)?;
        if all.iter().any(|seen| seen.oid == next.oid) {
            refuse_duplicate(&next.oid, version)?;
        }
        all.push(next);
    }
    let mut out = Extensions::default();
    for extension in &all {
        let handled = process(extension, &mut out, version)?;
        if extension.critical && !handled {
            out.unhandled_critical.push(extension.oid.clone());
        }
    }
    out.ids = all.into_iter().map(|extension| extension.oid).collect();
    Ok(out)
}

fn read<'a>(list: &mut Reader<'a>) -> Result<Extension<'a>, ParseError> {
    let at = |what| move || ParseError::Part(what);
    let mut fields = list.nested(tag::SEQUENCE).ok_or_else(at("malformed extension"))?;
    let oid = fields.oid().ok_or_else(at("malformed extension OID field"))?;
    let critical = if fields.peek(tag::BOOLEAN) {
        fields.boolean().ok_or_else(at("malformed extension critical field"))?
    } else {
        false
    };
    let value =
        fields.value(tag::OCTET_STRING).ok_or_else(at("malformed extension value field"))?;
    Ok(Extension { oid, critical, value })
}

fn refuse_duplicate(oid: &Oid, version: Version) -> Result<(), ParseError> {
    if !version.has(Change::DuplicateExtensionsRefused) {
        return Ok(());
    }
    let named = version.has(Change::DuplicateExtensionNamed).then(|| oid.clone());
    Err(ParseError::DuplicateExtension(named))
}

/// Reads one extension into `out`; false for one that go does not know.
fn process(
    extension: &Extension<'_>,
    out: &mut Extensions,
    version: Version,
) -> Result<bool, ParseError> {
    let value = extension.value;
    let unless_critical = |text| {
        if extension.critical && version.has(Change::CriticalKeyIdsRefused) {
            Err(ParseError::Part(text))
        } else {
            Ok(())
        }
    };
    match extension.oid.as_bytes() {
        [0x55, 0x1d, 33 | 36 | 54] if !version.has(Change::PolicyGraph) => return Ok(false),
        [0x55, 0x1d, last] => match last {
            14 => {
                unless_critical("subject key identifier incorrectly marked critical")?;
                out.subject_key_id = subject_key_id(value)?;
            }
            15 => out.key_usage = key_usage(value)?,
            17 => return san::parse(value, out, version),
            19 => out.basic_constraints = Some(basic_constraints(value, version)?),
            30 => {
                let (constraints, handled) = NameConstraints::parse(value, version)?;
                out.name_constraints = Some(constraints);
                return Ok(handled);
            }
            31 => crl_distribution_points(value)?,
            32 => out.policies.ids = policy_ids(value, version)?,
            33 => out.policies.mappings = policy_mappings(value)?,
            35 => {
                unless_critical("authority key identifier incorrectly marked critical")?;
                out.authority_key_id = authority_key_id(value)?;
            }
            36 => policy_constraints(value, &mut out.policies)?,
            37 => out.extended_key_usage = extended_key_usage(value)?,
            54 => out.policies.inhibit_any = Some(inhibit_any(value)?),
            _ => return Ok(false),
        },
        AIA => {
            unless_critical("authority info access incorrectly marked critical")?;
            authority_info_access(value, out)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn key_usage(value: &[u8]) -> Result<u16, ParseError> {
    let bits = Reader::new(value).bit_string().ok_or(ParseError::Part("invalid key usage"))?;
    Ok((0..9).filter(|&at| bits.bit(at)).fold(0, |usage, at| usage | 1 << at))
}

fn basic_constraints(value: &[u8], version: Version) -> Result<BasicConstraints, ParseError> {
    let text = if version.has(Change::BasicConstraintsTypo) {
        "invalid basic constraints b"
    } else {
        "invalid basic constraints"
    };
    read_basic_constraints(value, version).ok_or(ParseError::Part(text))
}

fn read_basic_constraints(value: &[u8], version: Version) -> Option<BasicConstraints> {
    let mut fields = Reader::new(value).nested(tag::SEQUENCE)?;
    let is_ca = if fields.peek(tag::BOOLEAN) { fields.boolean()? } else { false };
    let length =
        if fields.peek(tag::INTEGER) { Some(fields.small_integer(tag::INTEGER)?) } else { None };
    let negative = length.is_some_and(|length| length < 0);
    if negative && version.has(Change::NegativePathLengthRefused) {
        return None;
    }
    let max_path_length = length.and_then(|length| u64::try_from(length).ok());
    Some(BasicConstraints { is_ca, max_path_length })
}

fn subject_key_id(value: &[u8]) -> Result<Vec<u8>, ParseError> {
    let id = Reader::new(value).value(tag::OCTET_STRING);
    id.map(<[u8]>::to_vec).ok_or(ParseError::Part("invalid subject key identifier"))
}

fn authority_key_id(value: &[u8]) -> Result<Vec<u8>, ParseError> {
    let read = || {
        let mut fields = Reader::new(value).nested(tag::SEQUENCE)?;
        Some(fields.optional(tag::context(0))?.unwrap_or_default().to_vec())
    };
    read().ok_or(ParseError::Part("invalid authority key identifier"))
}

fn extended_key_usage(value: &[u8]) -> Result<Vec<Oid>, ParseError> {
    all(value, Reader::oid).ok_or(ParseError::Part("invalid extended key usages"))
}

/// Every element of a SEQUENCE, each read by `read`.
fn all<'a, T>(value: &'a [u8], read: impl Fn(&mut Reader<'a>) -> Option<T>) -> Option<Vec<T>> {
    let mut list = Reader::new(value).nested(tag::SEQUENCE)?;
    let mut out = Vec::new();
    while !list.is_empty() {
        out.push(read(&mut list)?);
    }
    Some(out)
}

fn policy_oid(reader: &mut Reader<'_>) -> Option<Oid> {
    Oid::from_der_any_size(reader.value(tag::OID)?)
}

fn policy_ids(value: &[u8], version: Version) -> Result<Vec<Oid>, ParseError> {
    let ids = all(value, |list| policy_oid(&mut list.nested(tag::SEQUENCE)?));
    let once = |ids: &Vec<Oid>| {
        let repeated = ids.iter().enumerate().any(|(at, id)| ids.iter().take(at).any(|o| o == id));
        !(repeated && version.has(Change::RepeatedPolicyRefused))
    };
    ids.filter(once).ok_or(ParseError::Part("invalid certificate policies"))
}

fn policy_mappings(value: &[u8]) -> Result<Vec<(Oid, Oid)>, ParseError> {
    let mapping = |list: &mut Reader<'_>| {
        let mut pair = list.nested(tag::SEQUENCE)?;
        // These are taken as they are.
        let mut oid = || Some(Oid::unchecked(pair.value(tag::OID)?));
        Some((oid()?, oid()?))
    };
    all(value, mapping).ok_or(ParseError::Part("invalid policy mappings extension"))
}

fn policy_constraints(value: &[u8], out: &mut Policies) -> Result<(), ParseError> {
    let mut read = || {
        let mut fields = Reader::new(value).nested(tag::SEQUENCE)?;
        out.require_explicit = skip_count(&mut fields, 0)?;
        out.inhibit_mapping = skip_count(&mut fields, 1)?;
        Some(())
    };
    read().ok_or(ParseError::Part("invalid policy constraints extension"))
}

/// A count in the field `[number]`, if it is there.
#[expect(clippy::option_option, reason = "broken, absent and present are three things")]
fn skip_count(fields: &mut Reader<'_>, number: u8) -> Option<Option<i64>> {
    let tag = tag::context(number);
    if fields.peek(tag) { fields.small_integer(tag).map(Some) } else { Some(None) }
}

fn inhibit_any(value: &[u8]) -> Result<i64, ParseError> {
    let count = Reader::new(value).small_integer(tag::INTEGER);
    count.ok_or(ParseError::Part("invalid inhibit any policy extension"))
}

fn authority_info_access(value: &[u8], out: &mut Extensions) -> Result<(), ParseError> {
    let all = all(value, access).ok_or(ParseError::Part("invalid authority info access"))?;
    for (method, location) in all.into_iter().filter(|(_, location)| !location.is_empty()) {
        match method.as_bytes() {
            AIA_OCSP => out.ocsp_servers.push(location.to_vec()),
            AIA_ISSUER => out.issuing_certificate_urls.push(location.to_vec()),
            _ => {}
        }
    }
    Ok(())
}

/// The method, and the location where that is a URI; other kinds are not even looked at.
fn access<'a>(list: &mut Reader<'a>) -> Option<(Oid, &'a [u8])> {
    let mut pair = list.nested(tag::SEQUENCE)?;
    Some((pair.oid()?, pair.optional(tag::context(6))?.unwrap_or_default()))
}

/// go keeps the URLs; here they are only read, since a broken list is an error.
fn crl_distribution_points(value: &[u8]) -> Result<(), ParseError> {
    let invalid = "invalid CRL distribution point";
    let mut points = Reader::new(value)
        .nested(tag::SEQUENCE)
        .ok_or(ParseError::Part("invalid CRL distribution points"))?;
    while !points.is_empty() {
        distribution_point(&mut points).ok_or(ParseError::Part(invalid))?;
    }
    Ok(())
}

fn distribution_point(points: &mut Reader<'_>) -> Option<()> {
    let mut point = points.nested(tag::SEQUENCE)?;
    let Some(name) = point.optional(tag::constructed(0))? else {
        return Some(());
    };
    let mut names = Reader::new(name).nested(tag::constructed(0))?;
    while !names.is_empty() && names.peek(tag::context(6)) {
        names.any()?;
    }
    Some(())
}
