//! How a node of the table of words is packed into 64 bits, from the lowest: where its children
//! stand, the letter that leads to it, how often its word was counted plus one (0: it is none), and
//! the number of the word's part of speech. The build script writes it so.

/// How many bits tell where the children stand.
pub(super) const BASE_BITS: u32 = 21;
/// How many bits a letter has.
pub(super) const LETTER_BITS: u32 = 14;
/// How many bits a frequency has.
pub(super) const FREQUENCY_BITS: u32 = 21;
