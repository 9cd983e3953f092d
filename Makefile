# make demo      install what is missing, build, and open the dashboard on a made-up system
# make test      install what is missing, build, lint and test
# make portable  build .build/bulltop: one static file that runs on any x86-64 Linux
# make install   build and install under PREFIX (and DESTDIR)
# make dist      build the packages in .build/dist: tar.gz, deb, rpm, OCI image, SHA256SUMS
# make test-install  install and run the packages on bare systems, and check them (as root; 2 minutes)
# make bench     measure the budgets of the design, next to the official Python client and htop; prints a table.
#                The busy dashboard is watched for BENCH_MINUTES=1
# make conformance  compare random sequences of operations with the official clients: SEQUENCES=1000 SEED=1 FAMILY=bullmq6,
#                and searches and causes with a plain reading of SEARCH_JOBS=50000 jobs of each family
# make fuzz      change replies between a server and every command and screen: RUNS=10000 SEED=1
# make soak      use the dashboard roughly for a long time: MINUTES=30 SEED=1
# make docs      write again what docs/ takes from tables and golden frames
# make tour      make docs/tour.svg again, the moving picture of the README, from the demo
# make lint      check the formatting, the Lua and the spelling
# make clean     remove what was built

PREFIX ?= /usr/local
SWIFT ?= swift
export PATH := $(PATH):/opt/swift/usr/bin

LIBRARIES := libncurses-dev libhiredis-dev libinih-dev libssl-dev libabsl-dev libpcre2-dev tzdata
LINT_TOOLS := python3-venv lua5.1
TEST_TOOLS := tmux openssl python3-venv mandoc prometheus zsh fish
DIST_TOOLS := rpm mandoc ca-certificates
# One static file, which needs nothing of the system it runs on. Each function has its own section, so that the linker
# drops those that are not called, and merges identical ones. Tables for unwinding are left out, and so is the build id:
# it is a sum over the debug information, which names the folder of the build, so two folders would make two binaries.
# Functions of libc are wrapped by those of Sources/CNcurses/locale.c.
LINKING := -Xswiftc -static-executable -Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -use-ld=lld \
	-Xlinker --icf=all -Xlinker --gc-sections -Xlinker --build-id=none -Xlinker --no-eh-frame-hdr \
	-Xlinker -T -Xlinker $(CURDIR)/Packaging/no-unwinding.ld \
	$(foreach function,wcwidth iswprint wcrtomb nl_langinfo,-Xlinker --wrap=$(function))
RELEASE := --configuration release $(LINKING)

DIST := .build/dist

.PHONY: demo test test-install install portable dist bench conformance fuzz soak docs tour lint clean

demo: portable
	@Scripts/install-packages redis-server
	@.build/bulltop demo

# Stripped, the binary is half as large. The sums over the modules that the compiler left in it name the folder of the
# build, and nothing reads them.
portable:
	@Scripts/install-packages $(LIBRARIES)
	$(SWIFT) build $(RELEASE) --product bulltop
	strip -R .swift_modhash -o .build/bulltop "$$($(SWIFT) build $(RELEASE) --show-bin-path)/bulltop"
	Packaging/stamp .build/bulltop

# The processes in the tests run the binary that is installed. The lint comes first, so that the last lines are the test
# runner's own summary.
test: lint portable
	@Scripts/install-packages redis-server $(TEST_TOOLS)
	@Scripts/make-venvs
	$(SWIFT) build --build-tests
	BULLTOP_BINARY="$(CURDIR)/.build/bulltop" $(SWIFT) test --skip-build

bench: portable
	@Scripts/install-packages redis-server python3-venv htop
	@Scripts/make-venvs
	$(SWIFT) build $(RELEASE) --product bench
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/bench" .build/bulltop

# All four families are compared, unless one is given.
conformance: export SEQUENCES ?= 1000
conformance: export SEED ?= 1
conformance: export FAMILY ?=
conformance: export SEARCH_JOBS ?= 50000
conformance:
	@Scripts/install-packages redis-server python3-venv
	@Scripts/make-venvs
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter 'SequenceTests|SearchTests'

fuzz: export RUNS ?= 10000
fuzz: export SEED ?= 1
fuzz: portable
	@Scripts/install-packages redis-server
	$(SWIFT) build --build-tests
	BULLTOP_BINARY="$(CURDIR)/.build/bulltop" $(SWIFT) test --skip-build --filter FuzzTests

soak: export MINUTES ?= 30
soak: export SEED ?= 1
soak: portable
	@Scripts/install-packages redis-server tmux python3-venv
	@Scripts/make-venvs
	$(SWIFT) build --build-tests
	BULLTOP_BINARY="$(CURDIR)/.build/bulltop" $(SWIFT) test --skip-build --filter SoakTests

# Like golden frames, they are never written where CI is set.
docs:
	UPDATE_DOCS=1 $(SWIFT) test --filter DocumentationTests

tour: portable
	@Scripts/install-packages redis-server tmux python3
	Scripts/make-tour .build/bulltop > .build/tour.svg
	mv .build/tour.svg docs/tour.svg

lint:
	@Scripts/install-packages $(LINT_TOOLS)
	luac5.1 -p $$(find Sources -name '*.lua')
	Scripts/check-spelling
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks themes Package.swift

install: portable
	Packaging/install-tree .build/bulltop "$(DESTDIR)$(PREFIX)"

dist: portable
	@Scripts/install-packages $(DIST_TOOLS)
	Packaging/make-dist .build/bulltop $(DIST)

# The bare systems are made by debootstrap; it takes 2 minutes.
test-install: dist
	@Scripts/install-packages debootstrap lintian skopeo
	Packaging/test-install $(DIST)

clean:
	rm -rf .build
