//! Constraint components: what each form of SHACL asks, as a graph pattern that finds what violates
//! it.
//!
//! In all patterns `?this` is the node in question and `?value` a value that its path leads to; a
//! constraint of the node itself has the node for its only value.

use oxigraph::model::{Literal, NamedNodeRef, Term};

use super::path;
use super::source::Source;
use crate::vocab::{self, sh, xsd};

/// What violates a constraint, and what to say of it.
pub(super) struct Component {
    /// The end of a query, after the nodes in question: a pattern, `}`, and what groups the rows.
    pub(super) pattern: String,
    /// What is wrong.
    pub(super) message: String,
}

/// The place of a constraint: its shapes file, the shape it stands in, and the path it is about.
pub(super) struct Place<'a> {
    pub(super) source: &'a Source,
    pub(super) shape: &'a Term,
    pub(super) path: Option<&'a str>,
}

impl Place<'_> {
    /// Compiles one constraint; nothing for a form that is not known.
    pub(super) fn component(&self, form: NamedNodeRef<'_>, asked: &Term) -> Option<Component> {
        let form = form.as_str().strip_prefix(sh::NAMESPACE)?;
        let counted = || self.count(form, asked);
        let paired = || self.pair(form, asked);
        counted().or_else(paired).or_else(|| self.of_values(form, asked))
    }

    /// The values in question.
    fn values(&self) -> String {
        match self.path {
            Some(path) => format!("?this {path} ?value ."),
            None => "BIND(?this AS ?value)".to_owned(),
        }
    }

    /// How many values there are.
    fn count(&self, form: &str, asked: &Term) -> Option<Component> {
        let path = self.path?;
        let (pattern, message) = match form {
            "minCount" if number(asked)? == 0 => (" FILTER(false) }".to_owned(), String::new()),
            "minCount" if number(asked)? == 1 => {
                let path = self.source.object(self.shape, sh::PATH)?;
                let any = path::leads_anywhere(self.source, &path)?;
                (format!("FILTER NOT EXISTS {{ {any} }} }}"), "is missing".to_owned())
            }
            "minCount" => {
                let least = number(asked)?;
                let values = format!("OPTIONAL {{ ?this {path} ?any }}");
                (grouped(&values, "<", least), format!("has fewer than {least} values"))
            }
            "maxCount" if number(asked)? == 1 => {
                let differ = "FILTER(!sameTerm(?any, ?other))";
                let pattern = format!("?this {path} ?any . ?this {path} ?other . {differ} }}");
                (pattern, "has more than 1 value".to_owned())
            }
            "maxCount" => {
                let most = number(asked)?;
                let values = format!("?this {path} ?any");
                (grouped(&values, ">", most), format!("has more than {most} values"))
            }
            "hasValue" => (
                format!("FILTER NOT EXISTS {{ ?this {path} {asked} }} }}"),
                format!("lacks the value {asked}"),
            ),
            _ => return None,
        };
        Some(Component { pattern, message })
    }

    /// What values have to do with each other, or with those of another property.
    fn pair(&self, form: &str, asked: &Term) -> Option<Component> {
        let path = self.path?;
        let differ = "!sameTerm(?value, ?other) && LANG(?value) != \"\" \
                      && LCASE(LANG(?value)) = LCASE(LANG(?other))";
        let (other, condition, message) = match form {
            "uniqueLang" => (path.to_owned(), differ, "has two values in one language".to_owned()),
            "disjoint" => (
                asked.to_string(),
                "sameTerm(?value, ?other)",
                format!("is a value of {asked} too"),
            ),
            "lessThan" => (
                asked.to_string(),
                "!COALESCE(?value < ?other, false)",
                format!("is not less than {asked}"),
            ),
            "lessThanOrEquals" => (
                asked.to_string(),
                "!COALESCE(?value <= ?other, false)",
                format!("is more than {asked}"),
            ),
            _ => return None,
        };
        let pattern =
            format!("?this {path} ?value . ?this {other} ?other . FILTER({condition}) }}");
        Some(Component { pattern, message })
    }

    /// What each value must be.
    fn of_values(&self, form: &str, asked: &Term) -> Option<Component> {
        let (values, message) = (self.values(), message(form, asked));
        if form == "class" {
            let pattern = format!("{values} FILTER NOT EXISTS {{ ?value a {asked} }} }}");
            return Some(Component { pattern, message });
        }
        let holds = match form {
            "nodeKind" => node_kind(asked)?.to_owned(),
            "datatype" => datatype(asked),
            "pattern" => self.regex(asked),
            "in" => format!("?value IN ({})", comma_separated(&self.source.list(asked))),
            "languageIn" => self.language_in(asked),
            "minLength" => format!("STRLEN(STR(?value)) >= {asked}"),
            "maxLength" => format!("STRLEN(STR(?value)) <= {asked}"),
            "minInclusive" => format!("?value >= {asked}"),
            "maxInclusive" => format!("?value <= {asked}"),
            "minExclusive" => format!("?value > {asked}"),
            "maxExclusive" => format!("?value < {asked}"),
            _ => return None,
        };
        // What cannot be compared does not hold.
        let pattern = format!("{values} FILTER(!COALESCE({holds}, false)) }}");
        Some(Component { pattern, message })
    }

    fn regex(&self, pattern: &Term) -> String {
        let flags = self.source.text(self.shape, sh::FLAGS).unwrap_or_default();
        let flags = Literal::from(flags);
        format!("!isBlank(?value) && REGEX(STR(?value), {pattern}, {flags})")
    }

    fn language_in(&self, list: &Term) -> String {
        let languages = self.source.list(list);
        let one = |tag: &Term| format!("LANGMATCHES(LANG(?value), {tag})");
        languages.iter().map(one).collect::<Vec<_>>().join(" || ")
    }
}

