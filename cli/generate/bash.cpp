#include <cstdlib>

#include "cli/generate/completion.h"
#include "cli/generate/script.h"

namespace freezer::cli {
namespace {

constexpr const char* kHead =
    R"(# bash completion for freezer-api(1): made by "freezer-api generate completions bash".
)";

constexpr const char* kEngine = R"bash(
# Whether "$1" is among the others.
_freezer_api_has() {
  local word
  for word in "${@:2}"; do
    [[ $word == "$1" ]] && return 0
  done
  return 1
}

# Offers those of "$@" that begin as the current word does, quoted as the shell needs it:
# a name may hold anything. Between quotes only what needs none is offered.
_freezer_api_offer() {
  local candidate quoted
  for candidate in "$@"; do
    [[ $candidate == "$current"* ]] || continue
    printf -v quoted %q "$candidate"
    [[ -n $quote && $quoted != "$candidate" ]] || COMPREPLY+=("$prefix$quoted")
  done
}

_freezer_api_files() {
  local file
  compopt -o filenames 2> /dev/null
  while IFS= read -r file; do
    COMPREPLY+=("$prefix$file")
  done < <(compgen -f -- "$current")
}

# Offers the lines that the program prints when it is called with "$@".
_freezer_api_ask() {
  local lines
  mapfile -t lines < <(command "$program" "${store[@]}" "$@" 2> /dev/null < /dev/null)
  _freezer_api_offer "${lines[@]}"
}

# Sets "line" to the words up to the current one. Bash breaks them at ":" and "=" too.
_freezer_api_line() {
  local rest=$COMP_LINE word index
  for ((index = 0; index <= COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    if ((index > 0)) && [[ $rest != [[:space:]]* ]]; then
      line[-1]+=$word
    else
      line+=("$word")
    fi
    rest=${rest#"${rest%%[![:space:]]*}"}
    rest=${rest#"$word"}
  done
}

# Keeps "$@", an option with its value, for the calls that ask for ids, if it says where
# those are. What only the shell could expand is left out.
_freezer_api_keep() {
  [[ -n $command ]] && _freezer_api_has "${1%%=*}" "${options[@]}" && return
  _freezer_api_has "${1%%=*}" "${_freezer_api_store_options[@]}" || return
  [[ $* == *[\$\`]* ]] || store+=("${@//[\\\"\']/}")
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
    position=$((position + 1))
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

# Offers what may stand at the current word when it is no option.
_freezer_api_word() {
  local last=$((${#names[@]} - 1))
  ((last > 0 && position >= last)) && [[ ${names[last]} == ... ]] && position=$((last - 1))
  if ((${#commands[@]} > 0)); then
    _freezer_api_offer "${commands[@]}"
  elif [[ -n ${names[position]} ]]; then
    _freezer_api_value "$command ${names[position]}"
  else
    _freezer_api_offer "${options[@]}" "${root_options[@]}"
  fi
}

_freezer_api() {
  local program=${1/#\~\//$HOME/} line=() store=() command='' option='' position=0
  local commands options flags names root_options root_flags word index
  local current quote='' prefix='' piece=${COMP_WORDS[COMP_CWORD]} kept
  _freezer_api_line
  _freezer_api_command ''
  root_options=("${options[@]}") root_flags=("${flags[@]}")
  for word in "${line[@]:1:${#line[@]}-2}"; do
    _freezer_api_step "$word"
  done

  word=${line[-1]}
  COMPREPLY=()
  if [[ -z $option && $word == --*=* ]]; then
    option=${word%%=*} prefix=${word%%=*}= word=${word#*=}
  fi
  [[ $word == [\"\']* ]] && quote=${word:0:1}
  current=${word//[\\\"\']/}
  if [[ -n $option ]]; then
    _freezer_api_option_value "$option"
  elif [[ $current == -* ]]; then
    _freezer_api_offer "${options[@]}" "${root_options[@]}"
  else
    _freezer_api_word
  fi

  # Readline puts the answer in the place of the piece behind the last ":" or "=".
  [[ $piece == *[!:=]* ]] || piece=
  kept=${line[-1]%"$piece"}
  for index in "${!COMPREPLY[@]}"; do
    COMPREPLY[index]=${COMPREPLY[index]#"$kept"}
  done
}

complete -F _freezer_api freezer-api
)bash";

std::string list(const char* name, const std::vector<std::string>& words) {
  if (words.empty()) return {};
  std::string text = "      ";
  return text.append(name).append("=(").append(quotedWords(words, " ", shellQuoted)) + ")\n";
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
    text += "    " + shellQuoted(command.words) + ")\n" +
            list("commands", namesOf(command.commands)) +
            list("options", namesOf(command.options)) + list("flags", command.flags) +
            list("names", command.names) + "      ;;\n";
  }
  return text + "  esac\n}\n";
}

}  // namespace

std::string bashScript(const Completion& completion) {
  return kHead + std::string("\n_freezer_api_store_options=(") +
         quotedWords(completion.storeOptions, " ", shellQuoted) + ")\n" + commandTable(completion) +
         valueTable(completion, "_freezer_api_files") + kEngine;
}

}  // namespace freezer::cli
