//! The cells of the three tables. A figure that the relations of the form foretell from those before it, a total as a
//! rule, costs next to nothing; any other is written by its size, given how many applications are still unaccounted
//! for in its column.

use super::coder::{Coder, Odds};
use super::values::{Sizes, Words, choice, place};
use crate::form::{self, CellId, CellMap, Column, Edition, Relation, Row, Table};
use crate::report::{Amount, Cell, Problem, TableReading, TableStatus, Tables, Value};

/// What is known of figures when the first is written. Part of the format.
struct Model {
    /// Whether the cells of a table are those of its edition that it does not lack.
    usual_cells: Odds,
    /// Whether a cell is there, where they are not; by whether it should be.
    present: [Odds; 2],
    /// Whether a cell holds a whole number and nothing else; apart from others, an amount of money.
    plain: [Odds; 2],
    /// What it holds otherwise.
    other: [Odds; 4],
    /// Whether it is the number that the relations foretell.
    foretold: Odds,
    /// How far it is from that.
    off: Sizes,
    /// Figures by their surroundings.
    sizes: [Sizes; SURROUNDINGS],
    decimals: Sizes,
    words: Words,
}

/// Surroundings of a figure: in table three how many binary digits the applications that are unaccounted for have, up
/// to [`MOST_LEFT`], with nothing and with something in the cell on the left; then tables two and four; then the rows new
/// and carried in, each with nothing and with something on the left.
const SURROUNDINGS: usize = 2 * MOST_LEFT + 6;
const MOST_LEFT: usize = 10;

/// What a cell holds that is no plain whole number.
const BLANK: usize = 0;
const DECIMAL: usize = 1;
/// A text; what it means follows from it.
const TEXT: usize = 2;
/// A text, and one of the [`PROBLEMS`].
const UNREAD: usize = 3;
/// A text, and another number.
const AT_ODDS: usize = 4;

const PROBLEMS: [Problem; 3] = [Problem::NotANumber, Problem::TooLong, Problem::UncertainColumn];

impl Model {
    fn new() -> Model {
        let mut sizes: [Sizes; SURROUNDINGS] = std::array::from_fn(|_| Sizes::mostly_zero(Odds::new(2, 0)));
        // Where every application is accounted for, no more is to come.
        let [none, one, ..] = &mut sizes;
        (*none, *one) = (Sizes::mostly_zero(Odds::new(40, 0)), Sizes::mostly_zero(Odds::new(10, 0)));
        Model {
            usual_cells: Odds::LIKELY,
            present: [Odds::RARE, Odds::LIKELY],
            plain: [Odds::new(0, 60), Odds::EVEN],
            other: [Odds::EVEN; 4],
            foretold: Odds::new(0, 20),
            off: Sizes::new(),
            sizes,
            decimals: Sizes::new(),
            words: Words::new(),
        }
    }
}

/// Writes the cells of tables that were read so, or reads them.
pub(super) fn code(coder: &mut dyn Coder, tables: &Tables, cells: &CellMap<Cell>) -> Option<CellMap<Cell>> {
    let mut model = Model::new();
    let relations = form::relations(tables.requests.edition);
    let mut present: CellMap<Cell> = CellMap::new();
    let mut known = Known::default();
    for &table in Table::ALL {
        for id in addresses(coder, &mut model, table, tables.get(table), cells)? {
            let foretold = foretell(relations, &present, id);
            let cell = code_cell(coder, &mut model, &known, foretold, id, cells.get(&id))?;
            known.add(id, &cell);
            present.insert(id, cell);
        }
    }
    Some(present)
}

