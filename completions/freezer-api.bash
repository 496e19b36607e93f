# bash completion for freezer-api(1): made by "freezer-api generate completions bash".

_freezer_api_store_options=(--config-file --db --project --user)

# Sets what may follow the command "$1": commands, options, those of them that take no
# value (flags), and the names of words, where "..." repeats the one before it.
_freezer_api_command() {
  commands=() options=() flags=() names=()
  case $1 in
    '')
      commands=(backups clients jobs actions sessions export import serve db users projects tokens policy version)
      options=(-h --help --config-file --db --project --user -f --format -c --column --noindent --fit-width --color)
      flags=(-h --help --noindent --fit-width)
      ;;
    'backups')
      commands=(list show create patch delete)
      ;;
    'backups list')
      options=(--limit --offset --marker --sort --match --match-not --search --since --until --all-projects)
      flags=(--all-projects)
      ;;
    'backups show')
      names=(BACKUP_ID)
      ;;
    'backups create')
      options=(--file --set --container --hostname --backup-name --status --job-id --time-stamp --mode --level --curr-backup-level --max-level --path-to-backup --fs-real-path --vol-snap-path --storage --compression --backup-size-compressed --backup-size-uncompressed --client-os --client-version)
      ;;
    'backups patch')
      options=(--file --set --container --hostname --backup-name --status --job-id --time-stamp --mode --level --curr-backup-level --max-level --path-to-backup --fs-real-path --vol-snap-path --storage --compression --backup-size-compressed --backup-size-uncompressed --client-os --client-version --if-version)
      names=(BACKUP_ID)
      ;;
    'backups delete')
      options=(--match --match-not --search --since --until --if-version --dry-run -y --yes)
      flags=(--dry-run -y --yes)
      names=(BACKUP_ID ...)
      ;;
    'clients')
      commands=(list show create patch delete)
      ;;
    'clients list')
      options=(--limit --offset --marker --sort --match --match-not --search --since --until --all-projects)
      flags=(--all-projects)
      ;;
    'clients show')
      names=(CLIENT_ID)
      ;;
    'clients create')
      options=(--file --set --client-id --hostname --description --uuid --supported-actions --supported-modes --supported-storages --supported-engines --is-central)
      ;;
    'clients patch')
      options=(--file --set --client-id --hostname --description --uuid --supported-actions --supported-modes --supported-storages --supported-engines --is-central --if-version)
      names=(CLIENT_ID)
      ;;
    'clients delete')
      options=(--match --match-not --search --since --until --if-version --dry-run -y --yes)
      flags=(--dry-run -y --yes)
      names=(CLIENT_ID ...)
      ;;
    'jobs')
      commands=(list show create replace patch delete start stop abort)
      ;;
    'jobs list')
      options=(--limit --offset --marker --sort --match --match-not --search --since --until --all-projects)
      flags=(--all-projects)
      ;;
    'jobs show')
      names=(JOB_ID)
      ;;
    'jobs create')
      options=(--file --set --job-id --client-id --description --session-id --session-tag --session-name --schedule-date --schedule-interval --schedule-start-date --schedule-end-date --schedule-year --schedule-month --schedule-day --schedule-week --schedule-day-of-week --schedule-hour --schedule-minute --schedule-second --event --status --result --time-created --time-started --time-ended --current-pid)
      ;;
    'jobs replace')
      options=(--file --set --job-id --client-id --description --session-id --session-tag --session-name --schedule-date --schedule-interval --schedule-start-date --schedule-end-date --schedule-year --schedule-month --schedule-day --schedule-week --schedule-day-of-week --schedule-hour --schedule-minute --schedule-second --event --status --result --time-created --time-started --time-ended --current-pid --if-version)
      names=(JOB_ID)
      ;;
    'jobs patch')
      options=(--file --set --job-id --client-id --description --session-id --session-tag --session-name --schedule-date --schedule-interval --schedule-start-date --schedule-end-date --schedule-year --schedule-month --schedule-day --schedule-week --schedule-day-of-week --schedule-hour --schedule-minute --schedule-second --event --status --result --time-created --time-started --time-ended --current-pid --if-version)
      names=(JOB_ID)
      ;;
    'jobs delete')
      options=(--match --match-not --search --since --until --if-version --dry-run -y --yes)
      flags=(--dry-run -y --yes)
      names=(JOB_ID ...)
      ;;
    'jobs start')
      names=(JOB_ID ...)
      ;;
    'jobs stop')
      names=(JOB_ID ...)
      ;;
    'jobs abort')
      names=(JOB_ID ...)
      ;;
    'actions')
      commands=(list show create replace patch delete)
      ;;
    'actions list')
      options=(--limit --offset --marker --sort --match --match-not --search --since --until --all-projects)
      flags=(--all-projects)
      ;;
    'actions show')
      names=(ACTION_ID)
      ;;
    'actions create')
      options=(--file --set --action-id --mandatory --max-retries --max-retries-interval --action --mode --path-to-backup --backup-name --container --storage --restore-abs-path --cindernative-freezer-only)
      ;;
    'actions replace')
      options=(--file --set --action-id --mandatory --max-retries --max-retries-interval --action --mode --path-to-backup --backup-name --container --storage --restore-abs-path --cindernative-freezer-only --if-version)
      names=(ACTION_ID)
      ;;
    'actions patch')
      options=(--file --set --action-id --mandatory --max-retries --max-retries-interval --action --mode --path-to-backup --backup-name --container --storage --restore-abs-path --cindernative-freezer-only --if-version)
      names=(ACTION_ID)
      ;;
    'actions delete')
      options=(--match --match-not --search --since --until --if-version --dry-run -y --yes)
      flags=(--dry-run -y --yes)
      names=(ACTION_ID ...)
      ;;
    'sessions')
      commands=(list show create replace patch delete start end add-job remove-job)
      ;;
    'sessions list')
      options=(--limit --offset --marker --sort --match --match-not --search --since --until --all-projects)
      flags=(--all-projects)
      ;;
    'sessions show')
      names=(SESSION_ID)
      ;;
    'sessions create')
      options=(--file --set --session-id --description --hold-off --session-tag --status --result --time-start --time-end --time-started --time-ended --schedule-date --schedule-interval --schedule-start-date --schedule-end-date --schedule-year --schedule-month --schedule-day --schedule-week --schedule-day-of-week --schedule-hour --schedule-minute --schedule-second --event --time-created --current-pid)
      ;;
    'sessions replace')
      options=(--file --set --session-id --description --hold-off --session-tag --status --result --time-start --time-end --time-started --time-ended --schedule-date --schedule-interval --schedule-start-date --schedule-end-date --schedule-year --schedule-month --schedule-day --schedule-week --schedule-day-of-week --schedule-hour --schedule-minute --schedule-second --event --time-created --current-pid --if-version)
      names=(SESSION_ID)
      ;;
    'sessions patch')
      options=(--file --set --session-id --description --hold-off --session-tag --status --result --time-start --time-end --time-started --time-ended --schedule-date --schedule-interval --schedule-start-date --schedule-end-date --schedule-year --schedule-month --schedule-day --schedule-week --schedule-day-of-week --schedule-hour --schedule-minute --schedule-second --event --time-created --current-pid --if-version)
      names=(SESSION_ID)
      ;;
    'sessions delete')
      options=(--match --match-not --search --since --until --if-version --dry-run -y --yes)
      flags=(--dry-run -y --yes)
      names=(SESSION_ID ...)
      ;;
    'sessions start')
      options=(--job-id --current-tag)
      names=(SESSION_ID JOB_ID)
      ;;
    'sessions end')
      options=(--job-id --result)
      names=(SESSION_ID JOB_ID)
      ;;
    'sessions add-job')
      options=(--job-id)
      names=(SESSION_ID JOB_ID)
      ;;
    'sessions remove-job')
      options=(--job-id)
      names=(SESSION_ID JOB_ID)
      ;;
    'export')
      options=(--output --kind --match --match-not --search --since --until)
      ;;
    'import')
      options=(--on-conflict --strict)
      flags=(--strict)
      names=(FILE)
      ;;
    'serve')
      options=(--bind-host --bind-port --bind-socket --tls-cert --tls-key --tls-client-ca --auth --log-file --log-level --allow-remote-noauth)
      flags=(--allow-remote-noauth)
      ;;
    'db')
      commands=(init version upgrade check backup restore stats vacuum)
      ;;
    'db init')
      ;;
    'db version')
      ;;
    'db upgrade')
      ;;
    'db check')
      ;;
    'db backup')
      options=(--force)
      flags=(--force)
      names=(FILE)
      ;;
    'db restore')
      options=(-y --yes --dry-run)
      flags=(-y --yes --dry-run)
      names=(FILE)
      ;;
    'db stats')
      ;;
    'db vacuum')
      ;;
    'users')
      commands=(create list set-password delete grant revoke)
      ;;
    'users create')
      options=(--id --password-file)
      names=(NAME)
      ;;
    'users list')
      ;;
    'users set-password')
      options=(--password-file)
      names=(USER)
      ;;
    'users delete')
      options=(--dry-run -y --yes)
      flags=(--dry-run -y --yes)
      names=(USER ...)
      ;;
    'users grant')
      options=(--project --role)
      names=(USER)
      ;;
    'users revoke')
      options=(--project --role)
      names=(USER)
      ;;
    'projects')
      commands=(create list delete)
      ;;
    'projects create')
      options=(--id)
      names=(NAME)
      ;;
    'projects list')
      ;;
    'projects delete')
      options=(--dry-run -y --yes)
      flags=(--dry-run -y --yes)
      names=(PROJECT ...)
      ;;
    'tokens')
      commands=(create list revoke)
      ;;
    'tokens create')
      options=(--project --expires)
      names=(USER)
      ;;
    'tokens list')
      ;;
    'tokens revoke')
      options=(--dry-run -y --yes)
      flags=(--dry-run -y --yes)
      names=(TOKEN_ID ...)
      ;;
    'policy')
      commands=(list check)
      ;;
    'policy list')
      ;;
    'policy check')
      options=(--as --target-project)
      names=(RULE)
      ;;
    'version')
      ;;
  esac
}

