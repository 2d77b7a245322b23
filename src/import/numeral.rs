//! How the number of a list item is written.

/// A kind of numeral.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numeral {
    /// 1, 2, 3; also for kinds that do not occur in Chinese reports.
    #[default]
    Decimal,
    /// １, ２, ３.
    FullWidth,
    /// 01, 02, 03.
    TwoDigits,
    /// 一, 二, 三.
    Chinese,
    /// 壹, 贰, 叁.
    Formal,
    /// ①, ②, ③.
    Circled,
    /// a, b, c.
    Letter,
    /// A, B, C.
    Capital,
    /// i, ii, iii.
    Roman,
    /// I, II, III.
    CapitalRoman,
    /// Nothing: bullets, and levels without a number.
    Nothing,
}

impl Numeral {
    /// By its name in numbering.xml.
    pub fn named(name: &str) -> Numeral {
        match name {
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "ideographDigital"
            | "japaneseDigitalTenThousand" => Numeral::Chinese,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Numeral::Formal,
            "decimalFullWidth" | "decimalFullWidth2" => Numeral::FullWidth,
            "decimalZero" => Numeral::TwoDigits,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Numeral::Circled,
            "lowerLetter" => Numeral::Letter,
            "upperLetter" => Numeral::Capital,
            "lowerRoman" => Numeral::Roman,
            "upperRoman" => Numeral::CapitalRoman,
            "bullet" | "none" => Numeral::Nothing,
            _ => Numeral::Decimal,
        }
    }

    /// By its code in binary files and Word 2003 XML ([MS-OSHARED], MSONFC).
    pub fn coded(code: u8) -> Numeral {
        match code {
            1 => Numeral::CapitalRoman,
            2 => Numeral::Roman,
            3 => Numeral::Capital,
            4 => Numeral::Letter,
            10 | 11 | 16 | 17 | 30 | 33 | 35..=37 | 39 => Numeral::Chinese,
            15 | 34 | 38 => Numeral::Formal,
            14 | 19 => Numeral::FullWidth,
            18 | 28 | 29 => Numeral::Circled,
            22 => Numeral::TwoDigits,
            23 | 255 => Numeral::Nothing,
            _ => Numeral::Decimal,
        }
    }

    /// Appends that number.
    pub fn write(self, number: u32, out: &mut String) {
        match self {
            Numeral::Nothing => {}
            Numeral::TwoDigits if number < 10 => out.push_str(&format!("0{number}")),
            Numeral::FullWidth => out.extend(
                number.to_string().bytes().filter_map(|digit| char::from_u32(0xff10 + u32::from(digit - b'0'))),
            ),
            Numeral::Chinese if (1..100).contains(&number) => counted(number, &CHINESE, out),
            Numeral::Formal if (1..100).contains(&number) => counted(number, &FORMAL, out),
            Numeral::Circled if (1..=20).contains(&number) => out.extend(char::from_u32(0x245f + number)),
            Numeral::Letter if (1..=26).contains(&number) => out.extend(char::from_u32(0x60 + number)),
            Numeral::Capital if (1..=26).contains(&number) => out.extend(char::from_u32(0x40 + number)),
            Numeral::Roman if (1..40).contains(&number) => roman(number, &["x", "ix", "v", "iv", "i"], out),
            Numeral::CapitalRoman if (1..40).contains(&number) => roman(number, &["X", "IX", "V", "IV", "I"], out),
            _ => out.push_str(&number.to_string()),
        }
    }
}

/// The digits, and ten.
const CHINESE: [char; 11] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const FORMAL: [char; 11] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾'];

fn counted(number: u32, digits: &[char; 11], out: &mut String) {
    let digit = |value: u32| digits.get(value as usize).copied();
    let (tens, ones) = (number / 10, number % 10);
    // 十一, but formally 壹拾壹.
    if tens > 1 || (tens == 1 && digits == &FORMAL) {
        out.extend(digit(tens));
    }
    if tens > 0 {
        out.extend(digit(10));
    }
    if ones > 0 {
        out.extend(digit(ones));
    }
}

fn roman(mut number: u32, signs: &[&str; 5], out: &mut String) {
    for (value, sign) in [10, 9, 5, 4, 1].into_iter().zip(signs) {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Numeral;

    #[test]
    fn numbers_as_word_writes_them() {
        for (name, number, written) in [
            ("chineseCounting", 3, "三"),
            ("chineseCountingThousand", 10, "十"),
            ("japaneseCounting", 11, "十一"),
            ("chineseCounting", 20, "二十"),
            ("chineseCountingThousand", 35, "三十五"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalEnclosedCircleChinese", 3, "③"),
            ("lowerLetter", 2, "b"),
            ("upperLetter", 26, "Z"),
            ("lowerRoman", 14, "xiv"),
            ("upperRoman", 9, "IX"),
            ("bullet", 1, ""),
            ("unheardOf", 4, "4"),
            ("chineseCounting", 100, "100"),
        ] {
            let mut out = String::new();
            Numeral::named(name).write(number, &mut out);
            assert_eq!(out, written, "{name} {number}");
        }
    }
}