/// Nodes with more or fewer values than a number.
fn grouped(values: &str, sign: &str, number: u64) -> String {
    format!("{values} }} GROUP BY ?this HAVING(COUNT(DISTINCT ?any) {sign} {number})")
}

fn number(term: &Term) -> Option<u64> {
    match term {
        Term::Literal(literal) => literal.value().parse().ok(),
        _ => None,
    }
}

fn node_kind(kind: &Term) -> Option<&'static str> {
    let Term::NamedNode(kind) = kind else { return None };
    Some(match kind.as_str().strip_prefix(sh::NAMESPACE)? {
        "IRI" => "isIRI(?value)",
        "Literal" => "isLiteral(?value)",
        "BlankNode" => "isBlank(?value)",
        "BlankNodeOrIRI" => "!isLiteral(?value)",
        "BlankNodeOrLiteral" => "!isIRI(?value)",
        "IRIOrLiteral" => "!isBlank(?value)",
        _ => return None,
    })
}

/// A literal of a datatype whose lexical form is one of it.
fn datatype(asked: &Term) -> String {
    let is_typed = format!("isLiteral(?value) && DATATYPE(?value) = {asked}");
    let is_one = |types: &[NamedNodeRef<'_>]| {
        types.iter().any(|datatype| Term::from(datatype.into_owned()) == *asked)
    };
    if is_one(&[xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE]) {
        format!("{is_typed} && isNumeric(?value)")
    } else if is_one(&[xsd::DATE, xsd::DATE_TIME]) {
        format!("{is_typed} && {asked}(STR(?value)) = ?value")
    } else {
        is_typed
    }
}

/// What is wrong with a value that is not what was asked.
fn message(form: &str, asked: &Term) -> String {
    match form {
        "nodeKind" => format!("is no {}", local(asked)),
        "class" => format!("is no {asked}"),
        "datatype" => format!("is not of type {asked}"),
        "pattern" => format!("does not look like {asked}"),
        "in" | "languageIn" => "is none of those allowed".to_owned(),
        "minLength" => format!("has fewer than {} characters", plain(asked)),
        "maxLength" => format!("has more than {} characters", plain(asked)),
        "minInclusive" => format!("is below {}", plain(asked)),
        "maxInclusive" => format!("is above {}", plain(asked)),
        "minExclusive" => format!("is not above {}", plain(asked)),
        _ => format!("is not below {}", plain(asked)),
    }
}

fn plain(term: &Term) -> &str {
    match term {
        Term::Literal(literal) => literal.value(),
        _ => "",
    }
}

fn local(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => vocab::local(node.as_str()),
        _ => "",
    }
}

fn comma_separated(terms: &[Term]) -> String {
    terms.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
