//! The ground that every stage stands on: what text is, before anything is known of companies or
//! pages. When two ways of writing a name are one (`fold`, `seam`), how names are typed in pinyin
//! (`spelling`), which words there are (`dictionary`) and which are nearly right (`near`), where
//! sentences end (`sentence`) and where something stands in a file (`place`), how figures (`figure`),
//! facts (`fact`), whole texts (`paragraph`) and words of commands (`shell`) are shown.

pub mod dictionary;
#[doc(hidden)]
pub mod fact;
#[doc(hidden)]
pub mod figure;
pub mod fold;
pub mod near;
#[doc(hidden)]
pub mod paragraph;
pub mod place;
pub mod seam;
pub mod sentence;
pub mod shell;
pub mod spelling;
