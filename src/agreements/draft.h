#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agreements/agreement.h"
#include "agreements/cursor.h"

// What the parser understood, before names are looked up and the checks have spoken.
namespace detente::agreements {

inline constexpr std::size_t kPartiesMax = 64;
inline constexpr std::size_t kLanguagesMax = 16;
inline constexpr std::size_t kShapesMax = 1'000;
inline constexpr std::size_t kVerticesMax = 100'000;  // of one shape
inline constexpr std::size_t kDeclaredMax = 10'000;
inline constexpr std::size_t kArticlesMax = 5'000;

struct PartyDraft {
  Party party;
  std::vector<Place> name_places;  // as party.names
};

struct ShapeDraft {
  Shape shape;                       // vertices are empty while they are in a file
  std::vector<Place> vertex_places;  // as shape.vertices; empty when they come from a file
  std::optional<NameAt> file;
  std::optional<NameAt> file_sha256;
};

enum class Others { the_other, every_other, any_other };  // as written

struct ArticleDraft {
  Article article;
  std::vector<Place> text_places;  // as article.texts
  bool each_party = false;
  std::vector<NameAt> bound;          // as written, unless each_party
  std::optional<NameAt> shape;        // of InsideZone and WithinOfLine
  Place state_place;                  // the distance, or the name of the zone
  std::optional<Place> other_party;   // of `of the other party`; absent for `of any other party`
  std::optional<NameAt> notified_of;  // the vessel that a notice is about
  Others notified = Others::every_other;
  Place notified_place;
  bool caution_is_approach = false;
  bool guessed = false;              // a quantity was faulty: relations are not worth checking
  std::optional<NameAt> caution_of;  // the zone, line or vessel
};

struct Draft {
  void declare(const std::string& name) {
    if (declared.size() < kDeclaredMax) declared.insert(name);
  }

  Agreement agreement;  // title, version, languages, utc_offset_minutes, in_force, verification
  std::vector<Place> language_places;
  std::vector<PartyDraft> parties;
  std::size_t parties_declared = 0;  // also those whose declaration failed
  std::vector<ShapeDraft> shapes;
  std::vector<ArticleDraft> articles;
  std::set<std::string>
      declared;               // names of lines, zones and parties, also of declarations that failed; bounded
  std::vector<Block> blocks;  // the canonical spelling
  std::vector<Comment> comments;  // views into the text
};

// Reads the whole text; every declaration that fails is reported once and left out.
Draft parse_agreement(std::string_view text, Diagnoses& diagnoses);

}  // namespace detente::agreements
