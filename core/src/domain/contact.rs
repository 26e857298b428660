//! People around a customer 相关联系人: household of a person, colleagues in a company (C9).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::code::codes;
use crate::ids::ContactId;

codes! {
    /// What somebody is in a purchase (C9).
    ContactRole {
        /// 决策人
        Decider = "decider",
        /// 使用人
        User = "user",
        /// 付款人
        Payer = "payer",
        /// 驾驶人
        Driver = "driver",
    }
}

/// Somebody around a customer. Their numbers stand among the phones of the file, each naming its person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Contact {
    /// Its place in the file.
    pub id: ContactId,
    /// Their name.
    pub name: String,
    /// Who they are to the customer: 爱人, 采购主管.
    pub relation: String,
    /// What they are in the purchase; nothing, or several.
    pub roles: Vec<ContactRole>,
    /// 备注
    pub remark: String,
}

codes! {
    /// A single field of a contact person.
    ContactField {
        /// 姓名
        Name = "name",
        /// 关系
        Relation = "relation",
        /// 角色: the words of the roles, parted by spaces.
        Roles = "roles",
        /// 备注
        Remark = "remark",
    }
}

/// Roles as one text.
#[must_use]
pub fn roles_text(roles: &[ContactRole]) -> String {
    let mut words: Vec<&str> = roles.iter().map(ContactRole::as_str).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// The other way.
#[must_use]
pub fn read_roles(text: &str) -> Vec<ContactRole> {
    text.split_whitespace().map(ContactRole::from).collect()
}
