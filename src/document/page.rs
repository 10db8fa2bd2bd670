//! What a page of HTML says of itself: JSON-LD, `<meta>`, `<title>`, and what the exporters of
//! certain sites leave in its scripts. The surest source for each comes first.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

use super::about::About;
use super::date;
use super::json;

/// Names and properties of `<meta>` that tell the title, the surest first.
const TITLE: [&str; 4] = ["og:title", "citation_title", "dc.title", "twitter:title"];

/// Those that tell the author.
const AUTHOR: [&str; 7] = [
    "author",
    "og:article:author",
    "article:author",
    "dc.creator",
    "citation_author",
    "byl",
    "creator",
];

/// Those that tell when it was published.
const PUBLISHED: [&str; 26] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "og:release_date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "publishtime",
    "publish_time",
    "apub:time",
    "_pubtime",
    "weibo: article:create_at",
    "weibo:article:create_at",
    "bytedance:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "created",
    "uploaddate",
];

/// Those that tell when it was last changed.
const MODIFIED: [&str; 10] = [
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "bytedance:updated_time",
    "weibo: article:update_at",
    "weibo:article:update_at",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "updated",
];

/// Variables in the scripts of saved pages that hold the date of publication.
const VARIABLES: [&str; 5] = [
    "var ct = \"",
    "var ct=\"",
    "var publish_time = \"",
    "var createTime = '",
    "var oriCreateTime = '",
];

/// Identifiers of elements in which pages show the date of publication.
const DATE_ELEMENTS: [&str; 4] = ["publish_time", "pubtime_baidu", "pubtime", "artibodytitle-date"];

/// What was read of a page so far.
#[derive(Default)]
struct Reader {
    /// What `<meta>` says: for each purpose the rank of the surest name so far.
    meta: About,
    ranks: [Option<usize>; 4],
    linked_data: About,
    title: String,
    heading: String,
    /// What the elements that show a date say.
    shown: Option<String>,
    variable: Option<String>,
    inside: Inside,
}

/// The element whose text is being read.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    Title,
    Heading,
    LinkedData,
    Script,
    Date,
}

/// What a page says of itself.
pub(super) fn about(html: &str) -> About {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => reader.start(&tag),
            Ok(Token::EndTag(_)) => reader.inside = Inside::Nothing,
            Ok(Token::String(text)) => reader.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    reader.finish()
}

impl Reader {
    fn start(&mut self, tag: &StartTag<()>) {
        let attribute = |name: &[u8]| value(tag, name);
        if let Some(content) = attribute(b"content") {
            let names = [&b"property"[..], b"name", b"itemprop", b"http-equiv"];
            names
                .iter()
                .filter_map(|name| attribute(name))
                .for_each(|name| self.meta(&name, &content));
        }
        let is_shown = attribute(b"id").is_some_and(|id| DATE_ELEMENTS.contains(&id.as_str()));
        let is_shown = is_shown || attribute(b"itemprop").is_some_and(|of| of == "datePublished");
        if let Some(date) = attribute(b"datetime").and_then(|date| date::normalise(&date)) {
            self.shown.get_or_insert(date);
        }
        let kind = attribute(b"type").unwrap_or_default();
        self.inside = match &**tag.name {
            b"title" if self.title.is_empty() => Inside::Title,
            b"h1" if self.heading.is_empty() => Inside::Heading,
            b"script" if kind.eq_ignore_ascii_case("application/ld+json") => Inside::LinkedData,
            b"script" => Inside::Script,
            _ if is_shown => Inside::Date,
            _ if self.inside == Inside::Heading => Inside::Heading,
            _ => Inside::Nothing,
        };
    }

    fn text(&mut self, text: &str) {
        match self.inside {
            Inside::Nothing => {}
            Inside::Title => self.title.push_str(text),
            Inside::Heading => self.heading.push_str(text),
            Inside::LinkedData => {
                let about = json::about(text).unwrap_or_default();
                self.linked_data = std::mem::take(&mut self.linked_data).inside(&about);
            }
            Inside::Script => self.variable = self.variable.take().or_else(|| variable(text)),
            Inside::Date => self.shown = self.shown.take().or_else(|| date::normalise(text)),
        }
    }

