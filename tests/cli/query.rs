//! `haitu query`: results in each format, and mistakes.

use crate::haitu::Haitu;

const COMPANIES: &str = "SELECT ?company ?answers { ?company a ht:Company ; ht:answerCount ?answers } ORDER BY DESC(?answers)";

#[test]
fn a_table_for_people() {
    Haitu::with_store()
        .args(&["query", COMPANIES])
        .stdout(concat!(
            " company          answers \n",
            "──────────────────────────\n",
            " company:huawei         2 \n",
            " company:xiaomi         1 \n",
        ))
        .run();
}

#[test]
fn standard_formats_for_programs() {
    Haitu::with_store()
        .args(&["query", COMPANIES, "--format", "csv"])
        .stdout("company,answers\r\nhttps://w3id.org/haitu/company/huawei,2\r\nhttps://w3id.org/haitu/company/xiaomi,1\r\n")
        .run()
        .args(&["query", "--format", "nt"])
        .stdin("CONSTRUCT { company:huawei a ?kind } { company:huawei a ?kind }")
        .stdout(
            "<https://w3id.org/haitu/company/huawei> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
             <https://w3id.org/haitu/ontology#Company> .\n",
        )
        .run();
}

#[test]
fn evidence_is_one_step_from_every_mention() {
    let query = "SELECT ?exact ?begin ?end { ?phrase itsrdf:taIdentRef country:united-states ; nif:anchorOf ?exact ; \
                 nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext/schema:text ?text . \
                 FILTER(SUBSTR(STR(?text), ?begin + 1, ?end - ?begin) = ?exact) }";
    Haitu::with_store()
        .args(&["query", query, "--format", "tsv"])
        .stdout("?exact\t?begin\t?end\n\"美国\"\t1\t3\n")
        .run();
}

#[test]
fn a_format_that_does_not_fit_is_told() {
    Haitu::with_store()
        .args(&["query", "ASK {}", "--format", "ttl"])
        .stderr(
            "error: the result of ASK cannot be printed as Turtle: use table, json, xml, csv or tsv\n",
        )
        .status(1)
        .run();
}

#[test]
fn a_mistake_is_shown_at_its_place() {
    let haitu = Haitu::with_store();
    let output = haitu.output(&["query", "SELECT ?x  ?x a schema:Answer }"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("1:20"), "{stderr}");
    assert!(stderr.contains("\n  SELECT ?x  ?x a schema:Answer }\n"), "{stderr}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_closed_pipe_is_the_end_of_the_answer() {
    let haitu = Haitu::with_store();
    let program = env!("CARGO_BIN_EXE_haitu");
    let output = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("{program} query 'SELECT * {{ ?s ?p ?o }}' --format csv | head -c 10"))
        .current_dir(haitu.path(""))
        .output()
        .expect("a shell");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
