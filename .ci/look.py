#!/usr/bin/env python3
"""Shows the HTML report in headless Chromium as readers would see it, and looks for what would be wrong.

    look.py GOGET-DOCTOR FOLDER

Has the command check a build of 250 modules in the lab (look.toml, look.txt beside this file) and puts the report, and a screenshot of it for
each width and colour scheme, into FOLDER. Ends with status 1 and a line for each fault: a page of one colour, a message in the
console, a request for anything but the page, a page that is wider than the window, text that is hard to read on what is behind
it or runs over the edge of its box. A page that has all these faults is looked at first. Needs chromium; nothing else.
"""

import base64
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).parent
WIDTHS = (400, 1400)
MODULES = 250
SCHEMES = ("light", "dark")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe"
).split()
# Whatever is asked for in spite of that finds no host.
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"

# What has to be found wrong with a page, and where.
BROKEN = {
    "the page is empty": "<body style='background: canvas'>",
    "a request for http://elsewhere.test/x.png": "<img src='http://elsewhere.test/x.png'>",
    "console: said": "<script>console.log('said')</script>",
    "exception: Uncaught": "<script>throw 1</script>",
    "the page is 2000 pixels wide": "<div style='position: absolute; left: 0; width: 2000px; height: 9px'>",
    "hard to read: pale": "<p style='color: #777; background: #888'>pale</p>",
    "over its edge: toowide": "<table><td style='display: block; width: 9px'><b>toowide</b></table>",
}

# The texts whose contrast with what is behind them is below 4.5 (WCAG 2, level AA), each once.
FAINT = """
(() => {
  const channels = colour => colour.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    const text = walk.currentNode.data.trim();
    if (!text || !element.checkVisibility() || element.closest('title')) continue;
    const style = getComputedStyle(element);
    const own = channels(element instanceof SVGElement ? style.fill : style.color);
    const [dark, bright] = [light(own), light(behind(element))].sort((a, b) => a - b);
    if ((bright + 0.05) / (dark + 0.05) < 4.5) faint.add(text.slice(0, 40));
  }
  return [...faint];
})()
"""


# The texts that run over the edge of the box that is to hold them, each once.
SPILT = """
[...new Set([...document.querySelectorAll('td, th, dd, li, p, pre, summary')]
  .filter(box => box.checkVisibility() && box.clientWidth && box.scrollWidth > box.clientWidth + 1)
  .map(box => box.textContent.trim().slice(0, 40)))]
"""


