# Turns the files that `cmake --install` put under /usr into the content of a Debian package. CPack
# runs this between the two.
set(root ${CPACK_TEMPORARY_DIRECTORY})
set(usr ${root}${CPACK_PACKAGING_INSTALL_PREFIX})
set(doc ${usr}/share/doc/${CPACK_DEBIAN_PACKAGE_NAME})

function(compress)
  if(ARGN)
    execute_process(COMMAND gzip -9n ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
  endif()
endfunction()

file(RENAME ${usr}/etc ${root}/etc)
file(MAKE_DIRECTORY ${root}/lib)
file(RENAME ${usr}/lib/systemd ${root}/lib/systemd)
file(REMOVE_RECURSE ${usr}/lib)

# TIMESTAMP reads SOURCE_DATE_EPOCH where it is set, so that builds are reproducible.
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(version ${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})
configure_file(${CPACK_FREEZER_DEBIAN}/changelog.in ${doc}/changelog.Debian @ONLY)
file(COPY_FILE ${CPACK_FREEZER_DEBIAN}/../../../CHANGELOG.md ${doc}/changelog)
file(COPY ${CPACK_FREEZER_DEBIAN}/copyright DESTINATION ${doc})
file(MAKE_DIRECTORY ${usr}/share/lintian/overrides)
file(COPY_FILE ${CPACK_FREEZER_DEBIAN}/lintian-overrides
  ${usr}/share/lintian/overrides/${CPACK_DEBIAN_PACKAGE_NAME})

file(GLOB_RECURSE pages ${usr}/share/man/*.[1-8])
compress(${doc}/changelog.Debian ${doc}/changelog ${pages})

# Fixed modes, whatever the umask and the modes of the checkout.
set(file_mode OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
set(program_mode ${file_mode} OWNER_EXECUTE GROUP_EXECUTE WORLD_EXECUTE)
file(CHMOD_RECURSE ${root} FILE_PERMISSIONS ${file_mode} DIRECTORY_PERMISSIONS ${program_mode})
file(CHMOD ${usr}/bin/freezer-api PERMISSIONS ${program_mode})
