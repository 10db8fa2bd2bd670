//! Catalogs with one mistake each, and what is said of it.

use super::lint;
use crate::catalog::Source;

const PREFIXES: &str = "@prefix ht: <https://w3id.org/haitu/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix company: <https://w3id.org/haitu/company/> .
@prefix country: <https://w3id.org/haitu/country/> .
@prefix concept: <https://w3id.org/haitu/concept/> .
";

/// What is found in the lines after the prefixes: line and column, the first line being 1, and the
/// message.
fn found(lines: &str) -> Vec<String> {
    let text = format!("{PREFIXES}{lines}");
    let findings = lint(&[Source { path: "my.ttl".into(), text }]);
    let before = u32::try_from(PREFIXES.lines().count()).expect("few lines");
    let shown = |known: &super::Finding| {
        format!("{}:{}: {}", known.line.saturating_sub(before), known.column, known.message)
    };
    findings.iter().map(shown).collect()
}

/// A company of a user, with further statements.
fn company(further: &str) -> String {
    format!("company:my a ht:Company ;\n skos:prefLabel \"海角科技\"@zh-Hans ; {further} .")
}

fn check(lines: &str, expected: &[&str]) {
    assert_eq!(found(lines), expected, "{lines}");
}

#[test]
fn the_catalog_of_the_program_is_faultless() {
    let findings: Vec<String> = lint(&[]).iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn what_is_right_is_passed_over() {
    let lines = company(
        "skos:altLabel \"海角\"@zh-Hans, \"Hai Jiao\"@en ; ht:ambiguousLabel \"海角\"@zh-Hans ; ht:cue \"融资\" ;
         ht:notWithin \"天涯海角\" ; ht:within \"海角轮\" ; schema:url <https://example.org/> ;
         schema:location country:china ; schema:parentOrganization company:huawei ; skos:note \"…\"",
    );
    check(&lines, &[]);
    check("company:huawei skos:altLabel \"某大厂\"@zh-Hans .", &[]);
}

#[test]
fn terms_that_do_not_exist_are_told() {
    check(
        "company:my a ht:Compnay ; skos:prefLabel \"海角科技\"@zh-Hans .",
        &[
            "1:14: there is no class <https://w3id.org/haitu/ontology#Compnay>; did you mean `ht:Company`?",
            "1:42: it has no kind, and is not read: add `a ht:Company`, `ht:Country`, `ht:Region`, \
         `ht:Concept` or `ht:Compound`",
        ],
    );
    check(
        &company("ht:ambigousLabel \"海角\"@zh-Hans"),
        &[
            "2:51: there is no property <https://w3id.org/haitu/ontology#ambigousLabel>; did you mean \
         `ht:ambiguousLabel`?",
        ],
    );
    check(
        &company("ht:colour \"red\""),
        &["2:44: there is no property <https://w3id.org/haitu/ontology#colour>"],
    );
    check(
        &company("<http://schema.org/location> country:china"),
        &["2:63: <http://schema.org/location> is not read: write <https://schema.org/location>"],
    );
}

#[test]
fn names_that_two_claim_are_told_with_the_one_who_gets_them() {
    let collision = "`华为` is a name of <https://w3id.org/haitu/company/huawei> too, and means \
                     <https://w3id.org/haitu/company/huawei>: it stands first in the catalog; make it \
                     ht:ambiguousLabel of both, or leave it out of one";
    check(
        &company("skos:altLabel \"華為\"@zh-Hant"),
        &[&format!("2:48: {}", collision.replacen("华为", "華為", 1))],
    );
    let concept = "concept:my a ht:Concept ; skos:prefLabel \"华为\"@zh-Hans .";
    let reason = collision.replace("it stands first in the catalog", "it is no concept");
    check(concept, &[&format!("1:42: {reason}")]);
}

#[test]
fn names_that_are_never_found_or_not_supported_are_told() {
    check(
        &company("ht:ambiguousLabel \"海角\"@zh-Hans"),
        &["2:52: `海角` is ambiguous, and no ht:cue or ht:within supports it"],
    );
    check(
        &company("skos:altLabel \"海角 科技\"@zh-Hans, \"海角-科技\"@zh-Hans"),
        &[
            "2:65: `海角-科技` is found as `海角 科技` already: case, width, script and separators are folded",
        ],
    );
    check(
        &company("ht:notWithin \"海角-科技\""),
        &["2:47: the name `海角-科技` is never found: ht:notWithin forbids it everywhere"],
    );
    check(
        &company("ht:notWithin \"天涯\""),
        &["2:47: `天涯` contains none of its names: it forbids nothing"],
    );
    check(
        &company("ht:within \"天涯海角科技\""),
        &["2:44: `天涯海角科技` contains no ambiguous name: it allows nothing"],
    );
    check(
        &company("skos:altLabel \" - \"@zh-Hans"),
        &["2:48: ` - ` is nothing but separators, and never found"],
    );
}

#[test]
fn links_that_lead_nowhere_or_in_circles_are_told() {
    check(
        &company("schema:parentOrganization company:no"),
        &["2:60: <https://w3id.org/haitu/company/no> is not in the catalog"],
    );
    check(
        &company("schema:location company:huawei"),
        &["2:50: <https://w3id.org/haitu/company/huawei> is no country"],
    );
    let back = "leads back to it: one of them cannot be above the other";
    check(
        &format!(
            "{}\ncompany:b a ht:Company ; skos:prefLabel \"天涯集团\"@zh-Hans ; \
             schema:parentOrganization company:my .",
            company("schema:parentOrganization company:b")
        ),
        &[
            &format!("2:60: <https://w3id.org/haitu/company/b> {back}"),
            &format!("3:84: <https://w3id.org/haitu/company/my> {back}"),
        ],
    );
}

#[test]
fn entities_in_the_wrong_folder_and_without_a_name_are_told() {
    check(
        "country:my a ht:Company ; skos:prefLabel \"海角科技\"@zh-Hans .",
        &["1:42: it is a company, but its IRI says country"],
    );
    check(
        "company:my a ht:Company .",
        &["1:1: <https://w3id.org/haitu/company/my> has no skos:prefLabel in @zh-Hans or @en"],
    );
}
