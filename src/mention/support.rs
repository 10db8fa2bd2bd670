//! Support for names that are ordinary words too (小米, 苹果, 移动).
//!
//! Such a name is a mention when it stands between words and the text around it speaks for it: a
//! cue of the entity nearby, the entity or its family named beyond doubt in the same unit or its
//! title, the words that go with companies, a list with other companies, or the site's own link.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::{is_han, is_latin, key};
use super::lexicon::Meaning;
use super::scan::{Candidate, Scan, encloses};
use super::segment::Segmenter;
use super::state::reads_as_state;
use crate::catalog::{Catalog, EntityId, Kind};
use crate::document::Unit;

/// How far from a name a cue supports it, in bytes: about two lines of Chinese.
const CUE_REACH: usize = 240;

/// How far a phrase that allows a name can go on after it, in bytes.
const PHRASE_REACH: usize = 64;

/// How far the neighbour in a list can begin or end from a name, in bytes.
const LIST_REACH: usize = 96;

/// How many letters a name has at least that may be written small: `apple`, but not `hp`.
const LEAST_SMALL: usize = 4;

/// Words that follow a company's name.
const AFTER_COMPANY: &[&str] = &[
    "公司",
    "集团",
    "股份",
    "控股",
    "科技",
    "手机",
    "汽车",
    "电器",
    "电脑",
    "官方",
    "官网",
    "总部",
    "总裁",
    "董事长",
    "创始人",
    "创办人",
    "联合创始人",
    "高管",
    "员工",
    "财报",
    "股价",
    "市值",
    "旗下",
    "门店",
    "工厂",
    "厂商",
    "专卖店",
    "旗舰店",
    "发布会",
    "这家公司",
    "CEO",
    "ceo",
    "CFO",
    "CTO",
    "副总裁",
    "总经理",
    "宣布",
    "发布",
    "推出",
    "裁员",
    "收购",
    "上调",
    "下调",
    "进军",
    "投产",
    "建厂",
    "起诉",
    "官宣",
    "的产品",
    "的供应链",
    "的财报",
    "的股价",
    "的市值",
    "的股权",
    "的营收",
    "的利润",
    "的销量",
    "的销售",
    "的用户",
    "的门店",
    "的工厂",
    "的客服",
    "的总部",
    "的员工",
    "的股票",
    "的日常经营",
    "的业务",
    "的老板",
    "的高管",
];

/// Words that precede a company's name.
const BEFORE_COMPANY: &[&str] = &[
    "收购",
    "收购了",
    "入股",
    "投资了",
    "起诉",
    "加入",
    "跳槽到",
    "供职于",
    "就职于",
    "任职于",
    "离开",
    "竞争对手",
    "供应商",
    "友商",
    "巨头",
    "厂商",
    "公司",
    "企业",
    "品牌",
    "大厂",
];

/// Words after which a name stands as the one that does something, or to whom it is done.
const BEFORE_SUBJECT: &[&str] = &[
    "而", "但", "但是", "被", "给", "对", "向", "从", "比", "跟", "让", "由", "因为", "如果",
    "所以", "就", "像",
];

/// Nicknames and words of countries that are ordinary ones in a list or before 政府 too.
const NICKNAMES: &[&str] = &[
    "兔子",
    "我兔",
    "大鹅",
    "大毛",
    "二毛",
    "三哥",
    "汉斯",
    "土鸡",
    "牛牛",
    "灯塔",
    "霓虹",
    "小日子",
    "波波",
    "思密达",
    "宇宙国",
    "宝岛",
    "湾湾",
    "弯弯",
    "鬼岛",
    "西大",
    "东大",
    "大陆",
    "内地",
    "华夏",
    "以方",
    "伊方",
    "巴方",
    "us",
    "hk",
    "sg",
    "nz",
    "gdr",
    "saint",
    "martin",
    "jordan",
    "georgia",
    "所罗门",
    "佐治亚",
    "琉球",
];

/// What stands between the members of a list.
const LIST_MARKS: &[char] = &['、', '/', '，', ',', '和', '与', '跟', '及', '或'];

