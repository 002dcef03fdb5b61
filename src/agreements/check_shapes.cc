#include <cstdio>

#include "agreements/checks.h"
#include "agreements/geojson.h"
#include "agreements/ring_checks.h"
#include "base/sha256.h"

namespace detente::agreements {

namespace {

// Files cost more to read than the few bytes that name them.
constexpr std::size_t kFileBytesTotalMax = 64 * 1024 * 1024;

std::string vertex_name(std::size_t index) {
  return "vertex " + std::to_string(index + 1);
}

Place place_of(const ShapeDraft& draft, std::size_t vertex) {
  return vertex < draft.vertex_places.size() ? draft.vertex_places[vertex]
         : draft.file                        ? draft.file->place
                                             : draft.shape.place;
}

void read_shape_file(ShapeDraft& draft, const Files& files, std::size_t& bytes_left, Diagnoses& diagnoses) {
  const std::string& path = draft.file->name;
  if (const std::string fault = fault_of_path(path); !fault.empty())
    return diagnoses.error("E501", draft.file->place,
                           {quoted(path) + " " + fault, "a text may name only files that travel with it",
                            "put the file beside the text and name it"});
  const auto bytes = files.read(path);
  if (!bytes.ok())
    return diagnoses.error("E502", draft.file->place,
                           {"cannot read " + quoted(path) + ": " + bytes.error().message});
  if (bytes->size() > bytes_left)
    return diagnoses.error("E503", draft.file->place,
                           {"the files of this text are larger than 64 MiB together"});
  bytes_left -= bytes->size();
  const std::string hash = base::sha256_hex(*bytes);
  if (hash != draft.file_sha256->name)
    diagnoses.error(
        "E504", draft.file_sha256->place,
        {quoted(path) + " is not the file that was agreed: its hash differs",
         "one changed byte may have moved a line", "if this file is meant, write  sha256 " + hash});
  auto vertices = read_geojson(*bytes, draft.shape.kind);
  if (!vertices.ok())
    return diagnoses.error("E505", draft.file->place, {quoted(path) + " " + vertices.error().message});
  draft.shape.vertices = std::move(vertices).value();
}

void report(const ShapeDraft& draft, const ShapeFault& fault, Diagnoses& diagnoses) {
  const std::string name = quoted(draft.shape.name);
  const std::size_t n = draft.shape.vertices.size();
  const auto edge = [n](std::size_t from) {
    return "the edge from " + vertex_name(from) + " to " + std::to_string((from + 1) % n + 1);
  };
  const Place place = place_of(draft, fault.vertex);
  switch (fault.kind) {
    case ShapeFault::Kind::too_few:
      return diagnoses.error("E420", draft.shape.place,
                             {name + (draft.shape.kind == Shape::Kind::zone ? " has fewer than 3 vertices"
                                                                            : " has fewer than 2 vertices")});
    case ShapeFault::Kind::duplicate:
      return diagnoses.error(
          "E421", place,
          {vertex_name(fault.vertex) + " of " + name + " repeats " + vertex_name(fault.other), "",
           "name each vertex once; a zone closes by itself"});
    case ShapeFault::Kind::half_round:
      return diagnoses.error(
          "E422", place,
          {edge(fault.vertex) + " of " + name + " spans 180 degrees of longitude",
           "an edge goes the shorter way round, and here there is none", "put a vertex between"});
    case ShapeFault::Kind::round_the_pole:
      return diagnoses.error("E423", draft.shape.place,
                             {name + " goes round the earth",
                              "a zone that holds a pole has no inside in longitude and latitude"});
    case ShapeFault::Kind::spike:
      return diagnoses.error(
          "E424", place,
          {name + " has a spike: at " + vertex_name(fault.vertex) + " the edge goes back on itself",
           "a spike holds no water, but ships can be near it", "remove the vertex, or correct it"});
    case ShapeFault::Kind::crossing:
      return diagnoses.error("E425", place,
                             {name + " crosses itself: " + edge(fault.vertex) + " meets " + edge(fault.other),
                              "what is inside would be in doubt",
                              "put the vertices in the order in which one sails round the zone"});
  }
}

}  // namespace

void check_shapes(Draft& draft, const Files& files, Diagnoses& diagnoses) {
  std::size_t bytes_left = kFileBytesTotalMax;
  for (ShapeDraft& shape : draft.shapes) {
    if (shape.file) {
      const std::size_t errors = diagnoses.error_count();
      read_shape_file(shape, files, bytes_left, diagnoses);
      if (diagnoses.error_count() != errors) continue;
    }
    const bool zone = shape.shape.kind == Shape::Kind::zone;
    const auto fault = zone ? fault_of_zone(shape.shape.vertices) : fault_of_line(shape.shape.vertices);
    if (fault) {
      report(shape, *fault, diagnoses);
      continue;
    }
    if (const auto edge = edge_out_of_line(shape.shape.vertices, zone)) {
      char times[32];
      std::snprintf(times, sizeof times, "%.1f", edge->times_median);
      diagnoses.warning(
          "W307", place_of(shape, edge->to),
          {"the edge from " + vertex_name(edge->from) + " to " + vertex_name(edge->to) + " of " +
               quoted(shape.shape.name) + " is " + times + " times as long as the median edge",
           "a slip of one digit in a list of positions looks like this",
           "compare both positions with their source"});
    }
  }
}

}  // namespace detente::agreements
