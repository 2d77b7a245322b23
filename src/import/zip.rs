//! The zip container of Office files, opened with limits: what it declares is checked before inflating, and
//! what really comes out while inflating.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use super::ImportError;
use crate::crc32::crc32;

/// No part of a report's file is larger than this once inflated; a picture-free one has some 300 KB.
const ENTRY_LIMIT: u64 = 32 << 20;
/// Nor is everything read from it.
const TOTAL_LIMIT: u64 = 64 << 20;
/// Entries of an Office file are counted in dozens.
const ENTRIES_LIMIT: usize = 20_000;

/// An opened zip file.
pub struct Archive<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    entries: Vec<Entry>,
    /// Bytes that may still be inflated.
    budget: u64,
}

struct Entry {
    name: String,
    /// The name as it is written, in whatever encoding.
    written: Vec<u8>,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
}

impl<'a> Archive<'a> {
    /// Reads the list of entries.
    ///
    /// # Errors
    /// When the list is cut off or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Archive<'a>, ImportError> {
        let archive = ZipArchive::from_slice(bytes).map_err(|_| DAMAGED)?;
        let mut entries = Vec::new();
        let mut listed = archive.entries();
        while let Some(entry) = listed.next_entry().map_err(|_| DAMAGED)? {
            if entries.len() == ENTRIES_LIMIT {
                return Err(ImportError::Bomb(TOTAL_LIMIT));
            }
            entries.push(Entry {
                name: canonical(&String::from_utf8_lossy(entry.file_path().as_bytes())),
                written: entry.file_path().as_bytes().to_vec(),
                place: entry.wayfinder(),
                method: entry.compression_method(),
                encrypted: entry.flags().is_encrypted(),
            });
        }
        Ok(Archive { archive, entries, budget: TOTAL_LIMIT })
    }

    /// The names of the entries, in lower case and with forward slashes: Office compares them so.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// The inflated content of an entry, `None` when there is none of that name. Of several the last counts,
    /// as for most programs.
    ///
    /// # Errors
    /// When it is encrypted, larger than the limits, or not what its checksum says.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        self.position(name).map(|index| self.read_entry(index)).transpose()
    }

    /// The number of the entry of that name, in the order of the archive's directory.
    pub fn position(&self, name: &str) -> Option<usize> {
        let name = canonical(name);
        self.entries.iter().rposition(|entry| entry.name == name)
    }

    /// The names of the entries as they are written, in whatever encoding.
    #[cfg_attr(not(feature = "documents"), allow(dead_code, reason = "for archives of documents"))]
    pub fn written_names(&self) -> impl Iterator<Item = &[u8]> {
        self.entries.iter().map(|entry| entry.written.as_slice())
    }

    /// The inflated content of the entry of that number, whatever has been read before: of an archive of many reports
    /// none is held beside the others.
    ///
    /// # Errors
    /// As for [`Archive::read_entry`].
    #[cfg(feature = "documents")]
    pub fn read_alone(&mut self, index: usize) -> Result<Vec<u8>, ImportError> {
        self.budget = ENTRY_LIMIT;
        self.read_entry(index)
    }

    /// The inflated content of the entry of that number.
    ///
    /// # Errors
    /// When there is none, it is encrypted, larger than the limits, or not what its checksum says.
    pub fn read_entry(&mut self, index: usize) -> Result<Vec<u8>, ImportError> {
        let entry = self.entries.get(index).ok_or(DAMAGED)?;
        if entry.encrypted {
            return Err(ImportError::Encrypted);
        }
        let limit = self.budget.min(ENTRY_LIMIT);
        if entry.place.uncompressed_size_hint() > limit {
            return Err(ImportError::Bomb(limit));
        }
        let stored = self.archive.get_entry(entry.place).map_err(|_| DAMAGED)?;
        let content = match entry.method {
            CompressionMethod::STORE if stored.data().len() as u64 > limit => return Err(ImportError::Bomb(limit)),
            CompressionMethod::STORE => stored.data().to_vec(),
            CompressionMethod::DEFLATE => {
                decompress_to_vec_with_limit(stored.data(), limit as usize).map_err(|error| match error.status {
                    TINFLStatus::HasMoreOutput => ImportError::Bomb(limit),
                    _ => DAMAGED,
                })?
            }
            _ => return Err(ImportError::Unsupported(super::unsupported::PACKING)),
        };
        let claim = stored.claim_verifier();
        if claim.uncompressed_size != content.len() as u64 || claim.crc != crc32(&content) {
            return Err(DAMAGED);
        }
        self.budget -= content.len() as u64;
        Ok(content)
    }
}

const DAMAGED: ImportError = ImportError::Damaged("zip");

fn canonical(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_ascii_lowercase()
}
