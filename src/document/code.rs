//! Tells program text from prose: both stand in code blocks, as prose does where somebody indents
//! a paragraph or quotes a line.

/// Languages of fences that hold prose.
const PROSE: [&str; 12] = [
    "text",
    "txt",
    "plain",
    "plaintext",
    "markdown",
    "md",
    "quote",
    "poetry",
    "poem",
    "none",
    "note",
    "abstract",
];

/// What lines of programs begin with.
const BEGINNINGS: [&str; 34] = [
    "import ",
    "from ",
    "def ",
    "class ",
    "return",
    "function ",
    "var ",
    "let ",
    "const ",
    "#include",
    "#!",
    "$ ",
    "sudo ",
    "pip ",
    "npm ",
    "git ",
    "curl ",
    "public ",
    "private ",
    "static ",
    "package ",
    "using ",
    "if (",
    "for (",
    "while (",
    "else",
    "//",
    "/*",
    "* @",
    "SELECT ",
    "echo ",
    "export ",
    "print(",
    "</",
];

/// What stands in lines of programs, and hardly ever in sentences.
const SIGNS: [&str; 16] = [
    "()", "();", "= ", " =", "=\"", "->", "=>", "::", "</", "/>", "{}", "[]", "&&", "||", "!=",
    "+=",
];

/// Whether the text of a code block is program text; `info` is what its fence says, nothing where
/// it is indented.
pub(super) fn is_program(text: &str, info: &str) -> bool {
    let language = info.split([' ', ',', '{', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let is_prose = PROSE.contains(&language.as_str()) || language.starts_with("ad-");
    let (mut prose, mut program, mut other) = (0, 0, 0);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match kind(line) {
            Kind::Prose => prose += line.len(),
            Kind::Program => program += line.len(),
            Kind::Other => other += line.len(),
        }
    }
    let is_named = !language.is_empty() && !is_prose;
    if is_named { program + other >= prose } else { program > prose && program * 2 >= other }
}

/// Whether what stands between backticks in a sentence is program text; a word set off so is none.
pub(super) fn is_expression(text: &str) -> bool {
    let has_han = text.chars().any(is_han);
    let is_joined = text.contains(['(', ')', '{', '}', '=', ';', '$', '<', '>', '\\', '_', '|'])
        || text.contains("::")
        || text.starts_with(['-', '.', '/', '~', '@'])
        || (text.matches(['.', '/']).count() > 1 && !text.contains(' '));
    let calls = ["()", "(\"", "('", "=", "{"].iter().any(|sign| text.contains(sign));
    is_joined && (!has_han || calls)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Prose,
    Program,
    Other,
}

/// What a line is, by its letters and signs.
fn kind(line: &str) -> Kind {
    let han = line.chars().filter(|c| is_han(*c)).count();
    let letters = line.chars().filter(|c| c.is_alphanumeric()).count();
    let is_field = line.starts_with(['"', '\'']) && (line.contains("\":") || line.contains("':"));
    let ends = line.ends_with([';', '{', '}', ')', ']', ',', '>']);
    let begins = BEGINNINGS.iter().any(|word| line.starts_with(word))
        || line.starts_with(['}', '{', '<', ')']);
    let signs = SIGNS.iter().filter(|sign| line.contains(**sign)).count();
    let is_code = begins
        || is_field
        || signs > 1
        || ends && (signs > 0 || line.contains(['(', '{', '=', '<', '[']) || han == 0);
    if han * 2 > letters && !(ends && signs > 0) {
        Kind::Prose
    } else if is_code || signs > 0 && han * 3 < letters {
        Kind::Program
    } else if han > 0 {
        Kind::Prose
    } else {
        Kind::Other
    }
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_told_from_prose() {
        let check = |info: &str, text: &str, expected: bool| {
            assert_eq!(is_program(text, info), expected, "{info} {text}");
        };
        check("swift", "let apple = Google(huawei: \"阿里巴巴\") // Localization", true);
        check("", "let apple = Google(huawei: \"阿里巴巴\")", true);
        check("python", "import numpy as np\n# 读取华为的数据\nx = np.load('a')", true);
        check("bash", "haitu build pages", true);
        check("json", "{\n  \"company\": \"华为\"\n}", true);
        check("", "#include <stdio.h>\nint main() {\n  return 0;\n}", true);
        check("", "<div class=\"x\">\n  华为\n</div>", true);
        check("", "$ sudo apt install nginx\n$ git push", true);
        check("", "华为去了印度，小米也去了。", false);
        check("text", "华为去了印度，小米也去了。", false);
        check("plain", "Huawei went to India.", false);
        check("", "Huawei went to India.\nXiaomi too.", false);
        check("js", "华为去了印度，小米也去了。这里没有一行程序。", false);
        check("", "表一：华为（万元）\n表二：小米", false);
        check("", "营收 = 华为 + 小米", false);
        check("ad-note", "Google 去了印度", false);
        check("", "", false);
    }

    #[test]
    fn words_set_off_are_no_programs() {
        let check =
            |text: &str, expected: bool| assert_eq!(is_expression(text), expected, "{text}");
        check("Google(huawei)", true);
        check("apple = 1", true);
        check("--huawei", true);
        check("import_tencent", true);
        check("a.tencent.b", true);
        check("std::google", true);
        check("/usr/share/huawei", true);
        check("print(\"华为\")", true);
        check("names = [\"华为\"]", true);
        check("华为", false);
        check("TikTok", false);
        check("Made in China", false);
        check("996", false);
        check("华为/小米", false);
        check("华为（中国）", false);
        check("B2B", false);
        check("Node.js", false);
        check("zhihu.md", false);
    }
}
