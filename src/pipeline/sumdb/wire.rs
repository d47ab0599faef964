//! Requests to the database on the wire of the module proxies.

use super::{Get, Request};
use crate::{
    go::cmd::{fault::Stop, fetched::Answer},
    pipeline::source::{ModuleProxies, proxies::Question},
    trace::Step,
};

impl Get for ModuleProxies {
    async fn get(&self, request: Request<'_>) -> Result<Answer, Stop> {
        let Request { module, url, base, path } = request;
        let (module, step) = (Some(module), Step::Sum);
        self.fetch(Question { module, step, url, entry: base, endpoint: path }).await
    }
}
