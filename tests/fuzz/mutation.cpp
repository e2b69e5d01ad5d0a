// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/mutation.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "tests/fuzz/target.hpp"
#include "tests/fuzz/values.hpp"

namespace creditgate::test {
namespace {

using pointer = json::json_pointer;

void collect(const json& value, const pointer& here, std::vector<pointer>& all);

void add(const json& value, const pointer& place, std::vector<pointer>& all) {
    all.push_back(place);
    collect(value, place, all);
}

// The places of all values inside.
void collect(const json& value, const pointer& here, std::vector<pointer>& all) {
    if (value.is_object()) {
        for (const auto& member : value.items()) add(member.value(), here / member.key(), all);
    }
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) add(value[i], here / i, all);
    }
}

// Values are written as text, because many of them are not JSON: this stands for one until then.
const std::string mark = "a value of the dictionary";

std::string with_value(const json& request, const std::string& value) {
    std::string text = request.dump(-1, ' ', false, json::error_handler_t::ignore);
    const std::size_t at = text.find('"' + mark + '"');
    return at == std::string::npos ? text : text.replace(at, mark.size() + 2, value);
}

void erase(json& request, const pointer& place) {
    json& holder = request[place.parent_pointer()];
    if (holder.is_object()) {
        holder.erase(place.back());
    } else {
        holder.erase(std::stoul(place.back()));
    }
}

}  // namespace

mutation::mutation(std::vector<std::string> examples, unsigned seed)
    : examples_(std::move(examples)), random_(seed) {}

std::size_t mutation::any(std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
}

const std::string& mutation::any_of(const std::vector<std::string>& texts) {
    return texts[any(texts.size())];
}

std::string mutation::changed(const std::string& input) {
    std::vector<std::string> requests = requests_of(input);
    std::string& one = requests[any(requests.size())];
    switch (any(12)) {
        case 0:
            requests.push_back(any_of(examples_));
            break;
        case 1:
            requests.insert(requests.begin(), any_of(examples_));
            break;
        case 2:
            requests.push_back(one);
            break;
        case 3:
            std::swap(one, requests.back());
            break;
        case 4:
            if (requests.size() > 1) requests.erase(requests.begin());
            break;
        case 5:
            one = changed_bytes(one);
            break;
        default:
            one = changed_request(one);
    }
    return input_of(requests);
}

std::string mutation::changed_request(const std::string& request) {
    json parsed = json::parse(request, nullptr, false);
    if (!parsed.is_object() || parsed.empty()) return any_of(examples_);
    std::vector<pointer> places;
    collect(parsed, pointer(), places);
    const pointer place = places[any(places.size())];
    const std::string& value = any_of(values_like(parsed[place], place.back()));
    switch (any(8)) {
        case 0:
            erase(parsed, place);
            return with_value(parsed, "");
        case 1:
            parsed[any_of(field_names())] = mark;
            return with_value(parsed, any_of(odd_values()));
        case 2:
            parsed[place] = mark;
            return with_value(parsed, any_of(odd_values()));
        case 3: {
            const std::string again = std::exchange(parsed[place], mark).dump();
            return with_value(parsed, again + ", \"" + place.back() + "\": " + again);
        }
        case 4: {
            const std::size_t deep = 1 + any(52);
            const std::string inner = std::exchange(parsed[place], mark).dump();
            return with_value(parsed, std::string(deep, '[') + inner + std::string(deep, ']'));
        }
        case 5:
            parsed[place] = parsed[places[any(places.size())]];
            return with_value(parsed, "");
        default:
            parsed[place] = mark;
            return with_value(parsed, value);
    }
}

std::string mutation::changed_bytes(std::string request) {
    const std::size_t at = any(request.size() + 1);
    switch (any(4)) {
        case 0:
            return request.substr(0, at);
        case 1:
            return request.insert(at, any_of(odd_bytes()));
        case 2:
            return request.replace(at, any(4), any_of(odd_bytes()));
        default:
            return request.insert(at, any_of(odd_values()));
    }
}

}  // namespace creditgate::test
