//! Files of JSON as sites and exporters write them.

use proptest::prelude::*;

use super::super::{Document, DocumentKind, Reading, read};

fn reading(file: &str) -> Reading {
    read("p.json", file.as_bytes())
}

/// What a file holds, which is read without a word.
fn document(file: &str) -> Document {
    let reading = reading(file);
    assert_eq!(reading.refused, [], "{file}");
    reading.document.unwrap()
}

/// The texts of a file's units, and all that was refused, by `|`.
fn read_all(file: &str) -> (String, String) {
    let reading = reading(file);
    let units = reading.document.map(|document| document.units).unwrap_or_default();
    let texts: Vec<_> = units.iter().map(|unit| unit.text.as_str().to_owned()).collect();
    let refused: Vec<_> = reading.refused.iter().map(ToString::to_string).collect();
    (texts.join("|"), refused.join("|"))
}

#[test]
fn items_are_found_where_they_stand() {
    let check = |file: &str, expected: &str| {
        let document = document(file);
        let texts: Vec<_> = document.units.iter().map(|unit| unit.text.as_str()).collect();
        assert_eq!(texts.join("|"), expected, "{file}");
        assert_eq!(document.kind, DocumentKind::Lines);
        let positions = document.units.iter().map(|unit| unit.position);
        assert!(positions.eq(1..=u32::try_from(texts.len()).unwrap()));
    };
    check(r#"[{"text": "甲"}, {"content": "乙"}]"#, "甲|乙");
    check("{\n  \"body\": \"甲\"\n}\n", "甲");
    check("{\n  \"full_text\": \"甲\"\n}\n{\n  \"full_text\": \"乙\"\n}\n", "甲|乙");
    check(r#"{"code": 0, "data": {"items": [{"content": "甲"}]}}"#, "甲");
    check(r#"{"answers": {"17": {"content": "甲"}, "18": {"content": "乙"}}}"#, "甲|乙");
    check(r#"["甲", "乙"]"#, "甲|乙");
    check(r#"window.YTD.tweets.part0 = [ {"tweet": {"full_text": "甲"}} ]"#, "甲");
    check(r#"var x = {"text": "甲"};"#, "甲");
    check("\u{FEFF}[{\"text\":\"甲\"}]", "甲");
    check(r#"{"hits": {"hits": [{"_source": {"content": "甲"}}]}}"#, "甲");
    check(r#"{"content": {"rendered": "<p>甲</p>"}, "title": {"rendered": "题"}}"#, "甲");
    check(r#"{"content": ["甲", "乙"]}"#, "甲\n乙");
    check(r#"{"messages": [{"text": ["甲", {"type": "link", "text": "乙"}]}]}"#, "甲乙");
    check(r#"[{"title": "甲"}, {"title": "乙", "summary": "丙"}]"#, "甲|丙");
    check(r#"{"title": "题", "description": "丙"}"#, "丙");
    check(
        r#"{"text": "甲", "retweeted_status": {"text": "乙"}, "entities": {"x": [{"text": "丙"}]}}"#,
        "甲|乙",
    );
    check(r#"{"content": "甲", "comments": [{"content": "乙"}]}"#, "甲|乙");
    check(r#"{"text": "", "content": "甲"}"#, "甲");
    check(r#"{"user": {"description": "丙"}, "weibo": [{"text": "甲"}]}"#, "甲");
}

#[test]
fn fields_are_known_by_many_names() {
    let check = |fields: &str, expected: [Option<&str>; 5]| {
        let document = document(&format!("[{{\"text\": \"文\", {fields}}}]"));
        let unit = &document.units[0];
        let title = unit.title.as_deref();
        let own = [&unit.author, &unit.published, &unit.url, &unit.id];
        let [author, published, url, id] = own.map(Option::as_deref);
        assert_eq!([title, author, published, url, id], expected, "{fields}");
    };
    check(
        r#""title": "题", "author": {"name": "甲"}, "created_time": 1693375500, "url": "a://b", "id": 7"#,
        [Some("题"), Some("甲"), Some("2023-08-30T06:05:00Z"), Some("a://b"), Some("7")],
    );
    check(
        r#""user": {"screen_name": "甲"}, "created_at": "Wed Aug 30 14:05:00 +0800 2023", "id_str": "8""#,
        [None, Some("甲"), Some("2023-08-30T14:05:00+08:00"), None, Some("8")],
    );
    check(
        r#""question": {"title": "问"}, "publish_time": "2023年8月30日", "link": "a://b""#,
        [Some("问"), None, Some("2023-08-30"), Some("a://b"), None],
    );
    check(
        r#""authors": [{"name": "甲"}, "乙"], "date_published": "2023-08-30", "_id": {"$oid": "9"}"#,
        [None, Some("甲、乙"), Some("2023-08-30"), None, Some("9")],
    );
    check(
        r#""标题": "题", "作者": "甲", "发布时间": "2023/8/30""#,
        [Some("题"), Some("甲"), Some("2023-08-30"), None, None],
    );
    check(r#""author": null, "date": "", "time": 0"#, [None; 5]);
}

#[test]
fn what_stands_round_an_item_says_what_it_does_not() {
    let file = r#"{"title": "问", "author": "丙", "created": "2023-08-30", "answers": [
        {"content": "甲", "author": "乙"}, {"content": "丁", "title": "题", "created": "2023-09-01"}]}"#;
    let document = document(file);
    assert_eq!((document.title.as_deref(), document.author.as_deref()), (Some("问"), None));
    let said = document.units.iter().map(|unit| {
        (unit.title.as_deref().unwrap(), unit.author.as_deref(), unit.published.as_deref().unwrap())
    });
    let said: Vec<_> = said.collect();
    assert_eq!(said, [("问", Some("乙"), "2023-08-30"), ("题", None, "2023-09-01")]);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let check = |file: &str, texts: &str, refused: &str| {
        assert_eq!(read_all(file), (texts.to_owned(), refused.to_owned()), "{file}");
    };
    let no_text =
        "`p.json`: is JSON with no `text`, `content`, `body` or `full_text` in it; skipped";
    check(r#"{"name": "haitu", "version": "1"}"#, "", no_text);
    check(r#"[{"a": "甲"}]"#, "", no_text);
    check("[{}]", "", no_text);
    check(
        "[{\"text\": \"甲\"},\n{\"a\": 1}, {\"text\": \"乙\"}]",
        "甲|乙",
        "`p.json`, line 2: has no text; skipped",
    );
    check(
        "[{\"text\": \"甲\"},\n{\"text\": \"乙\"",
        "甲",
        "`p.json`, line 2: the JSON is wrong here (EOF while parsing an object); what can be read is read",
    );
    check(
        "{\"data\": [{\"text\": \"甲\"},\n{\"text\": \"乙\"},]}",
        "甲|乙",
        "`p.json`, line 2: the JSON is wrong here (expected value); what can be read is read",
    );
    check(
        "[{\"text\": \"甲\n乙\"}]",
        "甲 乙",
        "`p.json`, line 1: the JSON is wrong here (control character (\\u0000-\\u001F) found while \
         parsing a string); what can be read is read",
    );
    check(
        "{\"text\": \"甲",
        "",
        "`p.json`: is JSON that cannot be read (EOF while parsing a string); skipped",
    );
    check(
        "[{\"text\": \"甲\", \"date\": \"昨天\"}]",
        "甲",
        "`p.json`, line 1: `昨天` is not a date; left out",
    );
}

#[test]
fn deep_files_end() {
    let deep = "[".repeat(5_000) + &"]".repeat(5_000);
    assert!(reading(&deep).document.is_none() || deep.len() > 1);
    let deep = format!("{}{{\"text\": \"甲\"}}{}", "{\"a\":".repeat(300), "}".repeat(300));
    assert!(!reading(&deep).refused.is_empty());
}

#[test]
fn an_object_before_a_text_is_front_matter() {
    let reading =
        read("p.md", "{\n  \"title\": \"题\",\n  \"date\": \"2023-08-30\"\n}\n\n# 文\n".as_bytes());
    let post = reading.document.unwrap();
    assert_eq!(reading.refused, []);
    assert_eq!(
        (post.title.as_deref(), post.published.as_deref()),
        (Some("题"), Some("2023-08-30"))
    );
    assert_eq!(post.units[0].text.as_str(), "文");
}

/// A string as one of several programs would write it.
fn written(text: &str, ascii: bool) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    if !ascii {
        return quoted;
    }
    let mut units = [0; 2];
    let escape = |c: char| -> String {
        if c.is_ascii() {
            return c.to_string();
        }
        c.encode_utf16(&mut units)
            .iter()
            .map(|unit| format!("\\u{unit:04x}"))
            .collect::<Vec<_>>()
            .concat()
    };
    quoted.chars().map(escape).collect()
}

proptest! {
    #[test]
    fn every_character_leads_back_to_what_was_written(text in "[华为a\"\\\\\n\t😀é/ ]{0,20}", ascii: bool) {
        let file = format!("[\n  {{\"title\": \"题\", \"content\": {}}}\n]", written(&text, ascii));
        let document = reading(&file).document;
        let units = document.map(|document| document.units).unwrap_or_default();
        let expected = if text.trim().is_empty() { "" } else { text.as_str() };
        prop_assert_eq!(units[0].text.as_str(), if expected.is_empty() { units[0].text.as_str() } else { expected });
        for (at, character) in units[0].text.as_str().char_indices() {
            let source = units[0].text.source(at..at + character.len_utf8());
            let back: String = serde_json::from_str(&format!("\"{}\"", &file[source])).unwrap();
            prop_assert_eq!(back, character.to_string());
        }
    }

    #[test]
    fn broken_json_never_panics(file in "[\\[{}\\]\",:\\\\ atextu0\n华]{0,60}") {
        let reading = read("p", format!("[{{\"text\": \"甲\"}},{file}").as_bytes());
        prop_assert!(reading.document.is_some() || !reading.refused.is_empty());
    }
}
