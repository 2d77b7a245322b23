//! The Content-Security-Policies: what the browser itself forbids, whatever the page's code might try.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The hosted page's. It may load from its own server and from nowhere else, so a draft could at most reach the
/// server that the page came from. `'wasm-unsafe-eval'` allows WebAssembly, not `eval`; browsers older than
/// Chromium 97 do not know it and refuse the module, which the boot script tells the user.
pub const SITE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data: blob:; worker-src 'self'; manifest-src 'self'; \
    form-action 'none'; base-uri 'none'";

/// The single file's: nothing may be requested at all, and only the scripts and styles given here run.
pub fn single_file(scripts: &[&str], styles: &[&str]) -> String {
    let sources = |texts: &[&str]| texts.iter().map(|text| format!("'{}'", digest(text))).collect::<Vec<_>>().join(" ");
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; \
         font-src data:; connect-src 'none'; frame-src 'none'; worker-src blob:; form-action 'none'; base-uri 'none'",
        sources(scripts),
        sources(styles),
    )
}

/// That of the edition for old browsers: the single file's, and `eval`, because before Chromium 97 there is no other word
/// that allows WebAssembly. Still nothing may be requested, and only the scripts and styles given here run.
pub fn old_file(scripts: &[&str], styles: &[&str]) -> String {
    single_file(scripts, styles).replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' 'unsafe-eval'")
}

/// A script's or style's hash as a policy states it.
fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// Bytes as hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_base64_of_the_sha256_of_the_utf8() {
        // As `printf '…' | openssl dgst -sha256 -binary | base64` prints them.
        assert_eq!(digest(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(digest("勾稽"), "sha256-z9hcN2k962rAyJ4Tw8lvQ1JhCV0fE2ruWAhVvpYKdg4=");
    }

    #[test]
    fn the_single_file_may_request_nothing_and_run_nothing_else() {
        let policy = single_file(&["a", "b"], &["c"]);
        assert!(policy.starts_with("default-src 'none'; "));
        assert!(policy.contains("connect-src 'none'"));
        assert_eq!(policy.matches("sha256-").count(), 3);
        let old = old_file(&["a", "b"], &["c"]);
        assert_eq!(old.replace(" 'unsafe-eval'", ""), policy);
        assert_ne!(old, policy);
        let directives: Vec<&str> = policy.split("; ").collect();
        assert!(directives[1].starts_with("script-src 'sha256-") && !directives[1].contains(&digest("c")));
        for policy in [policy.as_str(), SITE] {
            assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'") && !policy.contains('*'));
            assert!(!policy.contains("http") && !policy.contains('"'));
        }
    }
}
