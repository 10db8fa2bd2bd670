//! `haitu lookup`: cards, wrong names and missing stores.

use crate::haitu::Haitu;

#[test]
fn a_nickname_leads_to_the_card_and_the_sentences() {
    let haitu = Haitu::with_store();
    let output = haitu.output(&["lookup", "菊厂"]);
    let card = String::from_utf8_lossy(&output.stdout);
    for line in [
        "华为  Huawei  company · https://w3id.org/haitu/company/huawei",
        "  counted  2 times in 2 answers by 2 authors, 1 documents, 2022-07-06",
        "  page.md:9:1  为什么出海难？ · answer 1 by 甲",
        "    菊厂和小米手机都在印度出海。",
        "  page.md:13:10  为什么出海难？ · answer 2 by anonymous",
    ] {
        assert!(card.lines().any(|known| known == line), "`{line}` is not in\n{card}");
    }
}

#[test]
fn any_way_of_writing_a_name_finds_it() {
    let haitu = Haitu::with_store();
    for name in ["華為", "HUAWEI", "ｈｕａｗｅｉ", "hua wei", "菊花厂"] {
        let output = haitu.output(&["lookup", name, "--json"]);
        let card: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(card["iri"], "https://w3id.org/haitu/company/huawei", "{name}");
    }
}

#[test]
fn all_evidence_slices_to_the_name() {
    let haitu = Haitu::with_store();
    let output = haitu.output(&["lookup", "华为", "--all", "--json"]);
    let card: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let page = std::fs::read(haitu.path("page.md")).expect("the page");
    let names: Vec<&[u8]> = card["evidence"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|evidence| {
            let byte =
                |name: &str| usize::try_from(evidence[name].as_u64().unwrap_or(0)).unwrap_or(0);
            &page[byte("byteStart")..byte("byteEnd")]
        })
        .collect();
    assert_eq!(names, ["菊厂".as_bytes(), "华为".as_bytes()]);
}

#[test]
fn a_wrong_name_is_told_with_a_better_one() {
    Haitu::with_store()
        .args(&["lookup", "元汽森林"])
        .stderr("error: nothing is called `元汽森林`; did you mean `元气森林`?\n")
        .status(1)
        .run();
}

#[test]
fn a_missing_store_is_told_with_the_way_out() {
    Haitu::new()
        .args(&["lookup", "华为"])
        .stderr(
            "error: no store at `haitu-store`: build one with `haitu build PATH…`, \
             or name another with `-l DIR`\n",
        )
        .status(1)
        .run();
}
