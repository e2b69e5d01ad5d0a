// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "creditgate/creditgate.h"

namespace creditgate::orderdesk {

// Creates orderdesk's tables, its company and the rates of its currencies; refuses a database that
// has them.
void create_tables(const std::string& database, const std::string& company,
                   const std::string& currency);

// Has creditgate put its tables beside them and orderdesk's views over them. `administrator` is a
// session with an administrator's connection. The two names are for PostgreSQL: orderdesk's own
// role, and the password of the role creditgate.
void install_creditgate(cg_session* administrator, const std::string& erp_role = "",
                        const std::string& role_password = "");

}  // namespace creditgate::orderdesk
