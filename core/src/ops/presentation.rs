//! Writes down which cars were shown (S3, S12).

use super::{
    Author,
    opportunity::known,
    text::{LINE, PARAGRAPH, TooLong, clean},
};
use crate::{
    domain::{
        customer::CustomerFile,
        edit::{CustomerEdit, Edit},
        presentation::{Presentation, PresentationField, PresentationWay, Reaction},
        sales_edit::SalesEdit,
    },
    ids::{OpportunityId, PresentationId},
};

/// Cars of one presentation at most.
const MOST_CARS: usize = 20;

/// Why a presentation is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PresentationRefused {
    /// The file holds no such presentation or purchase.
    #[error("the file holds no such presentation or purchase")]
    NotFound,
    /// No car.
    #[error("a presentation shows a car")]
    NoCar,
    /// Too long, or too many cars.
    #[error("too long")]
    TooLong,
}

impl From<TooLong> for PresentationRefused {
    fn from(_: TooLong) -> Self {
        Self::TooLong
    }
}

/// A presentation as people tell it.
#[derive(Debug, Clone)]
pub struct Showing {
    /// Names of the cars.
    pub cars: Vec<String>,
    /// Standing or driven.
    pub way: PresentationWay,
    /// How the customer took it.
    pub reaction: Option<Reaction>,
    /// What the customer said.
    pub feedback: String,
}

/// Adds a presentation, now and by this person.
///
/// # Errors
/// See [`PresentationRefused`].
pub fn add(author: &Author, file: &CustomerFile, about: OpportunityId, showing: &Showing) -> Result<Edit, PresentationRefused> {
    known(file, about).map_err(|_| PresentationRefused::NotFound)?;
    Ok(sales(SalesEdit::AddPresentation(Presentation {
        id: author.world.mint(),
        opportunity: Some(about),
        cars: cars(&showing.cars)?,
        way: showing.way.clone(),
        reaction: showing.reaction.clone(),
        feedback: clean(&showing.feedback, PARAGRAPH)?,
        at: author.now(),
        by: author.staff,
    })))
}

/// Writes what differs from what stands there.
///
/// # Errors
/// See [`PresentationRefused`].
pub fn change(file: &CustomerFile, id: PresentationId, showing: &Showing) -> Result<Vec<Edit>, PresentationRefused> {
    find(file, id)?;
    let text = |text: String| (!text.is_empty()).then_some(text);
    let written = [
        (PresentationField::Cars, text(cars(&showing.cars)?.join("\n"))),
        (PresentationField::Way, Some(showing.way.to_string())),
        (PresentationField::Reaction, showing.reaction.as_ref().map(ToString::to_string)),
        (PresentationField::Feedback, text(clean(&showing.feedback, PARAGRAPH)?)),
    ];
    Ok(written.into_iter().map(|(field, value)| sales(SalesEdit::SetPresentation(id, field, value))).collect())
}

/// Takes a presentation away.
///
/// # Errors
/// When there is no such presentation.
pub fn remove(author: &Author, file: &CustomerFile, id: PresentationId) -> Result<Edit, PresentationRefused> {
    find(file, id)?;
    Ok(sales(SalesEdit::RemovePresentation { id, at: author.now() }))
}

fn find(file: &CustomerFile, id: PresentationId) -> Result<&Presentation, PresentationRefused> {
    file.presentations.iter().find(|one| one.id == id).ok_or(PresentationRefused::NotFound)
}

fn cars(named: &[String]) -> Result<Vec<String>, PresentationRefused> {
    let mut cars: Vec<String> = Vec::new();
    for name in named {
        let name = clean(&name.replace('\n', " "), LINE)?;
        if !name.is_empty() && !cars.contains(&name) {
            cars.push(name);
        }
    }
    match cars.len() {
        0 => Err(PresentationRefused::NoCar),
        count if count > MOST_CARS => Err(PresentationRefused::TooLong),
        _ => Ok(cars),
    }
}

pub(super) const fn sales(edit: SalesEdit) -> Edit {
    Edit::Customer(CustomerEdit::Sales(edit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::{opportunity::add_opportunity, testing::author};

    fn showing(cars: &[&str]) -> Showing {
        Showing {
            cars: cars.iter().map(|name| (*name).to_owned()).collect(),
            way: PresentationWay::Static,
            reaction: Some(Reaction::Interested),
            feedback: " 喜欢内饰 ".into(),
        }
    }

    #[test]
    fn a_presentation_shows_a_car_and_names_each_once() {
        let author = author();
        let Edit::Customer(CustomerEdit::AddOpportunity(opportunity)) = add_opportunity(&author) else {
            panic!("an opportunity")
        };
        let about = opportunity.id;
        let file = CustomerFile { opportunities: vec![opportunity], ..CustomerFile::empty(author.world.mint()) };
        assert_eq!(add(&author, &file, about, &showing(&[" ", ""])), Err(PresentationRefused::NoCar));
        let Ok(Edit::Customer(CustomerEdit::Sales(SalesEdit::AddPresentation(shown)))) =
            add(&author, &file, about, &showing(&["奥迪 A6L", "奥迪 A6L ", "奥迪\nA4L"]))
        else {
            panic!("a presentation")
        };
        assert_eq!(
            (shown.cars.as_slice(), shown.feedback.as_str()),
            (&["奥迪 A6L".to_owned(), "奥迪 A4L".into()][..], "喜欢内饰")
        );
        let stranger = OpportunityId::from_bytes([9; 16]);
        assert_eq!(add(&author, &file, stranger, &showing(&["x"])), Err(PresentationRefused::NotFound));
    }
}
