//! No circle inside a stage: of the modules of one folder, none leads back to itself through the others
//! that it names. What a module takes from its parent counts as taken from where the parent has it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::house::{named, sources, stages};

/// For each module of a folder those that it names.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The source of a file without its comments and tests.
fn source(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The modules that stand in the folder of a module.
fn children(module: &str) -> Vec<String> {
    let files = fs::read_dir(format!("src/{module}")).into_iter().flatten().flatten();
    let name = |path: PathBuf| Some(path.file_name()?.to_str()?.strip_suffix(".rs")?.to_owned());
    let mut names: Vec<String> = files.filter_map(|entry| name(entry.path())).collect();
    names.sort_unstable();
    names
}

/// What a text names exactly so many modules above the file that it stands in.
fn above(text: &str, levels: usize) -> BTreeSet<String> {
    let higher = "super::".repeat(levels + 1);
    let text = text.replace(&higher, "");
    named(&text, &"super::".repeat(levels)).into_iter().map(str::to_owned).collect()
}

/// What a module names of the folder in which it stands, and of its parent, by their own names.
fn arrows(parent: &str) -> Arrows {
    let siblings = children(parent);
    let own = source(Path::new(&format!("src/{parent}.rs")));
    let home = |name: &str| {
        if siblings.iter().any(|sibling| sibling == name) {
            return Some(name.to_owned());
        }
        let has = |sibling: &&String| named(&own, &format!("use {sibling}::")).contains(name);
        siblings.iter().find(has).cloned()
    };
    let of = |sibling: &String| {
        let path = format!("{parent}/{sibling}");
        let names = sources(&path).into_iter().flat_map(|file| {
            let text = source(&file);
            let levels = file.components().count() - Path::new(&path).components().count();
            let absolute = format!("crate::{}::", parent.replace('/', "::"));
            let mut names = above(&text, levels);
            names.extend(named(&text, &absolute).into_iter().map(str::to_owned));
            names.iter().filter_map(|name| home(name)).collect::<Vec<_>>()
        });
        (sibling.clone(), names.filter(|name| name != sibling).collect())
    };
    siblings.iter().map(of).collect()
}

/// The modules that lead back to themselves: those that are left when none is taken away any more that
/// names, or is named by, nobody who is left.
fn circle(mut arrows: Arrows) -> Vec<String> {
    loop {
        let named: BTreeSet<String> = arrows.values().flatten().cloned().collect();
        let left: BTreeSet<String> = arrows.keys().cloned().collect();
        let is_open = |name: &String, names: &BTreeSet<String>| {
            !named.contains(name) || names.is_disjoint(&left)
        };
        let before = arrows.len();
        arrows.retain(|name, names| !is_open(name, names));
        for names in arrows.values_mut() {
            names.retain(|name| left.contains(name));
        }
        if arrows.len() == before {
            return arrows.into_keys().collect();
        }
    }
}

#[test]
fn a_circle_is_seen_and_a_line_is_none() {
    let check = |lines: &[(&str, &[&str])], expected: &[&str]| {
        let arrow = |(from, to): &(&str, &[&str])| {
            (String::from(*from), to.iter().map(|name| String::from(*name)).collect())
        };
        assert_eq!(circle(lines.iter().map(arrow).collect()), expected);
    };
    check(&[("a", &["b"]), ("b", &["c"]), ("c", &[])], &[]);
    check(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"]), ("d", &["a"])], &["b", "c"]);
    check(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &["a"]), ("d", &[])], &["a", "b", "c"]);
}

#[test]
fn what_stands_above_is_named_by_its_distance() {
    let text = "use super::a::X; use super::{b, c::Y}; use super::super::d; let e = super::e::f();";
    assert_eq!(Vec::from_iter(above(text, 1)), ["a", "b", "c", "e"]);
    assert_eq!(Vec::from_iter(above(text, 2)), ["d"]);
}

#[test]
fn no_stage_has_a_circle_inside() {
    let mut circles = Vec::new();
    let mut modules = stages();
    while let Some(module) = modules.pop() {
        modules.extend(children(&module).iter().map(|child| format!("{module}/{child}")));
        let circle = circle(arrows(&module));
        if !circle.is_empty() {
            circles.push(format!("{module}: {}", circle.join(", ")));
        }
    }
    assert!(circles.is_empty(), "circles: {circles:#?}");
}
