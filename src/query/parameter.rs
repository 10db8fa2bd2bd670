//! Parameters: what a query leaves open and `--param NAME=VALUE` fills in. A query declares them in
//! its leading comments, `# param company: entity = 华为`; a value becomes a term and takes the
//! variable's place in the parsed query, so that no value can change what a query does.

use std::collections::HashMap;

use oxigraph::model::{Literal, Term};

use super::QueryError;
use super::name;
use crate::catalog::Kind;
use crate::store::{Index, StoreError};
use crate::vocab::{Prefixes, xsd};

/// What a value has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterType {
    /// An entity by any of its names.
    Entity,
    /// `company`, `country`, `region` or `concept`: the class.
    Kind,
    /// A whole or decimal number.
    Number,
    /// A day, `2022-07-06`.
    Date,
    /// Any text.
    Text,
}

impl ParameterType {
    const ALL: [(&str, Self); 5] = [
        ("entity", Self::Entity),
        ("kind", Self::Kind),
        ("number", Self::Number),
        ("date", Self::Date),
        ("text", Self::Text),
    ];

    /// Its name in a declaration.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

/// A parameter as its query declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The name of its variable.
    pub name: String,
    /// What its value has to be.
    pub kind: ParameterType,
    /// Its value unless another is given.
    pub default: Option<String>,
}

/// The parameters that a query declares in the comments before its first word.
///
/// # Errors
/// When a declaration is not of the form `# param NAME: TYPE = DEFAULT`.
pub fn declared(query: &str) -> Result<Vec<Parameter>, QueryError> {
    let comments = query.lines().map(str::trim).take_while(|l| l.is_empty() || l.starts_with('#'));
    let declarations =
        comments.filter_map(|line| line[1.min(line.len())..].trim().strip_prefix("param "));
    declarations
        .map(|text| declaration(text).ok_or_else(|| QueryError::Declaration(text.to_owned())))
        .collect()
}

fn declaration(text: &str) -> Option<Parameter> {
    let (name, rest) = text.split_once(':')?;
    let (kind, default) = match rest.split_once('=') {
        Some((kind, default)) => (kind, Some(default.trim().to_owned())),
        None => (rest, None),
    };
    let (_, kind) = ParameterType::ALL.into_iter().find(|(name, _)| *name == kind.trim())?;
    let name = name.trim();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then(|| Parameter { name: name.to_owned(), kind, default })
}

/// The values of all parameters of a query, as terms.
pub(super) fn values(
    declared: &[Parameter],
    given: &[(String, String)],
    index: &Index,
    prefixes: &Prefixes,
) -> Result<HashMap<String, Term>, QueryError> {
    if let Some((name, _)) =
        given.iter().find(|(name, _)| declared.iter().all(|one| one.name != *name))
    {
        let names = declared.iter().map(|one| one.name.clone()).collect();
        return Err(QueryError::UnknownParameter { name: name.clone(), names });
    }
    let mut values = HashMap::new();
    for parameter in declared {
        let value = value(parameter, given);
        let value = value.ok_or_else(|| QueryError::MissingParameter {
            name: parameter.name.clone(),
            kind: parameter.kind.as_str(),
        })?;
        values.insert(parameter.name.clone(), term(parameter, value, index, prefixes)?);
    }
    Ok(values)
}

/// The entities that a query is to be about and that nothing mentions, by their usual names.
pub(super) fn unmentioned(
    declared: &[Parameter],
    given: &[(String, String)],
    index: &Index,
) -> Result<Vec<String>, StoreError> {
    let entities = declared.iter().filter(|one| one.kind == ParameterType::Entity);
    let mut names = Vec::new();
    for value in entities.filter_map(|parameter| value(parameter, given)) {
        let likeliest = index.find(value, None)?.into_iter().next();
        names.extend(likeliest.filter(|reading| reading.answers == 0).map(|reading| reading.label));
    }
    Ok(names)
}

/// The value that a parameter has: the last that is given, or its own.
fn value<'a>(parameter: &'a Parameter, given: &'a [(String, String)]) -> Option<&'a String> {
    let given = given.iter().rev().find(|(name, _)| *name == parameter.name);
    given.map(|(_, value)| value).or(parameter.default.as_ref())
}

fn term(
    parameter: &Parameter,
    value: &str,
    index: &Index,
    prefixes: &Prefixes,
) -> Result<Term, QueryError> {
    let wrong = |expected| QueryError::WrongParameter {
        name: parameter.name.clone(),
        value: value.to_owned(),
        expected,
    };
    match parameter.kind {
        ParameterType::Entity => Ok(name::entity(index, prefixes, value)?.into()),
        ParameterType::Kind => {
            let kind =
                Kind::parse(value).ok_or_else(|| wrong("company, country, region or concept"))?;
            Ok(kind.class().into_owned().into())
        }
        ParameterType::Number => number(value).ok_or_else(|| wrong("a number")),
        ParameterType::Date => match value.parse::<jiff::civil::Date>() {
            Ok(date) => Ok(Literal::new_typed_literal(date.to_string(), xsd::DATE).into()),
            Err(_) => Err(wrong("a day such as 2022-07-06")),
        },
        ParameterType::Text => Ok(Literal::from(value).into()),
    }
}

fn number(value: &str) -> Option<Term> {
    if let Ok(whole) = value.parse::<i64>() {
        return Some(Literal::from(whole).into());
    }
    let decimal = value.parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(Literal::from(decimal).into())
}

#[cfg(test)]
mod tests {
    use super::{Parameter, ParameterType, declared};

    #[test]
    fn declarations_stand_in_the_leading_comments() {
        let text = "# Which?\n\n# param company: entity = 华为\n# param least: number\nSELECT # param x: text\n";
        let parameter = |name: &str, kind, default: Option<&str>| Parameter {
            name: name.to_owned(),
            kind,
            default: default.map(str::to_owned),
        };
        let expected = [
            parameter("company", ParameterType::Entity, Some("华为")),
            parameter("least", ParameterType::Number, None),
        ];
        assert_eq!(declared(text).expect("they are right"), expected);
        assert_eq!(declared("SELECT * {}").expect("there is none"), []);
    }

    #[test]
    fn a_wrong_declaration_is_refused() {
        for text in ["# param company = 华为", "# param x: colour", "# param a b: text"] {
            assert!(declared(text).is_err(), "{text}");
        }
    }
}
