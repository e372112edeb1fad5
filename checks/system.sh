#!/bin/sh
# Sees that this machine has what pip and npm cannot bring: Python, Node, a browser, Java and, for
# those who say "everything", PostgreSQL and what the examples of deploy/ and the workflows run on.
# Installs all but the first two (and Python's venv) with apt-get where it may; where it may not, says
# in one sentence what to install. Without them only those who say "everything" are stopped, because
# the site builds and is served without them.
#
#   sh checks/system.sh [everything]
set -u
python=${PYTHON:-python3}
missing=''

stop() {
    echo "$1" >&2
    exit 1
}

# install PACKAGE…: 0 when apt-get installed them, 1 when it is not there or we may not.
install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    root=''
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        root='sudo -n'
    fi
    echo "Installing $* with apt-get." >&2
    log=$(mktemp)
    if $root apt-get update -qq >"$log" 2>&1 &&
        DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends "$@" >>"$log" 2>&1
    then
        rm -f "$log"
        return 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    stop "Install Python 3.11 or newer; '$python' here is $("$python" --version 2>&1 | head -n 1). If a newer one has another name, write: make PYTHON=its-name"
"$python" -c 'import ensurepip, venv' 2>/dev/null || install python3-venv ||
    stop "Install Python's venv, which Debian keeps apart: apt-get install python3-venv"
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null ||
    stop "Install Node.js 20 or newer with npm; this machine has $(node --version 2>/dev/null || echo none)."
command -v npm >/dev/null 2>&1 ||
    stop "Install npm, which belongs to Node.js: apt-get install npm"

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
browser >/dev/null 2>&1 || install chromium ||
    missing="Install Chromium to check pages in a real browser: apt-get install chromium"
java -version >/dev/null 2>&1 || install default-jre-headless ||
    missing="$missing${missing:+
}Install Java to check the pages' HTML: apt-get install default-jre-headless"

# The tests start a server of their own: none need run.
if [ "${1:-}" = everything ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 &&
    ! command -v initdb >/dev/null 2>&1; then
    install postgresql ||
        missing="$missing${missing:+
}Install PostgreSQL to test the feedback service on it: apt-get install postgresql"
fi

# need PROGRAM PACKAGE: the deploy examples and the workflows are tested on the real thing.
need() {
    command -v "$1" >/dev/null 2>&1 || install "$2" ||
        missing="$missing${missing:+
}Install $1 to test deploy/ and the workflows on it: apt-get install $2"
}
if [ "${1:-}" = everything ]; then
    PATH="$PATH:/usr/sbin"
    need nginx nginx-light
    ls /usr/lib/nginx/modules/ngx_http_brotli_static_module.so >/dev/null 2>&1 ||
        install libnginx-mod-http-brotli-static ||
        missing="$missing${missing:+
}Install brotli for nginx to test deploy/ with it: apt-get install libnginx-mod-http-brotli-static"
    need rsync rsync
    need sqlite3 sqlite3
    need jq jq
    need curl curl
    need faketime faketime
    need systemd-analyze systemd
fi

if [ -n "$missing" ]; then
    echo "$missing" >&2
    [ "${1:-}" != everything ] || exit 1
fi
