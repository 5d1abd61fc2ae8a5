import { checkCommands, checkPinning } from "./check.ts";

checkCommands("go downloads modules", [
  ["go mod download", "go install frozen"],
  ["go mod download -x", "go install frozen"],
  ["go -C server mod download", "go install frozen"],
  ["/usr/local/go/bin/go mod download", "go install frozen"],
  ["go1.22.3 mod download", "go install frozen"],
  ["go mod download example.com/tool@v1.2.3", "go add global"],
  ["go mod tidy", "go install-project"],
  ["go mod vendor", "go install-project"],
  ["go mod init example.com/tool", "-"],
  ["go env -w GOFLAGS=-mod=mod", "-"],
  ["gofmt -l .", "-"],
]);

checkCommands("go builds the project", [
  ["go build -o /out/server ./cmd/server", "go build"],
  ["go build -ldflags '-s -w' -trimpath .", "go build"],
  ["go test -run TestMain ./...", "go build"],
  ["go vet ./...", "go build"],
  ["go generate ./...", "go build"],
  ["go install ./...", "go build"],
  ["go install", "go build"],
  ["go run ./cmd/migrate", "go build"],
  ["go version", "-"],
  ["go clean -modcache", "go clean-cache"],
  ["go clean ./...", "-"],
]);

checkCommands("go installs what the command names", [
  ["go install golang.org/x/tools/cmd/stringer@v0.24.0", "go add global"],
  ["go install -tags netgo golang.org/x/tools/cmd/stringer@latest", "go add global"],
  ["go run golang.org/x/tools/cmd/stringer@latest -type=Pill", "go add global"],
  ["go get github.com/user/tool", "go add project"],
  ["go get -u github.com/user/tool@v1.2.3", "go add project"],
  ["go get -d -v ./...", "go install-project"],
  ["go get", "go install-project"],
]);

checkPinning("modules are pinned by a full version or a commit", [
  ["go install example.com/tool@v1.2.3", "pinned"],
  ["go install example.com/tool@v2.0.0+incompatible", "pinned"],
  ["go install example.com/tool@v0.0.0-20240102150405-0123456789ab", "pinned"],
  ["go install example.com/tool@0123456789ab", "pinned"],
  ["go install example.com/tool@latest", "unpinned"],
  ["go install example.com/tool@main", "unpinned"],
  ["go install example.com/tool@v1", "unpinned"],
  ["go get example.com/tool", "unpinned"],
  ["go install example.com/tool@$VERSION", "unknown"],
]);
