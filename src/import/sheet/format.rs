//! Number formats: from a value and a code such as `#,##0.00;[Red]-#,##0.00` to what a person sees. Of formats that
//! only a spreadsheet could draw (fractions, powers of ten, conditions) the plain number is shown instead.

use super::date::Moment;
use super::decimal::Decimal;
use crate::import::ImportError;

mod section;

use self::section::{Section, sections};

/// The number formats of a workbook.
#[derive(Debug, Default)]
pub struct Formats {
    /// The formats that the workbook defines, by number.
    codes: Vec<(u32, String)>,
    /// The number of the format of each style.
    styles: Vec<u32>,
    /// Whether dates count from 1904.
    pub from_1904: bool,
}

/// Formats that a workbook defines; Excel allows some two hundred.
const CODES_LIMIT: usize = 4096;
/// Bytes of a format's code that is followed; those that people use have some sixty at most.
const CODE_LIMIT: usize = 160;

impl Formats {
    /// Adds a format.
    ///
    /// # Errors
    /// When there are more than any workbook has.
    pub fn define(&mut self, number: u32, code: String) -> Result<(), ImportError> {
        if self.codes.len() == CODES_LIMIT {
            return Err(super::TOO_MUCH);
        }
        match self.codes.binary_search_by_key(&number, |(number, _)| *number) {
            Ok(place) => self.codes.get_mut(place).into_iter().for_each(|(_, old)| old.clone_from(&code)),
            Err(place) => self.codes.insert(place, (number, code)),
        }
        Ok(())
    }

    /// Adds the next style, of that format.
    pub fn style(&mut self, format: u32) {
        self.styles.push(format);
    }

    /// A number as a cell of that style shows it.
    pub fn number(&self, style: usize, number: &Decimal) -> String {
        shown(number, self.code(style), self.from_1904)
    }

    /// A text as a cell of that style shows it.
    pub fn text(&self, style: usize, text: String) -> String {
        shown_text(text, self.code(style))
    }

    fn code(&self, style: usize) -> &str {
        let format = self.styles.get(style).copied().unwrap_or_default();
        match self.codes.binary_search_by_key(&format, |(number, _)| *number) {
            Ok(place) => self.codes.get(place).map_or("", |(_, code)| code),
            Err(_) => built_in(format),
        }
    }
}

/// A number as that format shows it.
pub fn shown(number: &Decimal, code: &str, from_1904: bool) -> String {
    if is_general(code) {
        return number.general();
    }
    let Some(sections) = sections(code) else { return number.general() };
    let with_sign = match sections.as_slice() {
        [only] => Some((only, true)),
        [_, negative, ..] if number.negative => Some((negative, false)),
        [_, _, zero, ..] if number.is_zero() => Some((zero, false)),
        [positive, ..] => Some((positive, false)),
        [] => None,
    };
    let drawn = with_sign.and_then(|(section, with_sign)| draw(section, number, with_sign, from_1904));
    drawn.unwrap_or_else(|| number.general())
}

/// A text as that format shows it: the fourth section, or the only one if it is for text.
pub fn shown_text(text: String, code: &str) -> String {
    if !code.contains('@') && code.matches(';').count() < 3 {
        return text;
    }
    let Some(sections) = sections(code) else { return text };
    match sections.as_slice() {
        [.., section] if sections.len() >= 4 || section.is_for_text() => section.text(&text),
        _ => text,
    }
}

fn draw(section: &Section, number: &Decimal, with_sign: bool, from_1904: bool) -> Option<String> {
    if section.is_date() {
        return section.date(&Moment::of(number, from_1904)?);
    }
    let mut magnitude = number.clone();
    magnitude.negative = false;
    let (digits, is_zero) = section.number(&magnitude)?;
    Some(if with_sign && number.negative && !is_zero { format!("-{digits}") } else { digits })
}

fn is_general(code: &str) -> bool {
    code.len() > CODE_LIMIT
        || matches!(code, "" | "@")
        || code.eq_ignore_ascii_case("general")
        || code.ends_with("通用格式")
}

