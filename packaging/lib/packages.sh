# SPDX-License-Identifier: Apache-2.0
# Debian's packages, by what they are for. To be sourced.
#
#   need_packages GROUP...   installs what is missing of the groups; quick when nothing is

packages_build="g++ cmake ninja-build ccache pkg-config libsoci-dev unixodbc-dev libpoco-dev
    nlohmann-json3-dev libcli11-dev"
packages_sqlite="libsqliteodbc"
packages_postgresql="postgresql postgresql-contrib odbc-postgresql python3-psycopg2"
packages_mail="python3-aiosmtpd"
packages_clock="libfaketime"
packages_tryton="tryton-server tryton-server-postgresql tryton-sao tryton-proteus
    tryton-modules-sale tryton-modules-account-invoice tryton-modules-account-dunning
    tryton-modules-stock"
packages_payment="tryton-modules-account-payment-clearing tryton-modules-account-statement"
packages_prefork="gunicorn"
packages_native_credit="tryton-modules-account-credit-limit tryton-modules-sale-credit-limit"
packages_browser="chromium chromium-driver python3-selenium fonts-dejavu-core"
packages_tests="libgtest-dev libgmock-dev librapidcheck-dev libvalijson-dev clang-format
    clang-tidy python3 git"
packages_fuzz="clang libclang-rt-14-dev"

_is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

need_packages() {
    local group name missing="" all
    for group in "$@"; do
        all="packages_$group"
        for name in ${!all}; do
            _is_installed "$name" || missing="$missing $name"
        done
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        echo "these packages are missing:$missing" >&2
        echo "run this as root once, or: sudo apt-get install --no-install-recommends$missing" >&2
        return 1
    fi
    echo "== installing:$missing"
    _without_services apt-get -q -o Dpkg::Use-Pty=0 -o APT::Update::Error-Mode=any update || return
    # shellcheck disable=SC2086
    _without_services apt-get -q -y -o Dpkg::Use-Pty=0 install --no-install-recommends $missing
}

# Debian starts a server when it is installed, and makes PostgreSQL's first cluster. Ours are
# private ones: neither is wanted, and in a chroot neither works.
_without_services() {
    local policy=/usr/sbin/policy-rc.d
    local cluster=/etc/postgresql-common/createcluster.d/creditgate.conf
    local made_policy="" made_cluster="" status
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && made_policy=1
    fi
    if [ ! -e "$cluster" ]; then
        mkdir -p "${cluster%/*}" && echo "create_main_cluster = false" >"$cluster" && made_cluster=1
    fi
    DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"
    status=$?
    [ -z "$made_policy" ] || rm -f "$policy"
    [ -z "$made_cluster" ] || rm -f "$cluster"
    return $status
}
