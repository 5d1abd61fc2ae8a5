// Prints what BuildKit's own parser makes of Dockerfiles, for comparison with dockerfile/parse.ts and expand.ts.
//
// Reads one JSON value per line from standard input and prints one per line:
//
//	{"file": "path"}                                    -> answer about the file
//	{"word": "...", "escape": "\\", "env": {"A": "b"}}  -> {"value": "...", "unmatched": ["..."]} or {"error": "..."}
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"sort"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
	"github.com/tonistiigi/go-csvvalue"
)

type question struct {
	File   string            `json:"file"`
	Word   string            `json:"word"`
	Escape string            `json:"escape"`
	Env    map[string]string `json:"env"`
}

type answer struct {
	File         string            `json:"file"`
	Error        string            `json:"error,omitempty"`
	Escape       string            `json:"escape"`
	Directives   map[string]string `json:"directives"`
	Instructions []instruction     `json:"instructions"`
	Stages       []stage           `json:"stages"`
	StagesError  string            `json:"stagesError,omitempty"`
}

type instruction struct {
	Keyword  string    `json:"keyword"`
	Flags    []flag    `json:"flags"`
	Args     []string  `json:"args"`
	JSON     bool      `json:"json"`
	Heredocs []heredoc `json:"heredocs"`
	// Of COPY and ADD, unless they are refused: the sources that are no here-documents, and the destination.
	Paths   []string      `json:"paths"`
	Trigger []instruction `json:"trigger"`
	Start   int           `json:"start"`
	End     int           `json:"end"`
	Error   string        `json:"error,omitempty"`
}

type flag struct {
	Text string `json:"text"`
	// Fields of the value read as CSV; nil if it cannot be read so.
	Fields []string `json:"fields"`
}

type heredoc struct {
	Name    string `json:"name"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	Content string `json:"content"`
}

type stage struct {
	Name string `json:"name"`
	Base string `json:"base"`
}

// BuildKit needs a linter when a comment says "check=".
var quiet = linter.New(&linter.Config{SkipAll: true})

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			panic(err)
		}
		var a any
		if q.File != "" {
			a = readFile(q.File)
		} else {
			a = expand(q)
		}
		if err := encoder.Encode(a); err != nil {
			panic(err)
		}
	}
}

func readFile(name string) answer {
	a := answer{File: name, Directives: map[string]string{}}
	text, err := os.ReadFile(name)
	if err != nil {
		a.Error = err.Error()
		return a
	}
	for _, key := range []string{"syntax", "check"} {
		if _, value, _, ok := parser.ParseDirective(key, text); ok {
			a.Directives[key] = value
		}
	}
	result, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		a.Error = err.Error()
		return a
	}
	a.Escape = string(result.EscapeToken)
	for _, node := range result.AST.Children {
		a.Instructions = append(a.Instructions, describe(node, true))
	}
	stages, _, err := instructions.Parse(result.AST, quiet)
	if err != nil {
		a.StagesError = err.Error()
	} else if len(stages) == 0 {
		a.StagesError = "no stages"
	}
	for _, s := range stages {
		a.Stages = append(a.Stages, stage{Name: s.Name, Base: s.BaseName})
	}
	return a
}

func describe(node *parser.Node, check bool) instruction {
	i := instruction{Keyword: node.Value, JSON: node.Attributes["json"], Start: node.StartLine, End: node.EndLine}
	for _, text := range node.Flags {
		f := flag{Text: text}
		if _, value, ok := strings.Cut(text, "="); ok {
			f.Fields, _ = csvvalue.Fields(value, nil)
		}
		i.Flags = append(i.Flags, f)
	}
	for next := node.Next; next != nil; next = next.Next {
		if len(next.Children) > 0 {
			i.Trigger = append(i.Trigger, describe(next.Children[0], false))
			continue
		}
		i.Args = append(i.Args, next.Value)
	}
	for _, h := range node.Heredocs {
		content := h.Content
		if h.Chomp {
			content = parser.ChompHeredocContent(content)
		}
		i.Heredocs = append(i.Heredocs, heredoc{Name: h.Name, Expand: h.Expand, Chomp: h.Chomp, Content: content})
	}
	typed, err := instructions.ParseInstructionWithLinter(node, quiet)
	if err != nil {
		if check {
			i.Error = err.Error()
		}
		return i
	}
	switch c := typed.(type) {
	case *instructions.CopyCommand:
		i.Paths = append(c.SourcePaths, c.DestPath)
	case *instructions.AddCommand:
		i.Paths = append(c.SourcePaths, c.DestPath)
	}
	return i
}

func expand(q question) map[string]any {
	env := make([]string, 0, len(q.Env))
	for key, value := range q.Env {
		env = append(env, key+"="+value)
	}
	value, unmatched, err := shell.NewLex(rune(q.Escape[0])).ProcessWord(q.Word, shell.EnvsFromSlice(env))
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	names := make([]string, 0, len(unmatched))
	for name := range unmatched {
		names = append(names, name)
	}
	sort.Strings(names)
	return map[string]any{"value": value, "unmatched": names}
}
