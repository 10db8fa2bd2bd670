//! `haitu extract`: the mentions of some text, printed as JSON Lines or N-Quads. A pure filter: no
//! store is read or written.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::thread;

use clap::ValueEnum;
use oxigraph::io::{RdfFormat, RdfSerializer};
use rayon::prelude::*;
use serde::Serialize;

use crate::catalog::{Catalog, Entity, Kind, Role};
use crate::digest::{Digest, MentionDigest, UnitDigest, Unlinked};
use crate::document::{self, Document, Reading};
use crate::input;
use crate::mention::{Explanation, Finder, Method};
use crate::rdf;
use crate::refusal::Refusal;
use crate::store;

mod part;

use part::{Part, Parts};

/// Files of so many bytes together are searched before the first of them is printed: enough for all
/// cores to be busy, little enough for memory.
const BATCH_BYTES: u64 = 4 << 20;
/// And so many files at most.
const BATCH_FILES: usize = 512;

/// So many units are printed by one thread before another can have the next.
const PRINTED_TOGETHER: usize = 64;

/// How mentions are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a unit.
    #[value(name = "jsonl")]
    JsonLines,
    /// The statements that `build` would store.
    #[value(name = "nq")]
    NQuads,
    /// For people: every name that stands in the text, and why it was taken or refused.
    #[value(skip)]
    Explanations,
}

/// One unit, as other programs rely on it: fields are only ever added.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Record<'a> {
    source: &'a str,
    document: &'a str,
    unit: &'a str,
    kind: &'static str,
    position: u32,
    #[serde(skip_serializing_if = "<[u32]>::is_empty")]
    copies: &'a [u32],
    author: Option<&'a str>,
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    text: &'a str,
    mentions: Vec<MentionRecord<'a>>,
}

/// One mention, with the names of its entity.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct MentionRecord<'a> {
    entity: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    label_en: &'a str,
    alt_labels: Vec<&'a str>,
    exact: &'a str,
    start: usize,
    end: usize,
    byte_start: usize,
    byte_end: usize,
    confidence: Hundredths,
    method: Method,
}

/// A share printed with two digits: `0.97`.
#[derive(Debug, Clone, Copy)]
struct Hundredths(f32);

impl Serialize for Hundredths {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64((f64::from(self.0) * 100.0).round() / 100.0)
    }
}

/// Reads files and prints what they mention, in file order; gives back what was refused. Lines of
/// JSON on standard input are searched and printed as they come.
///
/// # Errors
/// When `out` cannot be written, or standard input not be read.
pub fn extract(
    paths: &[PathBuf],
    base: &str,
    catalog: &Catalog,
    format: Format,
    out: &mut impl Write,
) -> io::Result<Vec<Refusal>> {
    let inputs = input::find(paths, store::is_store);
    let mut refused = inputs.refused;
    let finder = Finder::new(catalog);
    let extractor = Extractor { base, catalog, finder: &finder, format };
    let is_stream = |file: &PathBuf| format != Format::NQuads && file == Path::new("-");
    for files in inputs.files.chunk_by(|one, other| !is_stream(one) && !is_stream(other)) {
        match files {
            [file] if is_stream(file) => {
                extractor.stream(io::stdin().lock(), out, &mut refused)?;
            }
            _ => extractor.files(files, out, &mut refused)?,
        }
    }
    out.flush()?;
    Ok(refused)
}

/// What is printed of a file, and what was refused in it.
#[derive(Default)]
struct Found {
    printed: Vec<u8>,
    refused: Vec<Refusal>,
}

impl Found {
    fn print(self, out: &mut impl Write, refused: &mut Vec<Refusal>) -> io::Result<()> {
        refused.extend(self.refused);
        out.write_all(&self.printed)
    }
}

/// How many of some files are searched together; one at least.
fn batch(files: &[PathBuf]) -> usize {
    let mut bytes = 0;
    let fits = |file: &&PathBuf| {
        bytes += fs::metadata(file).map_or(0, |metadata| metadata.len());
        bytes <= BATCH_BYTES
    };
    files.iter().take(BATCH_FILES).take_while(fits).count().max(1)
}

fn print(found: Vec<Found>, out: &mut impl Write, refused: &mut Vec<Refusal>) -> io::Result<()> {
    found.into_iter().try_for_each(|found| found.print(out, refused))
}

/// Prints what one file after the other mentions.
struct Extractor<'a> {
    base: &'a str,
    catalog: &'a Catalog,
    finder: &'a Finder<'a>,
    format: Format,
}

