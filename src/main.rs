//! The `goget-doctor` command.

fn main() {}
