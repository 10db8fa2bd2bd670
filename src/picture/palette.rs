//! Colours and letters. Blue, orange and green of unlike lightness keep apart for the colour-blind;
//! regions are rings, so that colour never tells alone.

use crate::catalog::Kind;

/// Sans-serif letters that have Chinese on every system.
pub(super) const SANS: &str = "Noto Sans CJK SC,Noto Sans SC,Source Han Sans SC,PingFang SC,\
                               Hiragino Sans GB,Microsoft YaHei,sans-serif";
/// Letters with serifs, for titles.
pub(super) const SERIF: &str = "Noto Serif CJK SC,Noto Serif SC,Source Han Serif SC,Songti SC,\
                                STSong,SimSun,serif";

/// The colours of one theme.
pub(super) struct Palette {
    /// Behind everything.
    pub(super) paper: &'static str,
    /// Titles and names.
    pub(super) ink: &'static str,
    /// Small print.
    pub(super) faint: &'static str,
    /// Ties.
    pub(super) line: &'static str,
    /// Behind communities.
    pub(super) tint: &'static str,
    /// By kind, in the order of [`Kind::ALL`].
    pub(super) kinds: [&'static str; 4],
}

/// By day.
pub(super) const LIGHT: Palette = Palette {
    paper: "#fbfaf7",
    ink: "#22262b",
    faint: "#6a7078",
    line: "#7d8690",
    tint: "#e9e4d8",
    kinds: ["#2a6496", "#c0621a", "#c0621a", "#3c8065"],
};

/// By night.
pub(super) const DARK: Palette = Palette {
    paper: "#15181c",
    ink: "#e8e6e1",
    faint: "#989fa8",
    line: "#808a96",
    tint: "#2f3741",
    kinds: ["#78b0dc", "#eba35c", "#eba35c", "#7cc3a2"],
};

impl Palette {
    /// The colour of a kind.
    pub(super) const fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Company => self.kinds[0],
            Kind::Country => self.kinds[1],
            Kind::Region => self.kinds[2],
            Kind::Concept => self.kinds[3],
        }
    }
}
