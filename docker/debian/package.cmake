# chibo.deb: `cmake --build build --target package` (or `cpack` in the build folder). What the program links is
# found by dpkg-shlibdeps; the unit is enabled by postinst; the register in /var/lib/chibo is never touched.
set(DEBIAN ${CMAKE_SOURCE_DIR}/docker/debian)
find_program(GZIP gzip REQUIRED)
add_custom_command(
  OUTPUT ${CMAKE_BINARY_DIR}/chibo.1.gz
  COMMAND ${GZIP} -9nc ${CMAKE_SOURCE_DIR}/docker/chibo.1 > ${CMAKE_BINARY_DIR}/chibo.1.gz
  DEPENDS ${CMAKE_SOURCE_DIR}/docker/chibo.1)
add_custom_target(manual ALL DEPENDS ${CMAKE_BINARY_DIR}/chibo.1.gz)

install(TARGETS chibo RUNTIME DESTINATION bin)
install(FILES ${CMAKE_BINARY_DIR}/chibo.1.gz DESTINATION share/man/man1)
install(FILES docker/chibo.service DESTINATION /lib/systemd/system)
install(FILES docker/chibo.default DESTINATION /etc/default RENAME chibo)
install(FILES ${DEBIAN}/copyright web/guide.html DESTINATION share/doc/chibo)
install(FILES web/css/guide.css DESTINATION share/doc/chibo/css)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME chibo)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "chibo")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "membership registry of party organisations")
set(CPACK_PACKAGE_DESCRIPTION "Tree of organisations and cells, members with their dated history, imports and exports,\nand any figure as of any day, served to browsers on the office's own network.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "passwd, init-system-helpers (>= 1.54)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS systemd)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
file(WRITE ${CMAKE_BINARY_DIR}/debian/conffiles "/etc/default/chibo\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${DEBIAN}/postinst ${DEBIAN}/prerm ${DEBIAN}/postrm
    ${CMAKE_BINARY_DIR}/debian/conffiles)
include(CPack)
