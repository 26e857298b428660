//! Lines of many days: the register, what the specialist should look at, the figures, and the table of it.

use std::collections::BTreeMap;

use super::{
    desk::{grades, readable},
    rows::Showing,
};
use crate::{
    app::{
        App,
        api::{
            audit::ExportedTable,
            common::{StaffName, Touched},
            error::{AppError, ErrorCode},
            reception::{
                AskFootfall, AskLines, ConsultantFigures, DayFigures, EventFigures, ExportLines, FootfallReport, LineFilter,
                LineList, LineNeed, LineRow, SeriesFigures, WayFigures,
            },
        },
        csv::Csv,
        damage::Failed,
    },
    clock::Instant,
    domain::reception::TIMELY_MINUTES,
    mirror::{self, Page, Scope},
    policy::acts::Duty,
    reports::footfall::{self, Figures},
    sync::audit::{AuditNote, AuditWord},
};

/// Rows of one page.
const MOST_ROWS: u32 = 200;
/// Rows of one table.
const EXPORT_ROWS: u32 = 50_000;

/// Columns of the table. Names stay on the screen where the person may not have them in a file; a table travels.
const HEADINGS: [&str; 20] = [
    "日期",
    "接待方式",
    "到店时间",
    "离店时间",
    "接待时长(分)",
    "来访次数",
    "同行人数",
    "来意",
    "意向车型",
    "咨询内容",
    "留档",
    "索要次数",
    "接待结果",
    "流程状态",
    "级别",
    "客户",
    "电话",
    "接待顾问",
    "跟进次数",
    "备注",
];

impl App {
    /// A page of the register, the newest first.
    pub fn reception_lines(&self, request: AskLines) -> Result<LineList, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        readable(&standing)?;
        let today = store.world.today();
        let page = Page { offset: request.offset, limit: request.limit.min(MOST_ROWS) };
        store.read(|conn| {
            let showing = Showing::new(conn, &standing, today)?;
            let (total, rows) = mirror::lines(conn, &asked(&request.filter), today, page)?;
            Ok::<_, Failed>(LineList {
                total,
                rows: rows.into_iter().map(|row| showing.row(row, None)).collect::<Result<_, _>>()?,
                can_export: standing.may_export(),
                can_check: standing.has(Duty::CheckReception),
            })
        })
    }

    /// The register as a table, for those who may write customer data to files; that it was stands in the audit log.
    pub fn export_lines(&self, request: ExportLines) -> Result<ExportedTable, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        readable(&standing)?;
        if !standing.may_export() {
            return Err(ErrorCode::NotAllowed.into());
        }
        let today = store.world.today();
        let mut csv = Csv::new(&HEADINGS);
        let mut rows = 0_u32;
        store.read(|conn| {
            let showing = Showing::new(conn, &standing, today)?;
            while rows < EXPORT_ROWS {
                let page = Page { offset: rows, limit: MOST_ROWS };
                let (_, found) = mirror::lines(conn, &asked(&request.filter), today, page)?;
                if found.is_empty() {
                    break;
                }
                for row in found {
                    write(&mut csv, &showing.row(row, None)?);
                    rows += 1;
                }
            }
            Ok::<_, Failed>(())
        })?;
        let note = AuditNote { count: Some(rows), reason: Some("reception".to_owned()), ..AuditNote::of(AuditWord::Exported) };
        store.write(|tx| store.record(tx, note))?;
        self.changed(&store, &Touched { audit: true, ..Touched::default() });
        let file_name = format!("reception-{}-{}.csv", request.filter.from, request.filter.upto);
        Ok(ExportedTable { file_name, csv: csv.finish(), rows })
    }

    /// What some days add up to. Who holds only their own customers is given their own figures: of the others' the deals and
    /// test drives would be missing.
    pub fn footfall(&self, request: AskFootfall) -> Result<FootfallReport, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        readable(&standing)?;
        let today = store.world.today();
        let own = match standing.scope() {
            Ok(Scope::Own(staff) | Scope::OwnAndPool(staff)) => Some(staff),
            Ok(Scope::All) | Err(_) => None,
        };
        let consultant = own.or(request.consultant);
        store.read(|conn| {
            let showing = Showing::new(conn, &standing, today)?;
            let (from, upto) = (request.from, request.upto);
            let lines = mirror::footfall(conn, from, upto, consultant)?;
            let deals = mirror::deals(conn, from, upto, consultant)?;
            let drives = mirror::drives(conn, from, upto, consultant)?;
            let report = footfall::report(&lines, &deals, &drives, today);
            let staff = |staff: Option<crate::ids::StaffId>| staff.map(|staff| standing.name_of(staff));
            Ok::<_, Failed>(FootfallReport {
                all: report.all,
                days: report.days.into_iter().map(|(day, figures)| DayFigures { day, figures }).collect(),
                consultants: most_first(report.consultants)
                    .into_iter()
                    .map(|(who, figures)| ConsultantFigures { staff: staff(who), figures })
                    .collect(),
                ways: most_first(report.ways).into_iter().map(|(came_by, figures)| WayFigures { came_by, figures }).collect(),
                events: most_first(report.events)
                    .into_iter()
                    .map(|(file, figures)| EventFigures { event: showing.event(file), figures })
                    .collect(),
                series: most_first(report.series).into_iter().map(|(name, figures)| SeriesFigures { name, figures }).collect(),
                grades: grades(report.grades),
                timely_minutes: TIMELY_MINUTES,
                own_only: own.is_some(),
            })
        })
    }
}

