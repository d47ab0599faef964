//! The two ASN.1 times, as go reads them: more than DER allows, less than BER.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::der::{element, tag};

/// `YYMMDDhhmm[ss]` and a zone; years 50 to 99 are those of the twentieth century.
pub(crate) fn utc_time(value: &[u8]) -> Option<OffsetDateTime> {
    let (year, rest) = number(value, 2)?;
    let century = if year < 50 { 2000 } else { 1900 };
    let (clock, zone) = rest.split_at_checked(if has_seconds(rest) { 10 } else { 8 })?;
    moment(century + i32::from(year), clock, zone)
}

/// `YYYYMMDDhhmmss` and a zone.
pub(crate) fn generalized_time(value: &[u8]) -> Option<OffsetDateTime> {
    let (year, rest) = number(value, 4)?;
    let (clock, zone) = rest.split_at_checked(10)?;
    moment(i32::from(year), clock, zone)
}

/// A moment as go writes it in messages (RFC 3339, whole seconds, in its own offset).
pub(crate) fn rfc3339(at: OffsetDateTime) -> String {
    let (year, month, day) = (at.year(), u8::from(at.month()), at.day());
    let (hour, minute, second) = at.to_hms();
    let zone = zone(at, ":");
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}")
}

/// A moment as go writes it into DER: `UTCTime` for the years that have it.
pub(crate) fn to_der(at: OffsetDateTime) -> Vec<u8> {
    let (year, month, day) = (at.year(), u8::from(at.month()), at.day());
    let (hour, minute, second) = at.to_hms();
    let (tag, year) = match year {
        1950..2050 => (tag::UTC_TIME, format!("{:02}", year % 100)),
        _ => (tag::GENERALIZED_TIME, format!("{year:04}")),
    };
    let zone = zone(at, "");
    let text = format!("{year}{month:02}{day:02}{hour:02}{minute:02}{second:02}{zone}");
    element(tag, text.as_bytes())
}

/// `Z`, or hours and minutes with `colon` between them.
fn zone(at: OffsetDateTime, colon: &str) -> String {
    match at.offset().whole_minutes() {
        0 => "Z".to_owned(),
        minutes => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}{colon}{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    }
}

/// Whether two digits are where the seconds would be.
fn has_seconds(after_year: &[u8]) -> bool {
    after_year.get(8..10).is_some_and(|two| two.iter().all(u8::is_ascii_digit))
}

/// `MMDDhhmm[ss]` in the zone `Z`, `+hhmm` or `-hhmm`.
fn moment(year: i32, clock: &[u8], zone: &[u8]) -> Option<OffsetDateTime> {
    let (month, rest) = number(clock, 2)?;
    let (day, rest) = number(rest, 2)?;
    let (hour, rest) = number(rest, 2)?;
    let (minute, rest) = number(rest, 2)?;
    let second = if rest.is_empty() { 0 } else { number(rest, 2)?.0 };
    let small = |n: u16| u8::try_from(n).ok();
    let month = Month::try_from(small(month)?).ok()?;
    let date = Date::from_calendar_date(year, month, small(day)?).ok()?;
    let time = Time::from_hms(small(hour)?, small(minute)?, small(second)?).ok()?;
    Some(PrimitiveDateTime::new(date, time).assume_offset(offset(zone)?))
}

/// A zone; go writes the time again and compares, so an offset of zero must be `Z`.
fn offset(zone: &[u8]) -> Option<UtcOffset> {
    let sign: i8 = match zone {
        b"Z" => return Some(UtcOffset::UTC),
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ => return None,
    };
    let (hours, rest) = number(zone.get(1..)?, 2)?;
    let (minutes, rest) = number(rest, 2)?;
    let known = rest.is_empty() && hours <= 24 && minutes < 60 && (hours, minutes) != (0, 0);
    let (hours, minutes) = (i8::try_from(hours).ok()?, i8::try_from(minutes).ok()?);
    UtcOffset::from_hms(sign * hours, sign * minutes, 0).ok().filter(|_| known)
}

/// The number that the first `digits` digits write.
fn number(text: &[u8], digits: usize) -> Option<(u16, &[u8])> {
    let (front, rest) = text.split_at_checked(digits)?;
    let add = |n, byte: &u8| byte.is_ascii_digit().then(|| n * 10 + u16::from(byte - b'0'));
    Some((front.iter().try_fold(0, add)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_go_reads() {
        let shown = |text: &str| utc_time(text.as_bytes()).map(rfc3339);
        assert_eq!(shown("261022000000Z"), Some("2026-10-22T00:00:00Z".into()));
        assert_eq!(shown("2610220000Z"), Some("2026-10-22T00:00:00Z".into()));
        assert_eq!(shown("500101000000Z"), Some("1950-01-01T00:00:00Z".into()));
        assert_eq!(shown("260101000000+0130"), Some("2026-01-01T00:00:00+01:30".into()));
        for bad in ["260101000000+0000", "260230000000Z", "26010100000Z", "260101000060Z", ""] {
            assert_eq!(shown(bad), None, "{bad}");
        }
        let general = |text: &str| generalized_time(text.as_bytes()).map(rfc3339);
        assert_eq!(general("20500101000000Z"), Some("2050-01-01T00:00:00Z".into()));
        assert_eq!(general("205001010000Z"), None);
        assert_eq!(general("20500101000000.5Z"), None);
    }
}
