//! The functions that queries have beyond SPARQL's own: `ht:entity("菊厂")` is the IRI of the entity
//! with that name, `ht:label(?entity, "zh")` its usual name in a language.

use std::sync::Arc;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};
use oxigraph::sparql::SparqlEvaluator;

use super::name;
use crate::dataset::{Dataset, DatasetError};
use crate::store::Index;
use crate::vocab::{Prefixes, ht, schema, skos};

/// The functions beyond SPARQL's own.
pub const FUNCTIONS: &[NamedNodeRef<'_>] = &[ht::ENTITY, ht::LABEL];

/// Makes the functions known to an evaluator.
pub(super) fn with_functions(
    evaluator: SparqlEvaluator,
    data: &Arc<Dataset>,
    index: &Arc<Index>,
    prefixes: &Prefixes,
) -> SparqlEvaluator {
    let (prefixes, data) = (prefixes.clone(), Arc::clone(data));
    let (names, index) = (Arc::clone(index), Arc::clone(index));
    let called = move |node: &NamedNode, language: Option<&str>| {
        // A function cannot tell of a damaged graph or index: it has no value then.
        let said = label(&data, node, language).ok().flatten();
        said.or_else(|| known_label(&names, node, language))
    };
    evaluator
        .with_custom_function(ht::ENTITY.into_owned(), move |arguments| match arguments {
            [Term::Literal(name)] => {
                name::known(&index, &prefixes, name.value()).ok().flatten().map(Term::from)
            }
            _ => None,
        })
        .with_custom_function(ht::LABEL.into_owned(), move |arguments| match arguments {
            [Term::NamedNode(node)] => called(node, None),
            [Term::NamedNode(node), Term::Literal(language)] => {
                called(node, Some(language.value()))
            }
            _ => None,
        })
}

/// What a node is called in a language: the one asked for, or one of its kind (`zh` finds
/// `zh-hans`); without a language, in Chinese, or else in any.
///
/// # Errors
/// When the graph is damaged.
pub fn label(
    data: &Arc<Dataset>,
    node: &NamedNode,
    language: Option<&str>,
) -> Result<Option<Term>, DatasetError> {
    let mut names: Vec<Literal> = Vec::new();
    for property in [skos::PREF_LABEL, schema::NAME] {
        for quad in data.quads_for_pattern(Some(node), Some(property), None, None) {
            if let Term::Literal(name) = quad?.object {
                names.push(name);
            }
        }
    }
    names.sort_by_key(|name| {
        let language = name.language().unwrap_or_default();
        (!language.starts_with("zh"), language.to_owned(), name.value().to_owned())
    });
    let fits = |name: &Literal| language.is_none_or(|wanted| is_of(name, wanted));
    Ok(names.into_iter().find(fits).map(Term::from))
}

/// The same of an entity that is known, and of which the graph says nothing as nothing mentions it.
fn known_label(index: &Index, node: &NamedNode, language: Option<&str>) -> Option<Term> {
    let reading = index.by_iri(node.as_str()).ok().flatten()?;
    let card = index.card(reading.card).ok()?;
    let tagged = Literal::new_language_tagged_literal_unchecked;
    let mut names = [tagged(card.label, "zh-hans"), tagged(card.label_en, "en")].into_iter();
    names.find(|name| language.is_none_or(|wanted| is_of(name, wanted))).map(Term::from)
}

/// Whether a name is in a language or a variety of it, as `LANGMATCHES` has it.
fn is_of(name: &Literal, wanted: &str) -> bool {
    let language = name.language().unwrap_or_default();
    let rest = language.get(wanted.len()..).unwrap_or("?");
    language.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted))
        && (rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Literal;

    use super::is_of;

    #[test]
    fn a_language_covers_its_varieties() {
        let check = |tag, wanted, expected| {
            let name = Literal::new_language_tagged_literal("x", tag).expect("a language");
            assert_eq!(is_of(&name, wanted), expected, "{tag} {wanted}");
        };
        check("zh-Hans", "zh", true);
        check("zh-Hans", "zh-Hans", true);
        check("zh", "zh-Hans", false);
        check("en", "zh", false);
    }
}
