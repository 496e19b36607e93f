# fish completion for freezer-api(1): made by "freezer-api generate completions fish".

set -g __freezer_api_store_options --config-file --db --project --user

# The commands below one, with their help.
function __freezer_api_commands
    switch $argv[1]
        case ''
            printf '%s\n' \
                backups\t'The metadata of a backup that was taken.' \
                clients\t'A machine that runs a scheduler.' \
                jobs\t'What a client shall run, and when.' \
                actions\t'A step that jobs can share.' \
                sessions\t'Jobs on several machines that run together.' \
                export\t'Print documents as lines of JSON, for import to read back.' \
                import\t'Store the documents that export printed.' \
                seed\t'Fill the store with made-up documents, the same ones each time.' \
                status\t'Show what needs attention: clients, jobs, sessions and the backups of the last 14 days, of all projects unless --project is given.' \
                serve\t'Offer the same by REST, until SIGTERM or SIGINT.' \
                db\t'Look after the store.' \
                users\t'Users of the strategy builtin.' \
                projects\t'Projects of the strategy builtin.' \
                tokens\t'Tokens of the strategy builtin.' \
                policy\t'Tell who may do what by REST.' \
                version\t'Print the version of this program.'
        case 'backups'
            printf '%s\n' \
                list\t'Print backups.' \
                show\t'Print one backup.' \
                create\t'Add a new backup and print its id.' \
                patch\t'Change the given fields of one backup; the value null removes a key.' \
                delete\t'Delete backups: those named, if all are there, or all that a search finds. Asks first, unless it is one that is named.'
        case 'clients'
            printf '%s\n' \
                list\t'Print clients.' \
                show\t'Print one client.' \
                create\t'Add a new client and print its id.' \
                patch\t'Change the given fields of one client; the value null removes a key.' \
                delete\t'Delete clients: those named, if all are there, or all that a search finds. Asks first, unless it is one that is named.'
        case 'jobs'
            printf '%s\n' \
                list\t'Print jobs.' \
                show\t'Print one job.' \
                create\t'Add a new job and print its id.' \
                replace\t'Put a new job in the place of one, or make it under this id.' \
                patch\t'Change the given fields of one job; the value null removes a key.' \
                delete\t'Delete jobs: those named, if all are there, or all that a search finds. Asks first, unless it is one that is named.' \
                start\t'Ask the schedulers of jobs to start them.' \
                stop\t'Ask the schedulers of jobs to stop them.' \
                abort\t'Ask the schedulers of jobs to abort their run.'
        case 'actions'
            printf '%s\n' \
                list\t'Print actions.' \
                show\t'Print one action.' \
                create\t'Add a new action and print its id.' \
                replace\t'Put a new action in the place of one, or make it under this id.' \
                patch\t'Change the given fields of one action; the value null removes a key.' \
                delete\t'Delete actions: those named, if all are there, or all that a search finds. Asks first, unless it is one that is named.'
        case 'sessions'
            printf '%s\n' \
                list\t'Print sessions.' \
                show\t'Print one session.' \
                create\t'Add a new session and print its id.' \
                replace\t'Put a new session in the place of one, or make it under this id.' \
                patch\t'Change the given fields of one session; the value null removes a key.' \
                delete\t'Delete sessions: those named, if all are there, or all that a search finds. Asks first, unless it is one that is named.' \
                start\t'Report that a job of the session starts.' \
                end\t'Report that a job of the session has ended.' \
                add-job\t'Add a job to the session.' \
                remove-job\t'Take a job out of the session.'
        case 'db'
            printf '%s\n' \
                init\t'Make the store, if it is not there, and print its schema\'s version.' \
                version\t'Print the versions of the store\'s schema and of this program\'s.' \
                upgrade\t'Bring the schema of the store up to this program\'s.' \
                check\t'Look for damage: of the file, of documents, and of links between documents.' \
                backup\t'Write a copy of the store, which can be in use, into a file, and check it.' \
                restore\t'Put a copy of a store in the place of all that the store has, identities too.' \
                stats\t'Print how many documents there are, how old, and how large the store is.' \
                vacuum\t'Give back the space that the store does not need.'
        case 'users'
            printf '%s\n' \
                create\t'Add a user and print the id.' \
                list\t'List users and their roles.' \
                set-password\t'Change the password of a user, and revoke the user\'s tokens.' \
                delete\t'Delete users with their roles and tokens; documents of theirs stay.' \
                grant\t'Give a user a role in a project.' \
                revoke\t'Take a role in a project from a user.'
        case 'projects'
            printf '%s\n' \
                create\t'Add a project and print its id.' \
                list\t'List projects.' \
                delete\t'Delete projects with the roles and tokens in them; their documents stay.'
        case 'tokens'
            printf '%s\n' \
                create\t'Make a token for a user, without the password, and print it.' \
                list\t'List the tokens that are valid.' \
                revoke\t'Revoke tokens.'
        case 'policy'
            printf '%s\n' \
                list\t'List the rules in force.' \
                check\t'Tell whether a caller may do something; the status is 9 if not.'
    end
