//! `haitu extract`: the contract that other programs rely on.

use std::fmt::Write as _;

use crate::haitu::{Haitu, PAGE};

#[test]
fn one_object_a_unit_in_file_order() {
    let lines = concat!(
        r#"{"id":"a","text":"没有"}"#,
        "\n",
        r#"{"id":"b","author":"乙","text":"去\u963f尔巴尼亚"}"#,
        "\n"
    );
    Haitu::new()
        .args(&["extract"])
        .stdin(lines)
        .stdout(concat!(
            r#"{"source":"-","document":"https://w3id.org/haitu/document/stdin","#,
            r#""unit":"https://w3id.org/haitu/document/stdin/line/1","kind":"article","position":1,"#,
            r#""author":null,"title":null,"text":"没有","mentions":[]}"#,
            "\n",
            r#"{"source":"-","document":"https://w3id.org/haitu/document/stdin","#,
            r#""unit":"https://w3id.org/haitu/document/stdin/line/2","kind":"article","position":2,"#,
            r#""author":"乙","title":null,"text":"去阿尔巴尼亚","mentions":["#,
            r#"{"entity":"https://w3id.org/haitu/country/albania","type":"country","#,
            r#""label":"阿尔巴尼亚","labelEn":"Albania","altLabels":["阿尔巴尼亚共和国"],"#,
            r#""exact":"阿尔巴尼亚","start":1,"end":6,"byteStart":63,"byteEnd":81,"#,
            r#""confidence":0.97,"method":"label"}]}"#,
            "\n"
        ))
        .run();
}

#[test]
fn the_same_bytes_whatever_the_number_of_threads() {
    let haitu = Haitu::new().file("b/page.md", PAGE).file("a/page.md", PAGE).file("c.txt", "微软");
    let found = |threads: &str| {
        haitu.output(&["extract", "-j", threads, "--format", "nq", "b", "a", "c.txt"]).stdout
    };
    let built = |threads: &str| {
        let build = ["build", "-j", threads, "-l", threads, "--reproducible", "b", "a", "c.txt"];
        assert!(haitu.output(&build).status.success());
        haitu.output(&["export", "-l", threads]).stdout
    };
    let (found_by_one, built_by_one) = (found("1"), built("1"));
    assert!(!found_by_one.is_empty() && !built_by_one.is_empty());
    for threads in ["4", "1000"] {
        assert_eq!(found(threads), found_by_one, "{threads}");
        assert_eq!(built(threads), built_by_one, "{threads}");
    }
}

/// The file is there when the arguments are looked at, and gone when its turn comes.
#[test]
fn a_file_that_vanishes_while_others_are_read_is_told_and_the_rest_is_done() {
    use std::fs;
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};

    let haitu = Haitu::new().file("gone.txt", "微软").file("last.txt", "谷歌");
    let mut process = haitu.start(&["extract", "-", "gone.txt", "last.txt"]);
    let mut input = process.stdin.take().expect("its input");
    let mut output = BufReader::new(process.stdout.take().expect("its output"));
    writeln!(input, r#"{{"text":"华为"}}"#).expect("it reads");
    output.read_line(&mut String::new()).expect("it answers");
    fs::remove_file(haitu.path("gone.txt")).expect("it vanishes");
    drop(input);
    let (mut rest, mut said) = (String::new(), String::new());
    output.read_to_string(&mut rest).expect("text");
    process.stderr.take().expect("its words").read_to_string(&mut said).expect("text");
    assert_eq!(process.wait().expect("it ends").code(), Some(3), "{said}");
    assert!(said.contains("`gone.txt`: cannot be read ("), "{said}");
    assert!(rest.contains(r#""source":"last.txt""#), "{rest}");
}

#[test]
fn a_closed_pipe_is_the_end_of_the_work() {
    let haitu = Haitu::new().file("page.md", PAGE.repeat(2000));
    haitu.is_left_early("haitu extract page.md");
}

#[test]
fn each_decision_is_explained() {
    Haitu::new()
        .args(&["extract", "--explain"])
        .stdin("小米手机里最美的是小米粥，见 https://www.huawei.com/。印度的苹果汁，想法国内。")
        .stdout(concat!(
            "-#1 0..2 `小米` company 小米: taken: label\n",
            "-#1 6..8 `美的` company 美的: refused: inside `最美的`\n",
            "-#1 9..11 `小米` company 小米: refused: inside `小米粥`\n",
            "-#1 27..33 `huawei` company 华为: refused: part of an address\n",
            "-#1 39..41 `印度` country 印度: taken: label\n",
            "-#1 42..44 `苹果` company 苹果: refused: inside `苹果汁`\n",
            "-#1 47..49 `法国` country 法国: refused: across the borders of words\n",
        ))
        .run();
}

/// Standard input of JSON Lines is read part by part, a file at once: both say the same.
#[test]
fn lines_from_a_stream_are_what_they_are_in_a_file() {
    let mut lines = String::new();
    for number in 1..=3000 {
        writeln!(lines, r#"{{"text":"第{number}行说\u534e为在印度。"}}"#).expect("memory");
        if number == 2500 {
            lines += "\n{\"text\":1}\n";
        }
    }
    let haitu = Haitu::new().file("lines.jsonl", &lines);
    let output = |line: &str| {
        let output = crate::haitu::shell(&haitu.path(""), line).output().expect("a shell");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr), output.status.code())
    };
    let (found, warned, status) = output("haitu extract lines.jsonl");
    let document = found.split('"').nth(7).expect("the document's IRI").to_owned();
    let found = found.replace("\"lines.jsonl\"", "\"-\"");
    let found = found.replace(&document, "https://w3id.org/haitu/document/stdin");
    let streamed = output("cat lines.jsonl | haitu extract");
    assert_eq!(streamed, (found, warned.replace("`lines.jsonl`", "`-`"), status));
    assert!(streamed.1.contains("line 2502"), "{}", streamed.1);
}

#[test]
fn a_line_is_answered_before_the_stream_ends() {
    use std::io::{BufRead as _, BufReader, Write as _};

    let haitu = Haitu::new();
    let mut process = haitu.start(&["extract"]);
    let mut input = process.stdin.take().expect("its input");
    let mut output = BufReader::new(process.stdout.take().expect("its output"));
    for number in 1..=3 {
        writeln!(input, r#"{{"text":"华为第{number}次"}}"#).expect("it reads");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("it answers");
        assert!(answer.contains(&format!("/line/{number}\"")), "{answer}");
    }
    drop(input);
    assert!(process.wait().expect("it ends").success());
}
