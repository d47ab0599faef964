//go:build !go1.23

package main

import "golang.org/x/mod/modfile"

func newer(answer, *modfile.File) {}

func newerWork(answer, *modfile.WorkFile) {}
