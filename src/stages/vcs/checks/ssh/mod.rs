//! ssh: the program, the way, the server's key, our keys, and what is behind the login.

use crate::findings::checks;

checks![
    ssh_not_installed,
    ssh_config_refused,
    ssh_looks_in_another_home,
    ssh_host_key_of_another_kind,
    ssh_host_key_changed,
    ssh_host_key_unknown,
    ssh_key_needs_passphrase,
    ssh_key_file_damaged,
    ssh_key_unusable,
    ssh_too_many_keys,
    ssh_key_refused,
    ssh_no_key_offered,
    ssh_server_unreachable,
    ssh_port_speaks_no_ssh,
    ssh_no_common_algorithm,
    ssh_server_hangs_up,
    ssh_server_prints_first,
    ssh_repository_refused,
    git_insteadof_ssh_no_key,
];
