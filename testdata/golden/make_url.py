"""Writes url.jsonl: what go's net/url makes of URLs and references.

Usage: python3 make_url.py GO    (GO: the go command whose answers are wanted)
"""
import base64
import itertools
import json
import pathlib
import subprocess
import sys

import gotool

ESCAPES = ["%41", "%2f", "%2F", "%20", "%zz", "%", "%4", "%c3%a9", "%ff", "%25", "%00", "%7f", "%3a", "%40"]

HOSTS = """
h h:80 h: : :80 h:bad h:80x h:80:90 h::80 ::1 a:b:c [::1 [::1] [::1]:80 [::1]: [::1]x [::1]:bad [] [abc] [abc]:80
[1.2.3.4] [1.2.3] [1.2.3.4.5] [1.2.3.256] [1.2.3.04] [1.2.3.x] [.1.2.3] [1.2.3.4:1] [1.] [1:] [:] [1] [::] [:::] [::g]
[::1%25en0] [::1%25en0]:90 [::1%en0] [fe80::1%25] [::1%25%20] [::1%25a%41] [::1%25%2f] [::1%25%zz] [%31::1] [::1%25a]b]
[::1]] [[::1]] [v1.x] [1:2:3:4:5:6:7:8:9] [1:2:3:4:5:6:7] [1:2:3:4:5:6:7:8::] [12345::] [1::2::3] [1::2:] [:1::2]
[1:2:3:4:5:6:1.2.3.4] [1:1.2.3.4] [::1.2.3] [::1.2.3.4.5] [::01.2.3.4] [::1.2.3.] [::a.2.3.4] [1::2:3:4:5:6:7:1.2.3.4]
[::ffff:1.2.3.4] [%251] [1.2.3.4%25a] [\xe9] [%c3%a9] x[::1] x[::1]:80 a[b a] a]:80 <a> a\\b h"x h|x h^ h{ h` h' h!
H.Example.COM h. .h -h h_x b\xfccher.test xn--bcher-kva.test h,i h;i h=i h&i h$i h(i) h*
u@h u:p@h u:@h :@h @h u:p@ss@h u:p%40ss@h u%zz@h u:%zz@h u%20x@h \xfc@h u:p:q@h u/p@h u:p@h:80 u:p@[::1]:80 u:%ff@h u;x:p;y@h
u!$&'()*+,;=:p!$&'()*+,;=@h u~._-:p@h u[@h u"@h @@h :p@h
""".split() + ["h i", "u p@h", "[ ::1]", "", "%41", "h%41"]

PATHS = [
    "", "/", "/x", "/x/", "//x", "///x", "/a b", "/a%20b", "/\u00e9", "/%C3%A9", "/%c3%a9", "/a;b,c", "/a:b", "/@v/list",
    "/!foo", "/%21foo", "/(x)", "/'x'", "/*", "/[x]", "/x|y", "/x\\y", "/x^y", "/{x}", "/\"x\"", "/<x>", "/`", "/~x", "/a+b", "/a&b=c$d",
    "/.", "/..", "/./x", "/../x", "/x/../y", "/x/./y/..", "/%2e%2e/x", "/x?", "/x??", "/x?y", "/x?y?z", "/x?y z", "/x?\u00e9", "/x?%zz",
    "/x?go-get=1", "?", "?x", "/x#", "/x#f", "/x#f#g", "/x#%zz", "/x#f g", "/x#\u00e9", "/x#!()*", "/x#a%20b", "/x#%21", "#f", "?#", "/x?y#z",
    "/x\x7f", "/x\x00", "/x\ny", "/x\ty", "/\u2028", "/%2f", "/%2F/", "/x%", "/x%4",
]

