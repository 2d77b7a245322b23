//! Values by cell.

use super::CellId;

/// Values by cell, in the order of the form: a sorted list. A form has some two hundred cells, mostly met in their
/// order, and one generic map less keeps kilobytes out of the browser module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellMap<V> {
    entries: Vec<(CellId, V)>,
}

/// The values of a [`CellMap`], each found at once.
#[derive(Clone, Debug)]
pub struct ByPlace<'m, V> {
    map: &'m CellMap<V>,
    /// For each place the number of its entry, counted from one.
    places: Vec<u16>,
}

/// Where a cell is looked for. Rows and columns tell most cells from each other.
const fn place(id: CellId) -> usize {
    ((id.row as usize) << 4 ^ id.column as usize) & 0x7ff
}

impl<'m, V> ByPlace<'m, V> {
    /// As many as [`place`] tells apart.
    const PLACES: usize = 0x800;

    /// The value of that cell.
    pub fn get(&self, id: CellId) -> Option<&'m V> {
        let number = self.places.get(place(id)).map_or(0, |&number| usize::from(number));
        match number.checked_sub(1).and_then(|number| self.map.entries.get(number)) {
            Some((found, value)) if *found == id => Some(value),
            // Another cell took its place, or there is none.
            _ => self.map.get(&id),
        }
    }
}

impl<V> Default for CellMap<V> {
    fn default() -> CellMap<V> {
        CellMap { entries: Vec::new() }
    }
}

impl<V> CellMap<V> {
    /// An empty map.
    pub fn new() -> CellMap<V> {
        CellMap::default()
    }

    /// The place of that cell: where it is, or where it would have to be.
    fn place(&self, id: CellId) -> Result<usize, usize> {
        let behind = |&(other, _): &(CellId, V)| other.rank().cmp(&id.rank());
        match self.entries.last() {
            Some((last, _)) if last.rank() < id.rank() => Err(self.entries.len()),
            _ => self.entries.binary_search_by(behind),
        }
    }

    /// The value of that cell.
    pub fn get(&self, id: &CellId) -> Option<&V> {
        self.place(*id).ok().and_then(|at| self.entries.get(at)).map(|(_, value)| value)
    }

    /// The value of that cell, to be changed.
    pub fn get_mut(&mut self, id: &CellId) -> Option<&mut V> {
        let at = self.place(*id).ok()?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Whether that cell has a value.
    pub fn contains_key(&self, id: &CellId) -> bool {
        self.place(*id).is_ok()
    }

    /// Gives that cell a value; returns the one it had.
    pub fn insert(&mut self, id: CellId, value: V) -> Option<V> {
        match self.place(id) {
            Ok(at) => self.entries.get_mut(at).map(|(_, old)| std::mem::replace(old, value)),
            Err(at) => {
                self.entries.insert(at, (id, value));
                None
            }
        }
    }

    /// Takes the value of that cell away.
    pub fn remove(&mut self, id: &CellId) -> Option<V> {
        self.place(*id).ok().map(|at| self.entries.remove(at).1)
    }

    /// Gives that cell a value unless it has one.
    pub fn insert_if_absent(&mut self, id: CellId, value: V) {
        if let Err(at) = self.place(id) {
            self.entries.insert(at, (id, value));
        }
    }

    /// Changes the value of that cell, which is the default where it has none yet.
    pub fn update(&mut self, id: CellId, change: impl FnOnce(&mut V))
    where
        V: Default,
    {
        let at = match self.place(id) {
            Ok(at) => at,
            Err(at) => {
                self.entries.insert(at, (id, V::default()));
                at
            }
        };
        if let Some((_, value)) = self.entries.get_mut(at) {
            change(value);
        }
    }

    /// The values where each is found at once: for whoever asks for many of them.
    pub fn by_place(&self) -> ByPlace<'_, V> {
        let mut places = vec![0; ByPlace::<V>::PLACES];
        for (number, (id, _)) in self.entries.iter().enumerate() {
            if let (Some(place), Ok(number)) = (places.get_mut(place(*id)), u16::try_from(number + 1)) {
                *place = number;
            }
        }
        ByPlace { map: self, places }
    }

    /// Cells with their values, in the order of the form.
    pub fn iter(&self) -> impl Iterator<Item = (&CellId, &V)> {
        self.entries.iter().map(|(id, value)| (id, value))
    }

    /// The cells, in the order of the form.
    pub fn keys(&self) -> impl Iterator<Item = &CellId> {
        self.entries.iter().map(|(id, _)| id)
    }

    /// The values, in the order of the form.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// Cells with their values, in the order of the form, the values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&CellId, &mut V)> {
        self.entries.iter_mut().map(|(id, value)| (&*id, value))
    }

    /// Keeps the cells for which `keep` says so.
    pub fn retain(&mut self, mut keep: impl FnMut(&CellId, &V) -> bool) {
        self.entries.retain(|(id, value)| keep(id, value));
    }

    /// Number of cells that have a value.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no cell has one.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<V> IntoIterator for CellMap<V> {
    type Item = (CellId, V);
    type IntoIter = std::vec::IntoIter<(CellId, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a, V> IntoIterator for &'a CellMap<V> {
    type Item = (&'a CellId, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (CellId, V)>, fn(&'a (CellId, V)) -> Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter().map(|(id, value)| (id, value))
    }
}

impl<V> FromIterator<(CellId, V)> for CellMap<V> {
    fn from_iter<I: IntoIterator<Item = (CellId, V)>>(entries: I) -> CellMap<V> {
        let mut map = CellMap::new();
        map.extend(entries);
        map
    }
}

impl<V> Extend<(CellId, V)> for CellMap<V> {
    fn extend<I: IntoIterator<Item = (CellId, V)>>(&mut self, entries: I) {
        for (id, value) in entries {
            self.insert(id, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::form::{Edition, Table, cells};

    #[test]
    fn it_is_a_map_in_the_order_of_addresses() {
        let mut ids: Vec<CellId> = Table::ALL.iter().flat_map(|&table| cells(table, Edition::Y2021)).collect();
        ids.extend(Table::ALL.iter().flat_map(|&table| cells(table, Edition::Y2019)));
        let (mut ours, mut reference) = (CellMap::new(), BTreeMap::new());
        // A step prime to their number meets all of them, in no order.
        for n in 0..ids.len() {
            let id = ids[n * 97 % ids.len()];
            assert_eq!(ours.insert(id, n), reference.insert(id, n));
            if n % 5 == 0 {
                let other = ids[n * 31 % ids.len()];
                assert_eq!(ours.remove(&other), reference.remove(&other));
            }
        }
        assert!(ours.len() > 100);
        assert!(ours.iter().eq(reference.iter()));
        assert!(
            ids.iter()
                .all(|id| ours.get(id) == reference.get(id) && ours.contains_key(id) == reference.contains_key(id))
        );
        ours.update(ids[0], |n| *n = 7);
        assert_eq!(ours.get(&ids[0]), Some(&7));
    }
}
