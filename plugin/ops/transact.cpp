// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/op.hpp"

namespace creditgate {
namespace {

// What another connection or transaction did to ours; nothing of it is kept, and a second try meets
// what the other one left. Whether a commit took place before the connection was lost, nobody
// knows.
bool is_worth_another_try(const failure& error, bool committing) {
    const std::string& code = error.detail().code;
    return (code == "connection_lost" && !committing) || code == "database_conflict";
}

enum class ending { commit, roll_back };

json run(op_context& context, const std::function<json(unit_of_work&)>& work, ending ends) {
    const auto attempt = [&](bool& committing) {
        const std::unique_ptr<unit_of_work> unit = context.data.begin();
        json answer = work(*unit);
        if (ends == ending::roll_back) return answer;
        committing = true;
        unit->commit();
        return answer;
    };
    bool committing = false;
    try {
        return attempt(committing);
    } catch (const failure& error) {
        if (!is_worth_another_try(error, committing)) throw;
    }
    return attempt(committing);
}

}  // namespace

json transact(op_context& context, const std::function<json(unit_of_work&)>& work) {
    return run(context, work, ending::commit);
}

json try_out(op_context& context, const std::function<json(unit_of_work&)>& work) {
    return run(context, work, ending::roll_back);
}

std::string read_language(reader& request, const op_context& context) {
    return request.optional_text("language", 20).value_or(context.config.language);
}

}  // namespace creditgate
