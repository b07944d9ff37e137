//! Tables for people: plain text, numbers with their unit.
use std::{
    fmt::{self, Write as _},
    time::Duration,
};

/// Rows of cells; the first column is for words, the others are set right.
#[derive(Debug, Default)]
pub struct Table(Vec<Vec<String>>);

impl Table {
    /// A table with its head.
    pub fn new(head: &[&str]) -> Self {
        Self(vec![head.iter().map(ToString::to_string).collect()])
    }
    /// Adds a row.
    pub fn row(&mut self, cells: &[&dyn fmt::Display]) -> &mut Self {
        self.0.push(cells.iter().map(ToString::to_string).collect());
        self
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.0.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.0 {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if column == 0 {
                    write!(line, "{cell:<width$}")?;
                } else {
                    write!(line, "  {cell:>width$}")?;
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// How many in a second, rounded down.
pub fn per_second(count: u64, took: Duration) -> u64 {
    let micros = took.as_micros().max(1);
    u64::try_from(u128::from(count) * 1_000_000 / micros).unwrap_or(u64::MAX)
}

/// `part` of `whole` with two decimals, rounded down; `–` when there is no whole.
pub fn ratio(part: u64, whole: u64) -> String {
    let hundredths = part.saturating_mul(100).checked_div(whole);
    hundredths.map_or("–".to_owned(), |found| format!("{}.{:02}", found / 100, found % 100))
}

/// Bytes as MB of a million.
pub fn megabytes(bytes: u64) -> String {
    format!("{} MB", ratio(bytes, 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_left_and_numbers_right() {
        let mut table = Table::new(&["what", "n"]);
        table.row(&[&"long words", &7]).row(&[&"few", &1_200]);
        assert_eq!(table.to_string(), "what           n\nlong words     7\nfew         1200\n");
    }

    #[test]
    fn rates_and_ratios_are_whole_arithmetic() {
        assert_eq!(per_second(500, Duration::from_millis(250)), 2_000);
        assert_eq!(ratio(17, 10), "1.70");
        assert_eq!(ratio(1, 0), "–");
    }
}
