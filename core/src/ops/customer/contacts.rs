//! Adds, corrects and removes people around a customer (C9).

use crate::{
    domain::{
        contact::{Contact, ContactField, ContactRole, roles_text},
        customer::CustomerFile,
        edit::{CustomerEdit, Edit},
    },
    ids::ContactId,
    ops::{
        Author,
        text::{LINE, PARAGRAPH, TooLong, clean},
    },
};

/// Most people of one customer: a company's buyers, not its staff.
const MOST_CONTACTS: usize = 50;

/// Why a contact person is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactRefused {
    /// Nobody is named.
    #[error("a contact person needs a name, or who they are")]
    Nobody,
    /// The file holds no such person.
    #[error("the file holds no such contact person")]
    NoSuchContact,
    /// More people than a file has.
    #[error("a file has at most {MOST_CONTACTS} contact people")]
    TooMany,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// What is said of a contact person.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Who they are to the customer.
    pub relation: String,
    /// What they are in the purchase.
    pub roles: Vec<ContactRole>,
    /// 备注
    pub remark: String,
}

/// Adds a contact person.
///
/// # Errors
/// See [`ContactRefused`].
pub fn add_contact(author: &Author, file: &CustomerFile, person: &Person) -> Result<(ContactId, Edit), ContactRefused> {
    if file.contacts.len() >= MOST_CONTACTS {
        return Err(ContactRefused::TooMany);
    }
    let contact = Contact { id: author.world.mint(), ..read(person)? };
    Ok((contact.id, Edit::Customer(CustomerEdit::AddContact(contact))))
}

/// Writes what is different of a contact person.
///
/// # Errors
/// See [`ContactRefused`].
pub fn correct_contact(file: &CustomerFile, id: ContactId, person: &Person) -> Result<Vec<Edit>, ContactRefused> {
    let was = known(file, id)?;
    let is = read(person)?;
    let fields = [
        (ContactField::Name, was.name.clone(), is.name),
        (ContactField::Relation, was.relation.clone(), is.relation),
        (ContactField::Roles, roles_text(&was.roles), roles_text(&is.roles)),
        (ContactField::Remark, was.remark.clone(), is.remark),
    ];
    let changed = fields.into_iter().filter(|(_, was, is)| was != is);
    Ok(changed.map(|(field, _, is)| Edit::Customer(CustomerEdit::SetContact(id, field, is))).collect())
}

/// Takes a contact person away with their numbers.
///
/// # Errors
/// When there is no such person.
pub fn remove_contact(author: &Author, file: &CustomerFile, id: ContactId) -> Result<Vec<Edit>, ContactRefused> {
    known(file, id)?;
    let at = author.now();
    let phones = file.phones.iter().filter(|phone| phone.contact == Some(id));
    let phones = phones.map(|phone| CustomerEdit::RemovePhone { id: phone.id, at });
    let all = std::iter::once(CustomerEdit::RemoveContact { id, at }).chain(phones);
    Ok(all.map(Edit::Customer).collect())
}

fn known(file: &CustomerFile, id: ContactId) -> Result<&Contact, ContactRefused> {
    file.contacts.iter().find(|contact| contact.id == id).ok_or(ContactRefused::NoSuchContact)
}

fn read(person: &Person) -> Result<Contact, ContactRefused> {
    let (name, relation) = (clean(&person.name, LINE)?, clean(&person.relation, LINE)?);
    if name.is_empty() && relation.is_empty() {
        return Err(ContactRefused::Nobody);
    }
    let remark = clean(&person.remark, PARAGRAPH)?;
    Ok(Contact { id: ContactId::from_bytes([0; 16]), name, relation, roles: person.roles.clone(), remark })
}
