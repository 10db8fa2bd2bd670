//! What generators of sites and exporters leave in Markdown: Liquid tags, kramdown's attributes,
//! marks for a table of contents, rules of CSS and lines of scripts.

use std::ops::Range;

use memchr::memmem;

use super::{line_after, line_before, paragraph};

/// The longest tag, attribute list or rule, in bytes.
const LONGEST: usize = 2000;

/// Where attributes of kramdown and pandoc begin.
const ATTRIBUTES: [&str; 5] = ["{:", "{#", "{.", "{width=", "{height="];

/// What lines of scripts begin with.
const SCRIPT: [&str; 22] = [
    "var ",
    "let ",
    "const ",
    "function ",
    "function(",
    "window.",
    "document.",
    "!function",
    "(function",
    "$(function",
    "$(document",
    "if (",
    "if(",
    "} else",
    "})",
    "});",
    "}(",
    "//<![CDATA[",
    "//]]>",
    "_hmt.push",
    "gtag(",
    "wx.",
];

/// All leftovers of a section, ascending within each kind.
pub(super) fn find(section: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if memchr::memchr(b'{', section.as_bytes()).is_some() {
        liquid(section, "{%", "%}", &mut found);
        liquid(section, "{{", "}}", &mut found);
        attributes(section, &mut found);
        rules(section, &mut found);
    }
    contents(section, &mut found);
    if memchr::memchr3(b';', b'{', b'}', section.as_bytes()).is_some() {
        scripts(section, &mut found);
    }
    found
}

/// Tags and outputs of Liquid, and of Hugo's shortcodes; a path that goes on from one belongs to it.
fn liquid(section: &str, open: &str, close: &str, found: &mut Vec<Range<usize>>) {
    let mut past = 0;
    for at in memmem::find_iter(section.as_bytes(), open) {
        let rest = paragraph(&section[at + 2..], LONGEST);
        let Some(length) = rest.find(close).filter(|_| at >= past) else {
            continue;
        };
        let end = at + 2 + length + 2;
        past = end + path(&section[end..]);
        found.push(at..past);
    }
}

/// Length of the path at the beginning of a text, if it begins with a slash.
fn path(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || "，。、；：！？）)]\"'<>（(“”".contains(c);
    if text.starts_with('/') { text.find(ends).unwrap_or(text.len()) } else { 0 }
}

/// `{:toc}`, `{: .class}`, `## 题 {#id}`, `![](a.png){width=50%}`; with `{:toc}` goes the item above.
fn attributes(section: &str, found: &mut Vec<Range<usize>>) {
    for open in ATTRIBUTES {
        for at in memmem::find_iter(section.as_bytes(), open) {
            let rest = line_after(section, at);
            let Some(length) = rest.find('}') else { continue };
            let inside = &rest[1..length];
            let is_list = inside.bytes().all(|byte| byte.is_ascii() && byte != b'{');
            let ends = rest[length + 1..].trim().is_empty();
            if is_list && (open == "{:" || ends || section[..at].ends_with(')')) {
                found.push(at..at + length + 1);
                if inside.trim_start_matches(':').trim().eq_ignore_ascii_case("toc") {
                    found.extend(item_above(section, at));
                }
            }
        }
    }
}

/// The item of a list in the line above the one at `at`.
fn item_above(section: &str, at: usize) -> Option<Range<usize>> {
    let end = section[..at].trim_end_matches([' ', '\t']).strip_suffix('\n')?.len();
    let start = end - line_before(section, end).len();
    let line = section[start..end].trim_start();
    let is_item =
        line.starts_with(['*', '-', '+']) || line.starts_with(|c: char| c.is_ascii_digit());
    is_item.then_some(start..end)
}

/// Lines that only ask for a table of contents: `[TOC]`, `@[toc](目录)`.
fn contents(section: &str, found: &mut Vec<Range<usize>>) {
    for at in memchr::memchr_iter(b'[', section.as_bytes()) {
        let mut asked = ["[TOC]", "[toc]", "[Toc]", "[_TOC_]"].into_iter();
        if let Some(word) = asked.find(|word| section[at..].starts_with(word)) {
            let start = at - line_before(section, at).len();
            let end = at + line_after(section, at).len();
            let before = section[start..at]
                .trim_matches(|c: char| c.is_whitespace() || c == '[' || c == '@');
            let after = section[at + word.len()..end].trim().trim_start_matches(']');
            if before.is_empty()
                && (after.is_empty() || after.starts_with('(') && after.ends_with(')'))
            {
                found.push(start..end);
            }
        }
    }
}

/// Rules of CSS: selectors and declarations in braces.
fn rules(section: &str, found: &mut Vec<Range<usize>>) {
    let mut past = 0;
    for open in memmem::find_iter(section.as_bytes(), "{") {
        if open < past {
            continue;
        }
        let line = past.max(open - line_before(section, open).len());
        let selector = &section[line..open];
        let nests = selector.trim_start().starts_with('@');
        let Some(end) = end_of_rule(&section[open..], nests).map(|length| open + length) else {
            continue;
        };
        let goes_on = section[end..].starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric());
        if !goes_on
            && is_selector(selector)
            && (nests || is_declarations(&section[open + 1..end - 1]))
        {
            found.push(line..end);
            past = end;
        }
    }
}

