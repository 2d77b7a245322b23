//! The relations of table three as a network: a relation is a node, a cell the edge between the two relations it
//! takes part in, and the difference of a relation's sides what is too much or too little at its node.
//!
//! Every cell stands in the relation of its row and in that of its column; those of （七）总计 stand in two of their
//! column, and the relation of that row follows from all the others: it is left out. With every relation written so
//! that each cell counts once as `+` and once as `−`, a change of a cell carries its amount from one node to the other,
//! and the changes that mend everything are a flow. A smallest such set has no cycle, so its amounts follow from its
//! cells alone.

use std::sync::LazyLock;

use crate::form::{CellId, Edition, Relation, Row, Scope, Table, cells, relations};

/// A node: a relation of table three.
pub type Node = u8;

/// An edge: a cell of table three, by its number in the order of the form.
pub type Edge = u8;

/// Where no edge is.
const NONE: Edge = Edge::MAX;

/// Nodes in a network, at most; each is a bit of a [`Nodes`].
pub const NODES: usize = 40;

/// A set of nodes.
pub type Nodes = u64;

/// The set of that node alone.
pub const fn only(node: Node) -> Nodes {
    1 << node
}

/// The nodes of a set, ascending.
pub fn each(mut nodes: Nodes) -> impl Iterator<Item = Node> {
    std::iter::from_fn(move || {
        let node = lowest(nodes)?;
        nodes &= nodes - 1;
        Some(node)
    })
}

/// The first node of a set.
pub fn lowest(nodes: Nodes) -> Option<Node> {
    (nodes != 0).then(|| nodes.trailing_zeros() as Node)
}

/// Numbers by node or edge. What is out of range is zero, and writing there does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally<const N: usize>([i64; N]);

/// What is too much (or, negative, too little) at each node.
pub type Balance = Tally<NODES>;

/// What each cell holds.
pub type Values = Tally<176>;

impl<const N: usize> Tally<N> {
    /// Nothing but zeros.
    pub const fn new() -> Tally<N> {
        Tally([0; N])
    }

    /// The number at that place.
    pub fn get(&self, at: u8) -> i64 {
        self.0.get(usize::from(at)).copied().unwrap_or(0)
    }

    /// Writes the number at that place.
    pub fn set(&mut self, at: u8, number: i64) {
        if let Some(place) = self.0.get_mut(usize::from(at)) {
            *place = number;
        }
    }

    /// Adds to the number at that place.
    pub fn add(&mut self, at: u8, number: i64) {
        self.set(at, self.get(at).saturating_add(number));
    }
}

impl Balance {
    /// The nodes that are not even.
    pub fn uneven(&self) -> Nodes {
        self.0.iter().rev().fold(0, |nodes, &number| (nodes << 1) | u64::from(number != 0))
    }
}

/// The network of one edition's table three.
#[derive(Clone, Debug)]
pub struct Network {
    /// The cells, in the order of the form: row by row, seven columns each.
    pub cells: Vec<CellId>,
    /// The node at which each edge counts as `+`, and that at which it counts as `−`.
    pub ends: Vec<(Node, Node)>,
    /// The relation each node is, by its index among the form's.
    pub relations: Vec<usize>,
    /// The index of the relation that follows from the others.
    pub redundant: Option<usize>,
    /// The edges at each node, each with its other end.
    around: Vec<Vec<(Edge, Node)>>,
    /// The other ends of the edges at each node.
    near: [Nodes; NODES],
    /// The edge between two nodes, [`NODES`] to a row.
    between: Vec<Edge>,
    /// The node that stands for every relation that could not be tried; there, anything may be missing.
    pub outside: Option<Node>,
}

/// Columns of table three.
pub const COLUMNS: u8 = 7;

/// The network of that edition.
pub fn network(edition: Edition) -> &'static Network {
    static Y2021: LazyLock<Network> = LazyLock::new(|| Network::generate(Edition::Y2021));
    static Y2019: LazyLock<Network> = LazyLock::new(|| Network::generate(Edition::Y2019));
    match edition {
        Edition::Y2021 => &Y2021,
        Edition::Y2019 => &Y2019,
    }
}

/// The relation that follows from the others.
fn is_redundant(relation: &Relation) -> bool {
    relation.scope == Scope::Row(Table::Requests, Row::Total)
}

fn is_of_table_three(relation: &Relation) -> bool {
    let (Scope::Row(table, _) | Scope::Column(table, _)) = relation.scope;
    table == Table::Requests
}

