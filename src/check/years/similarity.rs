//! How alike two texts are, in time linear in their length.

use crate::form::simplify;

/// Characters that are compared as one piece.
const GRAM: usize = 5;

/// The pieces of a text: every run of five characters, as a set of hashes. White space and punctuation are left out,
/// and every digit is the same digit, so that a text with other figures is the same text.
#[derive(Clone, Debug)]
pub struct Grams {
    /// An open table; 0 stands for an empty place.
    table: Vec<u32>,
    count: usize,
}

impl Grams {
    /// The pieces of these texts together.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Grams {
        let length: usize = texts.clone().map(|text| text.len() / 3 + 1).sum();
        let mut grams = Grams { table: vec![0; (2 * length).next_power_of_two()], count: 0 };
        for text in texts {
            let mut window = [0_u32; GRAM];
            for (seen, c) in text.chars().filter_map(plain).enumerate() {
                window.rotate_left(1);
                if let Some(last) = window.last_mut() {
                    *last = c as u32;
                }
                if seen + 1 >= GRAM {
                    grams.insert(hash(&window));
                }
            }
        }
        grams
    }

    /// Number of different pieces.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many of this text's pieces the other has, too.
    pub fn shared(&self, other: &Grams) -> usize {
        self.table.iter().filter(|&&gram| gram != 0 && other.holds(gram)).count()
    }

    /// Whether at least that many per cent of all their pieces are in both.
    pub fn are_alike(&self, other: &Grams, percent: usize) -> bool {
        let shared = self.shared(other);
        shared > 0 && 100 * shared >= percent * (self.count + other.count - shared)
    }

    fn insert(&mut self, gram: u32) {
        if let Some(place) = self.place(gram)
            && let Some(entry) = self.table.get_mut(place)
            && *entry == 0
        {
            *entry = gram;
            self.count += 1;
        }
    }

    fn holds(&self, gram: u32) -> bool {
        self.place(gram).and_then(|place| self.table.get(place)).is_some_and(|&entry| entry == gram)
    }

    /// Where the piece is, or where it would go. The table is at most half full, so that a place is found soon.
    fn place(&self, gram: u32) -> Option<usize> {
        let mask = self.table.len().checked_sub(1)?;
        let start = gram as usize;
        (0..=mask).map(|step| (start + step) & mask).find(|&place| {
            let entry = self.table.get(place).copied().unwrap_or(0);
            entry == 0 || entry == gram
        })
    }
}

/// The character as it is compared; `None` for one that does not count.
fn plain(c: char) -> Option<char> {
    match simplify(c) {
        '0'..='9' => Some('0'),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    }
}

/// FNV-1a over the characters, never 0.
fn hash(window: &[u32; GRAM]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for c in window {
        for byte in c.to_le_bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    // The low bits choose the place: let the high ones take part.
    (hash ^ (hash >> 15)) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grams(text: &str) -> Grams {
        Grams::of(std::iter::once(text))
    }

    #[test]
    fn figures_and_marks_do_not_tell_texts_apart_and_words_do() {
        let this = grams("全年收到申请12件，均按时答复，公开栏逐月更新。");
        assert!(this.are_alike(&grams("全年收到申请98件，均按时答复；公开栏逐月更新。"), 100));
        let other = grams("部分村公开栏更新不及时，解读材料不够通俗。");
        assert!(!this.are_alike(&other, 1) || this.shared(&other) < 3);
        assert!(!grams("").are_alike(&grams(""), 0));
        assert_eq!(grams("四个字长").count(), 0);
    }

    #[test]
    fn half_a_text_is_shared_by_half() {
        let letters: Vec<char> = ('\u{4e00}'..'\u{5200}').collect();
        let text = |range: std::ops::Range<usize>| letters[range].iter().collect::<String>();
        let (one, other) = (grams(&text(0..600)), grams(&text(300..900)));
        assert_eq!(one.count(), 596);
        assert_eq!(one.shared(&other), 296);
        assert!(one.are_alike(&other, 33) && !one.are_alike(&other, 34));
    }

    #[test]
    fn twenty_thousand_characters_take_little_time() {
        let text: String = ('\u{4e00}'..'\u{9c20}').collect();
        let start = std::time::Instant::now();
        let alike = grams(&text).are_alike(&grams(&text), 80);
        // Twenty milliseconds are meant; tests run without optimisation, on busy machines.
        assert!(alike && start.elapsed().as_millis() < 400, "{:?}", start.elapsed());
    }
}
