// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/orderdesk_host.hpp"

namespace creditgate::test {

std::vector<host_kind> hosts() {
    return {{"orderdesk_sqlite", orderdesk_on_sqlite},
            {"orderdesk_postgresql", orderdesk_on_postgresql}};
}

}  // namespace creditgate::test
