//! `meta URL`: a page is judged with the status that it came with.
#![cfg(feature = "lab")]

use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};

use crate::support::child::doctor;

const SITE: &str = "about = 'a'\npath = 'a.test/x'\n[[host]]\nname = 'a.test'\nhttps = {}\n[[host.route]]\n\
    path = '/*'\nstatus = 404\nbody = '<html><head></head></html>'\n[expect]\nok = false\n";

#[test]
fn the_status_is_that_of_the_server() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scenario = Scenario::parse("status", SITE).unwrap();
    let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
    let mut command = doctor();
    command.args(["meta", "https://a.test/x?go-get=1"]).envs(lab.exports());
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("404") && !said.contains("200 OK"), "{said}");
}
