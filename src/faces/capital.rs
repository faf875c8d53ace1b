//! Amounts in Chinese capitals, 大写金额, as bills and vouchers want them (《票据法》配套的正确填写票据的基本规定).

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [(u64, &str); 4] = [(1_000, "仟"), (100, "佰"), (10, "拾"), (1, "")];

/// `人民币壹万陆仟肆佰零玖元零贰分` for 1,640,902 fen. 整 follows 元 and 角; several zeros are one 零.
pub fn capital(fen: i64) -> String {
    let sign = if fen < 0 { "负" } else { "" };
    let (yuan, jiao, rest) = parts(fen);
    let mut text = format!("人民币{sign}");
    if yuan > 0 || jiao == 0 && rest == 0 {
        text.push_str(&whole(yuan));
        text.push('元');
    }
    if jiao > 0 {
        text.push_str(DIGITS[jiao]);
        text.push('角');
    } else if yuan > 0 && rest > 0 {
        text.push('零');
    }
    if rest > 0 {
        text.push_str(DIGITS[rest]);
        text.push('分');
    } else {
        text.push('整');
    }
    text
}

/// Yuan, jiao and fen of an amount without its sign.
fn parts(fen: i64) -> (u64, usize, usize) {
    let fen = fen.unsigned_abs();
    (fen / 100, (fen / 10 % 10) as usize, (fen % 10) as usize)
}

/// A whole number; every four digits have a name of their own.
fn whole(number: u64) -> String {
    let (unit, name) = match number {
        0 => return DIGITS[0].to_string(),
        1..10_000 => return four(number),
        10_000..100_000_000 => (10_000, "万"),
        _ => (100_000_000, "亿"),
    };
    let rest = number % unit;
    let gap = if rest > 0 && rest < unit / 10 { DIGITS[0] } else { "" };
    let tail = if rest > 0 { whole(rest) } else { String::new() };
    format!("{}{name}{gap}{tail}", whole(number / unit))
}

/// A number of one to four digits.
fn four(number: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (place, name) in PLACES {
        let digit = (number / place % 10) as usize;
        if digit == 0 {
            gap = true;
            continue;
        }
        if gap && !text.is_empty() {
            text.push_str(DIGITS[0]);
        }
        gap = false;
        text.push_str(DIGITS[digit]);
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::capital;

    #[test]
    fn amounts_read_as_the_rules_print_them() {
        for (fen, text) in [
            (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
            (32_504, "人民币叁佰贰拾伍元零肆分"),
            (140_950, "人民币壹仟肆佰零玖元伍角整"),
            (600_714, "人民币陆仟零柒元壹角肆分"),
            (168_032, "人民币壹仟陆佰捌拾元叁角贰分"),
            (10_700_053, "人民币壹拾万柒仟元伍角叁分"),
            (112_000_000, "人民币壹佰壹拾贰万元整"),
            (100_000_500, "人民币壹佰万零伍元整"),
            (10_000_000_000, "人民币壹亿元整"),
            (1_000_000_100_000_100, "人民币壹拾万亿零壹佰万零壹元整"),
            (1_000, "人民币壹拾元整"),
            (30, "人民币叁角整"),
            (5, "人民币伍分"),
            (0, "人民币零元整"),
            (-140_950, "人民币负壹仟肆佰零玖元伍角整"),
        ] {
            assert_eq!(capital(fen), text, "{fen}");
        }
    }

    #[test]
    fn the_ends_of_the_range_do_not_fail() {
        for fen in [i64::MAX, i64::MIN, i64::MIN + 1] {
            assert!(capital(fen).starts_with("人民币"));
        }
    }
}
