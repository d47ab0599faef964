//! Why go refuses a chain.

use std::{fmt, sync::Arc};

use time::OffsetDateTime;

use super::{
    certificate::Certificate, host::HostError, name_check::NameRefusal, signature::SignatureError,
    time::rfc3339,
};
use crate::go::std::strconv::text;

/// Why a chain was refused. Display is go's text, from `x509: ` on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifyError {
    /// There is no root at all, and reading them failed; the text.
    NoRoots(String),
    /// The server's certificate is not for the host.
    Host(Box<HostError>),
    /// Nobody in the pools signed it.
    UnknownAuthority {
        /// The certificate whose issuer is missing.
        certificate: Arc<Certificate>,
        /// One with the issuer's name that does not do.
        hint: Option<Box<Hint>>,
    },
    /// More than a hundred signatures would have to be checked.
    SignatureLimit,
    /// A certificate that is not allowed at its place in the chain.
    Invalid {
        /// The certificate.
        certificate: Arc<Certificate>,
        /// What is wrong with the certificate.
        reason: Reason,
    },
}

/// The candidate that go names behind `possibly because of`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Why it did not do.
    pub error: SignatureError,
    /// The candidate.
    pub candidate: Arc<Certificate>,
}

/// What is wrong with one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A critical extension that go does not handle.
    UnhandledCriticalExtension,
    /// Its subject is not the child's issuer.
    NameMismatch,
    /// The moment lies before it begins.
    NotYetValid {
        /// The moment asked about.
        now: OffsetDateTime,
        /// When it begins.
        from: OffsetDateTime,
        /// Whether the text shows both.
        shown: bool,
    },
    /// The moment lies after its end.
    Expired {
        /// The moment asked about.
        now: OffsetDateTime,
        /// When it ended.
        until: OffsetDateTime,
        /// Whether the text shows both.
        shown: bool,
    },
    /// An intermediate that is no CA.
    NotAuthorizedToSign,
    /// More intermediates below than it allows.
    TooManyIntermediates,
    /// Its name constraints do not let a certificate below have a name.
    Name(NameRefusal),
    /// A DNS name that cannot be held to name constraints (to 1.25).
    UnparsableName(Vec<u8>),
    /// A mail address that cannot be held to name constraints (to 1.25).
    UnparsableMailbox,
    /// No chain is good for a server.
    IncompatibleUsage,
    /// How many chains have bad policies, and how many bad key usages; go 1.26.
    NoValidChains {
        /// Chains whose policies do not agree.
        policies: usize,
        /// Chains not good for a server.
        usages: usize,
    },
    /// As above, in the words of go 1.24.
    InvalidPolicies,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRoots(text) => f.write_str(text),
            Self::Host(error) => error.fmt(f),
            Self::SignatureLimit => f.write_str(
                "x509: signature check attempts limit reached while verifying certificate chain",
            ),
            Self::Invalid { reason, .. } => write!(f, "x509: {reason}"),
            Self::UnknownAuthority { hint, .. } => {
                f.write_str("x509: certificate signed by unknown authority")?;
                hint.as_ref().map_or(Ok(()), |hint| hint.fmt(f))
            }
        }
    }
}

impl std::error::Error for VerifyError {}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = text::quote(self.error.to_string());
        let candidate = text::quote(shown_name(&self.candidate));
        write!(
            f,
            " (possibly because of {error} while trying to verify \
             candidate authority certificate {candidate})"
        )
    }
}

/// The common name, else the first organization, else the serial number.
fn shown_name(certificate: &Certificate) -> Vec<u8> {
    let name = certificate.subject();
    if !name.common_name().is_empty() {
        return name.common_name().to_vec();
    }
    let serial = || format!("serial:{}", certificate.serial_decimal()).into_bytes();
    name.organization().map_or_else(serial, <[u8]>::to_vec)
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnhandledCriticalExtension => f.write_str("unhandled critical extension"),
            Self::NameMismatch => {
                f.write_str("issuer name does not match subject from issuing certificate")
            }
            Self::NotYetValid { shown: false, .. } | Self::Expired { shown: false, .. } => {
                f.write_str("certificate has expired or is not yet valid")
            }
            Self::NotYetValid { now, from, .. } => write_time(f, *now, "before", *from),
            Self::Expired { now, until, .. } => write_time(f, *now, "after", *until),
            Self::NotAuthorizedToSign => {
                f.write_str("certificate is not authorized to sign other certificates")
            }
            Self::TooManyIntermediates => {
                f.write_str("too many intermediates for path length constraint")
            }
            Self::Name(refusal) => write!(
                f,
                "a root or intermediate certificate is not authorized to sign for this name: \
                 {refusal}"
            ),
            Self::UnparsableName(name) => write!(f, "cannot parse dnsName {}", text::quote(name)),
            Self::UnparsableMailbox => f.write_str("cannot parse rfc822Name {\"\" \"\"}"),
            Self::IncompatibleUsage => {
                f.write_str("certificate specifies an incompatible key usage")
            }
            Self::InvalidPolicies => {
                f.write_str("no valid chains built: all candidate chains have invalid policies")
            }
            Self::NoValidChains { policies, usages } => write_counts(f, *policies, *usages),
        }
    }
}

fn write_time(
    f: &mut fmt::Formatter<'_>,
    now: OffsetDateTime,
    relation: &str,
    limit: OffsetDateTime,
) -> fmt::Result {
    let (now, limit) = (rfc3339(now), rfc3339(limit));
    write!(
        f,
        "certificate has expired or is not yet valid: current time {now} is {relation} {limit}"
    )
}

fn write_counts(f: &mut fmt::Formatter<'_>, policies: usize, usages: usize) -> fmt::Result {
    let counts = [(usages, "incompatible key usage"), (policies, "invalid policies")];
    let counted = counts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> =
        counted.map(|(count, what)| format!("{count} candidate chains with {what}")).collect();
    write!(f, "no valid chains built: {}", parts.join(", "))
}
