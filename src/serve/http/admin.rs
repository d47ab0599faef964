//! What is answered to whoever watches the server: health and metrics.

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};

use super::{respond::HEALTH, state::State};

/// The answer on the listener for health and metrics.
pub(super) fn answer<B>(request: &Request<B>, state: &State) -> Response<Bytes> {
    match request.uri().path() {
        HEALTH => Response::new(Bytes::from_static(b"ok\n")),
        METRICS => {
            let (packages, open) = (state.answers().site().len(), state.room.taken());
            let text = state.metrics.text(packages, open, state.log.lost());
            let mut answer = Response::new(Bytes::from(text));
            answer
                .headers_mut()
                .insert(header::CONTENT_TYPE, HeaderValue::from_static(OPENMETRICS));
            answer
        }
        _ => {
            let mut answer =
                Response::new(Bytes::from(format!("{HEALTH} and {METRICS} are here\n")));
            *answer.status_mut() = StatusCode::NOT_FOUND;
            answer
        }
    }
}

const METRICS: &str = "/-/metrics";

const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
