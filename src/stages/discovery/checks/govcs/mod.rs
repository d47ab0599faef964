//! GOVCS.

use crate::findings::checks;

checks![govcs_malformed, govcs_default_denies_public_svn, govcs_denies,];
