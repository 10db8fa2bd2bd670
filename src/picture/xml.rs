//! Elements of an XML text, written one after another; all escaping is quick-xml's.

use std::fmt::Display;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// An XML text that is being written.
pub(super) struct Xml<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> Xml<W> {
    /// Begins with the declaration.
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        Ok(Self { writer: Writer::new(out) })
    }

    /// Goes on within a text that has begun elsewhere.
    pub(super) fn within(out: W) -> Self {
        Self { writer: Writer::new(out) }
    }

    /// `<name attributes>`
    pub(super) fn open(
        &mut self,
        name: &str,
        attributes: &[(&str, &dyn Display)],
    ) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))
    }

    /// `<name attributes/>`
    pub(super) fn empty(
        &mut self,
        name: &str,
        attributes: &[(&str, &dyn Display)],
    ) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    /// `</name>`
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// `<name attributes>text</name>`
    pub(super) fn text(
        &mut self,
        name: &str,
        attributes: &[(&str, &dyn Display)],
        text: &str,
    ) -> io::Result<()> {
        self.open(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::new(text)))?;
        self.close(name)
    }

    /// A line end, for whoever reads the source.
    pub(super) fn line(&mut self) -> io::Result<()> {
        self.writer.get_mut().write_all(b"\n")
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &dyn Display)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        let value = value.to_string();
        start.push_attribute((key.as_bytes(), escape(value.as_str()).as_bytes()));
    }
    start
}

impl Xml<Vec<u8>> {
    /// What was written.
    pub(super) fn into_string(self) -> String {
        String::from_utf8(self.writer.into_inner()).unwrap_or_default()
    }
}
