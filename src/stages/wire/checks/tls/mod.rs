//! The TLS handshake and the certificate chain.

use crate::findings::checks;

mod clocks;
mod gap;
mod names;

checks![
    insecure_fallback_hides_https_error,
    tls_not_spoken_on_443,
    tls_handshake_timeout,
    tls_large_clienthello_middlebox,
    tls_server_too_old,
    tls_no_common_suite,
    tls_unrecognized_name,
    tls_client_cert_required,
    tls_cert_expired,
    tls_clock_ahead,
    tls_clock_behind_or_cert_future,
    tls_cert_cn_only,
    tls_hostname_mismatch,
    tls_default_certificate,
    tls_cert_wrong_eku,
    tls_mitm_nonconformant_cert,
    tls_server_missing_intermediate,
    tls_mitm_corporate,
    tls_cert_self_signed,
    tls_cert_signed_with_sha1,
    tls_rsa_key_too_short,
    tls_ca_not_trusted,
    tls_cert_expires_soon,
    tls_mitm_goproxy_goinsecure_does_not_apply,
];
