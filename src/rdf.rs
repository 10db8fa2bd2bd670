//! Everything as RDF: quads with IRIs that follow from the input, and no blank nodes, so that the
//! same input gives the same statements and sorted N-Quads are canonical.
//!
//! One named graph a document, one each for the catalog, the derived statements and the
//! provenance. Plain functions; knows nothing of files or engines.

use std::collections::BTreeSet;
use std::ops::Range;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad, Term};
use petgraph::visit::EdgeRef as _;

use crate::catalog::{Catalog, Entity};
use crate::digest::{Copies, Digest, MentionDigest, Sentence, UnitDigest, author_iri, named_by};
use crate::document::{DocumentKind, UnitKind};
use crate::graph::{self, CoMentions, Edge, NAMESAKES, Node};
use crate::vocab::{ht, itsrdf, nif, prov, rdf, schema, skos, xsd};

pub mod jsonld;
mod known;
mod provenance;
pub mod xml;

pub use known::Mentioned;
pub use provenance::{Run, RunTimes, provenance_quads};

/// The language tag of page text: Chinese, whatever the script.
const PAGE_LANGUAGE: &str = "zh";

/// The named graph of the catalog's own statements.
#[must_use]
pub fn catalog_graph(base: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}graph/catalog"))
}

/// The named graph of counts and co-mentions.
#[must_use]
pub fn derived_graph(base: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}graph/derived"))
}

/// The named graph that tells where all others come from.
#[must_use]
pub fn provenance_graph(base: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}graph/provenance"))
}

/// Collects the statements of one named graph.
struct Statements {
    graph: NamedNode,
    quads: Vec<Quad>,
}

impl Statements {
    fn new(graph: NamedNode) -> Self {
        Self { graph, quads: Vec::new() }
    }

    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.graph.clone()));
    }

    fn add_all<T: Into<Term>>(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        objects: impl IntoIterator<Item = T>,
    ) {
        for object in objects {
            self.add(subject, predicate, object);
        }
    }
}

/// The statements of one document: the page, its units, and every mention with its evidence. Made
/// as they are asked for: a page may have millions.
pub fn document_quads<'a>(base: &'a str, digest: &'a Digest) -> impl Iterator<Item = Quad> + 'a {
    let units = digest.units.iter().flat_map(move |unit| unit_quads(base, digest, unit));
    page_quads(base, digest).into_iter().chain(units)
}

fn page_quads(base: &str, digest: &Digest) -> Vec<Quad> {
    let mut page = Statements::new(NamedNode::new_unchecked(&digest.iri));
    describe_page(&mut page, base, digest);
    describe_authors(&mut page, base, digest);
    page.quads
}

fn unit_quads<'a>(
    base: &'a str,
    digest: &'a Digest,
    unit: &'a UnitDigest,
) -> impl Iterator<Item = Quad> + 'a {
    let document = NamedNode::new_unchecked(&digest.iri);
    let mut out = Statements::new(document.clone());
    describe_unit(&mut out, base, digest, unit);
    let sentences = unit.mentioning().flat_map(move |sentence| {
        let mut out = Statements::new(document.clone());
        describe_sentence(&mut out, digest, unit, &sentence);
        out.quads
    });
    out.quads.into_iter().chain(sentences)
}

