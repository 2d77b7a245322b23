//! The corpus of published reports, which is kept outside the repository.

use std::path::Path;

use gouji::form::{CellId, Table};
use gouji::report::{Cell, Report, TableStatus};

use super::reports::{Form, consistent};

/// Where the corpus is, if it is there.
pub const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");

/// Each report of the corpus: its name, and its figures amid prose that states none.
pub fn corpus() -> Vec<(String, Report)> {
    let Ok(folder) = std::fs::read_dir(CORPUS) else {
        eprintln!("no corpus at {CORPUS}: only the sample is tested");
        return Vec::new();
    };
    let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| figures(path))
        .collect()
}

fn figures(path: &Path) -> (String, Report) {
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(json["form"], "2021", "{path:?}");
    let mut report = consistent(Form::Y2021, &[]);
    report.cells.retain(|_, _| false);
    for (id, value) in json["cells"].as_object().unwrap() {
        report.cells.insert(id.parse::<CellId>().unwrap(), Cell::read(&value.to_string(), None));
    }
    for &table in Table::ALL {
        if !report.cells.keys().any(|id| id.table == table) {
            report.tables.get_mut(table).status = TableStatus::Missing;
        }
    }
    (path.file_stem().unwrap().to_string_lossy().into_owned(), report)
}