/// Length of the braces at the beginning of a text; those of an at-rule hold others.
fn end_of_rule(text: &str, nests: bool) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        if depth > 1 && !nests {
            return None;
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// Whether a text selects elements: ASCII, and not like a sentence.
fn is_selector(text: &str) -> bool {
    let selector = text.trim();
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b" .#@:,>*+~-_[]=\"'()%".contains(&byte);
    !selector.is_empty() && selector.len() < 300 && selector.bytes().all(allowed)
}

/// Whether a text consists of `property: value` with semicolons between.
fn is_declarations(text: &str) -> bool {
    let mut declarations =
        text.split(';').map(str::trim).filter(|part| !part.is_empty()).peekable();
    let is_one = |part: &str| {
        part.split_once(':').is_some_and(|(property, value)| {
            let property = property.trim().trim_start_matches(['*', '/']);
            let named = !property.is_empty()
                && property
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
            named && !value.trim().is_empty()
        }) || part.starts_with("/*")
    };
    declarations.peek().is_some() && declarations.all(is_one)
}

/// Lines of scripts that stand in the text.
fn scripts(section: &str, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    for line in section.split_inclusive('\n') {
        let bare = line.trim();
        let begins = bare.as_bytes().first().is_some_and(|byte| b"vlcfwd!($i}/_g@".contains(byte));
        if begins && is_script(bare) {
            found.push(at..at + line.trim_end().len());
        }
        at += line.len();
    }
}

fn is_script(line: &str) -> bool {
    let begins = SCRIPT.iter().any(|word| line.starts_with(word)) || line.starts_with("@import ");
    let ends = line.ends_with([';', '{', '}', ')', ',', '[']) || line.starts_with("//");
    begins && ends && (line.contains(['=', '(', '{', '}']) || line.starts_with(['/', '@']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(section: &str, expected: &[&str]) {
        let found: Vec<_> = find(section).into_iter().map(|range| &section[range]).collect();
        assert_eq!(found, expected, "{section}");
    }

    #[test]
    fn liquid_is_found_with_its_paths() {
        check(
            "{% include youtube.html id=\"abc\" %}\n华为",
            &["{% include youtube.html id=\"abc\" %}"],
        );
        check("印度。{{ site.baseurl }}/日本/，又", &["{{ site.baseurl }}/日本/"]);
        check("{{< figure src=\"腾讯.png\" >}}", &["{{< figure src=\"腾讯.png\" >}}"]);
        check("{% if a %}华为{% endif %}", &["{% if a %}", "{% endif %}"]);
        check("{{ 没有完", &[]);
        check("占 50{%", &[]);
    }

    #[test]
    fn attributes_are_found() {
        check("* TOC\n{:toc}", &["{:toc}", "* TOC"]);
        check("华为\n{: .note #a}\n", &["{: .note #a}"]);
        check("## 华为 {#huawei}", &["{#huawei}"]);
        check("![](a.png){width=50%} 华为", &["{width=50%}"]);
        check("{:华为}", &[]);
        check("{#华为}", &[]);
        check("集合{.x} 后面", &[]);
    }

    #[test]
    fn tables_of_contents_are_found() {
        check("[TOC]\n华为", &["[TOC]"]);
        check("@[TOC](目录)\n", &["@[TOC](目录)"]);
        check("[[_TOC_]]", &["[[_TOC_]]"]);
        check("他们做 [TOC] 业务", &[]);
        check("[TOC][1]", &[]);
    }

    #[test]
    fn rules_and_scripts_are_found() {
        check(
            ".rich_media{color:#333;font-family:\"Microsoft YaHei\"}\n华为",
            &[".rich_media{color:#333;font-family:\"Microsoft YaHei\"}"],
        );
        check(
            "body { margin: 0 }\np, a:hover { color: red; }",
            &["body { margin: 0 }", "p, a:hover { color: red; }"],
        );
        check(
            "@media (max-width: 1px) { a { b: c } }",
            &["@media (max-width: 1px) { a { b: c } }"],
        );
        check("var tencent = 1;\n华为", &["var tencent = 1;"]);
        check("window.google = function() {", &["window.google = function() {"]);
        check("//<![CDATA[\n华为{}", &["//<![CDATA["]);
        for text in [
            "集合 {1, 2}",
            "a {华为}",
            "let it be",
            "we {note: 华为}是",
            "function 是函数。",
            "if (华为) 去了印度",
            "{}",
            "x{}",
            "华为 { color: red }",
            "variable（变量）",
            "}",
            "document.write 是旧方法",
        ] {
            check(text, &[]);
        }
    }
}