end

# The options of a command, with their help.
function __freezer_api_options
    switch $argv[1]
        case ''
            printf '%s\n' \
                -h\t'Print the help of a command.' \
                --help\t'Print the help of a command.' \
                --config-file\t'Read settings from this file; unless given, from the one FREEZER_CONFIG_FILE names or /etc/freezer/freezer-api.conf.' \
                --db\t'The store: sqlite:////absolute/path or sqlite:///relative/path.' \
                --no-create\t'Fail where the store is not there, or older than this program, instead of making or upgrading it.' \
                --project\t'Whose documents are meant, on the command line and under noauth.' \
                --user\t'Who is acting, on the command line and under noauth.' \
                -f\t'How results are printed; a table on a terminal, else JSON.' \
                --format\t'How results are printed; a table on a terminal, else JSON.' \
                -c\t'Print this alone: a column of the table, or the dotted path of any key of a document. May be given again.' \
                --column\t'Print this alone: a column of the table, or the dotted path of any key of a document. May be given again.' \
                --noindent\t'Print JSON on one line.' \
                --fit-width\t'Cut a table to the width of the terminal.' \
                --color\t'When tables have colours: on a terminal, where NO_COLOR is not set, unless given.'
        case 'backups list'
            printf '%s\n' \
                --limit\t'Print this many; 10 unless given, [limits] max_limit at most.' \
                --offset\t'Pass over this many.' \
                --marker\t'Start after this one.' \
                --sort\t'Sort by created_at, updated_at, job_id, backup_name, container, hostname, time_stamp, status, mode; oldest first unless given.' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose time_stamp is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose time_stamp is this or earlier; a date is all of it.' \
                --all-projects\t'Those of every project.'
        case 'backups create'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --container\t'Where the data is kept.' \
                --hostname\t'The machine the data came from.' \
                --backup-name\t'The name of the backup.' \
                --status\t'The stage reached.' \
                --job-id\t'The job that took it.' \
                --time-stamp\t'When it was taken, seconds since the epoch.' \
                --mode\t'What kind of thing was backed up.' \
                --level\t'0 for a full backup, else the increment.' \
                --curr-backup-level\t'0 for a full backup, else the increment.' \
                --max-level\t'Increments after which a full backup follows.' \
                --path-to-backup\t'The path that was asked for.' \
                --fs-real-path\t'The path that was read.' \
                --vol-snap-path\t'The path of the snapshot that was read.' \
                --storage\t'The storage that keeps the data.' \
                --compression\t'How the data is compressed.' \
                --backup-size-compressed\t'The size of what is kept, in bytes.' \
                --backup-size-uncompressed\t'The size of what was read, in bytes.' \
                --client-os\t'The operating system of the machine.' \
                --client-version\t'The version of the agent.'
        case 'backups patch'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --container\t'Where the data is kept.' \
                --hostname\t'The machine the data came from.' \
                --backup-name\t'The name of the backup.' \
                --status\t'The stage reached.' \
                --job-id\t'The job that took it.' \
                --time-stamp\t'When it was taken, seconds since the epoch.' \
                --mode\t'What kind of thing was backed up.' \
                --level\t'0 for a full backup, else the increment.' \
                --curr-backup-level\t'0 for a full backup, else the increment.' \
                --max-level\t'Increments after which a full backup follows.' \
                --path-to-backup\t'The path that was asked for.' \
                --fs-real-path\t'The path that was read.' \
                --vol-snap-path\t'The path of the snapshot that was read.' \
                --storage\t'The storage that keeps the data.' \
                --compression\t'How the data is compressed.' \
                --backup-size-compressed\t'The size of what is kept, in bytes.' \
                --backup-size-uncompressed\t'The size of what was read, in bytes.' \
                --client-os\t'The operating system of the machine.' \
                --client-version\t'The version of the agent.' \
                --if-version\t'Change nothing unless the document has this version.'
        case 'backups delete'
            printf '%s\n' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose time_stamp is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose time_stamp is this or earlier; a date is all of it.' \
                --if-version\t'Change nothing unless the document has this version.' \
                --dry-run\t'Print what would be taken away, and change nothing.' \
                -y\t'Do not ask whether that is really meant.' \
                --yes\t'Do not ask whether that is really meant.'
        case 'clients list'
            printf '%s\n' \
                --limit\t'Print this many; 10 unless given, [limits] max_limit at most.' \
                --offset\t'Pass over this many.' \
                --marker\t'Start after this one.' \
                --sort\t'Sort by created_at, updated_at, uuid, hostname, is_central; oldest first unless given.' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose created_at is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose created_at is this or earlier; a date is all of it.' \
                --all-projects\t'Those of every project.'
        case 'clients create'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --client-id\t'The id, chosen by the machine.' \
                --hostname\t'The name of the machine.' \
                --description\t'Anything worth saying about it.' \
                --uuid\t'A unique id, made by the service unless given.' \
                --supported-actions\t'The actions it can take. With commas, or given again.' \
                --supported-modes\t'The modes it can back up in. With commas, or given again.' \
                --supported-storages\t'The storages it can reach. With commas, or given again.' \
                --supported-engines\t'The engines it has. With commas, or given again.' \
                --is-central\t'Whether it runs jobs for every project.'
        case 'clients patch'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --client-id\t'The id, chosen by the machine.' \
                --hostname\t'The name of the machine.' \
                --description\t'Anything worth saying about it.' \
                --uuid\t'A unique id, made by the service unless given.' \
                --supported-actions\t'The actions it can take. With commas, or given again.' \
                --supported-modes\t'The modes it can back up in. With commas, or given again.' \
                --supported-storages\t'The storages it can reach. With commas, or given again.' \
                --supported-engines\t'The engines it has. With commas, or given again.' \
                --is-central\t'Whether it runs jobs for every project.' \
                --if-version\t'Change nothing unless the document has this version.'
        case 'clients delete'
            printf '%s\n' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose created_at is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose created_at is this or earlier; a date is all of it.' \
                --if-version\t'Change nothing unless the document has this version.' \
                --dry-run\t'Print what would be taken away, and change nothing.' \
                -y\t'Do not ask whether that is really meant.' \
                --yes\t'Do not ask whether that is really meant.'
        case 'jobs list'
            printf '%s\n' \
                --limit\t'Print this many; 10 unless given, [limits] max_limit at most.' \
                --offset\t'Pass over this many.' \
                --marker\t'Start after this one.' \
                --sort\t'Sort by created_at, updated_at, client_id, session_id, schedule_interval, event, result, status; oldest first unless given.' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose created_at is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose created_at is this or earlier; a date is all of it.' \
                --all-projects\t'Those of every project.'
        case 'jobs create'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --job-id\t'The id, made by the service unless given.' \
                --client-id\t'The client that shall run it.' \
                --description\t'Anything worth saying about it.' \
                --session-id\t'The session it runs in.' \
                --session-tag\t'The tag of the session\'s run it has seen.' \
                --session-name\t'The name of the session.' \
                --schedule-date\t'When to run once.' \
                --schedule-interval\t'How often to run.' \
                --schedule-start-date\t'When to begin to run.' \
                --schedule-end-date\t'When to cease to run.' \
                --schedule-year\t'The year to run in (cron).' \
                --schedule-month\t'The months to run in (cron).' \
                --schedule-day\t'The days of the month to run on (cron).' \
                --schedule-week\t'The weeks of the year to run in (cron).' \
                --schedule-day-of-week\t'The days of the week to run on (cron).' \
                --schedule-hour\t'The hours to run at (cron).' \
                --schedule-minute\t'The minutes to run at (cron).' \
                --schedule-second\t'The seconds to run at (cron).' \
                --event\t'What the scheduler is asked to do.' \
                --status\t'What the scheduler says it is doing.' \
                --result\t'How the last run ended.' \
                --time-created\t'When it was made, seconds since the epoch.' \
                --time-started\t'When the last run began; -1: never.' \
                --time-ended\t'When the last run ended; -1: not yet.' \
                --current-pid\t'The process id of the running agent.'
        case 'jobs replace'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --job-id\t'The id, made by the service unless given.' \
                --client-id\t'The client that shall run it.' \
                --description\t'Anything worth saying about it.' \
                --session-id\t'The session it runs in.' \
                --session-tag\t'The tag of the session\'s run it has seen.' \
                --session-name\t'The name of the session.' \
                --schedule-date\t'When to run once.' \
                --schedule-interval\t'How often to run.' \
                --schedule-start-date\t'When to begin to run.' \
                --schedule-end-date\t'When to cease to run.' \
                --schedule-year\t'The year to run in (cron).' \
                --schedule-month\t'The months to run in (cron).' \
                --schedule-day\t'The days of the month to run on (cron).' \
                --schedule-week\t'The weeks of the year to run in (cron).' \
                --schedule-day-of-week\t'The days of the week to run on (cron).' \
                --schedule-hour\t'The hours to run at (cron).' \
                --schedule-minute\t'The minutes to run at (cron).' \
                --schedule-second\t'The seconds to run at (cron).' \
                --event\t'What the scheduler is asked to do.' \
                --status\t'What the scheduler says it is doing.' \
                --result\t'How the last run ended.' \
                --time-created\t'When it was made, seconds since the epoch.' \
                --time-started\t'When the last run began; -1: never.' \
                --time-ended\t'When the last run ended; -1: not yet.' \
                --current-pid\t'The process id of the running agent.' \
                --if-version\t'Change nothing unless the document has this version.'
        case 'jobs patch'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --job-id\t'The id, made by the service unless given.' \
                --client-id\t'The client that shall run it.' \
                --description\t'Anything worth saying about it.' \
                --session-id\t'The session it runs in.' \
                --session-tag\t'The tag of the session\'s run it has seen.' \
                --session-name\t'The name of the session.' \
                --schedule-date\t'When to run once.' \
                --schedule-interval\t'How often to run.' \
                --schedule-start-date\t'When to begin to run.' \
                --schedule-end-date\t'When to cease to run.' \
                --schedule-year\t'The year to run in (cron).' \
                --schedule-month\t'The months to run in (cron).' \
                --schedule-day\t'The days of the month to run on (cron).' \
                --schedule-week\t'The weeks of the year to run in (cron).' \
                --schedule-day-of-week\t'The days of the week to run on (cron).' \
                --schedule-hour\t'The hours to run at (cron).' \
                --schedule-minute\t'The minutes to run at (cron).' \
                --schedule-second\t'The seconds to run at (cron).' \
                --event\t'What the scheduler is asked to do.' \
                --status\t'What the scheduler says it is doing.' \
                --result\t'How the last run ended.' \
                --time-created\t'When it was made, seconds since the epoch.' \
                --time-started\t'When the last run began; -1: never.' \
                --time-ended\t'When the last run ended; -1: not yet.' \
                --current-pid\t'The process id of the running agent.' \
                --if-version\t'Change nothing unless the document has this version.'
        case 'jobs delete'
            printf '%s\n' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose created_at is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose created_at is this or earlier; a date is all of it.' \
                --if-version\t'Change nothing unless the document has this version.' \
                --dry-run\t'Print what would be taken away, and change nothing.' \
                -y\t'Do not ask whether that is really meant.' \
                --yes\t'Do not ask whether that is really meant.'
        case 'actions list'
            printf '%s\n' \
                --limit\t'Print this many; 10 unless given, [limits] max_limit at most.' \
                --offset\t'Pass over this many.' \
                --marker\t'Start after this one.' \
                --sort\t'Sort by created_at, updated_at, backup_name, container, action, mode, storage; oldest first unless given.' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose created_at is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose created_at is this or earlier; a date is all of it.' \
                --all-projects\t'Those of every project.'
        case 'actions create'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --action-id\t'The id, made by the service unless given.' \
                --mandatory\t'Whether to run it even after a failed action.' \
                --max-retries\t'How often to try again.' \
                --max-retries-interval\t'Seconds between two tries.' \
                --action\t'What the agent shall do.' \
                --mode\t'What kind of thing is backed up.' \
                --path-to-backup\t'The path to back up.' \
                --backup-name\t'The name that ties incremental backups together.' \
                --container\t'Where the data is kept.' \
                --storage\t'The storage that keeps the data.' \
                --restore-abs-path\t'The path to restore to.' \
                --cindernative-freezer-only\t'Whether to look only at volume backups made by freezer.'
        case 'actions replace'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --action-id\t'The id, made by the service unless given.' \
                --mandatory\t'Whether to run it even after a failed action.' \
                --max-retries\t'How often to try again.' \
                --max-retries-interval\t'Seconds between two tries.' \
                --action\t'What the agent shall do.' \
                --mode\t'What kind of thing is backed up.' \
                --path-to-backup\t'The path to back up.' \
                --backup-name\t'The name that ties incremental backups together.' \
                --container\t'Where the data is kept.' \
                --storage\t'The storage that keeps the data.' \
                --restore-abs-path\t'The path to restore to.' \
                --cindernative-freezer-only\t'Whether to look only at volume backups made by freezer.' \
                --if-version\t'Change nothing unless the document has this version.'
        case 'actions patch'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --action-id\t'The id, made by the service unless given.' \
                --mandatory\t'Whether to run it even after a failed action.' \
                --max-retries\t'How often to try again.' \
                --max-retries-interval\t'Seconds between two tries.' \
                --action\t'What the agent shall do.' \
                --mode\t'What kind of thing is backed up.' \
                --path-to-backup\t'The path to back up.' \
                --backup-name\t'The name that ties incremental backups together.' \
                --container\t'Where the data is kept.' \
                --storage\t'The storage that keeps the data.' \
                --restore-abs-path\t'The path to restore to.' \
                --cindernative-freezer-only\t'Whether to look only at volume backups made by freezer.' \
                --if-version\t'Change nothing unless the document has this version.'
        case 'actions delete'
            printf '%s\n' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose created_at is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose created_at is this or earlier; a date is all of it.' \
                --if-version\t'Change nothing unless the document has this version.' \
                --dry-run\t'Print what would be taken away, and change nothing.' \
                -y\t'Do not ask whether that is really meant.' \
                --yes\t'Do not ask whether that is really meant.'
        case 'sessions list'
            printf '%s\n' \
                --limit\t'Print this many; 10 unless given, [limits] max_limit at most.' \
                --offset\t'Pass over this many.' \
                --marker\t'Start after this one.' \
                --sort\t'Sort by created_at, updated_at, session_tag, status, result; oldest first unless given.' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose created_at is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose created_at is this or earlier; a date is all of it.' \
                --all-projects\t'Those of every project.'
        case 'sessions create'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --session-id\t'The id, made by the service unless given.' \
                --description\t'Anything worth saying about it.' \
                --hold-off\t'Seconds after a start in which the other jobs may join it.' \
                --session-tag\t'The number of runs so far.' \
                --status\t'active, running or completed.' \
                --result\t'How the last run ended.' \
                --time-start\t'When the last run began, seconds since the epoch; -1: never.' \
                --time-end\t'When the last run ended.' \
                --time-started\t'The same as time_start.' \
                --time-ended\t'The same as time_end.' \
                --schedule-date\t'When to run once.' \
                --schedule-interval\t'How often to run.' \
                --schedule-start-date\t'When to begin to run.' \
                --schedule-end-date\t'When to cease to run.' \
                --schedule-year\t'The year to run in (cron).' \
                --schedule-month\t'The months to run in (cron).' \
                --schedule-day\t'The days of the month to run on (cron).' \
                --schedule-week\t'The weeks of the year to run in (cron).' \
                --schedule-day-of-week\t'The days of the week to run on (cron).' \
                --schedule-hour\t'The hours to run at (cron).' \
                --schedule-minute\t'The minutes to run at (cron).' \
                --schedule-second\t'The seconds to run at (cron).' \
                --event\t'What the scheduler is asked to do.' \
                --time-created\t'When it was made, seconds since the epoch.' \
                --current-pid\t'The process id of the running agent.'
        case 'sessions replace'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --session-id\t'The id, made by the service unless given.' \
                --description\t'Anything worth saying about it.' \
                --hold-off\t'Seconds after a start in which the other jobs may join it.' \
                --session-tag\t'The number of runs so far.' \
                --status\t'active, running or completed.' \
                --result\t'How the last run ended.' \
                --time-start\t'When the last run began, seconds since the epoch; -1: never.' \
                --time-end\t'When the last run ended.' \
                --time-started\t'The same as time_start.' \
                --time-ended\t'The same as time_end.' \
                --schedule-date\t'When to run once.' \
                --schedule-interval\t'How often to run.' \
                --schedule-start-date\t'When to begin to run.' \
                --schedule-end-date\t'When to cease to run.' \
                --schedule-year\t'The year to run in (cron).' \
                --schedule-month\t'The months to run in (cron).' \
                --schedule-day\t'The days of the month to run on (cron).' \
                --schedule-week\t'The weeks of the year to run in (cron).' \
                --schedule-day-of-week\t'The days of the week to run on (cron).' \
                --schedule-hour\t'The hours to run at (cron).' \
                --schedule-minute\t'The minutes to run at (cron).' \
                --schedule-second\t'The seconds to run at (cron).' \
                --event\t'What the scheduler is asked to do.' \
                --time-created\t'When it was made, seconds since the epoch.' \
                --current-pid\t'The process id of the running agent.' \
                --if-version\t'Change nothing unless the document has this version.'
        case 'sessions patch'
            printf '%s\n' \
                --file\t'Read the document from this file; -: from standard input.' \
                --set\t'Set one value; --set overrides all other options. The path is dotted; a number is the index of a list entry, and the length of the list appends one: job_actions.0.freezer_action.action. The value is JSON, or else a string. Can be repeated.' \
                --session-id\t'The id, made by the service unless given.' \
                --description\t'Anything worth saying about it.' \
                --hold-off\t'Seconds after a start in which the other jobs may join it.' \
                --session-tag\t'The number of runs so far.' \
                --status\t'active, running or completed.' \
                --result\t'How the last run ended.' \
                --time-start\t'When the last run began, seconds since the epoch; -1: never.' \
                --time-end\t'When the last run ended.' \
                --time-started\t'The same as time_start.' \
                --time-ended\t'The same as time_end.' \
                --schedule-date\t'When to run once.' \
                --schedule-interval\t'How often to run.' \
                --schedule-start-date\t'When to begin to run.' \
                --schedule-end-date\t'When to cease to run.' \
                --schedule-year\t'The year to run in (cron).' \
                --schedule-month\t'The months to run in (cron).' \
                --schedule-day\t'The days of the month to run on (cron).' \
                --schedule-week\t'The weeks of the year to run in (cron).' \
                --schedule-day-of-week\t'The days of the week to run on (cron).' \
                --schedule-hour\t'The hours to run at (cron).' \
                --schedule-minute\t'The minutes to run at (cron).' \
                --schedule-second\t'The seconds to run at (cron).' \
                --event\t'What the scheduler is asked to do.' \
                --time-created\t'When it was made, seconds since the epoch.' \
                --current-pid\t'The process id of the running agent.' \
                --if-version\t'Change nothing unless the document has this version.'
        case 'sessions delete'
            printf '%s\n' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose created_at is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose created_at is this or earlier; a date is all of it.' \
                --if-version\t'Change nothing unless the document has this version.' \
                --dry-run\t'Print what would be taken away, and change nothing.' \
                -y\t'Do not ask whether that is really meant.' \
                --yes\t'Do not ask whether that is really meant.'
        case 'sessions start'
            printf '%s\n' \
                --job-id\t'Which job.' \
                --current-tag\t'The session tag the job has seen; the session\'s unless given.'
        case 'sessions end'
            printf '%s\n' \
                --job-id\t'Which job.' \
                --result\t'How it ended: success, fail or aborted.'
        case 'sessions add-job'
            printf '%s\n' \
                --job-id\t'Which job.'
        case 'sessions remove-job'
            printf '%s\n' \
                --job-id\t'Which job.'
        case 'export'
            printf '%s\n' \
                --output\t'Write them to this file, which only its owner may read; to standard output unless given.' \
                --kind\t'Only documents of this kind. May be given again.' \
                --match\t'Only those that have this value under the key, at any depth, or at a dotted path. \'key=\' means the empty string, \'key=null\' null or absent. May be given again: all must hold.' \
                --match-not\t'Only those for which --match would not hold.' \
                --search\t'Only those that have every word of this text within their values.' \
                --since\t'Only those whose created_at, or for a backup time_stamp, is this or later: seconds since the epoch, or an ISO 8601 date or date and time, in UTC unless a zone is given.' \
                --until\t'Only those whose created_at, or for a backup time_stamp, is this or earlier; a date is all of it.'
        case 'import'
            printf '%s\n' \
                --on-conflict\t'What to do with a document whose id is there: keep the one in the store, which is done unless given; replace it; or refuse the line.' \
                --strict\t'Import all lines or, if one is refused, none.'
        case 'seed'
            printf '%s\n' \
                --clients\t'This many machines; none unless given.' \
                --jobs\t'This many jobs, with their actions; none unless given.' \
                --backups\t'This many backups of the last 30 days, by the jobs in turn; none unless given.' \
                --sessions\t'This many sessions, of up to three of the jobs; none unless given.' \
                --random-seed\t'Other documents for another number; 1 unless given.' \
                --until\t'When the latest of it happened: seconds since the epoch, or an ISO 8601 date or date and time; now unless given.'
        case 'status'
            printf '%s\n' \
                --limit\t'Lines of each list on the screen; 10 unless given. Other formats are complete.'
        case 'serve'
            printf '%s\n' \
                --bind-host\t'The address to listen on; empty: on the Unix socket alone.' \
                --bind-port\t'The port to listen on; 0: any free one.' \
                --bind-socket\t'The path of a Unix socket to listen on too, for its owner and group.' \
                --tls-cert\t'The certificate, followed by its chain, as PEM: makes the service speak HTTPS.' \
                --tls-key\t'The private key of the certificate, as PEM.' \
                --tls-client-ca\t'The CA that the certificate of every client must come from, as PEM.' \
                --auth\t'How callers are told apart; noauth: every caller is the configured user; builtin: by the users and tokens of the store; keystone: by what Keystone says of their tokens.' \
                --log-file\t'The file to append the log to; standard error unless given.' \
                --log-level\t'The least that is logged.' \
                --allow-remote-noauth\t'Let noauth listen beyond loopback, where anyone who reaches it is admin.'
        case 'db backup'
            printf '%s\n' \
                --force\t'Replace the file if there is one.'
        case 'db restore'
            printf '%s\n' \
                -y\t'Do not ask whether that is really meant.' \
                --yes\t'Do not ask whether that is really meant.' \
                --dry-run\t'Check the copy and print the numbers, but change nothing.'
        case 'users create'
            printf '%s\n' \
                --id\t'The id; made up unless given.' \
                --password-file\t'Read the password from the first line of this file, or of standard input for -; it is asked for unless given.'
        case 'users set-password'
            printf '%s\n' \
                --password-file\t'Read the password from the first line of this file, or of standard input for -; it is asked for unless given.'
        case 'users delete'
            printf '%s\n' \
                --dry-run\t'Print what would be taken away, and change nothing.' \
                -y\t'Do not ask whether that is really meant.' \
                --yes\t'Do not ask whether that is really meant.'
        case 'users grant'
            printf '%s\n' \
                --project\t'In which project: a name or an id.' \
                --role\t'Which role: reader, member, admin or service.'
        case 'users revoke'
            printf '%s\n' \
                --project\t'In which project: a name or an id.' \
                --role\t'Which role: reader, member, admin or service.'
        case 'projects create'
            printf '%s\n' \
                --id\t'The id, by which its documents are kept; made up unless given. For documents that are there already, the project they are of.'
        case 'projects delete'
            printf '%s\n' \
                --dry-run\t'Print what would be taken away, and change nothing.' \
                -y\t'Do not ask whether that is really meant.' \
                --yes\t'Do not ask whether that is really meant.'
        case 'tokens create'
            printf '%s\n' \
                --project\t'What it is scoped to, a name or an id; nothing unless given.' \
                --expires\t'How long it is valid; as configured unless given.'
        case 'tokens revoke'
            printf '%s\n' \
                --dry-run\t'Print what would be taken away, and change nothing.' \
                -y\t'Do not ask whether that is really meant.' \
                --yes\t'Do not ask whether that is really meant.'
        case 'policy check'
            printf '%s\n' \
                --as\t'The roles of the caller, whose project --project names.' \
                --target-project\t'Whose documents it is to be done to; those of --project unless given.'
    end
