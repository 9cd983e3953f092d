# make demo      install what is missing, build, and open the dashboard on a made-up system
# make test      install what is missing, build, lint and test
# make install   build and install under PREFIX (and DESTDIR)
# make bench     measure the budgets of the design, next to the official Python client; prints a table
# make conformance  compare random sequences of operations with the official clients: SEQUENCES=1000 SEED=1 LAYOUT=bullmq6
# make fuzz      change replies between a server and every command and screen: RUNS=10000 SEED=1
# make docs      write anew what README.md and docs/ take from tables and golden frames
# make clean     remove what was built

PREFIX ?= /usr/local
SWIFT ?= swift
export PATH := $(PATH):/opt/swift/usr/bin

LIBRARIES := libncurses-dev libhiredis-dev libinih-dev libssl-dev libcctz-dev libpcre2-dev tzdata
TEST_TOOLS := tmux openssl python3-venv mandoc zsh fish
SHARE = $(DESTDIR)$(PREFIX)/share
# A section a function, so that the linker drops those that nothing calls, and identical ones but for one; no symbols for
# libraries to find; packed relocations, which glibc has understood since 2.36. Together they save a sixth of the binary.
LINKING := -Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs \
	-Xlinker --icf=all -Xlinker --gc-sections -Xlinker --no-export-dynamic
RELEASE := --configuration release --static-swift-stdlib $(LINKING)

.PHONY: demo test install release bench conformance fuzz docs lint clean

demo: release
	@Scripts/install-packages redis-server
	@.build/bulltop demo

# Stripped, the binary is a third smaller.
release:
	@Scripts/install-packages $(LIBRARIES)
	$(SWIFT) build $(RELEASE) --product bulltop
	strip -o .build/bulltop "$$($(SWIFT) build $(RELEASE) --show-bin-path)/bulltop"

# What runs as a process in the tests is the binary that is installed. The lint comes first, so that the last lines are
# the test runner's own summary.
test: lint release
	@Scripts/install-packages redis-server $(TEST_TOOLS)
	@Scripts/make-venvs
	$(SWIFT) build --build-tests
	BULLTOP_BINARY="$(CURDIR)/.build/bulltop" $(SWIFT) test --skip-build

bench: release
	@Scripts/install-packages redis-server python3-venv
	@Scripts/make-venvs
	$(SWIFT) build $(RELEASE) --product bench
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/bench" .build/bulltop

# Of all four layouts, unless one is given.
conformance: export SEQUENCES ?= 1000
conformance: export SEED ?= 1
conformance: export LAYOUT ?=
conformance:
	@Scripts/install-packages redis-server python3-venv
	@Scripts/make-venvs
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter SequenceTests

fuzz: export RUNS ?= 10000
fuzz: export SEED ?= 1
fuzz: release
	@Scripts/install-packages redis-server
	$(SWIFT) build --build-tests
	BULLTOP_BINARY="$(CURDIR)/.build/bulltop" $(SWIFT) test --skip-build --filter FuzzTests

# As golden frames, they are never written where CI is set.
docs:
	UPDATE_DOCS=1 $(SWIFT) test --filter DocumentationTests

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks themes Package.swift

install: release
	install -D -m 755 .build/bulltop "$(DESTDIR)$(PREFIX)/bin/bulltop"
	@mkdir -p .build/share
	.build/bulltop help --man >.build/share/bulltop.1
	install -D -m 644 .build/share/bulltop.1 "$(SHARE)/man/man1/bulltop.1"
	.build/bulltop completion bash >.build/share/bulltop
	install -D -m 644 .build/share/bulltop "$(SHARE)/bash-completion/completions/bulltop"
	.build/bulltop completion zsh >.build/share/_bulltop
	install -D -m 644 .build/share/_bulltop "$(SHARE)/zsh/site-functions/_bulltop"
	.build/bulltop completion fish >.build/share/bulltop.fish
	install -D -m 644 .build/share/bulltop.fish "$(SHARE)/fish/vendor_completions.d/bulltop.fish"

clean:
	rm -rf .build
