//! Times as go reads them: RFC 3339, as in answers of proxies (modules.md §6.3), with go's words for what it refuses.

const LAYOUT: &str = "2006-01-02T15:04:05Z07:00";

/// A point in time: seconds since 1970, UTC, and the nanoseconds behind them. Order is the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    seconds: i64,
    nanoseconds: u32,
}

/// Seconds of the year 1, which is go's empty time.
const YEAR_ONE: i64 = -62_135_596_800;

impl Default for Time {
    fn default() -> Self {
        Self { seconds: YEAR_ONE, nanoseconds: 0 }
    }
}

impl Time {
    /// Whether it is the time that means none.
    pub fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// Reads RFC 3339 as go's `Time.UnmarshalJSON` does: an hour of one digit and a comma in front of the fraction pass.
    /// The error is go's text.
    pub fn parse(text: &str) -> Result<Self, String> {
        Reader { text, rest: text }.time()
    }

    fn new(date: Date, clock: Clock, nanoseconds: u32, offset: i64) -> Self {
        let seconds = date.days() * 86_400
            + i64::from(clock.hour * 3600 + clock.minute * 60 + clock.second)
            - offset;
        Self { seconds, nanoseconds }
    }
}

impl From<time::OffsetDateTime> for Time {
    fn from(time: time::OffsetDateTime) -> Self {
        Self { seconds: time.unix_timestamp(), nanoseconds: time.nanosecond() }
    }
}

#[derive(Clone, Copy)]
struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    fn exists(self) -> bool {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    fn days(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }
}

#[derive(Clone, Copy)]
struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
}

struct Reader<'a> {
    text: &'a str,
    rest: &'a str,
}

impl Reader<'_> {
    fn time(mut self) -> Result<Time, String> {
        let year = self.number(4, "2006")?;
        self.literal("-")?;
        let month = self.number(2, "01")?;
        self.in_range((1..=12).contains(&month), "month out of range")?;
        self.literal("-")?;
        let day = self.number(2, "02")?;
        self.literal("T")?;
        let hour = self.hour()?;
        self.in_range(hour < 24, "hour out of range")?;
        self.literal(":")?;
        let minute = self.number(2, "04")?;
        self.in_range(minute < 60, "minute out of range")?;
        self.literal(":")?;
        let second = self.number(2, "05")?;
        self.in_range(second < 60, "second out of range")?;
        let nanoseconds = self.fraction();
        let offset = self.offset()?;
        if !self.rest.is_empty() {
            return Err(self.said(&format!(": extra text: {}", quoted(self.rest))));
        }
        let date = Date { year, month, day };
        self.in_range(date.exists(), "day out of range")?;
        Ok(Time::new(date, Clock { hour, minute, second }, nanoseconds, offset))
    }

    fn number(&mut self, digits: usize, element: &str) -> Result<u32, String> {
        let (head, rest) =
            self.rest.split_at_checked(digits).ok_or_else(|| self.cannot(element))?;
        let number = head.bytes().all(|b| b.is_ascii_digit()).then(|| head.parse().ok()).flatten();
        let number = number.ok_or_else(|| self.cannot(element))?;
        self.rest = rest;
        Ok(number)
    }

    /// One digit or two.
    fn hour(&mut self) -> Result<u32, String> {
        let two = self.rest.get(..2).is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()));
        self.number(if two { 2 } else { 1 }, "15")
    }

    fn literal(&mut self, literal: &str) -> Result<(), String> {
        self.rest = self.rest.strip_prefix(literal).ok_or_else(|| self.cannot(literal))?;
        Ok(())
    }

    /// A point or comma and digits; what is behind the ninth does not count.
    fn fraction(&mut self) -> u32 {
        let Some(behind) = self.rest.strip_prefix(['.', ',']) else { return 0 };
        let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let Some((digits, rest)) = behind.split_at_checked(end).filter(|_| end > 0) else {
            return 0;
        };
        self.rest = rest;
        digits.bytes().chain([b'0'; 9]).take(9).fold(0, |n, b| n * 10 + u32::from(b - b'0'))
    }

    /// `Z` or `+hh:mm`, in seconds east of UTC.
    fn offset(&mut self) -> Result<i64, String> {
        if let Some(rest) = self.rest.strip_prefix('Z') {
            self.rest = rest;
            return Ok(0);
        }
        let (zone, rest) = self.rest.split_at_checked(6).ok_or_else(|| self.cannot("Z07:00"))?;
        let (hours, minutes) = zone.get(1..).and_then(|z| z.split_once(':')).unwrap_or_default();
        let number =
            |text: &str| text.parse::<i64>().ok().filter(|_| !text.starts_with(['+', '-']));
        let sign = match zone.as_bytes().first() {
            Some(b'+') => Some(1),
            Some(b'-') => Some(-1),
            _ => None,
        };
        let parts = sign.zip(number(hours).zip(number(minutes)).filter(|_| hours.len() == 2));
        let (sign, (hours, minutes)) = parts.ok_or_else(|| self.cannot("Z07:00"))?;
        self.in_range(hours <= 24, "time zone offset hour out of range")?;
        self.in_range(minutes <= 60, "time zone offset minute out of range")?;
        self.rest = rest;
        Ok(sign * (hours * 3600 + minutes * 60))
    }

    fn in_range(&self, fits: bool, why: &str) -> Result<(), String> {
        if fits { Ok(()) } else { Err(self.said(&format!(": {why}"))) }
    }

    fn cannot(&self, element: &str) -> String {
        let (rest, element) = (quoted(self.rest), quoted(element));
        let why = format!(" as {}: cannot parse {rest} as {element}", quoted(LAYOUT));
        self.said(&why)
    }

    fn said(&self, why: &str) -> String {
        format!("parsing time {}{why}", quoted(self.text))
    }
}

/// The text as package time quotes it: what is not printable ASCII as bytes.
fn quoted(text: &str) -> String {
    let escaped = text.bytes().map(|byte| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'\x7f' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_any_offset_and_fraction() {
        let parse = |text: &str| Time::parse(text).unwrap();
        assert_eq!(parse("1970-01-02T00:00:01Z"), Time { seconds: 86_401, nanoseconds: 0 });
        assert_eq!(parse("2024-02-29T12:00:00+02:00"), parse("2024-02-29T10:00:00.000Z"));
        assert!(parse("2020-01-01T00:00:00.5Z") > parse("2020-01-01T00:00:00Z"));
        assert_eq!(parse("2024-02-29T9:00:00,5Z"), parse("2024-02-29T09:00:00.50Z"));
        assert!(parse("0001-01-01T00:00:00Z").is_zero());
        let day = time::macros::datetime!(2019-03-15 13:00 UTC);
        assert_eq!(Time::from(day), parse("2019-03-15T13:00:00Z"));
    }

    /// The texts of go 1.27.3.
    #[test]
    fn words_of_errors() {
        for (text, why) in [
            (
                "nonsense",
                " as \"2006-01-02T15:04:05Z07:00\": cannot parse \"nonsense\" as \"2006\"",
            ),
            ("2021-13-01T00:00:00Z", ": month out of range"),
            ("2021-02-30T00:00:00Z", ": day out of range"),
            ("2021-02-03T00:00:00Zx", ": extra text: \"x\""),
            ("é", " as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\\xc3\\xa9\" as \"2006\""),
            ("2021-02-03", " as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"T\""),
        ] {
            let said = Time::parse(text).unwrap_err();
            assert_eq!(said, format!("parsing time {}{why}", quoted(text)));
        }
    }
}
