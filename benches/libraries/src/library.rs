//! The libraries, each as sorted tables of bytes.

use std::path::Path;

use super::{Bytes, KeyspaceCreateOptions, PathBuf, TableDefinition, fs};
use redb::ReadableDatabase as _;

/// The libraries that are measured.
pub(crate) const KINDS: [&str; 3] = ["redb", "fjall", "heed"];

/// A database of one of them.
pub(crate) enum Library {
    Redb(redb::Database),
    Fjall(fjall::Database),
    Heed(heed::Env),
}

type Key = Vec<u8>;

fn table(name: &str) -> TableDefinition<'_, &'static [u8], &'static [u8]> {
    TableDefinition::new(name)
}

impl Library {
    pub(crate) fn create(kind: &str, place: &Path) -> Self {
        fs::create_dir_all(place).expect("a folder");
        Self::open(kind, place)
    }

    pub(crate) fn open(kind: &str, place: &Path) -> Self {
        let file: PathBuf = place.join("file");
        match kind {
            "redb" if file.exists() => Self::Redb(redb::Database::open(file).expect("it opens")),
            "redb" => Self::Redb(redb::Database::create(file).expect("a database")),
            "fjall" => Self::Fjall(fjall::Database::builder(place).open().expect("a database")),
            "heed" => {
                let mut options = heed::EnvOpenOptions::new();
                options.map_size(64 << 30).max_dbs(8);
                // SAFETY: nobody else has the file open, and nobody changes it meanwhile.
                Self::Heed(unsafe { options.open(place) }.expect("a database"))
            }
            _ => panic!("no library is called {kind}"),
        }
    }

    /// Writes a table of entries in the order of their keys.
    pub(crate) fn put(&self, name: &str, entries: impl Iterator<Item = (Key, Vec<u8>)>) {
        match self {
            Self::Redb(db) => {
                let write = db.begin_write().expect("a transaction");
                {
                    let mut table = write.open_table(table(name)).expect("a table");
                    for (key, value) in entries {
                        table.insert(&key[..], &value[..]).expect("it is written");
                    }
                }
                write.commit().expect("it is kept");
            }
            Self::Fjall(db) => {
                let keyspace = db.keyspace(name, KeyspaceCreateOptions::default).expect("a table");
                let mut ingestion = keyspace.start_ingestion().expect("it begins");
                for (key, value) in entries {
                    ingestion.write(key, value).expect("it is written");
                }
                ingestion.finish().expect("it is kept");
            }
            Self::Heed(env) => {
                let mut write = env.write_txn().expect("a transaction");
                let db: heed::Database<Bytes, Bytes> =
                    env.create_database(&mut write, Some(name)).expect("a table");
                for (key, value) in entries {
                    db.put_with_flags(&mut write, heed::PutFlags::APPEND, &key, &value)
                        .expect("it is written");
                }
                write.commit().expect("it is kept");
            }
        }
    }

    pub(crate) fn finish(self) {
        if let Self::Fjall(db) = &self {
            db.persist(fjall::PersistMode::SyncAll).expect("it is kept");
        }
    }

    pub(crate) fn get(&self, name: &str, key: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Redb(db) => {
                let read = db.begin_read().expect("a transaction");
                let table = read.open_table(table(name)).expect("a table");
                table.get(key).expect("it is read").map(|value| value.value().to_vec())
            }
            Self::Fjall(db) => {
                let keyspace = db.keyspace(name, KeyspaceCreateOptions::default).expect("a table");
                keyspace.get(key).expect("it is read").map(|value| value.to_vec())
            }
            Self::Heed(env) => {
                let read = env.read_txn().expect("a transaction");
                let db: heed::Database<Bytes, Bytes> =
                    env.open_database(&read, Some(name)).expect("it is read").expect("a table");
                db.get(&read, key).expect("it is read").map(<[u8]>::to_vec)
            }
        }
    }

    /// The keys of an order that begin with some bytes, no more than so many.
    pub(crate) fn prefix(&self, order: usize, prefix: &[u8], most: usize) -> Vec<Key> {
        let name = format!("order{order}");
        match self {
            Self::Redb(db) => {
                let read = db.begin_read().expect("a transaction");
                let table = read.open_table(table(&name)).expect("a table");
                let range = table.range::<&[u8]>(prefix..).expect("it is read");
                let keys = range.map(|entry| entry.expect("an entry").0.value().to_vec());
                keys.take_while(|key| key.starts_with(prefix)).take(most).collect()
            }
            Self::Fjall(db) => {
                let keyspace = db.keyspace(&name, KeyspaceCreateOptions::default).expect("a table");
                let keys = keyspace.prefix(prefix).take(most);
                keys.map(|entry| entry.key().expect("an entry").to_vec()).collect()
            }
            Self::Heed(env) => {
                let read = env.read_txn().expect("a transaction");
                let db: heed::Database<Bytes, Bytes> =
                    env.open_database(&read, Some(&name)).expect("it is read").expect("a table");
                let keys = db.prefix_iter(&read, prefix).expect("it is read").take(most);
                keys.map(|entry| entry.expect("an entry").0.to_vec()).collect()
            }
        }
    }
}
