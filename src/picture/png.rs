//! PNG: our own SVG, painted by resvg. Chinese without a font would be boxes; that is refused.

use std::sync::{Arc, Mutex};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{FontResolver, Options, Tree};

use super::svg::{Theme, svg};
use super::{PictureError, Scene};

/// Pixels of the picture for a pixel of the drawing, so that it is sharp on fine screens.
const SCALE: f32 = 2.0;
/// No side is longer than this.
const LONGEST: f32 = 10_000.0;

/// The fonts of this machine.
pub(super) fn system_fonts() -> Arc<Database> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    Arc::new(fonts)
}

/// Paints a scene with some fonts.
pub(super) fn png(scene: &Scene, fonts: Arc<Database>) -> Result<Vec<u8>, PictureError> {
    let missing = Arc::new(Mutex::new(None));
    if fonts.is_empty() {
        return Err(PictureError::Font('海'));
    }
    let options =
        Options { fontdb: fonts, font_resolver: resolver(&missing), ..Options::default() };
    let paint = |error: &dyn std::fmt::Display| PictureError::Paint(error.to_string());
    let tree =
        Tree::from_str(&svg(scene, Theme::Light), &options).map_err(|error| paint(&error))?;
    if let Some(c) = missing.lock().ok().and_then(|missing| *missing) {
        return Err(PictureError::Font(c));
    }
    let size = tree.size();
    let scale = SCALE.min(LONGEST / size.width().max(size.height()));
    let whole = size.to_int_size().scale_by(scale);
    let mut pixels = whole
        .and_then(|size| Pixmap::new(size.width(), size.height()))
        .ok_or_else(|| paint(&"it has no size"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| paint(&error))
}

/// Finds fonts as usual, any if none fits, and remembers the first Chinese character that none has.
fn resolver<'a>(missing: &Arc<Mutex<Option<char>>>) -> FontResolver<'a> {
    let usual = FontResolver::default_font_selector();
    let fallback = FontResolver::default_fallback_selector();
    let missing = Arc::clone(missing);
    FontResolver {
        select_font: Box::new(move |font, fonts| {
            usual(font, fonts).or_else(|| fonts.faces().next().map(|face| face.id))
        }),
        select_fallback: Box::new(move |c, used, fonts| {
            let found = fallback(c, used, fonts);
            if found.is_none()
                && is_chinese(c)
                && let Ok(mut missing) = missing.lock()
            {
                missing.get_or_insert(c);
            }
            found
        }),
    }
}

/// Whether a character is of the Chinese script, or of the marks written with it.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Database, Scene, png};

    #[test]
    fn without_a_font_the_package_is_told() {
        let scene = Scene { title: "出海".to_owned(), ..Scene::default() };
        let error = png(&scene, Arc::new(Database::new())).expect_err("there is no font");
        assert!(error.to_string().contains("apt install fonts-noto-cjk"), "{error}");
    }

    #[test]
    fn a_font_without_chinese_is_noticed() {
        let mut fonts = Database::new();
        fonts.load_fonts_dir("/usr/share/fonts/truetype/dejavu");
        if fonts.is_empty() {
            return eprintln!("skipped: no font without Chinese was found");
        }
        let scene = Scene { title: "出海".to_owned(), ..Scene::default() };
        let error = png(&scene, Arc::new(fonts)).expect_err("there is no Chinese font");
        assert!(error.to_string().starts_with("no font on this machine has `"), "{error}");
    }
}
