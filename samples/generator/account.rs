//! Card numbers of an invented bank: 18 digits and a check digit (Luhn, ISO/IEC 7812).
//!
//! They begin with 99, which no bank's cards do: none is anybody's account.

use crate::rng::Rng;
use std::collections::HashSet;

pub const BANK: &str = "平安农商行";
const BRANCHES: [&str; 4] = ["营业部", "城关支行", "东街支行", "河西支行"];
const PREFIX: &str = "995508";
const SERIALS: usize = 1_000_000_000_000;

/// A number that is not among `taken`.
pub fn issue(rng: &mut Rng, taken: &mut HashSet<String>) -> String {
    loop {
        let body = format!("{PREFIX}{:012}", rng.below(SERIALS));
        let number = format!("{body}{}", check_digit(&body));
        if taken.insert(number.clone()) {
            return number;
        }
    }
}

/// The bank with one of its branches.
pub fn branch(rng: &mut Rng) -> String {
    format!("{BANK}{}", rng.pick(&BRANCHES))
}

fn check_digit(body: &str) -> u32 {
    let digit = |(place, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0');
        let doubled = if place % 2 == 0 { 2 * digit } else { digit };
        doubled / 10 + doubled % 10
    };
    let sum: u32 = body.bytes().rev().enumerate().map(digit).sum();
    (10 - sum % 10) % 10
}
