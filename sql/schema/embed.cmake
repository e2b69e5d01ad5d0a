# SPDX-License-Identifier: Apache-2.0
# Writes the schema steps into a C++ file: OUTPUT from the files STEPS, a literal for each paragraph
# (the standard limits the length of one).
set(steps "")
foreach(file IN LISTS STEPS)
    get_filename_component(name ${file} NAME)
    file(READ ${file} text)
    string(REPLACE "\\" "\\\\" text "${text}")
    string(REPLACE "\"" "\\\"" text "${text}")
    string(REPLACE "\n\n" "\\n\\n\",@@\"" text "${text}")
    string(REPLACE "\n" "\\n\"\n         \"" text "${text}")
    string(REPLACE ",@@" ",\n         " text "${text}")
    string(APPEND steps "    {\"${name}\",\n        {\"${text}\"}},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by sql/schema/embed.cmake from sql/schema/*.sql.
#include \"sql/schema/steps.hpp\"

namespace creditgate {

const std::vector<embedded_step>& embedded_steps() {
    static const std::vector<embedded_step> all{
${steps}    };
    return all;
}

}  // namespace creditgate
")
