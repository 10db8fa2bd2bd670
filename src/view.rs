//! The views: what people see, one file a subcommand. A view prints itself or writes to a given
//! writer; none knows another.

pub mod build;
pub mod catalog;
pub mod check;
pub mod completions;
pub mod eval;
pub mod export;
pub mod extract;
pub mod graph;
pub mod lookup;
pub mod man;
pub mod query;
pub mod stats;
