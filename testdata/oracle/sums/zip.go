package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/sumdb/dirhash"
	modzip "golang.org/x/mod/zip"
)

func text(err error) any {
	if err == nil {
		return nil
	}
	return err.Error()
}

func playZip(c Case) answer {
	dir, _ := os.MkdirTemp("", "sums")
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "m.zip")
	os.WriteFile(name, c.Zip, 0o666)
	shown := func(err error) any {
		if err == nil {
			return nil
		}
		return strings.ReplaceAll(err.Error(), name, "m.zip")
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		return answer{"open": shown(err)}
	}
	defer z.Close()
	a := answer{}
	kinds := ""
	for _, f := range z.File {
		switch m := f.Mode(); {
		case m.IsDir():
			kinds += "d"
		case m&fs.ModeType == fs.ModeSymlink:
			kinds += "l"
		case m.IsRegular():
			kinds += "f"
		default:
			kinds += "o"
		}
	}
	a["kinds"] = kinds
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, c.Module+"/") {
			a["unexpected"] = f.Name
			break
		}
	}
	h, err := dirhash.HashZip(name, dirhash.Hash1)
	if err != nil {
		a["hashErr"] = shown(err)
	} else {
		a["hash"] = h
	}
	path, version, _ := strings.Cut(c.Module, "@")
	checked, err := modzip.CheckZip(module.Version{Path: path, Version: version}, name)
	a["check"] = shown(err)
	a["valid"] = len(checked.Valid)
	return a
}

// TreeFile is a file of a tree; Mode is one of f, l, d, o. Text is what a go.mod says.
type TreeFile struct {
	Path string `json:"path"`
	Kind string `json:"kind,omitempty"`
	Size int64  `json:"size,omitempty"`
	Text string `json:"text,omitempty"`
}

type treeFile struct{ TreeFile }

func (f treeFile) Path() string                 { return f.TreeFile.Path }
func (f treeFile) Lstat() (os.FileInfo, error)  { return treeInfo(f), nil }
func (f treeFile) Open() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(f.Text)), nil }

type treeInfo struct{ TreeFile }

func (f treeInfo) Name() string       { return filepath.Base(f.TreeFile.Path) }
func (f treeInfo) Size() int64        { return f.TreeFile.Size }
func (f treeInfo) ModTime() time.Time { return time.Time{} }
func (f treeInfo) IsDir() bool        { return f.Mode().IsDir() }
func (f treeInfo) Sys() any           { return nil }
func (f treeInfo) Mode() os.FileMode {
	switch f.Kind {
	case "d":
		return os.ModeDir | 0o755
	case "l":
		return os.ModeSymlink | 0o777
	case "o":
		return os.ModeNamedPipe | 0o644
	}
	return 0o644
}

func playTree(c Case) answer {
	var files []modzip.File
	for _, f := range c.Files {
		files = append(files, treeFile{f})
	}
	checked, err := modzip.CheckFiles(files)
	list := func(l []modzip.FileError) []string {
		out := []string{}
		for _, e := range l {
			out = append(out, e.Error())
		}
		return out
	}
	if checked.Valid == nil {
		checked.Valid = []string{}
	}
	return answer{"valid": checked.Valid, "omitted": list(checked.Omitted), "invalid": list(checked.Invalid), "err": text(err)}
}

const zipModule = "corp.test/m@v1.2.3"

var zipNames = []string{
	"go.mod", "a.go", "A.go", "sub/b.go", "sub/go.mod", "GO.MOD", "LICENSE", "Sub/c.go", "sub", "sub/", "é.txt", "É.txt",
	"ſ.txt", "s.txt", "S.txt", "☃", "con", "a/nul.txt", "x.", "a//b", "./a", "a/../b", "", "/", "/abs", "a\\b", "vendor/x/y.go",
	".git/config", "a b.txt", "x~1.go", "\xff.go", "a\nb", "..", "...", "lic/LICENSE", "k.go", "\u212a.go", "-d", "com1.x/y",
	"漢字/ファイル.go", "deep/er/and/deeper/f.go", "deep/er/and", "Deep/x", "a;b", "a'b", "`", "a:b", "\x00", "{x}", "go.MOD",
}

