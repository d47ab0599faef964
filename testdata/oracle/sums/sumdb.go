package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"sort"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func playNote(c Case) answer {
	var list []note.Verifier
	for _, k := range c.Keys {
		v, err := note.NewVerifier(k)
		if err != nil {
			return answer{"key": k, "keyErr": err.Error()}
		}
		list = append(list, v)
	}
	n, err := note.Open(c.Note, note.VerifierList(list...))
	a := answer{"err": text(err)}
	if err == nil {
		a["text"] = n.Text
		tree, err := tlog.ParseTree([]byte(n.Text))
		a["treeErr"] = text(err)
		if err == nil {
			a["size"], a["hash"] = tree.N, tree.Hash.String()
		}
	}
	return a
}

// Remote is what a database says to one request.
type Remote struct {
	Body []byte `json:"body,omitempty"`
	Err  string `json:"err,omitempty"`
}

// world is all that a client sees, and what it did.
type world struct {
	sync.Mutex
	c        Case
	asked    []string
	security string
	answer   func(path string) *Remote
}

func (w *world) ReadRemote(path string) ([]byte, error) {
	w.Lock()
	defer w.Unlock()
	w.asked = append(w.asked, path)
	r := w.answer(path)
	if r == nil {
		r = &Remote{Err: "reading " + path + ": 404 Not Found"}
	}
	if r.Err != "" {
		return nil, errors.New(r.Err)
	}
	return r.Body, nil
}

func (w *world) ReadConfig(file string) ([]byte, error) {
	w.Lock()
	defer w.Unlock()
	if file == "key" {
		return []byte(w.c.Key), nil
	}
	return w.c.Latest, nil
}

func (w *world) WriteConfig(file string, old, new []byte) error {
	w.Lock()
	defer w.Unlock()
	if !bytes.Equal(old, w.c.Latest) {
		return sumdb.ErrWriteConflict
	}
	w.c.Latest = new
	return nil
}

func (w *world) ReadCache(file string) ([]byte, error) {
	w.Lock()
	defer w.Unlock()
	if data := w.c.Cache[file]; len(data) > 0 {
		return data, nil
	}
	return nil, fs.ErrNotExist
}

func (w *world) WriteCache(file string, data []byte) {
	w.Lock()
	defer w.Unlock()
	w.c.Cache[file] = data
}

func (w *world) Log(msg string) {}

func (w *world) SecurityError(msg string) {
	w.Lock()
	defer w.Unlock()
	w.security = msg
}

func (w *world) play() answer {
	cache := map[string][]byte{}
	for k, v := range w.c.Cache {
		cache[k] = v
	}
	w.c.Cache = cache
	client := sumdb.NewClient(w)
	var results []answer
	for _, l := range w.c.Lookups {
		w.asked = nil
		lines, err := client.Lookup(l[0], l[1])
		a := answer{}
		if err != nil {
			a["err"] = err.Error()
		} else {
			a["lines"] = append([]string{}, lines...)
		}
		if w.security != "" {
			a["security"] = w.security
		}
		sort.Strings(w.asked)
		a["asked"] = append([]string{}, w.asked...)
		results = append(results, a)
		if w.security != "" {
			break
		}
	}
	return answer{"results": results, "latest": string(w.c.Latest)}
}

func playDatabase(c Case) answer {
	w := &world{c: c, answer: func(path string) *Remote { return c.Remote[path] }}
	return w.play()
}

// A database is a log of records with its key.
type database struct {
	name         string
	skey, vkey   string
	texts        [][]byte
	hashes       []tlog.Hash
	records      []tlog.Hash
	withoutAnyH1 map[int]bool
}

func (d *database) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, i := range indexes {
		out = append(out, d.hashes[i])
	}
	return out, nil
}

func moduleName(i int) string { return fmt.Sprintf("corp.test/M%d", i) }

func newDatabase(r *rand.Rand, n int, fork int) *database {
	d := &database{name: "sum.test"}
	d.skey, d.vkey, _ = note.GenerateKey(nil, d.name)
	for i := 0; i < n; i++ {
		d.add(i, fork)
	}
	return d
}

