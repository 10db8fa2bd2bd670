//! Writes made-up pages, so that scale can be tried without data:
//! `cargo bench --bench generate -- MEGABYTES FOLDER [SEED]`.

#![expect(clippy::print_stdout, reason = "it says what it did")]

use std::fs;
use std::path::Path;

use haitu::catalog::Catalog;
use haitu::vocab;

mod pages;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [megabytes, folder, rest @ ..] = args.as_slice() else {
        println!("usage: cargo bench --bench generate -- MEGABYTES FOLDER [SEED]");
        return;
    };
    let wanted: usize = megabytes.parse().expect("a number of megabytes");
    let seed = rest.first().map_or(1, |seed| seed.parse().expect("a number"));
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    let mut pages = pages::Pages::new(&catalog, seed);
    let folder = Path::new(folder);
    fs::create_dir_all(folder).expect("a folder");
    let (mut bytes, mut count) = (0, 0);
    while bytes < wanted * 1_000_000 {
        let (name, page) = pages.next_page();
        fs::write(folder.join(name), &page).expect("a page is written");
        bytes += page.len();
        count += 1;
    }
    println!("{count} pages, {bytes} bytes in {}", folder.display());
}
