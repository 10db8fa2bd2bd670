//! Terms as numbers: a place in the dictionary, or a value that is kept in the number itself, so that
//! counting, comparing and adding up read no text.
//!
//! Two numbers of one dataset are equal where the terms are the same term. A literal is a value only
//! if it is written as that value always is: `1` is, `01` stands in the dictionary.

use oxigraph::model::{Literal, Term};
use oxsdatatypes::{Boolean, Date, DateTime, Decimal, Double, Integer};
use spareval::ExpressionTerm;

use crate::vocab::xsd;

/// A term of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u64);

/// The lowest bits tell what the others are.
const TAG_BITS: u32 = 3;
/// So many bits are left for a value: rows are written with two bits more.
const VALUE_BITS: u32 = 58;

/// Places in the dictionary, counted from 1: 0 is the default graph.
const STORED: u64 = 0;
const INTEGER: u64 = 1;
/// Millionths: our figures have six digits.
const DOUBLE: u64 = 2;
/// The digits, and how many of them stand after the point.
const DECIMAL: u64 = 3;
/// Whole seconds, and the time zone.
const DATE_TIME: u64 = 4;
const DATE: u64 = 5;
const BOOLEAN: u64 = 6;
/// Terms that came up in a query and are in no dictionary.
const MADE: u64 = 7;

/// How many bits tell how many digits stand after the point of a decimal.
const SCALE_BITS: u32 = 5;
/// How many bits a time zone has.
const ZONE_BITS: u32 = 16;

impl Id {
    /// The graph without a name.
    pub(super) const DEFAULT_GRAPH: Self = Self(0);

    /// The term at a place of the dictionary, from 1.
    pub(super) fn stored(place: u32) -> Self {
        Self::tagged(STORED, u64::from(place))
    }

    /// A term that a query made, by its number.
    pub(super) fn made(number: u32) -> Self {
        Self::tagged(MADE, u64::from(number))
    }

    /// The number as it stands in rows.
    pub(super) fn to_row(self) -> u64 {
        self.0
    }

    pub(super) fn from_row(number: u64) -> Self {
        Self(number)
    }

    /// Its place in the dictionary, if it has one.
    pub(super) fn place(self) -> Option<u32> {
        (self.tag() == STORED).then(|| u32::try_from(self.payload()).ok()).flatten()
    }

    /// Its number among the terms that a query made, if it is one.
    pub(super) fn made_number(self) -> Option<usize> {
        (self.tag() == MADE).then(|| usize::try_from(self.payload()).ok()).flatten()
    }

    /// The literal as a number, if it is a value and written as that value is always written.
    pub(super) fn of_literal(literal: &Literal) -> Option<Self> {
        let id = Self::of_value(&parsed(literal)?)?;
        let written = Term::from(id.value()?);
        matches!(written, Term::Literal(written) if written == *literal).then_some(id)
    }

    /// The value as a number, if it is a small one.
    pub(super) fn of_value(value: &ExpressionTerm) -> Option<Self> {
        match value {
            ExpressionTerm::IntegerLiteral(value) => {
                Self::signed(INTEGER, i64::from_be_bytes(value.to_be_bytes()))
            }
            ExpressionTerm::DoubleLiteral(value) => Self::of_double((*value).into()),
            ExpressionTerm::DecimalLiteral(value) => Self::of_decimal(*value),
            ExpressionTerm::DateTimeLiteral(value) => {
                Self::of_instant(DATE_TIME, value.to_be_bytes())
            }
            ExpressionTerm::DateLiteral(value) => Self::of_instant(DATE, value.to_be_bytes()),
            ExpressionTerm::BooleanLiteral(value) => {
                Some(Self::tagged(BOOLEAN, u64::from(bool::from(*value))))
            }
            _ => None,
        }
    }

