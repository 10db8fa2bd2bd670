//! What may follow a legal form and belongs to the name: （有限合伙）, and the branch in
//! 海砾科技有限公司深圳分公司.

use super::stretch::{is_closing, is_opening};
use crate::text::fold::is_han;

/// The kinds of partnership that stand in brackets after a name.
const PARTNERSHIPS: [&str; 5] =
    ["有限合伙", "普通合伙", "特殊普通合伙", "特殊的普通合伙", "有限责任合伙"];
/// How the branches of companies are called.
const BRANCHES: [&str; 6] = ["分公司", "分行", "支行", "分厂", "分所", "营业部"];
/// How many characters the name of a branch has at most, its kind left out.
const LONGEST_BRANCH: usize = 10;
/// Characters that no branch has in its name.
const NOT_IN_BRANCHES: &str =
    "的在和与及等是为向对把被将了从由其各该这那有无董总监副原现任兼旗下属所设成立开并且或即";

/// Where a bracket ends that names a kind of partnership, if one follows at `end`; otherwise `end`.
pub(super) fn after_partnership(text: &str, end: usize) -> usize {
    let rest = text[end..].strip_prefix(' ').unwrap_or(&text[end..]);
    let Some(inside) = rest.strip_prefix(is_opening) else { return end };
    let closed = PARTNERSHIPS
        .into_iter()
        .find_map(|kind| inside.strip_prefix(kind)?.strip_prefix(is_closing));
    closed.map_or(end, |rest| text.len() - rest.len())
}

/// Where the branch of a company ends that is named right after its legal form, which ends at `end`;
/// otherwise `end`.
pub(super) fn after_branch(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let is_part = |c: char| is_han(c) && !NOT_IN_BRANCHES.contains(c);
    let places = rest.char_indices().map(|(at, c)| (at, is_part(c))).take(LONGEST_BRANCH + 1);
    for (at, is_part) in places {
        let branch = BRANCHES.into_iter().find(|branch| rest[at..].starts_with(branch));
        if let Some(branch) = branch.filter(|_| at > 0) {
            return end + at + branch.len();
        }
        if !is_part {
            break;
        }
    }
    end
}