// makeZip makes an archive of a few files, good and bad, and damages some bytes of every second one.
func makeZip(r *rand.Rand) Case {
	var buf bytes.Buffer
	if r.Intn(10) == 0 {
		buf.WriteString("#!/bin/sh\n")
	}
	w := zip.NewWriter(&buf)
	if r.Intn(12) == 0 {
		w.SetComment(strings.Repeat("c", r.Intn(1500)))
	}
	if r.Intn(3) == 0 && buf.Len() > 0 {
		w.SetOffset(int64(buf.Len()))
	}
	for n := r.Intn(6); n >= 0; n-- {
		name := zipModule + "/" + zipNames[r.Intn(len(zipNames))]
		if r.Intn(2) == 0 {
			name = zipModule + "/" + zipNames[r.Intn(4)]
		}
		if r.Intn(40) == 0 {
			name = []string{zipModule, "other/x", "corp.test/M@v1.2.3/x", ""}[r.Intn(4)]
		}
		body := []byte(strings.Repeat(fmt.Sprint("line ", r.Intn(5), "\n"), r.Intn(60)))
		h := &zip.FileHeader{Name: name, Method: []uint16{zip.Store, zip.Deflate}[r.Intn(2)]}
		switch r.Intn(12) {
		case 0:
			h.SetMode(fs.ModeSymlink | 0o777)
		case 1:
			h.SetMode(0o755)
		case 2:
			h.SetMode(fs.ModeDir | 0o755)
		case 3:
			h.SetMode(fs.ModeNamedPipe | 0o600)
		}
		if r.Intn(20) == 0 {
			h.Method = 12
			w.RegisterCompressor(12, func(w io.Writer) (io.WriteCloser, error) { return nopCloser{w}, nil })
		}
		if r.Intn(3) == 0 && !strings.HasSuffix(name, "/") {
			raw(w, r, h, body)
			continue
		}
		if f, err := w.CreateHeader(h); err == nil && !strings.HasSuffix(name, "/") {
			f.Write(body)
		}
	}
	w.Close()
	data := buf.Bytes()
	for n := r.Intn(4) * r.Intn(2); n > 0; n-- {
		data = damage(r, data)
	}
	return Case{Zip: data, Module: zipModule}
}

// raw writes an entry whose sum and sizes stand in front, and are now and then not true.
func raw(w *zip.Writer, r *rand.Rand, h *zip.FileHeader, body []byte) {
	var packed bytes.Buffer
	packed.Write(body)
	if h.Method == zip.Deflate {
		packed.Reset()
		f, _ := flate.NewWriter(&packed, r.Intn(10))
		f.Write(body)
		f.Close()
	}
	h.CRC32 = crc32.ChecksumIEEE(body)
	h.UncompressedSize64 = uint64(len(body))
	h.CompressedSize64 = uint64(packed.Len())
	switch r.Intn(14) {
	case 0:
		h.CRC32 = []uint32{0, 1}[r.Intn(2)]
	case 1:
		h.UncompressedSize64 = uint64(r.Intn(300))
	case 2:
		h.UncompressedSize64 = []uint64{16<<20 + 1, 501 << 20, 1<<32 - 1, 1 << 40, 1<<63 + 1}[r.Intn(5)]
	case 3:
		h.CompressedSize64 = []uint64{0, uint64(r.Intn(100)), 1<<32 - 1, 1 << 40, 1<<63 + 1}[r.Intn(5)]
	}
	if f, err := w.CreateRaw(h); err == nil {
		f.Write(packed.Bytes())
	}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// damage changes one place, near a record's head more often than elsewhere.
func damage(r *rand.Rand, data []byte) []byte {
	data = append([]byte(nil), data...)
	if len(data) < 30 {
		return data
	}
	at := r.Intn(len(data))
	if r.Intn(3) > 0 {
		marks := [][]byte{[]byte("PK\x03\x04"), []byte("PK\x01\x02"), []byte("PK\x05\x06"), []byte("PK\x07\x08")}
		mark := marks[r.Intn(len(marks))]
		if i := bytes.LastIndex(data[:at], mark); i >= 0 {
			at = i + r.Intn(46)
		}
	}
	if at >= len(data) {
		at = len(data) - 1
	}
	switch r.Intn(8) {
	case 0:
		return data[:at]
	case 1:
		return append(data[:at:at], data[at+1:]...)
	case 2:
		return append(append(data[:at:at], byte(r.Intn(256))), data[at:]...)
	case 3:
		for i := at; i < at+4 && i < len(data); i++ {
			data[i] = 0xff
		}
	case 4:
		data[at] = 0
	case 5:
		data[at]++
	case 6:
		data[at] ^= 1 << r.Intn(8)
	default:
		data[at] = byte(r.Intn(256))
	}
	return data
}

var treeNames = append([]string{
	"vendor/modules.txt", "vendor/a.go", "vendor/x.test/p/a.go", "p/vendor/a.go", "p/vendor/q/a.go", "package/vendor/vendor.go",
	"sub/x.go", "sub/deeper/y.go", ".hg_archival.txt", "sub/.hg_archival.txt", "other/Go.mod", "other/z.go", "README", "readme",
}, zipNames...)

func makeTree(r *rand.Rand) Case {
	var c Case
	goMods := []string{"", "module m\n", "module m\ngo 1.23\n", "module m\ngo 1.24\n", "module m\n\ngo 1.27.3\n", "module m\ngo 1.23.9\n", "module m\ngo 1.24rc1\n"}
	for n := r.Intn(12); n >= 0; n-- {
		f := TreeFile{Path: treeNames[r.Intn(len(treeNames))], Kind: "f", Size: int64(r.Intn(100))}
		if strings.Contains(f.Path, "\xff") {
			continue // JSON cannot hold it
		}
		switch r.Intn(15) {
		case 0:
			f.Kind = []string{"d", "l", "o"}[r.Intn(3)]
		case 1:
			f.Size = []int64{16 << 20, 16<<20 + 1, 500 << 20, 500<<20 + 1, 300 << 20, -1}[r.Intn(6)]
		}
		if f.Path == "go.mod" {
			f.Text = goMods[r.Intn(len(goMods))]
		}
		c.Files = append(c.Files, f)
	}
	return c
}
