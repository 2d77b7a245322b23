//! The checksum of zip files, for reading and for writing them.

/// CRC-32 four bits at a time. A table of bytes would be faster, but the largest constant in a browser module: 16 KB
/// that do not compress.
pub fn crc32(content: &[u8]) -> u32 {
    let steps: [u32; 16] = std::array::from_fn(|nibble| {
        (0..4).fold(nibble as u32, |value, _| if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 })
    });
    let step = |crc: u32| steps.get((crc & 15) as usize).map_or(crc, |step| step ^ (crc >> 4));
    !content.iter().fold(!0, |crc, &byte| step(step(crc ^ u32::from(byte))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_zip() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        #[cfg(feature = "documents")]
        assert_eq!(crc32("勾稽".as_bytes()), rawzip::crc32("勾稽".as_bytes()));
        assert_eq!(crc32(b""), 0);
    }
}
