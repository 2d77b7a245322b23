//! Documents in short, to be compared at a glance.

use gouji::document::{Block, Document, Grid};

/// Paragraphs as `# heading`, `= centred`, plain; pictures; each row of a table in brackets.
pub fn shown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let mark = match (paragraph.heading, paragraph.centered) {
                    (true, _) => "# ",
                    (_, true) => "= ",
                    _ => "",
                };
                out += &format!("{mark}{}\n", document.slice(paragraph.span));
            }
            Block::Picture(_) => out += "[picture]\n",
            Block::Grid(grid) => out += &shown_grid(document, grid),
        }
    }
    out
}

/// Each row in brackets; a merged cell with what it covers, rows by columns.
pub fn shown_grid(document: &Document, grid: &Grid) -> String {
    assert!(!grid.ragged);
    let row = |row| {
        let cells: Vec<String> = grid
            .row(row)
            .map(|cell| match (cell.row_span, cell.column_span) {
                (1, 1) => document.slice(cell.span).to_owned(),
                (rows, columns) => format!("{}({rows}x{columns})", document.slice(cell.span)),
            })
            .collect();
        format!("[{}]\n", cells.join("|"))
    };
    (0..grid.rows).map(row).collect()
}