/// Writes which cells of the table there are, or reads it.
fn addresses(
    coder: &mut dyn Coder,
    model: &mut Model,
    table: Table,
    reading: &TableReading,
    cells: &CellMap<Cell>,
) -> Option<Vec<CellId>> {
    let official = form::cells(table, reading.edition);
    let is_expected = |id: &CellId| {
        reading.status == TableStatus::Read
            && official.contains(id)
            && !reading.missing_rows.contains(&id.row)
            && !reading.missing_columns.contains(&id.column)
    };
    let other = match reading.edition {
        Edition::Y2019 => Edition::Y2021,
        Edition::Y2021 => Edition::Y2019,
    };
    let foreign = form::cells(table, other).into_iter().filter(|id| !official.contains(id));
    let all: Vec<CellId> = official.iter().copied().chain(foreign).collect();
    let is_usual = all.iter().all(|id| cells.contains_key(id) == is_expected(id));
    if coder.bit(&mut model.usual_cells, is_usual)? {
        return Some(all.into_iter().filter(|id| is_expected(id)).collect());
    }
    let mut there = Vec::new();
    for id in all {
        let odds = model.present.get_mut(usize::from(is_expected(&id)))?;
        if coder.bit(odds, cells.contains_key(&id))? {
            there.push(id);
        }
    }
    Some(there)
}

/// What the cells so far tell of those to come.
#[derive(Default)]
struct Known {
    /// Applications in each column of table three that are not yet accounted for.
    left: [Amount; Column::ALL.len()],
    /// The cell before, and whether it holds more than zero.
    last: Option<(CellId, bool)>,
}

impl Known {
    fn add(&mut self, id: CellId, cell: &Cell) {
        let amount = cell.counted().unwrap_or_default();
        self.last = Some((id, amount > Amount::ZERO));
        if let (Table::Requests, Some(left)) = (id.table, self.left.get_mut(id.column as usize)) {
            match id.row {
                Row::New | Row::CarriedIn => *left = *left + amount,
                Row::Total | Row::CarriedOut => {}
                _ => *left = *left - amount,
            }
        }
    }

    /// Which of the [`SURROUNDINGS`] the cell has.
    fn surroundings(&self, id: CellId) -> usize {
        let has_left = self.last.is_some_and(|(last, some)| some && (last.table, last.row) == (id.table, id.row));
        match (id.table, id.row) {
            (Table::Disclosure, _) => 2 * MOST_LEFT,
            (Table::Disputes, _) => 2 * MOST_LEFT + 1,
            (Table::Requests, Row::New) => 2 * MOST_LEFT + 2 + usize::from(has_left),
            (Table::Requests, Row::CarriedIn) => 2 * MOST_LEFT + 4 + usize::from(has_left),
            (Table::Requests, _) => {
                let left = self.left.get(id.column as usize).and_then(|left| left.to_integer()).unwrap_or(0);
                let digits = (u64::BITS - u64::try_from(left).unwrap_or(0).leading_zeros()) as usize;
                2 * digits.min(MOST_LEFT - 1) + usize::from(has_left)
            }
        }
    }
}

/// The number a relation of which it is the last cell foretells. Cells behind it in the form are not there yet,
/// and neither is one that the draft lacks: a relation may then foretell something wrong, which only costs bits.
fn foretell(relations: &[Relation], present: &CellMap<Cell>, id: CellId) -> Option<i64> {
    relations.iter().find_map(|relation| {
        let is_last = relation.contains(id) && relation.terms().all(|(other, _)| other <= id);
        if !is_last {
            return None;
        }
        let (mut sum, mut own) = (Amount::ZERO, 1);
        for (cell, sign) in relation.terms() {
            if cell == id {
                own = sign;
                continue;
            }
            let amount = present.get(&cell).map_or(Some(Amount::ZERO), Cell::counted)?;
            sum = if sign > 0 { sum + amount } else { sum - amount };
        }
        let balance = if own > 0 { -sum } else { sum };
        balance.to_integer().filter(|&number| number >= 0)
    })
}

