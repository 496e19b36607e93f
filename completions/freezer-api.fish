# fish completion for freezer-api(1): asks the program, which prints a line for each candidate, and
# a last line that says what else to do.

function __freezer_api_complete
    set -l line (commandline -opc | string replace -r '^~/' $HOME/)
    set -l current "$(commandline -ct)"
    set -l lines (command $line[1] __complete -- $line[2..-1] $current 2>/dev/null </dev/null)
    or return
    if test "$lines[-1]" = :files
        set -l option "$(string match -r -- '^--[^=]*=' $current)"
        for file in (__fish_complete_path (string replace -- $option '' $current))
            echo $option$file
        end
    else
        string match -v ':*' -- $lines
    end
end

complete -c freezer-api -f -a '(__freezer_api_complete)'
