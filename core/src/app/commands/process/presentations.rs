//! Presentations.

use crate::{
    app::{
        App,
        api::{
            common::Saved,
            error::AppError,
            process::{OnePresentation, SavePresentation},
        },
        masking::check_not_masked,
        writing::{Target, Writing},
    },
    ops::{
        follow_up,
        presentation::{self, Showing},
    },
};

impl App {
    /// Writes down which cars were shown.
    pub fn save_presentation(&self, request: SavePresentation) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        check_not_masked([("feedback", request.feedback.as_str())])?;
        let showing = Showing { cars: request.cars, way: request.way, reaction: request.reaction, feedback: request.feedback };
        let mut writing = Writing::begin(&store);
        let home = request.id.map_or_else(|| request.opportunity.to_string(), |id| id.to_string());
        let file = writing.customer_holding(request.file, &home)?;
        let mut edits = match request.id {
            Some(id) => presentation::change(&file, id, &showing)?,
            None => vec![presentation::add(&author, &file, request.opportunity, &showing)?],
        };
        edits.extend(follow_up::by_rule(&author, &file, &edits, &store.standing().store_file.rules));
        writing.stage(Target::customer(file.id), &edits)?;
        let saved = writing.commit("save_presentation", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Takes a presentation away.
    pub fn remove_presentation(&self, request: OnePresentation) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.id.to_string())?;
        let edit = presentation::remove(&author, &file, request.id)?;
        writing.stage(Target::customer(file.id), &[edit])?;
        let saved = writing.commit("remove_presentation", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }
}
