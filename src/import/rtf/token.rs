//! What an RTF file is made of.

/// A piece of RTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word with its number, such as `\cellx1200`.
    Word(&'a [u8], Option<i32>),
    /// A control symbol, such as `\~`.
    Symbol(u8),
    /// One byte of text, written as itself or as `\'hh`.
    Byte(u8),
}

/// Reads RTF piece by piece.
pub struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    /// Begins to read.
    pub fn new(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { rest: bytes }
    }

    fn take(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    fn take_while(&mut self, limit: usize, accept: fn(&u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().take(limit).take_while(|byte| accept(byte)).count();
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn control(&mut self) -> Option<Token<'a>> {
        /// Bytes of the longest control word, and of its number: longer ones are damage.
        const LONGEST: usize = 32;
        let word = self.take_while(LONGEST, u8::is_ascii_alphabetic);
        if word.is_empty() {
            return match self.take()? {
                b'\'' => self.hexadecimal(),
                // An escaped line end is a paragraph's.
                b'\r' | b'\n' => Some(Token::Word(b"par", None)),
                b'\t' => Some(Token::Word(b"tab", None)),
                symbol => Some(Token::Symbol(symbol)),
            };
        }
        let negative = self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        if negative {
            self.take();
        }
        let digits = self.take_while(LONGEST, u8::is_ascii_digit);
        let number = digits
            .iter()
            .fold(0_i32, |number, digit| number.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
        let number = (!digits.is_empty()).then_some(if negative { -number } else { number });
        if self.rest.first() == Some(&b' ') {
            self.take();
        }
        if let (b"bin", Some(number)) = (word, number) {
            let skipped = usize::try_from(number).unwrap_or(0);
            self.rest = self.rest.get(skipped..).unwrap_or(&[]);
        }
        Some(Token::Word(word, number))
    }

    fn hexadecimal(&mut self) -> Option<Token<'a>> {
        let digits = self.take_while(2, u8::is_ascii_hexdigit);
        let value = digits.iter().try_fold(0_u8, |value, digit| {
            let digit = char::from(*digit).to_digit(16)?;
            value.checked_mul(16)?.checked_add(u8::try_from(digit).ok()?)
        });
        Some(value.filter(|_| digits.len() == 2).map_or(Token::Symbol(b'\''), Token::Byte))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            return match self.take()? {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                // Line ends are there for people who read the source.
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_symbols_and_bytes_are_told_apart() {
        let source = b"{\\rtf1\\u-3913\\'b5\\~ x\\bin3 }{}\r\n\\*\\cellx 9\\\n\\'zz}";
        let tokens: Vec<Token<'_>> = Tokens::new(source).collect();
        let expected = [
            Token::Open,
            Token::Word(b"rtf", Some(1)),
            Token::Word(b"u", Some(-3913)),
            Token::Byte(0xb5),
            Token::Symbol(b'~'),
            Token::Byte(b' '),
            Token::Byte(b'x'),
            Token::Word(b"bin", Some(3)),
            Token::Symbol(b'*'),
            Token::Word(b"cellx", None),
            Token::Byte(b'9'),
            Token::Word(b"par", None),
            Token::Symbol(b'\''),
            Token::Byte(b'z'),
            Token::Byte(b'z'),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn numbers_of_any_size_and_ends_anywhere() {
        let words = |source| Tokens::new(source).collect::<Vec<_>>();
        assert_eq!(words(b"\\cellx99999999999"), [Token::Word(b"cellx", Some(i32::MAX))]);
        assert_eq!(words(b"\\bin-5 x"), [Token::Word(b"bin", Some(-5)), Token::Byte(b'x')]);
        assert_eq!(words(b"\\bin9 x"), [Token::Word(b"bin", Some(9))]);
        assert_eq!(words(b"\\"), []);
        assert_eq!(words(b"\\'"), [Token::Symbol(b'\'')]);
    }
}
