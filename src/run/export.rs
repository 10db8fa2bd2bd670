//! `haitu export`: from arguments to what is exported, in which format, and where to.

use anyhow::Result;

use super::output::{self, Existing};
use super::{Outcome, mended};
use crate::cli;
use crate::store::StoreDir;
use crate::view::export::{self, Format, Options, Profile, Scope, Texts};

pub(super) fn run(args: &cli::Export) -> Result<Outcome> {
    let profile = args.profile.unwrap_or(Profile::Stored);
    let format = format(args, profile);
    let store = StoreDir::open(&args.location.location)?;
    let scope = match (&args.graph, &args.entity) {
        (Some(graph), _) => Scope::Graph(graph.clone()),
        (None, Some(name)) => Scope::Entity(store.index()?.meant(name)?.iri),
        (None, None) => Scope::Whole,
    };
    let texts = if args.without_text { Texts::Without } else { Texts::With };
    let options = Options { scope, profile, format, texts };
    let mut count = 0;
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    output::write_to(args.output.as_deref(), existing, |out| {
        count = export::export(&store, &options, out)?;
        Ok(())
    })?;
    Ok(mended(count, "text"))
}

/// The format that was asked for, that the name of the output tells, or that suits the profile.
fn format(args: &cli::Export, profile: Profile) -> Format {
    let suited = match profile {
        Profile::Stored => Format::Nq,
        Profile::Nif => Format::Ttl,
        Profile::WebAnnotation => Format::JsonLd,
    };
    let of_output = || output::format_of(args.output.as_deref(), suited, Format::from_extension);
    args.format.unwrap_or_else(of_output)
}
