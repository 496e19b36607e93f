# Makes of what `cmake --install` put under /usr what a Debian package has: run by CPack in between.
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

# SOURCE_DATE_EPOCH is what it says where it is set, so that the package can be made again.
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
