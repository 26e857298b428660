//! Pairs that may be one person, and a manager's word on them. Joining and splitting are statements of the ledger: see
//! `joining_files`.

use super::{about::decided, joining_files::check_join};
use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Saved},
            error::{AppError, ErrorCode},
            merging::{
                AskMergeQueue, AskSegments, Counted, JudgePair, MergeCounts, MergePair, MergeQuestion, MergeQueue, ModelSegment,
                SegmentReport,
            },
        },
        damage::Failed,
        rows::customer_row,
        store::Standing,
        writing::{Target, Writing},
    },
    domain::{
        judgement::Verdict,
        profile::{AgeBand, Education},
        store::{CatalogueLevel, StoreFile},
    },
    ids::{CatalogueId, FileId, InterestId},
    mirror,
    ops::customer,
    policy::{
        Decision,
        acts::{LedgerAct, Say},
    },
};

/// Pairs on one page.
const MOST_PAIRS: u32 = 100;
/// Questions shown at once.
const MOST_QUESTIONS: u32 = 100;
/// Below this many a share says little.
const SMALL: u32 = 30;

impl App {
    /// The pairs nobody has judged, and the joined customers about whom a manager is asked.
    pub fn merge_queue(&self, request: AskMergeQueue) -> Result<MergeQueue, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        standing.scope()?;
        let limit = request.limit.min(MOST_PAIRS);
        store.read(|conn| -> Result<MergeQueue, Failed> {
            let found = mirror::suspects(conn, request.offset, limit)?;
            let mut pairs = Vec::new();
            for one in found.pairs.into_iter().filter(|one| !is_judged(&standing, one)) {
                let phone = one.phone.map(|phone| standing.masking().shared_phone([one.a.owner, one.b.owner], phone).0);
                let a = customer_row(conn, &standing, one.a)?;
                pairs.push(MergePair { a, b: customer_row(conn, &standing, one.b)?, reasons: one.reasons, phone });
            }
            let mut questions = Vec::new();
            for file in mirror::questions(conn, MOST_QUESTIONS)? {
                if let Some(row) = mirror::customer(conn, file)? {
                    let files = standing.ledger.now().group(file).into_iter().collect();
                    questions.push(MergeQuestion { customer: customer_row(conn, &standing, row)?, files });
                }
            }
            Ok(MergeQueue { certain: found.certain, hints: found.hints, pairs, questions, can_join: can_join(&standing) })
        })
    }

    /// How many decisions wait for the person at this device.
    pub fn merge_counts(&self, _: Nothing) -> Result<MergeCounts, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        if !can_join(&standing) {
            return Ok(MergeCounts { certain: 0, hints: 0, questions: 0 });
        }
        store.read(|conn| -> Result<MergeCounts, Failed> {
            let found = mirror::suspects(conn, 0, 0)?;
            let questions = u32::try_from(mirror::questions(conn, MOST_QUESTIONS)?.len()).unwrap_or(u32::MAX);
            Ok(MergeCounts { certain: found.certain, hints: found.hints, questions })
        })
    }

    /// Notes that two files are not one person, or that they stay joined although there is an order: neither is asked again.
    pub fn judge_pair(&self, request: JudgePair) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let standing = store.standing();
        if !Decision::PairJudged.counts_from(&standing.roles) {
            return Err(ErrorCode::NotAllowed.into());
        }
        let now = standing.ledger.now();
        let pairs: Vec<(FileId, FileId)> = match request.verdict {
            // The whole customer stays together: each of its files with the one it is named by.
            Verdict::Together => {
                let first = now.joined(request.one);
                now.group(request.one).into_iter().filter(|file| *file != first).map(|file| (first, file)).collect()
            }
            Verdict::Apart | Verdict::Other(_) => vec![(now.joined(request.one), now.joined(request.other))],
        };
        let mut writing = Writing::begin(&store);
        for (one, other) in pairs {
            let (older, edit) = customer::judge(&author, one, other, &request.verdict)?;
            writing.customer(older)?;
            writing.stage(Target::customer(older), &[edit])?;
        }
        let saved = writing.commit("judge_pair", |_, _| Ok(()))?.saved(request.one);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Who looks at, or buys, which model: sex, age and education.
    pub fn segments(&self, request: AskSegments) -> Result<SegmentReport, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let (scope, today) = (standing.scope()?, store.world.today());
        let counted = if request.bought { mirror::Counted::Bought } else { mirror::Counted::Interested };
        let model = |id: InterestId, name: &str| series_name(&standing.store_file, id).unwrap_or_else(|| name.to_owned());
        let found = store.read(|conn| mirror::segments(conn, scope, counted, today, model))?;
        let mut models: Vec<ModelSegment> = found
            .into_iter()
            .map(|(name, segment)| ModelSegment {
                name: standing.masking().words(None, name),
                n: segment.n,
                is_small: segment.n < SMALL,
                sexes: counts(segment.sexes, |_| 0),
                ages: counts(segment.ages, |word| place(AgeBand::ALL.iter().map(AgeBand::as_str), word)),
                educations: counts(segment.educations, |word| place(Education::ALL.iter().map(Education::as_str), word)),
            })
            .collect();
        models.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.name.cmp(&b.name)));
        Ok(SegmentReport { models })
    }
}

fn can_join(standing: &Standing) -> bool {
    standing.may_say(LedgerAct::FilesJoined) == Say::Any
}

/// A pair whose files were joined with others since a manager said that they are not one person.
fn is_judged(standing: &Standing, pair: &mirror::Suspects) -> bool {
    let now = standing.ledger.now();
    let says = |one: &mirror::Customer, other: &mirror::Customer| {
        let group = now.group(other.file);
        one.apart.iter().any(|apart| group.contains(apart))
    };
    says(&pair.a, &pair.b) || says(&pair.b, &pair.a)
}

/// The series under which a choice from the catalogue is counted.
fn series_name(store: &StoreFile, id: InterestId) -> Option<String> {
    let mut node = store.catalogue.iter().find(|node| node.id == CatalogueId::from_bytes(*id.as_bytes()))?;
    // As deep as a catalogue is: brand, series, model, configuration.
    for _ in 0..3 {
        if node.level == CatalogueLevel::Series {
            break;
        }
        node = store.catalogue.iter().find(|above| Some(above.id) == node.parent)?;
    }
    Some(node.name.clone())
}

fn counts(found: std::collections::BTreeMap<String, u32>, place: impl Fn(&str) -> usize) -> Vec<Counted> {
    let mut all: Vec<Counted> = found.into_iter().map(|(word, count)| Counted { word, count }).collect();
    all.sort_by_key(|one| (one.word.is_empty(), place(&one.word)));
    all
}

fn place<'a>(mut words: impl Iterator<Item = &'a str>, word: &str) -> usize {
    words.position(|known| known == word).unwrap_or(usize::MAX)
}

/// Whether two files may be joined at all, whoever asks.
pub(super) fn refusal(
    store: &crate::app::store::OpenStore,
    standing: &Standing,
    one: FileId,
    other: FileId,
) -> Result<Option<customer::join::JoinRefused>, AppError> {
    Ok(check_join(&decided(store, standing, one)?, &decided(store, standing, other)?).err())
}
