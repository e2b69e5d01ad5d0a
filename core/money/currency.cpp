// SPDX-License-Identifier: Apache-2.0
#include "core/money/currency.hpp"

#include <algorithm>

namespace creditgate {
namespace {

// ISO 4217, active codes; source: the standard's list one. Funds, metals and test codes are left
// out: nobody is invoiced in them. Codes of each group are sorted.
constexpr std::string_view no_decimals =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view three_decimals = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view two_decimals =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD "
    "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
    "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS "
    "TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

bool lists(std::string_view group, std::string_view code) {
    for (std::size_t at = 0; at + 3 <= group.size(); at += 4) {
        if (group.substr(at, 3) == code) return true;
    }
    return false;
}

}  // namespace

std::optional<currency> currency::find(std::string_view code) {
    if (code.size() != 3) return std::nullopt;
    std::array<char, 3> letters{};
    std::copy(code.begin(), code.end(), letters.begin());
    if (lists(two_decimals, code)) return currency{letters, 2};
    if (lists(no_decimals, code)) return currency{letters, 0};
    if (lists(three_decimals, code)) return currency{letters, 3};
    return std::nullopt;
}

}  // namespace creditgate
