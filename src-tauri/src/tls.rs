//! How the app trusts a relay: TLS 1.3, and the key of the relay's certificate must be the one that was learned when the
//! device joined. Who issued the certificate does not matter, nor its name or dates: the relay makes its own.

use std::{
    error::Error as StdError,
    io,
    sync::{Arc, Mutex, PoisonError},
};

use forecourt_core::app::outside::RelayPin;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{WebPkiSupportedAlgorithms, aws_lc_rs, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
    server::ParsedCertificate,
    version::TLS13,
};

/// The terms of one connection, and what was seen on it.
#[derive(Debug, Clone)]
pub struct Terms {
    /// For the library.
    pub config: Arc<ClientConfig>,
    verifier: Arc<Verifier>,
}

/// Whom a connection takes for the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Only whoever has this key.
    Only(RelayPin),
    /// Anybody, to see who it is. Nothing may be said on such a connection.
    Look,
}

/// What a connection that failed says of whoever answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Another certificate than the relay's.
    OtherIdentity,
    /// Something that does not speak TLS 1.3, such as the sign-in page of a network.
    NotARelay,
    /// Nothing: the road ended.
    Nothing,
}

impl Terms {
    /// For one connection.
    ///
    /// # Errors
    /// Where the cryptography cannot do TLS 1.3.
    pub fn new(trust: Trust) -> Result<Self, Error> {
        let provider = aws_lc_rs::default_provider();
        let algorithms = provider.signature_verification_algorithms;
        let verifier = Arc::new(Verifier { trust, seen: Mutex::new(None), algorithms });
        let mut config = ClientConfig::builder_with_provider(Arc::new(provider))
            .with_protocol_versions(&[&TLS13])?
            .dangerous()
            .with_custom_certificate_verifier(Arc::clone(&verifier) as Arc<dyn ServerCertVerifier>)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { config: Arc::new(config), verifier })
    }

    /// The pin of whoever answered; none before anybody did.
    #[must_use]
    pub fn seen(&self) -> Option<RelayPin> {
        *self.verifier.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who answered, of a connection that failed with this error.
    #[must_use]
    pub fn found(&self, error: &(dyn StdError + 'static)) -> Found {
        if let (Some(seen), Trust::Only(pin)) = (self.seen(), self.verifier.trust)
            && seen != pin
        {
            return Found::OtherIdentity;
        }
        if speaks_no_tls(error) { Found::NotARelay } else { Found::Nothing }
    }
}

/// Whether something answered that is no TLS 1.3.
fn speaks_no_tls(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<Error>() {
            return true;
        }
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
}

#[derive(Debug)]
struct Verifier {
    trust: Trust,
    seen: Mutex<Option<RelayPin>>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let parsed = ParsedCertificate::try_from(end_entity)?;
        let pin = RelayPin::of_public_key(&parsed.subject_public_key_info());
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(pin);
        match self.trust {
            Trust::Only(known) if known != pin => Err(CertificateError::ApplicationVerificationFailure.into()),
            Trust::Only(_) | Trust::Look => Ok(ServerCertVerified::assertion()),
        }
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        // Never asked: only TLS 1.3 is spoken.
        Err(Error::PeerIncompatible(rustls::PeerIncompatible::Tls12NotOffered))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        // Whoever shows the certificate must hold its key: a pin that is merely repeated opens nothing.
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