class Chromium:
    """A browser with a profile of its own, spoken to by its DevTools protocol over two pipes."""

    def __init__(self, profile):
        our_in, its_out = os.pipe()
        its_in, our_out = os.pipe()
        command = ["chromium", *FLAGS, NOWHERE, f"--user-data-dir={profile}", "about:blank"]
        # The protocol is read from descriptor 3 and written to descriptor 4.
        shell = ["sh", "-c", f'exec "$@" 3<&{its_in} 4>&{its_out}', "sh", *command]
        self.process = subprocess.Popen(
            shell, pass_fds=(its_in, its_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(its_in)
        os.close(its_out)
        self.into, self.out = os.fdopen(our_out, "wb"), os.fdopen(our_in, "rb")
        self.number, self.rest, self.events, self.session = 0, b"", [], None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def message(self):
        while b"\0" not in self.rest:
            chunk = self.out.read1(1 << 20)
            if not chunk:
                raise SystemExit("look.py: chromium ended")
            self.rest += chunk
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def ask(self, method, **params):
        """The result of a command; events that come before it are kept."""
        self.number += 1
        asked = {"id": self.number, "method": method, "params": params}
        if self.session:
            asked["sessionId"] = self.session
        self.into.write(json.dumps(asked).encode() + b"\0")
        self.into.flush()
        while (message := self.message()).get("id") != self.number:
            self.events.append(message)
        if "error" in message:
            raise SystemExit(f"look.py: {method}: {message['error']}")
        return message["result"]

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message())

    def close(self):
        self.session = None
        self.ask("Browser.close")
        self.process.wait()


def look(browser, url, width, scheme, picture):
    """What is wrong with the page in a window of this width and this scheme."""
    browser.events.clear()
    browser.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.ask("Page.navigate", url=url)
    browser.wait("Page.loadEventFired")

    def tell(script):
        return browser.ask("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    shot = browser.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"]
    png = base64.b64decode(shot)
    picture.write_bytes(png)
    faults = [fault for event in browser.events if (fault := told(event, url))]
    if colours(png) < 8:
        faults.append("the page is empty")
    if (wide := tell("document.documentElement.scrollWidth")) > width:
        faults.append(f"the page is {wide} pixels wide")
    faults += [f"hard to read: {text}" for text in tell(FAINT)]
    faults += [f"over its edge: {text}" for text in tell(SPILT)]
    return faults


def told(event, url):
    """The fault that an event of the browser tells of, if it does."""
    params = event.get("params", {})
    match event.get("method"):
        case "Network.requestWillBeSent" if params["request"]["url"] != url:
            return f"a request for {params['request']['url']}"
        case "Log.entryAdded":
            return f"console: {params['entry']['text']}"
        case "Runtime.consoleAPICalled":
            return f"console: {params['args'][0].get('value')}"
        case "Runtime.exceptionThrown":
            return f"exception: {params['exceptionDetails']['text']}"


def colours(png):
    """How many different bytes the pixels of a PNG have, before its filters are undone."""
    at, data = 8, b""
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return len(set(zlib.decompress(data)))


def modules():
    """Those of look.txt, and many more of which some fail for a reason that they share."""
    lines = (HERE / "look.txt").read_text()
    more = range(MODULES - len(lines.splitlines()))
    paths = (f"login/part{number}" if number % 9 == 0 else f"tool/part{number}" for number in more)
    return lines + "".join(f"go.corp.example/{path}\n" for path in paths)


def report(command, folder):
    """The page that the command makes of a build in its lab."""
    page = folder / "report.html"
    settings = {"PATH": os.environ["PATH"]}
    lab = subprocess.Popen(
        [command, "lab", "serve", HERE / "look.toml"], env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        # Lines of a shell, export NAME='VALUE', then a sentence.
        for line in iter(lab.stdout.readline, ""):
            if line.startswith("serving "):
                break
            name, value = shlex.split(line)[1].split("=", 1)
            settings[name] = value
        listed = folder / "modules.txt"
        listed.write_text(modules())
        arguments = ["check", "--module", "--until", "root", "-q", f"--report=html={page}", listed]
        status = subprocess.run([command, *arguments], env=settings, stdout=subprocess.DEVNULL).returncode
        if status != 1:
            raise SystemExit(f"look.py: the check ended with {status}, not with 1")
    finally:
        lab.terminate()
        lab.wait()
    return page


def misses(browser, folder):
    """The faults that are not seen where they are."""
    page = folder / "broken.html"
    missed = []
    for fault, html in BROKEN.items():
        page.write_text(f"<!doctype html><meta charset=utf-8><link rel=icon href='data:,'>{html}")
        seen = look(browser, page.as_uri(), WIDTHS[0], SCHEMES[0], folder / "broken.png")
        if fault not in seen:
            missed.append(f"not seen: {fault}, but {seen}")
    return missed


def main(command, folder):
    folder = pathlib.Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    page = report(command, folder)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Chromium(profile)
        for domain in ("Page", "Network", "Runtime", "Log"):
            browser.ask(f"{domain}.enable")
        wrong = misses(browser, folder)
        for width in WIDTHS:
            for scheme in SCHEMES:
                picture = folder / f"{width}-{scheme}.png"
                faults = look(browser, page.as_uri(), width, scheme, picture)
                wrong += [f"{picture.name}: {fault}" for fault in faults]
        browser.close()
    print(*wrong or [f"the report is as it should be, see {folder}"], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
