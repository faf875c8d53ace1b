//! Identity numbers after GB 11643: region, birth date, serial number, check digit.
//!
//! The region codes begin with 99, which was never issued: no number belongs to a living person.

use crate::date::Date;
use crate::rng::Rng;
use std::collections::HashSet;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: &[u8; 11] = b"10X98765432";
const FIRST_REGION: usize = 990_101;

/// A number that is not among `taken`; its serial number is odd for men and even for women.
pub fn issue(rng: &mut Rng, copy: usize, birth: Date, male: bool, taken: &mut HashSet<String>) -> String {
    loop {
        let serial = 2 * rng.below(490) + 2 + usize::from(male);
        let body = format!("{}{:04}{:02}{:02}{serial:03}", FIRST_REGION + copy, birth.year, birth.month, birth.day,);
        let number = format!("{body}{}", check_digit(&body));
        if taken.insert(number.clone()) {
            return number;
        }
    }
}

fn check_digit(body: &str) -> char {
    let sum: u32 = body.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    char::from(CHECK_DIGITS[(sum % 11) as usize])
}
