package main

import (
	"encoding/json"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

func init() {
	ops["semver"] = compare
	ops["sort"] = sortVersions
	ops["pseudo"] = pseudo
	ops["pseudo-make"] = makePseudo
	ops["version"] = version
}

func compare(request json.RawMessage) answer {
	r := read[struct{ V, W string }](request)
	return answer{
		"valid": semver.IsValid(r.V), "canonical": semver.Canonical(r.V), "major": semver.Major(r.V), "majorMinor": semver.MajorMinor(r.V),
		"prerelease": semver.Prerelease(r.V), "build": semver.Build(r.V), "compare": semver.Compare(r.V, r.W), "max": semver.Max(r.V, r.W),
	}
}

func sortVersions(request json.RawMessage) answer {
	r := read[struct{ List []string }](request)
	semver.Sort(r.List)
	return answer{"list": r.List}
}

func pseudo(request json.RawMessage) answer {
	r := read[struct{ V string }](request)
	a := answer{"is": module.IsPseudoVersion(r.V), "zero": module.IsZeroPseudoVersion(r.V)}
	base, err := module.PseudoVersionBase(r.V)
	a["base"], a["baseErr"] = base, text(err)
	t, err := module.PseudoVersionTime(r.V)
	a["time"], a["timeErr"] = t.Format(time.RFC3339), text(err)
	rev, err := module.PseudoVersionRev(r.V)
	a["rev"], a["revErr"] = rev, text(err)
	return a
}

func makePseudo(request json.RawMessage) answer {
	r := read[struct {
		Major, Older, Rev string
		Time              time.Time
	}](request)
	return answer{"v": module.PseudoVersion(r.Major, r.Older, r.Time, r.Rev)}
}

func version(request json.RawMessage) answer {
	r := read[struct{ Path, Version string }](request)
	a := answer{"check": text(module.Check(r.Path, r.Version)), "canonical": module.CanonicalVersion(r.Version)}
	if _, major, ok := module.SplitPathVersion(r.Path); ok {
		a["major"] = text(module.CheckPathMajor(r.Version, major))
		a["prefix"] = module.PathMajorPrefix(major)
	}
	escaped, err := module.EscapeVersion(r.Version)
	a["escaped"], a["escapedErr"] = escaped, text(err)
	unescaped, err := module.UnescapeVersion(r.Version)
	a["unescaped"], a["unescapedErr"] = unescaped, text(err)
	path, err := module.UnescapePath(r.Path)
	a["path"], a["pathErr"] = path, text(err)
	return a
}
