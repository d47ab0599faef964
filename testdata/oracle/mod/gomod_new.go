//go:build go1.25

package main

import "golang.org/x/mod/modfile"

func newer(a answer, f *modfile.File) {
	godebug(a, f.Godebug)
	for _, x := range f.Tool {
		add(a, "tool", x.Path, x.Syntax.Start.Line)
	}
	for _, x := range f.Ignore {
		add(a, "ignore", x.Path, x.Syntax.Start.Line)
	}
}
