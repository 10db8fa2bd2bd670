//! The finder of the built-in catalog, made once for all tests of mentions.

use std::sync::LazyLock;

use super::Finder;
use crate::catalog::Catalog;
use crate::vocab;

pub(super) static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::builtin(vocab::BASE).expect("the built-in catalog is right"));

pub(super) static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(&CATALOG));
