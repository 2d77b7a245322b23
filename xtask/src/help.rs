//! The rule pages as HTML: what the page shows when somebody asks why a rule is there.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use pulldown_cmark::{Options, Parser, html};

use crate::root;

/// Every page of `src/check/pages`, as a JSON object from rule id to HTML.
pub fn json() -> Result<String> {
    let folder = root().join("src/check/pages");
    let mut pages = BTreeMap::new();
    if folder.is_dir() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let Some(id) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".md")) else { continue };
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            pages.insert(id.to_owned(), to_html(&text));
        }
    }
    Ok(serde_json::to_string(&pages)?)
}

fn to_html(markdown: &str) -> String {
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tables_and_code_become_html() {
        let page = to_html("# 规则\n\n|甲|乙|\n|-|-|\n|1|2|\n\n```text\n1 < 2\n```\n");
        assert!(page.contains("<h1>规则</h1>"));
        assert!(page.contains("<td>2</td>"));
        assert!(page.contains("1 &lt; 2"));
    }
}