# Offers values for "$1", an option or a word with its command before it.
_freezer_api_value() {
  case $1 in
    --config-file | \
      'backups create --file' | \
      'backups patch --file' | \
      'clients create --file' | \
      'clients patch --file' | \
      'jobs create --file' | \
      'jobs replace --file' | \
      'jobs patch --file' | \
      'actions create --file' | \
      'actions replace --file' | \
      'actions patch --file' | \
      'sessions create --file' | \
      'sessions replace --file' | \
      'sessions patch --file' | \
      'export --output' | \
      'import FILE' | \
      'serve --bind-socket' | \
      'serve --tls-cert' | \
      'serve --tls-key' | \
      'serve --tls-client-ca' | \
      'serve --log-file' | \
      'db backup FILE' | \
      'db restore FILE' | \
      'users create --password-file' | \
      'users set-password --password-file')
      _freezer_api_files
      ;;
    -f | \
      --format)
      _freezer_api_offer table json jsonl yaml csv value
      ;;
    --color)
      _freezer_api_offer auto always never
      ;;
    'backups list --marker' | \
      'backups show BACKUP_ID' | \
      'backups patch BACKUP_ID' | \
      'backups delete BACKUP_ID')
      _freezer_api_ask backups list -f value -c backup_id --limit 1000
      ;;
    'backups create --status' | \
      'backups patch --status')
      _freezer_api_offer creating available error deleting deleted
      ;;
    'backups create --job-id' | \
      'backups patch --job-id' | \
      'jobs list --marker' | \
      'jobs show JOB_ID' | \
      'jobs replace JOB_ID' | \
      'jobs patch JOB_ID' | \
      'jobs delete JOB_ID' | \
      'jobs start JOB_ID' | \
      'jobs stop JOB_ID' | \
      'jobs abort JOB_ID' | \
      'sessions start --job-id' | \
      'sessions start JOB_ID' | \
      'sessions end --job-id' | \
      'sessions end JOB_ID' | \
      'sessions add-job --job-id' | \
      'sessions add-job JOB_ID' | \
      'sessions remove-job --job-id' | \
      'sessions remove-job JOB_ID')
      _freezer_api_ask jobs list -f value -c job_id --limit 1000
      ;;
    'clients list --marker' | \
      'clients show CLIENT_ID' | \
      'clients patch CLIENT_ID' | \
      'clients delete CLIENT_ID' | \
      'jobs create --client-id' | \
      'jobs replace --client-id' | \
      'jobs patch --client-id')
      _freezer_api_ask clients list -f value -c client_id --limit 1000
      ;;
    'clients create --is-central' | \
      'clients patch --is-central' | \
      'actions create --mandatory' | \
      'actions create --cindernative-freezer-only' | \
      'actions replace --mandatory' | \
      'actions replace --cindernative-freezer-only' | \
      'actions patch --mandatory' | \
      'actions patch --cindernative-freezer-only')
      _freezer_api_offer true false
      ;;
    'jobs create --session-id' | \
      'jobs replace --session-id' | \
      'jobs patch --session-id' | \
      'sessions list --marker' | \
      'sessions show SESSION_ID' | \
      'sessions replace SESSION_ID' | \
      'sessions patch SESSION_ID' | \
      'sessions delete SESSION_ID' | \
      'sessions start SESSION_ID' | \
      'sessions end SESSION_ID' | \
      'sessions add-job SESSION_ID' | \
      'sessions remove-job SESSION_ID')
      _freezer_api_ask sessions list -f value -c session_id --limit 1000
      ;;
    'jobs create --event' | \
      'jobs replace --event' | \
      'jobs patch --event' | \
      'sessions create --event' | \
      'sessions replace --event' | \
      'sessions patch --event')
      _freezer_api_offer stop start abort remove
      ;;
    'jobs create --status' | \
      'jobs replace --status' | \
      'jobs patch --status')
      _freezer_api_offer completed stop scheduled running aborting removed
      ;;
    'jobs create --result' | \
      'jobs replace --result' | \
      'jobs patch --result' | \
      'sessions create --result' | \
      'sessions replace --result' | \
      'sessions patch --result')
      _freezer_api_offer success fail aborted
      ;;
    'actions list --marker' | \
      'actions show ACTION_ID' | \
      'actions replace ACTION_ID' | \
      'actions patch ACTION_ID' | \
      'actions delete ACTION_ID')
      _freezer_api_ask actions list -f value -c action_id --limit 1000
      ;;
    'actions create --action' | \
      'actions replace --action' | \
      'actions patch --action')
      _freezer_api_offer backup restore info admin exec
      ;;
    'actions create --mode' | \
      'actions replace --mode' | \
      'actions patch --mode')
      _freezer_api_offer fs mongo mysql sqlserver cinder glance cindernative nova
      ;;
    'actions create --storage' | \
      'actions replace --storage' | \
      'actions patch --storage')
      _freezer_api_offer local swift ssh s3 ftp ftps
      ;;
    'export --kind')
      _freezer_api_offer backup client job action session
      ;;
    'import --on-conflict')
      _freezer_api_offer skip replace fail
      ;;
    'serve --auth')
      _freezer_api_offer noauth builtin keystone
      ;;
    'serve --log-level')
      _freezer_api_offer debug info warning error
      ;;
    'users set-password USER' | \
      'users delete USER' | \
      'users grant USER' | \
      'users revoke USER' | \
      'tokens create USER')
      _freezer_api_ask users list -f value -c name
      ;;
    'users grant --project' | \
      'users revoke --project' | \
      'projects delete PROJECT' | \
      'tokens create --project')
      _freezer_api_ask projects list -f value -c name
      ;;
    'tokens revoke TOKEN_ID')
      _freezer_api_ask tokens list -f value -c id
      ;;
    'policy check RULE')
      _freezer_api_ask policy list -f value -c name
      ;;
  esac
}

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
