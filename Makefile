# make demo      install what is missing, build, and open the dashboard on a made-up system
# make test      install what is missing, build, lint and test
# make install   build and install under PREFIX (and DESTDIR)
# make bench     measure the budgets of the design, next to the official Python client; prints a table
# make docs      write anew what README.md and docs/ take from tables and golden frames
# make clean     remove what was built

PREFIX ?= /usr/local
SWIFT ?= swift
export PATH := $(PATH):/opt/swift/usr/bin

LIBRARIES := libncurses-dev libhiredis-dev libinih-dev libssl-dev
TEST_TOOLS := tmux openssl python3-venv
RELEASE := --configuration release --static-swift-stdlib

.PHONY: demo test install release bench docs lint clean

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
	$(SWIFT) build --configuration release --product bench
	"$$($(SWIFT) build --configuration release --show-bin-path)/bench" .build/bulltop

# As golden frames, they are never written where CI is set.
docs:
	UPDATE_DOCS=1 $(SWIFT) test --filter DocumentationTests

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks themes Package.swift

install: release
	install -D -m 755 .build/bulltop "$(DESTDIR)$(PREFIX)/bin/bulltop"

clean:
	rm -rf .build
