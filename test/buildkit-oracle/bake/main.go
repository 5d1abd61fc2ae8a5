// Command bake answers what buildx makes of bake files. Each line of standard input is a JSON question, each line of
// standard output its answer, in the same order.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/docker/buildx/bake"
)

type question struct {
	// Files in the order in which bake is given them.
	Files []file `json:"files"`
}

type file struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

type answer struct {
	// Every target of the files, as it is built by itself.
	Targets map[string]*bake.Target `json:"targets,omitempty"`
	// Why bake refuses the files.
	Error string `json:"error,omitempty"`
}

func main() {
	decoder := json.NewDecoder(os.Stdin)
	encoder := json.NewEncoder(os.Stdout)
	for decoder.More() {
		var q question
		if err := decoder.Decode(&q); err != nil {
			log.Fatal(err)
		}
		targets, err := resolve(q)
		a := answer{Targets: targets}
		if err != nil {
			a = answer{Error: err.Error()}
		}
		if err := encoder.Encode(a); err != nil {
			log.Fatal(err)
		}
	}
}

// As docker/buildx, commands/bake.go, sets them.
var defaults = map[string]string{"BAKE_CMD_CONTEXT": "cwd://", "BAKE_LOCAL_PLATFORM": "linux/amd64"}

func resolve(q question) (map[string]*bake.Target, error) {
	var files []bake.File
	for _, f := range q.Files {
		files = append(files, bake.File{Name: f.Name, Data: []byte(f.Text)})
	}
	config, _, err := bake.ParseFiles(files, defaults, nil)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, target := range config.Targets {
		names = append(names, target.Name)
	}
	targets, _, err := bake.ReadTargets(context.Background(), files, names, nil, defaults, nil, &bake.EntitlementConf{})
	return targets, err
}
