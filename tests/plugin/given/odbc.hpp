// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace creditgate::test {

// A connection past the library, as the ERP or an administrator would have it.
class direct_database {
  public:
    explicit direct_database(const std::string& connection);
    ~direct_database();
    direct_database(const direct_database&) = delete;
    direct_database& operator=(const direct_database&) = delete;

    void run(const std::string& sql);
    // The first column of the first row as text; "" when there is none.
    std::string value(const std::string& sql);

  private:
    void* environment_ = nullptr;
    void* connection_ = nullptr;
};

}  // namespace creditgate::test
