//! The store's test cars.

use super::{
    Author,
    text::{LINE, TooLong, clean},
};
use crate::{
    domain::{
        edit::{Edit, StoreEdit},
        sales_edit::TestCarEdit,
        store::StoreFile,
        test_car::{TestCar, TestCarField},
    },
    ids::TestCarId,
};

/// No car has driven farther.
const MOST_KM: i64 = 2_000_000;

/// Why a test car is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TestCarRefused {
    /// The store has no such car.
    #[error("the store has no such test car")]
    NotFound,
    /// Neither plate nor model.
    #[error("a test car needs a plate and a model")]
    Empty(&'static str),
    /// Another car has this plate.
    #[error("another test car has this plate")]
    PlateTaken,
    /// Not a mileage.
    #[error("not a possible mileage")]
    BadMileage,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// A test car as people tell it.
#[derive(Debug, Clone)]
pub struct Told {
    /// 车牌号
    pub plate: String,
    /// 车型
    pub model: String,
    /// 里程
    pub mileage_km: Option<i64>,
    /// Whether it is no longer driven.
    pub retired: bool,
}

/// Adds a car, or writes what differs of one that is there.
///
/// # Errors
/// See [`TestCarRefused`].
pub fn save(author: &Author, store: &StoreFile, id: Option<TestCarId>, told: &Told) -> Result<Vec<Edit>, TestCarRefused> {
    let plate = clean(&told.plate, LINE)?.to_uppercase();
    let model = clean(&told.model, LINE)?;
    if plate.is_empty() {
        return Err(TestCarRefused::Empty("plate"));
    }
    if model.is_empty() {
        return Err(TestCarRefused::Empty("model"));
    }
    if told.mileage_km.is_some_and(|km| !(0..=MOST_KM).contains(&km)) {
        return Err(TestCarRefused::BadMileage);
    }
    let same = store.cars.iter().find(|car| car.plate == plate && Some(car.id) != id && !car.retired);
    if same.is_some() && !told.retired {
        return Err(TestCarRefused::PlateTaken);
    }
    let Some(id) = id else {
        let car = TestCar { id: author.world.mint(), plate, model, mileage_km: told.mileage_km, retired: told.retired };
        return Ok(vec![edit(TestCarEdit::Add(car))]);
    };
    if !store.cars.iter().any(|car| car.id == id) {
        return Err(TestCarRefused::NotFound);
    }
    let written = [
        (TestCarField::Plate, Some(plate)),
        (TestCarField::Model, Some(model)),
        (TestCarField::MileageKm, told.mileage_km.map(|km| km.to_string())),
        (TestCarField::Retired, told.retired.then(|| "yes".to_owned())),
    ];
    Ok(written.into_iter().map(|(field, value)| edit(TestCarEdit::Set(id, field, value))).collect())
}

const fn edit(edit: TestCarEdit) -> Edit {
    Edit::Store(StoreEdit::TestCar(edit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::FileId, ops::testing::author};

    fn told(plate: &str) -> Told {
        Told { plate: plate.into(), model: "奥迪 A6L".into(), mileage_km: Some(1_200), retired: false }
    }

    #[test]
    fn a_test_car_has_a_plate_of_its_own_and_a_possible_mileage() {
        let author = author();
        let mut store = StoreFile::empty(FileId::from_bytes([1; 16]));
        let Edit::Store(StoreEdit::TestCar(TestCarEdit::Add(car))) =
            save(&author, &store, None, &told("辽b12345")).unwrap().remove(0)
        else {
            panic!("a car")
        };
        assert_eq!(car.plate, "辽B12345");
        let id = car.id;
        store.cars.push(car);
        assert_eq!(save(&author, &store, None, &told("辽B12345")), Err(TestCarRefused::PlateTaken));
        assert_eq!(save(&author, &store, Some(id), &told("辽B12345")).unwrap().len(), 4);
        assert_eq!(save(&author, &store, None, &told(" ")), Err(TestCarRefused::Empty("plate")));
        let wrong = Told { mileage_km: Some(-1), ..told("辽B1") };
        assert_eq!(save(&author, &store, None, &wrong), Err(TestCarRefused::BadMileage));
    }
}
