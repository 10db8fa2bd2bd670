//! haitu 海图 reads Chinese question-and-answer archives and news, finds the companies, countries,
//! regions and concepts that each answer mentions, and keeps them as an RDF graph in which every
//! statement is one step from its sentence.
//!
//! README.md is about the program; this is the library behind it. It tells which names of the
//! catalog stand in a page, and where:
//!
//! ```
//! use haitu::{catalog::Catalog, document, mention::Finder, mention::Referent, vocab};
//!
//! let catalog = Catalog::builtin(vocab::BASE)?;
//! let finder = Finder::new(&catalog);
//!
//! let page = "菊厂和小米手机都在**印度**出海。";
//! let document = document::read("page.md", page.as_bytes()).document.expect("it was not refused");
//! let found = finder.mentions(&document).remove(0); // of its first unit, which is the only one
//! let names: Vec<&str> = found.iter().map(|mention| &page[mention.source.clone()]).collect();
//! assert_eq!(names, ["菊厂", "小米", "印度", "出海"]);
//!
//! let found = finder.in_text("菊厂出海了"); // a text that is no page
//! let Referent::Known(huawei) = found[0].entity else { panic!("the catalog knows it") };
//! assert_eq!(catalog.entity(huawei).label_en, "Huawei");
//! # Ok::<(), haitu::catalog::CatalogError>(())
//! ```
//!
//! The public interface is limited, and made for the program: until a version says otherwise, it may
//! change with each, without the promises of semantic versioning.
//!
//! # Bird's eye view
//!
//! ```text
//! ontology/catalog/*.ttl ──► catalog ─┐
//! files ──► input ──► document ──► mention ──► digest ──► graph ──► rdf, card ──► store ─► query ─► view
//!                                               │                    └─► dataset ─┘ └─► build ───────► view
//!                                               └──► passage (the sentence behind a statement) ──────► view
//!                                                       └──► gold (how right it is) ─────────────────► view
//!                                                                             picture (scenes) ◄─────┘
//! ontology/shapes.ttl ──► shape (what must hold of a store) ──────────────────────────────────────────► view
//! text, vocab, refusal, hash, bytes, csv: the ground of all of them
//! ```
//!
//! Pages come in at the left as bytes and leave at the right as cards, tables and pictures. Each
//! stage is a module named after what it hands on. Files are read in `input` and kept in `store`;
//! the other stages from `document` to `card` are plain functions of plain data: no files, no clock,
//! no randomness, so that the same input gives the same bytes whatever the number of threads. So is
//! `picture`, to which a view gives a scene; only PNG asks the machine for its fonts. `text` is the
//! ground that all of them stand on: what makes two ways of writing a name equal, how names are typed
//! in pinyin, where sentences end, and text that no terminal is harmed by. A `dataset` is RDF that is
//! read in place, by SPARQL too; it is a file, and knows nothing of what it says. A `passage` is what
//! every view shows as evidence: it is chosen, marked and printed there alone. `query` asks a dataset
//! and hands back results; `build` conducts what leads from files to a store; a `view` shows what either
//! came to. Only `run` speaks to the terminal.
//!
//! # Invariants
//!
//! - A stage names none that comes after it here, and inside of a stage no module leads back to
//!   itself; tests read the sources and check it.
//! - A span is kept to the very end: slicing a unit's text at a mention gives the name as written,
//!   and the bytes of the source file at the same mention hold it too.
//! - IRIs follow from the input, and nothing stored has a blank node: sorted N-Quads are canonical.
//! - Bad input gives what could be read and a list of what was refused, never less and never a
//!   panic. One bad file does not stop a build.
//! - What the manifest of a store does not name is not in the store.

#[doc(hidden)]
pub mod bytes;

#[doc(hidden)]
pub mod hash;

pub mod text;

#[doc(hidden)]
pub mod csv;

pub mod vocab;

pub mod refusal;

pub mod catalog;

pub mod document;

pub mod input;

pub mod mention;

pub mod digest;

pub mod passage;

pub mod gold;

pub mod graph;

pub mod rdf;

pub mod dataset;

pub mod shape;

pub mod card;

pub mod store;

pub mod query;

pub mod build;

pub mod picture;

pub mod view;

#[doc(hidden)]
pub mod cli;

#[doc(hidden)]
pub mod run;