// add appends record i, which says something else from record fork on.
func (d *database) add(i, fork int) {
	salt := ""
	if fork >= 0 && i >= fork {
		salt = "x"
	}
	text := fmt.Sprintf("%s v1.0.0 h1:%dzip%s=\n%s v1.0.0/go.mod h1:%dmod%s=\n", moduleName(i), i, salt, moduleName(i), i, salt)
	if i%7 == 3 {
		text = fmt.Sprintf("%s v1.0.0 h2:%d\nother.test/x v1.0.0 h1:x=\n", moduleName(i), i)
	}
	hashes, _ := tlog.StoredHashes(int64(i), []byte(text), d)
	d.hashes = append(d.hashes, hashes...)
	d.texts = append(d.texts, []byte(text))
}

func (d *database) head(n int) []byte {
	hash, _ := tlog.TreeHash(int64(n), d)
	return d.sign(tlog.FormatTree(tlog.Tree{N: int64(n), Hash: hash}))
}

func (d *database) sign(text []byte) []byte {
	s, _ := note.NewSigner(d.skey)
	msg, err := note.Sign(&note.Note{Text: string(text)}, s)
	if err != nil {
		panic(err)
	}
	return msg
}

func (d *database) lookup(i, n int) []byte {
	msg, err := tlog.FormatRecord(int64(i), d.texts[i])
	if err != nil {
		panic(err)
	}
	return append(msg, d.head(n)...)
}

func (d *database) tile(path string, n int) *Remote {
	t, err := tlog.ParseTilePath(strings.TrimPrefix(path, "/"))
	if err != nil {
		return nil
	}
	if size := int64(n) >> uint(t.H*t.L); t.N<<uint(t.H)+int64(t.W) > size {
		return nil
	}
	data, err := tlog.ReadTileData(t, d)
	if err != nil {
		return nil
	}
	return &Remote{Body: data}
}

func flip(r *rand.Rand, data []byte) []byte {
	data = append([]byte(nil), data...)
	if len(data) > 0 {
		data[r.Intn(len(data))] ^= 1 << r.Intn(8)
	}
	return data
}

func sizeFor(r *rand.Rand) int {
	switch r.Intn(12) {
	case 0:
		return 1 + r.Intn(5000)
	case 1:
		return []int{255, 256, 257, 511, 512, 513, 1024}[r.Intn(7)]
	case 2, 3:
		return 1 + r.Intn(600)
	}
	return 1 + r.Intn(20)
}

