
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'goget-doctor' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'goget-doctor'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'goget-doctor' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Take every step that go would take for a path, and say what each one saw')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check all the paths of a build or of a vanity server, for CI')
            [CompletionResult]::new('meta', 'meta', [CompletionResultType]::ParameterValue, 'Show what go reads from a page, beside what a browser reads')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Show what goget-doctor knows of go''s releases')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Read the page of a finding, or take a pasted error of go apart')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Judge and show a saved run again, without a network')
            [CompletionResult]::new('lab', 'lab', [CompletionResultType]::ParameterValue, 'Reproduce failures on this machine, without a network')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            break
        }
        'goget-doctor;resolve' {
            [CompletionResult]::new('--save', '--save', [CompletionResultType]::ParameterName, 'Write what was seen to a file, for replay')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Look so many module paths up at the same time [default: 32, of them 16 at one host]')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Try so often again where the network, not the server, made a lookup fail; go does not')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write the result to a file too, in a form of its own; repeatable')
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'Take the paths as module paths: judge as go list -m PATH@latest does')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;check' {
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'Ask this host for what a vanity server''s file says')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Do not fail for what failed in an earlier run: a file written with --format json or jsonl')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop after so many failures')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Look so many module paths up at the same time [default: 32, of them 16 at one host]')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Try so often again where the network, not the server, made a lookup fail; go does not')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write the result to a file too, in a form of its own; repeatable')
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'Take paths that are not from a go.mod as module paths: judge as go list -m PATH@latest does')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop after the first failure')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;meta' {
            [CompletionResult]::new('--path', '--path', [CompletionResultType]::ParameterName, 'Say which tag go takes for this import path')
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;env' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--go-versions', '--go-versions', [CompletionResultType]::ParameterName, 'List what changed from release to release')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;explain' {
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Find the errors of go in a log: where each arose, its causes, what would settle them; - is standard input')
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List all findings')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Take every step for the paths that the errors are about, too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;replay' {
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write the result to a file too, in a form of its own; repeatable')
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;lab' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the scenarios')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Play a scenario and compare what comes out with what it says; or run a command in it')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Play a scenario file until interrupted, and print the environment that leads there')
            break
        }
        'goget-doctor;lab;list' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;lab;run' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;lab;serve' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;completions' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;man' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'As go get -insecure, which releases until 1.16 have')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('--no-probe', '--no-probe', [CompletionResultType]::ParameterName, 'Ask nothing that go itself does not ask, not even after a failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
