//! Formulas: what stands between `$ … $`, `$$ … $$`, `\( … \)` and `\[ … \]`, and is no money.

use std::ops::Range;

use memchr::memmem;

use super::{line_after, paragraph};

/// The longest formula over several lines, in bytes.
const LONGEST: usize = 4000;

/// The formulas of a section, ascending.
pub(super) fn find(section: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    dollars(section, &mut found);
    if memchr::memchr(b'\\', section.as_bytes()).is_none() {
        return found;
    }
    for (open, close) in [("\\(", "\\)"), ("\\[", "\\]")] {
        backslashes(section, open, close, &mut found);
    }
    found
}

/// Formulas between one or two dollar signs.
fn dollars(section: &str, found: &mut Vec<Range<usize>>) {
    let bytes = section.as_bytes();
    let mut at = 0;
    while let Some(length) = memchr::memchr(b'$', &bytes[at..]) {
        let open = at + length;
        let run = bytes[open..].iter().take_while(|byte| **byte == b'$').count();
        at = open + run;
        if run > 2
            || bytes[..open]
                .last()
                .is_some_and(|last| last.is_ascii_alphanumeric() || *last == b'\\')
        {
            continue;
        }
        if let Some(inside) = inside(section, at, run)
            && is_formula(&section[inside.clone()], run)
        {
            found.push(open..inside.end + run);
            at = inside.end + run;
        }
    }
}

/// What stands between `run` dollar signs before the offset `start` and as many after it.
fn inside(section: &str, start: usize, run: usize) -> Option<Range<usize>> {
    let near = match run {
        1 => line_after(section, start),
        _ => paragraph(&section[start..], LONGEST),
    };
    let rest = &section[start..];
    let length = near.find(if run == 1 { "$" } else { "$$" })?;
    let after = rest.as_bytes().get(length + run);
    let closes = !after.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'$');
    let touches =
        run == 2 || !rest.starts_with(char::is_whitespace) && !rest[..length].ends_with(' ');
    (length > 0 && closes && touches).then_some(start..start + length)
}

/// Whether what stands between dollar signs is mathematics: `5，华为` is not.
fn is_formula(inside: &str, run: usize) -> bool {
    let has_han = inside.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
    let begins_as_money = inside.trim_start().starts_with(|c: char| c.is_ascii_digit()) && run == 1;
    let has_command = inside.contains(['\\', '^']) || inside.contains('_') && !has_han;
    let has_sign =
        inside.contains(['=', '+', '<', '>', '{', '*', '|', '(', '/', '-', '≤', '≥', '≈', '×']);
    let is_symbol = inside.chars().count() <= 3
        && inside.chars().all(|c| c.is_ascii_alphanumeric() || c == '\'');
    let is_number = inside.chars().all(|c| c.is_ascii_digit() || ".,%".contains(c));
    has_command
        || has_sign && (!has_han && !begins_as_money || run == 2)
        || is_symbol && !begins_as_money
        || is_number && run == 2
        || inside.contains('=') && !begins_as_money
}

/// Formulas between escaped brackets: only those with a command in them, as any bracket may be
/// escaped.
fn backslashes(section: &str, open: &str, close: &str, found: &mut Vec<Range<usize>>) {
    let bytes = section.as_bytes();
    let mut past = 0;
    for at in memmem::find_iter(bytes, open) {
        if at < past || bytes[..at].last() == Some(&b'\\') {
            continue;
        }
        let inside = paragraph(&section[at + 2..], LONGEST);
        let Some(length) = inside.find(close) else { continue };
        let formula = &inside[..length];
        let has_han = formula.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
        let has_command = formula
            .match_indices('\\')
            .any(|(place, _)| formula[place + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
        let has_sign =
            formula.contains(['^', '=', '+']) || formula.contains('_') && !formula.contains("\\_");
        if has_command || has_sign && !has_han {
            past = at + 2 + length + 2;
            found.push(at..past);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(section: &str, expected: &[&str]) {
        let found: Vec<_> = find(section).into_iter().map(|range| &section[range]).collect();
        assert_eq!(found, expected, "{section}");
    }

    #[test]
    fn formulas_are_found() {
        check(
            "公式 $AI = \\frac{B2B}{996}$ 和 $$\\text{IBM}_{WTO} \\times GE$$，",
            &["$AI = \\frac{B2B}{996}$", "$$\\text{IBM}_{WTO} \\times GE$$"],
        );
        check("设$x$为$n_1$，$a+b$与$f(x)$", &["$x$", "$n_1$", "$a+b$", "$f(x)$"]);
        check("$$\nGE = mc^2\n$$", &["$$\nGE = mc^2\n$$"]);
        check("$\\text{华为}=1$", &["$\\text{华为}=1$"]);
        check("由\\(SAP = \\alpha\\)得\\[KPI^2\\]", &["\\(SAP = \\alpha\\)", "\\[KPI^2\\]"]);
    }

    #[test]
    fn money_is_none() {
        for text in [
            "$5 and $6",
            "花了$5，华为$6",
            "$5-$6",
            "US$5 和 HK$6",
            "赚$$$，很多$$$",
            "花了$$，又赚$$",
            "$AAPL 和 $TSLA",
            "$AAPL, $TSLA",
            "\\$x\\$",
            "$",
            "$$",
            "$$$$",
            "股价从$100=涨到$200",
            "$5/$6",
            "一共$20（华为$10）",
            "脚注\\[1\\]和\\[2\\]",
            "\\(华为\\)",
            "\\[华为\\_x\\]",
            "价格 $ 5 $ 左右",
            "$10 (约$9)",
            "$华为 和小米$",
        ] {
            check(text, &[]);
        }
    }
}
