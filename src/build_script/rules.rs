//! The rules that a store is made by, as one hash: over the sources of the stages that make records
//! and what follows from them, and the versions of the crates that decide with them. Run by Cargo
//! before it compiles, so that nobody has to think of it: whoever changes a rule has another hash.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use siphasher::sip128::{Hasher128 as _, SipHasher13};

/// The stages whose sources say what is read of a page, and what is made of it. A test sees to it
/// that whatever they name of this crate is among them.
pub(crate) const ROOMS: [&str; 12] = [
    "card", "catalog", "digest", "document", "graph", "hash", "mention", "passage", "rdf",
    "refusal", "text", "vocab",
];

/// The crates of which a new version may read, cut or write otherwise.
pub(crate) const CRATES: [&str; 16] = [
    "fast2s",
    "html5gum",
    "jieba-rs",
    "jiff",
    "oxigraph",
    "oxiri",
    "oxrdf",
    "oxttl",
    "petgraph",
    "pinyin",
    "pulldown-cmark",
    "serde-saphyr",
    "serde_json",
    "toml",
    "unicode-normalization",
    "unicode-width",
];

/// The hash of the rules of the package in a folder: 32 hexadecimal digits. Line ends are of no
/// account: a checkout on another system has the same rules.
pub(crate) fn hash(package: &Path) -> io::Result<String> {
    let mut hash = SipHasher13::new();
    for room in ROOMS {
        for file in sources(&package.join("src"), room)? {
            let name = file.strip_prefix(package).unwrap_or(&file).to_string_lossy();
            hash_text(&mut hash, &name.replace('\\', "/"));
            hash_text(&mut hash, &fs::read_to_string(&file)?.replace("\r\n", "\n"));
        }
    }
    // A package without a lock file is built with whatever versions there are.
    let lock = fs::read_to_string(package.join("Cargo.lock")).unwrap_or_default();
    for version in versions(&lock) {
        hash_text(&mut hash, &version);
    }
    let hash = hash.finish128();
    Ok(format!("{:016x}{:016x}", hash.h1, hash.h2))
}

/// Takes a text into a hash, and where it ends.
fn hash_text(hash: &mut SipHasher13, text: &str) {
    std::hash::Hasher::write(hash, &(text.len() as u64).to_le_bytes());
    std::hash::Hasher::write(hash, text.as_bytes());
}

/// The files of a room: its own, and those in its folder, however deep, in the order of their names.
fn sources(src: &Path, room: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = vec![src.join(format!("{room}.rs"))];
    let folder = src.join(room);
    if folder.is_dir() {
        add_files(&folder, &mut files)?;
    }
    files.sort();
    Ok(files)
}

fn add_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            add_files(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// The names and versions of the crates that decide, as the lock file has them.
fn versions(lock: &str) -> Vec<String> {
    let lines: Vec<&str> = lock.lines().map(str::trim_end).collect();
    let named = |line: &str| -> Option<String> {
        let name = line.strip_prefix("name = \"")?.strip_suffix('"')?;
        CRATES.contains(&name).then(|| name.to_owned())
    };
    let pairs =
        lines.windows(2).filter_map(|pair| Some(format!("{} {}", named(pair[0])?, pair[1])));
    pairs.collect()
}
