//! How the app trusts a relay behind `https://`: TLS 1.3, judged by the certificates that this system trusts.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore, crypto::aws_lc_rs, version::TLS13};
use rustls_platform_verifier::BuilderVerifierExt as _;

/// The terms of every connection. Where the system trusts nobody, neither does the app: then only relays without TLS, as
/// in a showroom's own network, can be reached.
///
/// # Errors
/// Where the cryptography cannot do TLS 1.3.
pub fn terms() -> Result<ClientConfig, rustls::Error> {
    let start = || ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider())).with_protocol_versions(&[&TLS13]);
    match start()?.with_platform_verifier() {
        Ok(builder) => Ok(builder.with_no_client_auth()),
        Err(error) => {
            tracing::warn!(%error, "this system has no certificates to trust: relays behind https cannot be reached");
            Ok(start()?.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
        }
    }
}
