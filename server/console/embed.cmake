# Writes OUTPUT, a C++ source with consoleFiles(): the FILES of FOLDER, compressed.
#   cmake -DFOLDER=… -DFILES=a.js,views/b.js -DOUTPUT=… -P embed.cmake

set(type_html "text/html; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_svg "image/svg+xml; charset=utf-8")

string(REPLACE "," ";" FILES "${FILES}")
set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
  set(compressed ${OUTPUT}.gz)
  # -n: the same content gives the same bytes.
  execute_process(COMMAND gzip -9nc ${FOLDER}/${file}
    OUTPUT_FILE ${compressed} COMMAND_ERROR_IS_FATAL ANY)
  file(READ ${compressed} bytes HEX)
  file(REMOVE ${compressed})
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  file(SHA256 ${FOLDER}/${file} hash)
  string(SUBSTRING ${hash} 0 16 hash)
  cmake_path(GET file EXTENSION LAST_ONLY extension)
  string(REPLACE "." "" extension ${extension})
  string(APPEND arrays "constexpr unsigned char kFile${number}[] = {${bytes}};\n")
  string(APPEND rows "    {\"${file}\", \"${type_${extension}}\", \"${hash}\", kFile${number}},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE ${OUTPUT} "// Written by server/console/embed.cmake.
#include \"server/console/console_file.h\"

namespace freezer::server {
namespace {

${arrays}
constexpr ConsoleFile kFiles[] = {
${rows}};

}  // namespace

std::span<const ConsoleFile> consoleFiles() {
  return kFiles;
}

}  // namespace freezer::server
")
