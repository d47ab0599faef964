
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
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Take every step that go would take for a path, and say what each one saw')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Show the settings in force, or what they decide for a module path')
            [CompletionResult]::new('meta', 'meta', [CompletionResultType]::ParameterValue, 'Show what go reads from a page, beside what a browser reads')
            [CompletionResult]::new('netrc', 'netrc', [CompletionResultType]::ParameterValue, 'Show which login go would send to which host, and which curl and git would')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Judge and show a saved run again, without a network')
            [CompletionResult]::new('lab', 'lab', [CompletionResultType]::ParameterValue, 'Reproduce failures on this machine, without a network')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            break
        }
        'goget-doctor;resolve' {
            [CompletionResult]::new('--save', '--save', [CompletionResultType]::ParameterName, 'Write what was seen to a file, for replay')
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'Take the paths as module paths: judge as go list -m PATH@latest does')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;env' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Print the lines that cure what is wrong, for a shell')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
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
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;netrc' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;replay' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;lab' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
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
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;lab;run' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;lab;serve' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;completions' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show go''s answer and the findings only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show the details of every step')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goget-doctor;man' {
            [CompletionResult]::new('--go', '--go', [CompletionResultType]::ParameterName, 'Apply the rules of this release: 1.27, 1.27.3 or go1.27.3 [default: as go would choose]')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Set a variable of the environment, as if it had been set for go; repeatable')
            [CompletionResult]::new('--connect-to', '--connect-to', [CompletionResultType]::ParameterName, 'Connect elsewhere for HOST:PORT, as curl does; repeatable')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give a request up after this time; go has no such limit')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Read no more than this of a page; go has no such limit')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Choose the form of the result')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Choose when to colour; goes before the environment')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'End with status 1 for warnings too')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Send nothing; say what would be asked')
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
