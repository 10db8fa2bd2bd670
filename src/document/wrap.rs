//! Line breaks that only end a line because it was full: between two Han characters they are
//! nothing, as CSS and pandoc have it.
//!
//! Many Chinese texts have a line for each paragraph, item or verse. These end with a full stop, or
//! have no punctuation at all.

/// Longer lines, in bytes, are paragraphs: nobody wraps text so late.
const LONGEST: usize = 600;

/// Where a paragraph's lines were broken because they were full: offsets of the line breaks in it,
/// ascending.
pub(super) fn breaks(paragraph: &str) -> Vec<usize> {
    if !paragraph.contains('\n') {
        return Vec::new();
    }
    let mut at = 0;
    let lines: Vec<(usize, &str)> = paragraph
        .split('\n')
        .map(|line| {
            at += line.len() + 1;
            (at - 1, bare(line))
        })
        .collect();
    let pairs = || lines.iter().zip(lines.iter().skip(1));
    let ended = pairs().filter(|((_, line), _)| ends_sentence(line)).count();
    let is_whole = lines.last().is_some_and(|(_, last)| ends_sentence(last));
    let is_wrapped =
        || is_whole || are_full(&lines) || pairs().any(|((_, line), (_, next))| cuts(line, next));
    if ended * 2 > lines.len() - 1 || !is_prose(&lines) || !is_wrapped() {
        return Vec::new();
    }
    let full = pairs().filter(|((_, line), (_, next))| goes_on(line, next));
    full.map(|((end, _), _)| *end).collect()
}

/// A line without what quotes it and without white space.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t']).trim_end()
}

/// Whether lines are sentences: there is punctuation in them, and none is as long as a paragraph.
fn is_prose(lines: &[(usize, &str)]) -> bool {
    lines.iter().any(|(_, line)| line.contains(is_mark))
        && lines.iter().all(|(_, line)| line.len() <= LONGEST)
}

/// Whether all lines but the last are about as long as the longest, as those of a page are.
fn are_full(lines: &[(usize, &str)]) -> bool {
    let widths = || lines.iter().map(|(_, line)| line.chars().map(width).sum::<usize>());
    let widest = widths().max().unwrap_or(0);
    lines.len() > 2
        && widest >= 20
        && widths().take(lines.len() - 1).all(|width| width + 4 >= widest)
}

/// How many columns a character takes.
fn width(character: char) -> usize {
    1 + usize::from(is_wide(character))
}

/// Whether a break cuts a clause: one character stands between it and the next mark, or it
/// stands before a word that begins none or after one that ends none.
fn cuts(line: &str, next: &str) -> bool {
    let tail = line.rsplit(is_mark).next().map_or(0, |tail| tail.chars().count());
    let head = next.split(is_mark).next().map_or(0, |head| head.chars().count());
    let has_mark = |line: &str| line.contains(is_mark);
    tail == 1
        || has_mark(next) && head == 1
        || next
            .starts_with(['的', '了', '着', '过', '们', '吗', '呢', '吧', '地', '得', '之', '等'])
        || line.ends_with([
            '的', '在', '把', '被', '和', '与', '从', '向', '对', '将', '是', '很', '以', '由',
            '于', '及',
        ])
}

/// Punctuation within and after sentences.
fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | ',' | '…')
}

/// Whether a sentence goes on from a line to the next.
fn goes_on(line: &str, next: &str) -> bool {
    let last = line.trim_end_matches(['*', '_', '~', '`']).chars().next_back();
    let first = next.trim_start_matches(['*', '_', '~', '`', '[']).chars().next();
    let are_wide = last.is_some_and(is_wide) && first.is_some_and(is_wide);
    let is_item = begins_item(line) && !line.contains(['，', '。']);
    are_wide
        && !ends_sentence(line)
        && !line.ends_with(['：', ':'])
        && !is_item
        && !begins_item(next)
}

/// Whether a character stands beside others without a space between: Han, kana and their marks.
pub(super) fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{2014}' | '\u{2018}'..='\u{201D}' | '\u{2026}' | '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF65}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a line ends with a sentence.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['”', '’', '」', '』', '）', ')', '*', '"']);
    line.ends_with(['。', '！', '？', '；', '.', '!', '?', ';', '…'])
}

/// Whether a line begins as items, headings and labels do: `一、`, `（1）`, `第二，`, `公司：`.
fn begins_item(line: &str) -> bool {
    let line = line.trim_start_matches(['（', '(', '*', '【']);
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百①②③④⑤⑥⑦⑧⑨⑩".contains(c);
    let after = line.trim_start_matches('第').trim_start_matches(number);
    let is_numbered = after.len() < line.len()
        && after.starts_with(['、', '.', '．', '）', ')', '章', '节', '：', '，']);
    let begins_list = line
        .starts_with(['·', '•', '-', '●', '○', '■', '◆', '▲', '①', '②', '③', '④', '⑤', '\u{3000}']);
    let label = line.char_indices().take(9).find(|(_, c)| !c.is_alphanumeric());
    is_numbered || begins_list || label.is_some_and(|(at, c)| at > 0 && matches!(c, '：' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraph with the breaks that say nothing taken out.
    fn check(paragraph: &str, expected: &str) {
        let found = breaks(paragraph);
        let kept = paragraph.char_indices().filter(|(at, _)| !found.contains(at));
        assert_eq!(kept.map(|(_, c)| c).collect::<String>(), expected, "{paragraph}");
    }

    #[test]
    fn full_lines_go_on() {
        check(
            "记者说，华\n为和腾\n讯去了印\n度，字节跳\n动去了越\n南。",
            "记者说，华为和腾讯去了印度，字节跳动去了越南。",
        );
        check("华\n为去了印度，小米没有", "华为去了印度，小米没有");
        check("他说：“华为，\n小米。”", "他说：“华为，小米。”");
        check("他说华为去\n了印度，小米没有", "他说华为去了印度，小米没有");
        check("华为去了印度和\n越南，回来了", "华为去了印度和越南，回来了");
        let full = "华为去了印度，后来又去了越";
        check(&format!("{full}\n{full}\n南"), &format!("{full}{full}南"));
        check("去了\nIndia，再去越\n南。", "去了\nIndia，再去越南。");
        check(
            "华为去了印度。\n小米也去了越\n南，后来回\n来了。",
            "华为去了印度。\n小米也去了越南，后来回来了。",
        );
        check("**华**\n为，去了。", "**华**为，去了。");
    }

    #[test]
    fn lines_of_their_own_stay() {
        for paragraph in [
            "华为\n小米\n腾讯",
            "华为去了印度。\n小米去了越南。\n腾讯没有去。",
            "一、华为的出路\n华为去了印度，回来了。",
            "公司：华为\n国家：印度",
            "报道如下：\n华为去了印度，回来了。",
            "1. 华为，印度\n2. 小米，越南",
            "春风又绿江南岸\n明月何时照我还",
            "怎么办？\n华为去了印度，回来了。",
            "他说，去吧\n　　华为去了印度，回来了。",
            "华为，去了",
            "华为去了印度，很远\n小米去了越南，更远\n腾讯没有去哪里",
            "",
        ] {
            check(paragraph, paragraph);
        }
        let long = "华为去了印度，".repeat(40);
        check(&format!("{long}又去\n越南"), &format!("{long}又去\n越南"));
    }
}
