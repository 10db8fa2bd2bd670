//! `haitu export`: from arguments to what is exported, in which format, and where to.

use anyhow::Result;

use super::output::{self, Existing};
use super::{Outcome, mended};
use crate::cli;
use crate::store::StoreDir;
use crate::view::export::{self, Format, Options, Profile, Scope, Texts};

pub(super) fn run(args: &cli::Export) -> Result<Outcome> {
    let format = format(args);
    let store = StoreDir::open(&args.location.location)?;
    let scope = match (&args.graph, &args.entity) {
        (Some(graph), _) => Scope::Graph(graph.clone()),
        (None, Some(name)) => Scope::Entity(store.index()?.meant(name)?.iri),
        (None, None) => Scope::Whole,
    };
    let texts = if args.without_text { Texts::Without } else { Texts::With };
    let options = Options { scope, profile: profile(args), format, texts };
    let mut count = 0;
    output::write_to(args.output.as_deref(), Existing::forced(args.force), |out| {
        count = export::export(&store, &options, out)?;
        Ok(())
    })?;
    Ok(mended(count, "text"))
}

fn profile(args: &cli::Export) -> Profile {
    match args.profile {
        None => Profile::Stored,
        Some(cli::Profile::Nif) => Profile::Nif,
        Some(cli::Profile::WebAnnotation) => Profile::WebAnnotation,
    }
}

/// The format that was asked for, that the name of the output tells, or that suits the profile.
fn format(args: &cli::Export) -> Format {
    let suited = match profile(args) {
        Profile::Stored => Format::Nq,
        Profile::Nif => Format::Ttl,
        Profile::WebAnnotation => Format::JsonLd,
    };
    let of_output = || output::format_of(args.output.as_deref(), suited, Format::from_extension);
    args.format.map_or_else(of_output, Format::from)
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
