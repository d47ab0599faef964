//! The certificates of a scenario.

use std::{collections::BTreeMap, sync::Arc};

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, DnValue, ExtendedKeyUsagePurpose,
    IsCa, Issuer, KeyUsagePurpose, SerialNumber,
};
use rustls::{
    crypto::aws_lc_rs::sign::any_supported_type,
    pki_types::{CertificateDer, PrivatePkcs8KeyDer},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use time::{Duration, OffsetDateTime};

use super::{
    LabError,
    der::element,
    forge::forge,
    hosts::{Host, Https, Usage},
    keys::{LabKey, key},
    scenario::{Authority, Scenario},
};
use crate::go::std::encoding::pem;

/// The authorities of a scenario and the hosts' own certificates.
pub(super) struct Pki {
    now: OffsetDateTime,
    authorities: BTreeMap<String, Ca>,
    leaves: BTreeMap<String, Leaf>,
}

struct Ca {
    issuer: Option<String>,
    params: CertificateParams,
    key: Arc<LabKey>,
    certificate: CertificateDer<'static>,
}

struct Leaf {
    chain: Vec<CertificateDer<'static>>,
    key: Arc<LabKey>,
    /// What clients get that name another host, or none.
    default: Option<Vec<CertificateDer<'static>>>,
}

impl Pki {
    /// Makes all certificates of a scenario, at `now`.
    pub(super) fn new(scenario: &Scenario, now: OffsetDateTime) -> Result<Self, LabError> {
        let mut pki = Self { now, authorities: BTreeMap::new(), leaves: BTreeMap::new() };
        for name in scenario.ca.keys() {
            pki.add_authority(scenario, name)?;
        }
        for host in &scenario.host {
            if let Some(https) = &host.https {
                let leaf = pki.leaf(host, https)?;
                pki.leaves.insert(host.name.get_ref().clone(), leaf);
            }
        }
        Ok(pki)
    }

    /// The certificate of an authority or of a host, as a PEM block.
    pub(super) fn pem(&self, name: &str) -> Option<String> {
        let leaf = || self.leaves.get(name).and_then(|leaf| leaf.chain.first());
        let certificate = self.authorities.get(name).map(|ca| &ca.certificate).or_else(leaf)?;
        Some(pem::block("CERTIFICATE", certificate))
    }

    /// The certificate of the lab's own authority, which is always there.
    pub(super) fn lab_certificate(&self) -> Option<CertificateDer<'static>> {
        self.authorities.get("lab").map(|ca| ca.certificate.clone())
    }

    /// What a host presents.
    pub(super) fn certified(&self, host: &str) -> Result<Option<Certified>, LabError> {
        let Some(leaf) = self.leaves.get(host) else { return Ok(None) };
        let key = PrivatePkcs8KeyDer::from(leaf.key.pkcs8()?);
        let key = any_supported_type(&key.into())?;
        let with = |chain: &Vec<_>| Arc::new(CertifiedKey::new(chain.clone(), key.clone()));
        let default = leaf.default.as_ref().map(with);
        Ok(Some(Certified { host: host.to_owned(), own: with(&leaf.chain), default }))
    }

    fn add_authority(&mut self, scenario: &Scenario, name: &str) -> Result<(), LabError> {
        let Some(authority) = scenario.ca.get(name) else { return Ok(()) };
        if self.authorities.contains_key(name) {
            return Ok(());
        }
        let issuer = authority.issuer.as_ref().map(|issuer| issuer.get_ref().clone());
        if let Some(issuer) = &issuer {
            self.add_authority(scenario, issuer)?;
        }
        let ca = self.authority(name, authority, issuer)?;
        self.authorities.insert(name.to_owned(), ca);
        Ok(())
    }

    fn authority(
        &self,
        name: &str,
        authority: &Authority,
        issuer: Option<String>,
    ) -> Result<Ca, LabError> {
        let owner = authority.key_of.as_ref().map_or(name, |owner| owner.get_ref());
        let key = key(authority.key, owner)?;
        let common = authority.name.clone().unwrap_or_else(|| format!("{name} CA"));
        let mut params = self.params(Vec::new(), common, authority.days)?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let signed = match issuer.as_ref().and_then(|issuer| self.authorities.get(issuer)) {
            Some(ca) => params.signed_by(&*key, &ca.issuer())?,
            None => params.self_signed(&*key)?,
        };
        Ok(Ca { issuer, params, key, certificate: signed.into() })
    }

    fn leaf(&self, host: &Host, https: &Https) -> Result<Leaf, LabError> {
        let key = key(https.key, "")?;
        let own = vec![host.name.get_ref().clone()];
        let chain = self.signed(https.names.clone().unwrap_or(own), host, https, &key)?;
        let others = https.without_sni.clone();
        let default = others.map(|names| self.signed(names, host, https, &key)).transpose()?;
        Ok(Leaf { chain, key, default })
    }

    fn signed(
        &self,
        names: Vec<String>,
        host: &Host,
        https: &Https,
        key: &LabKey,
    ) -> Result<Vec<CertificateDer<'static>>, LabError> {
        let common = https.cn.clone().unwrap_or_else(|| host.name.get_ref().clone());
        let mut params =
            self.params(if https.v1 { Vec::new() } else { names }, common, https.days)?;
        if !https.v1 {
            params.extended_key_usages = vec![match https.usage {
                Usage::Server => ExtendedKeyUsagePurpose::ServerAuth,
                Usage::Client => ExtendedKeyUsagePurpose::ClientAuth,
            }];
        }
        if let Some(url) = &https.aia {
            params.custom_extensions.push(issuer_url(url));
        }
        let ca = self.authorities.get(https.issuer.get_ref());
        let certificate = match ca {
            Some(ca) => params.signed_by(key, &ca.issuer())?,
            None => params.self_signed(key)?,
        };
        let signer = ca.map_or(key, |ca| &*ca.key);
        let der = forge(certificate.der(), https, signer)?;
        Ok(self.chain(https, &CertificateDer::from(der)))
    }

    fn chain(&self, https: &Https, leaf: &CertificateDer<'static>) -> Vec<CertificateDer<'static>> {
        let Some(named) = &https.chain else { return self.usual_chain(https, leaf) };
        let certificate = |name: &str| match name {
            "leaf" => Some(leaf),
            name => self.authorities.get(name).map(|ca| &ca.certificate),
        };
        named.iter().filter_map(|name| certificate(name.get_ref())).cloned().collect()
    }

    /// The leaf and the intermediates above it, without the root.
    fn usual_chain(
        &self,
        https: &Https,
        leaf: &CertificateDer<'static>,
    ) -> Vec<CertificateDer<'static>> {
        let mut chain = vec![leaf.clone()];
        let mut at = self.authorities.get(https.issuer.get_ref());
        while let Some(ca) = at {
            let Some(issuer) = &ca.issuer else { break };
            chain.push(ca.certificate.clone());
            at = self.authorities.get(issuer);
        }
        chain
    }

    fn params(
        &self,
        names: Vec<String>,
        common: String,
        days: [i64; 2],
    ) -> Result<CertificateParams, LabError> {
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, DnValue::Utf8String(common));
        params.serial_number = Some(SerialNumber::from(0x1001_u64));
        params.not_before = self.day(days[0]);
        params.not_after = self.day(days[1]);
        Ok(params)
    }

    fn day(&self, days: i64) -> OffsetDateTime {
        let away = Duration::seconds(days.saturating_mul(86_400));
        self.now.checked_add(away).unwrap_or(self.now)
    }
}