impl Extractor<'_> {
    /// Prints what files mention, in their order; while some are printed, the next are searched.
    fn files(
        &self,
        mut files: &[PathBuf],
        out: &mut impl Write,
        refused: &mut Vec<Refusal>,
    ) -> io::Result<()> {
        let mut found = Vec::new();
        while !files.is_empty() {
            let (batch, rest) = files.split_at(batch(files));
            found = thread::scope(|scope| -> io::Result<Vec<Found>> {
                let next = scope.spawn(|| batch.par_iter().map(|file| self.file(file)).collect());
                print(std::mem::take(&mut found), out, refused)?;
                Ok(next.join().unwrap_or_else(|panic| panic::resume_unwind(panic)))
            })?;
            files = rest;
        }
        print(found, out, refused)
    }

    fn file(&self, file: &Path) -> Found {
        match input::read(file) {
            Ok(bytes) => self.found(document::read(&input::name(file), &bytes), &bytes, 0),
            Err(refusal) => Found { refused: vec![refusal], ..Found::default() },
        }
    }

    /// Prints what standard input mentions: lines of JSON as they come, anything else as a whole.
    fn stream(
        &self,
        stream: impl Read,
        out: &mut impl Write,
        refused: &mut Vec<Refusal>,
    ) -> io::Result<()> {
        let mut parts = Parts::new(stream);
        let mut next = match parts.next()? {
            Some(part) if document::is_lines(&part.bytes) => Some(part),
            first => {
                let bytes = first.map_or(Ok(Vec::new()), |part| parts.with_rest(part))?;
                return self.found(document::read("-", &bytes), &bytes, 0).print(out, refused);
            }
        };
        while let Some(Part { bytes, lines_before, bytes_before }) = next {
            let reading = document::read_lines("-", &bytes, lines_before);
            self.found(reading, &bytes, bytes_before).print(out, refused)?;
            out.flush()?;
            next = parts.next()?;
        }
        Ok(())
    }

    /// What is printed of what was read of some bytes, which stand after others.
    fn found(&self, reading: Reading, bytes: &[u8], bytes_before: usize) -> Found {
        let printed =
            reading.document.map(|document| self.document(bytes, &document, bytes_before));
        Found { printed: printed.unwrap_or_default(), refused: reading.refused }
    }

    fn document(&self, bytes: &[u8], document: &Document, bytes_before: usize) -> Vec<u8> {
        let digest = || Digest::new(self.base, bytes, document, self.catalog, self.finder);
        match self.format {
            Format::JsonLines => json_lines(&digest().after(bytes_before), self.catalog),
            Format::NQuads => n_quads(&digest(), self.base),
            Format::Explanations => explanations(document, self.finder),
        }
    }
}

/// One line a name: where it stands, what it would mean, and what became of it.
fn explanations(document: &Document, finder: &Finder<'_>) -> Vec<u8> {
    let mut out = String::new();
    for Explanation { position, span, exact, meaning, verdict } in finder.explain(document) {
        let (path, start, end) = (&document.path, span.start, span.end);
        writeln!(out, "{path}#{position} {start}..{end} `{exact}` {meaning}: {verdict}")
            .expect("writing to a string does not fail");
    }
    out.into_bytes()
}

fn json_lines(digest: &Digest, catalog: &Catalog) -> Vec<u8> {
    let lines = |units: &[UnitDigest]| {
        let mut out = Vec::new();
        for unit in units {
            let record = Record::new(digest, unit, catalog);
            serde_json::to_writer(&mut out, &record).expect("writing to memory does not fail");
            out.push(b'\n');
        }
        out
    };
    digest.units.par_chunks(PRINTED_TOGETHER).map(lines).collect::<Vec<_>>().concat()
}

fn n_quads(digest: &Digest, base: &str) -> Vec<u8> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
    for quad in rdf::document_quads(base, digest) {
        serializer.serialize_quad(&quad).expect("writing to memory does not fail");
    }
    serializer.finish().expect("writing to memory does not fail")
}

impl<'a> Record<'a> {
    fn new(digest: &'a Digest, unit: &'a UnitDigest, catalog: &'a Catalog) -> Self {
        let mentions = unit.mentions.iter().map(|mention| {
            let iri = digest.entity(mention);
            let known = catalog.id(iri).map(|id| Names::known(catalog.entity(id)));
            let names = known.unwrap_or_else(|| Names::unlinked(iri, digest.unlinked(iri)));
            MentionRecord::new(names, unit, mention)
        });
        Self {
            source: &digest.path,
            document: &digest.iri,
            unit: &unit.iri,
            kind: unit.kind.as_str(),
            position: unit.position,
            copies: &unit.copies,
            author: digest.author_of(unit),
            title: unit.title.as_deref().or(digest.title.as_deref()),
            url: unit.url.as_deref(),
            text: &unit.text,
            mentions: mentions.collect(),
        }
    }
}

/// What a mentioned entity is called.
struct Names<'a> {
    iri: &'a str,
    kind: Kind,
    label: &'a str,
    label_en: &'a str,
    alt_labels: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn known(entity: &'a Entity) -> Self {
        let further = entity.names.iter().filter(|name| name.role == Role::Alternative);
        Self {
            iri: entity.iri.as_str(),
            kind: entity.kind,
            label: &entity.label,
            label_en: &entity.label_en,
            alt_labels: further.map(|name| name.text.as_str()).collect(),
        }
    }

    fn unlinked(iri: &'a str, unlinked: Option<&'a Unlinked>) -> Self {
        let label = unlinked.map_or(iri, |unlinked| &unlinked.name);
        let short_forms = unlinked.map_or(&[][..], |unlinked| &unlinked.short_forms);
        let alt_labels = short_forms.iter().map(String::as_str).collect();
        Self { iri, kind: Kind::Company, label, label_en: label, alt_labels }
    }
}

impl<'a> MentionRecord<'a> {
    fn new(names: Names<'a>, unit: &'a UnitDigest, mention: &MentionDigest) -> Self {
        Self {
            entity: names.iri,
            kind: names.kind.as_str(),
            label: names.label,
            label_en: names.label_en,
            alt_labels: names.alt_labels,
            exact: unit.exact(mention),
            start: mention.start,
            end: mention.end,
            byte_start: mention.source.0,
            byte_end: mention.source.1,
            confidence: Hundredths(mention.confidence),
            method: mention.method,
        }
    }
}
