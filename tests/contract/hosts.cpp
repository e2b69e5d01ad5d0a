// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "tests/contract/orderdesk_host.hpp"
#include "tests/contract/tryton_host.hpp"

namespace creditgate::test {

std::vector<host_kind> hosts() {
    return {{"orderdesk_sqlite", orderdesk_on_sqlite},
            {"orderdesk_postgresql", orderdesk_on_postgresql},
            {"tryton", tryton_on_postgresql}};
}

void PrintTo(const host_kind& kind, std::ostream* out) {
    *out << kind.name;
}

}  // namespace creditgate::test