/// What supports an ambiguous name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It stands in a phrase in which it means the entity.
    Phrase,
    /// The site links it as an entity.
    Link,
    /// A cue of the entity is near.
    Cue,
    /// The words beside it go with companies.
    CompanyWords,
    /// The words beside it go with states.
    StateWords,
    /// It stands in a list with a company, or a country with a country.
    List,
    /// The entity or its family is spoken of in the same text, its title or its page.
    Known,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Phrase => "within a phrase that means it",
            Self::Link => "linked by the site",
            Self::Cue => "with a cue nearby",
            Self::CompanyWords => "with words that go with companies",
            Self::StateWords => "with words that go with states",
            Self::List => "in a list with others of its kind",
            Self::Known => "spoken of on the same page",
        })
    }
}

/// What a unit offers in support of doubtful names.
pub(super) struct Support<'a> {
    catalog: &'a Catalog,
    segmenter: &'a Segmenter,
    unit: &'a Unit,
    scan: &'a Scan<'a>,
    /// The entities known to be spoken of, and the companies they belong to.
    family: FxHashSet<EntityId>,
    /// The certain names in the text, by what they name; gathered when first asked for.
    certain: OnceCell<FxHashMap<EntityId, FxHashSet<&'a str>>>,
}

impl<'a> Support<'a> {
    /// Prepares the support that a unit gives.
    pub(super) fn new(
        catalog: &'a Catalog,
        segmenter: &'a Segmenter,
        unit: &'a Unit,
        scan: &'a Scan<'a>,
    ) -> Self {
        let (family, certain) = (FxHashSet::default(), OnceCell::new());
        Self { catalog, segmenter, unit, scan, family, certain }
    }

    /// Takes in entities that turned out to be spoken of.
    pub(super) fn learn(&mut self, named: impl Iterator<Item = EntityId>) {
        for id in named {
            let parent = self.catalog.entity(id).parent.as_ref();
            self.family.extend(parent.and_then(|iri| self.catalog.id(iri.as_str())));
            self.family.insert(id);
        }
    }

    /// Whether anything supports an ambiguous name; it has to [stand](Self::lets_stand) too.
    pub(super) fn holds(&self, candidate: &Candidate<'_>) -> bool {
        self.supporting(candidate).is_some()
    }

    /// Whether an ambiguous name, which nothing supported before, is supported by what was learnt.
    pub(super) fn holds_now(&self, candidate: &Candidate<'_>) -> bool {
        let Meaning::Ambiguous(id) = candidate.entry.meaning else { return false };
        self.learnt(id, &candidate.range).is_some()
    }

    /// What supports an ambiguous name, if it is a mention.
    pub(super) fn reason(&self, candidate: &Candidate<'_>) -> Option<Reason> {
        self.supporting(candidate).filter(|_| self.lets_stand(candidate))
    }

    /// Whether an ambiguous name can stand where it does: where nothing says outright that it means
    /// its entity it stands between words, and is written as a name.
    pub(super) fn lets_stand(&self, candidate: &Candidate<'_>) -> bool {
        let range = &candidate.range;
        let Meaning::Ambiguous(id) = candidate.entry.meaning else { return false };
        let is_chinese = || self.text()[range.clone()].chars().all(is_han);
        self.outright(id, range).is_some()
            || (self.is_written_as_name(candidate) || self.is_written_small(id, range))
                && (!is_chinese() || self.segmenter.stands_between_words(self.text(), range))
    }

    fn supporting(&self, candidate: &Candidate<'_>) -> Option<Reason> {
        let Meaning::Ambiguous(id) = candidate.entry.meaning else { return None };
        let range = &candidate.range;
        let beside = || self.beside(id, range);
        self.outright(id, range).or_else(beside).or_else(|| self.learnt(id, range))
    }

    /// What supports a name from near by.
    fn beside(&self, id: EntityId, range: &Range<usize>) -> Option<Reason> {
        if self.has_cue(id, range) {
            return Some(Reason::Cue);
        }
        if self.is_country_in_full(id, range) && reads_as_state(self.text(), range.start, range.end)
        {
            return Some(Reason::StateWords);
        }
        (self.is_company(id) && self.reads_as_company(range)).then_some(Reason::CompanyWords)
    }

    /// What says that a name means its entity, however it is written.
    fn outright(&self, id: EntityId, range: &Range<usize>) -> Option<Reason> {
        if self.is_within(id, range) {
            return Some(Reason::Phrase);
        }
        self.is_linked(range).then_some(Reason::Link)
    }

