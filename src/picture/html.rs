//! stub
use super::Scene;
use std::io::{self, Write};
pub(super) fn write(scene: &Scene, out: &mut impl Write) -> io::Result<()> {
    let _ = scene;
    out.write_all(b"")
}
