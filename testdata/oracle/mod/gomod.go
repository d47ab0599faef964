package main

import (
	"encoding/json"
	"errors"
	"unicode/utf8"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

func init() {
	ops["gomod"] = gomod
	ops["gowork"] = gowork
}

type fileRequest struct {
	Data []byte
	Lax  bool
	Fix  bool // versions are read by fix, see there
}

// fix stands for a query that knows little.
func fix(path, version string) (string, error) {
	switch version {
	case "master":
		return "v1.9.0", nil
	case "gone":
		return "", &module.ModuleError{Path: path, Err: errors.New("no such version")}
	case "offline":
		return "", errors.New("module lookup disabled")
	}
	if !utf8.ValidString(version) {
		return "", errors.New("bad revision")
	}
	return version, nil
}

func fixer(r fileRequest) modfile.VersionFixer {
	if r.Fix {
		return fix
	}
	return nil
}

func gomod(request json.RawMessage) answer {
	r := read[fileRequest](request)
	parse := modfile.Parse
	if r.Lax {
		parse = modfile.ParseLax
	}
	a := answer{"path": modfile.ModulePath(r.Data)}
	f, err := parse("go.mod", r.Data, fixer(r))
	if err != nil {
		a["err"] = err.Error()
		return a
	}
	if f.Module != nil {
		a["module"] = []any{f.Module.Mod.Path, f.Module.Deprecated, f.Module.Syntax.Start.Line}
	}
	common(a, f.Go, f.Toolchain, f.Replace)
	for _, x := range f.Require {
		add(a, "require", x.Mod.Path, x.Mod.Version, x.Indirect, x.Syntax.Start.Line)
	}
	for _, x := range f.Exclude {
		add(a, "exclude", x.Mod.Path, x.Mod.Version, x.Syntax.Start.Line)
	}
	for _, x := range f.Retract {
		add(a, "retract", x.Low, x.High, x.Rationale, x.Syntax.Start.Line)
	}
	newer(a, f)
	return a
}

func gowork(request json.RawMessage) answer {
	r := read[fileRequest](request)
	f, err := modfile.ParseWork("go.work", r.Data, fixer(r))
	if err != nil {
		return answer{"err": err.Error()}
	}
	a := answer{}
	common(a, f.Go, f.Toolchain, f.Replace)
	for _, x := range f.Use {
		add(a, "use", x.Path, x.Syntax.Start.Line)
	}
	newerWork(a, f)
	return a
}

func common(a answer, g *modfile.Go, t *modfile.Toolchain, replace []*modfile.Replace) {
	if g != nil {
		a["go"] = []any{g.Version, g.Syntax.Start.Line}
	}
	if t != nil {
		a["toolchain"] = []any{t.Name, t.Syntax.Start.Line}
	}
	for _, x := range replace {
		add(a, "replace", x.Old.Path, x.Old.Version, x.New.Path, x.New.Version, x.Syntax.Start.Line)
	}
}

func add(a answer, key string, values ...any) {
	list, _ := a[key].([]any)
	a[key] = append(list, values)
}
