//! Companies that the catalog does not know, found by the form of their names: legal names in
//! Chinese (`chinese`: …有限公司, …律师事务所) and names in Latin letters (`latin`: … Group, … LLP).
//!
//! Only forms that hardly ever mislead are taken: a wrong company is worse than a missing one.

use std::ops::Range;

use super::segment::Segmenter;
use crate::text::fold::is_han;
use chinese::Form;

mod chinese;
mod english;
mod latin;
mod stretch;
mod tail;
mod word;
mod words;

/// How the legal names of companies end.
const LEGAL: [&str; 3] = ["股份有限公司", "有限责任公司", "有限公司"];

/// How those of offices end, with what they do.
const OFFICES: [&str; 11] = [
    "律师事务所",
    "会计师事务所",
    "会计事务所",
    "税务师事务所",
    "法律事务所",
    "建筑师事务所",
    "评估事务所",
    "代理事务所",
    "商标事务所",
    "咨询事务所",
    "审计事务所",
];

/// The end of an office's name where a bracket stands before it: 律师（深圳）事务所.
const OFFICE: &str = "事务所";
/// What an office does, where the bracket parts it from the end.
const OFFICERS: [&str; 4] = ["律师", "会计师", "税务师", "建筑师"];

/// How those of older state firms end, and of partnerships.
const OTHERS: [&str; 3] = ["集团公司", "集团总公司", "合伙企业"];

/// How co-operatives end.
const COOPERATIVES: [&str; 2] = ["专业合作社", "股份经济合作社"];

/// What stands in brackets behind firms of any form: 投资中心（有限合伙）.
const PARTNERSHIP: &str = "有限合伙";

/// How funds end. They are companies where a name says whose they are.
const FUNDS: [&str; 4] = ["投资基金", "产业基金", "并购基金", "创投基金"];

/// A name that has the form of a company's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Formed {
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// Where the name of the company itself ends: before its branch and its kind of partnership.
    pub(super) end: usize,
    pub(super) kind: FormedKind,
}

/// What has such a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormedKind {
    /// A company; where a known one heads its name, that one.
    Company,
    /// A partnership, which is itself whoever heads its name.
    Partnership,
    /// A fund: the same, and nobody if no known company is in its name.
    Fund,
}

/// Everything with which a name could end.
pub(super) fn endings() -> impl Iterator<Item = &'static str> {
    let chinese = LEGAL.into_iter().chain(OFFICES).chain(OTHERS).chain(COOPERATIVES).chain(FUNDS);
    chinese.chain([OFFICE, PARTNERSHIP]).chain(latin::endings())
}

/// Whether an ending is written as in names: `Group`, not `group`.
pub(super) fn is_written_so(ending: &str) -> bool {
    ending.starts_with(is_han) || latin::is_written_so(ending)
}

/// The names that have the form of a company's, in reading order; `ends` are the places where such
/// names could end, in the order of their last bytes.
pub(super) fn companies(text: &str, ends: &[Range<usize>], segmenter: &Segmenter) -> Vec<Formed> {
    let mut found: Vec<Formed> = Vec::new();
    for of_one_end in ends.chunk_by(|one, other| one.end == other.end) {
        // Of 股份有限公司 and 有限公司 the longer.
        let Some(ending) = of_one_end.iter().min_by_key(|ending| ending.start) else { continue };
        let formed = if text[ending.clone()].starts_with(is_han) {
            chinese_company(text, ending, segmenter)
        } else {
            latin::name(text, ending).map(Formed::company)
        };
        let Some(formed) = formed else { continue };
        // 合伙企业 and its （有限合伙） are one name.
        while found.pop_if(|last| formed.range.start <= last.range.start).is_some() {}
        if found.last().is_none_or(|last| last.range.end <= formed.range.start) {
            found.push(formed);
        }
    }
    found
}

/// The name that ends with a Chinese form, if somebody is named.
fn chinese_company(text: &str, ending: &Range<usize>, segmenter: &Segmenter) -> Option<Formed> {
    let form = &text[ending.clone()];
    let named = |end: usize, form: Form| chinese::name(text, end, form, segmenter);
    if FUNDS.contains(&form) {
        let start = named(ending.start, Form::Noun)?;
        return Some(Formed { range: start..ending.end, end: ending.end, kind: FormedKind::Fund });
    }
    if form == PARTNERSHIP {
        let name_end = stretch::before_opening(text, ending.start)?;
        let end = Some(tail::after_partnership(text, name_end)).filter(|&end| end > name_end)?;
        let is_firm = text[..name_end].ends_with(['业', '心', '金', '所', '司', '社', '室']);
        let start = named(name_end, Form::Noun).filter(|_| is_firm)?;
        return Some(Formed { range: start..end, end: name_end, kind: FormedKind::Partnership });
    }
    let bracket = (form == OFFICE).then(|| stretch::bracket_before(text, ending.start));
    if let Some(bracket) = bracket {
        let before = &text[..bracket?];
        OFFICERS.into_iter().find(|officer| before.ends_with(officer))?;
    }
    let start = named(ending.start, kind_of(form))?;
    let end = tail::after_branch(text, tail::after_partnership(text, ending.end));
    let is_partnership = form == "合伙企业";
    let kind = if is_partnership { FormedKind::Partnership } else { FormedKind::Company };
    Some(Formed { range: start..end, end: ending.end, kind })
}

