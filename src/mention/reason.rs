//! Why an ambiguous name was taken: what in the text supports it.

use std::fmt;

/// What supports an ambiguous name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It stands in a phrase in which it means the entity.
    Phrase,
    /// The site links it as an entity.
    Link,
    /// A cue of the entity is near.
    Cue,
    /// The words beside it go with companies.
    CompanyWords,
    /// The words beside it go with states.
    StateWords,
    /// It stands in a list with a company, or a country with a country.
    List,
    /// The entity or its family is spoken of in the same text, its title or its page.
    Known,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Phrase => "within a phrase that means it",
            Self::Link => "linked by the site",
            Self::Cue => "with a cue nearby",
            Self::CompanyWords => "with words that go with companies",
            Self::StateWords => "with words that go with states",
            Self::List => "in a list with others of its kind",
            Self::Known => "spoken of on the same page",
        })
    }
}