impl Network {
    fn generate(edition: Edition) -> Network {
        let form = relations(edition);
        let nodes =
            form.iter().enumerate().filter(|(_, relation)| is_of_table_three(relation) && !is_redundant(relation));
        let nodes: Vec<(usize, &Relation)> = nodes.collect();
        let cells = cells(Table::Requests, edition);
        // Which nodes a cell stands at, each with the sign its relation gives it.
        let stands = |cell: CellId| {
            let mut stands = nodes.iter().zip(0..).filter_map(|((_, relation), node)| {
                relation.terms().find(|(other, _)| *other == cell).map(|(_, sign)| (node, sign))
            });
            stands.next().zip(stands.next())
        };
        let pairs: Vec<((Node, i8), (Node, i8))> = cells.iter().filter_map(|&cell| stands(cell)).collect();
        // Relations are turned round until each cell has both signs; the network is connected, so the first one
        // settles all.
        let mut turned: Vec<Option<i8>> = vec![None; nodes.len()];
        if let Some(first) = turned.first_mut() {
            *first = Some(1);
        }
        let known = |turned: &[Option<i8>], node: Node| turned.get(usize::from(node)).copied().flatten();
        for _ in 0..nodes.len() {
            for &((one, sign), (other, other_sign)) in &pairs {
                let (from, to) = (known(&turned, one), known(&turned, other));
                if let (Some(from), None) = (from, to) {
                    if let Some(to) = turned.get_mut(usize::from(other)) {
                        *to = Some(-from * sign * other_sign);
                    }
                } else if let (None, Some(to)) = (from, to)
                    && let Some(from) = turned.get_mut(usize::from(one))
                {
                    *from = Some(-to * sign * other_sign);
                }
            }
        }
        let ends =
            pairs.iter().map(
                |&((one, sign), (other, _))| {
                    if known(&turned, one).unwrap_or(1) * sign > 0 { (one, other) } else { (other, one) }
                },
            );
        let ends = ends.collect();
        let redundant = form.iter().position(is_redundant);
        Network::of(cells, ends, nodes.iter().map(|(index, _)| *index).collect(), redundant, None)
    }

    fn of(
        cells: Vec<CellId>,
        ends: Vec<(Node, Node)>,
        relations: Vec<usize>,
        redundant: Option<usize>,
        outside: Option<Node>,
    ) -> Network {
        let mut around = vec![Vec::new(); NODES];
        let mut near = [0; NODES];
        let mut between = vec![NONE; NODES * NODES];
        for (&(one, other), edge) in ends.iter().zip(0..) {
            if one == other {
                continue;
            }
            for (here, there) in [(one, other), (other, one)] {
                if let Some(around) = around.get_mut(usize::from(here)) {
                    around.push((edge, there));
                }
                if let Some(near) = near.get_mut(usize::from(here)) {
                    *near |= only(there);
                }
                if let Some(between) = between.get_mut(usize::from(here) * NODES + usize::from(there)) {
                    *between = edge;
                }
            }
        }
        Network { cells, ends, relations, redundant, around, near, between, outside }
    }

    /// The network in which those relations could not be tried: they become one node at which anything may be
    /// missing.
    pub fn without(&self, untried: Nodes) -> Network {
        let outside = self.relations.len() as Node;
        let end = |node: Node| if untried & only(node) != 0 { outside } else { node };
        let ends = self.ends.iter().map(|&(one, other)| (end(one), end(other))).collect();
        Network::of(self.cells.clone(), ends, self.relations.clone(), self.redundant, Some(outside))
    }

    /// The two ends of an edge: where it counts as `+`, where as `−`.
    pub fn ends(&self, edge: Edge) -> (Node, Node) {
        self.ends.get(usize::from(edge)).copied().unwrap_or((0, 0))
    }

    /// The cell an edge is.
    pub fn cell(&self, edge: Edge) -> Option<CellId> {
        self.cells.get(usize::from(edge)).copied()
    }

    /// The edges at a node, each with its other end.
    pub fn around(&self, node: Node) -> &[(Edge, Node)] {
        self.around.get(usize::from(node)).map_or(&[], Vec::as_slice)
    }

    /// An edge between two nodes. To [`Network::outside`] there may be more than one: see [`Network::around`].
    pub fn between(&self, one: Node, other: Node) -> Option<Edge> {
        let edge = self.between.get(usize::from(one) * NODES + usize::from(other)).copied();
        edge.filter(|&edge| edge != NONE)
    }