end

# Those options that take no value.
function __freezer_api_flags
    switch $argv[1]
        case ''
            printf '%s\n' \
                -h \
                --help \
                --no-create \
                --noindent \
                --fit-width
        case 'backups list'
            printf '%s\n' \
                --all-projects
        case 'backups delete'
            printf '%s\n' \
                --dry-run \
                -y \
                --yes
        case 'clients list'
            printf '%s\n' \
                --all-projects
        case 'clients delete'
            printf '%s\n' \
                --dry-run \
                -y \
                --yes
        case 'jobs list'
            printf '%s\n' \
                --all-projects
        case 'jobs delete'
            printf '%s\n' \
                --dry-run \
                -y \
                --yes
        case 'actions list'
            printf '%s\n' \
                --all-projects
        case 'actions delete'
            printf '%s\n' \
                --dry-run \
                -y \
                --yes
        case 'sessions list'
            printf '%s\n' \
                --all-projects
        case 'sessions delete'
            printf '%s\n' \
                --dry-run \
                -y \
                --yes
        case 'import'
            printf '%s\n' \
                --strict
        case 'serve'
            printf '%s\n' \
                --allow-remote-noauth
        case 'db backup'
            printf '%s\n' \
                --force
        case 'db restore'
            printf '%s\n' \
                -y \
                --yes \
                --dry-run
        case 'users delete'
            printf '%s\n' \
                --dry-run \
                -y \
                --yes
        case 'projects delete'
            printf '%s\n' \
                --dry-run \
                -y \
                --yes
        case 'tokens revoke'
            printf '%s\n' \
                --dry-run \
                -y \
                --yes
    end
