//! The `goget-doctor` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    goget_doctor::cli::main()
}
