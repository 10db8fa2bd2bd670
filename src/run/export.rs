//! `haitu export`: from arguments to what is exported, in which format, and where to.

use anyhow::{Result, anyhow};

use super::Outcome;
use super::lookup::entity_named;
use super::output::{self, Existing};
use crate::cli;
use crate::store::StoreDir;
use crate::view::export::{self, Format, Options, Profile, Scope, Texts};

pub(super) fn run(args: &cli::Export) -> Result<Outcome> {
    let format = format(args)?;
    let store = StoreDir::open(&args.location.location)?;
    let scope = match (&args.graph, &args.entity) {
        (Some(graph), _) => Scope::Graph(graph.clone()),
        (None, Some(name)) => Scope::Entity(entity_named(&store.index()?, name)?),
        (None, None) => Scope::Whole,
    };
    let texts = if args.without_text { Texts::Without } else { Texts::With };
    let options = Options { scope, profile: profile(args), format, texts };
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    output::write_to(args.output.as_deref(), existing, |out| {
        Ok(export::export(&store, &options, out)?)
    })?;
    Ok(Outcome::Done)
}

fn profile(args: &cli::Export) -> Profile {
    match args.profile {
        None => Profile::Stored,
        Some(cli::Profile::Nif) => Profile::Nif,
        Some(cli::Profile::WebAnnotation) => Profile::WebAnnotation,
    }
}

/// The format that was asked for, that the name of the output tells, or that suits the profile.
fn format(args: &cli::Export) -> Result<Format> {
    let name = args.output.as_deref().map(|path| path.to_string_lossy().into_owned());
    let suited = match profile(args) {
        Profile::Stored => Format::Nq,
        Profile::Nif => Format::Ttl,
        Profile::WebAnnotation => Format::JsonLd,
    };
    match (args.format, name.as_deref()) {
        (Some(format), _) => Ok(format.into()),
        (None, None | Some("-")) => Ok(suited),
        (None, Some(name)) => Format::of_file(name)
            .or_else(|| name.starts_with("/dev/").then_some(suited))
            .ok_or_else(|| anyhow!("no format is known for `{name}`: name one with `--format`")),
    }
}

impl From<cli::ExportFormat> for Format {
    fn from(format: cli::ExportFormat) -> Self {
        match format {
            cli::ExportFormat::Nt => Self::Nt,
            cli::ExportFormat::Nq => Self::Nq,
            cli::ExportFormat::Ttl => Self::Ttl,
            cli::ExportFormat::Trig => Self::Trig,
            cli::ExportFormat::Jsonld => Self::JsonLd,
            cli::ExportFormat::Rdf => Self::Rdf,
        }
    }
}
