//! A part of the catalog that stands by itself: some entities with all that they lead to, step by
//! step, so that no parent, home, larger place, broader concept or scheme is named and not described.

use std::collections::HashMap;

use oxigraph::model::{TermRef, TripleRef};

use super::Catalog;
use super::source::Subject;
use crate::vocab::{ht, skos};

impl Catalog {
    /// The RDF of the entities and compounds with these IRIs and, step by step, of all that it points
    /// to in the catalog. What files say of things that are neither entities nor compounds nor schemes
    /// is not left out: it is there whole. In the order of the catalog.
    pub fn triples_of<'a>(
        &self,
        iris: impl IntoIterator<Item = &'a str>,
    ) -> impl Iterator<Item = TripleRef<'_>> {
        let subjects = self.subjects.iter().enumerate();
        let places: HashMap<&str, usize> =
            subjects.map(|(place, subject)| (subject.iri(), place)).collect();
        let place_of = |iri: &str| places.get(iri).copied();
        let named = iris.into_iter().filter_map(place_of);
        let own = (0..self.subjects.len()).filter(|&place| self.subjects[place].is_of_its_own());
        let mut waiting: Vec<usize> = named.chain(own).collect();
        let mut is_taken = vec![false; self.subjects.len()];
        while let Some(place) = waiting.pop() {
            if !std::mem::replace(&mut is_taken[place], true) {
                waiting.extend(self.subjects[place].leads_to().filter_map(place_of));
            }
        }
        let taken = self.subjects.iter().zip(is_taken).filter(|(_, is_taken)| *is_taken);
        taken.flat_map(|(subject, _)| subject.triples())
    }
}

impl Subject {
    /// Whether it is a thing of the user's own, which nothing finds in a text.
    fn is_of_its_own(&self) -> bool {
        self.kind().is_none() && !self.is_a(ht::COMPOUND) && !self.is_a(skos::CONCEPT_SCHEME)
    }

    /// The IRIs that are said of it.
    fn leads_to(&self) -> impl Iterator<Item = &str> {
        self.triples().filter_map(|triple| match triple.object {
            TermRef::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalog::Source;
    use crate::vocab::{self, BASE};

    /// The subjects that are described when some entities are.
    fn described(catalog: &Catalog, entities: &[&str]) -> BTreeSet<String> {
        let iris: Vec<String> = entities.iter().map(|local| format!("{BASE}{local}")).collect();
        let subject = |triple: TripleRef<'_>| triple.subject.to_string();
        let triples = catalog.triples_of(iris.iter().map(String::as_str)).map(subject);
        let short = |iri: String| iri.trim_matches(['<', '>']).replace(BASE, "");
        triples.map(short).collect()
    }

    #[test]
    fn an_entity_comes_with_all_that_it_leads_to() {
        let catalog = Catalog::builtin(BASE).expect("the built-in catalog is right");
        let check = |entities: &[&str], expected: &[&str]| {
            let expected: BTreeSet<String> = expected.iter().map(|&iri| iri.to_owned()).collect();
            assert_eq!(described(&catalog, entities), expected);
        };
        check(&[], &[]);
        check(&["region/asia"], &["region/asia"]);
        let china = ["country/china", "region/asia", "region/east-asia"];
        check(&["country/china"], &china);
        check(&["company/huawei"], &[&["company/huawei"], &china[..]].concat());
        let tiktok = ["company/tiktok", "company/bytedance"];
        check(&["company/tiktok"], &[&tiktok, &china[..]].concat());
        check(&["concept/996"], &["concept/996", "concept/overtime", "concept/scheme/work"]);
        let koreas = ["country/north-korea", "country/south-korea"];
        let asia = ["compound/韩朝", "region/asia", "region/east-asia"];
        check(&["compound/韩朝"], &[&koreas[..], &asia].concat());
    }

    #[test]
    fn of_every_entity_nothing_is_named_and_not_described() {
        let catalog = Catalog::builtin(BASE).expect("the built-in catalog is right");
        let known: BTreeSet<&str> = catalog.subjects.iter().map(Subject::iri).collect();
        for (_, entity) in catalog.iter().step_by(23) {
            let triples: Vec<TripleRef<'_>> = catalog.triples_of([entity.iri.as_str()]).collect();
            let described: BTreeSet<String> =
                triples.iter().map(|triple| triple.subject.to_string()).collect();
            for triple in &triples {
                let object = triple.object.to_string();
                let is_known = known.contains(object.trim_matches(['<', '>']));
                assert!(!is_known || described.contains(&object), "{triple}");
            }
        }
    }

    #[test]
    fn what_is_no_entity_is_there_whole() {
        let text = format!(
            "@prefix ht: <{}> . @prefix company: <{BASE}company/> .
             @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
             <http://x/deal> <http://x/buyer> company:mine .
             company:mine a ht:Company ; skos:prefLabel \"我的\"@zh-Hans .
             company:other a ht:Company ; skos:prefLabel \"别的\"@zh-Hans .
             <{BASE}compound/a> a ht:Compound ; ht:compoundLabel \"我别\" ; ht:member company:mine, company:other .
             <http://x/scheme> a skos:ConceptScheme ; skos:prefLabel \"分类\"@zh-Hans .",
            vocab::ht::NAMESPACE
        );
        let further = [Source { path: "mine.ttl".to_owned(), text }];
        let catalog = Catalog::extended(BASE, &further).expect("it is right");
        let expected = ["company/mine", "http://x/deal"].map(str::to_owned);
        assert_eq!(described(&catalog, &[]), BTreeSet::from(expected));
    }
}
