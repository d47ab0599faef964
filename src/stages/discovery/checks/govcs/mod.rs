//! GOVCS.

use crate::findings::checks;

mod denied;

checks![govcs_malformed, govcs_default_denies_public_svn, govcs_denies,];
