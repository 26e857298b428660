//! 试乘试驾协议: what a customer agrees to before a test drive, in every version that was ever shown.
//!
//! The screen shows these words and the paper prints those that were signed. A released version is never changed: a new
//! wording is a new version.

use super::language::Language;

/// The words of one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrivingTerms {
    /// How a file names them.
    pub version: &'static str,
    chinese: &'static [&'static str],
    english: &'static [&'static str],
}

/// Oldest first.
const VERSIONS: &[DrivingTerms] = &[DrivingTerms {
    version: "test_drive_2026_1",
    chinese: &[
        "试驾人持有与试驾车型相符的有效机动车驾驶证，且未处于暂扣、吊销状态；驾龄与身体状况适合驾驶。",
        "试驾人未饮酒、未服用影响驾驶的药物，全程系好安全带，行车中不使用手持电话。",
        "试驾人遵守道路交通安全法律法规，服从陪同人员的安排，按约定路线行驶，不进行竞驶、急加速等危险驾驶。",
        "试驾期间因试驾人违法或操作不当产生的罚款、记分与损失，由试驾人承担；保险理赔范围内的损失由保险公司赔付。",
        "本店为试驾车辆投保机动车交通事故责任强制保险与商业第三者责任保险，并保证车辆处于安全状态。",
        "本店仅为办理本次试乘试驾查验并保存试驾人的驾驶证信息，不用于其他目的。",
    ],
    english: &[
        "The driver holds a valid licence for this kind of car, which is neither suspended nor revoked, and is fit to drive.",
        "The driver has taken no alcohol and no medicine that impairs driving, keeps the seat belt on and uses no hand-held phone.",
        "The driver obeys traffic law and the accompanying consultant, keeps to the agreed route and does not race.",
        "Fines, points and losses caused by the driver's offence or wrong handling are the driver's; what insurance covers is paid by \
         the insurer.",
        "The store has insured the car for compulsory and third-party liability and keeps it in safe order.",
        "The store looks at and keeps the licence data for this drive only. The Chinese text prevails.",
    ],
}];

impl DrivingTerms {
    /// What is shown now.
    #[must_use]
    pub const fn newest() -> Self {
        VERSIONS[VERSIONS.len() - 1]
    }

    /// What was shown under this name; none where no version has it, as when paper of the store's own was signed.
    #[must_use]
    pub fn of(version: &str) -> Option<Self> {
        VERSIONS.iter().copied().find(|terms| terms.version == version)
    }

    /// One by one, in the order in which they are numbered.
    #[must_use]
    pub const fn clauses(&self, language: Language) -> &'static [&'static str] {
        match language {
            Language::Chinese => self.chinese,
            Language::English => self.english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_is_found_by_a_name_of_its_own_and_says_as_much_in_both_languages() {
        for (place, terms) in VERSIONS.iter().enumerate() {
            assert_eq!(VERSIONS.iter().position(|one| one.version == terms.version), Some(place));
            assert_eq!(DrivingTerms::of(terms.version).as_ref(), Some(terms));
            assert_eq!(terms.clauses(Language::Chinese).len(), terms.clauses(Language::English).len());
        }
        assert_eq!(DrivingTerms::of("a form of our own"), None);
    }
}
