//! `haitu graph`: the part of the co-mention graph that was asked for, as a scene to be drawn; and
//! `haitu graph path`: how two entities are connected.

use thiserror::Error;

use crate::catalog::Kind;
use crate::graph::{Alone, CoMentions, Counts, NAMESAKES, Node, Pairs, Selected, Selection};
use crate::picture::Scene;
use crate::store::{InCatalog, Matched, NameError, Quoted, Reading, StoreDir, StoreError};

mod engine;
mod names;
mod path;
mod scene;

pub use engine::{DrawError, Engine, draw};
pub use names::{Name, Names};
pub use path::{Connection, Connections, Ends, Sheet, connect};
pub use scene::Source;

/// How many communities are listed when none was found.
const LISTED: usize = 8;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// What stands above the picture, where its usual title is not wanted.
    pub title: Option<&'a str>,
    /// Only what is near the entity of this name.
    pub around: Option<&'a str>,
    /// How many steps away from it is near.
    pub depth: usize,
    /// Only entities of these kinds; of all if there is none.
    pub kinds: Vec<Kind>,
    /// Only the community of this number, from 1, name, or member.
    pub community: Option<&'a str>,
    /// Only answers dated since.
    pub since: Option<&'a str>,
    /// Only pairs in so many answers.
    pub min_weight: u32,
    /// Only so many entities.
    pub top: usize,
    /// Which pairs of them.
    pub pairs: Pairs,
    /// What becomes of entities without a pair.
    pub alone: Alone,
}

/// Why there is no scene.
#[derive(Debug, Error)]
pub enum GraphError {
    /// A name means nothing.
    #[error(transparent)]
    Name(#[from] NameError),
    /// What has the name is mentioned nowhere.
    #[error(
        "{} mentioned in this store{}{}",
        unmentioned(name, reading),
        dated(since.as_deref()),
        known(reading)
    )]
    Unmentioned {
        /// The name.
        name: String,
        /// What it most likely means.
        reading: Box<Reading>,
        /// The date since when answers were counted.
        since: Option<String>,
    },
    /// There is no such community.
    #[error("there is no community `{}`: take one of {listed}, or name a member", Quoted(name))]
    Community {
        /// What was asked for.
        name: String,
        /// The greatest communities, with their numbers.
        listed: String,
    },
    /// The two ends of a path are one.
    #[error("`{}` and `{}` are the same: {label}", Quoted(one), Quoted(other))]
    Same {
        /// The one name.
        one: String,
        /// The other.
        other: String,
        /// The entity's usual name.
        label: String,
    },
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is not mentioned, and how a name that nobody bears led to it.
fn unmentioned(name: &str, reading: &Reading) -> String {
    let Reading { label, iri, matched, .. } = reading;
    match matched {
        Matched::Pinyin | Matched::Initials => {
            format!("`{}` means `{label}` (<{iri}>), which is not", Quoted(name))
        }
        _ => format!("`{label}` (<{iri}>) is not"),
    }
}

/// Where to read on of what nothing in the store mentions at all.
fn known(reading: &Reading) -> String {
    let Reading { label, answers, .. } = reading;
    let next = format!("; {} shows what is known of it", InCatalog(label));
    if *answers == 0 { next } else { String::new() }
}

fn dated(since: Option<&str>) -> String {
    since.map(|since| format!(" in an answer dated since {since}")).unwrap_or_default()
}

/// Counts the co-mentions of a store, of all answers or of those dated since.
///
/// # Errors
/// When an outline is damaged.
pub fn co_mentions(store: &StoreDir, since: Option<&str>) -> Result<CoMentions, StoreError> {
    let mut counts = since.map_or_else(Counts::default, Counts::since);
    let copies = store.copies()?;
    for outline in store.outlines()? {
        counts.add(&outline?, &copies);
    }
    Ok(counts.finish())
}

