//! The program as a whole: what it prints, where, and how it ends. One module a subcommand.

mod build;
mod completions;
mod examples;
mod extract;
mod graph;
mod haitu;
mod lookup;
mod man;
mod query;
mod readme;
mod transcript;