fn describe_page(out: &mut Statements, base: &str, digest: &Digest) {
    let document = &out.graph.clone();
    out.add(document, rdf::TYPE, schema::WEB_PAGE);
    out.add_all(document, schema::NAME, digest.title.as_deref().map(in_chinese));
    out.add_all(document, schema::DATE_PUBLISHED, digest.published.as_deref().map(date));
    out.add_all(document, schema::DATE_MODIFIED, digest.modified.as_deref().map(date));
    out.add_all(document, schema::KEYWORDS, digest.keywords.iter().map(|word| in_chinese(word)));
    out.add(document, prov::WAS_DERIVED_FROM, content(&digest.sha256));
    out.add(document, ht::PATH, Literal::from(digest.path.as_str()));
    add_author(out, base, document, digest.author.as_deref());
    for unlinked in &digest.unlinked {
        let company = NamedNode::new_unchecked(&unlinked.iri);
        out.add(&company, rdf::TYPE, ht::COMPANY);
        out.add(&company, rdf::TYPE, ht::UNLINKED);
        let name = Literal::new_language_tagged_literal_unchecked(&unlinked.name, "zh-hans");
        out.add(&company, skos::PREF_LABEL, name);
        let short_forms = unlinked.short_forms.iter().map(|name| in_chinese(name));
        out.add_all(&company, skos::ALT_LABEL, short_forms);
    }
    if digest.kind == DocumentKind::Question {
        let question = question_of(document);
        out.add(document, schema::MAIN_ENTITY, question.clone());
        out.add(&question, rdf::TYPE, schema::QUESTION);
        out.add_all(&question, schema::NAME, digest.title.as_deref().map(in_chinese));
    }
}

fn describe_unit(out: &mut Statements, base: &str, digest: &Digest, unit: &UnitDigest) {
    let document = out.graph.clone();
    let node = &NamedNode::new_unchecked(&unit.iri);
    match unit.kind {
        UnitKind::Answer => {
            let question = question_of(&document);
            out.add(&question, schema::SUGGESTED_ANSWER, node.clone());
            out.add(node, rdf::TYPE, schema::ANSWER);
            out.add(node, schema::PARENT_ITEM, question);
        }
        UnitKind::Article => {
            let part = if digest.kind == DocumentKind::Lines {
                schema::HAS_PART
            } else {
                schema::MAIN_ENTITY
            };
            out.add(&document, part, node.clone());
            out.add(node, rdf::TYPE, schema::NEWS_ARTICLE);
        }
    }
    out.add(node, schema::POSITION, Literal::from(i64::from(unit.position)));
    out.add_all(node, schema::IDENTIFIER, unit.id.as_deref().map(Literal::from));
    out.add_all(node, schema::URL, unit.url.as_deref().map(Literal::from));
    out.add_all(node, schema::NAME, unit.title.as_deref().map(in_chinese));
    out.add_all(node, schema::DATE_PUBLISHED, digest.date_of(unit).map(date));
    out.add(node, schema::TEXT, in_chinese(&unit.text));
    add_author(out, base, node, unit.author.as_deref());
    let named = named_by(&unit.mentions).into_iter();
    let entities = named.map(|entity| &digest.entities[entity as usize]);
    out.add_all(node, schema::MENTIONS, entities.map(NamedNode::new_unchecked));
}

fn add_author(out: &mut Statements, base: &str, work: &NamedNode, name: Option<&str>) {
    let author = name.map(|name| NamedNode::new_unchecked(author_iri(base, name)));
    out.add_all(work, schema::AUTHOR, author);
}

/// Describes every author of a document once.
fn describe_authors(out: &mut Statements, base: &str, digest: &Digest) {
    let of_units = digest.units.iter().filter_map(|unit| unit.author.as_deref());
    let names: BTreeSet<&str> = of_units.chain(digest.author.as_deref()).collect();
    for name in names {
        let author = NamedNode::new_unchecked(author_iri(base, name));
        out.add(&author, rdf::TYPE, schema::PERSON);
        out.add(&author, schema::NAME, Literal::from(name));
    }
}

/// Describes a sentence that mentions something, and the phrases in it. A name that stands alone is
/// its own sentence: a span of a text is one node, whatever it is.
fn describe_sentence(
    out: &mut Statements,
    digest: &Digest,
    unit: &UnitDigest,
    sentence: &Sentence<'_>,
) {
    let node = part(unit, &sentence.points);
    let is_phrase = |mention: &MentionDigest| (mention.start..mention.end) == sentence.points;
    if !sentence.mentions.iter().any(is_phrase) {
        place(out, unit, &node, &sentence.points);
    }
    out.add(&node, rdf::TYPE, nif::SENTENCE);
    for mentions in sentence.mentions.chunk_by(|one, other| one.bytes == other.bytes) {
        describe_phrase(out, digest, unit, mentions, &node);
    }
}