/// The formats that every workbook has, as programs in Chinese show them.
fn built_in(number: u32) -> &'static str {
    match number {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\"¥\"#,##0;\"¥\"-#,##0",
        7 | 8 => "\"¥\"#,##0.00;\"¥\"-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "上午/下午h\"时\"mm\"分\"",
        35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 | 42 => "#,##0;-#,##0;\"-\"",
        43 | 44 => "#,##0.00;-#,##0.00;\"-\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss",
        49 => "@",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_shown(code: &str, cases: &[(&str, &str)]) {
        for (number, expected) in cases {
            assert_eq!(shown(&Decimal::parse(number).unwrap(), code, false), *expected, "{number} as {code}");
        }
    }

    #[test]
    fn figures() {
        assert_shown("General", &[("12.50", "12.5"), ("-3", "-3"), ("96171.600000000006", "96171.6")]);
        assert_shown("G/通用格式", &[("12.5", "12.5")]);
        assert_shown(
            "0",
            &[("12.5", "13"), ("-12.4", "-12"), ("0", "0"), ("0.4", "0"), ("-0.4", "0"), ("1234567", "1234567")],
        );
        assert_shown(
            "0.00",
            &[("3.4215", "3.42"), ("-3", "-3.00"), ("0", "0.00"), ("9.999", "10.00"), ("0.05", "0.05")],
        );
        assert_shown("#,##0", &[("1234567", "1,234,567"), ("999", "999"), ("0", "0"), ("-1000", "-1,000")]);
        assert_shown("#,##0.00_);[Red](#,##0.00)", &[("1234.5", "1,234.50"), ("-1234.5", "(1,234.50)")]);
        assert_shown("0%", &[("0.125", "13%"), ("1", "100%")]);
        assert_shown("0.00%", &[("0.125", "12.50%"), ("-0.5", "-50.00%")]);
        assert_shown("000", &[("7", "007"), ("1234", "1234")]);
        assert_shown("#", &[("0", ""), ("5", "5")]);
        assert_shown("0.##", &[("5", "5"), ("5.5", "5.5"), ("5.555", "5.56"), ("5.999", "6")]);
        assert_shown("#.00", &[("0.5", ".50")]);
        assert_shown("0000-000", &[("1234567", "1234-567"), ("12", "0000-012")]);
    }

    #[test]
    fn words_around_figures() {
        assert_shown("0\"件\"", &[("12", "12件"), ("-1", "-1件")]);
        assert_shown("0件", &[("12", "12件")]);
        assert_shown("\\第0", &[("3", "第3")]);
        assert_shown("[$¥-804]#,##0.00", &[("1234.5", "¥1,234.50")]);
        assert_shown("[Red][$-804]0", &[("3", "3")]);
        assert_shown("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"??_ ;_ @_ ", &[("1234", "1,234"), ("-5", "-5"), ("0", "-")]);
        // Ten thousands, as Chinese offices write them.
        assert_shown("0!.0,\"万\"", &[("123456", "12.3万")]);
        assert_shown("0.0,\"千\"", &[("12345", "12.3千")]);
        assert_shown("\"合格\"", &[("1", "合格"), ("-1", "-合格")]);
    }

    #[test]
    fn sections_are_chosen_by_sign() {
        assert_shown("0;-0;;@", &[("5", "5"), ("-5", "-5"), ("0", "")]);
        assert_shown(";;;", &[("5", ""), ("0", "")]);
        assert_shown("0;\"负\"0", &[("-5", "负5"), ("0", "0")]);
        assert_shown("0;0;\"零;\"", &[("0", "零;")]);
        assert_eq!(shown_text("甲".to_owned(), ";;;"), "");
        assert_eq!(shown_text("甲".to_owned(), "0;-0;;@\"乙\""), "甲乙");
        assert_eq!(shown_text("甲".to_owned(), "@\"乙\""), "甲乙");
        assert_eq!(shown_text("甲".to_owned(), "0.00"), "甲");
    }

    #[test]
    fn dates_that_are_dates_or_not() {
        assert_shown("m\"月\"d\"日\"", &[("45352", "3月1日")]);
        assert_shown("yyyy年m月d日", &[("45322", "2024年1月31日")]);
        assert_shown("[DBNum1][$-804]yyyy\"年\"m\"月\"", &[("45322", "2024年1月")]);
        assert_shown("m/d;@", &[("45352", "3/1")]);
        assert_shown("yyyy\\-mm\\-dd", &[("45352", "2024-03-01")]);
        assert_shown("d-mmm-yy", &[("45352", "1-Mar-24")]);
        assert_shown("dddd aaaa", &[("45352", "Friday 星期五")]);
        assert_shown("h:mm AM/PM", &[("0.75", "6:00 PM"), ("0", "12:00 AM")]);
        assert_shown("上午/下午h\"时\"mm\"分\"", &[("0.75", "下午6时00分")]);
        assert_shown("yyyy/m/d h:mm:ss", &[("45352.5", "2024/3/1 12:00:00")]);
        assert_shown("[h]:mm:ss", &[("1.5", "36:00:00")]);
        assert_shown("mm:ss", &[("0.5", "00:00")]);
        // What no calendar shows stays a number.
        assert_shown("yyyy-m-d", &[("-1", "-1"), ("99999999", "99999999")]);
        assert_eq!(shown(&Decimal::parse("43890").unwrap(), "yyyy-m-d", true), "2024-3-1");
    }

    #[test]
    fn what_cannot_be_drawn_is_a_plain_number() {
        for code in ["0.00E+00", "# ?/?", "[>=100]0.0;0", "0;[<5]0", &"0".repeat(300), "\"open", "[open", "0\\"] {
            let shown = shown(&Decimal::parse("2.5").unwrap(), code, false);
            assert_eq!(shown, "2.5", "{code}");
        }
    }

    #[test]
    fn styles_lead_to_formats_of_their_own_or_of_all() {
        let mut formats = Formats::default();
        formats.define(200, "0.0".to_owned()).unwrap();
        formats.define(100, "0\"件\"".to_owned()).unwrap();
        [0, 2, 100, 200, 58, 9999].into_iter().for_each(|format| formats.style(format));
        let number = Decimal::parse("2.5").unwrap();
        let shown: Vec<_> = (0..7).map(|style| formats.number(style, &number)).collect();
        assert_eq!(shown, ["2.5", "2.50", "3件", "2.5", "1月2日", "2.5", "2.5"]);
    }
}
