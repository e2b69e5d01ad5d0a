// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace creditgate::test {

// A folder of its own, removed at the end, but not at the end of a child of a fork.
class scratch_folder {
  public:
    scratch_folder();
    ~scratch_folder();
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    // An ODBC connection string for a file of SQLite in this folder.
    [[nodiscard]] std::string sqlite(const std::string& name) const;

  private:
    std::filesystem::path path_;
    pid_t owner_;
};

}  // namespace creditgate::test
