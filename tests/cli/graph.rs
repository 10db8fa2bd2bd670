//! `haitu graph`: what is drawn and in which format, what is told when nothing can be drawn, and the
//! ways between two entities.

use std::fs;
use std::io::Read as _;

use crate::haitu::Haitu;

#[test]
fn the_neighbourhood_of_an_entity_as_graphviz_source() {
    let haitu = Haitu::with_store();
    let output = haitu.output(&["graph", "--around", "菊厂", "--min-weight", "1"]);
    let dot = String::from_utf8_lossy(&output.stdout);
    assert!(dot.starts_with("strict graph \"haitu\" {"), "{dot}");
    for name in ["华为", "小米", "印度", "996", "美国", "出海"] {
        assert!(dot.contains(&format!("label=\"{name}\"")), "{name} is not in {dot}");
    }
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// The labels in a drawing of a store.
fn drawn(haitu: &Haitu, args: &[&str]) -> Vec<String> {
    let all = ["graph", "--min-weight", "1"];
    let output = haitu.output(&[&all[..], args].concat());
    let dot = String::from_utf8_lossy(&output.stdout);
    let label = |line: &str| Some(line.split_once("[label=\"")?.1.split_once('"')?.0.to_owned());
    let mut labels: Vec<String> = dot.lines().filter_map(label).collect();
    labels.sort_unstable();
    labels
}

#[test]
fn each_option_leaves_its_part() {
    let haitu = Haitu::with_store();
    let drawn = |args: &[&str]| drawn(&haitu, args);
    assert_eq!(drawn(&[]), ["996", "出海", "华为", "印度", "小米", "美国"]);
    assert_eq!(
        drawn(&["--kind", "country", "--kind", "company"]),
        ["华为", "印度", "小米", "美国"]
    );
    assert_eq!(drawn(&["--kind", "country"]), [""; 0]);
    assert_eq!(drawn(&["--kind", "country", "--unconnected"]), ["印度", "美国"]);
    assert_eq!(drawn(&["--top", "3"]).len(), 3);
    assert_eq!(drawn(&["--community", "印度"]), ["出海", "印度", "小米"]);
    assert_eq!(drawn(&["--community", "2"]), drawn(&["--community", "小米、出海、印度"]));
    assert_eq!(drawn(&["--around", "996"]), ["996", "华为", "美国"]);
    assert_eq!(drawn(&["--since", "2022-07"]).len(), 6);
    assert_eq!(drawn(&["--since", "2022-07-07"]), [""; 0]);
}

#[test]
fn without_graphviz_the_way_out_is_told() {
    let haitu = Haitu::with_store();
    let output = crate::haitu::command(&haitu.path(""))
        .args(["graph", "--format", "svg", "--engine", "neato"])
        .env("PATH", "")
        .output()
        .expect("the program runs");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: `--engine` needs Graphviz, and `neato` was not found: install it (Debian: `apt install \
         graphviz`), or leave `--engine` out\n"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_unknown_output_format_is_told() {
    Haitu::with_store()
        .args(&["graph", "-o", "picture.bmp"])
        .stderr("error: no format is known for `picture.bmp`: name one with `--format`\n")
        .status(2)
        .run()
        .args(&["graph", "-o", "picture"])
        .stderr("error: no format is known for `picture`: name one with `--format`\n")
        .status(2)
        .run();
}

#[test]
fn a_picture_is_not_overwritten_without_being_asked() {
    let haitu = Haitu::with_store().file("a.svg", "mine");
    let args = ["graph", "--min-weight", "1", "-o", "a.svg"];
    let haitu = haitu
        .args(&args)
        .stderr("error: `a.svg` is there already: name another file, or add `--force`\n")
        .status(1)
        .run();
    assert_eq!(fs::read(haitu.path("a.svg")).expect("the file"), b"mine");
    let haitu = haitu.args(&[&args[..], &["--force"]].concat()).run();
    let plain = fs::read(haitu.path("a.svg")).expect("the picture");
    assert!(plain.starts_with(b"<svg "));
    let haitu = haitu.args(&["graph", "--min-weight", "1", "-o", "a.svg.gz"]).run();
    let packed = fs::File::open(haitu.path("a.svg.gz")).expect("the packed picture");
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut unpacked).expect("gzip");
    assert!(plain == unpacked, "the packed picture is another one");
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    Haitu::with_store()
        .args(&["graph", "--min-weight", "1", "-o", "no/folder/picture.dot"])
        .stderr(
            "error: cannot write `no/folder/picture.dot`: No such file or directory (os error 2)\n",
        )
        .status(1)
        .run();
}

