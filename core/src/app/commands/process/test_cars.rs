//! The store's test cars.

use crate::{
    app::{
        App,
        api::{common::Saved, error::AppError, test_drives::SaveTestCar},
        writing::{Target, Writing},
    },
    ops::test_car::{self, Told},
};

impl App {
    /// Adds or changes a test car.
    pub fn save_test_car(&self, request: SaveTestCar) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let current = writing.store_file()?;
        let told = Told { plate: request.plate, model: request.model, mileage_km: request.mileage_km, retired: request.retired };
        writing.stage(Target::store(&store.id), &test_car::save(&author, &current, request.id, &told)?)?;
        let saved = writing.commit("save_test_car", |_, _| Ok(()))?.saved(current.id);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }
}
