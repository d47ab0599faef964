// Command mod answers questions about go.mod, go.work and go.sum files and about versions with the packages of the go command.
//
// It reads one JSON request a line and writes one JSON answer a line, in order. Each op stands in a file of its own, with its request.
package main

import (
	"bufio"
	"encoding/json"
	"os"
)

// An answer holds what an op has to say; err is go's own text.
type answer map[string]any

// ops are filled by the files of the ops.
var ops = map[string]func(request json.RawMessage) answer{}

func text(err error) any {
	if err == nil {
		return nil
	}
	return err.Error()
}

func read[T any](request json.RawMessage) (r T) {
	if err := json.Unmarshal(request, &r); err != nil {
		panic(err)
	}
	return r
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "gosum" {
		readSums()
		return
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for in.Scan() {
		request := json.RawMessage(in.Bytes())
		op := read[struct{ Op string }](request).Op
		enc.Encode(ops[op](request))
	}
}