#[test]
fn an_empty_picture_is_valid_and_says_why() {
    let haitu = Haitu::with_store();
    let output = haitu.output(&["graph", "--kind", "country"]);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("strict graph \"haitu\" {"));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "nothing to draw: no two of these entities are mentioned together in 2 answers: \
         `--min-weight 1` takes all pairs\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn names_that_mean_nothing_here_are_told() {
    let haitu = Haitu::with_store();
    let check = |args: &[&str], expected: &str| {
        let output = haitu.output(&[&["graph"], args].concat());
        assert_eq!(String::from_utf8_lossy(&output.stderr), expected, "{args:?}");
        assert_eq!(output.status.code(), Some(1), "{args:?}");
    };
    check(
        &["--around", "微软"],
        "error: `微软` (<https://w3id.org/haitu/company/microsoft>) is not mentioned in this store; \
         `haitu catalog 微软` shows what is known of it\n",
    );
    check(&["--around", "Huawey"], "error: nothing is called `Huawey`; did you mean `华为`?\n");
    check(
        &["--around", "菊厂", "--since", "2030"],
        "error: `华为` (<https://w3id.org/haitu/company/huawei>) is not mentioned in this store in an \
         answer dated since 2030\n",
    );
    check(
        &["--community", "<script>"],
        "error: there is no community `<script>`: take one of 1 (华为、996、美国), \
         2 (小米、出海、印度), or name a member\n",
    );
    check(
        &["--around", "wr"],
        "error: `wr` means `微软` (<https://w3id.org/haitu/company/microsoft>), which is not mentioned \
         in this store; `haitu catalog 微软` shows what is known of it\n",
    );
    check(&["--around", "a\u{1b}[31mb"], "error: nothing is called `a\\u{1b}[31mb`\n");
    check(&["path", "华为", "火星"], "error: nothing is called `火星`\n");
    check(&["path", "华为", "菊厂"], "error: `华为` and `菊厂` are the same: 华为\n");
}

