// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/schema.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace creditgate::test {
namespace {

using adapter = valijson::adapters::NlohmannJsonAdapter;

const std::filesystem::path folder = CREDITGATE_SCHEMAS;

json load(const std::string& name) {
    std::ifstream file(folder / name);
    if (!file) throw std::runtime_error("no schema " + name);
    return json::parse(file);
}

std::unique_ptr<valijson::Schema> parse_schema(const std::string& name) {
    const json document = load(name);
    auto schema = std::make_unique<valijson::Schema>();
    valijson::SchemaParser parser;
    parser.populateSchema(
        adapter(document), *schema,
        [](const std::string& uri) { return std::make_unique<json>(load(uri)).release(); },
        [](const json* loaded) { std::unique_ptr<const json>{loaded}; });
    return schema;
}

const valijson::Schema& schema_of(const std::string& name) {
    static std::mutex guard;
    static std::map<std::string, std::unique_ptr<valijson::Schema>> parsed;
    const std::lock_guard turn(guard);
    auto& found = parsed[name];
    if (!found) found = parse_schema(name);
    return *found;
}

}  // namespace

std::string faults(const std::string& name, const json& document) {
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema_of(name), adapter(document), &results)) return "";
    std::string all = name + ":\n";
    valijson::ValidationResults::Error each;
    while (results.popError(each)) {
        for (const std::string& place : each.context) all += place;
        all += " " + each.description + "\n";
    }
    return all + document.dump(1);
}

bool is_op(const std::string& op) {
    return op.size() < 100 && std::filesystem::exists(folder / (op + ".request.json"));
}

}  // namespace creditgate::test