    /// The other ends of the edges at a node.
    pub fn near(&self, node: Node) -> Nodes {
        self.near.get(usize::from(node)).copied().unwrap_or(0)
    }

    /// Whether those nodes hang together, and the nodes next to every part of them that does.
    pub fn joined(&self, nodes: Nodes) -> (bool, Nodes) {
        let (mut parts, mut apart, mut joining) = (0, nodes, Nodes::MAX);
        while let Some(first) = lowest(apart) {
            let (mut part, mut near) = (only(first), self.near(first));
            while let Some(node) = lowest(near & apart & !part) {
                part |= only(node);
                near |= self.near(node);
            }
            apart &= !part;
            joining &= near;
            parts += 1;
        }
        (parts < 2, joining)
    }

    /// Whether a tree of so many edges may join those nodes.
    pub fn may_join(&self, nodes: Nodes, edges: usize) -> bool {
        match (edges + 1).checked_sub(nodes.count_ones() as usize) {
            None => false,
            Some(0) => self.joined(nodes).0,
            Some(1) => self.joined(nodes).1 != 0,
            Some(_) => true,
        }
    }

    /// What is too much or too little at each node, given what the cells hold.
    pub fn balance(&self, values: &Values) -> Balance {
        let mut balance = Balance::new();
        for (&(plus, minus), edge) in self.ends.iter().zip(0..) {
            let value = values.get(edge);
            if value != 0 && plus != minus {
                balance.add(plus, value);
                balance.add(minus, -value);
            }
        }
        balance
    }

    /// The number of rows.
    pub fn rows(&self) -> u8 {
        self.cells.len() as u8 / COLUMNS
    }

    /// What place in the table an edge has.
    pub fn place(&self, edge: Edge) -> At {
        At { row: edge / COLUMNS, column: edge % COLUMNS, rows: self.rows() }
    }

    /// The edge in that row and column, by their numbers.
    pub fn edge(&self, row: u8, column: u8) -> Edge {
        row * COLUMNS + column
    }

    /// The number of （七）总计's row.
    pub fn total_row(&self) -> u8 {
        self.rows() - 2
    }
}

/// A cell's place: numbers of its row and column, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The row.
    pub row: u8,
    /// The column.
    pub column: u8,
    rows: u8,
}

impl At {
    /// Whether it is in the column of totals.
    pub fn is_in_totals(self) -> bool {
        self.column == COLUMNS - 1
    }

    /// Whether it is in row （七）总计.
    pub fn is_total(self) -> bool {
        self.row == self.rows - 2
    }

    /// Whether it is in one of the rows of results.
    pub fn is_result(self) -> bool {
        self.row >= 2 && self.row < self.rows - 2
    }

    /// Whether it is in the row of what is carried to the next year.
    pub fn is_carried_out(self) -> bool {
        self.row == self.rows - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_carries_from_one_node_to_another() {
        for (edition, nodes, cells) in [(Edition::Y2021, 38, 175), (Edition::Y2019, 36, 161)] {
            let network = network(edition);
            assert_eq!((network.relations.len(), network.ends.len(), network.cells.len()), (nodes, cells, cells));
            for (&(plus, minus), &cell) in network.ends.iter().zip(&network.cells) {
                // In its two relations, one of them perhaps turned round, it has opposite signs: so do all cells of a
                // relation relative to their own sign there.
                assert_ne!(plus, minus, "{cell}");
                for node in [plus, minus] {
                    let relation = &relations(edition)[network.relations[usize::from(node)]];
                    assert!(relation.contains(cell));
                }
            }
            // Turning is the same for all cells of a relation.
            for (node, &index) in network.relations.iter().enumerate() {
                let turns: Vec<i8> = relations(edition)[index]
                    .terms()
                    .map(|(cell, sign)| {
                        let edge = network.cells.iter().position(|&other| other == cell).unwrap();
                        if usize::from(network.ends[edge].0) == node { sign } else { -sign }
                    })
                    .collect();
                assert!(turns.iter().all(|turn| *turn == turns[0]));
            }
            assert!(network.place(network.edge(network.total_row(), 6)).is_total());
            assert_eq!(network.cells[usize::from(network.edge(network.total_row(), 0))].row, Row::Total);
        }
    }

    #[test]
    fn sets_of_nodes() {
        assert_eq!(each(0b1001_0010).collect::<Vec<_>>(), [1, 4, 7]);
        let mut balance = Balance::new();
        balance.add(3, -5);
        balance.add(0, 5);
        assert_eq!(balance.uneven(), 0b1001);
    }
}
