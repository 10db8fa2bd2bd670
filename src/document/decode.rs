//! From a file's bytes to text of the same length, so that every offset stays an offset of the file.
//!
//! A few broken bytes are read as `?`, one for one; what is not UTF-8 at all is refused with advice.

use std::borrow::Cow;

/// One broken byte in this many is too much: the file is in another encoding.
const TOLERATED: usize = 100;

/// The text of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    /// As many bytes as the file.
    pub(super) text: Cow<'a, str>,
    /// Offset of the first broken byte and how many there are.
    pub(super) broken: Option<(usize, usize)>,
}

/// Reads `bytes` as UTF-8, or says why the file is skipped.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, String> {
    refuse_others(bytes)?;
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: Cow::Borrowed(text), broken: None });
    }
    let (text, first, count) = replace_broken(bytes);
    if count * TOLERATED > bytes.len() {
        return Err(format!(
            "is not UTF-8 text ({count} of {} bytes are invalid, the first at byte {first}); \
             skipped; if it is Chinese text, convert it with `iconv -f gb18030 -t utf-8`",
            bytes.len()
        ));
    }
    Ok(Decoded { text: Cow::Owned(text), broken: Some((first, count)) })
}

/// Refuses what is empty, UTF-16 or binary.
fn refuse_others(bytes: &[u8]) -> Result<(), String> {
    if bytes.is_empty() || bytes == b"\xEF\xBB\xBF" {
        return Err("is empty; skipped".to_owned());
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err("is not UTF-8 text (it begins with a UTF-16 byte order mark); skipped; \
                    convert it with `iconv -f utf-16 -t utf-8`"
            .to_owned());
    }
    memchr::memchr(0, bytes).map_or(Ok(()), |at| {
        Err(format!("is not UTF-8 text (it holds NUL bytes, the first at byte {at}); skipped"))
    })
}

/// The text with `?` for every invalid byte, the offset of the first and their number.
fn replace_broken(bytes: &[u8]) -> (String, usize, usize) {
    let mut text = String::with_capacity(bytes.len());
    let (mut first, mut count) = (None, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert(text.len());
            count += chunk.invalid().len();
            text.extend(chunk.invalid().iter().map(|_| '?'));
        }
    }
    (text, first.unwrap_or(0), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_bytes_keep_their_place() {
        let mut bytes = "出海".repeat(60).into_bytes();
        bytes[4] = 0xFF;
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text.len(), bytes.len());
        assert!(decoded.text.starts_with("出???出海"), "{}", &decoded.text[..12]);
        assert_eq!(decoded.broken, Some((3, 3)));
    }

    #[test]
    fn other_files_are_refused_with_advice() {
        let check = |bytes: &[u8], expected: &str| {
            let message = decode(bytes).unwrap_err();
            assert!(message.contains(expected), "{message}");
        };
        check(b"", "is empty; skipped");
        check(b"\xEF\xBB\xBF", "is empty");
        check(b"\xFF\xFEA\x00", "iconv -f utf-16");
        check(b"\x7FELF\x00", "NUL bytes, the first at byte 4");
        check(b"\xD6\xD0\xB9\xFA", "2 of 4 bytes are invalid, the first at byte 0");
        check(b"\xD6\xD0\xB9\xFA", "iconv -f gb18030 -t utf-8");
    }
}
