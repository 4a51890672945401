#!/bin/sh
# Sets up what is missing on a Debian or Ubuntu, then does the job:
#   sh bootstrap.sh run [args...]    designer; without a display and arguments, a sample drill that writes out/
#   sh bootstrap.sh test [args...]   the whole test suite on an X server of its own; the arguments are pytest's
set -eu
root=$(cd "$(dirname "$0")" && pwd -P)
venv=$root/.venv

fail() { echo "bootstrap: $*" >&2; exit 1; }

# --- what is missing -------------------------------------------------------------------------------------------------

missing=
program() { command -v "$1" >/dev/null || missing="$missing $2"; }
library() { case $libraries in *"$1 "*) ;; *) missing="$missing $2" ;; esac; }

look_for_qt() {
    libraries=$(/sbin/ldconfig -p)
    library libEGL.so.1 libegl1
    library libGL.so.1 libgl1
    library libdbus-1.so.3 libdbus-1-3
    library libfontconfig.so.1 libfontconfig1
    library libglib-2.0.so.0 libglib2.0-0
    library libwayland-cursor.so.0 libwayland-cursor0
    library libxcb-cursor.so.0 libxcb-cursor0
    library libxcb-icccm.so.4 libxcb-icccm4
    library libxcb-keysyms.so.1 libxcb-keysyms1
    library libxcb-shape.so.0 libxcb-shape0
    library libxkbcommon-x11.so.0 libxkbcommon-x11-0
    library libxkbcommon.so.0 libxkbcommon0
}

look_for_test_tools() {
    program Xvfb xvfb
    program pdfinfo poppler-utils
    program qpdf qpdf
    program xauth xauth
    program xdotool xdotool
}

find_python() {
    for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    return 1
}

# What the virtual environment was made of and where: it does not survive a move, nor another Python under its links.
stamp() {
    cat "$root/requirements.lock" "$root/pyproject.toml" | cksum
    echo "$root"
    readlink -f "$venv/bin/python"
}

fresh() { [ -x "$venv/bin/python" ] && [ "$(cat "$venv/stamp" 2>/dev/null)" = "$(stamp)" ]; }

# --- how it gets here ------------------------------------------------------------------------------------------------

install_packages() { # Debian's names
    command -v apt-get >/dev/null || fail "no apt-get; install what Debian calls $* in this system's way, and try again"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || fail "not root and no sudo; have an administrator install $*"
        [ -t 0 ] || sudo -n true 2>/dev/null || fail "sudo wants a password; have an administrator install $*"
        as_root=sudo
    fi
    echo "bootstrap: installing $*" >&2
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 -o Acquire::http::Timeout=30"
    $as_root dpkg --configure -a >"$log" 2>&1 || true # an earlier try may have been cut off
    $apt update >>"$log" 2>&1 || true                 # somebody's own broken source is no reason to stop
    $apt install --no-install-recommends "$@" >>"$log" 2>&1 && return
    grep -q -E 'Could not (resolve|connect)|Temporary failure|Unable to connect|Failed to fetch' "$log" &&
        fail "no network: apt-get cannot reach its package servers, and these are missing: $*"
    fail "apt-get cannot install $*: $(grep '^E:' "$log" | head -n 1)"
}

pip_install() { "$venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-input --no-compile "$@"; }

install_venv() {
    echo "bootstrap: setting up .venv" >&2
    rm -rf "$venv"
    "$python" -m venv "$venv" >"$log" 2>&1 || fail "cannot make $venv: $(tail -n 1 "$log")"
    {
        pip_install --require-hashes -r "$root/requirements.lock" &&
            pip_install --no-deps --no-build-isolation --no-index -e "$root" # hatchling came with the lock
    } >"$log" 2>&1 || {
        broken=$(sed -n "s/.*connection broken by '\([A-Za-z]*\).*/\1/p" "$log" | head -n 1)
        [ -z "$broken" ] || fail "no network: pip cannot reach its package index ($broken), so .venv is not complete"
        fail "pip cannot set up .venv: $(grep '^ERROR' "$log" | head -n 1)"
    }
    stamp >"$venv/stamp.new" && mv "$venv/stamp.new" "$venv/stamp"
}

set_up() {
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    trap 'exit 130' HUP INT TERM
    fresh || find_python || missing="$missing python3 python3-venv"
    # shellcheck disable=SC2086 # a list of names
    [ -z "$missing" ] || install_packages $missing
    fresh && return
    find_python || install_packages python3.11 python3.11-venv # where python3 is an older one
    find_python || fail "no Python 3.11 or newer here, nor among this system's packages"
    exec 9<"$root/pyproject.toml" # two runs at once in one checkout: the second waits, then finds it done
    ! command -v flock >/dev/null || flock 9
    fresh || install_venv
}

# --- the job ---------------------------------------------------------------------------------------------------------

job=${1:-}
[ $# -eq 0 ] || shift
window=${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}
case $job in
run) [ -z "$window" ] || [ "$(uname)" != Linux ] || look_for_qt ;;
test) look_for_qt && look_for_test_tools ;;
*) echo "usage: sh bootstrap.sh run|test [args...]" >&2 && exit 2 ;;
esac

if [ -n "$missing" ] || ! fresh; then (set_up); fi

if [ "$job" = test ]; then
    cd "$root"
    unset WAYLAND_DISPLAY # Qt would prefer it to the X server of ours
    export QT_QPA_PLATFORM=xcb
    exec xvfb-run -a -s "-screen 0 1600x1000x24" "$venv/bin/python" -m pytest "$@"
elif [ -z "$window" ] && [ $# -eq 0 ]; then
    exec "$venv/bin/python" -m designer.sample
else
    exec "$venv/bin/designer" "$@"
fi
