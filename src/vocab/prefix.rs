//! Prefixes: how IRIs are written short, and read again. What queries, tables, exports and checks know
//! of it is said here once.

use super::{FOLDERS, PREFIXES};

/// The prefixes that queries may use without declaring them, and that Turtle output declares, for a
/// store with some base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefixes {
    base: String,
    known: Vec<(&'static str, String)>,
}

impl Prefixes {
    /// The prefixes of other vocabularies, and of the folders under a base.
    #[must_use]
    pub fn new(base: &str) -> Self {
        let folders = FOLDERS.iter().map(|folder| (*folder, format!("{base}{folder}/")));
        let others = PREFIXES.iter().map(|(prefix, iri)| (*prefix, (*iri).to_owned()));
        Self { base: base.to_owned(), known: folders.chain(others).collect() }
    }

    /// Where entities and documents live.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Each prefix and the namespace that it stands for.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.known.iter().map(|(prefix, namespace)| (*prefix, namespace.as_str()))
    }

    /// Only the prefixes of some namespaces.
    #[must_use]
    pub fn only(mut self, is_wanted: impl Fn(&str) -> bool) -> Self {
        self.known.retain(|(_, namespace)| is_wanted(namespace));
        self
    }

    /// An IRI as a prefixed name, `company:huawei`, if what would follow the prefix may stand there as
    /// it is.
    #[must_use]
    pub fn shorten(&self, iri: &str) -> Option<String> {
        self.split(iri)
            .find(|(_, local)| is_local(local))
            .map(|(prefix, local)| format!("{prefix}:{local}"))
    }

    /// The prefixes that an IRI begins with, each with what follows.
    pub fn split<'a>(&'a self, iri: &'a str) -> impl Iterator<Item = (&'static str, &'a str)> {
        self.iter().filter_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)))
    }

    /// An IRI as short as a query may have it: a prefixed name, `<document/…/answer/9>` below the
    /// base, or whole.
    #[must_use]
    pub fn shortest(&self, iri: &str) -> String {
        self.shorten(iri).unwrap_or_else(|| match iri.strip_prefix(&self.base) {
            Some(below) if !below.is_empty() && self.base.ends_with('/') => format!("<{below}>"),
            _ => format!("<{iri}>"),
        })
    }

    /// The IRI that a prefixed name stands for.
    #[must_use]
    pub fn expand(&self, name: &str) -> Option<String> {
        let (prefix, local) = name.split_once(':')?;
        let (_, namespace) = self.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{namespace}{local}"))
    }
}

/// A text in which each `<IRI>` is written as `short` has it, or left as it is.
#[must_use]
pub fn shortened(text: &str, short: impl Fn(&str) -> Option<String>) -> String {
    let mut parts = text.split('<');
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let iri = part.split_once('>').filter(|(iri, _)| iri.contains("://"));
        match iri.and_then(|(iri, rest)| Some((short(iri)?, rest))) {
            Some((name, rest)) => result.extend([&name, rest]),
            None => result.extend(["<", part]),
        }
    }
    result
}

/// Whether this may follow a prefix as it is: letters, digits, hyphens and percent escapes.
fn is_local(local: &str) -> bool {
    let mut rest = local.chars();
    while let Some(c) = rest.next() {
        let is_part = match c {
            '%' => (0..2).all(|_| rest.next().is_some_and(|digit| digit.is_ascii_hexdigit())),
            c => c.is_alphanumeric() || matches!(c, '_' | '-'),
        };
        if !is_part {
            return false;
        }
    }
    !local.is_empty() && !local.starts_with('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Prefixes, shortened};

    #[test]
    fn iris_are_as_short_as_a_query_may_have_them() {
        let prefixes = Prefixes::new("https://x/");
        let check = |iri, expected: &str| assert_eq!(prefixes.shortest(iri), expected);
        check("https://x/company/huawei", "company:huawei");
        check("https://x/company/a%E7b", "company:a%E7b");
        check("https://x/company/a%b", "<company/a%b>");
        check("https://x/company/~甲", "<company/~甲>");
        check("https://x/company/", "<company/>");
        check("https://x/document/d/answer/1#char=1,2", "<document/d/answer/1#char=1,2>");
        check("https://schema.org/name", "schema:name");
        check("https://y/", "<https://y/>");
    }

    #[test]
    fn iris_in_a_text_are_written_with_prefixes_where_they_can_be() {
        let prefixes = Prefixes::new(crate::vocab::BASE);
        let check = |text: &str, expected: &str| {
            assert_eq!(shortened(text, |iri| prefixes.shorten(iri)), expected);
        };
        check("^<https://schema.org/mainEntity>", "^schema:mainEntity");
        check("(<https://schema.org/a>|<https://schema.org/b>)", "(schema:a|schema:b)");
        check(
            "is <https://w3id.org/haitu/company/~a/b> too",
            "is <https://w3id.org/haitu/company/~a/b> too",
        );
        check("<https://x/y> and <https://schema.org/", "<https://x/y> and <https://schema.org/");
        check("1 < 2 and 3 > <x>", "1 < 2 and 3 > <x>");
    }

    proptest! {
        #[test]
        fn what_is_short_is_read_as_what_it_was(local in "[a-z~/甲%0-9#-]{0,8}", at in 0..20_usize) {
            let prefixes = Prefixes::new("https://x/");
            let namespaces: Vec<&str> = prefixes.iter().map(|(_, namespace)| namespace).collect();
            let iri = format!("{}{local}", namespaces[at % namespaces.len()]);
            if let Some(short) = prefixes.shorten(&iri) {
                prop_assert_eq!(prefixes.expand(&short), Some(iri));
            }
        }
    }
}
