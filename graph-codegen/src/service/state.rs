//! What the service remembers between requests.

use super::jobs::Jobs;

/// What the service remembers between requests.
#[derive(Debug)]
pub struct State {
    pub(super) jobs: Jobs,
    pub(super) dice: Dice,
    requests: u64,
}

impl State {
    pub(super) fn new(dice: Dice) -> Self {
        Self {
            jobs: Jobs::default(),
            dice,
            requests: 0,
        }
    }

    /// The id of the next request, which looks as those of the service do.
    pub(super) fn next_request_id(&mut self) -> String {
        self.requests += 1;
        format!("00000000-0000-4000-8000-{:012x}", self.requests)
    }

    /// Whether an event of this probability, from 0 to 1, happens now.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.dice.falls_below(probability)
    }
}

/// Random numbers, the same for the same seed (xorshift64*).
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        // The generator never leaves zero; consecutive seeds start far apart.
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Whether the next number between 0 and 1 is below this.
    pub(super) fn falls_below(&mut self, probability: f64) -> bool {
        if probability <= 0.0 {
            return false;
        }
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32;
        bits as f64 / f64::from(u32::MAX) < probability
    }
}
