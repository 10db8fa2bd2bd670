//! The style sheet of a drawing: one set of rules, two palettes.

use std::fmt::Write as _;

use crate::catalog::Kind;
use crate::picture::palette::{DARK, LIGHT, Palette};

/// In which light a drawing is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::picture) enum Theme {
    /// Whichever the reader prefers.
    Both,
    /// On white paper.
    Light,
}

/// The style sheet.
pub(in crate::picture) fn style(theme: Theme) -> String {
    let mut css = String::from(
        ".e{fill:none;stroke-linecap:round}.n circle{stroke-width:1.5}.n.region circle{stroke-width:3}\
         .label{text-anchor:middle;paint-order:stroke;stroke-width:3.5;stroke-linejoin:round;\
         pointer-events:none}.label.after{text-anchor:start}.label.before{text-anchor:end}\
         .label.within{stroke:none;font-weight:600}.tint{opacity:.55;pointer-events:none}\
         .n:focus{outline:none}.n:hover circle,.n:focus circle{stroke-width:4}\
         .e:hover{stroke-opacity:1}",
    );
    css += &colours(&LIGHT);
    if theme == Theme::Both {
        let _ = write!(css, "@media(prefers-color-scheme:dark){{{}}}", colours(&DARK));
    }
    css
}

fn colours(palette: &Palette) -> String {
    let Palette { paper, ink, faint, line, tint, .. } = palette;
    let mut css = format!(
        ".paper{{fill:{paper}}}.ink{{fill:{ink}}}.faint{{fill:{faint}}}\
         .label{{fill:{ink};stroke:{paper}}}.label.within{{fill:{paper}}}\
         .e,.sample{{stroke:{line}}}.e:hover{{stroke:{ink}}}.rule{{stroke:{tint}}}\
         .tint path{{stroke:{tint}}}.tint circle,.swatch{{fill:{tint}}}\
         .n circle{{stroke:{paper}}}.n:hover circle,.n:focus circle{{stroke:{ink}}}\
         .outline{{fill:none;stroke:{faint}}}"
    );
    for kind in Kind::ALL {
        let (name, colour) = (kind.as_str(), palette.kind(kind));
        let _ = match kind {
            Kind::Region => write!(
                css,
                ".{name}{{fill:{paper};stroke:{colour}}}.n.{name} circle{{stroke:{colour}}}\
                 .label.hollow{{fill:{ink}}}"
            ),
            _ => write!(css, ".{name}{{fill:{colour}}}"),
        };
    }
    css
}
