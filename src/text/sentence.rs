//! Where sentences begin and end in Chinese text.

use std::ops::Range;

/// Whether a character ends a sentence.
fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '…' | '\n' | '\t')
}

/// Whether a character belongs to the sentence that was just ended: quotes, brackets, repetitions.
fn trails_sentence(c: char) -> bool {
    ends_sentence(c) || matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '"' | '》')
}

/// Splits text into sentences: ranges of bytes in reading order, without surrounding white space,
/// none of them empty.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !ends_sentence(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while c != '\n'
            && let Some(&(at, next)) = chars.peek()
            && trails_sentence(next)
            && next != '\n'
        {
            end = at + next.len_utf8();
            chars.next();
        }
        found.extend(trimmed(text, start..end));
        start = end;
    }
    found.extend(trimmed(text, start..text.len()));
    found
}

/// The range without white space at its ends; nothing if nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let slice = slice.trim();
    (!slice.is_empty()).then(|| start..start + slice.len())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("", &[]);
        check("出海难。难在哪？", &["出海难。", "难在哪？"]);
        check("他说：“来吧！”然后走了", &["他说：“来吧！”", "然后走了"]);
        check("一行\n  又一行 \n\n", &["一行", "又一行"]);
        check("真的……吗？！", &["真的……", "吗？！"]);
    }
}