    /// Takes what a `<meta>` says, if no surer one was there.
    fn meta(&mut self, name: &str, content: &str) {
        let (name, content) = (name.to_ascii_lowercase(), content.trim());
        let purposes: [&[&str]; 4] = [&TITLE, &AUTHOR, &PUBLISHED, &MODIFIED];
        for (purpose, names) in purposes.into_iter().enumerate() {
            let rank = names.iter().position(|known| *known == name);
            let is_surer =
                rank.is_some() && self.ranks[purpose].is_none_or(|best| rank < Some(best));
            if is_surer && self.take(purpose, content) {
                self.ranks[purpose] = rank;
            }
        }
    }

    /// Takes a value for a purpose, if it is one.
    fn take(&mut self, purpose: usize, content: &str) -> bool {
        let word = || (!content.is_empty()).then(|| words(content));
        // Some name an author by the address of a page.
        let name = || word().filter(|name| !name.contains("://"));
        let (field, value) = match purpose {
            0 => (&mut self.meta.title, word()),
            1 => (&mut self.meta.author, name()),
            2 => (&mut self.meta.published, date::normalise(content)),
            _ => (&mut self.meta.modified, date::normalise(content)),
        };
        let is_one = value.is_some();
        *field = value.or_else(|| field.take());
        is_one
    }

    fn finish(self) -> About {
        let word = |text: &str| Some(words(text)).filter(|text| !text.is_empty());
        let last = About {
            title: word(&self.title).or_else(|| word(&self.heading)),
            author: None,
            published: self.shown.or(self.variable),
            modified: None,
        };
        self.linked_data.inside(&self.meta).inside(&last)
    }
}

fn value(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let name = HtmlString(name.to_vec());
    tag.attributes.get(&name).map(|value| String::from_utf8_lossy(value).into_owned())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The date that a script gives to one of the variables.
fn variable(script: &str) -> Option<String> {
    VARIABLES.iter().find_map(|opening| {
        let value = script.split_once(opening)?.1;
        date::normalise(value.split(['"', '\'']).next()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, title: &str, author: &str, published: &str) {
        let read = about(html);
        let fields = [&read.title, &read.author, &read.published];
        let fields = fields.map(|field| field.as_deref().unwrap_or("none"));
        assert_eq!(fields, [title, author, published], "{html}");
    }

    #[test]
    fn meta_tells() {
        check("<title> 题\n 目 </title><h1>头</h1>", "题 目", "none", "none");
        check("<h1>头 <b>条</b></h1><h1>又</h1>", "头 条", "none", "none");
        check(
            "<meta property='og:title' content='题'><title>题 - 站</title>",
            "题",
            "none",
            "none",
        );
        check(
            "<meta name=author content=甲><meta name=Date content=2023-08-31>\
             <meta property=article:published_time content='2023-08-30T14:05:00+08:00'>",
            "none",
            "甲",
            "2023-08-30T14:05:00+08:00",
        );
        check(
            "<meta itemprop=datePublished content='2023年8月30日'>",
            "none",
            "none",
            "2023-08-30",
        );
        check("<meta name=author content=''><meta name=date content=昨天>", "none", "none", "none");
        check("<meta property=article:author content='https://a.b/c'>", "none", "none", "none");
    }

    #[test]
    fn elements_and_scripts_tell() {
        check("<time datetime='2023-08-30'>昨天</time>", "none", "none", "2023-08-30");
        check("<em id=publish_time>2023-08-30 14:05</em>", "none", "none", "2023-08-30T14:05:00");
        check("<script>var ct = \"1693375500\";</script>", "none", "none", "2023-08-30T06:05:00Z");
        check("<script>if (a < b) '<title>x</title>'</script>", "none", "none", "none");
    }

    #[test]
    fn linked_data_tells() {
        let check = |json: &str, title: &str, author: &str, published: &str| {
            let html = format!("<title>x</title><script type=application/ld+json>{json}</script>");
            check(&html, title, author, published);
        };
        check(
            r#"{"@type":"NewsArticle","headline":"题","author":[{"name":"甲"},{"name":"乙"}],"datePublished":"2023-08-30"}"#,
            "题",
            "甲、乙",
            "2023-08-30",
        );
        check(
            r#"{"@type":"QAPage","mainEntity":{"@type":"Question","name":"问","dateCreated":"2023-08-30"}}"#,
            "问",
            "none",
            "2023-08-30",
        );
        check(
            r#"{"@graph":[{"@type":"WebSite","name":"站"},{"@type":"Article","headline":"题"}]}"#,
            "题",
            "none",
            "none",
        );
        check(r#"{"@type":"Organization","name":"站"}"#, "x", "none", "none");
        check("{坏", "x", "none", "none");
    }
}
