// Answers, one JSON line each, which proxy go's net/http takes for a URL in its environment.
//
// In: a URL as a JSON string. Run by make_http_proxy.py and by tests/oracle/http_proxy.rs.
package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
)

type answer struct {
	Scheme   string  `json:"scheme"`
	Host     string  `json:"host"`
	Port     string  `json:"port"`
	User     *string `json:"user"`
	Password *string `json:"password"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	encoder := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var raw string
		if err := json.Unmarshal(in.Bytes(), &raw); err != nil {
			panic(err)
		}
		if err := encoder.Encode(map[string]any{raw: ask(raw)}); err != nil {
			panic(err)
		}
	}
}

// ask is an object for a proxy, null for none, a string for an error.
func ask(raw string) any {
	u, err := url.Parse(raw)
	if err != nil {
		return "parse: " + err.Error()
	}
	proxy, err := http.ProxyFromEnvironment(&http.Request{URL: u})
	if err != nil {
		return err.Error()
	}
	if proxy == nil {
		return nil
	}
	a := answer{Scheme: proxy.Scheme, Host: proxy.Hostname(), Port: proxy.Port()}
	if proxy.User != nil {
		name := proxy.User.Username()
		a.User = &name
		if password, set := proxy.User.Password(); set {
			a.Password = &password
		}
	}
	return a
}
