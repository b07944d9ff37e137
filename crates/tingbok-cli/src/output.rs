//! Data to standard output, talk to standard error. A reader that went away is no fault.
use crate::fault::{Fault, Name, Outcome};
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, Width, presets};
use std::io::{self, IsTerminal, Write};

/// Words up to this length, names of things among them, are never divided.
const WHOLE_WORD: usize = 80;

/// Writes one line of data.
pub(crate) fn line(text: &str) -> Outcome {
    bytes(text.as_bytes()).and_then(|()| bytes(b"\n"))
}

/// Writes data as it is.
pub(crate) fn bytes(data: &[u8]) -> Outcome {
    io::stdout().write_all(data).map_err(|error| broken(&error))
}

/// Sends what is written on its way.
pub(crate) fn flush() -> Outcome {
    io::stdout().flush().map_err(|error| broken(&error))
}

pub(crate) fn broken(error: &io::Error) -> Fault {
    let name =
        if error.kind() == io::ErrorKind::BrokenPipe { Name::Closed } else { Name::Unexpected };
    Fault::new(name, format!("writing: {error}"))
}

/// Says something on standard error; when nobody listens there, that is that.
pub(crate) fn talk(text: &str) {
    let _ = writeln!(io::stderr(), "{}", plain(text));
}

/// Text without control characters, so that recorded words can never steer a terminal. Line breaks stay.
pub(crate) fn plain(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            // Marks that turn the direction of writing.
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) {
        return text.to_owned();
    }
    text.chars().fold(String::with_capacity(text.len()), |mut clean, c| {
        if steers(c) {
            clean.extend(c.escape_unicode());
        } else {
            clean.push(c);
        }
        clean
    })
}

/// A page for people, put together and then written at once.
#[derive(Default)]
pub(crate) struct Page(String);

impl Page {
    /// A line of its own above what follows.
    pub(crate) fn heading(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.text(text);
    }

    /// A line.
    pub(crate) fn text(&mut self, text: &str) {
        self.0.push_str(&plain(text));
        self.0.push('\n');
    }

    /// A named value; nothing when there is none.
    pub(crate) fn field(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            let value = value.replace('\n', &format!("\n{:16}", ""));
            // A long name still stands apart from what is said under it.
            let gap = if name.chars().count() < 14 { "" } else { "  " };
            self.text(&format!("  {name:<14}{gap}{value}"));
        }
    }

    /// A table; nothing when it has no rows.
    pub(crate) fn table(&mut self, header: &[&str], rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING.header_separator(LineStyle::new(' ', '-', ' ', ' ')));
        table.set_header(header.iter().map(|cell| plain(cell)));
        let least = least_widths(header, &rows);
        for row in rows {
            table.add_row(row.iter().map(|cell| plain(cell)));
        }
        if let Some(width) = line_width() {
            arrange(&mut table, least, width);
        }
        for line in table.lines() {
            self.0.push_str(line.trim_end());
            self.0.push('\n');
        }
    }

    /// Writes it.
    pub(crate) fn write(self) -> Outcome {
        bytes(self.0.as_bytes())
    }

    #[cfg(test)]
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// How many columns a line has: as the environment says, or the terminal. Another program gets each row in a line.
fn line_width() -> Option<usize> {
    let said = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    let terminal = || {
        let mut table = Table::new();
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.width().filter(|_| io::stdout().is_terminal()).map(usize::from)
    };
    said.filter(|width| *width > 0).or_else(terminal)
}

/// The longest word of each column, with the blank on either side of it.
fn least_widths(header: &[&str], rows: &[Vec<String>]) -> Vec<usize> {
    let longest = |text: &str| {
        text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default()
    };
    let least = header.iter().enumerate().map(|(n, name)| {
        let cells = rows.iter().filter_map(|row| row.get(n));
        let words = cells.map(|cell| longest(&plain(cell))).chain([longest(name)]);
        words.max().unwrap_or_default().min(WHOLE_WORD) + 2
    });
    least.collect()
}

/// Breaks cells between words so that lines are at most `width` long, or as long as undivided words need.
fn arrange(table: &mut Table, least: Vec<usize>, width: usize) {
    let width = width.max(least.iter().sum::<usize>() + least.len());
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    for (column, least) in table.column_iter_mut().zip(least) {
        let least = Width::Fixed(u16::try_from(least).unwrap_or(u16::MAX));
        column.set_constraint(ColumnConstraint::LowerBoundary(least));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_table_is_broken_between_words_and_never_within_a_name() {
        let id = format!("measure-{}", "x".repeat(64));
        let words = "Felles plan for tverrgående samordning. ".repeat(12);
        let rows = vec![vec![id.clone(), words.clone(), words.clone()]];
        let mut table = Table::new();
        table.add_row(rows[0].iter());
        arrange(&mut table, least_widths(&["thing", "called", "said"], &rows), 100);
        let lines: Vec<String> = table.lines().collect();
        assert!(lines.iter().any(|line| line.contains(&id)), "{lines:?}");
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= 110, "{longest}");
        let told: String = lines.join(" ");
        assert_eq!(told.matches("tverrgående").count(), 24, "a word was divided");

        let mut narrow = Table::new();
        narrow.add_row(["forum-klima", "Klima"]);
        let rows = vec![vec!["forum-klima".to_owned(), "Klima".to_owned()]];
        arrange(&mut narrow, least_widths(&["thing", "called"], &rows), 100);
        assert_eq!(narrow.lines().count(), 3, "a narrow table is not broken");
    }

    #[test]
    fn recorded_words_cannot_steer_a_terminal() {
        assert_eq!(plain("ø\u{1b}[2J\r\nx"), "ø\\u{1b}[2J\\u{d}\nx");
        assert_eq!(plain("a\u{202e}b"), "a\\u{202e}b");
        let mut page = Page::default();
        page.table(&["a"], vec![vec!["\u{1b}]0;x\u{7}".to_owned()]]);
        assert!(!page.into_text().contains('\u{1b}'));
    }

    #[test]
    fn a_reader_that_went_away_is_no_fault() {
        let fault = broken(&io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(fault.exit(), 0);
    }
}