    /// What supports a name because of what else is spoken of.
    fn learnt(&self, id: EntityId, range: &Range<usize>) -> Option<Reason> {
        if self.is_company(id) && (self.is_listed(range) || self.is_in_run(range)) {
            return Some(Reason::List);
        }
        if self.is_country_in_full(id, range) && self.is_listed_place(range) {
            return Some(Reason::List);
        }
        self.is_known(id, range).then_some(Reason::Known)
    }

    /// Whether the entity is spoken of elsewhere. An everyday word (苹果, 理想) proves nothing by
    /// being there again, unless it opens its clause as a subject does.
    fn is_known(&self, id: EntityId, range: &Range<usize>) -> bool {
        (self.family.contains(&id) || self.is_short_for(id, range))
            && (self.opens_clause(range)
                || !self.segmenter.is_everyday(&self.text()[range.clone()]))
    }

    /// Whether a certain name in the same text begins with this one, and names the same entity or
    /// its parent or child: 平安 after 平安好医生.
    fn is_short_for(&self, id: EntityId, range: &Range<usize>) -> bool {
        let short = &self.text()[range.clone()];
        self.certain().iter().any(|(&named, names)| {
            self.is_family(id, named)
                && names.iter().any(|name| name.len() > short.len() && name.starts_with(short))
        })
    }

