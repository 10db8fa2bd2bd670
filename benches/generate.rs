//! Writes made-up pages, so that scale can be tried without data:
//! `cargo bench --bench generate -- MEGABYTES FOLDER [SEED]`.

#![expect(clippy::print_stdout, reason = "it says what it did")]

use std::path::Path;

use haitu::catalog::Catalog;
use haitu::vocab;

mod measure;
mod pages;

fn main() {
    let args = measure::arguments();
    let [megabytes, folder, rest @ ..] = args.as_slice() else {
        println!("usage: cargo bench --bench generate -- MEGABYTES FOLDER [SEED]");
        return;
    };
    let wanted: usize = megabytes.parse().expect("a number of megabytes");
    let seed = rest.first().map_or(1, |seed| seed.parse().expect("a number"));
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    let folder = Path::new(folder);
    let (count, bytes) = pages::Pages::new(&catalog, seed).write(folder, wanted * 1_000_000);
    println!("{count} pages, {bytes} bytes in {}", folder.display());
}
