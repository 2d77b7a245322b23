//! How well the prose rules judge the labelled set of sentences, as a section of BENCHMARKS.md.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{cargo, output};

/// Of a hundred findings on the set at least this many must be true.
const PRECISION: f64 = 98.0;

/// What the measuring program found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prose {
    sentences: f64,
    silent: f64,
    precision: f64,
    recall: f64,
    read: f64,
}

/// Judges the set.
pub fn measure() -> Result<Prose> {
    parse(&output(cargo().args(["bench", "--quiet", "--locked", "--package", "gouji", "--bench", "prose"]))?)
}

fn parse(printed: &str) -> Result<Prose> {
    let values: Value = serde_json::from_str(printed.trim()).context("the measuring program printed no JSON")?;
    let value = |key: &str| values.get(key).and_then(Value::as_f64).with_context(|| format!("{key} was not measured"));
    Ok(Prose {
        sentences: value("sentences")?,
        silent: value("silent")?,
        precision: value("precision")?,
        recall: value("recall")?,
        read: value("read")?,
    })
}

impl Prose {
    /// The section.
    pub fn section(&self) -> String {
        format!(
            "\n## Claims in prose\n\n\
             {} labelled sentences (`tests/native/prose/sentences.txt`), {} of which must stay silent.\n\n\
             | what | measured | |\n|---|---:|---|\n\
             | precision: findings that are true | {:.1} % | at least {PRECISION} % |\n\
             | recall: faults that are found | {:.1} % | |\n\
             | reading the prose of the sound sample, natively | {:.3} ms | |\n",
            self.sentences, self.silent, self.precision, self.recall, self.read
        )
    }

    /// Fails when too many findings are untrue.
    pub fn require(&self) -> Result<()> {
        if self.precision < PRECISION {
            bail!("the prose rules: {:.1} % of the findings on the labelled set are true", self.precision);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_is_missing_or_too_low_is_an_error() {
        let printed = "{\"sentences\": 400, \"silent\": 210, \"precision\": 97.5, \"recall\": 90, \"read\": 0.05}";
        let prose = parse(printed).unwrap();
        prose.require().unwrap_err();
        assert!(prose.section().contains("| 97.5 % |"));
        Prose { precision: 98.0, ..prose }.require().unwrap();
        parse(&printed.replace("97.5", "null")).unwrap_err();
        parse("").unwrap_err();
    }
}