/// The scene that was asked for; it may be empty.
///
/// # Errors
/// When a name or community is unknown, or the store cannot be read.
pub fn scene(store: &StoreDir, options: &Options<'_>) -> Result<Scene, GraphError> {
    let index = store.index()?;
    let names = Names::new(&index)?;
    let co_mentions = co_mentions(store, options.since)?;
    let source = Source { store, names: &names, co_mentions: &co_mentions, since: options.since };
    let selection = source.selection(options)?;
    let wanted = |node: &Node| {
        let kind = names.get(&node.iri).map(|name| name.kind);
        options.kinds.is_empty() || kind.is_some_and(|kind| options.kinds.contains(&kind))
    };
    let selected: Selected = co_mentions.select(&selection, wanted);
    let title = options.title.map(str::to_owned);
    let title = title.unwrap_or_else(|| source.title(&selection, &options.kinds));
    Ok(source.scene(&selected, title)?)
}

impl Source<'_> {
    fn selection(&self, options: &Options<'_>) -> Result<Selection, GraphError> {
        Ok(Selection {
            around: options.around.map(|name| self.find(name)).transpose()?,
            depth: options.depth,
            community: options.community.map(|name| self.community(name)).transpose()?,
            min_weight: options.min_weight,
            top: Some(options.top),
            pairs: options.pairs,
            alone: options.alone,
        })
    }

    /// The node of the entity that a name means.
    fn find(&self, name: &str) -> Result<petgraph::graph::NodeIndex, GraphError> {
        let reading = self.names.index().meant(name)?;
        let (name, since) = (name.to_owned(), self.since.map(str::to_owned));
        let found = self.co_mentions.find(&reading.iri);
        found.ok_or_else(|| GraphError::Unmentioned { name, reading: Box::new(reading), since })
    }

    /// The community of a number, a name, or a member.
    fn community(&self, name: &str) -> Result<u32, GraphError> {
        let count = u32::try_from(self.co_mentions.communities().len()).unwrap_or(u32::MAX);
        let numbered = name.parse().ok().filter(|number| (1..=count).contains(number));
        let named = || (0..count).find(|&number| self.community_name(number) == name);
        if let Some(number) = numbered.map(|number: u32| number - 1).or_else(named) {
            return Ok(number);
        }
        let member = self.find(name).map_err(|error| match error {
            GraphError::Name(NameError::Nameless(_)) | GraphError::Unmentioned { .. } => {
                GraphError::Community { name: name.to_owned(), listed: self.community_list() }
            }
            error => error,
        })?;
        Ok(self.co_mentions.graph()[member].community)
    }

    /// A community's strongest members: `华为、小米、腾讯`.
    fn community_name(&self, number: u32) -> String {
        let members = self.co_mentions.communities().get(number as usize);
        let strongest = members.into_iter().flatten().take(NAMESAKES);
        let graph = self.co_mentions.graph();
        let labels: Vec<&str> =
            strongest.map(|&member| self.names.label(&graph[member].iri)).collect();
        labels.join("、")
    }

    fn community_list(&self) -> String {
        let greatest = (0..).zip(self.co_mentions.communities()).take(LISTED);
        let several = greatest.filter(|(_, members)| members.len() > 1);
        let listed: Vec<String> = several
            .map(|(number, _)| format!("{} ({})", number + 1, self.community_name(number)))
            .collect();
        listed.join(", ")
    }

    /// What a picture of a selection is called.
    fn title(&self, selection: &Selection, kinds: &[Kind]) -> String {
        let kinds: Vec<&str> = kinds.iter().copied().map(Kind::chinese).collect();
        match (selection.around, selection.community) {
            (Some(centre), _) => {
                let name = self.names.label(&self.co_mentions.graph()[centre].iri);
                format!("谁与{name}一同被提及")
            }
            (None, Some(number)) => self.community_name(number),
            (None, None) if kinds.is_empty() => "谁与谁一同被提及".to_owned(),
            (None, None) => format!("谁与谁一同被提及：{}", kinds.join("、")),
        }
    }
}
