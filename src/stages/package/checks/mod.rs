//! A package that its module does not hold.

use crate::findings::checks;

checks![package_missing_in_module];