// faulty changes a lookup's answer in one way.
func faulty(r *rand.Rand, d, other *database, i, n int, body []byte) *Remote {
	text := d.texts[i]
	join := func(parts ...any) *Remote { return &Remote{Body: []byte(fmt.Sprint(parts...))} }
	s := func(b []byte) string { return string(b) }
	switch r.Intn(20) {
	case 0:
		return &Remote{Body: flip(r, body)}
	case 1:
		return join(r.Intn(n), "\n", s(text), "\n", s(d.head(n)))
	case 2:
		return join(n+r.Intn(3), "\n", s(text), "\n", s(d.head(n)))
	case 3:
		return join([]string{"-1", "+0", "007", "x", "", "1_0"}[r.Intn(6)], "\n", s(text), "\n", s(d.head(n)))
	case 4:
		return join(i, "\n", s(d.texts[r.Intn(n)]), "\n", s(d.head(n)))
	case 5:
		return join(i, "\n", s(text), "\n")
	case 6:
		return join(i, "\n", s(text), "\n", s(other.head(n)))
	case 7:
		return join(i, "\n", s(text), "\n", s(d.sign([]byte(fmt.Sprintf("go.sum database tree\n%d\n%s\n", n, tlog.Hash{1})))))
	case 8:
		return join(i, "\n", s(text), "\n", s(d.sign([]byte("go.sum database tree\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"))))
	case 9:
		forms := []string{"go.sum database tree\n1\n", "go.sum database\n1\nx\n", "go.sum database tree\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "go.sum database tree\n1\nAAAA\n", "go.sum database tree\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"}
		return join(i, "\n", s(text), "\n", s(d.sign([]byte(forms[r.Intn(len(forms))]))))
	case 10:
		return join("<html>\n<body>\n\nsign in\n")
	case 11:
		return &Remote{Err: "reading https://sum.test/lookup: " + []string{"404 Not Found", "410 Gone\n\tserver response: gone", "500 Internal Server Error"}[r.Intn(3)]}
	case 12:
		return &Remote{Body: bytes.ReplaceAll(body, []byte("\n"), []byte("\r\n"))}
	case 13:
		return &Remote{Body: body[:r.Intn(len(body))]}
	case 14:
		return &Remote{Body: append(body[:len(body):len(body)], []byte("— other.test AAAAAAAA\n")...)}
	case 15:
		return &Remote{Body: append(body[:len(body):len(body)], bytes.Repeat([]byte("— other.test AAAAAAAA\n"), 98+r.Intn(3))...)}
	case 16:
		return join(i, "\n", s(text), "\n", s(d.sign([]byte(fmt.Sprintf("%s v1.0.0 h1:fromthenote=\n", moduleName(i))))))
	case 17:
		extra := fmt.Sprintf("%s v1.0.0 h1:fromthenote=\n", moduleName(i))
		hash, _ := tlog.TreeHash(int64(n), d)
		return join(i, "\n", s(text), "\n", s(d.sign(append(tlog.FormatTree(tlog.Tree{N: int64(n), Hash: hash}), extra...))))
	case 18:
		return join(i, "\n", s(text), "\n", s(d.head(1+r.Intn(n))))
	}
	return &Remote{}
}

func faultyTile(r *rand.Rand, data []byte) *Remote {
	switch r.Intn(6) {
	case 0:
		return &Remote{Body: data[:r.Intn(len(data))]}
	case 1:
		return &Remote{Body: append(data[:len(data):len(data)], 0)}
	case 2:
		return nil
	case 3:
		return &Remote{Err: "Get \"https://sum.test/tile\": EOF"}
	}
	return &Remote{Body: flip(r, data)}
}

// makeDatabase makes a database, with faults in half of all cases, and records what the client of this release asks.
func makeDatabase(r *rand.Rand) Case {
	n := sizeFor(r)
	fork := -1
	if r.Intn(4) == 0 {
		fork = r.Intn(n)
	}
	d := newDatabase(r, n, -1)
	now := d // what the server holds: the same, or a fork of it
	if fork >= 0 {
		now = newDatabase(r, n, fork)
		now.skey, now.vkey = d.skey, d.vkey
	}
	other := newDatabase(r, n, -1)
	bad := r.Intn(2) == 0
	c := Case{Key: d.vkey, Remote: map[string]*Remote{}, Cache: map[string][]byte{}}
	if r.Intn(3) == 0 {
		c.Latest = d.head(1 + r.Intn(n))
		if bad {
			switch r.Intn(5) {
			case 0:
				c.Latest = flip(r, c.Latest)
			case 1:
				c.Latest = other.head(n)
			case 2:
				c.Latest = []byte("rubbish\n")
			}
		}
	}
	for k := r.Intn(4); k >= 0; k-- {
		version := "v1.0.0" + []string{"", "/go.mod"}[r.Intn(2)]
		i := r.Intn(n + n/10)
		c.Lookups = append(c.Lookups, [2]string{moduleName(i), version})
		if r.Intn(8) == 0 && i < n {
			body := now.lookup(i, n)
			if bad && r.Intn(2) == 0 {
				body = flip(r, body)
			}
			c.Cache[fmt.Sprintf("%s/lookup/corp.test/!m%d@v1.0.0", d.name, i)] = body
		}
	}
	if r.Intn(20) == 0 {
		c.Lookups = append(c.Lookups, [2]string{[]string{"corp.test/a b", "corp.test/x", "nodot", "corp.test/é"}[r.Intn(4)], []string{"v1.0.0!", "v1.0.0", "CON"}[r.Intn(3)]})
	}
	serve := func(path string) *Remote {
		if known, ok := c.Remote[path]; ok {
			return known
		}
		var out *Remote
		if rest, ok := strings.CutPrefix(path, "/lookup/corp.test/!m"); ok {
			var i int
			fmt.Sscanf(rest, "%d@", &i)
			if i < n {
				size := n
				if r.Intn(3) == 0 {
					size = i + 1 + r.Intn(n-i)
				}
				out = &Remote{Body: now.lookup(i, size)}
				if bad && r.Intn(2) == 0 {
					out = faulty(r, now, other, i, size, out.Body)
				}
			}
		} else {
			out = now.tile(path, n)
			if out != nil && bad && r.Intn(6) == 0 {
				out = faultyTile(r, out.Body)
			}
			if out != nil && strings.Contains(path, ".p/") && r.Intn(12) == 0 {
				out = nil
			}
		}
		if out != nil {
			c.Remote[path] = out
		}
		return out
	}
	w := &world{c: c, answer: serve}
	w.play()
	return c
}

// makeNote makes a signed note of a tree, with one fault in most cases.
func makeNote(r *rand.Rand) Case {
	d := newDatabase(r, 1+r.Intn(3), -1)
	other := newDatabase(r, 1, -1)
	c := Case{Keys: []string{d.vkey}, Note: d.head(len(d.texts))}
	switch r.Intn(16) {
	case 0, 1:
		c.Note = flip(r, c.Note)
	case 2:
		c.Note = c.Note[:r.Intn(len(c.Note))]
	case 3:
		c.Keys = []string{other.vkey}
	case 4:
		c.Keys = []string{d.vkey, d.vkey}
	case 5:
		c.Note = append(c.Note, c.Note[bytes.LastIndex(c.Note, []byte("—")):]...)
	case 6:
		c.Note = append(c.Note, []byte([]string{"— a AAAAAAA=\n", "— a+b AAAAAAA=\n", "—  AAAAAAA=\n", "— a AAAA\n", "— a \n", "-- a AAAAAAA=\n", "— a AAAAAAA\n", "— a AAAAAAB=\n", "— a AA AAAA=\n", "\n", "— a\u00a0b AAAAAAA=\n", "— é AAAAAAA=\n"}[r.Intn(12)])...)
	case 7:
		c.Note = bytes.ReplaceAll(c.Note, []byte("\n"), []byte("\r\n"))
	case 8:
		key := []byte(d.vkey)
		c.Keys = []string{string(flip(r, key))}
	case 9:
		parts := strings.SplitN(d.vkey, "+", 3)
		forms := []string{parts[0], parts[0] + "+" + parts[1], parts[0] + "++" + parts[2], "+" + parts[1] + "+" + parts[2], strings.ToUpper(parts[0]) + "+" + parts[1] + "+" + parts[2],
			parts[0] + "+" + strings.ToUpper(parts[1]) + "+" + parts[2], parts[0] + "+" + parts[1] + "+" + parts[2] + "+x", parts[0] + "+" + parts[1] + "+", parts[0] + "+00000000+AA==", parts[0] + "+" + parts[1] + "+" + strings.TrimRight(parts[2], "="), "a b+" + parts[1] + "+" + parts[2],
			"sum.test+c4bd6a10+AA==", "sum.test+bd4a5a6d+AQ=="}
		c.Keys = []string{forms[r.Intn(len(forms))]}
	case 10:
		c.Note = d.sign([]byte("go.sum database tree\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n\nlines\n"))
	case 11:
		c.Note = append([]byte("\x00"), c.Note...)
	case 12:
		c.Note = bytes.Replace(c.Note, []byte("tree"), []byte("tr\xffe"), 1)
	case 13:
		c.Note = append(other.head(1), c.Note...)
	}
	return c
}