/// Describes one span, and the one or more entities that it names.
fn describe_phrase(
    out: &mut Statements,
    digest: &Digest,
    unit: &UnitDigest,
    mentions: &[MentionDigest],
    sentence: &NamedNode,
) {
    let Some(mention) = mentions.first() else { return };
    let points = mention.start..mention.end;
    let phrase = &part(unit, &points);
    let (byte_begin, byte_end) = mention.source;
    out.add(phrase, rdf::TYPE, nif::PHRASE);
    place(out, unit, phrase, &points);
    out.add(phrase, nif::SENTENCE_OF_PHRASE, sentence.clone());
    out.add(phrase, nif::ANCHOR_OF, Literal::from(unit.exact(mention)));
    out.add(phrase, itsrdf::TA_CONFIDENCE, confidence(mention.confidence));
    out.add(phrase, ht::BYTE_BEGIN, count(byte_begin));
    out.add(phrase, ht::BYTE_END, count(byte_end));
    let entities = mentions.iter().map(|mention| digest.entity(mention));
    out.add_all(phrase, itsrdf::TA_IDENT_REF, entities.map(NamedNode::new_unchecked));
}

/// A part of a unit's text, in code points.
fn part(unit: &UnitDigest, points: &Range<usize>) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#char={},{}", unit.iri, points.start, points.end))
}

/// Says which part of which text a node is.
fn place(out: &mut Statements, unit: &UnitDigest, node: &NamedNode, points: &Range<usize>) {
    out.add(node, nif::REFERENCE_CONTEXT, NamedNode::new_unchecked(&unit.iri));
    out.add(node, nif::BEGIN_INDEX, count(points.start));
    out.add(node, nif::END_INDEX, count(points.end));
}

fn question_of(document: &NamedNode) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#question", document.as_str()))
}

fn in_chinese(text: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, PAGE_LANGUAGE)
}

/// A date as the document stage normalised it: with or without a time of day. In the form in which
/// an engine gives it back.
fn date(text: &str) -> Literal {
    let datatype = if text.contains('T') { xsd::DATE_TIME } else { xsd::DATE };
    let text = text.strip_suffix("+00:00").map_or(text.to_owned(), |utc| format!("{utc}Z"));
    Literal::new_typed_literal(text, datatype)
}

fn count(number: usize) -> Literal {
    Literal::new_typed_literal(number.to_string(), xsd::INTEGER)
}

/// Two digits, and no zeros at the end: an engine would leave them out.
fn confidence(confidence: f32) -> Literal {
    let digits = format!("{confidence:.2}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    Literal::new_typed_literal(digits, xsd::DECIMAL)
}

/// Counts and ranks of every mentioned entity, the communities, and every pair that was mentioned
/// together. Made as they are asked for: there may be millions of pairs.
pub fn derived_quads<'a>(
    base: &'a str,
    catalog: &'a Catalog,
    co_mentions: &'a CoMentions,
) -> impl Iterator<Item = Quad> + 'a {
    let graph = co_mentions.graph();
    let figures = graph.node_weights().flat_map(move |node| {
        let mut out = Statements::new(derived_graph(base));
        describe_figures(&mut out, node);
        out.quads
    });
    // Who meets nobody has no community.
    let groups = co_mentions.communities().iter().filter(|members| members.len() > 1);
    let communities = groups.flat_map(move |members| {
        let members: Vec<&Node> = members.iter().map(|&member| &graph[member]).collect();
        let mut out = Statements::new(derived_graph(base));
        describe_community(&mut out, base, catalog, &members);
        out.quads
    });
    let pairs = graph.edge_references().flat_map(move |edge| {
        let (one, other) = (&graph[edge.source()], &graph[edge.target()]);
        let mut out = Statements::new(derived_graph(base));
        describe_co_mention(&mut out, base, one, other, edge.weight());
        out.quads
    });
    figures.chain(communities).chain(pairs)
}

