//! Whom a run asks: repositories, found and asked through the session.

pub(crate) mod direct;
mod roots;
mod tools;
