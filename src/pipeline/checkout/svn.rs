//! The files of a revision of Subversion, which go lists, exports and packs by itself (repositories.md §10.2).

use std::{
    fs::File,
    io,
    path::{Component, Path},
};

use crate::go::{
    cmd::{
        codehost::svn_list::{self, Listed},
        fault::Fault,
    },
    std::strconv::text::{lossy, system_reason},
};

use super::{Refused, Runner, pack::Archive, tool::Asking};

impl<R: Runner> Asking<'_, R> {
    /// The revision `rev`, or its folder `dir`, in a zip file.
    pub(super) async fn exported(&mut self, rev: &str, dir: &str) -> Result<File, Refused> {
        let folder = format!("{}/{EXPORT}", self.repo.runner.shown_dir());
        let [list, export] = self.repo.tool().export(rev, dir, &folder);
        let listed = lossy(&self.succeed(&list).await?.stdout);
        let files = svn_list::files(&listed).map_err(Fault::Other)?;
        self.succeed(&export).await?;
        let top = if dir.is_empty() { "prefix".to_owned() } else { format!("prefix/{dir}") };
        Ok(self.packed(&files, &top)?)
    }

    fn packed(&self, files: &[Listed], top: &str) -> Result<File, Fault> {
        let mut archive = Archive::new()?;
        for Listed { name, size } in files {
            let mut file = self.open(name)?;
            let copied = archive.copy(&format!("{top}/{name}"), &mut file)?;
            if copied != *size {
                return Err(Fault::Other(format!(
                    "file size differs between 'svn list' and 'svn export': file {name} listed as \
                     {size} bytes, but exported as {copied} bytes"
                )));
            }
        }
        archive.finish()
    }

    /// A file that was exported; nothing outside of the folder is.
    fn open(&self, name: &str) -> Result<File, Fault> {
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        let file = self.repo.runner.open(&format!("{EXPORT}/{name}"));
        match file {
            Ok(file) if inside && file.metadata().is_ok_and(|known| known.is_file()) => Ok(file),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Fault::Other(format!(
                "error opening file created by 'svn export': {}",
                system_reason(&error)
            ))),
            _ => Err(Fault::Other(format!(
                "file reported by 'svn list', but not written by 'svn export': {name}"
            ))),
        }
    }
}

/// The folder that go exports to, in the repository's.
const EXPORT: &str = "export";
