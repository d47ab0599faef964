//! A copy of a repository's folder, so that tools can work in it while the folder itself stays as it is.

use std::{fs, io, path::Path};

/// Copies what is below `from` into the folder `to`, which exists: files, folders and links, at most `most` bytes and
/// 1,048,576 entries. Nothing in `from` is changed. How many bytes that are; more than may be is
/// [`io::ErrorKind::FileTooLarge`].
#[expect(clippy::disallowed_methods, reason = "the folder is a repository, which git reads too")]
pub fn copy(from: &Path, to: &Path, most: u64) -> io::Result<u64> {
    let (mut folders, mut bytes, mut left) = (vec![(from.to_owned(), to.to_owned())], 0, MOST);
    while let Some((from, to)) = folders.pop() {
        for entry in fs::read_dir(&from)? {
            let entry = entry?;
            let (kind, target) = (entry.file_type()?, to.join(entry.file_name()));
            left -= 1;
            if kind.is_dir() {
                fs::create_dir(&target)?;
                folders.push((entry.path(), target));
            } else if kind.is_symlink() {
                link(&fs::read_link(entry.path())?, &target)?;
            } else if kind.is_file() {
                bytes += entry.metadata()?.len();
                if bytes <= most {
                    fs::copy(entry.path(), &target)?;
                    writable(&target)?;
                }
            }
            if bytes > most || left == 0 {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
        }
    }
    Ok(bytes)
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Lets the owner change a copy, whose original may be read only. The bits of others stay.
fn writable(file: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::symlink_metadata(file)?.permissions().mode();
        fs::set_permissions(file, fs::Permissions::from_mode(mode | 0o200))?;
    }
    Ok(())
}

/// How many entries there may be. Objects of git that are not packed are a file each.
const MOST: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_copy_has_files_folders_and_links_and_is_bounded() {
        let [from, to, small] = [(); 3].map(|()| tempfile::tempdir().unwrap());
        fs::create_dir(from.path().join("objects")).unwrap();
        fs::write(from.path().join("objects/a"), "four").unwrap();
        link(Path::new("nowhere"), &from.path().join("lock")).unwrap();
        assert_eq!(copy(from.path(), to.path(), 4).unwrap(), 4);
        assert_eq!(fs::read_link(to.path().join("lock")).unwrap(), Path::new("nowhere"));
        let mut text = String::new();
        io::Read::read_to_string(
            &mut fs::OpenOptions::new().read(true).open(to.path().join("objects/a")).unwrap(),
            &mut text,
        )
        .unwrap();
        assert_eq!(text, "four");
        let error = copy(from.path(), small.path(), 3).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}
