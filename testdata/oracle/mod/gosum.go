package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"

	"cmd/go/internal/cfg"
	"cmd/go/internal/modfetch"
)

func init() {
	ops["gosum"] = gosum
}

// gosum runs this program once more, as a malformed file ends the process.
func gosum(request json.RawMessage) answer {
	r := read[struct {
		Data []byte
		Tidy bool
	}](request)
	child := exec.Command(os.Args[0], "gosum", "mod download")
	if r.Tidy {
		child.Args[2] = "mod tidy"
	}
	child.Stdin = bytes.NewReader(r.Data)
	var stdout, stderr bytes.Buffer
	child.Stdout, child.Stderr = &stdout, &stderr
	if err := child.Run(); err != nil {
		return answer{"err": strings.TrimSuffix(stderr.String(), "\n")}
	}
	return answer{"sums": json.RawMessage(stdout.Bytes())}
}

func readSums() {
	log.SetFlags(0)
	cfg.CmdName = os.Args[2]
	data, _ := io.ReadAll(os.Stdin)
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	sums := answer{}
	for m, list := range modfetch.OracleReadGoSum("/w/go.sum", data) {
		sums[m.Path+" "+m.Version] = list
	}
	enc.Encode(sums)
}