/// Writes a cell, or reads one.
fn code_cell(
    coder: &mut dyn Coder,
    model: &mut Model,
    known: &Known,
    foretold: Option<i64>,
    id: CellId,
    cell: Option<&Cell>,
) -> Option<Cell> {
    let raw = cell.map_or("", |cell| cell.raw.as_str());
    let whole = cell.and_then(plain_number);
    let is_money = usize::from(id.table == Table::Disclosure && id.column == Column::Amount);
    if coder.bit(model.plain.get_mut(is_money)?, whole.is_some())? {
        let number = code_number(coder, model, known, foretold, id, whole.unwrap_or(0))?;
        return Some(Cell::read(&number.to_string(), None));
    }
    let decimal = cell.and_then(decimal);
    let written = Cell::read(raw, None);
    let value = cell.map_or(written.value, |cell| cell.value);
    let kind = match value {
        value if value != written.value => match value {
            Value::Number(_) => AT_ODDS,
            _ => UNREAD,
        },
        Value::Blank if raw.is_empty() => BLANK,
        _ if decimal.is_some() => DECIMAL,
        _ => TEXT,
    };
    let kind = choice(coder, &mut model.other, kind)?;
    match kind {
        BLANK => return Some(Cell::read("", None)),
        DECIMAL => return code_decimal(coder, model, known, id, decimal.unwrap_or_default()),
        _ => {}
    }
    let raw = model.words.code(coder, raw)?;
    let mut read = Cell::read(&raw, None);
    match kind {
        UNREAD => {
            // Neither blank nor placeholder comes of a text that says something else.
            let problem = PROBLEMS.iter().position(|&problem| value == Value::Unread(problem)).unwrap_or(0);
            read.value = Value::Unread(*PROBLEMS.get(place(coder, problem, PROBLEMS.len())?)?);
        }
        AT_ODDS => {
            let number = match value {
                Value::Number(amount) => amount.to_string(),
                _ => String::new(),
            };
            read.value = Value::Number(model.words.code(coder, &number)?.parse().ok()?);
        }
        _ => {}
    }
    Some(read)
}

/// The number of a cell that holds a whole number and nothing else.
fn plain_number(cell: &Cell) -> Option<i64> {
    let number = cell.number()?.to_integer().filter(|&number| number >= 0)?;
    (cell.raw == number.to_string()).then_some(number)
}

fn code_number(
    coder: &mut dyn Coder,
    model: &mut Model,
    known: &Known,
    foretold: Option<i64>,
    id: CellId,
    number: i64,
) -> Option<i64> {
    let Some(foretold) = foretold else {
        let sizes = model.sizes.get_mut(known.surroundings(id))?;
        return i64::try_from(sizes.code(coder, u64::try_from(number).ok()?)?).ok();
    };
    if coder.bit(&mut model.foretold, number == foretold)? {
        return Some(foretold);
    }
    let read = foretold.checked_add(model.off.signed(coder, number.saturating_sub(foretold))?)?;
    (read >= 0).then_some(read)
}

/// A decimal number as it is written: whether it is negative, its digits, and how many of them are behind the point.
type Decimal = (bool, u64, u64);

/// The number of a cell that holds plain digits with a sign or a point, and nothing else.
fn decimal(cell: &Cell) -> Option<Decimal> {
    let unsigned = cell.raw.strip_prefix('-');
    let (whole, fraction) = unsigned.unwrap_or(&cell.raw).split_once('.').unwrap_or((unsigned?, ""));
    let digits = format!("{whole}{fraction}").parse().ok()?;
    let decimal = (unsigned.is_some(), digits, u64::try_from(fraction.len()).ok()?);
    (written(decimal)? == cell.raw).then_some(decimal)
}

fn written((is_negative, digits, decimals): Decimal) -> Option<String> {
    let decimals = usize::try_from(decimals).ok().filter(|&decimals| decimals < 20)?;
    let digits = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at_checked(digits.len() - decimals)?;
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{}{whole}{point}{fraction}", if is_negative { "-" } else { "" }))
}

fn code_decimal(
    coder: &mut dyn Coder,
    model: &mut Model,
    known: &Known,
    id: CellId,
    (is_negative, digits, decimals): Decimal,
) -> Option<Cell> {
    let is_negative = coder.bit(&mut Odds::EVEN.clone(), is_negative)?;
    let decimals = model.decimals.code(coder, decimals)?;
    let digits = model.sizes.get_mut(known.surroundings(id))?.code(coder, digits)?;
    Some(Cell::read(&written((is_negative, digits, decimals))?, None))
}
