#include <algorithm>
#include <array>

#include "agreements/parser.h"

namespace detente::agreements {

namespace {

constexpr auto kDeclarations = std::to_array<std::string_view>(
    {"party", "languages", "timezone", "in", "verification", "line", "zone", "article", "end"});

bool begins_declaration(const Token& token) {
  return token.first_of_line && token.kind == Token::Kind::word &&
         std::find(kDeclarations.begin(), kDeclarations.end(), token.raw) != kDeclarations.end();
}

}  // namespace

Draft parse_agreement(std::string_view text, Diagnoses& diagnoses) {
  return Parser(text, diagnoses).parse();
}

Draft Parser::parse() {
  const Place first = cursor_.peek().place;
  if (!header() && !gave_up_) recover(first);
  bool ended = gave_up_;
  while (!ended) {
    const Token token = cursor_.peek();
    if (token.kind == Token::Kind::finish) {
      diagnoses_.error("E121", token.place,
                       {"the text ends without \"end agreement\"",
                        "a text that was cut short must not pass for a whole one",
                        "end the text with the line \"end agreement\""});
      break;
    }
    if (token.is("end")) {
      ended = whole();
      if (!ended) recover(token.place);
    } else if (!declaration()) {
      const Place& here = cursor_.peek().place;
      if (here.line == token.place.line && here.column == token.place.column) cursor_.skip();
      recover(token.place);
    }
  }
  if (!gave_up_) require_header_fields(first);
  draft_.blocks = cursor_.take_blocks();
  draft_.comments = cursor_.lexer().comments();
  return std::move(draft_);
}

bool Parser::header() {
  const Token first = cursor_.peek();
  if (!first.is("agreement") || first.place.line != 1) {
    std::string fix = "begin line 1 with: agreement \"Name\" version 1 language 1";
    if (first.is("verification")) fix = "this is a means of verification; name it in an agreement";
    if (first.is("agreement")) fix = "remove what stands above it";
    diagnoses_.error(
        "E120", first.place,
        {"line 1 must begin with \"agreement\"", "line 1 tells people and programs what they hold", fix});
    if (!first.is("agreement")) return false;
  }
  cursor_.begin_block(kHeader, "", Gap::behind);
  cursor_.begin_line(0);
  if (!cursor_.want("agreement")) return false;
  const auto title = cursor_.want_string("the name of the agreement");
  if (!title || !cursor_.want("version")) return false;
  draft_.agreement.title = *title;
  const auto version = cursor_.want_count("a version", 9'999);
  if (!version || !cursor_.want("language")) return false;
  draft_.agreement.version = *version;
  const auto language = cursor_.want_count("a language version", 9'999);
  if (!language) return false;
  if (*language != 1) {
    diagnoses_.error(
        "E114", cursor_.last_place(),
        {"this text is written in language " + std::to_string(*language) + "; this program reads language 1",
         "", "use a newer program"});
    gave_up_ = true;
  }
  return *language == 1;
}

bool Parser::declaration() {
  const Token token = cursor_.peek();
  if (!token.first_of_line) {
    cursor_.unexpected("a new line");
    return false;
  }
  if (token.is("party")) return party();
  if (token.is("languages")) return languages();
  if (token.is("timezone")) return timezone();
  if (token.is("in")) return in_force();
  if (token.is("verification")) return verification();
  if (token.is("line")) return shape(Shape::Kind::line);
  if (token.is("zone")) return shape(Shape::Kind::zone);
  if (token.is("article")) return article();
  seen_unknown_ = true;
  cursor_.unexpected(
      "party, languages, timezone, in force, verification, line, zone, article or end agreement",
      {kDeclarations.begin(), kDeclarations.end()});
  return false;
}

// To the next line that begins a declaration, or that stands no further in than the one that failed and
// begins with no word of the language: a misspelt declaration, to be reported for itself.
void Parser::recover(const Place& failed) {
  while (cursor_.peek().kind != Token::Kind::finish) {
    const Token& token = cursor_.peek();
    if (begins_declaration(token)) return;
    const bool stands_out =
        token.first_of_line && token.place.line > failed.line && token.place.column <= failed.column;
    if (stands_out && token.kind == Token::Kind::word && !is_keyword(token.raw) &&
        !draft_.declared.contains(std::string(token.raw)))
      return;
    cursor_.skip();
  }
}

bool Parser::whole() {
  cursor_.begin_block(kEnd, "", Gap::before);
  cursor_.begin_line(0);
  if (!cursor_.want("end agreement")) return false;
  const Place end = cursor_.last_place();
  const Token behind = cursor_.peek();
  if (behind.kind != Token::Kind::finish) {
    diagnoses_.error("E122", behind.place,
                     {"something stands behind \"end agreement\"",
                      "what stands there would be no part of the agreement", "remove it"});
    return true;
  }
  const std::vector<Comment>& comments = cursor_.lexer().comments();
  if (!comments.empty() &&
      (comments.back().place.line > end.line ||
       (comments.back().place.line == end.line && comments.back().place.column > end.column)))
    diagnoses_.error("E122", comments.back().place,
                     {"a comment stands behind \"end agreement\"",
                      "the last line tells that the text is whole", "move it up"});
  if (!cursor_.lexer().line_end_after_last_token())
    diagnoses_.error(
        "E111", end,
        {"the last line has no line end", "a text that was cut short must not pass for a whole one",
         "add a line end behind \"end agreement\""});
  return true;
}

void Parser::require_header_fields(const Place& header) {
  const auto missing = [&](bool there, const std::string& what, const std::string& fix) {
    if (!there && !seen_unknown_)
      diagnoses_.error("E125", header, {"the agreement has no \"" + what + "\"", "", "add the line  " + fix});
  };
  missing(draft_.parties_declared > 0, "party", "party KOR");
  missing(seen_languages_, "languages", "languages ko, en");
  missing(seen_timezone_, "timezone", "timezone \"+09:00\"");
  missing(seen_in_force_, "in force", "in force from 2026-11-01");
}

}  // namespace detente::agreements
