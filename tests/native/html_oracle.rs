//! HTML as Gouji reads it against HTML as a browser's parser builds it: the same text in the same order, and
//! the same cells at the same places, on pages that leave out tags or put them where they do not belong.

use gouji::document::{Block, Document};
use gouji::import::{Imported, Input, NativeHost, import};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The text without white space, and the grids of all tables that hold no other.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    text: String,
    grids: Vec<Vec<Vec<String>>>,
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn read(source: &str) -> Seen {
    let Ok(Imported::Document(document)) = import(Input::Html(source), &NativeHost) else { panic!("{source}") };
    let grids = document.blocks.iter().filter_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        Block::Paragraph(_) | Block::Picture(_) => None,
    });
    let filled = |document: &Document, row: usize, column: usize, grid: &gouji::document::Grid| {
        grid.at(row, column).map_or_else(String::new, |cell| without_blanks(document.slice(cell.span)))
    };
    let grids = grids
        .map(|grid| {
            let row = |row| (0..grid.columns).map(move |column| (row, column));
            (0..grid.rows)
                .map(|at| row(at).map(|(row, column)| filled(&document, row, column, grid)).collect())
                .collect()
        })
        .collect();
    Seen { text: without_blanks(&document.text), grids }
}

fn name(node: &Handle) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

fn span(node: &Handle, attribute: &str) -> usize {
    let NodeData::Element { attrs, .. } = &node.data else { return 1 };
    let attrs = attrs.borrow();
    let value = attrs.iter().find(|held| &*held.name.local == attribute);
    value.and_then(|held| held.value.parse().ok()).unwrap_or(1)
}

fn text(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => without_blanks(&contents.borrow()),
        NodeData::Element { .. } if ["script", "style", "noscript", "title", "template"].contains(&name(node)) => {
            String::new()
        }
        _ => node.children.borrow().iter().map(text).collect(),
    }
}

fn descendants(node: &Handle, wanted: &[&str], found: &mut Vec<Handle>) {
    for child in node.children.borrow().iter() {
        if wanted.contains(&name(child)) {
            found.push(child.clone());
        }
        descendants(child, wanted, found);
    }
}

/// The table's cells by the standard's algorithm, each text at every position it covers.
fn grid(table: &Handle) -> Vec<Vec<String>> {
    let mut groups = Vec::new();
    descendants(table, &["thead", "tbody", "tfoot"], &mut groups);
    let mut rows: Vec<Vec<Option<String>>> = Vec::new();
    for group in groups {
        let mut lines = Vec::new();
        descendants(&group, &["tr"], &mut lines);
        let first = rows.len();
        rows.resize(first + lines.len(), Vec::new());
        for (row, line) in (first..).zip(lines) {
            let mut cells = Vec::new();
            descendants(&line, &["td", "th"], &mut cells);
            let mut column = 0;
            for cell in cells {
                while rows[row].get(column).is_some_and(Option::is_some) {
                    column += 1;
                }
                let height = match span(&cell, "rowspan") {
                    0 => rows.len() - row,
                    height => height.min(rows.len() - row),
                };
                for below in &mut rows[row..row + height] {
                    let end = column + span(&cell, "colspan");
                    below.resize(below.len().max(end), None);
                    below[column..end].fill(Some(text(&cell)));
                }
            }
        }
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.into_iter()
        .map(|mut row| {
            row.resize(columns, None);
            row.into_iter().map(Option::unwrap_or_default).collect()
        })
        .collect()
}

fn expected(source: &str) -> Seen {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(source);
    let mut tables = Vec::new();
    descendants(&dom.document, &["table"], &mut tables);
    tables.retain(|table| {
        let mut inner = Vec::new();
        descendants(table, &["table"], &mut inner);
        inner.is_empty()
    });
    Seen { text: text(&dom.document), grids: tables.iter().map(grid).collect() }
}

const PAGES: &[&str] = &[
    "<p>甲<p>乙<div>丙<p>丁</div>戊",
    "<table><tr><td>1<td>2<tr><td>3<td>4</table>",
    "<table><thead><tr><th>a<th>b<tbody><tr><td rowspan=0>1<td>2<tr><td>3<tfoot><tr><td>5<td>6</table>",
    "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2<tr><td>丙<td>3<td>4</table>",
    "<table><caption>表名</caption><colgroup><col><col></colgroup><tr><td>1</td><td>2</td></tr></table>后",
    "<table><tr><td><p>规章<td><p>0</p></td></tr><tr><td>许可</p><td>1</table>",
    "<table>前<tr><td>1<td>2</table>",
    "<table><tr><td>1<td>2<tr><td>3<table><tr><td>5<td>6</table><td>4</table>",
    "<table><tr><td>1<td>2<table><tr><td>5<td>6</table></table>",
    "<div><table><tr><td>1</div><td>2</table>",
    "<table><tr><td><b>1<td>2</b><tr><td>3<td></table>后</b>",
    "<table><tr><td>1</table><td>2</td>",
    "<table><tbody><tr><td>1<td>2</tbody><tbody><tr><td>3<td>4</tbody></table>",
    "<table><tr><th>甲<td>乙</th><tr></tr><tr><td>1<td>2</table>",
    "<ul><li>一<li>二<ol><li>三</ol><li>四</ul><dl><dt>五<dd>六</dl>",
    "<h1>题<h2>次</h1>文",
    "<p>20</font></span><span>23</p></b>年",
    "<!--[if gte mso 9]><xml><w:x>无</w:x></xml><![endif]--><![if !vml]><p>有</p><![endif]>",
    "<script>'<table><tr><td>无'</script><style></td></style><title></p>无</title><p>有",
    "<p title='<td>' class=a>甲<br/>乙<BR>丙</br>丁</p>",
    "<TABLE BORDER=1 width=100%><TR><TD nowrap colspan='2'>甲</TD></TR><TR><TD>1<TD>2</TABLE>",
    "<td>无表</td><tr><td>仍无",
    "<table><tr><td>1<td>2</tr></tr></td></table></table>后",
    "<table><tr><td>a<td>b<form><tr><td>c<td>d</form></table>",
    "<center><table><tr><td><font size=2>1</td><td>2</font></td></tr></table></center>",
    "&lt;td&gt;&#20013;&#x6587;&ensp;&copy;&unknown;&amp",
];

#[test]
fn pages_are_read_as_browsers_build_them() {
    for page in PAGES {
        let (read, expected) = (read(page), expected(page));
        assert_eq!(read.text, expected.text, "text of {page}");
        // A table of one column, of one cell or without text is none to us.
        let real = |grids: &[Vec<Vec<String>>]| {
            let real = grids.iter().filter(|rows| rows.first().is_some_and(|row| row.len() > 1)).cloned();
            real.map(|rows| rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()).collect()
        };
        let (read, expected): (Vec<Vec<Vec<String>>>, Vec<_>) = (real(&read.grids), real(&expected.grids));
        assert_eq!(read, expected, "grids of {page}");
    }
}