    /// The value that is kept in the number; nothing for terms that are kept elsewhere.
    pub(super) fn value(self) -> Option<ExpressionTerm> {
        let payload = self.payload();
        Some(match self.tag() {
            INTEGER => ExpressionTerm::IntegerLiteral(Integer::from(unfolded(payload))),
            DOUBLE => ExpressionTerm::DoubleLiteral(Double::from(millionths(unfolded(payload)))),
            DECIMAL => {
                let scale = u32::try_from(payload & ((1 << SCALE_BITS) - 1)).ok()?;
                let digits = i128::from(unfolded(payload >> SCALE_BITS));
                ExpressionTerm::DecimalLiteral(Decimal::new(digits, scale).ok()?)
            }
            DATE_TIME => ExpressionTerm::DateTimeLiteral(DateTime::from_be_bytes(instant(payload))),
            DATE => ExpressionTerm::DateLiteral(Date::from_be_bytes(instant(payload))),
            BOOLEAN => ExpressionTerm::BooleanLiteral(Boolean::from(payload == 1)),
            _ => return None,
        })
    }

    fn tagged(tag: u64, payload: u64) -> Self {
        Self(payload << TAG_BITS | tag)
    }

    fn signed(tag: u64, value: i64) -> Option<Self> {
        let folded = folded(value);
        (folded >> VALUE_BITS == 0).then(|| Self::tagged(tag, folded))
    }

    fn of_double(value: f64) -> Option<Self> {
        let rounded = (value * MILLION).round();
        #[expect(clippy::cast_possible_truncation, reason = "what does not fit is not equal below")]
        let count = rounded as i64;
        let is_same = millionths(count).to_bits() == value.to_bits();
        is_same.then(|| Self::signed(DOUBLE, count)).flatten()
    }

    fn of_decimal(value: Decimal) -> Option<Self> {
        let (mut digits, mut scale) = (i128::from_be_bytes(value.to_be_bytes()), 18);
        while scale > 0 && digits % 10 == 0 {
            (digits, scale) = (digits / 10, scale - 1);
        }
        let folded = folded(i64::try_from(digits).ok()?);
        let fits = folded >> (VALUE_BITS - SCALE_BITS) == 0;
        fits.then(|| Self::tagged(DECIMAL, folded << SCALE_BITS | scale))
    }

    /// A point in time, of which the first sixteen bytes are seconds times 10^18 and the last two the
    /// time zone.
    fn of_instant(tag: u64, bytes: [u8; 18]) -> Option<Self> {
        let (seconds, zone) = bytes.split_first_chunk()?;
        let fine = i128::from_be_bytes(*seconds);
        if fine % SECOND != 0 {
            return None;
        }
        let seconds = folded(i64::try_from(fine / SECOND).ok()?);
        let zone = u16::from_be_bytes(zone.try_into().ok()?);
        let fits = seconds >> (VALUE_BITS - ZONE_BITS) == 0;
        fits.then(|| Self::tagged(tag, seconds << ZONE_BITS | u64::from(zone)))
    }

    fn tag(self) -> u64 {
        self.0 & ((1 << TAG_BITS) - 1)
    }

    fn payload(self) -> u64 {
        self.0 >> TAG_BITS
    }
}

const MILLION: f64 = 1e6;

/// A second in the smallest parts that a decimal has.
const SECOND: i128 = 1_000_000_000_000_000_000;

#[expect(clippy::cast_precision_loss, reason = "only what is not lost is taken")]
fn millionths(count: i64) -> f64 {
    count as f64 / MILLION
}

/// The bytes of a point in time.
fn instant(payload: u64) -> [u8; 18] {
    let mut bytes = [0; 18];
    let seconds = i128::from(unfolded(payload >> ZONE_BITS)) * SECOND;
    bytes[..16].copy_from_slice(&seconds.to_be_bytes());
    bytes[16..].copy_from_slice(&payload.to_be_bytes()[6..]);
    bytes
}

