// SPDX-License-Identifier: Apache-2.0
//
// The same with libFuzzer, which follows the coverage.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "tests/fuzz/corpus.hpp"
#include "tests/fuzz/mutation.hpp"
#include "tests/fuzz/target.hpp"

extern "C" {
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                    unsigned seed);
}

namespace {

std::string text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static creditgate::test::fuzz_target target;
    const std::string wrong = target.run(text_of(data, size));
    if (wrong.empty()) return 0;
    std::cerr << wrong << "\n";
    std::abort();
}

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                    unsigned seed) {
    static const auto examples = creditgate::test::requests_in(creditgate::test::read_corpus());
    creditgate::test::mutation change(examples, seed);
    if (change.any(4) == 0) return LLVMFuzzerMutate(data, size, most);
    const std::string made = change.changed(text_of(data, size));
    const std::size_t taken = std::min(made.size(), most);
    std::memcpy(data, made.data(), taken);
    return taken;
}
