//! The program as a whole: what it prints, where, and how it ends. One module a subcommand; and what
//! holds of the seeds, of traps, of pictures and of the sources. One program, so that it is linked once.

mod build;
mod catalog;
mod check;
mod circle;
mod completions;
mod copies;
mod documents;
mod eval;
mod examples;
mod export;
mod extract;
mod graph;
mod haitu;
mod help;
mod house;
mod increments;
mod json;
mod lookup;
mod man;
mod pictures;
mod query;
mod readme;
mod referee;
mod rules;
mod seeds;
mod stats;
mod store;
mod transcript;
mod traps;
mod usage;
mod w3c;
