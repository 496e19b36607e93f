#pragma once

#include <string>

#include "core/result.h"

namespace freezer::cli {

/// A store URL that is safe to show: without its password.
std::string withoutPassword(const std::string& url);

/// A store URL with the password that is the first line of `file`. InvalidRequest if the file
/// cannot be read, or the URL has no user or has a password already.
Result<std::string> withPasswordOf(const std::string& url, const std::string& file);

/// Overwrites the password of a URL in a word of the command line, which all users of the machine
/// can see in the list of processes.
void hidePassword(char* word);

}  // namespace freezer::cli