fn describe_figures(out: &mut Statements, node: &Node) {
    let entity = NamedNode::new_unchecked(&node.iri);
    out.add(&entity, ht::ANSWER_COUNT, Literal::from(node.answers));
    out.add(&entity, ht::MENTION_COUNT, Literal::from(node.mentions));
    out.add(&entity, ht::AUTHOR_COUNT, Literal::from(node.authors));
    out.add(&entity, ht::RANK, rounded(node.rank));
    out.add(&entity, ht::BETWEENNESS, rounded(node.betweenness));
    out.add(&entity, ht::CORE_NUMBER, Literal::from(node.core));
}

/// Describes a community by its members, the strongest first; it has its IRI from the first.
fn describe_community(out: &mut Statements, base: &str, catalog: &Catalog, members: &[&Node]) {
    let Some(first) = members.first() else { return };
    let iri = format!("{base}community/{}", local_name(base, first));
    let community = NamedNode::new_unchecked(iri);
    let labels = |label: fn(&Entity) -> &str| -> Vec<&str> {
        let named = members.iter().take(NAMESAKES);
        named
            .map(|node| match catalog.id(&node.iri) {
                Some(id) => label(catalog.entity(id)),
                None => node.unlinked.as_deref().unwrap_or(&node.iri),
            })
            .collect()
    };
    let name = labels(|entity| &entity.label).join("、");
    let name_en = labels(|entity| &entity.label_en).join(", ");
    let tagged = Literal::new_language_tagged_literal_unchecked;
    out.add(&community, rdf::TYPE, ht::COMMUNITY);
    out.add(&community, skos::PREF_LABEL, tagged(name, "zh-hans"));
    out.add(&community, skos::PREF_LABEL, tagged(name_en, "en"));
    out.add(&community, ht::MEMBER_COUNT, Literal::from(members.len() as u64));
    for member in members {
        out.add(&NamedNode::new_unchecked(&member.iri), ht::IN_COMMUNITY, community.clone());
    }
}

/// An entity's IRI as a part of another: `company.huawei`.
fn local_name(base: &str, node: &Node) -> String {
    node.iri.strip_prefix(base).unwrap_or(&node.iri).replace(['/', '#'], ".")
}

fn describe_co_mention(out: &mut Statements, base: &str, one: &Node, other: &Node, edge: &Edge) {
    let iri = format!("{base}comention/{}+{}", local_name(base, one), local_name(base, other));
    let pair = NamedNode::new_unchecked(iri);
    out.add(&pair, rdf::TYPE, ht::CO_MENTION);
    out.add(&pair, ht::PARTICIPANT, NamedNode::new_unchecked(&one.iri));
    out.add(&pair, ht::PARTICIPANT, NamedNode::new_unchecked(&other.iri));
    out.add(&pair, ht::ANSWER_COUNT, Literal::from(edge.answers));
    out.add(&pair, ht::SENTENCE_COUNT, Literal::from(edge.sentences));
    out.add(&pair, ht::AUTHOR_COUNT, Literal::from(edge.authors));
    out.add(&pair, ht::NPMI, rounded(edge.npmi));
    out.add(&pair, ht::STRENGTH, rounded(edge.strength));
}

/// That the copies among all answers and articles are copies, each of the one that counts.
pub fn copy_quads<'a>(base: &str, copies: &'a Copies) -> impl Iterator<Item = Quad> + 'a {
    let graph = derived_graph(base);
    copies.pairs().map(move |(copy, original)| {
        let [copy, original] = [copy, original].map(NamedNode::new_unchecked);
        Quad::new(copy, ht::COPY_OF, original, graph.clone())
    })
}

/// A figure to six digits: more would be noise, and would differ from machine to machine.
fn rounded(figure: f64) -> Literal {
    Literal::from(graph::rounded(figure))
}

