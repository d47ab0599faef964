# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_goget_doctor_global_optspecs
    string join \n go= env= insecure offline no-probe connect-to= timeout= max-body= max-zip= max-fetch= format= json detail= exit-zero color= q/quiet v/verbose deny= warn= allow= h/help V/version
end

function __fish_goget_doctor_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_goget_doctor_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_goget_doctor_using_subcommand
    set -l cmd (__fish_goget_doctor_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -s V -l version -d 'Print version'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "resolve" -d 'Take every step that go would take for a path, and say what each one saw'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "check" -d 'Check all the paths of a build or of a vanity server, for CI'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "merge" -d 'Put the parts of a check together that several machines made'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "meta" -d 'Show what go reads from a page, beside what a browser reads'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "env" -d 'Show the settings in force, what they decide for a module path, or what changed in go'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "certs" -d 'Show the roots that go reads, and what it makes of a server\'s certificates'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "netrc" -d 'Show which login go would send to which host, and which curl and git would'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "proxy" -d 'Put a module proxy to its protocol: what it answers, which releases mind, how to set it right'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "explain" -d 'Read the page of a finding, or take a pasted error of go apart'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "replay" -d 'Judge and show a saved run again, without a network'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "diff" -d 'Compare two saved runs, and name the difference that decides'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "lab" -d 'Reproduce failures on this machine, without a network'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "completions" -d 'Print the completions for a shell'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "man" -d 'Print the manual page'
complete -c goget-doctor -n "__fish_goget_doctor_needs_command" -f -a "schema" -d 'Print the JSON Schema of the machine output'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l save -d 'Write what was seen to a file, for replay' -r -F
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l until -d 'Stop after this stage of the fetch [default: package; version with --module, module for check]' -r -f -a "root\t'The repository root, in direct mode'
version\t'The version that answers the query'
module\t'The go.mod of that version'
package\t'The zip of that version and the package in it'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l jobs -d 'Look so many module paths up at the same time [default: 32, of them 16 at one host]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l retry -d 'Try so often again where the network, not the server, made a lookup fail; go does not' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l report -d 'Write the result to a file too, in a form of its own; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l module -d 'Take the paths as module paths: judge as go list -m -json PATH@QUERY does, with latest where there is no query'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l download -d 'Take the paths as module paths: judge as go mod download -json PATH@VERSION does'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l versions -d 'Take the paths as module paths: judge as go list -m -versions PATH[@QUERY] does, and list the versions'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l redact -d 'Replace hosts, paths, users and addresses in that file, so that it can be shared'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l direct -d 'Ask repositories whatever GOPROXY says, which go itself does not'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l cache -d 'Believe what is in GOMODCACHE and GOPATH/pkg/sumdb, as go does; both are read and never written [default: both are taken for empty]'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand resolve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l host -d 'Ask this host for what a vanity server\'s file says' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l shard -d 'Check the paths of some hosts only: part K of N, in which a host is the same on every machine' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l save -d 'Write what was seen to a file, for replay and diff' -r -F
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l baseline -d 'Do not fail for what failed in an earlier run: a file written with --format json or jsonl' -r -F
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l max-failures -d 'Stop after so many failures' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l until -d 'Stop after this stage of the fetch [default: package; version with --module, module for check]' -r -f -a "root\t'The repository root, in direct mode'
version\t'The version that answers the query'
module\t'The go.mod of that version'
package\t'The zip of that version and the package in it'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l jobs -d 'Look so many module paths up at the same time [default: 32, of them 16 at one host]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l retry -d 'Try so often again where the network, not the server, made a lookup fail; go does not' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l report -d 'Write the result to a file too, in a form of its own; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l module -d 'Take paths that are not from a go.mod as module paths: judge as go list -m -json PATH@QUERY does, with latest where there is no query'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l lint -d 'Look over the files as they stand, and ask nobody'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l in-order -d 'Print jsonl in the order of the input, too; results that are done early wait in a temporary file'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l fail-fast -d 'Stop after the first failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l direct -d 'Ask repositories whatever GOPROXY says, which go itself does not'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l cache -d 'Believe what is in GOMODCACHE and GOPATH/pkg/sumdb, as go does; both are read and never written [default: both are taken for empty]'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l report -d 'Write the result to a file too, in a form of its own; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand merge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l path -d 'Say which tag go takes for this import path' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand meta" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l git -d 'Show what git and ssh would use for a repository: settings, logins, keys; without a URL, whatever they are set to' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l fix -d 'Print the lines that cure what is wrong, for a shell'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l go-versions -d 'List what changed from release to release'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand env" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l chain -d 'Look at the certificates of this file instead, as a server would present them; - is standard input' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l host -d 'Judge the certificates of --chain for this host' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l roots -d 'Trust the certificates of this file alone, in place of all that go would read; - is standard input' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l at -d 'Judge as of this moment: 2026-11-21, or 2026-11-21T12:00:00Z [default: now]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand certs" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand netrc" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand proxy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l log -d 'Find the errors of go in a log: where each arose, its causes, what would settle them; - is standard input' -r -F
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l list -d 'List all names, and who tells each'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l resolve -d 'Take every step for the paths that the errors are about, too'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l redact -d 'Write the run to a file that can be shared: hosts, paths, users and addresses are replaced' -r -F
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l report -d 'Write the result to a file too, in a form of its own; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand replay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -f -a "list" -d 'List the scenarios'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -f -a "run" -d 'Play a scenario and compare what comes out with what it says; or run a command in it'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and not __fish_seen_subcommand_from list run serve" -f -a "serve" -d 'Play a scenario file until interrupted, and print the environment that leads there'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand lab; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l go -d 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l env -d 'Set a variable of the environment, as if it had been set for go; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l connect-to -d 'Connect elsewhere for HOST:PORT, as curl does; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l timeout -d 'Give a request up after this time; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l max-body -d 'Read no more than this of a page; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l max-zip -d 'Read no more than this of a module\'s zip [default: go\'s own limit, 500 MiB]' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l max-fetch -d 'Let a repository bring no more than this; go has no such limit' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l format -d 'Choose the form of the result' -r -f -a "human\t'For people'
json\t'One object, for several paths with all results in it'
jsonl\t'One object a line'
go\t'The lines that go itself prints with -v and -x'
sarif\t'For code scanning: SARIF 2.1.0'
junit\t'For test reports: `JUnit` XML'
github\t'Annotations of GitHub Actions'
gitlab\t'A Code Quality report of GitLab'
line\t'A line for each remark, for editors and problem matchers'
openmetrics\t'Metrics for a monitoring system: text for the textfile collector'
markdown\t'For the summary of a job'
html\t'One page for a browser'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l detail -d 'Choose how much json and jsonl tell of the steps [default: full; check: verdict]' -r -f -a "verdict\t'No data, and the steps only where something is wrong'
full\t'All there is'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l color -d 'Choose when to colour; goes before the environment' -r -f -a "always\t'Colour on every stream'
auto\t'Colour on terminals, as the environment wishes'
never\t'Never colour'"
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l deny -d 'Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the last that names a finding holds; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l warn -d 'Make findings warnings; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l allow -d 'Leave findings out, whatever they are; repeatable' -r
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l insecure -d 'As go get -insecure, which releases until 1.16 have'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l offline -d 'Send nothing; say what would be asked'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l no-probe -d 'Ask nothing that go itself does not ask, not even after a failure'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l json -d 'As --format json'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -l exit-zero -d 'End with status 0 where it would be 1 or 3'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -s q -l quiet -d 'Show go\'s answer and the findings only'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -s v -l verbose -d 'Show the details of every step'
complete -c goget-doctor -n "__fish_goget_doctor_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
