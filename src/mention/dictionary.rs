//! The dictionary of words, which takes longer to load than the catalog: a program that is going to
//! find names can have it loaded beside that.

use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use jieba_rs::Jieba;

/// The dictionary that is being loaded.
static AHEAD: Mutex<Option<JoinHandle<Jieba>>> = Mutex::new(None);

/// Begins to load the dictionary on a thread of its own, for whoever first has a doubtful name.
pub fn load_ahead() {
    let thread = thread::Builder::new().spawn(Jieba::new);
    *AHEAD.lock().unwrap_or_else(PoisonError::into_inner) = thread.ok();
}

/// The dictionary: the one that was loaded ahead, if nobody has that yet.
pub(super) fn dictionary() -> Jieba {
    let ahead = AHEAD.lock().unwrap_or_else(PoisonError::into_inner).take();
    ahead.and_then(|thread| thread.join().ok()).unwrap_or_default()
}
