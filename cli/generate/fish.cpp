#include <cstdlib>

#include "cli/generate/completion.h"
#include "cli/generate/script.h"

namespace freezer::cli {
namespace {

constexpr const char* kHead =
    R"(# fish completion for freezer-api(1): made by "freezer-api generate completions fish".
)";

constexpr const char* kEngine = R"fish(
# Prints values for the option "$option" of "$command" or of the program.
function __freezer_api_option_value --no-scope-shadowing
    if contains -- $option (__freezer_api_options "$command" | string split --fields 1 \t)
        __freezer_api_value (string trim "$command $option")
    else
        __freezer_api_value $option
    end
end

# Prints what may stand at the current word when it is no option.
function __freezer_api_word --no-scope-shadowing
    set -l names (__freezer_api_names "$command")
    if test (count $names) -gt 1; and test $position -ge (count $names); and test $names[-1] = ...
        set position (math (count $names) - 1)
    end
    if test -n "$(__freezer_api_commands "$command")"
        __freezer_api_commands "$command"
    else if test $position -le (count $names)
        __freezer_api_value "$command $names[$position]"
    else
        __freezer_api_options "$command"
        __freezer_api_options ''
    end
end

# Prints the lines that the program prints when it is called with the arguments.
function __freezer_api_ask --no-scope-shadowing
    command $program $store $argv 2>/dev/null </dev/null
end

# Keeps the arguments, an option with its value, for the calls that ask for ids, if it says
# where those are. What only the shell could expand is left out.
function __freezer_api_keep --no-scope-shadowing
    contains -- (string split -m 1 -f 1 = -- $argv[1]) $store_options
    and not string match -qr '[$(]' -- $argv
    and set -a store $argv
end

# Takes the next word of the line into account.
function __freezer_api_step --no-scope-shadowing
    if test -n "$option"
        __freezer_api_keep $option $argv[1]
        set option ''
    else if string match -q -- '--*=*' $argv[1]
        __freezer_api_keep $argv[1]
    else if string match -qr -- '^-.' $argv[1]
        contains -- $argv[1] $flags
        or set option $argv[1]
    else if contains -- $argv[1] (__freezer_api_commands "$command" | string split --fields 1 \t)
        set command (string trim "$command $argv[1]")
        set flags (__freezer_api_flags '') (__freezer_api_flags "$command")
        for own in (__freezer_api_options "$command" | string split --fields 1 \t)
            set store_options (string match -v -- $own $store_options)
        end
    else
        set position (math $position + 1)
    end
end

function __freezer_api_complete
    set -l line (commandline -opc)
    set -l current (commandline -ct)
    set -l program (string replace -r '^~/' $HOME/ -- $line[1])
    set -l command ''
    set -l option ''
    set -l position 1
    set -l store
    set -l store_options $__freezer_api_store_options
    set -l flags (__freezer_api_flags '')
    for word in $line[2..-1]
        __freezer_api_step $word
    end

    if test -n "$option"
        __freezer_api_option_value
    else if string match -q -- '--*=*' $current
        set -l parts (string split -m 1 = -- $current)
        set option $parts[1]
        set current $parts[2]
        for value in (__freezer_api_option_value)
            echo $option=$value
        end
    else if string match -q -- '-*' $current
        __freezer_api_options "$command"
        test -n "$command"
        and __freezer_api_options ''
    else
        __freezer_api_word
    end
end

complete -c freezer-api -f -a '(__freezer_api_complete)'
)fish";

/// `text` as one word of fish.
std::string fishQuoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

/// A function that prints the lines of the command it is called with.
template <typename LinesOf>
std::string table(const char* name, const char* comment, const Completion& completion,
                  LinesOf linesOf) {
  std::string text = "\n# " + std::string(comment) + "\nfunction __freezer_api_" + name +
                     "\n    switch $argv[1]\n";
  for (const CommandCompletion& command : completion.commands) {
    const std::vector<std::string> lines = linesOf(command);
    if (lines.empty()) continue;
    text += "        case " + fishQuoted(command.words) + "\n            printf '%s\\n'";
    for (const std::string& line : lines) text += " \\\n                " + line;
    text += '\n';
  }
  return text + "    end\nend\n";
}

std::vector<std::string> described(const std::vector<NameWithHelp>& entries) {
  std::vector<std::string> lines;
  lines.reserve(entries.size());
  for (const NameWithHelp& entry : entries)
    lines.push_back(entry.name + "\\t" + fishQuoted(entry.help));
  return lines;
}

std::string call(const ValueSource& source) {
  switch (source.kind) {
    case ValueSource::Kind::None: return "true";
    case ValueSource::Kind::Files: return "__fish_complete_path $current";
    case ValueSource::Kind::Fixed:
      return "printf '%s\\n' " + quotedWords(source.words, " ", fishQuoted);
    case ValueSource::Kind::Command:
      return "__freezer_api_ask " + quotedWords(source.words, " ", fishQuoted);
  }
  std::abort();
}

std::string valueTable(const Completion& completion) {
  std::string text = R"(
# Prints values for an option or a word with its command before it.
function __freezer_api_value --no-scope-shadowing
    switch $argv[1]
)";
  for (const ValuePlaces& value : completion.values) {
    text += "        case " + quotedWords(value.places, " \\\n            ", fishQuoted) +
            "\n            " + call(value.source) + '\n';
  }
  return text + "    end\nend\n";
}

}  // namespace

std::string fishScript(const Completion& completion) {
  return kHead + std::string("\nset -g __freezer_api_store_options ") +
         quotedWords(completion.storeOptions, " ", fishQuoted) + "\n" +
         table("commands", "The commands below one, with their help.", completion,
               [](const CommandCompletion& command) { return described(command.commands); }) +
         table("options", "The options of a command, with their help.", completion,
               [](const CommandCompletion& command) { return described(command.options); }) +
         table("flags", "Those options that take no value.", completion,
               [](const CommandCompletion& command) { return command.flags; }) +
         table("names", "The words that follow a command; \"...\" repeats the one before it.",
               completion, [](const CommandCompletion& command) { return command.names; }) +
         valueTable(completion) + kEngine;
}

}  // namespace freezer::cli
