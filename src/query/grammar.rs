//! What the messages know of SPARQL's grammar: what may be tried at a place, which words there are,
//! and our words for the parser's rules.

/// What is said of a variable that has a value already.
pub(super) const TAKEN: &str = "the name after AS is taken: the pattern uses it already";

/// What is said of `<<`. The parser takes minutes to find out that a long run of them is none.
pub(super) const TRIPLE_TERM: &str =
    "`<<` begins a triple term of SPARQL 1.2, which is not available";

/// What is said of a column that is neither grouped by nor counted.
pub(super) const UNGROUPED: &str =
    "with GROUP BY, SELECT shows what is grouped by, and counts of the rest";

/// What the parser says of rules that are not about what follows what, and our words for it.
pub(super) const RULES: &[(&str, &str)] = &[
    ("SELECT contains", UNGROUPED),
    ("SELECT * is not", "with GROUP BY, the columns have to be named instead of `*`"),
    ("SELECT overrides", TAKEN),
    ("Duplicated variable", "a column is named twice"),
    ("BIND is overriding", TAKEN),
    ("right side of LATERAL", TAKEN),
    ("Repeated variables", "a variable is named twice after VALUES"),
    ("VALUES clause rows", "a row of VALUES has another length than the list of its variables"),
    ("Unexpected aggregate", "a count or sum may stand in SELECT, HAVING and ORDER BY only"),
    ("IRI parsing failed", "this is no IRI"),
    ("blank node id", "the same blank node stands in two groups"),
    ("Double negation", "`!!` is not SPARQL 1.1"),
    ("SPARQL 1.2", "this belongs to SPARQL 1.2, which is not available"),
];

/// What is tried at a place, and what it is called. The first that fit are named.
pub(super) const POSSIBLE: &[(&str, &str)] = &[
    ("SELECT", "SELECT"),
    ("ASK", "ASK"),
    ("CONSTRUCT", "CONSTRUCT"),
    ("DESCRIBE", "DESCRIBE"),
    ("BY", "BY"),
    ("AS", "AS"),
    ("WHERE", "WHERE"),
    ("}", "`}`"),
    (")", "`)`"),
    ("]", "`]`"),
    ("{", "`{`"),
    ("?v", "a variable"),
    ("<a:b>", "an IRI or prefixed name"),
    ("\"t\"", "a text in quotes"),
    ("1", "a number"),
    (".", "`.`"),
    (";", "`;`"),
    (",", "`,`"),
    ("(", "`(`"),
];

/// Words that are proposed when one like it was written.
pub(super) const KEYWORDS: &[&str] = &[
    "ABS",
    "ASK",
    "AVG",
    "BASE",
    "BIND",
    "BOUND",
    "CEIL",
    "COALESCE",
    "CONCAT",
    "CONSTRUCT",
    "CONTAINS",
    "COUNT",
    "DATATYPE",
    "DAY",
    "DESC",
    "DESCRIBE",
    "DISTINCT",
    "EXISTS",
    "FILTER",
    "FLOOR",
    "FROM",
    "GRAPH",
    "GROUP",
    "GROUP_CONCAT",
    "HAVING",
    "LANG",
    "LANGMATCHES",
    "LCASE",
    "LIMIT",
    "MINUS",
    "MONTH",
    "NAMED",
    "OFFSET",
    "OPTIONAL",
    "ORDER",
    "PREFIX",
    "REDUCED",
    "REGEX",
    "REPLACE",
    "ROUND",
    "SAMPLE",
    "SELECT",
    "SEPARATOR",
    "STRAFTER",
    "STRBEFORE",
    "STRENDS",
    "STRLEN",
    "STRSTARTS",
    "SUBSTR",
    "UCASE",
    "UNDEF",
    "UNION",
    "VALUES",
    "WHERE",
    "YEAR",
];
