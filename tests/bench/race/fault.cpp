// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/race/fault.hpp"

#include <stdexcept>
#include <vector>

namespace creditgate::race {
namespace {

const std::vector<const char*> forget_on_sqlite{
    "create trigger race_forget after insert on cg_reservation begin "
    "delete from cg_reservation where reservation_id = new.reservation_id; end"};

const std::vector<const char*> forget_on_postgresql{
    "create function creditgate.race_forget() returns trigger language plpgsql as $$ begin "
    "delete from creditgate.cg_reservation where reservation_id = new.reservation_id; "
    "return null; end $$",
    "create trigger race_forget after insert on creditgate.cg_reservation "
    "for each row execute function creditgate.race_forget()"};

// A materialized WITH is read without the lock that the reader of the view asks for.
const std::vector<const char*> unlock_on_postgresql{
    "alter table creditgate.cg_account rename to race_account",
    "create view creditgate.cg_account as with unlocked as materialized "
    "(select * from creditgate.race_account) select * from unlocked",
    "create function creditgate.race_write() returns trigger language plpgsql as $$ begin "
    "update creditgate.race_account set limit_state = new.limit_state, "
    "limit_minor = new.limit_minor, version = new.version, projected = new.projected "
    "where account_id = new.account_id; return new; end $$",
    "create trigger race_write instead of update on creditgate.cg_account "
    "for each row execute function creditgate.race_write()",
    "grant select, update on creditgate.cg_account to creditgate",
    "alter view creditgate.cg_account owner to creditgate"};

}  // namespace

fault_kind fault_named(const std::string& word) {
    if (word == "unasked") return fault_kind::unasked;
    if (word == "forgetful") return fault_kind::forgetful;
    if (word == "unlocked") return fault_kind::unlocked;
    throw std::runtime_error("found the fault " + word +
                             ", expected unasked, forgetful or unlocked");
}

void doctor(town& where, fault_kind kind) {
    if (kind == fault_kind::unlocked && !where.is_postgresql()) {
        throw std::runtime_error("SQLite has no lock of an account that could be taken away");
    }
    if (kind == fault_kind::unlocked) {
        for (const char* each : unlock_on_postgresql) where.administrator().execute(each);
    }
    if (kind != fault_kind::forgetful) return;
    const auto& forget = where.is_postgresql() ? forget_on_postgresql : forget_on_sqlite;
    for (const char* each : forget) where.administrator().execute(each);
}

}  // namespace creditgate::race
