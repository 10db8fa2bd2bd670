//! Short forms of one character: 日 for Japan, where a word follows that says of what (日系, 日方).

use crate::catalog::{Entity, Kind};

/// What stands after a one-character short form: 日系, 德籍, 中方 (GUIDE: 方 籍 系 式 企 资 商 媒 货).
pub(super) const HEADS: [char; 9] = ['方', '籍', '系', '式', '企', '资', '商', '媒', '货'];

/// Whether a name is a one-character short form with its head.
pub(super) fn is_abbreviation(entity: &Entity, name: &str) -> bool {
    let mut chars = name.chars();
    let ends_in_head = chars.next_back().is_some_and(|head| HEADS.contains(&head));
    matches!(entity.kind, Kind::Country | Kind::Region) && ends_in_head && chars.count() == 1
}
