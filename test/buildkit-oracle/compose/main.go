// Command compose answers what compose-go makes of compose files. Each line of standard input is the path of a file, each
// line of standard output its answer, in the same order.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"log"
	"os"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

type answer struct {
	// The build sections of the services that have one, with absolute paths.
	Builds map[string]*types.BuildConfig `json:"builds,omitempty"`
	// Why compose refuses the file.
	Error string `json:"error,omitempty"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	encoder := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		builds, err := load(lines.Text())
		a := answer{Builds: builds}
		if err != nil {
			a = answer{Error: err.Error()}
		}
		if err := encoder.Encode(a); err != nil {
			log.Fatal(err)
		}
	}
}

func load(file string) (map[string]*types.BuildConfig, error) {
	// What has nothing to do with builds may be missing: networks, files of variables for containers.
	lenient := func(o *loader.Options) { o.SkipResolveEnvironment = true }
	options, err := cli.NewProjectOptions([]string{file}, cli.WithWorkingDirectory(filepath.Dir(file)), cli.WithName("x"), cli.WithEnvFiles(), cli.WithDotEnv,
		cli.WithResolvedPaths(true), cli.WithProfiles([]string{"*"}), cli.WithConsistency(false), cli.WithLoadOptions(lenient))
	if err != nil {
		return nil, err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return nil, err
	}
	builds := map[string]*types.BuildConfig{}
	for name, service := range project.Services {
		if service.Build != nil {
			builds[name] = service.Build
		}
	}
	return builds, nil
}
