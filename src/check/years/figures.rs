//! The figures of two years beside each other.

use super::super::context::Context;
use super::super::finding::{Finding, Place};
use super::super::messages::message;
use super::super::text::any_in;
use crate::form::{CellId, Column, Row, Table};
use crate::report::{Amount, Cell};

/// Figures that differ by less are no jump, whatever their ratio.
const LEAST_JUMP: u32 = 20;
/// A figure that is that many times the other is a jump.
const JUMP: u32 = 3;

/// What explains a jump, when the report says so.
const EXPLAINED: [&str; 6] = ["划转", "下放", "划入", "机构改革", "职能调整", "合并统计"];

/// The figures that are compared between the years.
const COMPARED: [CellId; 10] = [
    CellId::disclosure(Row::Normative, Column::InForce),
    CellId::disclosure(Row::Licences, Column::Decisions),
    CellId::disclosure(Row::OtherServices, Column::Decisions),
    CellId::disclosure(Row::Penalties, Column::Decisions),
    CellId::disclosure(Row::Compulsion, Column::Decisions),
    CellId::disclosure(Row::Fees, Column::Amount),
    CellId::requests(Row::New, Column::Total),
    CellId::requests(Row::Granted, Column::Total),
    CellId::disputes(Row::Review, Column::Total),
    CellId::disputes(Row::SuitDirect, Column::Total),
];

/// YOY-04. Not every figure is that of last year.
pub fn identical(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    let mut busy_tables = 0;
    let mut compared = 0;
    for &table in Table::ALL {
        let mut busy = false;
        for (id, cell) in context.cells(table) {
            let (Some(this), Some(that)) = (cell.counted(), previous.cells.get(&id).and_then(Cell::counted)) else {
                continue;
            };
            if this != that {
                return;
            }
            compared += 1;
            busy |= !this.is_zero();
        }
        busy_tables += usize::from(busy);
    }
    // An office that receives one application a year may well have the same table twice.
    const FEWEST: usize = 100;
    if busy_tables >= 2 && compared >= FEWEST {
        findings.push(Finding::new("YOY-04", message!("YOY-04", count = compared)).at(Place::Table(Table::Requests)));
    }
}

/// YOY-08. Figures that are several times those of last year, or a fraction, without a word on why.
pub fn jumps(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    let mut cells = Vec::new();
    for cell in COMPARED {
        let numbers = (context.number(cell), previous.cells.get(&cell).and_then(Cell::counted));
        let (Some(this), Some(that)) = numbers else { continue };
        let (low, high) = if this < that { (this, that) } else { (that, this) };
        let times = (1..JUMP).fold(low, |sum, _| sum + low);
        if high - low >= Amount::from(LEAST_JUMP) && high > times {
            cells.push((cell, this, that));
        }
    }
    let Some(&(first, this, that)) = cells.first() else { return };
    if any_in(context.paragraphs().map(|(_, text)| text), &EXPLAINED) {
        return;
    }
    let others: Vec<CellId> = cells.iter().map(|&(cell, ..)| cell).collect();
    let message = if cells.len() == 1 {
        message!("YOY-08", cell = first, this = this, last = that)
    } else {
        message!("YOY-08.several", count = cells.len(), cells = others.clone())
    };
    findings.push(Finding::new("YOY-08", message).at_cells(others));
}

/// YOY-10. Cases that were open last year are among those of this one.
pub fn pending_gone(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    for row in [Row::Review, Row::SuitDirect, Row::SuitAfterReview] {
        let total = CellId::disputes(row, Column::Total);
        let pending = previous.cells.get(&CellId::disputes(row, Column::Pending)).and_then(Cell::counted);
        let (Some(this), Some(pending)) = (context.number(total), pending) else { continue };
        if pending > this {
            let scope = crate::form::Scope::Row(Table::Disputes, row);
            let message = message!("YOY-10", row = scope, pending = pending, this = this);
            findings.push(Finding::new("YOY-10", message).at(Place::Cell(total)).actual(context.raw(total)));
        }
    }
}
