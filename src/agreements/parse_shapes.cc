#include "agreements/parser.h"

namespace detente::agreements {

bool Parser::shape(Shape::Kind kind) {
  const bool zone = kind == Shape::Kind::zone;
  cursor_.begin_block(kShapes, "", Gap::before);
  cursor_.begin_line(2);
  cursor_.want(zone ? "zone" : "line");
  const auto name = cursor_.want_name(zone ? "the name of the zone" : "the name of the line");
  if (!name) return false;
  draft_.declare(name->name);
  ShapeDraft draft;
  draft.shape.kind = kind;
  draft.shape.name = name->name;
  draft.shape.place = name->place;
  if (!accuracy(draft.shape)) return false;

  if (!cursor_.at("datum")) {
    if (cursor_.at("source") || cursor_.at("points") || cursor_.at("polygon") || cursor_.at("file")) {
      diagnoses_.error(
          "E402", name->place,
          {quoted(name->name) + " names no datum", "the same numbers on the Tokyo datum lie about 400 m away",
           "add the line  datum WGS84  below it"});
    } else {
      cursor_.unexpected("\"datum WGS84\"", {"datum"});
      return false;
    }
  } else {
    cursor_.begin_line(4);
    cursor_.want("datum");
    if (!cursor_.at("WGS84")) {
      diagnoses_.error("E403", cursor_.peek().place,
                       {"expected the datum WGS84, found " + quoted(cursor_.peek().raw), "",
                        "convert the coordinates and write  datum WGS84"});
      return false;
    }
    cursor_.want("WGS84");
  }
  if (!cursor_.at("source") && (cursor_.at("points") || cursor_.at("polygon") || cursor_.at("file"))) {
    diagnoses_.error(
        "E404", name->place,
        {quoted(name->name) + " names no source", "who says that it lies there is a part of what is agreed",
         "add the line  source \"...\"  below the datum"});
  } else {
    cursor_.begin_line(4);
    if (!cursor_.want("source")) return false;
    const auto source = cursor_.want_string("the source of the geometry");
    if (!source) return false;
    draft.shape.source = *source;
  }
  if (!(cursor_.at("file") ? shape_file(draft) : vertices(draft))) return false;
  if (draft_.shapes.size() == kShapesMax) {
    diagnoses_.error("E140", name->place,
                     {"the agreement has more than " + std::to_string(kShapesMax) + " lines and zones"});
    return false;
  }
  draft_.shapes.push_back(std::move(draft));
  return true;
}

bool Parser::accuracy(Shape& shape) {
  if (!cursor_.take("accuracy")) {
    if (cursor_.peek().kind == Token::Kind::word && !cursor_.peek().first_of_line) {
      cursor_.unexpected("\"accuracy\"", {"accuracy"});
      return false;
    }
    diagnoses_.error("E401", shape.place,
                     {quoted(shape.name) + " has no accuracy",
                      "nothing beside a line is sure while nobody says how well the line is known",
                      "write  \"accuracy 50 m\"  behind its name, or  \"accuracy unknown\""});
    return true;
  }
  if (cursor_.take("unknown")) return true;
  const auto value = cursor_.want_quantity("an accuracy", ranges::kAccuracy);
  if (!value) return false;
  shape.accuracy = base::Distance{*value};
  return true;
}

bool Parser::vertices(ShapeDraft& draft) {
  const bool zone = draft.shape.kind == Shape::Kind::zone;
  cursor_.begin_line(4);
  if (!cursor_.want(zone ? "polygon" : "points")) return false;
  while (true) {
    cursor_.begin_line(6);
    const Place from = cursor_.peek().place;
    const auto position = cursor_.want_position();
    if (!position) return false;
    draft.shape.vertices.push_back(*position);
    draft.vertex_places.push_back(span(from, cursor_.last_place()));
    if (cursor_.peek().kind != Token::Kind::comma) break;
    if (draft.shape.vertices.size() == kVerticesMax) {
      diagnoses_.error(
          "E140", cursor_.peek().place,
          {quoted(draft.shape.name) + " has more than " + std::to_string(kVerticesMax) + " vertices"});
      return false;
    }
    cursor_.want_comma();
  }
  return true;
}

bool Parser::shape_file(ShapeDraft& draft) {
  cursor_.begin_line(4);
  cursor_.want("file");
  const Place place = cursor_.peek().place;
  const auto path = cursor_.want_string("the path of a GeoJSON file");
  if (!path) return false;
  draft.file = NameAt{*path, place};
  draft.file_sha256 = cursor_.want_sha256();
  if (!draft.file_sha256) return false;
  draft.shape.file = *path;
  draft.shape.file_sha256 = draft.file_sha256->name;
  return true;
}

}  // namespace detente::agreements
