//! The relay's certificate. By default the relay makes a key for itself at its first start and keeps it in its database, so
//! that a backup brings the relay back as itself: devices know it by this key and refuse any other. The certificate around
//! the key is made anew at each start; it says nothing that anybody reads.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use forecourt_core::sync::pairing::RelayPin;
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::{
    ServerConfig,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, pem::PemObject as _},
    server::ParsedCertificate,
    version::TLS13,
};
use tokio_rustls::TlsAcceptor;

use super::ServeError;
use crate::relay::Relay;

/// How the relay protects its connections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Tls {
    /// TLS 1.3 under a key of its own.
    #[default]
    Own,
    /// TLS 1.3 under a certificate from elsewhere, with its chain, and its key; both PEM.
    Given {
        /// The chain, the relay's own certificate first.
        certificate: PathBuf,
        /// Its private key.
        key: PathBuf,
    },
    /// None: on this machine only, or behind a proxy that has it.
    Plain {
        /// The certificate that the proxy shows (PEM): devices prove that they see this one.
        proxy_certificate: Option<PathBuf>,
    },
}

/// What devices see of the relay.
pub(super) struct Face {
    pub(super) acceptor: Option<TlsAcceptor>,
    pub(super) pin: Option<RelayPin>,
}

impl Tls {
    /// Makes ready what connections need.
    pub(super) fn face(&self, relay: &mut Relay) -> Result<Face, ServeError> {
        let (chain, key) = match self {
            Self::Plain { proxy_certificate: None } => return Ok(Face { acceptor: None, pin: None }),
            Self::Plain { proxy_certificate: Some(path) } => {
                return Ok(Face { acceptor: None, pin: Some(pin(first(&chain(path)?)?)?) });
            }
            Self::Given { certificate, key } => (chain(certificate)?, PrivateKeyDer::from_pem_file(key).map_err(unusable)?),
            Self::Own => own(relay)?,
        };
        let pin = pin(first(&chain)?)?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_protocol_versions(&[&TLS13])
            .map_err(unusable)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(unusable)?;
        // Upgrading to a WebSocket is HTTP/1.1's.
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Face { acceptor: Some(TlsAcceptor::from(Arc::new(config))), pin: Some(pin) })
    }
}

type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

fn own(relay: &mut Relay) -> Result<Identity, ServeError> {
    let fresh = || KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map(|key| key.serialize_der());
    let fresh = fresh().map_err(unusable)?;
    let kept = relay.tls_key(&fresh)?;
    let der = PrivatePkcs8KeyDer::from(kept.to_vec());
    let key = KeyPair::from_pkcs8_der_and_sign_algo(&der, &PKCS_ECDSA_P256_SHA256).map_err(unusable)?;
    let params = CertificateParams::new(vec!["forecourt-relay".to_owned()]).map_err(unusable)?;
    let certificate = params.self_signed(&key).map_err(unusable)?;
    Ok((vec![certificate.der().clone()], der.into()))
}

fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, ServeError> {
    CertificateDer::pem_file_iter(path).map_err(unusable)?.collect::<Result<_, _>>().map_err(unusable)
}

fn first<'a>(chain: &'a [CertificateDer<'static>]) -> Result<&'a CertificateDer<'static>, ServeError> {
    chain.first().ok_or_else(|| ServeError::Tls("the file holds no certificate".to_owned()))
}

fn pin(certificate: &CertificateDer<'static>) -> Result<RelayPin, ServeError> {
    let parsed = ParsedCertificate::try_from(certificate).map_err(unusable)?;
    Ok(RelayPin::of_public_key(&parsed.subject_public_key_info()))
}

fn unusable(error: impl std::fmt::Display) -> ServeError {
    ServeError::Tls(error.to_string())
}
