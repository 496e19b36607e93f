# bash completion for freezer-api(1): asks the program, which prints a line for each candidate, and
# a last line that says what else to do.

_freezer_api() {
  local program=${1/#\~\//"$HOME"/} line=() words lines rest=$COMP_LINE word index
  local kept candidate quoted
  # Joins the words that bash split at ":" and "=".
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
  words=("${line[@]//[\\\"\']/}")
  words=("${words[@]/#\~\//"$HOME"/}")
  mapfile -t lines < <(command "$program" __complete -- "${words[@]:1}" 2> /dev/null < /dev/null)
  COMPREPLY=()
  ((${#lines[@]} > 0)) || return
  case ${lines[-1]} in
    :files) compopt -o default ;;
    :nospace) compopt -o nospace ;;
  esac

  # Readline replaces only the part after the last ":" or "=".
  [[ $word == *[!:=]* ]] || word=
  kept=${line[-1]%"$word"}
  for candidate in "${lines[@]:0:${#lines[@]}-1}"; do
    candidate=${candidate%%$'\t'*}
    printf -v quoted %q "$candidate"
    # Inside quotes, only words that need no quoting are candidates.
    [[ $word == [\"\']* && $quoted != "$candidate" ]] || COMPREPLY+=("${quoted#"$kept"}")
  done
}

complete -F _freezer_api freezer-api
