// Answers, one JSON line each, what go's net/url and net/http make of a URL and a reference.
//
// In: {"raw": the URL, "reference": the reference, or absent}. Strings that are not UTF-8 are
// {"base64": "..."} in both directions. Run by make_url.py and by tests/oracle/url.rs.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"unicode/utf8"
)

// text is a string of any bytes.
type text string

type encoded struct {
	Base64 []byte `json:"base64"`
}

func (t text) MarshalJSON() ([]byte, error) {
	if !utf8.ValidString(string(t)) {
		return json.Marshal(encoded{[]byte(t)})
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(string(t))
	return out.Bytes(), err
}

func (t *text) UnmarshalJSON(data []byte) error {
	if data[0] != '{' {
		return json.Unmarshal(data, (*string)(t))
	}
	var e encoded
	err := json.Unmarshal(data, &e)
	*t = text(e.Base64)
	return err
}

type question struct {
	Raw       text  `json:"raw"`
	Reference *text `json:"reference,omitempty"`
}

type answer struct {
	question
	Error      text      `json:"error,omitempty"`
	Text       text      `json:"text,omitempty"`
	Redacted   text      `json:"redacted,omitempty"`
	Client     text      `json:"client,omitempty"`
	Scheme     text      `json:"scheme,omitempty"`
	User       *text     `json:"user,omitempty"`
	Password   *text     `json:"password,omitempty"`
	Host       text      `json:"host,omitempty"`
	Hostname   text      `json:"hostname,omitempty"`
	Port       text      `json:"port,omitempty"`
	Path       text      `json:"path,omitempty"`
	Escaped    text      `json:"escaped,omitempty"`
	RequestURI text      `json:"request_uri,omitempty"`
	Resolved   *resolved `json:"resolved,omitempty"`
}

type resolved struct {
	Error      text `json:"error,omitempty"`
	Text       text `json:"text,omitempty"`
	RequestURI text `json:"request_uri,omitempty"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			panic(err)
		}
		if err := encoder.Encode(ask(q)); err != nil {
			panic(err)
		}
	}
}

func ask(q question) answer {
	a := answer{question: q}
	u, err := url.Parse(string(q.Raw))
	if err != nil {
		a.Error = text(err.Error())
		return a
	}
	a.Text, a.Redacted, a.Client = text(u.String()), text(u.Redacted()), client(u)
	a.Scheme, a.Host, a.Path = text(u.Scheme), text(u.Host), text(u.Path)
	a.Hostname, a.Port = text(u.Hostname()), text(u.Port())
	a.Escaped, a.RequestURI = text(u.EscapedPath()), text(u.RequestURI())
	if u.User != nil {
		name := text(u.User.Username())
		a.User = &name
		if password, set := u.User.Password(); set {
			secret := text(password)
			a.Password = &secret
		}
	}
	if q.Reference != nil {
		a.Resolved = resolve(u, string(*q.Reference))
	}
	return a
}

func resolve(u *url.URL, reference string) *resolved {
	r, err := u.Parse(reference)
	if err != nil {
		return &resolved{Error: text(err.Error())}
	}
	return &resolved{Text: text(r.String()), RequestURI: text(r.RequestURI())}
}

// client is the URL as net/http shows it in an error.
func client(u *url.URL) text {
	failing := &http.Client{Transport: refuse{}}
	_, err := failing.Do(&http.Request{Method: "GET", URL: u, Header: http.Header{}})
	var wrapped *url.Error
	if !errors.As(err, &wrapped) {
		panic(err)
	}
	return text(wrapped.URL)
}

type refuse struct{}

func (refuse) RoundTrip(*http.Request) (*http.Response, error) { return nil, errors.New("refused") }