BARE = [
    "", "x", "x/y", "x:y", "x:80/y", "1.2.3.4:80", "1.2.3.4:80/x", "git@h:a/b.git", "h/a:b", "./a:b", "*", "*?x", "*x", ":", "://x", ":x",
    "/", "//", "///", "////", "//h", "//h/x", "///x", "////x", "//u:p@h/x", "?x", "#x", "?", "#", "mailto:x@y", "mailto:", "ext::sh -c x", "a:b:c",
    "http:", "http:/", "http://", "http:///", "http:///x", "http:x", "http:/x", "http:?x", "http:#x", "https:proxy.test", "https:/proxy.test/x",
    "HTTP://H/X", "hTTps://h", "git+ssh://u@h/x", "svn+ssh://h", "x-y.z+1://h", "1http://h", "-x://h", "+x:y", ".x:y", "h_p://x", "\u00e9://x",
    "file:/x", "file:x", "file://x", "file:///x", "file:///x?y", "file://localhost/x", "file:////x", "file://", "file:", "C:\\proxy", "C:/proxy",
    "https://C:\\proxy", "\"http://h\"", " http://h", "http://h ", "http://h:99999/ok", "http://h/x y", "ssh://h:22:33/x", "foo://a:b:c/x",
    "x://", "x:///", "x://h", "x:/", "x:/y", "x://@/", "x:opaque?q#f", "mongodb://h1:1,h2:2/", "ssh://git@h:22/a/b.git", "ssh://git@h:a/b.git",
    "http://a/b?x=http://u:p@c/", "http://[bad", "ftp://h", "//a:b:c/", "//[::1]x", "https://", "data:,x", "javascript:alert(1)", "a/b:c", "%41:b", "%zz",
    "/%2f^", "file:/%2f^", "file:/.//x", "https://[%]]",
]

BASES = [
    "http://a/b/c/d;p?q", "http://a/b/c/d;p?q#f", "https://u:p@h:80/x/y?go-get=1", "https://h", "https://h?go-get=1", "mailto:x", "mailto:x?y#z",
    "x/y", "", "//h/x", "file:/x/y", "https://h/a%2fb/c%2fd?x", "https://h/%21foo/x", "https://h//x//y", "x:?q", "https://h/..", "https://h/a/./b/../c",
]

REFERENCES = [
    "", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", ".", "./", "..", "../", "../g", "../..", "../../", "../../g",
    "../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "http:g", "g:h", "http://[bad", ":x", "%zz",
    "https://u:p@other/x", "//u@other", "?", "#", "/a%2fb", "a%2f../b", "/\u00e9", "/a b", "mailto:y", "///x", "////x", "g//h", "..//g", "./a:b", "a:b", "/?go-get=1",
    "https:/x", "http:", "*", "/*", "/%2e%2e/g", "//", "?%zz", "#%zz", "x?a=../b", "http://h/../..", "HTTPS://H/", "?a?b", "/x/..//g", "/.//g", "/..//g", ".//^", "/%2f^", "file:/.//x",
]


def texts():
    """(URL, reference or None), each once."""
    urls = [f"https://{host}/x" for host in HOSTS] + [f"ssh://{host}" for host in HOSTS]
    urls += [f"https://h{path}" for path in PATHS] + [f"https:{path}" for path in PATHS] + [path for path in PATHS]
    urls += [place.replace("@E", escape) for escape in ESCAPES
             for place in ("https://@E/x", "https://h/@E", "https://@E:x@h/", "https://u:@E@h/", "https://h?@E", "https://h#@E")]
    rows = [(url, None) for url in dict.fromkeys(urls + BARE)]
    return rows + list(itertools.product(BASES, REFERENCES))


def saved(text):
    return text if isinstance(text, str) else {"base64": base64.b64encode(text).decode()}


def main():
    rows = texts() + [(b"https://h/\xff?\xfe#\xfd", b"\xff"), (b"https://\xff/", b"?\xff"), (b"\xff:x", None), (b"https://\xff@h/", None)]
    asked = [{"raw": saved(raw)} | ({} if ref is None else {"reference": saved(ref)}) for raw, ref in rows]
    lines = "".join(json.dumps(row) + "\n" for row in asked)
    program = gotool.build(sys.argv[1], "make_url.go")
    answers = subprocess.run([program], input=lines.encode(), capture_output=True, check=True).stdout
    pathlib.Path(__file__).with_name("url.jsonl").write_bytes(answers)


main()
