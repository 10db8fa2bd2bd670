//! Rows of numbers, all in one piece of memory.

/// Rows of numbers, one after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    numbers: Vec<u32>,
    /// Where each row ends; the next one begins there.
    ends: Vec<usize>,
}

impl Rows {
    pub(super) fn push(&mut self, row: &[u32]) {
        self.numbers.extend_from_slice(row);
        self.ends.push(self.numbers.len());
    }

    pub(super) fn row(&self, place: u32) -> &[u32] {
        let place = place as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start..self.ends[place]]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..).take(self.ends.len()).map(|place| self.row(place))
    }

    /// For each number below `count`, the places of the rows that hold it, ascending.
    pub(super) fn transposed(&self, count: usize) -> Self {
        let mut starts = vec![0; count + 1];
        for &number in &self.numbers {
            starts[number as usize + 1] += 1;
        }
        for number in 0..count {
            starts[number + 1] += starts[number];
        }
        // Where the next place goes: at last, where each row ends.
        let mut ends = starts;
        ends.truncate(count);
        let mut places = vec![0; self.numbers.len()];
        for (place, row) in (0..).zip(self.iter()) {
            for &number in row {
                let end = &mut ends[number as usize];
                places[*end] = place;
                *end += 1;
            }
        }
        Self { numbers: places, ends }
    }
}

impl FromIterator<Vec<u32>> for Rows {
    fn from_iter<I: IntoIterator<Item = Vec<u32>>>(rows: I) -> Self {
        let mut all = Self::default();
        rows.into_iter().for_each(|row| all.push(&row));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn each_number_has_the_places_of_its_rows() {
        let rows: Rows = [vec![3, 0], vec![], vec![0], vec![1, 0]].into_iter().collect();
        let places: Vec<Vec<u32>> = rows.transposed(5).iter().map(<[u32]>::to_vec).collect();
        assert_eq!(places, [vec![0, 2, 3], vec![3], vec![], vec![0], vec![]]);
    }
}
