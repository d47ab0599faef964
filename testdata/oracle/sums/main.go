// Command sums answers questions about module zips, sums and checksum databases with the packages of the go command.
//
//	sums make KIND SEED COUNT    prints random cases, a JSON line each
//	sums play                    reads cases and prints the answer of this release to each, a JSON line each
//
// KIND is zip, tree, note or sumdb.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"strconv"
)

// A Case is one question; the fields of its kind are filled in.
type Case struct {
	Kind string `json:"kind"`
	Name string `json:"name,omitempty"`

	Zip    []byte `json:"zip,omitempty"`
	Module string `json:"module,omitempty"` // zip: M@V

	Files []TreeFile `json:"files,omitempty"`

	Note []byte   `json:"note,omitempty"`
	Keys []string `json:"keys,omitempty"`

	Key     string             `json:"key,omitempty"`
	Latest  []byte             `json:"latest,omitempty"`
	Cache   map[string][]byte  `json:"cache,omitempty"`
	Remote  map[string]*Remote `json:"remote,omitempty"`
	Lookups [][2]string        `json:"lookups,omitempty"`
}

type answer map[string]any

func play(c Case) answer {
	switch c.Kind {
	case "zip":
		return playZip(c)
	case "tree":
		return playTree(c)
	case "note":
		return playNote(c)
	case "sumdb":
		return playDatabase(c)
	}
	return answer{"unknown": c.Kind}
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if len(os.Args) == 5 && os.Args[1] == "make" {
		seed, _ := strconv.ParseInt(os.Args[3], 10, 64)
		count, _ := strconv.Atoi(os.Args[4])
		makers := map[string]func(*rand.Rand) Case{"zip": makeZip, "tree": makeTree, "note": makeNote, "sumdb": makeDatabase}
		for i := 0; i < count; i++ {
			c := makers[os.Args[2]](rand.New(rand.NewSource(seed + int64(i))))
			c.Kind = os.Args[2]
			c.Name = fmt.Sprintf("%s-%d", os.Args[2], seed+int64(i))
			enc.Encode(c)
		}
		return
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 256<<20)
	for in.Scan() {
		var c Case
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		enc.Encode(play(c))
	}
}
