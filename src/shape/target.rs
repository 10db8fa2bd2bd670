//! Which nodes a shape is about.

use oxigraph::model::Term;

use super::source::Source;
use crate::vocab::sh;

/// The graph patterns that give `?this`, one a target of the shape, in the order of their words.
pub(super) fn patterns(source: &Source, shape: &Term) -> Vec<String> {
    let forms = [
        // Several graphs may say what a thing is, and their union says it as often.
        (sh::TARGET_CLASS, "{ SELECT DISTINCT ?this { ?this a <> } }"),
        (sh::TARGET_NODE, "VALUES ?this { <> }"),
        (sh::TARGET_SUBJECTS_OF, "{ SELECT DISTINCT ?this { ?this <> ?anything } }"),
        (sh::TARGET_OBJECTS_OF, "{ SELECT DISTINCT ?this { ?anything <> ?this } }"),
    ];
    let mut patterns = Vec::new();
    for (form, pattern) in forms {
        let objects = source.objects(shape, form);
        patterns.extend(objects.iter().map(|object| pattern.replace("<>", &object.to_string())));
    }
    patterns.sort();
    patterns
}
