// SPDX-License-Identifier: Apache-2.0
//
// fuzz_any_compiler [SECONDS [SEED [FILE...]]]: sends the files, or else the corpus, then for so
// long inputs made from it. Needs no libFuzzer; what it finds is written beside it as "found".
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tests/fuzz/corpus.hpp"
#include "tests/fuzz/mutation.hpp"
#include "tests/fuzz/target.hpp"

namespace {

using creditgate::test::fuzz_target;
using inputs = std::map<std::string, std::string>;

bool passes(fuzz_target& target, const std::string& name, const std::string& input) {
    const std::string wrong = target.run(input);
    if (wrong.empty()) return true;
    std::ofstream("found", std::ios::binary) << input;
    std::cerr << name << ": " << wrong << "\n";
    return false;
}

bool replay(fuzz_target& target, const inputs& corpus) {
    bool good = true;
    for (const auto& [name, input] : corpus) good = passes(target, name, input) && good;
    std::cout << corpus.size() << " inputs replayed\n";
    return good;
}

bool explore(fuzz_target& target, const inputs& corpus, int seconds, unsigned seed) {
    using std::chrono::steady_clock;
    creditgate::test::mutation change(creditgate::test::requests_in(corpus), seed);
    const auto end = steady_clock::now() + std::chrono::seconds(seconds);
    long made = 0;
    for (; steady_clock::now() < end; ++made) {
        std::string input =
            std::next(corpus.begin(), static_cast<std::ptrdiff_t>(change.any(corpus.size())))
                ->second;
        for (std::size_t steps = 1 + change.any(6); steps > 0; --steps) {
            input = change.changed(input);
        }
        if (!passes(target, "seed " + std::to_string(seed), input)) return false;
    }
    std::cout << made << " inputs made with seed " << seed << "\n";
    return true;
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> given(words + 1, words + count);
    const int seconds = !given.empty() ? std::stoi(given[0]) : 0;
    const unsigned seed = given.size() > 1 ? static_cast<unsigned>(std::stoul(given[1])) : 1;
    inputs corpus;
    for (std::size_t i = 2; i < given.size(); ++i) {
        std::ifstream file(given[i], std::ios::binary);
        corpus[given[i]] = {std::istreambuf_iterator<char>(file), {}};
    }
    if (corpus.empty()) corpus = creditgate::test::read_corpus();
    fuzz_target target;
    const bool good = replay(target, corpus) && explore(target, corpus, seconds, seed);
    std::cout << target.answered() << " requests answered, " << target.carried_out()
              << " of them carried out\n";
    return good && !corpus.empty() ? 0 : 1;
}
