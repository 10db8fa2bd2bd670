//! The tokens of a Turtle file with their lines and columns, which a parser of RDF does not keep.
//! Files that are no Turtle are told by the parser; this takes what it gets.

/// A token of Turtle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// An IRI as it is written, without its brackets.
    Iri(String),
    /// A prefixed name, a number, `a` or a directive.
    Word(String),
    /// A text without its escapes, language or type.
    Text(String),
    /// One character of punctuation.
    Mark(char),
}

/// The tokens of a file with their places.
pub(crate) struct Tokens<'a> {
    rest: &'a str,
    line: u32,
    column: u32,
}

impl<'a> Tokens<'a> {
    /// Line and column count from 1; the column counts code points.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text, line: 1, column: 1 }
    }

    /// Takes so many bytes.
    fn cut(&mut self, length: usize) -> &'a str {
        let (cut, rest) = self.rest.split_at(length.min(self.rest.len()));
        for c in cut.chars() {
            if c == '\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
        self.rest = rest;
        cut
    }

    fn skip_space(&mut self) {
        loop {
            let space = self.rest.len() - self.rest.trim_start().len();
            self.cut(space);
            if !self.rest.starts_with('#') {
                return;
            }
            self.cut(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
    }

    fn text(&mut self, quote: char) -> Token {
        let long: String = [quote; 3].iter().collect();
        let mark = if self.rest.starts_with(&long) { long } else { quote.to_string() };
        self.cut(mark.len());
        let mut end = 0;
        while end < self.rest.len() && !self.rest[end..].starts_with(&mark) {
            let escaped = usize::from(self.rest[end..].starts_with('\\'));
            let skipped = self.rest[end..].chars().take(1 + escaped);
            end += skipped.map(char::len_utf8).sum::<usize>();
        }
        let text = unescaped(self.cut(end));
        self.cut(mark.len());
        if self.rest.starts_with('@') {
            let tag = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '@';
            self.cut(self.rest.find(|c| !tag(c)).unwrap_or(self.rest.len()));
        }
        Token::Text(text)
    }

    fn word(&mut self) -> Token {
        let ends = |c: char| c.is_whitespace() || ";,[]()\"'<>^#".contains(c);
        let mut end = 0;
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            if ends(c) {
                break;
            }
            end = at + c.len_utf8();
            if c == '\\' {
                end += chars.next().map_or(0, |(_, escaped)| escaped.len_utf8());
            }
        }
        let word = self.rest[..end.max(1).min(self.rest.len())].trim_end_matches('.');
        let length = word.len().max(1);
        Token::Word(self.cut(length).to_owned())
    }
}

impl Iterator for Tokens<'_> {
    type Item = (Token, (u32, u32));

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_space();
        let place = (self.line, self.column);
        let first = self.rest.chars().next()?;
        let token = match first {
            '<' => {
                let iri = self.cut(self.rest.find('>').map_or(self.rest.len(), |end| end + 1));
                Token::Iri(iri.trim_matches(['<', '>']).to_owned())
            }
            '"' | '\'' => self.text(first),
            ';' | ',' | '[' | ']' | '(' | ')' | '.' | '^' => {
                self.cut(first.len_utf8());
                Token::Mark(first)
            }
            _ if first.is_ascii_punctuation() && !"@:_-+%\\".contains(first) => {
                self.cut(first.len_utf8());
                Token::Mark(first)
            }
            _ => self.word(),
        };
        Some((token, place))
    }
}

/// A text without its escapes.
fn unescaped(text: &str) -> String {
    let (mut plain, mut chars) = (String::with_capacity(text.len()), text.chars());
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        let code = |digits: String| u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
        match chars.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some('u') => plain.extend(code(chars.by_ref().take(4).collect())),
            Some('U') => plain.extend(code(chars.by_ref().take(8).collect())),
            other => plain.extend(other),
        }
    }
    plain
}
