//! What stands behind a number: the words that may bind it, what a bracket adds, another number with which it shares its end.

use super::lexer::{Kind, Mark, Token};
use super::lexicon::Word;

/// What stands behind a number.
#[derive(Clone, Debug, Default)]
pub struct Behind<'t> {
    /// The words with nothing between, up to a mark, a year or another number.
    pub words: Vec<Word>,
    /// The byte where they end; nothing where there are none.
    pub end: Option<usize>,
    tokens: &'t [Token],
}

impl<'t> Behind<'t> {
    /// Takes what stands at the beginning of the tokens behind a number.
    pub fn read(&mut self, tokens: &'t [Token]) {
        self.tokens = tokens;
        self.words.clear();
        self.end = None;
        for token in tokens {
            let Kind::Word(word) = token.kind else { return };
            self.words.push(word);
            self.end = Some(token.span.end);
        }
    }

    /// Whether nothing but words and 、 stand before the next number: 37件复议、8件诉讼.
    pub fn is_joined_to_another(&self) -> bool {
        let mut rest = self.tokens.iter().skip(self.words.len());
        rest.next().is_some_and(|token| token.mark() == Some(Mark::Item))
            && rest.next().is_some_and(|token| matches!(token.kind, Kind::Number(..)))
    }

    /// The words of a bracket that is opened right there, up to a number: 1件（无法提供，…）.
    pub fn in_bracket(&self) -> impl Iterator<Item = Word> {
        let opened = self.tokens.split_first().filter(|(first, _)| first.mark() == Some(Mark::Open));
        let within = opened.map_or(&[][..], |(_, rest)| rest).iter().take_while(|token| {
            !matches!(token.kind, Kind::Number(..)) && !matches!(token.mark(), Some(Mark::Close | Mark::Stop))
        });
        within.filter_map(|token| match token.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        })
    }
}
