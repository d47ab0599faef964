//! The names of the verdict on a path without a finding.

/// go fails, and no finding says why.
pub(crate) const GO_FAILS: &str = "go-fails";

/// There is no verdict.
pub(crate) const NO_VERDICT: &str = "no-verdict";

/// The names of a verdict without a finding, each with its page; each is an error.
pub const BARE: [(&str, &str); 2] = [(GO_FAILS, FAILS), (NO_VERDICT, OPEN)];

const FAILS: &str = "go would fail for this path, and none of the checks says why. `goget-doctor resolve -v PATH` \
                     shows every step, and `goget-doctor explain --log FILE` takes go's own words apart.\n";
const OPEN: &str = "goget-doctor cannot know what go would do here. What is missing is said: a network, an answer, \
                    a feature that go has and goget-doctor lacks.\n";
