//! Exit codes: 2 is for what the arguments alone show to be wrong, 1 for what is not there.

use crate::haitu::Haitu;

#[test]
fn wrong_usage_is_told_from_failure() {
    let haitu = Haitu::with_store();
    for (args, expected) in [
        (&["lookup", ""][..], 2),
        (&["lookup", "华为", "--since", "2023", "--until", "2022", "-l", "nowhere"], 2),
        (&["lookup", "nosuch"], 1),
        (&["lookup", "华为", "-l", "nowhere"], 1),
        (&["query", "--named", "nosuch"], 2),
        (&["query", "--named", "timeline", "--param", "who=华为"], 2),
        (&["query", "--named", "pairs", "--param", "least=many"], 2),
        (&["query", "--named", "timeline", "--param", "entity=nosuch"], 1),
        (&["query", "ASK {}", "--format", "ttl"], 2),
        (&["query", "ASK {"], 1),
        (&["graph", "-o", "picture"], 2),
        (&["graph", "--engine", "sfdp", "--format", "gexf", "-l", "nowhere"], 2),
        (&["graph", "--top", "3", "path", "华为", "印度"], 2),
        (&["graph", "--around", "nosuch"], 1),
        (&["export", "-o", "dump.zip"], 2),
        (&["export", "--entity", " "], 2),
        (&["export", "--graph", "nosuch"], 1),
        (&["build", "missing.md", "-l", "new"], 1),
        (&["build", "page.md", "-j", "0"], 2),
        (&["extract", "page.md", "-j", "0"], 2),
        (&["extract", "page.md", "-j", "1025"], 2),
        (&["man", "nosuch"], 2),
    ] {
        assert_eq!(haitu.output(args).status.code(), Some(expected), "{args:?}");
    }
}
