//! QR codes as SVG.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The largest code that is drawn: 117 modules a side, 1273 bytes. Cameras of phones read it from a screen; of larger
/// ones that is not certain.
const LARGEST: u8 = 25;

/// The light margin that the standard demands, in modules.
const MARGIN: i32 = 4;

/// The text as a code; `None` where it is too long.
pub(crate) fn svg(text: &str) -> Option<String> {
    let segments = [QrSegment::make_bytes(text.as_bytes())];
    // The lowest level of correction that the size allows: a screen is not torn or stained.
    let code =
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, Version::MIN, Version::new(LARGEST), None, true);
    let code = code.ok()?;
    let size = code.size();
    let side = size + 2 * MARGIN;
    let mut svg = format!("<svg viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path d=\"");
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let length = (x..size).take_while(|&x| code.get_module(x, y)).count();
            if length > 0 {
                let _ = write!(svg, "M{} {}h{length}v1H{}z", x + MARGIN, y + MARGIN, x + MARGIN);
            }
            x += i32::try_from(length).unwrap_or(size) + 1;
        }
    }
    svg.push_str("\"/></svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_margin_and_its_corners() {
        let svg = svg("https://example.invalid/#1dAAAA").unwrap();
        // 25 modules and the margin; the first dark modules are the finder pattern's upper edge.
        assert!(svg.starts_with("<svg viewBox=\"0 0 33 33\" shape-rendering=\"crispEdges\"><path d=\"M4 4h7v1H4z"));
        assert!(svg.ends_with("z\"/></svg>"));
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert!(svg(&"A".repeat(1273)).is_some());
        assert_eq!(svg(&"A".repeat(1274)), None);
    }
}
