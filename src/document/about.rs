//! What a page, or an item of JSON, says of itself wherever it says it: in its markup, in linked data,
//! beside its text.

/// What a page or an item says of itself besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
}

impl About {
    /// The same, with what it does not say taken from what stands round it.
    pub(super) fn inside(self, around: &Self) -> Self {
        Self {
            title: self.title.or_else(|| around.title.clone()),
            author: self.author.or_else(|| around.author.clone()),
            published: self.published.or_else(|| around.published.clone()),
            modified: self.modified.or_else(|| around.modified.clone()),
        }
    }
}
