//! Support for names that are ordinary words too (小米, 苹果, 移动).
//!
//! Such a name is a mention when it stands between words and the text around it speaks for it: a
//! cue of the entity nearby, the entity or its family named beyond doubt in the same unit or its
//! title, the words that go with companies, a list with other companies, or the site's own link.

use std::collections::HashSet;
use std::ops::Range;

use super::fold::{is_han, is_latin};
use super::lexicon::Meaning;
use super::scan::{Candidate, Scan, encloses};
use super::segment;
use crate::catalog::{Catalog, EntityId, Kind};
use crate::document::Unit;

/// How far from a name a cue supports it, in bytes: about two lines of Chinese.
const CUE_REACH: usize = 240;

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
    "的产品",
    "这家公司",
    "CEO",
    "ceo",
    "CFO",
    "CTO",
    "副总裁",
    "总经理",
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

/// What stands between the members of a list.
const LIST_MARKS: &[char] = &['、', '/', '，', ',', '和', '与', '跟', '及', '或'];

/// What a unit offers in support of doubtful names.
pub(super) struct Support<'a> {
    catalog: &'a Catalog,
    unit: &'a Unit,
    scan: &'a Scan<'a>,
    /// The entities known to be spoken of, and the companies they belong to.
    family: HashSet<EntityId>,
}

impl<'a> Support<'a> {
    /// Prepares the support that a unit gives, where `named` are spoken of.
    pub(super) fn new(
        catalog: &'a Catalog,
        unit: &'a Unit,
        scan: &'a Scan<'a>,
        named: HashSet<EntityId>,
    ) -> Self {
        let mut support = Self { catalog, unit, scan, family: HashSet::new() };
        support.learn(named.into_iter());
        support
    }

    /// Takes in entities that turned out to be spoken of.
    pub(super) fn learn(&mut self, named: impl Iterator<Item = EntityId>) {
        for id in named {
            let parent = self.catalog.entity(id).parent.as_ref();
            self.family.extend(parent.and_then(|iri| self.catalog.id(iri.as_str())));
            self.family.insert(id);
        }
    }

    /// Whether the text supports an ambiguous name.
    pub(super) fn holds(&self, candidate: &Candidate<'_>) -> bool {
        let Meaning::Ambiguous(id) = candidate.entry.meaning else {
            return false;
        };
        let range = &candidate.range;
        if self.is_within(id, range) || self.is_linked(range) {
            return true;
        }
        let is_chinese = self.text()[range.clone()].chars().all(is_han);
        self.is_written_as_name(candidate)
            && (self.is_known(id, range)
                || self.has_cue(id, range)
                || self.is_company_here(id, range))
            && (!is_chinese || segment::stands_between_words(self.text(), range))
    }

    /// Whether the entity is spoken of elsewhere. A noun keeps its sense on a page; a verb or an
    /// adjective (移动, 现代) proves nothing by being there again.
    fn is_known(&self, id: EntityId, range: &Range<usize>) -> bool {
        self.family.contains(&id) && segment::is_noun(&self.text()[range.clone()])
    }

    fn is_company_here(&self, id: EntityId, range: &Range<usize>) -> bool {
        self.is_company(id) && (self.reads_as_company(range) || self.is_listed(range))
    }

    fn text(&self) -> &str {
        self.unit.text.as_str()
    }

    fn is_company(&self, id: EntityId) -> bool {
        self.catalog.entity(id).kind == Kind::Company
    }

    fn is_within(&self, id: EntityId, range: &Range<usize>) -> bool {
        self.scan.within.iter().any(|(known, phrase)| *known == id && encloses(phrase, range))
    }

    fn is_linked(&self, range: &Range<usize>) -> bool {
        self.unit.links.contains(range)
    }

    /// A Latin name that is a word too has the capitals of the name: `Meta`, not `meta`.
    fn is_written_as_name(&self, candidate: &Candidate<'_>) -> bool {
        let written = &self.text()[candidate.range.clone()];
        !written.chars().all(is_latin) || *written == *candidate.entry.written
    }

    fn has_cue(&self, id: EntityId, range: &Range<usize>) -> bool {
        let near = range.start.saturating_sub(CUE_REACH)..range.end + CUE_REACH;
        self.scan.cues.iter().any(|(known, cue)| *known == id && encloses(&near, cue))
    }

    fn reads_as_company(&self, range: &Range<usize>) -> bool {
        let before = self.text()[..range.start].trim_end_matches(' ');
        let after = self.text()[range.end..].trim_start_matches(' ');
        AFTER_COMPANY.iter().any(|word| after.starts_with(word))
            || BEFORE_COMPANY.iter().any(|word| before.ends_with(word))
    }

    /// Whether the name stands in a list next to a company that is known to be spoken of.
    fn is_listed(&self, range: &Range<usize>) -> bool {
        self.scan.candidates.iter().any(|other| {
            let known = match other.entry.meaning {
                Meaning::Name(id) => self.is_company(id),
                Meaning::Ambiguous(id) => self.is_company(id) && self.family.contains(&id),
                _ => false,
            };
            known && self.is_list(range, &other.range)
        })
    }

    /// Whether two ranges have but a list mark between them.
    fn is_list(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let (left, right) = if one.start < other.start { (one, other) } else { (other, one) };
        let between = self.text().get(left.end..right.start).unwrap_or_default().trim();
        let mut chars = between.chars();
        matches!((chars.next(), chars.next()), (Some(mark), None) if LIST_MARKS.contains(&mark))
    }
}
