//! `haitu eval`: the table of scores, and what is told of damaged input.

use crate::haitu::Haitu;

const GOLD: &str = r#"{"unit": "page#1", "entities": [{"type": "company", "zh": "华为", "en": "Huawei", "mentions": ["华为"]}]}
"#;

#[test]
fn scores_are_a_table_and_damaged_input_is_told() {
    let table = "                            entities of units                           mentions
            precision  recall      F1    gold  precision  recall      F1    gold
company         1.000   1.000   1.000       1      1.000   1.000   1.000       1
country         0.000   0.000   0.000       0      0.000   0.000   0.000       0
region          0.000   0.000   0.000       0      0.000   0.000   0.000       0
concept         0.000   0.000   0.000       0      0.000   0.000   0.000       0
all             1.000   1.000   1.000       1      1.000   1.000   1.000       1
mean                            1.000                              1.000
";
    Haitu::new()
        .file("gold.jsonl", GOLD)
        .file("page.md", "华为在此\n")
        .args(&["eval", "gold.jsonl"])
        .stdout(table)
        .run()
        .file("empty.md", "")
        .args(&["eval", "gold.jsonl", "page.md", "empty.md"])
        .stdout(table)
        .stderr("warning: `empty.md`: is empty; skipped\n")
        .status(3)
        .run();
}

#[test]
fn the_least_f1_is_a_share() {
    for share in ["nan", "7", "-1"] {
        let output = Haitu::new().output(&["eval", "gold.jsonl", &format!("--min-f1={share}")]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains("it has to be a number from 0 to 1"), "{stderr}");
        assert_eq!(output.status.code(), Some(2), "{share}");
    }
}
