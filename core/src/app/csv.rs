//! Tables for spreadsheets: every cell is text, so that nothing a customer wrote is ever calculated.

/// A table being written.
pub(super) struct Csv(String);

impl Csv {
    /// A table with these headings. Begins with a byte-order mark, without which Excel reads Chinese as Latin.
    pub(super) fn new(headings: &[&str]) -> Self {
        let mut csv = Self("\u{feff}".to_owned());
        csv.row(headings.iter().copied());
        csv
    }

    /// One row.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.cell(cell);
        }
        self.0.push_str("\r\n");
    }

    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    fn cell(&mut self, text: &str) {
        self.0.push('"');
        let is_formula = text.trim_start_matches([' ', '\u{a0}', '\u{3000}']).starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
        let is_wide = text.trim_start().starts_with(['＝', '＋', '－', '＠']);
        if is_formula || is_wide {
            self.0.push('\'');
        }
        self.0.push_str(&text.replace('"', "\"\""));
        self.0.push('"');
    }

    /// The table.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_out_of_its_quotes() {
        for (cell, expected) in [
            ("=1+1", "\"'=1+1\""),
            ("+86", "\"'+86\""),
            ("-3", "\"'-3\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("  =1", "\"'  =1\""),
            ("＝1", "\"'＝1\""),
            ("刘\"汉\",x", "\"刘\"\"汉\"\",x\""),
            ("", "\"\""),
        ] {
            let mut csv = Csv::new(&[]);
            csv.row([cell]);
            assert_eq!(csv.finish(), format!("\u{feff}\r\n{expected}\r\n"));
        }
    }
}
