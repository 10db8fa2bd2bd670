//! Every IRI the program writes or reads, once.
//!
//! Our own terms (`ht:`) are declared in `ontology/haitu.ttl`; a test keeps the two lists equal.
//! Terms of other vocabularies stand in a module named after their usual prefix.

/// Where entities and documents live unless `--base` says otherwise.
pub const BASE: &str = "https://w3id.org/haitu/";

/// The prefixes of other vocabularies, and of our own terms.
const PREFIXES: &[(&str, &str)] = &[
    ("dcterms", "http://purl.org/dc/terms/"),
    ("ht", ht::NAMESPACE),
    ("itsrdf", "http://www.w3.org/2005/11/its/rdf#"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
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

/// The prefixes that queries may use without declaring them, and that Turtle output declares, for
/// a store with this base.
#[must_use]
pub fn prefixes(base: &str) -> Vec<(&'static str, String)> {
    let folders = FOLDERS.iter().map(|folder| (*folder, format!("{base}{folder}/")));
    let others = PREFIXES.iter().map(|(prefix, iri)| (*prefix, (*iri).to_owned()));
    folders.chain(others).collect()
}

/// Declares the constants of one namespace.
macro_rules! terms {
    ($prefix:literal: $($name:ident = $local:literal),+ $(,)?) => {
        use oxigraph::model::NamedNodeRef;
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
    /// Where haitu's own terms live, whatever the base of the data.
    pub const NAMESPACE: &str = "https://w3id.org/haitu/ontology#";

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
        SENTENCE_COUNT = "sentenceCount",
        STRENGTH = "strength",
        UNLINKED = "Unlinked",
        WITHIN = "within",
    );
}

/// RDF itself.
pub mod rdf {
    terms!("http://www.w3.org/1999/02/22-rdf-syntax-ns#": TYPE = "type");
}

/// The literal types we write.
pub mod xsd {
    /// Where the types of XML Schema live.
    pub const NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema#";

    terms!("http://www.w3.org/2001/XMLSchema#":
        DATE = "date",
        DATE_TIME = "dateTime",
        DECIMAL = "decimal",
        NON_NEGATIVE_INTEGER = "nonNegativeInteger",
    );
}

/// The catalog's names and hierarchy.
pub mod skos {
    terms!("http://www.w3.org/2004/02/skos/core#":
        ALT_LABEL = "altLabel",
        BROADER = "broader",
        EXACT_MATCH = "exactMatch",
        HIDDEN_LABEL = "hiddenLabel",
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
        WEB_PAGE = "WebPage",
    );
}

/// Mentions as spans of text.
pub mod nif {
    terms!("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#":
        ANCHOR_OF = "anchorOf",
        BEGIN_INDEX = "beginIndex",
        END_INDEX = "endIndex",
        PHRASE = "Phrase",
        REFERENCE_CONTEXT = "referenceContext",
    );
}

/// What a span refers to.
pub mod itsrdf {
    terms!("http://www.w3.org/2005/11/its/rdf#":
        TA_CONFIDENCE = "taConfidence",
        TA_IDENT_REF = "taIdentRef",
    );
}

/// Where the graph came from.
pub mod prov {
    terms!("http://www.w3.org/ns/prov#":
        ACTIVITY = "Activity",
        ENDED_AT_TIME = "endedAtTime",
        SOFTWARE_AGENT = "SoftwareAgent",
        WAS_ASSOCIATED_WITH = "wasAssociatedWith",
        WAS_DERIVED_FROM = "wasDerivedFrom",
        WAS_GENERATED_BY = "wasGeneratedBy",
    );
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::NamedOrBlankNode;

    use super::ht;

    #[test]
    fn every_own_term_is_declared_in_the_ontology_and_the_reverse() {
        let declared: BTreeSet<String> = RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(include_str!("../ontology/haitu.ttl"))
            .filter_map(|quad| match quad.expect("the ontology parses").subject {
                NamedOrBlankNode::NamedNode(node) => Some(node.into_string()),
                NamedOrBlankNode::BlankNode(_) => None,
            })
            .filter(|iri| iri.starts_with(ht::NAMESPACE))
            .collect();
        let used: BTreeSet<String> = ht::ALL.iter().map(|term| term.as_str().to_owned()).collect();
        assert_eq!(used, declared);
    }
}
