//! haitu 海图 (draft; the architecture page follows)

pub mod document;
