//! Whole numbers and texts as bytes, the same on every machine. Whatever does not read back is no value.

/// Writes one value after another.
#[derive(Default)]
pub(super) struct Writer(pub Vec<u8>);

impl Writer {
    pub(super) fn number(&mut self, number: u64) {
        let mut rest = number;
        while rest >= 0x80 {
            self.0.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.0.push(rest as u8);
    }

    pub(super) fn size(&mut self, size: usize) {
        self.number(size as u64);
    }

    /// A signed number: small ones of either sign are short.
    pub(super) fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.size(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Many numbers, each in as few bytes as the widest of them needs: how many, the least, the width, then what each
    /// is above the least.
    pub(super) fn column(&mut self, numbers: impl Iterator<Item = i64> + Clone) {
        let (mut least, mut most, mut count) = (i64::MAX, i64::MIN, 0);
        for number in numbers.clone() {
            (least, most, count) = (least.min(number), most.max(number), count + 1);
        }
        self.size(count);
        if count == 0 {
            return;
        }
        let width = width(most.wrapping_sub(least) as u64);
        self.signed(least);
        self.0.push(width as u8);
        for number in numbers {
            self.0.extend_from_slice(&(number.wrapping_sub(least) as u64).to_le_bytes()[..width]);
        }
    }
}

/// Bytes that a number needs, of 0, 1, 2, 4 and 8.
fn width(number: u64) -> usize {
    match number {
        0 => 0,
        1..=0xFF => 1,
        0x100..=0xFFFF => 2,
        0x1_0000..=0xFFFF_FFFF => 4,
        _ => 8,
    }
}

/// Reads what a [`Writer`] wrote.
pub(super) struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    pub(super) fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0_u64, 0);
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            if shift > 63 {
                return None;
            }
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    /// A number of things of which each takes a byte at least, or of rows.
    pub(super) fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    pub(super) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    pub(super) fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(super) fn text(&mut self) -> Option<String> {
        let size = self.size()?;
        String::from_utf8(self.bytes(size)?.to_vec()).ok()
    }

    pub(super) fn column(&mut self) -> Option<Vec<i64>> {
        let count = self.size()?;
        if count == 0 {
            return Some(Vec::new());
        }
        if count > ROWS_MAX {
            return None;
        }
        let least = self.signed()?;
        let width = usize::from(*self.bytes(1)?.first()?);
        let bytes = self.bytes(count.checked_mul(width)?)?;
        let above = |part: &[u8]| part.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        Some(match width {
            0 => vec![least; count],
            1 => bytes.iter().map(|byte| least.wrapping_add(i64::from(*byte))).collect(),
            2 | 4 | 8 => bytes.chunks_exact(width).map(|part| least.wrapping_add(above(part) as i64)).collect(),
            _ => return None,
        })
    }

    /// Several things, one after another.
    pub(super) fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.size()?;
        // Each takes a byte at least: a count beyond that is no count.
        (count <= self.0.len()).then_some(())?;
        (0..count).map(|_| one(self)).collect()
    }
}

/// Rows of a column at most, so that no count asks for memory that no batch needs.
pub(super) const ROWS_MAX: usize = 50_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for numbers in
            [vec![], vec![7; 5], vec![-3, 250], vec![i64::MIN, i64::MAX, 0], vec![0, 70_000], vec![5, 1 << 40]]
        {
            let mut writer = Writer::default();
            writer.column(numbers.iter().copied());
            writer.text("平安区");
            numbers.iter().for_each(|number| writer.signed(*number));
            let mut reader = Reader(&writer.0);
            assert_eq!(reader.column().as_ref(), Some(&numbers));
            assert_eq!(reader.text().as_deref(), Some("平安区"));
            for number in &numbers {
                assert_eq!(reader.signed(), Some(*number));
            }
            assert!(reader.0.is_empty());
            for end in 0..writer.0.len().min(12) {
                let mut cut = Reader(&writer.0[..end]);
                let _ = (cut.column(), cut.text());
            }
        }
    }
}
