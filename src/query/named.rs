//! The ready-made queries of `examples/queries/`, kept in the program. Each says in its first line
//! what it asks, and in the lines below what can be chosen.

use thiserror::Error;

use crate::text::near::near;

/// A ready-made query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// What it is called.
    pub name: &'static str,
    /// The query with its comments.
    pub text: &'static str,
}

impl Named {
    /// What it asks: its first line.
    #[must_use]
    pub fn question(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }
}

/// No ready-made query is called so.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("no ready-made query is called `{name}`{}", hint(*.similar))]
pub struct NoSuchQuery {
    name: String,
    similar: Option<&'static str>,
}

fn hint(similar: Option<&str>) -> String {
    match similar {
        Some(similar) => format!(": did you mean `{similar}`?"),
        None => ": `haitu query --named` lists them".to_owned(),
    }
}

macro_rules! queries {
    ($($name:literal),+ $(,)?) => {
        /// All ready-made queries, in the order of their names.
        pub const NAMED: &[Named] = &[$(Named {
            name: $name,
            text: include_str!(concat!("../../examples/queries/", $name, ".rq")),
        }),+];
    };
}

queries![
    "authors",
    "authors-of",
    "both",
    "card",
    "central",
    "communities",
    "companies",
    "companies-with",
    "compounds",
    "concepts",
    "concepts-of-company",
    "countries",
    "countries-of-company",
    "documents",
    "doubtful",
    "evidence",
    "fullest",
    "home-countries",
    "names-used",
    "news-only",
    "pairs",
    "provenance",
    "regions",
    "subsidiaries",
    "timeline",
    "unlinked",
];

/// The ready-made query of a name.
///
/// # Errors
/// When there is none; with the one that was meant, if one is like it.
pub fn named(name: &str) -> Result<&'static Named, NoSuchQuery> {
    NAMED.iter().find(|query| query.name == name).ok_or_else(|| {
        let near = near(name, NAMED, |query| query.name.to_owned(), name.chars().count() / 2);
        NoSuchQuery { name: name.to_owned(), similar: near.first().map(|query| query.name) }
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{NAMED, named};
    use crate::query::declared;

    #[test]
    fn the_list_and_the_folder_are_one() {
        let mut files: Vec<String> = fs::read_dir("examples/queries")
            .expect("the folder")
            .flatten()
            .map(|file| file.path().file_stem().unwrap_or_default().to_string_lossy().into_owned())
            .collect();
        files.sort_unstable();
        let names: Vec<&str> = NAMED.iter().map(|query| query.name).collect();
        assert_eq!(names, files);
    }

    #[test]
    fn each_says_what_it_asks_and_what_can_be_chosen() {
        for query in NAMED {
            assert!(query.text.starts_with("# "), "{}", query.name);
            assert!(query.question().ends_with(['?', '.']), "{}: {}", query.name, query.question());
            for parameter in declared(query.text).expect("declarations") {
                assert!(parameter.default.is_some(), "{}: {}", query.name, parameter.name);
                let variable = format!("?{}", parameter.name);
                assert!(query.text.contains(&variable), "{} has no {variable}", query.name);
            }
        }
    }

    #[test]
    fn a_name_that_is_nearly_right_is_told() {
        let error = named("timelime").expect_err("there is none").to_string();
        assert_eq!(error, "no ready-made query is called `timelime`: did you mean `timeline`?");
        assert!(named("xyz").expect_err("there is none").to_string().ends_with("lists them"));
    }
}
