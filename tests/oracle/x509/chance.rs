//! Chance with odds.

pub(crate) use crate::chance::Chance;

pub(crate) trait Odds {
    /// Whether something happens that happens once in `times`.
    fn once_in(&mut self, times: usize) -> bool;

    fn byte(&mut self) -> u8;
}

impl Odds for Chance {
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }
}
