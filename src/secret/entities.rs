//! Character references, as far as passwords on a page are written with them.

/// `page` without character references, and for each place in that the place in the page.
pub(super) fn decoded(page: &[u8]) -> (String, Vec<usize>) {
    let (mut text, mut places) = (String::with_capacity(page.len()), Vec::new());
    let mut at = 0;
    while at < page.len() {
        let (symbol, length) = symbol(&page[at..]);
        text.push(symbol);
        places.resize(text.len(), at);
        at += length;
    }
    places.push(at);
    (text, places)
}

/// The character that begins `text`, which may be written as a reference, and its length there.
fn symbol(text: &[u8]) -> (char, usize) {
    if text[0] == b'&'
        && let Some(end) = text.iter().take(12).position(|byte| *byte == b';')
        && let Some(symbol) = reference(&text[..end])
    {
        return (symbol, end + 1);
    }
    let character = text.get(..4).unwrap_or(text).utf8_chunks().next();
    match character.and_then(|chunk| chunk.valid().chars().next()) {
        Some(symbol) => (symbol, symbol.len_utf8()),
        None => (char::REPLACEMENT_CHARACTER, 1),
    }
}

/// What a character reference, without its `;`, means.
fn reference(text: &[u8]) -> Option<char> {
    let name = str::from_utf8(text).ok()?.strip_prefix('&')?;
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        return char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?);
    }
    let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
    let more = [("commat", '@'), ("colon", ':'), ("sol", '/'), ("num", '#'), ("percnt", '%')];
    known.iter().chain(&more).find(|(other, _)| *other == name).map(|(_, symbol)| *symbol)
}
