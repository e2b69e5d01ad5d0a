# SPDX-License-Identifier: Apache-2.0
# Writes OUTPUT, a C++ file with the text of each file of CATALOGS. The bytes are written as numbers
# because a string literal may be shorter than a catalog.
set(code "// Made by plugin/messages/embed.cmake.\n#include \"plugin/messages/embedded.hpp\"\n\n")
string(APPEND code "namespace creditgate {\nnamespace {\n")
set(rows "")
foreach(file ${CATALOGS})
    get_filename_component(language ${file} NAME_WE)
    file(READ ${file} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
    string(APPEND code "constexpr char ${language}[] = {${bytes}};\n")
    string(APPEND rows "        {\"${language}\", {${language}, sizeof ${language}}},\n")
endforeach()
string(APPEND code "}  // namespace\n\n")
string(APPEND code "const std::vector<embedded_messages>& embedded_catalogs() {\n")
string(APPEND code "    static const std::vector<embedded_messages> all = {\n${rows}    };\n")
string(APPEND code "    return all;\n}\n\n}  // namespace creditgate\n")
file(WRITE ${OUTPUT} "${code}")
