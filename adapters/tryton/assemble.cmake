# SPDX-License-Identifier: GPL-3.0-or-later
# Puts the Tryton module together, as a directory for PYTHONPATH:
#     cmake -DDESTINATION=<directory> -P adapters/tryton/assemble.cmake
# Python, SQL and tryton.cfg come from adapters/tryton, what people see from ui-forms/tryton.
# Nobody edits in the destination; files that are no longer in the sources go away.
if(NOT DESTINATION)
    message(FATAL_ERROR "found no DESTINATION, expected -DDESTINATION=<directory>")
endif()
set(code ${CMAKE_CURRENT_LIST_DIR})
get_filename_component(forms ${code}/../../ui-forms/tryton ABSOLUTE)
set(module ${DESTINATION}/trytond/modules/creditgate)
set(info ${DESTINATION}/creditgate.dist-info)

# Every file, with the place it has in the module.
set(sources)
set(places)
foreach(folder ${code} ${forms})
    file(GLOB_RECURSE found RELATIVE ${folder}
        ${folder}/*.py ${folder}/*.cfg ${folder}/*.sql ${folder}/*.xml ${folder}/*.svg
        ${folder}/*.po)
    foreach(each ${found})
        list(APPEND sources ${folder}/${each})
        list(APPEND places ${each})
    endforeach()
endforeach()

file(GLOB_RECURSE old RELATIVE ${module} ${module}/*)
foreach(each ${old})
    list(FIND places "${each}" known)
    if(known EQUAL -1 AND NOT each MATCHES "__pycache__")
        file(REMOVE ${module}/${each})
    endif()
endforeach()
foreach(source place IN ZIP_LISTS sources places)
    configure_file(${source} ${module}/${place} COPYONLY)
endforeach()

# trytond finds modules outside its own directory by the entry-point group trytond.modules.
file(CONFIGURE OUTPUT ${info}/METADATA
    CONTENT "Metadata-Version: 2.1\nName: creditgate\nVersion: 6.0.0\n" @ONLY)
file(CONFIGURE OUTPUT ${info}/entry_points.txt
    CONTENT "[trytond.modules]\ncreditgate = trytond.modules.creditgate\n" @ONLY)
