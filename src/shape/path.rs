//! Property paths of SHACL as SPARQL writes them.

use oxigraph::model::Term;

use super::source::Source;
use crate::vocab::sh;

/// A path in SPARQL; nothing for a form that is not known.
pub(super) fn sparql(source: &Source, path: &Term) -> Option<String> {
    if let Term::NamedNode(predicate) = path {
        return Some(predicate.to_string());
    }
    let parts = source.list(path);
    if !parts.is_empty() {
        return joined(source, &parts, "/");
    }
    if let Some(inner) = source.object(path, sh::INVERSE_PATH) {
        return Some(format!("^{}", sparql(source, &inner)?));
    }
    if let Some(list) = source.object(path, sh::ALTERNATIVE_PATH) {
        return joined(source, &source.list(&list), "|");
    }
    let repeated =
        [(sh::ZERO_OR_MORE_PATH, '*'), (sh::ONE_OR_MORE_PATH, '+'), (sh::ZERO_OR_ONE_PATH, '?')];
    repeated.into_iter().find_map(|(form, sign)| {
        let inner = source.object(path, form)?;
        Some(format!("({}){sign}", sparql(source, &inner)?))
    })
}

/// A graph pattern that matches where a path leads from `?this` to any value. The steps of a sequence
/// are followed from the node on, one by one: as one pattern they would be joined first, which for
/// every node looks at all others.
pub(super) fn leads_anywhere(source: &Source, path: &Term) -> Option<String> {
    let list = source.list(path);
    let steps = if list.is_empty() { std::slice::from_ref(path) } else { &list };
    let mut pattern = String::new();
    for (number, step) in steps.iter().enumerate().rev() {
        let from = number.checked_sub(1).map_or("?this".to_owned(), |last| format!("?any{last}"));
        let on =
            if pattern.is_empty() { pattern } else { format!("FILTER EXISTS {{ {pattern} }}") };
        pattern = format!("{from} {} ?any{number} . {on}", sparql(source, step)?);
    }
    Some(pattern)
}

fn joined(source: &Source, parts: &[Term], sign: &str) -> Option<String> {
    let parts: Option<Vec<String>> = parts.iter().map(|part| sparql(source, part)).collect();
    Some(format!("({})", parts?.join(sign)))
}
