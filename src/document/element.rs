//! HTML elements, as far as they shape what a reader sees.

/// What an element does to the text round it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// Stands inside a line: a link, emphasis, anything unknown.
    Inline,
    /// Has no content: an image, a form field.
    Void,
    /// Breaks the line.
    Break,
    /// Stands on lines of its own; its end tag may be missing.
    Block,
    /// Stands on lines of its own and always has an end tag.
    Container,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// Keeps its line breaks.
    Preformatted,
    /// Is never shown.
    Silent,
}

impl Element {
    /// The element of a tag's name in lower case.
    pub(super) fn named(name: &[u8]) -> Self {
        match name {
            b"br" => Self::Break,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"pre" | b"listing" | b"xmp" => Self::Preformatted,
            b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"meta"
            | b"param" | b"source" | b"track" | b"wbr" => Self::Void,
            b"script" | b"style" | b"template" | b"noscript" | b"iframe" | b"head" | b"title"
            | b"svg" | b"noembed" | b"noframes" | b"nav" | b"object" | b"rt" | b"rp" | b"rtc" => {
                Self::Silent
            }
            b"p" | b"li" | b"dt" | b"dd" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6"
            | b"hr" | b"option" | b"optgroup" | b"legend" | b"summary" | b"caption"
            | b"figcaption" | b"tbody" | b"thead" | b"tfoot" | b"body" | b"html" => Self::Block,
            _ if is_container(name) => Self::Container,
            _ => Self::Inline,
        }
    }

    /// Whether it begins and ends a line.
    pub(super) fn is_block(self) -> bool {
        matches!(self, Self::Block | Self::Container | Self::Row | Self::Preformatted)
    }
}

fn is_container(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"center"
            | b"details"
            | b"dialog"
            | b"div"
            | b"dl"
            | b"fieldset"
            | b"figure"
            | b"footer"
            | b"form"
            | b"header"
            | b"hgroup"
            | b"main"
            | b"menu"
            | b"ol"
            | b"section"
            | b"select"
            | b"table"
            | b"ul"
    )
}

/// Whether the content of an element is not markup, up to its end tag.
pub(super) fn is_raw(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"noscript" | b"iframe" | b"noembed" | b"title")
}

/// Whether an element is the whole page: a script shows it when it is ready.
pub(super) fn is_page(name: &[u8]) -> bool {
    matches!(name, b"html" | b"body")
}

/// Whether an element holds the reading of what stands before it; its end tag may be missing.
pub(super) fn is_reading(name: &[u8]) -> bool {
    matches!(name, b"rt" | b"rp" | b"rtc")
}

/// Whether a `style` attribute hides its element.
pub(super) fn style_hides(style: &[u8]) -> bool {
    style.split(|&byte| byte == b';').any(|declaration| {
        let mut parts = declaration.splitn(2, |&byte| byte == b':').map(<[u8]>::trim_ascii);
        let property = parts.next().unwrap_or_default();
        let value = parts.next().unwrap_or_default();
        property.eq_ignore_ascii_case(b"display")
            && value.get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"none"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        let check = |style: &str, expected: bool| {
            assert_eq!(style_hides(style.as_bytes()), expected, "{style}");
        };
        check("display:none", true);
        check("color: red; Display : NONE !important", true);
        check("display: block", false);
        check("x-display:none", false);
        check("", false);
    }

    #[test]
    fn elements_by_name() {
        let check = |name: &str, expected: Element| {
            assert_eq!(Element::named(name.as_bytes()), expected, "{name}");
        };
        check("article", Element::Container);
        check("p", Element::Block);
        check("br", Element::Break);
        check("font", Element::Inline);
        check("script", Element::Silent);
    }
}
