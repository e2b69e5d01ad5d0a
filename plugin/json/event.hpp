// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/event.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

person read_user(reader& request);
document_key read_document_key(reader& document);
erp_transaction read_transaction(reader transaction);

// The event of a `check` request. Does not call request.done().
check_event read_event(reader& request);

// The same event as JSON, for the record; read_event reads it back.
json event_json(const check_event& event);

}  // namespace creditgate