/// What a server presents, by the name that it is asked for.
#[derive(Debug)]
pub(super) struct Certified {
    host: String,
    own: Arc<CertifiedKey>,
    default: Option<Arc<CertifiedKey>>,
}

impl ResolvesServerCert for Certified {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let named = hello.server_name() == Some(self.host.as_str());
        Some(self.default.clone().filter(|_| !named).unwrap_or_else(|| self.own.clone()))
    }
}

impl Ca {
    fn issuer(&self) -> Issuer<'_, &LabKey> {
        Issuer::from_params(&self.params, &*self.key)
    }
}

/// id-pe-authorityInfoAccess with one id-ad-caIssuers (RFC 5280 §4.2.2.1).
fn issuer_url(url: &str) -> CustomExtension {
    const ISSUERS: [u8; 8] = [0x2b, 6, 1, 5, 5, 7, 0x30, 2];
    let description = element(0x30, &[&element(6, &[&ISSUERS]), &element(0x86, &[url.as_bytes()])]);
    let oid = [1, 3, 6, 1, 5, 5, 7, 1, 1];
    CustomExtension::from_oid_content(&oid, element(0x30, &[&description]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(https: &str) -> Scenario {
        let text = format!(
            "about = 'a'\npath = 'a.test/b'\n[ca.mid]\nissuer = 'lab'\n[ca.rsa]\nkey = 'rsa2048'\n\
             [[host]]\nname = 'a.test'\nhttps = {{ {https} }}\n[expect]\nok = true\n"
        );
        Scenario::parse("x.toml", &text).unwrap()
    }

    fn chain(https: &str) -> Vec<CertificateDer<'static>> {
        let pki = Pki::new(&scenario(https), OffsetDateTime::UNIX_EPOCH).unwrap();
        pki.certified("a.test").unwrap().unwrap().own.cert.clone()
    }

    #[test]
    fn a_server_sends_its_intermediates_and_no_root() {
        assert_eq!(chain("").len(), 1);
        assert_eq!(chain("issuer = 'mid'").len(), 2);
        assert_eq!(chain("issuer = 'mid', chain = ['leaf']").len(), 1);
        assert_eq!(chain("issuer = 'rsa', key = 'ed25519'").len(), 1);
    }

    #[test]
    fn version_1_has_no_version_and_no_extensions() {
        let v3 = chain("").remove(0);
        let v1 = chain("v1 = true").remove(0);
        let version = [0xa0, 3, 2, 1, 2];
        assert!(v3.windows(5).any(|w| w == version) && !v1.windows(5).any(|w| w == version));
        assert!(!v1.windows(3).any(|w| w == [0x55, 0x1d, 0x11]), "no subjectAltName");
    }
}
