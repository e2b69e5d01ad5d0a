// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/archive/ports.hpp"
#include "plugin/configuration/configuration.hpp"
#include "plugin/json/reader.hpp"
#include "plugin/ops/memory.hpp"
#include "sql/store/database.hpp"

namespace creditgate {

// What an op works with. Lives as long as the call.
struct op_context {
    const configuration& config;
    database& data;
    session_memory& memory;
};

// An op reads its request to the end (request.done() included), does all its work in transactions,
// and returns the members of its answer without "ok". It throws `failure`, having changed nothing.
using op_function = json (*)(op_context&, reader&);

// The table of ops; throws `failure` unknown_op.
op_function find_op(const std::string& name);

// The language of the request, or of the configuration.
std::string read_language(reader& request, const op_context& context);

// Runs `work` in one transaction and commits. When the connection turns out to be lost before the
// commit, or another transaction was in the way (the same key, a deadlock), nothing was kept, and
// it is run once more.
json transact(op_context& context, const std::function<json(unit_of_work&)>& work);

// The same, and rolls back: whatever `work` writes, nothing of it stays.
json try_out(op_context& context, const std::function<json(unit_of_work&)>& work);

}  // namespace creditgate
