//! What XML 1.0 can hold: most control characters it cannot, not even as an escape.

use oxigraph::model::{Literal, Term};

/// What stands for a character that XML does not have.
const REPLACEMENT: &str = "\u{fffd}";

/// A term as XML can hold it, where that differs from the term as it is.
#[must_use]
pub fn mended(term: &Term) -> Option<Term> {
    let Term::Literal(literal) = term else { return None };
    let value = literal.value();
    if !value.contains(is_foreign) {
        return None;
    }
    let value = value.replace(is_foreign, REPLACEMENT);
    Some(match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(value, language).into(),
        None => Literal::new_typed_literal(value, literal.datatype()).into(),
    })
}

/// Whether XML 1.0 has no way to write a character.
fn is_foreign(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use oxigraph::model::vocab::xsd;
    use oxigraph::model::{Literal, NamedNode, Term};

    use super::mended;

    #[test]
    fn what_xml_does_not_have_is_replaced() {
        let check = |literal: Literal, expected: Option<Literal>| {
            assert_eq!(mended(&literal.into()), expected.map(Term::from));
        };
        let in_chinese = |text| Literal::new_language_tagged_literal_unchecked(text, "zh");
        check(in_chinese("前\u{8}后\u{ffff}"), Some(in_chinese("前\u{fffd}后\u{fffd}")));
        check(Literal::from("a\u{1b}"), Some(Literal::from("a\u{fffd}")));
        let typed = |text| Literal::new_typed_literal(text, xsd::DATE);
        check(typed("\u{1}"), Some(typed("\u{fffd}")));
        check(in_chinese("一\t二\r\n三\u{7f}\u{85}\u{fffd}😀"), None);
        assert_eq!(mended(&NamedNode::new_unchecked("http://x/").into()), None);
    }
}
