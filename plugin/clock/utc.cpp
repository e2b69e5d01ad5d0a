// SPDX-License-Identifier: Apache-2.0
#include "plugin/clock/utc.hpp"

#include <Poco/DateTimeFormatter.h>
#include <Poco/DateTimeParser.h>
#include <Poco/Timestamp.h>

namespace creditgate {
namespace {

timestamp formatted(const Poco::Timestamp& moment) {
    return {Poco::DateTimeFormatter::format(moment, "%Y-%m-%dT%H:%M:%S.%F") + "Z"};
}

}  // namespace

timestamp utc_now() {
    return formatted(Poco::Timestamp{});
}

timestamp later(const timestamp& from, int seconds) {
    int zone = 0;
    const Poco::DateTime parsed =
        Poco::DateTimeParser::parse("%Y-%m-%dT%H:%M:%S.%FZ", from.text, zone);
    return formatted(parsed.timestamp() + Poco::Timestamp::TimeDiff{seconds} * 1'000'000);
}

}  // namespace creditgate
