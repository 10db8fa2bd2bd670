//! The day that a file's name tells, as Jekyll and many exporters have it: `2021-03-04-x.md`.

use super::date;

/// The day that the name of the file at `path` begins or ends with: `2021-03-04`.
pub(super) fn day(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.trim_matches(|c: char| !c.is_alphanumeric());
    beginning(stem).or_else(|| ending(stem))
}

/// `2021-03-04-x`, `20210304x`, `2021_3_4 x`, `2021年3月4日x`.
fn beginning(stem: &str) -> Option<String> {
    let compact = stem.bytes().take_while(u8::is_ascii_digit).count() == 8;
    let parts = if compact { 0 } else { 2 };
    in_parts(stem, parts)
}

/// `x-2021-03-04`, `x_20210304`.
fn ending(stem: &str) -> Option<String> {
    let rest = stem.trim_end_matches('日');
    let digits = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
    if digits == 8 {
        return in_parts(&rest[rest.len() - 8..], 0);
    }
    let begins = |&(at, part): &(usize, &str)| {
        part.starts_with(|c: char| c.is_ascii_digit())
            && !rest[..at].ends_with(|c: char| c.is_ascii_digit())
            && rest.is_char_boundary(at)
    };
    let starts = rest.char_indices().map(|(at, _)| (at, &rest[at..])).filter(begins);
    let numbers: Vec<&str> = starts.map(|(_, part)| part).collect();
    let last_three = numbers.len().checked_sub(3).map(|first| numbers[first])?;
    let is_date = last_three.chars().all(|c| c.is_ascii_digit() || is_separator(c));
    let ends = is_date && last_three.split(is_separator).count() == 3;
    ends.then(|| in_parts(last_three, 2))?
}

fn is_separator(character: char) -> bool {
    matches!(character, '-' | '_' | '.' | '年' | '月')
}

/// The day that a text begins with, its numbers parted by so many separators; its year has four
/// digits and lies in our time.
fn in_parts(text: &str, separators: usize) -> Option<String> {
    let mut left = separators;
    let end = text.find(|c: char| {
        let parts = is_separator(c) && left > 0;
        left -= usize::from(parts);
        !parts && !c.is_ascii_digit()
    });
    let day = text[..end.unwrap_or(text.len())].replace(is_separator, "-");
    let is_our_time = ("1990".."2100").contains(&day.get(..4)?) && left == 0;
    let read = is_our_time.then(|| date::normalise(&day))??;
    (read.len() == 10).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_days() {
        let check = |path: &str, expected: &str| {
            assert_eq!(day(path).as_deref().unwrap_or("none"), expected, "{path}");
        };
        check("2021-03-04-x.md", "2021-03-04");
        check("_posts/2021-3-4-海.markdown", "2021-03-04");
        check("2021-03-04.md", "2021-03-04");
        check("a/[2021-03-04]海.html", "2021-03-04");
        check("2021_03_04_海.html", "2021-03-04");
        check("20210304-海.md", "2021-03-04");
        check("20210304海.md", "2021-03-04");
        check("2021年3月4日海.md", "2021-03-04");
        check("海_2021-03-04.md", "2021-03-04");
        check("海 20210304.md", "2021-03-04");
        check("海-2021年3月4日.md", "2021-03-04");
        check("【2021.03.04】海.md", "2021-03-04");
        for none in [
            "2021-03-32-x.md",
            "2021-13-04-x.md",
            "12021-03-04-x.md",
            "2021.md",
            "2021-03.md",
            "x.md",
            "0304-x.md",
            "00012021.md",
            "12345678.md",
            "2021-2022-报告.md",
            "海2021-03-04洋.md",
            "-",
            "",
            "1032eab065d045dda01ab8a1fe580cea.md",
            "2021-03-041.md",
            "v1.2.3.md",
        ] {
            check(none, "none");
        }
    }
}
