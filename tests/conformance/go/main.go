// Opinions of Go libraries on a manifest, one line of JSON a case: `check LIBRARY FOLDER`, and `check versions`.
// Nothing of the project is used here.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
)

// outputs are what comes out of a case besides the verdict.
type outputs map[string][]byte

// handler answers, or refuses by an error.
type handler func(asked *question) (outputs, error)

var libraries = map[string]map[string]handler{
	"gmsm":    gmsmHandlers,
	"tjfoc":   tjfocHandlers,
	"go-x509": standardHandlers,
	"zlint":   zlintHandlers,
}

// errUnsupported: the library lacks what is asked for, which is not a verdict.
var errUnsupported = errors.New("unsupported")

type question struct {
	ID         string            `json:"id"`
	Kind       string            `json:"kind"`
	Files      map[string]string `json:"files"`
	Parameters map[string]string `json:"parameters"`
	folder     string
}

// file is one of the case's files, nil when it has none of that name.
func (q *question) file(name string) []byte {
	path, named := q.Files[name]
	if !named {
		return nil
	}
	bytes, err := os.ReadFile(filepath.Join(q.folder, path))
	if err != nil {
		panic(err)
	}
	return bytes
}

type answer struct {
	ID      string            `json:"id"`
	Verdict string            `json:"verdict"`
	Detail  string            `json:"detail,omitempty"`
	Outputs map[string]string `json:"outputs,omitempty"`
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "versions" {
		versions()
		return
	}
	handlers, known := libraries[os.Args[1]]
	if !known {
		fmt.Fprintln(os.Stderr, "no library", os.Args[1])
		os.Exit(2)
	}
	folder := os.Args[2]
	text, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		panic(err)
	}
	var manifest struct {
		Cases []*question `json:"cases"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		panic(err)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for _, each := range manifest.Cases {
		each.folder = folder
		if err := encoder.Encode(ask(handlers[each.Kind], each)); err != nil {
			panic(err)
		}
	}
}

func ask(handle handler, asked *question) (said answer) {
	said.ID = asked.ID
	if handle == nil {
		said.Verdict, said.Detail = "unsupported", "kind "+asked.Kind
		return said
	}
	// A library that panics has refused, and says so in the detail.
	defer func() {
		if panicked := recover(); panicked != nil {
			said.Verdict, said.Detail, said.Outputs = "reject", fmt.Sprint("panic: ", panicked), nil
		}
	}()
	made, err := handle(asked)
	switch {
	case errors.Is(err, errUnsupported):
		said.Verdict, said.Detail = "unsupported", err.Error()
	case err != nil:
		said.Verdict, said.Detail = "reject", err.Error()
	default:
		said.Verdict, said.Outputs = "accept", map[string]string{}
		for name, bytes := range made {
			said.Outputs[name] = hex.EncodeToString(bytes)
		}
	}
	return said
}

func versions() {
	found := map[string]string{"go": runtime.Version()}
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, each := range build.Deps {
			found[each.Path] = each.Version
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		panic(err)
	}
}
