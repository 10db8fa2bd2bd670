//! Every IRI the program writes or reads, once.
//!
//! Our own terms (`ht:`) are declared in `ontology/haitu.ttl`; a test keeps the two lists equal.
//! Terms of other vocabularies stand in a module named after their usual prefix.

mod prefix;

pub use prefix::{Prefixes, shortened};

/// Where entities and documents live unless `--base` says otherwise.
pub const BASE: &str = "https://w3id.org/haitu/";

/// The prefixes of other vocabularies, and of our own terms.
const PREFIXES: &[(&str, &str)] = &[
    ("dcterms", "http://purl.org/dc/terms/"),
    ("ht", ht::NAMESPACE),
    ("itsrdf", itsrdf::NAMESPACE),
    ("nif", nif::NAMESPACE),
    ("oa", oa::NAMESPACE),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", prov::NAMESPACE),
    ("rdf", rdf::NAMESPACE),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", schema::NAMESPACE),
    ("skos", skos::NAMESPACE),
    ("xsd", xsd::NAMESPACE),
];

/// The prefixes that stand for folders under the base.
const FOLDERS: &[&str] = &[
    "author",
    "comention",
    "community",
    "company",
    "concept",
    "country",
    "document",
    "graph",
    "region",
];

/// The last part of an IRI: what follows its last `/` or `#`.
#[must_use]
pub fn local(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

/// Declares the constants of one namespace.
macro_rules! terms {
    ($prefix:literal: $($name:ident = $local:literal),+ $(,)?) => {
        use oxigraph::model::NamedNodeRef;
        /// Where these terms live, whatever the base of the data.
        pub const NAMESPACE: &str = $prefix;
        $(
            #[doc = concat!("`", $local, "` of the namespace.")]
            pub const $name: NamedNodeRef<'_> =
                NamedNodeRef::new_unchecked(concat!($prefix, $local));
        )+
        /// Every term declared here.
        pub const ALL: &[NamedNodeRef<'_>] = &[$($name),+];
    };
}

/// haitu's own terms, declared in `ontology/haitu.ttl`.
pub mod ht {
    terms!("https://w3id.org/haitu/ontology#":
        ABBREVIATION = "abbreviation",
        AMBIGUOUS_LABEL = "ambiguousLabel",
        ANSWER_COUNT = "answerCount",
        AUTHOR_COUNT = "authorCount",
        BETWEENNESS = "betweenness",
        BYTE_BEGIN = "byteBegin",
        BYTE_END = "byteEnd",
        CATALOG_HASH = "catalogHash",
        CO_MENTION = "CoMention",
        COMMUNITY = "Community",
        COPY_OF = "copyOf",
        COMPANY = "Company",
        COMPOUND = "Compound",
        COMPOUND_LABEL = "compoundLabel",
        CONCEPT = "Concept",
        CORE_NUMBER = "coreNumber",
        COUNTRY = "Country",
        CUE = "cue",
        ENTITY = "entity",
        IN_COMMUNITY = "inCommunity",
        LABEL = "label",
        MEMBER = "member",
        MEMBER_COUNT = "memberCount",
        MENTION_COUNT = "mentionCount",
        NOT_WITHIN = "notWithin",
        NPMI = "npmi",
        PARTICIPANT = "participant",
        PATH = "path",
        RANK = "rank",
        REGION = "Region",
        RULES_HASH = "rulesHash",
        SENTENCE_COUNT = "sentenceCount",
        STRENGTH = "strength",
        UNLINKED = "Unlinked",
        WITHIN = "within",
    );
}

/// RDF itself.
pub mod rdf {
    terms!("http://www.w3.org/1999/02/22-rdf-syntax-ns#":
        FIRST = "first",
        NIL = "nil",
        REST = "rest",
        TYPE = "type",
    );
}

/// The forms of SHACL that `check` knows.
pub mod sh {
    terms!("http://www.w3.org/ns/shacl#":
        ALTERNATIVE_PATH = "alternativePath",
        DECLARE = "declare",
        FLAGS = "flags",
        INVERSE_PATH = "inversePath",
        MESSAGE = "message",
        NAMESPACE_OF_PREFIX = "namespace",
        NODE_SHAPE = "NodeShape",
        ONE_OR_MORE_PATH = "oneOrMorePath",
        PATH = "path",
        PREFIX = "prefix",
        PROPERTY = "property",
        SELECT = "select",
        SPARQL = "sparql",
        TARGET_CLASS = "targetClass",
        TARGET_NODE = "targetNode",
        TARGET_OBJECTS_OF = "targetObjectsOf",
        TARGET_SUBJECTS_OF = "targetSubjectsOf",
        ZERO_OR_MORE_PATH = "zeroOrMorePath",
        ZERO_OR_ONE_PATH = "zeroOrOnePath",
    );
}

/// The literal types we write.
pub mod xsd {
    terms!("http://www.w3.org/2001/XMLSchema#":
        BOOLEAN = "boolean",
        DATE = "date",
        DATE_TIME = "dateTime",
        DECIMAL = "decimal",
        DOUBLE = "double",
        INTEGER = "integer",
        NON_NEGATIVE_INTEGER = "nonNegativeInteger",
        STRING = "string",
    );
}

/// The catalog's names and hierarchy.
pub mod skos {
    terms!("http://www.w3.org/2004/02/skos/core#":
        ALT_LABEL = "altLabel",
        BROADER = "broader",
        CONCEPT_SCHEME = "ConceptScheme",
        EXACT_MATCH = "exactMatch",
        HIDDEN_LABEL = "hiddenLabel",
        IN_SCHEME = "inScheme",
        NOTATION = "notation",
        PREF_LABEL = "prefLabel",
    );
}

/// Documents, answers and authors.
pub mod schema {
    terms!("https://schema.org/":
        ANSWER = "Answer",
        AUTHOR = "author",
        CONTAINED_IN_PLACE = "containedInPlace",
        DATE_MODIFIED = "dateModified",
        DATE_PUBLISHED = "datePublished",
        HAS_PART = "hasPart",
        IDENTIFIER = "identifier",
        KEYWORDS = "keywords",
        LOCATION = "location",
        MAIN_ENTITY = "mainEntity",
        MENTIONS = "mentions",
        NAME = "name",
        NEWS_ARTICLE = "NewsArticle",
        PARENT_ITEM = "parentItem",
        PARENT_ORGANIZATION = "parentOrganization",
        PERSON = "Person",
        POSITION = "position",
        QUESTION = "Question",
        SOFTWARE_VERSION = "softwareVersion",
        SUGGESTED_ANSWER = "suggestedAnswer",
        TEXT = "text",
        URL = "url",
        WEB_PAGE = "WebPage",
    );
}

/// Mentions as spans of text.
pub mod nif {
    terms!("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#":
        ANCHOR_OF = "anchorOf",
        BEGIN_INDEX = "beginIndex",
        CONTEXT = "Context",
        END_INDEX = "endIndex",
        IS_STRING = "isString",
        PHRASE = "Phrase",
        REFERENCE_CONTEXT = "referenceContext",
        RFC5147_STRING = "RFC5147String",
        SENTENCE = "Sentence",
        SENTENCE_OF_PHRASE = "sentence",
        SOURCE_URL = "sourceUrl",
    );
}

/// What a span refers to.
pub mod itsrdf {
    terms!("http://www.w3.org/2005/11/its/rdf#":
        TA_CONFIDENCE = "taConfidence",
        TA_IDENT_REF = "taIdentRef",
    );
}

/// Web annotations.
pub mod oa {
    terms!("http://www.w3.org/ns/oa#":
        ANNOTATION = "Annotation",
        END = "end",
        EXACT = "exact",
        HAS_BODY = "hasBody",
        HAS_SELECTOR = "hasSelector",
        HAS_SOURCE = "hasSource",
        HAS_TARGET = "hasTarget",
        IDENTIFYING = "identifying",
        MOTIVATED_BY = "motivatedBy",
        PREFIX = "prefix",
        SPECIFIC_RESOURCE = "SpecificResource",
        START = "start",
        SUFFIX = "suffix",
        TEXT_POSITION_SELECTOR = "TextPositionSelector",
        TEXT_QUOTE_SELECTOR = "TextQuoteSelector",
    );
}

/// Where the graph came from.
pub mod prov {
    terms!("http://www.w3.org/ns/prov#":
        ACTIVITY = "Activity",
        ENDED_AT_TIME = "endedAtTime",
        ENTITY = "Entity",
        SOFTWARE_AGENT = "SoftwareAgent",
        STARTED_AT_TIME = "startedAtTime",
        USED = "used",
        WAS_ASSOCIATED_WITH = "wasAssociatedWith",
        WAS_DERIVED_FROM = "wasDerivedFrom",
        WAS_GENERATED_BY = "wasGeneratedBy",
    );
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::io::RdfFormat;
    use oxigraph::model::Term;
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};
    use oxigraph::store::Store;

    use super::{PREFIXES, ht};

    /// The values of `?term` for a graph pattern over the ontology.
    fn terms(pattern: &str) -> BTreeSet<String> {
        let store = Store::new().expect("a store");
        store
            .load_from_slice(RdfFormat::Turtle, include_str!("../ontology/haitu.ttl"))
            .expect("the ontology parses");
        let prefixes = PREFIXES.iter().map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>\n"));
        let query =
            format!("{}SELECT ?term {{ {pattern} }}", prefixes.collect::<Vec<_>>().concat());
        let query = SparqlEvaluator::new().parse_query(&query).expect("the query parses");
        let results = query.on_store(&store).execute().expect("the query runs");
        let QueryResults::Solutions(solutions) = results else { unreachable!("it is a SELECT") };
        let term = |term: &Term| match term {
            Term::NamedNode(node) => node.as_str().to_owned(),
            other => other.to_string(),
        };
        let row = |row: oxigraph::sparql::QuerySolution| row.get("term").map(term);
        solutions.filter_map(|solution| row(solution.expect("a row"))).collect()
    }

    fn own() -> BTreeSet<String> {
        ht::ALL.iter().map(|term| term.as_str().to_owned()).collect()
    }

    /// Own terms of which a pattern does not hold.
    fn without(kind: &str, pattern: &str) -> BTreeSet<String> {
        terms(&format!("?term a {kind} FILTER NOT EXISTS {{ {pattern} }}"))
    }

    const PROPERTY: &str = "?kind FILTER(?kind IN (owl:ObjectProperty, owl:DatatypeProperty))";

    #[test]
    fn every_own_term_is_declared_in_the_ontology_and_the_reverse() {
        let spoken_of = "{ ?term ?p ?o } UNION { ?s ?p ?term } FILTER(isIRI(?term)) \
                         FILTER(STRSTARTS(STR(?term), STR(ht:)))";
        assert_eq!(terms(spoken_of), own());
        let declared = "?term a ?kind \
             FILTER(isIRI(?term) && ?kind IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty, \
             <http://www.w3.org/ns/sparql-service-description#Function>))";
        assert_eq!(terms(declared), own());
    }

    #[test]
    fn every_own_term_is_labelled_and_explained_in_english_and_chinese() {
        for (words, language) in [
            ("rdfs:label", "en"),
            ("rdfs:label", "zh-hans"),
            ("rdfs:comment", "en"),
            ("rdfs:comment", "zh-hans"),
        ] {
            let pattern = format!("?term {words} ?w FILTER(LANG(?w) = '{language}')");
            assert_eq!(terms(&pattern), own(), "{words} @{language}");
        }
    }

    #[test]
    fn every_own_property_has_a_domain_and_a_range() {
        let none = BTreeSet::new();
        assert_eq!(without(PROPERTY, "?term rdfs:domain ?class"), none);
        assert_eq!(without(PROPERTY, "?term rdfs:range ?class"), none);
    }

    #[test]
    fn every_own_term_stands_under_one_of_a_known_vocabulary() {
        let none = BTreeSet::new();
        let known = "FILTER(!STRSTARTS(STR(?known), STR(ht:)))";
        let under = |step: &str| format!("?term {step}+ ?known {known}");
        assert_eq!(without("owl:Class FILTER(isIRI(?term))", &under("rdfs:subClassOf")), none);
        assert_eq!(without(PROPERTY, &under("rdfs:subPropertyOf")), none);
    }

    #[test]
    fn the_version_is_told_by_its_iri() {
        let agree = "?term owl:versionIRI ?iri ; owl:versionInfo ?version \
                     FILTER(STR(?iri) = CONCAT(STR(?term), '/', ?version))";
        assert_eq!(terms(agree).len(), 1);
    }
}
