//! The texts of durations ⇄ seconds.

/// `PT1H30M` in seconds; the nanoseconds have the same sign.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) seconds: i64,
    pub(super) nanos: i32,
}

/// Reads `-P1DT2H0.5S`; nothing for months and years, which have no fixed length.
pub(super) fn read(text: &str) -> Option<Length> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let rest = rest.strip_prefix(['P', 'p'])?;
    let (days, times) = match rest.split_once(['T', 't']) {
        Some((_, "")) => return None,
        Some((days, times)) => (days, times),
        None if rest.is_empty() => return None,
        None => (rest, ""),
    };
    let (days, no_nanos) = units(days, &[('W', 604_800), ('D', 86_400)])?;
    let (times, nanos) = units(times, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    let seconds = days.checked_add(times)?;
    let sign = if negative { -1 } else { 1 };
    (no_nanos == 0).then_some(Length {
        seconds: seconds * sign,
        nanos: nanos * sign as i32,
    })
}

/// The sum of numbers with units, in this order; only seconds have a fraction.
fn units(mut text: &str, units: &[(char, i64)]) -> Option<(i64, i32)> {
    let (mut seconds, mut nanos) = (0_i64, 0);
    for &(letter, weight) in units {
        let found = text.find(|c: char| c.eq_ignore_ascii_case(&letter));
        let Some((number, rest)) = found.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))) else {
            continue;
        };
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        if weight == 1 {
            nanos = i32::try_from(billionths(fraction)?).ok()?;
        } else if whole.len() < number.len() {
            return None;
        }
        seconds = seconds.checked_add(whole_number(whole)?.checked_mul(weight)?)?;
        text = rest;
    }
    text.is_empty().then_some((seconds, nanos))
}

pub(super) fn whole_number(digits: &str) -> Option<i64> {
    let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if only_digits { digits.parse().ok() } else { None }
}

/// The digits behind a point as nanoseconds; what is finer is cut off.
pub(super) fn billionths(digits: &str) -> Option<u32> {
    whole_number(digits.get(..digits.len().min(9))?)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{digits:0<9}").get(..9)?.parse().ok()
}

/// Writes a length: `-PT15M`, `P1DT0.5S`.
pub(super) fn written(negative: bool, seconds: u64, nanos: u32) -> String {
    let mut text = String::from(if negative { "-PT" } else { "PT" });
    let mut rest = seconds;
    for (letter, weight) in [('H', 3_600), ('M', 60)] {
        if rest >= weight {
            text += &format!("{}{letter}", rest / weight);
            rest %= weight;
        }
    }
    if rest > 0 || nanos > 0 || seconds == 0 {
        text += &format!("{rest}{}S", fraction(nanos));
    }
    text
}

/// `.5`; nothing for none.
pub(super) fn fraction(nanos: u32) -> String {
    match nanos {
        0 => String::new(),
        nanos => format!(".{nanos:09}").trim_end_matches('0').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(i64, i32)>) {
        let expected = expected.map(|(seconds, nanos)| Length { seconds, nanos });
        assert_eq!(read(text), expected, "{text}");
    }

    #[test]
    fn lengths_of_all_spellings_are_read() {
        check("PT15M", Some((900, 0)));
        check("-PT15M", Some((-900, 0)));
        check("PT24H", Some((86_400, 0)));
        check("P2D", Some((172_800, 0)));
        check("P1DT2H3M4.5S", Some((93_784, 500_000_000)));
        check("-P1DT0.0000001S", Some((-86_400, -100)));
        check("P2W", Some((1_209_600, 0)));
        check("PT0S", Some((0, 0)));
        check("PT0.1234567891S", Some((0, 123_456_789)));
    }

    #[test]
    fn what_has_no_fixed_length_is_not_read() {
        for text in [
            "",
            "P",
            "PT",
            "P1",
            "PT1",
            "P1M",
            "P1Y",
            "15M",
            "PT1.5H",
            "PT-1S",
            "PT.5S",
            "PT1.S",
            "PT1S1M",
            "PTéS",
            "P1DT",
            "PT9223372036854775807H",
            "P0.5D",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn lengths_are_written_as_short_as_can_be() {
        for (seconds, nanos, expected) in [
            (0, 0, "PT0S"),
            (900, 0, "PT15M"),
            (90_061, 500_000_000, "PT25H1M1.5S"),
            (0, 100, "PT0.0000001S"),
            (3_600, 0, "PT1H"),
        ] {
            assert_eq!(written(false, seconds, nanos), expected);
        }
        assert_eq!(written(true, 900, 0), "-PT15M");
    }
}
