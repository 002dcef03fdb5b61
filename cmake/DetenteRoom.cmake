# What every target of ours is compiled with, and how a room and its tests are declared.

add_library(detente_options INTERFACE)
target_include_directories(detente_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(
  detente_options
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wnon-virtual-dtor
            -Wold-style-cast
            -Werror
            # GCC 12 at -O3 sees an overlap in `"text" + std::string` that is not there (GCC bug 105651, gone in 13).
            $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
            # Fused multiply-add would change the last bit between machines (decision 5).
            -ffp-contract=off
            -fno-omit-frame-pointer)
if(DETENTE_SANITIZE)
  target_compile_options(detente_options INTERFACE -fsanitize=${DETENTE_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(detente_options INTERFACE -fsanitize=${DETENTE_SANITIZE})
endif()
if(DETENTE_FUZZ)
  target_compile_options(detente_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# detente_room(NAME [ROOMS lower rooms...] [LIBRARIES outside libraries...])
# Every *.cc of the folder is the room; every *_test.cc is a part of its one test program.
function(detente_room name)
  cmake_parse_arguments(room "" "" "ROOMS;LIBRARIES;TEST_LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  set(linked)
  foreach(lower ${room_ROOMS})
    list(APPEND linked detente_${lower})
  endforeach()
  if(sources)
    add_library(detente_${name} STATIC ${sources})
    target_link_libraries(detente_${name} PUBLIC ${linked} PRIVATE ${room_LIBRARIES} detente_options)
    target_include_directories(detente_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  else()
    add_library(detente_${name} INTERFACE)
    target_link_libraries(detente_${name} INTERFACE ${linked})
    target_include_directories(detente_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
  endif()
  if(DETENTE_TESTS AND tests)
    add_executable(${name}_test ${tests} ${CMAKE_SOURCE_DIR}/tests/doctest_main.cc)
    target_link_libraries(${name}_test PRIVATE detente_${name} ${room_TEST_LIBRARIES} detente_options)
    target_compile_definitions(${name}_test PRIVATE DETENTE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endfunction()
