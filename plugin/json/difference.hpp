// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "plugin/json/reader.hpp"

namespace creditgate {

// Where two documents are different: "answer.reasons[0].value.amount", and what is there in each;
// null where there is nothing.
struct json_difference {
    std::string place;
    json first;
    json second;
};

// Whether a value under this name is compared; asked for what is no object and no list.
using chooses_members = std::function<bool(std::string_view name, const json& value)>;

// The first difference in the order of the first document, then what only the second one has. The
// order of an object's members makes no difference.
std::optional<json_difference> first_difference(const json& first, const json& second,
                                                const std::string& place,
                                                const chooses_members& counts);

}  // namespace creditgate