#[test]
fn a_date_that_is_none_is_wrong_usage() {
    let output = Haitu::with_store().output(&["graph", "--since", "yesterday"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("2022-07-06, 2022-07 or 2022"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn how_to_draw_is_no_question_of_a_path() {
    for (option, value) in [("--around", "华为"), ("--top", "3"), ("--min-weight", "9")] {
        Haitu::new()
            .args(&["graph", option, value, "path", "印度", "996"])
            .stderr(&format!("error: `{option}` says how to draw, and `path` does not draw\n"))
            .status(2)
            .run();
    }
}

#[test]
fn the_store_is_named_before_or_after_path() {
    let haitu = Haitu::with_store();
    let path = ["path", "印度", "996"];
    let before = haitu.output(&[&["graph", "-l", "haitu-store"], &path[..]].concat());
    let after = haitu.output(&[&["graph"], &path[..], &["-l", "haitu-store"]].concat());
    assert!(before.status.success() && before.stdout == after.stdout);
    let since = haitu.output(&[&["graph"], &path[..], &["--since", "2030"]].concat());
    assert_eq!(since.status.code(), Some(1));
}

#[test]
fn a_path_shows_the_sentences_behind_each_step() {
    Haitu::with_store()
        .args(&["graph", "path", "印度", "996"])
        .stdout(
            "印度 — 华为 — 996  strength 0.002

  印度 — 华为  1 answer, 1 sentence, 1 author  NPMI +0.00, strength 0.045
    page.md:9:1  为什么出海难？ · answer 1 by 甲 · 2022-07-06
      ‹菊厂›和小米手机都在‹印度›出海。

  华为 — 996  1 answer, 1 sentence, 1 author  NPMI +0.00, strength 0.045
    page.md:13:6  为什么出海难？ · answer 2 by anonymous · 2022-07-06
      在美国没有‹996›，‹华为›也不行。
",
        )
        .run();
}

#[test]
fn a_path_as_json_has_every_figure() {
    let output =
        Haitu::with_store().output(&["graph", "path", "印度", "小米", "--json", "--paths", "9"]);
    let lines: Vec<serde_json::Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    let step = &lines[0]["steps"][0];
    assert_eq!(step["from"]["label"], "印度");
    assert_eq!(step["to"]["iri"], "https://w3id.org/haitu/company/xiaomi");
    assert_eq!((&step["answers"], &step["sentences"]), (&1.into(), &1.into()));
    assert_eq!(step["evidence"][0]["text"], "菊厂和小米手机都在印度出海。");
    assert_eq!(step["evidence"][0]["line"], 9);
}

#[test]
fn what_nothing_connects_is_told() {
    let pages = [("a.md", "# 一\n\n华为和小米。\n"), ("b.md", "# 二\n\n法国和德国。\n")];
    let haitu = pages.iter().fold(Haitu::new(), |haitu, (name, text)| haitu.file(name, text));
    haitu
        .built(&["a.md", "b.md"])
        .args(&["graph", "path", "华为", "法国"])
        .stderr("error: nothing connects `华为` and `法国`\n")
        .status(1)
        .run();
}

#[test]
fn the_name_of_the_output_tells_the_format() {
    let haitu = Haitu::with_store();
    for (name, begins) in [
        ("a.dot", "strict graph"),
        ("a.gv", "strict graph"),
        ("a.svg", "<svg "),
        ("a.HTML", "<!doctype html>"),
        ("a.graphml", "<?xml"),
        ("a.gexf", "<?xml"),
        ("a.json", "{\"directed\":false"),
        ("a.csv", "source,target,"),
    ] {
        let output = haitu.output(&["graph", "--min-weight", "1", "-o", name]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name}");
        let content = fs::read_to_string(haitu.path(name)).expect("the picture");
        assert!(content.starts_with(begins), "{name} begins with {}", &content[..20]);
        let output = haitu.output(&[
            "graph",
            "--min-weight",
            "1",
            "-o",
            "again.tmp",
            "--format",
            ending(name),
            "--force",
        ]);
        assert!(output.status.success());
        assert_eq!(content, fs::read_to_string(haitu.path("again.tmp")).expect("the picture"));
    }
}

/// The format that `--format` calls like the ending of a name.
fn ending(name: &str) -> &str {
    match name.rsplit('.').next() {
        Some("gv") => "dot",
        Some("HTML") => "html",
        other => other.unwrap_or_default(),
    }
}

#[test]
fn nothing_to_draw_is_an_empty_picture_and_a_word() {
    let haitu = Haitu::with_store()
        .args(&["graph", "--kind", "region", "-o", "empty.svg"])
        .stderr(
            "nothing to draw: no two of these entities are mentioned together in 2 answers: \
         `--min-weight 1` takes all pairs\n",
        )
        .run();
    let svg = fs::read_to_string(haitu.path("empty.svg")).expect("the picture");
    assert!(svg.contains("nothing to draw"), "{svg}");
}

#[test]
fn graphviz_draws_pictures_alone() {
    Haitu::with_store()
        .args(&["graph", "--engine", "sfdp", "--format", "gexf"])
        .stderr("error: `--engine` draws `svg` and `png`, not `gexf`\n")
        .status(2)
        .run();
}

#[test]
fn communities_and_figures_can_be_asked_for_in_sparql() {
    let query = "SELECT ?name ?members ?core ?between ?authors {
        company:huawei ht:inCommunity ?community ; ht:coreNumber ?core ; ht:betweenness ?between .
        ?community a ht:Community ; skos:prefLabel ?name ; ht:memberCount ?members .
        ?pair ht:participant company:huawei , concept:996 ; ht:authorCount ?authors
    } ORDER BY ?name";
    Haitu::with_store()
        .args(&["query", "--format", "csv", query])
        .stdout(
            "name,members,core,between,authors\r\n\
             \"Huawei, 996 working hour system, United States\",3,0,0,1\r\n\
             华为、996、美国,3,0,0,1\r\n",
        )
        .run();
}

#[test]
fn the_sentences_of_some_days_are_shown_though_older_ones_are_better() {
    let line =
        |day: &str, text: &str| serde_json::json!({ "date": day, "text": text }).to_string() + "\n";
    let old = line("2019-05-01", "华为和小米这几年一起去了印度和美国，在那里建了不少工厂。");
    let new = line("2024-05-01", "华为和小米。");
    let haitu =
        Haitu::new().file("lines.jsonl", old.repeat(30) + &new).built(&["-q", "lines.jsonl"]);
    let args = ["graph", "--since", "2024", "--min-weight", "1", "--format", "json"];
    let json: serde_json::Value =
        serde_json::from_slice(&haitu.output(&args).stdout).expect("JSON");
    let nodes = json["nodes"].as_array().expect("nodes");
    assert_eq!(nodes.len(), 2);
    for node in nodes {
        let texts: Vec<_> = node["evidence"].as_array().into_iter().flatten().collect();
        assert_eq!(texts.len(), 1, "{node}");
        assert_eq!(texts[0]["text"], "华为和小米。");
    }
}

#[test]
fn a_page_does_not_steer_the_terminal() {
    let page = "华为和小米\u{1b}[31m去了\u{202e}印度。";
    let haitu = Haitu::new().file("page.txt", page).built(&["-q", "page.txt"]);
    let output = haitu.output(&["graph", "path", "华为", "小米"]);
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("\u{fffd}[31m去了\u{fffd}印度。"), "{shown}");
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
}
