//! Writes web archives.

/// A web archive of that page, in the manner of Word: quoted-printable, with a picture behind it.
pub fn mht(page: &str) -> Vec<u8> {
    let mut body = String::new();
    let mut column = 0;
    for &byte in page.as_bytes() {
        match byte {
            b' '..=b'~' if byte != b'=' => body.push(char::from(byte)),
            _ => body.push_str(&format!("={byte:02X}")),
        }
        column += 1;
        if column % 20 == 0 {
            body.push_str("=\r\n");
        }
    }
    format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_NextPart_01\"\r\n\r\nThis document is a single file web page.\r\n\r\n\
         ------=_NextPart_01\r\nContent-Location: file:///C:/1.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\
         {body}\r\n------=_NextPart_01\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------=_NextPart_01--\r\n"
    )
    .into_bytes()
}