fn most_first<K: Ord>(figures: BTreeMap<K, Figures>) -> Vec<(K, Figures)> {
    let mut all: Vec<(K, Figures)> = figures.into_iter().collect();
    all.sort_by_key(|(_, figures)| std::cmp::Reverse(figures.traffic + figures.calls));
    all
}

fn asked(filter: &LineFilter) -> mirror::Asked {
    mirror::Asked {
        from: filter.from,
        upto: filter.upto,
        consultant: filter.consultant,
        came_by: filter.came_by.clone(),
        is_intending: filter.is_intending,
        result: filter.result.clone(),
        is_first: filter.is_first,
        contact: filter.contact.as_ref().map(ToString::to_string),
        has_file: filter.has_file,
        series: filter.series.clone(),
        event: filter.event,
        grade: filter.grade.clone(),
        need: filter.need.map(|need| match need {
            LineNeed::Incomplete => mirror::LineNeed::Incomplete,
            LineNeed::Doubtful => mirror::LineNeed::Doubtful,
            LineNeed::Late => mirror::LineNeed::Late,
            LineNeed::Any => mirror::LineNeed::Any,
        }),
    }
}

fn write(csv: &mut Csv, row: &LineRow) {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let time = |at: Option<Instant>| at.map(Instant::store_time).unwrap_or_default();
    let name = |staff: &Option<StaffName>| staff.as_ref().map(|staff| staff.name.clone()).unwrap_or_default();
    let customer = row.customer.as_ref();
    let names: Vec<&str> = row.interests.iter().map(|interest| interest.name.as_str()).collect();
    let cells = [
        row.day.to_string(),
        row.came_by.to_string(),
        time(Some(row.in_at)),
        time(row.out_at),
        row.stayed_minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        number(row.visit_count),
        number(row.party_size),
        row.purpose.to_string(),
        names.join(" / "),
        row.enquiry.clone(),
        row.contact.as_ref().map(ToString::to_string).unwrap_or_default(),
        number(row.asked),
        row.result.as_ref().map(ToString::to_string).unwrap_or_default(),
        row.stage.as_ref().map(ToString::to_string).unwrap_or_default(),
        customer.and_then(|customer| customer.grade.as_ref()).map(ToString::to_string).unwrap_or_default(),
        customer.map(|customer| customer.name.clone()).unwrap_or_default(),
        customer.map(|customer| customer.phone.to_string()).unwrap_or_default(),
        name(&row.consultant),
        row.follow_ups.to_string(),
        row.remark.clone(),
    ];
    csv.row(cells.iter().map(String::as_str));
}