end

# The words that follow a command; "..." repeats the one before it.
function __freezer_api_names
    switch $argv[1]
        case 'backups show'
            printf '%s\n' \
                BACKUP_ID
        case 'backups patch'
            printf '%s\n' \
                BACKUP_ID
        case 'backups delete'
            printf '%s\n' \
                BACKUP_ID \
                ...
        case 'clients show'
            printf '%s\n' \
                CLIENT_ID
        case 'clients patch'
            printf '%s\n' \
                CLIENT_ID
        case 'clients delete'
            printf '%s\n' \
                CLIENT_ID \
                ...
        case 'jobs show'
            printf '%s\n' \
                JOB_ID
        case 'jobs replace'
            printf '%s\n' \
                JOB_ID
        case 'jobs patch'
            printf '%s\n' \
                JOB_ID
        case 'jobs delete'
            printf '%s\n' \
                JOB_ID \
                ...
        case 'jobs start'
            printf '%s\n' \
                JOB_ID \
                ...
        case 'jobs stop'
            printf '%s\n' \
                JOB_ID \
                ...
        case 'jobs abort'
            printf '%s\n' \
                JOB_ID \
                ...
        case 'actions show'
            printf '%s\n' \
                ACTION_ID
        case 'actions replace'
            printf '%s\n' \
                ACTION_ID
        case 'actions patch'
            printf '%s\n' \
                ACTION_ID
        case 'actions delete'
            printf '%s\n' \
                ACTION_ID \
                ...
        case 'sessions show'
            printf '%s\n' \
                SESSION_ID
        case 'sessions replace'
            printf '%s\n' \
                SESSION_ID
        case 'sessions patch'
            printf '%s\n' \
                SESSION_ID
        case 'sessions delete'
            printf '%s\n' \
                SESSION_ID \
                ...
        case 'sessions start'
            printf '%s\n' \
                SESSION_ID \
                JOB_ID
        case 'sessions end'
            printf '%s\n' \
                SESSION_ID \
                JOB_ID
        case 'sessions add-job'
            printf '%s\n' \
                SESSION_ID \
                JOB_ID
        case 'sessions remove-job'
            printf '%s\n' \
                SESSION_ID \
                JOB_ID
        case 'import'
            printf '%s\n' \
                FILE
        case 'db backup'
            printf '%s\n' \
                FILE
        case 'db restore'
            printf '%s\n' \
                FILE
        case 'users create'
            printf '%s\n' \
                NAME
        case 'users set-password'
            printf '%s\n' \
                USER
        case 'users delete'
            printf '%s\n' \
                USER \
                ...
        case 'users grant'
            printf '%s\n' \
                USER
        case 'users revoke'
            printf '%s\n' \
                USER
        case 'projects create'
            printf '%s\n' \
                NAME
        case 'projects delete'
            printf '%s\n' \
                PROJECT \
                ...
        case 'tokens create'
            printf '%s\n' \
                USER
        case 'tokens revoke'
            printf '%s\n' \
                TOKEN_ID \
                ...
        case 'policy check'
            printf '%s\n' \
                RULE
    end
