#pragma once

#include <string>

#include "agreements/draft.h"
#include "agreements/verification.h"

// The static checks: what a text must keep besides the grammar. Each reports all it finds.
namespace detente::agreements {

// Whether a text may name this file: relative, without "..", of plain characters. Empty, or what is wrong.
std::string fault_of_path(const std::string& path);

void check_languages(Draft& draft, Diagnoses& diagnoses);  // names and texts in every authentic language
void check_parties(Draft& draft, Diagnoses& diagnoses);    // and puts them in order of code
void check_shapes(Draft& draft, const Files& files, Diagnoses& diagnoses);  // and reads their files
void check_articles(Draft& draft, Diagnoses& diagnoses);       // and resolves the names that articles use
void check_numbers(const Draft& draft, Diagnoses& diagnoses);  // the same in every authentic text
// Limits that the means of verification can never decide. REQUIRES: check_articles found no error
void check_resolution(const Draft& draft, const Verification& verification, Diagnoses& diagnoses);

// What the header names, or the built-in default; reports what is wrong with the file.
Verification checked_verification(const Draft& draft, const Files& files, Diagnoses& diagnoses);

}  // namespace detente::agreements
