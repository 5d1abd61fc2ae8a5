// Command ignore answers what BuildKit's own libraries make of ignore files. Each line of standard input is a JSON
// question, each line of standard output its answer, in the same order.
package main

import (
	"encoding/json"
	"log"
	"os"
	"strings"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

type question struct {
	// Text of the ignore file.
	Text string `json:"text"`
	// Paths relative to the root of the context.
	Paths []string `json:"paths"`
}

type answer struct {
	// Whether each path is ignored, in the order of the question.
	Ignored []bool `json:"ignored"`
	// Why a build with this file fails; the verdicts are then incomplete.
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
		if err := encoder.Encode(answerTo(q)); err != nil {
			log.Fatal(err)
		}
	}
}

func answerTo(q question) answer {
	patterns, err := ignorefile.ReadAll(strings.NewReader(q.Text))
	if err != nil {
		return answer{Error: err.Error()}
	}
	matcher, err := patternmatcher.New(patterns)
	if err != nil {
		return answer{Error: err.Error()}
	}
	ignored := []bool{}
	for _, path := range q.Paths {
		isIgnored, err := walkTo(matcher, path)
		if err != nil {
			return answer{Ignored: ignored, Error: err.Error()}
		}
		ignored = append(ignored, isIgnored)
	}
	return answer{Ignored: ignored}
}

// walkTo asks about every directory on the way, as a walk over the context does.
func walkTo(matcher *patternmatcher.PatternMatcher, path string) (bool, error) {
	var isIgnored bool
	var parents patternmatcher.MatchInfo
	for i := 0; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' {
			continue
		}
		var err error
		isIgnored, parents, err = matcher.MatchesUsingParentResults(path[:i], parents)
		if err != nil {
			return false, err
		}
	}
	return isIgnored, nil
}