end

# Prints values for an option or a word with its command before it.
function __freezer_api_value --no-scope-shadowing
    switch $argv[1]
        case --config-file \
            'backups create --file' \
            'backups patch --file' \
            'clients create --file' \
            'clients patch --file' \
            'jobs create --file' \
            'jobs replace --file' \
            'jobs patch --file' \
            'actions create --file' \
            'actions replace --file' \
            'actions patch --file' \
            'sessions create --file' \
            'sessions replace --file' \
            'sessions patch --file' \
            'export --output' \
            'import FILE' \
            'serve --bind-socket' \
            'serve --tls-cert' \
            'serve --tls-key' \
            'serve --tls-client-ca' \
            'serve --log-file' \
            'db backup FILE' \
            'db restore FILE' \
            'users create --password-file' \
            'users set-password --password-file'
            __fish_complete_path $current
        case -f \
            --format
            printf '%s\n' table json jsonl yaml csv value
        case --color
            printf '%s\n' auto always never
        case 'backups list --marker' \
            'backups show BACKUP_ID' \
            'backups patch BACKUP_ID' \
            'backups delete BACKUP_ID'
            __freezer_api_ask backups list -f value -c backup_id --no-create --limit 1000
        case 'backups create --status' \
            'backups patch --status'
            printf '%s\n' creating available error deleting deleted
        case 'backups create --job-id' \
            'backups patch --job-id' \
            'jobs list --marker' \
            'jobs show JOB_ID' \
            'jobs replace JOB_ID' \
            'jobs patch JOB_ID' \
            'jobs delete JOB_ID' \
            'jobs start JOB_ID' \
            'jobs stop JOB_ID' \
            'jobs abort JOB_ID' \
            'sessions start --job-id' \
            'sessions start JOB_ID' \
            'sessions end --job-id' \
            'sessions end JOB_ID' \
            'sessions add-job --job-id' \
            'sessions add-job JOB_ID' \
            'sessions remove-job --job-id' \
            'sessions remove-job JOB_ID'
            __freezer_api_ask jobs list -f value -c job_id --no-create --limit 1000
        case 'clients list --marker' \
            'clients show CLIENT_ID' \
            'clients patch CLIENT_ID' \
            'clients delete CLIENT_ID' \
            'jobs create --client-id' \
            'jobs replace --client-id' \
            'jobs patch --client-id'
            __freezer_api_ask clients list -f value -c client_id --no-create --limit 1000
        case 'clients create --is-central' \
            'clients patch --is-central' \
            'actions create --mandatory' \
            'actions create --cindernative-freezer-only' \
            'actions replace --mandatory' \
            'actions replace --cindernative-freezer-only' \
            'actions patch --mandatory' \
            'actions patch --cindernative-freezer-only'
            printf '%s\n' true false
        case 'jobs create --session-id' \
            'jobs replace --session-id' \
            'jobs patch --session-id' \
            'sessions list --marker' \
            'sessions show SESSION_ID' \
            'sessions replace SESSION_ID' \
            'sessions patch SESSION_ID' \
            'sessions delete SESSION_ID' \
            'sessions start SESSION_ID' \
            'sessions end SESSION_ID' \
            'sessions add-job SESSION_ID' \
            'sessions remove-job SESSION_ID'
            __freezer_api_ask sessions list -f value -c session_id --no-create --limit 1000
        case 'jobs create --event' \
            'jobs replace --event' \
            'jobs patch --event' \
            'sessions create --event' \
            'sessions replace --event' \
            'sessions patch --event'
            printf '%s\n' stop start abort remove
        case 'jobs create --status' \
            'jobs replace --status' \
            'jobs patch --status'
            printf '%s\n' completed stop scheduled running aborting removed
        case 'jobs create --result' \
            'jobs replace --result' \
            'jobs patch --result' \
            'sessions create --result' \
            'sessions replace --result' \
            'sessions patch --result'
            printf '%s\n' success fail aborted
        case 'actions list --marker' \
            'actions show ACTION_ID' \
            'actions replace ACTION_ID' \
            'actions patch ACTION_ID' \
            'actions delete ACTION_ID'
            __freezer_api_ask actions list -f value -c action_id --no-create --limit 1000
        case 'actions create --action' \
            'actions replace --action' \
            'actions patch --action'
            printf '%s\n' backup restore info admin exec
        case 'actions create --mode' \
            'actions replace --mode' \
            'actions patch --mode'
            printf '%s\n' fs mongo mysql sqlserver cinder glance cindernative nova
        case 'actions create --storage' \
            'actions replace --storage' \
            'actions patch --storage'
            printf '%s\n' local swift ssh s3 ftp ftps
        case 'export --kind'
            printf '%s\n' backup client job action session
        case 'import --on-conflict'
            printf '%s\n' skip replace fail
        case 'serve --auth'
            printf '%s\n' noauth builtin keystone
        case 'serve --log-level'
            printf '%s\n' debug info warning error
        case 'users set-password USER' \
            'users delete USER' \
            'users grant USER' \
            'users revoke USER' \
            'tokens create USER'
            __freezer_api_ask users list -f value -c name --no-create
        case 'users grant --project' \
            'users revoke --project' \
            'projects delete PROJECT' \
            'tokens create --project'
            __freezer_api_ask projects list -f value -c name --no-create
        case 'tokens revoke TOKEN_ID'
            __freezer_api_ask tokens list -f value -c id --no-create
        case 'policy check RULE'
            __freezer_api_ask policy list -f value -c name --no-create
    end
end

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