/// The value of a literal of a datatype that numbers have room for.
fn parsed(literal: &Literal) -> Option<ExpressionTerm> {
    let text = literal.value();
    let datatype = literal.datatype();
    Some(if datatype == xsd::INTEGER {
        ExpressionTerm::IntegerLiteral(text.parse().ok()?)
    } else if datatype == xsd::DOUBLE {
        ExpressionTerm::DoubleLiteral(text.parse().ok()?)
    } else if datatype == xsd::DECIMAL {
        ExpressionTerm::DecimalLiteral(text.parse().ok()?)
    } else if datatype == xsd::DATE_TIME {
        ExpressionTerm::DateTimeLiteral(text.parse().ok()?)
    } else if datatype == xsd::DATE {
        ExpressionTerm::DateLiteral(text.parse().ok()?)
    } else if datatype == xsd::BOOLEAN {
        ExpressionTerm::BooleanLiteral(text.parse().ok()?)
    } else {
        return None;
    })
}

/// A signed number as one without a sign, small ones small: 0, -1, 1, -2, 2 …
pub(super) fn folded(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}

/// The reverse of [`folded`].
pub(super) fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, NamedNode, Term};
    use proptest::prelude::*;

    use super::{Id, folded, unfolded};
    use crate::vocab::xsd;

    fn typed(value: &str, datatype: oxigraph::model::NamedNodeRef<'_>) -> Literal {
        Literal::new_typed_literal(value, datatype)
    }

    #[test]
    fn values_are_kept_where_they_are_written_as_always() {
        let check = |literal: Literal, is_kept: bool| {
            let id = Id::of_literal(&literal);
            assert_eq!(id.is_some(), is_kept, "{literal}");
            let back = id.map(|id| Term::from(id.value().expect("a value")));
            assert!(back.is_none_or(|back| back == literal.clone().into()), "{literal}");
        };
        for (value, is_kept) in [
            ("0", true),
            ("-17", true),
            ("144115188075855871", true),
            ("144115188075855872", false),
            ("01", false),
            ("+1", false),
            ("9223372036854775807", false),
            ("x", false),
        ] {
            check(typed(value, xsd::INTEGER), is_kept);
        }
        for (value, is_kept) in [
            ("0.41", true),
            ("-0.000001", true),
            ("1", true),
            ("0.0000001", false),
            ("1.0E0", false),
            ("NaN", false),
            ("-0", false),
            ("1e300", false),
        ] {
            check(typed(value, xsd::DOUBLE), is_kept);
        }
        for (value, is_kept) in
            [("0.97", true), ("-1.5", true), ("1.0", false), ("0.1234567890123456789", false)]
        {
            check(typed(value, xsd::DECIMAL), is_kept);
        }
        for (value, is_kept) in [
            ("2022-07-06T21:45:03Z", true),
            ("2022-07-06T21:45:03+08:00", true),
            ("2022-07-06T21:45:03", true),
            ("2022-07-06T21:45:03+00:00", false),
            ("2022-07-06T21:45:03.5Z", false),
            ("0001-01-01T00:00:00Z", true),
        ] {
            check(typed(value, xsd::DATE_TIME), is_kept);
        }
        check(typed("2022-07-06", xsd::DATE), true);
        check(typed("2022-07-06+08:00", xsd::DATE), true);
        check(typed("2022-7-6", xsd::DATE), false);
        check(typed("true", xsd::BOOLEAN), true);
        check(typed("1", xsd::BOOLEAN), false);
        check(Literal::from("12"), false);
        let int = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#int");
        check(Literal::new_typed_literal("1", int), false);
    }

    proptest! {
        #[test]
        fn signs_are_folded_away_and_back(number: i64) {
            prop_assert_eq!(unfolded(folded(number)), number);
        }

        #[test]
        fn what_is_kept_comes_back_the_same(
            lexical in "-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE]-?[0-9]{1,2})?", which in 0..3_usize,
        ) {
            let literal = typed(&lexical, [xsd::INTEGER, xsd::DOUBLE, xsd::DECIMAL][which]);
            if let Some(id) = Id::of_literal(&literal) {
                prop_assert_eq!(Term::from(id.value().expect("a value")), Term::from(literal));
            }
        }
    }
}
