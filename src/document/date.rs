//! Dates as pages write them, in the lexical forms of XML Schema.

use jiff::fmt::temporal::{Pieces, PiecesOffset};

/// `xsd:dateTime` (with a zone where one is given) or `xsd:date`; `None` for what is no date.
pub(super) fn normalise(written: &str) -> Option<String> {
    let compact = join_zone(written.trim());
    let pieces = Pieces::parse(&compact).ok()?;
    let Some(time) = pieces.time() else { return Some(pieces.date().to_string()) };
    Some(format!("{}T{time}{}", pieces.date(), zone(pieces.offset())))
}

/// `2022-04-28 13:01:28 +0800` without the space before its zone, slashes as hyphens.
fn join_zone(written: &str) -> String {
    let mut date = written.replace('/', "-");
    if let Some(at) = date.rfind(' ')
        && date[at + 1..].starts_with(['+', '-', 'Z'])
    {
        date.truncate(date[..at].trim_end().len());
        date.push_str(written[at + 1..].trim());
    }
    date
}

/// The zone designator: `Z`, `+08:00`, or nothing when none is known.
fn zone(offset: Option<PiecesOffset>) -> String {
    match offset {
        None => String::new(),
        Some(PiecesOffset::Zulu) => "Z".to_owned(),
        Some(offset) => minutes(offset.to_numeric_offset().seconds() / 60),
    }
}

/// `+08:00` for 480 minutes.
fn minutes(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_xsd() {
        let check = |written: &str, expected: &str| {
            assert_eq!(normalise(written).as_deref().unwrap_or("none"), expected, "{written}");
        };
        check("2022-04-28 13:01:28 +0800", "2022-04-28T13:01:28+08:00");
        check("2022-04-28 13:01:28 -0530", "2022-04-28T13:01:28-05:30");
        check("2022-04-28 13:01:28", "2022-04-28T13:01:28");
        check("2022-04-28 13:01", "2022-04-28T13:01:00");
        check("2022-04-28", "2022-04-28");
        check("2022/04/28", "2022-04-28");
        check("2022-07-06T21:45:03.052323+00:00", "2022-07-06T21:45:03.052323+00:00");
        check("2019-10-26T05:27:57Z", "2019-10-26T05:27:57Z");
        check("2019-10-26T05:27:57+01:00", "2019-10-26T05:27:57+01:00");
        check("2022-02-30", "none");
        check("昨天", "none");
        check("", "none");
    }
}
