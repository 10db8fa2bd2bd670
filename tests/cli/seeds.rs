//! The two seed documents and their gold: what is found, and that every span leads back.

use std::collections::{BTreeMap, BTreeSet};

use haitu::catalog::Catalog;
use haitu::digest::{Digest, MentionDigest, UnitDigest};
use haitu::mention::Finder;
use haitu::text::fold::key;
use haitu::{document, vocab};

const FILES: [&str; 2] = ["zhihu-seed", "news-seed"];

/// A seed: its bytes, and what was found in it.
struct Seed {
    stem: &'static str,
    bytes: Vec<u8>,
    digest: Digest,
}

fn seeds(catalog: &Catalog) -> Vec<Seed> {
    let finder = Finder::new(catalog);
    let read = |stem: &'static str| {
        let path = format!("data/{stem}.md");
        let bytes = std::fs::read(&path).expect("the seed is there");
        let reading = document::read(&path, &bytes);
        assert_eq!(reading.refused, [], "{path}");
        let document = reading.document.expect("the seed is readable");
        let digest = Digest::new(vocab::BASE, &bytes, &document, catalog, &finder);
        Seed { stem, bytes, digest }
    };
    FILES.map(read).into()
}

fn catalog() -> Catalog {
    Catalog::builtin(vocab::BASE).expect("the built-in catalog is right")
}

fn each_mention(seed: &Seed) -> impl Iterator<Item = (&UnitDigest, &MentionDigest)> {
    seed.digest
        .units
        .iter()
        .flat_map(|unit| unit.mentions.iter().map(move |mention| (unit, mention)))
}

#[test]
fn every_mention_slices_back_to_its_text() {
    for seed in seeds(&catalog()) {
        for (unit, mention) in each_mention(&seed) {
            let by_code_points: String =
                unit.text.chars().skip(mention.start).take(mention.end - mention.start).collect();
            assert_eq!(by_code_points, unit.exact(mention), "{}", unit.iri);
        }
    }
}

#[test]
fn every_mention_slices_back_to_its_file() {
    for seed in seeds(&catalog()) {
        for (unit, mention) in each_mention(&seed) {
            let (start, end) = mention.source;
            let source = std::str::from_utf8(&seed.bytes[start..end]).expect("whole characters");
            let mut rest = source.chars();
            let exact = unit.exact(mention);
            let contained = exact.chars().all(|c| rest.any(|other| other == c))
                && source.starts_with(exact.chars().next().expect("a name"))
                && source.ends_with(exact.chars().next_back().expect("a name"));
            assert!(contained, "{source:?} has not {:?} in it", unit.exact(mention));
        }
    }
}

#[test]
fn every_mention_is_where_an_editor_shows_it() {
    for seed in seeds(&catalog()) {
        let text = std::str::from_utf8(&seed.bytes).expect("a text file");
        let lines: Vec<&str> = text.split('\n').collect();
        for (unit, mention) in each_mention(&seed) {
            let (line, column) = mention.place;
            let at = lines[line as usize - 1].chars().nth(column as usize - 1);
            assert_eq!(at, unit.exact(mention).chars().next(), "{}:{line}:{column}", seed.stem);
        }
    }
}

#[test]
fn the_entities_of_the_gold_are_found() {
    let catalog = catalog();
    let gold = gold();
    let mut found = BTreeMap::new();
    for seed in seeds(&catalog) {
        for unit in &seed.digest.units {
            let name = format!("{}#{}", seed.stem, unit.position);
            let iris: BTreeSet<String> = unit
                .mentions
                .iter()
                .map(|mention| seed.digest.entity(mention).to_owned())
                .collect();
            found.insert(name, iris);
        }
    }
    let (mut right, mut wanted, mut given) = (0_u32, 0_u32, 0_u32);
    for (unit, names) in &gold {
        let iris = found.get(unit).unwrap_or_else(|| panic!("there is no unit {unit}"));
        wanted += u32::try_from(names.len()).expect("few");
        given += u32::try_from(iris.len()).expect("few");
        right += u32::try_from(names.iter().filter(|names| meets(&catalog, names, iris)).count())
            .expect("few");
    }
    let f1 = 2.0 * f64::from(right) / f64::from(wanted + given);
    assert!(f1 >= 0.99, "F1 over entities of units is {f1:.3}");
}

/// Whether one of the entities goes by one of the names.
fn meets(catalog: &Catalog, names: &[String], iris: &BTreeSet<String>) -> bool {
    iris.iter().filter_map(|iri| catalog.id(iri)).any(|id| {
        let entity = catalog.entity(id);
        let mut known = entity.names.iter().map(|name| key(&name.text));
        known.any(|known| names.contains(&known))
    })
}

/// The names of every annotated entity of the four types, by unit.
fn gold() -> BTreeMap<String, Vec<Vec<String>>> {
    let text = std::fs::read_to_string("data/gold/seed.jsonl").expect("the gold is there");
    let unit = |line: &str| {
        let unit: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let name = unit["unit"].as_str().expect("a unit").to_owned();
        let entities = unit["entities"].as_array().expect("a list").iter().filter(|entity| {
            matches!(entity["type"].as_str(), Some("company" | "country" | "region" | "concept"))
        });
        let names = entities.map(|entity| {
            ["zh", "en"].iter().filter_map(|name| entity[name].as_str()).map(key).collect()
        });
        (name, names.collect())
    };
    text.lines().map(unit).collect()
}
