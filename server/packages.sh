# Sourced by server/run and tests/run: installs missing Debian packages, as root or through sudo.
# need PACKAGE… : does nothing, quickly, when all are there.
need() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    echo "Installing:$missing" >&2
    sudo=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { echo "Run this as root once, or install sudo: these packages are missing:$missing" >&2; exit 1; }
        sudo="sudo"
    fi
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq update
    # shellcheck disable=SC2086 # a list of words is meant
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
}

BUILD_PACKAGES="gcc libc6-dev cmake make pkg-config libmicrohttpd-dev libsqlite3-dev libjansson-dev libsodium-dev libicu-dev zlib1g-dev libgnutls28-dev libzip-dev libexpat1-dev libfreexl-dev libxlsxwriter-dev"
