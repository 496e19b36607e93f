# Refreshes the generated files of the tree SOURCE with the program PROGRAM: the sample
# configuration, and the generated blocks of the manual pages.
function(generate output)
  execute_process(COMMAND ${PROGRAM} generate ${ARGN}
    OUTPUT_FILE ${output}.new COMMAND_ERROR_IS_FATAL ANY)
  file(RENAME ${output}.new ${output})
endfunction()

generate(${SOURCE}/server/packaging/freezer-api.conf conf)
file(GLOB pages ${SOURCE}/man/*.scd)
foreach(page ${pages})
  generate(${page} man ${page})
endforeach()
