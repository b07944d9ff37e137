//! Plain tables on stdout: columns as wide as their widest cell.

/// Prints rows under a heading, numbers and words alike set to the left.
pub(crate) fn print<const N: usize>(heading: [&str; N], rows: &[[String; N]]) {
    for line in lines(heading, rows) {
        println!("{line}");
    }
}

fn lines<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> Vec<String> {
    let heading = heading.map(str::to_owned);
    let mut widths = [0; N];
    for row in std::iter::once(&heading).chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    std::iter::once(&heading).chain(rows).map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, &width)| format!("{cell:<width$}"));
    let cells: Vec<String> = cells.collect();
    cells.join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_also_under_norwegian_letters() {
        let rows = [["prøve".to_owned(), "1".to_owned()], ["x".to_owned(), "22".to_owned()]];
        assert_eq!(lines(["name", "n"], &rows), ["name   n", "prøve  1", "x      22"]);
    }
}
