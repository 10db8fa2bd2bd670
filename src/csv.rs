//! Fields of CSV (RFC 4180), and what makes them safe to open in a spreadsheet: Excel takes a file
//! without a byte order mark for the system's own encoding, and runs a cell that begins with `=`.

use std::borrow::Cow;

/// Who is to read the CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Programs: the fields as they are.
    Plain,
    /// Spreadsheets: with a byte order mark, and no cell that would be run as a formula.
    Excel,
}

impl Dialect {
    /// What stands before everything else.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Excel => "\u{feff}",
        }
    }

    /// A field, in quotes where it needs them.
    #[must_use]
    pub fn field(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Excel if is_formula(text) => quoted(format!("'{text}").into()),
            _ => quoted(text.into()),
        }
    }
}

/// Whether a spreadsheet may run a cell. In Chinese ones the full-width signs begin formulas too. A
/// number is none, whatever its sign.
fn is_formula(text: &str) -> bool {
    const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let is_unseen = |c: char| matches!(c, ' ' | '\u{feff}' | '\u{200b}' | '\u{3000}');
    text.trim_start_matches(is_unseen).starts_with(SIGNS) && !is_number(text)
}

/// `-0.41`, `+1` or `-1e-5`.
fn is_number(text: &str) -> bool {
    let is_part =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-' | b'e' | b'E');
    text.bytes().all(is_part) && text.parse::<f64>().is_ok()
}

fn quoted(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\"")).into()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Dialect;

    #[test]
    fn quotes_and_commas_are_kept() {
        let check = |text, expected| {
            assert_eq!(Dialect::Plain.field(text), expected);
            assert_eq!(Dialect::Excel.field(text), expected);
        };
        check("华为", "华为");
        check("a,b", "\"a,b\"");
        check("the \"best\"", "\"the \"\"best\"\"\"");
        check("https://w3id.org/haitu/company/huawei", "https://w3id.org/haitu/company/huawei");
    }

    #[test]
    fn formulas_are_text_in_a_spreadsheet() {
        let check = |text, expected| {
            assert_eq!(Dialect::Excel.field(text), expected, "{text:?}");
            assert!(!Dialect::Plain.field(text).starts_with('\''), "{text:?}");
        };
        check("=HYPERLINK(1)", "'=HYPERLINK(1)");
        check("+1+1", "'+1+1");
        check("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0");
        check("@SUM(1,2)", "\"'@SUM(1,2)\"");
        check("\t=1", "'\t=1");
        check("\r=1", "\"'\r=1\"");
        check("=\"a\"", "\"'=\"\"a\"\"\"");
        check(" =1", "' =1");
        check("＝1+1", "'＝1+1");
        check("-", "'-");
        check("--1", "'--1");
    }

    #[test]
    fn numbers_and_names_are_left_alone() {
        for text in
            ["-0.410000", "+1", "-1e-5", "0", "", "华为=Huawei", "A-B", "4PX", "'quoted'", "1-1"]
        {
            assert_eq!(Dialect::Excel.field(text), text);
        }
    }
}
