// SPDX-License-Identifier: Apache-2.0
#include "plugin/configuration/configuration.hpp"

#include <Poco/AutoPtr.h>
#include <Poco/Environment.h>
#include <Poco/Exception.h>
#include <Poco/Util/JSONConfiguration.h>

#include <optional>

#include "plugin/json/reader.hpp"

namespace creditgate {
namespace {

using file_configuration = Poco::AutoPtr<Poco::Util::JSONConfiguration>;

file_configuration open_file(const std::string& path) {
    try {
        return new Poco::Util::JSONConfiguration(path);
    } catch (const Poco::Exception& error) {
        fail_field("bad_configuration", "config_file", path,
                   "cannot read \"" + path + "\": " + error.displayText(),
                   "name a readable JSON file in \"config_file\" or CREDITGATE_CONFIG");
    }
}

// One setting from the first of the three places that has it.
class settings {
  public:
    explicit settings(std::string_view config_json)
        : message_(parse_message(config_json.empty() ? "{}" : config_json)),
          given_(message_, "", reader::values::hidden) {
        if (const auto path = text("config_file", "CREDITGATE_CONFIG"); !path.empty()) {
            file_ = open_file(path);
        }
    }

    std::string text(const std::string& name, const std::string& variable) {
        if (auto found = given_.optional_text(name, 4'000)) return *found;
        if (!variable.empty() && Poco::Environment::has(variable)) {
            return Poco::Environment::get(variable);
        }
        return file_ ? file_->getString(name, "") : "";
    }

    int number(const std::string& name, int least, int most, int otherwise) {
        int value = otherwise;
        try {
            if (file_) value = file_->getInt(name, otherwise);
        } catch (const Poco::Exception&) {
            fail_field("bad_configuration", name, file_->getString(name, ""),
                       "\"" + name + "\" in the file is not a whole number", "correct the file");
        }
        value = static_cast<int>(given_.integer(name, least, most, value));
        if (value >= least && value <= most) return value;
        fail_field("out_of_range", name, std::to_string(value),
                   "found " + std::to_string(value) + ", expected " + std::to_string(least) +
                       " to " + std::to_string(most),
                   "correct the file");
    }

    outcome when_unavailable(reader* given, std::string_view place) {
        std::string found;
        if (given != nullptr) found = given->optional_text(place).value_or("");
        const std::string name = "unavailable." + std::string(place);
        if (found.empty() && file_) found = file_->getString(name, "");
        if (found.empty() || found == "hold") return outcome::hold;
        if (found == "warn") return outcome::warn;
        fail_field("unknown_word", name, found, "found \"" + found + "\", expected hold or warn",
                   "hold stops documents while the database is away, warn lets them go on");
    }

    reader& given() { return given_; }

  private:
    json message_;
    reader given_;
    file_configuration file_;
};

void read_unavailable(settings& from, configuration& into) {
    auto given = from.given().optional_object("unavailable");
    for (std::size_t i = 0; i < checkpoint_count; ++i) {
        into.unavailable[i] =
            from.when_unavailable(given ? &*given : nullptr, words<checkpoint>::list[i]);
    }
    if (given) given->done();
}

}  // namespace

configuration load_configuration(std::string_view config_json) {
    settings from(config_json);
    configuration loaded;
    loaded.database = from.text("database", "CREDITGATE_DATABASE");
    const std::string dsn = from.text("dsn", "CREDITGATE_DSN");
    if (loaded.database.empty() && !dsn.empty()) loaded.database = "DSN=" + dsn;
    loaded.user = from.text("user", "CREDITGATE_USER");
    loaded.password = from.text("password", "CREDITGATE_PASSWORD");
    if (auto language = from.text("language", "CREDITGATE_LANGUAGE"); !language.empty()) {
        loaded.language = language;
    }
    loaded.pool_size = from.number("pool_size", 1, 64, loaded.pool_size);
    loaded.budget_ms = from.number("budget_ms", 10, 60'000, loaded.budget_ms);
    read_unavailable(from, loaded);
    from.given().done();
    if (loaded.database.empty()) {
        fail_field("missing_field", "database", "", "no database is configured",
                   "set \"database\" or \"dsn\" in the configuration, or CREDITGATE_DATABASE");
    }
    return loaded;
}

}  // namespace creditgate