/// Some bytes, known by their SHA-256.
fn content(sha256: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("urn:sha256:{sha256}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::model::Quad;
    use oxigraph::store::Store;

    use super::*;
    use crate::document;
    use crate::mention::Finder;

    fn read(page: &str, catalog: &Catalog) -> Digest {
        let document = document::read("a.md", page.as_bytes()).document.expect("a document");
        Digest::new(crate::vocab::BASE, page.as_bytes(), &document, catalog, &Finder::new(catalog))
    }

    fn digest(catalog: &Catalog) -> Digest {
        let page = "---\ntitle: 出海\ndate: 2022-07-06T21:45:03+00:00\n---\n\n\
                    ### 知乎用户 甲 发表\n\n😀𠀀华为和小米手机都在日韩出海，海角科技有限公司也在。\n";
        read(page, catalog)
    }

    /// What is said of the parts of the first answer's text: `0,2 a Phrase`.
    fn of_parts(page: &str) -> Vec<String> {
        let base = crate::vocab::BASE;
        let catalog = Catalog::builtin(base).expect("the catalog");
        let digest = read(page, &catalog);
        let short = |term: &str| term.rsplit(['#', '=', '/']).next().unwrap_or(term).to_owned();
        let told = document_quads(base, &digest).filter_map(|quad| {
            let subject = quad.subject.to_string();
            let object = match &quad.object {
                Term::NamedNode(node) => short(node.as_str()),
                Term::Literal(literal) => literal.value().to_owned(),
                Term::BlankNode(node) => node.to_string(),
            };
            let predicate = short(quad.predicate.as_str());
            let (_, span) = subject.trim_end_matches('>').split_once("#char=")?;
            Some(format!("{span} {predicate} {object}"))
        });
        told.collect()
    }

    #[test]
    fn a_phrase_is_one_step_from_its_sentence() {
        let told = of_parts("### 知乎用户 甲 发表\n\n好。😀华为和日韩好。菊厂！\n");
        let of_kind = |kind: &str| told.iter().filter(|line| line.contains(kind)).count();
        assert_eq!((of_kind(" type Sentence"), of_kind(" type Phrase")), (2, 3));
        for line in [
            "2,10 type Sentence",
            "2,10 referenceContext 1",
            "2,10 beginIndex 2",
            "2,10 endIndex 10",
            "3,5 sentence 2,10",
            "6,8 sentence 2,10",
            "10,12 sentence 10,13",
        ] {
            assert!(told.iter().any(|told| told == line), "{line} is not in {told:#?}");
        }
    }

    #[test]
    fn a_name_that_stands_alone_is_its_own_sentence_and_nothing_is_said_twice() {
        let told = of_parts("### 知乎用户 甲 发表\n\n华为\n\n菊厂很好。\n");
        let of_name: Vec<&str> = told.iter().filter_map(|line| line.strip_prefix("0,2 ")).collect();
        for line in ["type Sentence", "type Phrase", "sentence 0,2", "beginIndex 0", "endIndex 2"] {
            assert!(of_name.contains(&line), "{line} is not in {of_name:#?}");
        }
        let once: BTreeSet<&String> = told.iter().collect();
        assert_eq!(once.len(), told.len(), "{told:#?}");
    }

    #[test]
    fn an_engine_gives_back_what_was_written_to_the_letter() {
        let base = crate::vocab::BASE;
        let catalog = Catalog::builtin(base).expect("the catalog");
        let digest = digest(&catalog);
        let run = Run {
            started: "1970-01-01T00:00:00Z",
            ended: "1970-01-01T00:00:01Z",
            version: "1",
            catalog_hash: catalog.hash(),
            rules_hash: "2",
        };
        let quads: Vec<Quad> = document_quads(base, &digest)
            .chain(
                catalog.triples().map(|triple| triple.in_graph(&catalog_graph(base)).into_owned()),
            )
            .chain(derived_quads(base, &catalog, &CoMentions::new([&digest])))
            .chain(provenance_quads(base, &run, [(&*digest.iri, &*digest.sha256)]))
            .collect();
        let store = Store::new().expect("a store");
        for quad in &quads {
            store.insert(quad).expect("it is taken");
        }
        let written: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
        let kept: BTreeSet<String> =
            store.iter().map(|quad| quad.expect("a quad").to_string()).collect();
        let differ: Vec<&String> = written.symmetric_difference(&kept).take(6).collect();
        assert!(differ.is_empty(), "{differ:#?}");
    }
}
