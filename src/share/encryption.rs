//! Links that take a pass-phrase: AES-256-GCM with a key from PBKDF2-HMAC-SHA-256. Both in Rust, so that they also work
//! on pages of an intranet without TLS, where a browser withholds its own cryptography.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key};
use pbkdf2::{pbkdf2_hmac, sha2::Sha256};

use super::{Carries, ENCRYPTED, LinkError, VERSION, body, read_body, seal, unseal};
use crate::report::Report;

/// Bytes of a salt.
pub const SALT_LENGTH: usize = 16;

/// Bytes of a nonce.
pub const NONCE_LENGTH: usize = 12;

/// The scheme, by which a link says how it is encrypted: this one, with so many rounds. Another number of rounds is
/// another scheme.
const SCHEME: u8 = 1;
const ROUNDS: u32 = 600_000;

/// The report as a fragment that opens with the pass-phrase only. Salt and nonce must be random, and fresh for every
/// link: whoever calls has a source of randomness, which this library has not. It takes a good part of a second.
///
/// # Errors
/// When the report is too large for a link.
pub fn encrypt(
    report: &Report,
    carries: Carries,
    passphrase: &str,
    salt: [u8; SALT_LENGTH],
    nonce: [u8; NONCE_LENGTH],
) -> Result<String, LinkError> {
    let mut plain = vec![carries.kind() as u8];
    plain.extend(body(report, carries)?);
    let encrypted = lock(&key(passphrase, &salt, ROUNDS), &nonce, &plain).ok_or(LinkError::TooLarge)?;
    seal(ENCRYPTED, [&[SCHEME], &salt[..], &nonce[..], &encrypted].concat())
}

/// The report of an encrypted link. A link that is not encrypted opens with any pass-phrase.
///
/// # Errors
/// As for [`super::decode`]; [`LinkError::WrongPassphrase`] when the pass-phrase is another one.
pub fn decrypt(link: &str, passphrase: &str) -> Result<Report, LinkError> {
    let (kind, sealed) = unseal(link)?;
    if kind != ENCRYPTED {
        return super::decode(link);
    }
    let (&scheme, rest) = sealed.split_first().ok_or(LinkError::Damaged)?;
    if scheme != SCHEME {
        return Err(LinkError::LaterVersion);
    }
    let (salt, rest) = rest.split_first_chunk::<SALT_LENGTH>().ok_or(LinkError::Damaged)?;
    let (nonce, encrypted) = rest.split_first_chunk::<NONCE_LENGTH>().ok_or(LinkError::Damaged)?;
    // The checksum was right, so that nothing was changed by accident.
    let plain = unlock(&key(passphrase, salt, ROUNDS), nonce, encrypted).ok_or(LinkError::WrongPassphrase)?;
    let (&kind, body) = plain.split_first().ok_or(LinkError::Damaged)?;
    read_body(body, Carries::of(kind.into()).ok_or(LinkError::LaterVersion)?)
}

fn key(passphrase: &str, salt: &[u8], rounds: u32) -> Key<Aes256Gcm> {
    let mut key = Key::<Aes256Gcm>::default();
    pbkdf2_hmac::<Sha256>(passphrase.as_bytes(), salt, rounds, &mut key);
    key
}

/// What is encrypted is bound to version, kind and scheme.
const HEAD: [u8; 3] = [VERSION as u8, ENCRYPTED as u8, SCHEME];

fn lock(key: &Key<Aes256Gcm>, nonce: &[u8; NONCE_LENGTH], plain: &[u8]) -> Option<Vec<u8>> {
    Aes256Gcm::new(key).encrypt(nonce.into(), Payload { msg: plain, aad: &HEAD }).ok()
}

fn unlock(key: &Key<Aes256Gcm>, nonce: &[u8; NONCE_LENGTH], encrypted: &[u8]) -> Option<Vec<u8>> {
    Aes256Gcm::new(key).decrypt(nonce.into(), Payload { msg: encrypted, aad: &HEAD }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::Edition;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_key_is_that_of_the_standard() {
        // A published test vector of PBKDF2-HMAC-SHA-256.
        let key = key("password", b"salt", 4096);
        assert_eq!(hex(&key), "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a");
    }

    #[test]
    fn what_is_locked_opens_with_its_key_alone_and_as_a_whole() {
        let (right, wrong) = (key("青石", b"salt", 1), key("青石 ", b"salt", 1));
        let nonce = [7; NONCE_LENGTH];
        let locked = lock(&right, &nonce, b"plain").unwrap();
        assert_eq!(unlock(&right, &nonce, &locked).as_deref(), Some(&b"plain"[..]));
        assert_eq!(unlock(&wrong, &nonce, &locked), None);
        assert_eq!(unlock(&right, &[8; NONCE_LENGTH], &locked), None);
        for at in 0..locked.len() {
            let mut changed = locked.clone();
            changed[at] ^= 1;
            assert_eq!(unlock(&right, &nonce, &changed), None);
            assert_eq!(unlock(&right, &nonce, &locked[..at]), None);
        }
    }

    #[test]
    fn what_cannot_be_opened_is_told_before_any_key_is_made() {
        let sealed = |body: &[u8]| seal(ENCRYPTED, body.to_vec()).unwrap();
        assert_eq!(decrypt(&sealed(&[]), "x"), Err(LinkError::Damaged));
        assert_eq!(decrypt(&sealed(&[SCHEME; 20]), "x"), Err(LinkError::Damaged));
        assert_eq!(decrypt(&sealed(&[2; 80]), "x"), Err(LinkError::LaterVersion));
        assert_eq!(super::super::decode(&sealed(&[SCHEME; 80])), Err(LinkError::Encrypted));
        let report = Report::empty(SourceKind::Link, Edition::Y2021);
        let open = super::super::encode(&report, Carries::Numbers).unwrap();
        assert_eq!(decrypt(&open, "x"), Ok(report));
    }
}
