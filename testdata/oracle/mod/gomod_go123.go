//go:build go1.23 && !go1.24

package main

import "golang.org/x/mod/modfile"

func newer(a answer, f *modfile.File) { godebug(a, f.Godebug) }