/// A legal name as it is written once for all: with brackets of full width, and without the spaces
/// that typesetters put beside them and between Latin letters and Chinese. Names in Latin letters stay.
pub(super) fn canonical(name: &str) -> String {
    if !name.contains(is_han) {
        return name.to_owned();
    }
    let chars = name.chars().filter(|&c| c != ' ');
    chars
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect()
}

/// Whether what stands in a legal name before a known company leaves it the head of that name: the
/// place in 深圳市华为技术有限公司, whatever it is in Latin letters.
pub(super) fn may_precede_head(before: &str, segmenter: &Segmenter) -> bool {
    !before.contains(is_han) || word::is_place(before, segmenter)
}

/// How far a form tells by itself that a company is named.
fn kind_of(form: &str) -> Form {
    if LEGAL.contains(&form) {
        Form::Legal
    } else if COOPERATIVES.contains(&form) {
        Form::Local
    } else {
        Form::Noun
    }
}

impl Formed {
    fn company(range: Range<usize>) -> Self {
        Self { end: range.end, range, kind: FormedKind::Company }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::{canonical, companies};
    use crate::catalog::Catalog;
    use crate::mention::lexicon::Lexicon;
    use crate::mention::scan::scan;
    use crate::mention::segment::Segmenter;

    /// Hands what is found in a text, whole and as a company's name, to `then`.
    struct Reader {
        lexicon: Lexicon,
        segmenter: Segmenter,
    }

    /// Made once: the dictionary takes long to load.
    static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

    impl Reader {
        fn new() -> Self {
            let catalog = Catalog::default();
            Self { lexicon: Lexicon::new(&catalog), segmenter: Segmenter::new(&catalog) }
        }

        /// The names in a text: as they stand there, and once for all.
        fn names(&self, text: &str) -> Vec<(String, String)> {
            let ends = scan(&self.lexicon, text).legal_ends;
            let found = companies(text, &ends, &self.segmenter).into_iter();
            found
                .map(|formed| {
                    let name = &text[formed.range.start..formed.end];
                    (text[formed.range].to_owned(), canonical(name))
                })
                .collect()
        }

        fn check(&self, text: &str, expected: &[&str]) {
            let found = self.names(text).into_iter().map(|(exact, _)| exact);
            assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn legal_names_are_told_by_their_form() {
        let reader = &*READER;
        let check = |text: &str, expected: &[&str]| reader.check(text, expected);
        check("他在深圳市南粤财物评估鉴定有限公司上班", &["深圳市南粤财物评估鉴定有限公司"]);
        check("她在云渚（杭州）有限公司做测试", &["云渚（杭州）有限公司"]);
        check("云渚 (杭州) 有限公司", &["云渚 (杭州) 有限公司"]);
        check("TCL 科技集团股份有限公司公告", &["TCL 科技集团股份有限公司"]);
        check("衡岳律师（广州）事务所", &["衡岳律师（广州）事务所"]);
        check("衡泰会计师事务所（特殊普通合伙）", &["衡泰会计师事务所（特殊普通合伙）"]);
        check("宁波砾洲投资中心（有限合伙）", &["宁波砾洲投资中心（有限合伙）"]);
        check("宁波砾洲合伙企业（有限合伙）", &["宁波砾洲合伙企业（有限合伙）"]);
        check("澄湖科技有限公司合肥分公司", &["澄湖科技有限公司合肥分公司"]);
        check("澄湖科技有限公司的分公司", &["澄湖科技有限公司"]);
        check("云梦县禾下香蔬菜专业合作社", &["云梦县禾下香蔬菜专业合作社"]);
    }

    #[test]
    fn names_begin_after_what_stands_before_names() {
        let reader = &*READER;
        let check = |text: &str, expected: &[&str]| reader.check(text, expected);
        let name = "海砾科技有限公司";
        for before in [
            "拟向",
            "由",
            "为",
            "收购",
            "起诉",
            "诉",
            "客户",
            "供应商",
            "子公司",
            "股东",
            "上市公司",
            "合作伙伴",
            "电信巨头",
            "航空公司",
            "与",
            "和",
            "以及",
            "据",
            "的",
            "一家",
            "2014年",
            "被告",
        ] {
            check(&format!("老板说{before}{name}"), &[name]);
        }
        check("海砾有限公司和晴川软件有限公司", &["海砾有限公司", "晴川软件有限公司"]);
        check("格林美武汉科技有限公司", &["格林美武汉科技有限公司"]);
        check("服务器大王深圳海砾科技有限公司", &["深圳海砾科技有限公司"]);
        check("（海砾科技有限公司）", &["海砾科技有限公司"]);
        check("海砾（下称甲）晴川软件有限公司", &["晴川软件有限公司"]);
        check("海砾。晴川软件有限公司", &["晴川软件有限公司"]);
    }

    #[test]
    fn small_words_inside_a_name_do_not_cut_it() {
        let reader = &*READER;
        for name in [
            "南京亿嘉和智能技术有限公司",
            "诺诚健华医药有限公司",
            "广州佳都科技集团股份有限公司",
            "大连泰德科技有限公司",
            "江苏南的源技术有限公司",
            "浙江易行销售有限公司",
            "上海海砾投资管理咨询有限公司",
            "上海华与华营销咨询有限公司",
            "和瀚金融信息服务（上海）有限公司",
            "北京和众汇富科技有限公司",
        ] {
            reader.check(&format!("我们找到{name}。"), &[name]);
        }
    }

    #[test]
    fn what_nothing_tells_apart_is_nobody() {
        let reader = &*READER;
        for text in [
            "这是一家有限公司",
            "起诉了北京某某科技股份有限公司。",
            "北京某科技有限公司",
            "XX科技有限公司",
            "××科技有限公司",
            "湖北 XX 律师事务所",
            "有三家律师事务所",
            "浙江一律师事务所",
            "一人有限公司",
            "建议考虑注册有限公司",
            "生态工程有限公司是泛称",
            "管理咨询有限公司",
            "他去律师事务所签字",
            "国际四大会计师事务所",
            "我们集团公司",
            "LP (有限合伙)",
            "有限合伙企业",
            "农民专业合作社",
        ] {
            reader.check(text, &[]);
        }
    }

    #[test]
    fn latin_names_have_a_word_of_their_own() {
        let reader = &*READER;
        let check = |text: &str, expected: &[&str]| reader.check(text, expected);
        check("大股东为 Beisheim Group，后者", &["Beisheim Group"]);
        check("美国律所 Crowell & Moring LLP 的合伙人", &["Crowell & Moring LLP"]);
        check("I left Apple. Microsoft Research", &["Microsoft Research"]);
        check("Crabel Capital Management 减仓", &["Crabel Capital Management"]);
        check("Photo: Lyu Bin/Visual Kanto Group via", &["Visual Kanto Group"]);
        check("GlaxoSmithKline Plc", &["GlaxoSmithKline Plc"]);
        check("Isaiah Research CEO", &["Isaiah Research"]);
        check("机器人公司 Advanced Systems 倒闭", &["Advanced Systems"]);
        check("a Group of people", &[]);
        check("the research group", &[]);
        check("Aaa Bbb Ccc Ddd Eee Fff Ggg Hhh Group", &["Aaa Bbb Ccc Ddd Eee Fff Ggg Hhh Group"]);
        check("Aaa Bbb Ccc Ddd Eee Fff Ggg Hhh Iii Group", &[]);
        for text in [
            "Interstate Commerce",
            "American Chamber Of Commerce",
            "How Fsociety Destroyed Evil Corp",
            "黑客组织 Lazarus Group",
            "Quality Management Systems",
            "World Cup Group",
            "One Country Two Systems",
            "Central Leading Group",
            "Pew Research Center",
            "Market Research",
            "Human Capital",
            "Solar Systems",
            "Journal of Zebrafish Research",
            "《Radiant Technologies》",
            "B Corporation",
        ] {
            check(&format!("教材里有 {text}，"), &[]);
        }
    }

    #[test]
    fn hostile_text_takes_no_longer_by_the_character() {
        let reader = &*READER;
        let time = |text: &str| {
            let start = Instant::now();
            reader.names(text);
            start.elapsed()
        };
        for piece in ["（", "（海", "(海砾)", "和海砾", "海砾（上", "Group ", "有限公司", "分公司"]
        {
            let text = format!("{}有限公司", piece.repeat(20_000));
            let taken = time(&text);
            assert!(taken < Duration::from_secs(60), "{piece}: {taken:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn brackets_of_either_width_are_one_name(
            text in "[海砾晴川和科技投资一某与（）A ]{0,12}（[上海集团]{2}）(科技|投资|)有限公司",
        ) {
            let reader = &*READER;
            let half = text.replace('（', "(").replace('）', ")");
            let names = |text: &str| {
                reader.names(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>()
            };
            prop_assert_eq!(names(&text), names(&half));
        }

        #[test]
        fn no_name_crosses_a_mark(
            text in "([海砾晴川和科技北京（）的为由]{0,9}(有限公司|律师事务所|[。，；！？、\n])){1,6}",
        ) {
            let reader = &*READER;
            for (exact, _) in reader.names(&text) {
                prop_assert!(text.contains(&exact));
                let crosses = exact.contains(['。', '，', '；', '！', '？', '、', '\n']);
                prop_assert!(!crosses, "{}", exact);
            }
        }
    }
}
