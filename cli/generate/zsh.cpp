#include <cstdlib>

#include "cli/generate/completion.h"
#include "cli/generate/script.h"

namespace freezer::cli {
namespace {

constexpr const char* kHead = R"(#compdef freezer-api
# zsh completion for freezer-api(1): made by "freezer-api generate completions zsh".
)";

constexpr const char* kEngine = R"zsh(
# Whether "$1" is the name of one of the others: "name:help".
_freezer_api_has() {
  local name=$1
  shift
  (( ${${@%%:*}[(Ie)$name]} ))
}

# Offers "$@" as values. compadd quotes them as the line needs it.
_freezer_api_offer() {
  local -a expl found=("$@")
  _wanted values expl value compadd -a found
}

# Offers the lines that the program prints when it is called with "$@".
_freezer_api_ask() {
  _freezer_api_offer ${(f)"$(command "$program" "${store[@]}" "$@" 2> /dev/null < /dev/null)"}
}

# Keeps "$@", an option with its value, for the calls that ask for ids, if it says where
# those are. What only the shell could expand is left out.
_freezer_api_keep() {
  [[ -n $command ]] && _freezer_api_has "${1%%=*}" "${options[@]}" && return
  _freezer_api_has "${1%%=*}" "${_freezer_api_store_options[@]}" || return
  [[ "$*" == *[\$\`]* ]] || store+=("${(Q)@}")
}

# Takes the next word of the line into account.
_freezer_api_step() {
  if [[ -n $option ]]; then
    _freezer_api_keep "$option" "$1"
    option=
  elif [[ $1 == --*=* ]]; then
    _freezer_api_keep "$1"
  elif [[ $1 == -?* ]]; then
    _freezer_api_has "$1" "${flags[@]}" "${root_flags[@]}" || option=$1
  elif _freezer_api_has "$1" "${commands[@]}"; then
    command+=${command:+ }$1
    _freezer_api_command "$command"
  else
    (( ++position ))
  fi
}

# Offers values of the option "$1".
_freezer_api_option_value() {
  if _freezer_api_has "$1" "${options[@]}"; then
    _freezer_api_value "${command:+$command }$1"
  else
    _freezer_api_value "$1"
  fi
}

# Offers the options of the command and those of the program.
_freezer_api_options() {
  local -a all
  all=("${(@u)options}" "${(@)root_options:|options}")
  _describe -o -t options option all
}

# Offers what may stand at the current word when it is no option.
_freezer_api_word() {
  local last=$#names
  if (( last > 1 && position >= last )) && [[ $names[last] == ... ]]; then
    position=$(( last - 1 ))
  fi
  if (( $#commands )); then
    _describe -t commands command commands
  elif [[ -n $names[position] ]]; then
    _freezer_api_value "$command $names[position]"
  else
    _freezer_api_options
  fi
}

_freezer_api() {
  local program=${${(Q)words[1]}/#\~\//$HOME/} command= option= word
  local -i position=1
  local -a store commands options flags names root_options root_flags
  _freezer_api_command ''
  root_options=("${options[@]}") root_flags=("${flags[@]}")
  for word in "${(@)words[2,CURRENT-1]}"; do
    _freezer_api_step "$word"
  done

  if [[ -z $option && $PREFIX == --*=* ]]; then
    option=${PREFIX%%=*}
    compset -P '*='
  fi
  if [[ -n $option ]]; then
    _freezer_api_option_value "$option"
  elif [[ $PREFIX == -* ]]; then
    _freezer_api_options
  else
    _freezer_api_word
  fi
}

# As an autoloaded function of compinit, or as a script that is sourced.
if [[ $funcstack[1] == _freezer-api ]]; then
  _freezer_api "$@"
else
  compdef _freezer_api freezer-api
fi
)zsh";

std::string list(const char* name, const std::vector<std::string>& words) {
  if (words.empty()) return {};
  std::string text = "      ";
  return text.append(name).append("=(").append(quotedWords(words, " ", shellQuoted)) + ")\n";
}

/// One "name:help" a line. No name has a colon.
std::string described(const char* name, const std::vector<NameWithHelp>& entries) {
  if (entries.empty()) return {};
  std::string text = "      " + std::string(name) + "=(\n";
  for (const NameWithHelp& entry : entries)
    text.append("        ").append(shellQuoted(entry.name + ":" + entry.help)) += '\n';
  return text + "      )\n";
}

std::string commandTable(const Completion& completion) {
  std::string text = R"(
# Sets what may follow the command "$1": commands, options, those of them that take no
# value (flags), and the names of words, where "..." repeats the one before it.
_freezer_api_command() {
  commands=() options=() flags=() names=()
  case $1 in
)";
  for (const CommandCompletion& command : completion.commands) {
    text += "    " + shellQuoted(command.words) + ")\n" + described("commands", command.commands) +
            described("options", command.options) + list("flags", command.flags) +
            list("names", command.names) + "      ;;\n";
  }
  return text + "  esac\n}\n";
}

}  // namespace

std::string zshScript(const Completion& completion) {
  return kHead + std::string("\ntypeset -ga _freezer_api_store_options=(") +
         quotedWords(completion.storeOptions, " ", shellQuoted) + ")\n" + commandTable(completion) +
         valueTable(completion, "_files") + kEngine;
}

}  // namespace freezer::cli