    fn certain(&self) -> &FxHashMap<EntityId, FxHashSet<&'a str>> {
        self.certain.get_or_init(|| {
            let mut certain: FxHashMap<EntityId, FxHashSet<&str>> = FxHashMap::default();
            for candidate in &self.scan.candidates {
                if let Meaning::Name(id) = candidate.entry.meaning {
                    let name = &self.unit.text.as_str()[candidate.range.clone()];
                    certain.entry(id).or_default().insert(name);
                }
            }
            certain
        })
    }

    fn is_family(&self, one: EntityId, other: EntityId) -> bool {
        let (left, right) = (self.catalog.entity(one), self.catalog.entity(other));
        one == other
            || left.parent.as_ref() == Some(&right.iri)
            || right.parent.as_ref() == Some(&left.iri)
    }

    /// Whether a name stands where a subject stands: at the beginning of its clause.
    fn opens_clause(&self, range: &Range<usize>) -> bool {
        let before = self.text()[..range.start].trim_end_matches(' ');
        before.chars().next_back().is_none_or(|c| !is_han(c) && !is_latin(c))
            || BEFORE_SUBJECT.iter().any(|word| before.ends_with(word))
    }

    fn text(&self) -> &str {
        self.unit.text.as_str()
    }

    /// Whether a country is called by a name of its own, and not by a nickname.
    fn is_country_in_full(&self, id: EntityId, range: &Range<usize>) -> bool {
        let entity = self.catalog.entity(id);
        entity.kind == Kind::Country && !NICKNAMES.contains(&&*key(&self.text()[range.clone()]))
    }

    fn is_company(&self, id: EntityId) -> bool {
        self.catalog.entity(id).kind == Kind::Company
    }

    fn is_within(&self, id: EntityId, range: &Range<usize>) -> bool {
        let ending = self.scan.within.partition_point(|(_, phrase)| phrase.end < range.end);
        let near = self.scan.within[ending..].iter();
        near.take_while(|(_, phrase)| phrase.end < range.end + PHRASE_REACH)
            .any(|(known, phrase)| *known == id && encloses(phrase, range))
    }

    fn is_linked(&self, range: &Range<usize>) -> bool {
        self.unit.links.contains(range)
    }

    /// A Latin name that is a word too has the capitals of the name: `Meta`, not `meta`.
    fn is_written_as_name(&self, candidate: &Candidate<'_>) -> bool {
        let written = &self.text()[candidate.range.clone()];
        !written.chars().all(is_latin) || candidate.entry.written.as_deref() == Some(written)
    }

    /// Some write the Latin name of a company small: it has a cue then, and stands alone among
    /// Chinese.
    fn is_written_small(&self, id: EntityId, range: &Range<usize>) -> bool {
        let (before, after) = (&self.text()[..range.start], &self.text()[range.end..]);
        let neighbours = [before.trim_end().chars().next_back(), after.trim_start().chars().next()];
        range.len() >= LEAST_SMALL
            && self.text()[range.clone()].bytes().all(|byte| byte.is_ascii_lowercase())
            && self.is_company(id)
            && neighbours.into_iter().flatten().all(|c| !c.is_ascii())
            && self.has_cue(id, range)
    }

    fn has_cue(&self, id: EntityId, range: &Range<usize>) -> bool {
        let near = range.start.saturating_sub(CUE_REACH)..range.end + CUE_REACH;
        let ending = self.scan.cues.partition_point(|(_, cue)| cue.end < near.start);
        let cues = self.scan.cues[ending..].iter().take_while(|(_, cue)| cue.end <= near.end);
        cues.into_iter().any(|(known, cue)| *known == id && encloses(&near, cue))
    }

    fn reads_as_company(&self, range: &Range<usize>) -> bool {
        let before = self.text()[..range.start].trim_end_matches(' ');
        let after = self.text()[range.end..].trim_start_matches(' ');
        AFTER_COMPANY.iter().any(|word| after.starts_with(word))
            || BEFORE_COMPANY.iter().any(|word| before.ends_with(word))
    }

    /// Whether the name stands in a list next to a company that is known to be spoken of.
    fn is_listed(&self, range: &Range<usize>) -> bool {
        self.known_near(range).any(|other| self.is_list(range, other))
    }

    /// Whether the name of a country stands in a list next to another country.
    fn is_listed_place(&self, range: &Range<usize>) -> bool {
        let is_country = |id: EntityId| self.catalog.entity(id).kind == Kind::Country;
        let reach = range.start.saturating_sub(LIST_REACH)..range.end + LIST_REACH;
        let ending = self.scan.candidates.partition_point(|other| other.range.end < reach.start);
        let mut near =
            self.scan.candidates[ending..].iter().take_while(|other| other.range.end <= reach.end);
        near.any(|other| {
            let is_sure = match other.entry.meaning {
                Meaning::Name(id) => is_country(id),
                Meaning::Ambiguous(id) => is_country(id) && self.family.contains(&id),
                _ => false,
            };
            is_sure
                && self.is_list(range, &other.range)
                && !self.is_next_clause(range, &other.range)
        })
    }

    /// Whether a comma stands between two ranges: countries are listed with other marks.
    fn is_next_clause(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let between = one.end.min(other.end)..one.start.max(other.start);
        self.text().get(between).is_some_and(|between| between.contains(['，', ',']))
    }

    /// Whether the name stands in a list without marks (零跑江淮问界): right before a company that is
    /// known to be spoken of; an everyday word right between two. What comes after a company is often
    /// its product.
    fn is_in_run(&self, range: &Range<usize>) -> bool {
        let is_blank = |between: Range<usize>| {
            self.text().get(between).is_some_and(|between| between.trim_matches(' ').is_empty())
        };
        self.known_near(range).any(|after| is_blank(range.end..after.start))
            && (!self.segmenter.is_everyday(&self.text()[range.clone()])
                || self.known_near(range).any(|before| is_blank(before.end..range.start)))
    }

    /// Where companies that are known to be spoken of are named near a range.
    fn known_near(&self, range: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let reach = range.start.saturating_sub(LIST_REACH)..range.end + LIST_REACH;
        let ending = self.scan.candidates.partition_point(|other| other.range.end < reach.start);
        let near = self.scan.candidates[ending..].iter();
        let known = |other: &&Candidate<'_>| match other.entry.meaning {
            Meaning::Name(id) => self.is_company(id),
            Meaning::Ambiguous(id) => self.is_company(id) && self.family.contains(&id),
            _ => false,
        };
        near.take_while(move |other| other.range.end <= reach.end)
            .filter(known)
            .map(|other| &other.range)
    }

    /// Whether two ranges have but a list mark between them.
    fn is_list(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let (left, right) = if one.start < other.start { (one, other) } else { (other, one) };
        let between = self.text().get(left.end..right.start).unwrap_or_default().trim();
        let mut chars = between.chars();
        matches!((chars.next(), chars.next()), (Some(mark), None) if LIST_MARKS.contains(&mark))
    }
}
