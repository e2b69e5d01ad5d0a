// SPDX-License-Identifier: Apache-2.0
#include "core/hold/notice.hpp"

#include <algorithm>

namespace creditgate {
namespace {

void add(recipients& to, const std::string& user, const notice& told) {
    if (user.empty() || user == told.by) return;
    if (std::find(to.users.begin(), to.users.end(), user) != to.users.end()) return;
    to.users.push_back(user);
}

// Where the host does not tell who has entered it, who asked for it to go on.
void add_whose_document(recipients& to, const notice& told) {
    const hold& about = told.about;
    add(to, about.entered_by.empty() ? about.opened.by : about.entered_by, told);
    to.salesperson = about.salesperson;
    if (about.requested) add(to, about.requested->by, told);
}

void add_who_looks_after_it(recipients& to, const notice& told) {
    if (told.about.assigned_to.empty()) {
        to.roles.push_back(role::controller);
    } else {
        add(to, told.about.assigned_to, told);
    }
}

}  // namespace

recipients recipients_of(const notice& told) {
    recipients to;
    switch (told.kind) {
        case notice_kind::held:
            add_whose_document(to, told);
            add_who_looks_after_it(to, told);
            return to;
        case notice_kind::requested:
        case notice_kind::answer:
            add_who_looks_after_it(to, told);
            return to;
        case notice_kind::released:
        case notice_kind::rejected:
        case notice_kind::question:
            add_whose_document(to, told);
            return to;
        case notice_kind::escalated:
            to.roles.push_back(role::manager);
            add(to, told.about.assigned_to, told);
            return to;
    }
    __builtin_unreachable();
}

}  // namespace creditgate
