//! Random pages: realistic heads and recorded cases, then bent, cut and glued together.

use base64::{Engine as _, engine::general_purpose::STANDARD};

const CASES: &str = include_str!("../../testdata/golden/xml-cases.jsonl");

/// A page is one of these or of the cases, or several of them in a row.
const HEADS: &[&str] = &[
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>A &amp; B</title>\n\
     <meta name=\"go-import\" content=\"h.test/p git https://g.test/p\">\n\
     <meta name=\"go-source\" content=\"h.test/p _ https://g.test/p{/dir} https://g.test/p#L{line}\">\n\
     <link rel=\"icon\" href=\"/x.ico\">\n</head>\n<body>\nhello <a href=\"https://x\">x</a>\n</body></html>\n",
    "<html><head><script async src='/a.js?x=1&y=2'></script><style>a > b { color: #fff }</style>\r\n\
     <!-- a comment, its text -->\r\n<meta content='h.test/p/q hg https://g.test/q sub' name='go-import'/>\r\n\
     </head><body class=x></body></html>",
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://w\">\
     <html xmlns='http://www.w3.org/1999/xhtml'><head><title/><meta name='go-import' \
     content='h.test mod https://proxy.test'/><meta name='go-import' content='h.test git https://g.test'/></head>",
    "<meta name=go-import content='h.test/p git https://g.test/p'><meta name=go-import content='h.test svn s://x'>",
    "<head><base href=/x><meta name=\"viewport\" content=\"width=device-width\">\
     <script>if (a && b) { c = '<!--' } // -->\n</script><noscript><img src=\"x\"></noscript>\
     <meta name=\"go-import\" content=\"h.test/p/ fossil https://f\"></head>",
];

/// Pieces that mean something to one part of the tokenizer or another.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "</",
    "/>",
    "<!",
    "<?",
    "?>",
    "<!--",
    "-->",
    "--",
    "-",
    "<![CDATA[",
    "]]>",
    "]]",
    "]",
    "<![",
    "<!-",
    "!",
    "?",
    "&",
    "&#",
    "&#x",
    "&lt;",
    "&amp;",
    "&quot;",
    "&apos;",
    "&gt;",
    "&nbsp;",
    "&#0;",
    "&#13;",
    "&#xD800;",
    "&#x10FFFF;",
    "&#x110000;",
    "&#32;",
    "&#X20;",
    "&x",
    "&:;",
    ";",
    "\"",
    "'",
    "`",
    "=",
    " = ",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u{b}",
    "\u{c}",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2003}",
    "\u{200b}",
    "\u{3000}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{1fffe}",
    "é",
    "名",
    "ſ",
    "İ",
    "K",
    "\u{300}",
    "😀",
    "“",
    "”",
    ":",
    "::",
    "a:b",
    ":a",
    "a:",
    "a:b:c",
    ".",
    "_",
    "0",
    "9",
    "<body>",
    "<BODY ",
    "<body/>",
    "<x:body>",
    "</head>",
    "</HEAD >",
    "<head/>",
    "</x:head>",
    "<header>",
    "<meta ",
    "<META ",
    "<x:meta ",
    "meta",
    "name",
    " name=",
    " NAME = ",
    " x:name=",
    " content=",
    "go-import",
    "Go-Import",
    " name=\"go-import\"",
    " name=go-import",
    " content=\"h.test/p git r\"",
    "h.test/p",
    "h.test",
    "mod",
    " content='a b c d'",
    "<meta name=\"go-import\" content=\"h.test/p git https://g\">",
    "<meta name=\"go-import\" content=\"h.test/p mod https://g\">",
    "<meta name='go-import' content='a b'>",
    "<meta name='go-import' content='h.test/p git https://g s'/>",
    "<meta name=\"go-import\" content=\"x\u{a0}y\u{2003}z\">",
    "<?xml ",
    "<?xml version=",
    "<?xml encoding=",
    "version=",
    "encoding=",
    "'1.0'",
    "\"1.1\"",
    "\"utf-8\"",
    "'ascii'",
    "'gbk'",
    "'\u{130}'",
    "<?xml version='1.0' encoding='ASC\u{130}I'?>",
    "<?x ?>",
    "<?xml?>",
    "<!DOCTYPE html>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "<!>",
    "<!\">",
    "<!'",
    "<!a <!-- x -- ' --> >",
    "<script>",
    "</script>",
    "<a href=x.ico>",
    "<a b=/c>",
    "<a @b>",
    "<a b",
    "<3",
    "</ p>",
    "</p x>",
];

/// Bytes that are not UTF-8, and the like.
const BYTES: &[&[u8]] = &[
    b"\xff",
    b"\xc3",
    b"\xe2\x82",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
    b"\x80",
    b"\xef\xbf",
];

/// Makes pages from a seed.
pub(crate) struct Pages {
    state: u64,
    seeds: Vec<Vec<u8>>,
}

impl Pages {
    pub(crate) fn new(seed: u64) -> Self {
        let heads = HEADS.iter().map(|head| head.as_bytes().to_vec());
        let state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        Self { state, seeds: heads.cycle().take(4 * HEADS.len()).chain(cases()).collect() }
    }

    /// The next page.
    pub(crate) fn page(&mut self) -> Vec<u8> {
        let mut page = if self.below(8) == 0 { Vec::new() } else { self.seed_page() };
        for _ in 0..self.below(7).min(self.below(7)) {
            self.bend(&mut page);
        }
        page
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).expect("31 bits") % end
    }

    fn seed_page(&mut self) -> Vec<u8> {
        let index = self.below(self.seeds.len());
        self.seeds[index].clone()
    }

    fn bend(&mut self, page: &mut Vec<u8>) {
        let at = self.below(page.len() + 1);
        match self.below(12) {
            0 => page.truncate(at),
            1 => {
                if let Some(byte) = page.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
            }
            2 => {
                let end = (at + self.below(20)).min(page.len());
                page.drain(at..end);
            }
            3 => self.splice(page, at),
            4 => insert(page, at, BYTES[self.below(BYTES.len())]),
            5 => {
                let end = (at + self.below(40)).min(page.len());
                let copy = page[at..end].to_vec();
                let to = self.below(page.len() + 1);
                insert(page, to, &copy);
            }
            _ => insert(page, at, PIECES[self.below(PIECES.len())].as_bytes()),
        }
    }

    fn splice(&mut self, page: &mut Vec<u8>, at: usize) {
        let other = self.seed_page();
        let from = self.below(other.len() + 1);
        page.truncate(at);
        page.extend_from_slice(&other[from..]);
    }
}

fn insert(page: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    page.splice(at..at, bytes.iter().copied());
}

fn cases() -> impl Iterator<Item = Vec<u8>> {
    CASES.lines().map(|line| {
        let case: serde_json::Value = serde_json::from_str(line).expect("a case");
        STANDARD.decode(case["page"].as_str().expect("a page")).expect("base64")
    })
}
