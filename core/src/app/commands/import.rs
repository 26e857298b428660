//! Brings files of another system in.

use crate::{
    app::{
        App,
        api::{common::Touched, error::AppError},
        writing::{Target, Writing},
    },
    ids::FileId,
    ops::import_lead::{ImportedLead, import_lead},
};

/// Files per transaction: one commit for many, but a reader of the list never waits long for memory or disk.
const FILES_PER_COMMIT: usize = 200;

impl App {
    /// Makes a customer file of each lead, in the order given, many per transaction; answers their ids once all are on
    /// the disk.
    ///
    /// # Errors
    /// When a lead is refused, nothing of its transaction is kept; what was committed before stays.
    pub fn import_customers(&self, leads: &[ImportedLead]) -> Result<Vec<FileId>, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut files = Vec::with_capacity(leads.len());
        for batch in leads.chunks(FILES_PER_COMMIT) {
            let mut writing = Writing::begin(&store).for_good();
            for lead in batch {
                let imported = import_lead(&author, lead)?;
                let file: FileId = store.world.mint();
                writing.stage(Target::customer(file), &imported.customer)?;
                if !imported.private.is_empty() {
                    writing.stage(Target::private_of(file), &imported.private)?;
                }
                files.push(file);
            }
            writing.commit("import_customers", |_, _| Ok(()))?;
        }
        if !files.is_empty() {
            // Hundreds of names would tell a screen no more than this.
            self.changed(&store, &Touched { everything: true, ..Touched::default() });
        }
        Ok(files)
    }
}
