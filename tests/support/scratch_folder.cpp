// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scratch_folder.hpp"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace creditgate::test {

scratch_folder::scratch_folder() : owner_(getpid()) {
    std::string wanted =
        (std::filesystem::temp_directory_path() / "creditgate-test-XXXXXX").string();
    if (mkdtemp(wanted.data()) == nullptr) {
        throw std::runtime_error("cannot make the folder " + wanted);
    }
    path_ = wanted;
}

scratch_folder::~scratch_folder() {
    if (getpid() != owner_) return;
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string scratch_folder::sqlite(const std::string& name) const {
    return "Driver={SQLite3};Database=" + (path_ / name).string();
}

}  // namespace creditgate::test
