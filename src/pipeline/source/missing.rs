//! A part of a source that nobody can be asked of: every answer says what is missing.

use std::fs::File;

use crate::{
    go::cmd::{
        fault::{Fault, Stop},
        fetched::{Answer, address::Address, info::Info},
    },
    pipeline::module::{Database, Proxies, Recorded, Repositories},
};

/// What is missing, in words.
#[derive(Clone, Debug)]
pub(crate) struct Missing(pub String);

impl Missing {
    fn stop(&self) -> Stop {
        Stop::Unknown(self.0.clone())
    }

    fn fault<T>(&self) -> Result<T, Fault> {
        Err(Fault::Stop(self.stop()))
    }
}

impl Proxies for Missing {
    async fn get(&self, _: &Address) -> Result<Answer, Stop> {
        Err(self.stop())
    }

    async fn get_zip(&self, _: &Address) -> Result<Answer<File>, Stop> {
        Err(self.stop())
    }
}

impl Repositories for Missing {
    async fn versions(&self, _: &str, _: &str) -> Result<Vec<String>, Fault> {
        self.fault()
    }

    async fn stat(&self, _: &str, _: &str) -> Result<Info, Fault> {
        self.fault()
    }

    async fn latest(&self, _: &str) -> Result<Info, Fault> {
        self.fault()
    }

    async fn go_mod(&self, _: &str, _: &str) -> Result<Vec<u8>, Fault> {
        self.fault()
    }

    async fn zip(&self, _: &str, _: &str) -> Result<File, Fault> {
        self.fault()
    }
}

impl Database for Missing {
    async fn lines(&self, _: &str, _: &str) -> Result<Recorded, Fault> {
        self.fault()
    }
}
