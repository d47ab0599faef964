//go:build go1.23

package main

import "golang.org/x/mod/modfile"

func godebug(a answer, list []*modfile.Godebug) {
	for _, x := range list {
		add(a, "godebug", x.Key, x.Value, x.Syntax.Start.Line)
	}
}

func newerWork(a answer, f *modfile.WorkFile) { godebug(a, f.Godebug) }
