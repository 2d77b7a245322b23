//! The importer module.
