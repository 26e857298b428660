//! What the steps of the sales process must collect, and where each of it is written (domain.md section 4).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{
    code::codes,
    customer::{CustomerField, PrivateField},
    opportunity::{InterestKind, OpportunityField, Stage},
};

codes! {
    /// One thing that a step must collect.
    Fact {
        /// 姓名
        Name = "name",
        /// 联系方式
        Contact = "contact",
        /// 客户来源
        Source = "source",
        /// 客户类型
        Kind = "kind",
        /// 信息来源
        InformationSource = "information_source",
        /// 现用车
        CurrentCar = "current_car",
        /// 竞争车型
        Competitors = "competitors",
        /// 方便联系时间
        ConvenientTime = "convenient_time",
        /// 所属行业 of a company.
        Industry = "industry",
        /// 企业规模 of a company.
        CompanySize = "company_size",
        /// 企业地址 of a company.
        CompanyAddress = "company_address",
        /// 获客渠道 of a company.
        AcquisitionChannel = "acquisition_channel",
        /// 意向品牌
        Brand = "brand",
        /// 意向车系
        Series = "series",
        /// 意向车型
        Model = "model",
        /// 用途
        IntendedUse = "intended_use",
        /// 购车时间
        PurchaseDate = "purchase_date",
        /// 接受价位
        AcceptablePrice = "acceptable_price",
        /// 购车动机
        Motive = "motive",
        /// 付款意向
        PaymentIntent = "payment_intent",
        /// 对车辆评价
        Opinion = "opinion",
        /// 决策人
        DecisionMakers = "decision_makers",
        /// 展示车型
        CarsShown = "cars_shown",
        /// 展示反馈
        PresentationFeedback = "presentation_feedback",
        /// 试驾预约
        Booking = "booking",
        /// 试驾车
        TestCar = "test_car",
        /// 试驾路线
        Route = "route",
        /// 驾驶证已核对
        LicenceChecked = "licence_checked",
        /// 试驾协议已签
        AgreementSigned = "agreement_signed",
        /// 出车/还车里程
        Mileage = "mileage",
        /// 试驾反馈
        TestDriveFeedback = "test_drive_feedback",
        /// 职业
        Occupation = "occupation",
        /// 职务
        JobTitle = "job_title",
        /// 爱好
        Hobbies = "hobbies",
        /// 生日
        Birthday = "birthday",
        /// 住宅小区
        Compound = "compound",
        /// 配置
        Configuration = "configuration",
        /// 颜色
        Colour = "colour",
        /// 价格
        Price = "price",
        /// 选装
        Options = "options",
        /// 保险方案
        InsuranceOffer = "insurance_offer",
        /// 融资方案
        FinanceOffer = "finance_offer",
        /// 旧车置换
        TradeIn = "trade_in",
        /// 订购车辆
        OrderedCar = "ordered_car",
        /// 成交价
        OrderPrice = "order_price",
        /// 订金
        Deposit = "deposit",
        /// 付款方式
        PaymentWay = "payment_way",
        /// 相关联系人
        RelatedPeople = "related_people",
        /// 身份证
        IdentityCard = "identity_card",
        /// 地址
        Address = "address",
        /// 邮编
        Postcode = "postcode",
        /// 底盘号
        Vin = "vin",
        /// 发动机号
        EngineNumber = "engine_number",
        /// 牌照号
        Plate = "plate",
        /// 行驶证
        DrivingPermit = "driving_permit",
        /// 驾驶证
        DrivingLicence = "driving_licence",
        /// 保险
        Insurance = "insurance",
        /// 交车检查单
        DeliveryChecklist = "delivery_checklist",
        /// 客户档案已核对
        FileChecked = "file_checked",
        /// 车辆档案已建立
        VehicleFile = "vehicle_file",
        /// 回访
        ReturnVisit = "return_visit",
        /// 用车感受
        OwnerFeedback = "owner_feedback",
        /// 建议与要求
        Suggestions = "suggestions",
        /// 资料已与客户核对
        DataChecked = "data_checked",
    }
}

/// Where a fact is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum FactPlace {
    /// A plain field of the customer.
    Customer {
        /// Which.
        field: CustomerField,
    },
    /// A field of the private part.
    Private {
        /// Which.
        field: PrivateField,
    },
    /// A field of the purchase.
    Opportunity {
        /// Which.
        field: OpportunityField,
    },
    /// A series, model or competitor.
    Interest {
        /// Which kind.
        kind: InterestKind,
    },
    /// The phones.
    Phones {},
    /// The presentations.
    Presentations {},
    /// The test drives.
    TestDrives {},
    /// The quotations.
    Quotations {},
    /// The order.
    Orders {},
    /// The delivery.
    Delivery {},
    /// The return visits.
    Care {},
}

/// What the first step asks of a company beside the others (S19, S20).
pub(super) const COMPANY: [Fact; 4] = [Fact::Industry, Fact::CompanySize, Fact::CompanyAddress, Fact::AcquisitionChannel];

/// The eight steps in order with what each must collect.
pub(super) const STEPS: [(Stage, &[Fact]); 8] = [
    (
        Stage::InitialContact,
        &[
            Fact::Name,
            Fact::Contact,
            Fact::Source,
            Fact::Kind,
            Fact::InformationSource,
            Fact::CurrentCar,
            Fact::Competitors,
            Fact::ConvenientTime,
        ],
    ),
    (
        Stage::Needs,
        &[
            Fact::Brand,
            Fact::Series,
            Fact::Model,
            Fact::IntendedUse,
            Fact::PurchaseDate,
            Fact::AcceptablePrice,
            Fact::Motive,
            Fact::PaymentIntent,
            Fact::Opinion,
            Fact::DecisionMakers,
        ],
    ),
    (Stage::Presentation, &[Fact::CarsShown, Fact::PresentationFeedback]),
    (
        Stage::TestDrive,
        &[
            Fact::Booking,
            Fact::TestCar,
            Fact::Route,
            Fact::LicenceChecked,
            Fact::AgreementSigned,
            Fact::Mileage,
            Fact::TestDriveFeedback,
            Fact::Occupation,
            Fact::JobTitle,
            Fact::Hobbies,
            Fact::Birthday,
            Fact::Compound,
        ],
    ),
    (
        Stage::Proposal,
        &[Fact::Configuration, Fact::Colour, Fact::Price, Fact::Options, Fact::InsuranceOffer, Fact::FinanceOffer, Fact::TradeIn],
    ),
    (
        Stage::Closing,
        &[
            Fact::OrderedCar,
            Fact::OrderPrice,
            Fact::Deposit,
            Fact::PaymentWay,
            Fact::RelatedPeople,
            Fact::IdentityCard,
            Fact::Address,
            Fact::Postcode,
        ],
    ),
    (
        Stage::Delivery,
        &[
            Fact::Vin,
            Fact::EngineNumber,
            Fact::Plate,
            Fact::DrivingPermit,
            Fact::DrivingLicence,
            Fact::Insurance,
            Fact::DeliveryChecklist,
            Fact::FileChecked,
            Fact::VehicleFile,
        ],
    ),
    (Stage::AfterDelivery, &[Fact::ReturnVisit, Fact::OwnerFeedback, Fact::Suggestions, Fact::DataChecked]),
];

/// Where a fact is written.
#[must_use]
pub fn place_of(fact: &Fact) -> FactPlace {
    let customer = |field| FactPlace::Customer { field };
    let opportunity = |field| FactPlace::Opportunity { field };
    let private = |field| FactPlace::Private { field };
    match fact {
        Fact::Name => customer(CustomerField::Name),
        Fact::Contact => FactPlace::Phones {},
        Fact::Source => customer(CustomerField::Source),
        Fact::Kind => customer(CustomerField::Kind),
        Fact::InformationSource => customer(CustomerField::InformationSource),
        Fact::CurrentCar => customer(CustomerField::CurrentCar),
        Fact::ConvenientTime => customer(CustomerField::ConvenientTime),
        Fact::Occupation => customer(CustomerField::Occupation),
        Fact::JobTitle => customer(CustomerField::JobTitle),
        Fact::Hobbies => customer(CustomerField::Hobbies),
        Fact::Birthday => customer(CustomerField::BirthOn),
        Fact::Compound => customer(CustomerField::Compound),
        Fact::Postcode => customer(CustomerField::Postcode),
        Fact::Industry => customer(CustomerField::Industry),
        Fact::CompanySize => customer(CustomerField::CompanySize),
        Fact::CompanyAddress => customer(CustomerField::EmployerAddress),
        Fact::AcquisitionChannel => customer(CustomerField::AcquisitionChannel),
        Fact::Competitors => FactPlace::Interest { kind: InterestKind::Competitor },
        Fact::Brand => FactPlace::Interest { kind: InterestKind::Brand },
        Fact::Series => FactPlace::Interest { kind: InterestKind::Series },
        Fact::Model => FactPlace::Interest { kind: InterestKind::Model },
        Fact::IntendedUse => opportunity(OpportunityField::IntendedUse),
        Fact::PurchaseDate => opportunity(OpportunityField::PurchaseOn),
        Fact::AcceptablePrice => opportunity(OpportunityField::BudgetFen),
        Fact::Motive => opportunity(OpportunityField::Motive),
        Fact::PaymentIntent | Fact::PaymentWay => opportunity(OpportunityField::Payment),
        Fact::Opinion => opportunity(OpportunityField::Opinion),
        Fact::DecisionMakers => opportunity(OpportunityField::DecisionMakers),
        Fact::Deposit => opportunity(OpportunityField::DepositFen),
        Fact::IdentityCard => private(PrivateField::IdentityCard),
        Fact::Address => private(PrivateField::HomeAddress),
        Fact::DrivingLicence => private(PrivateField::DrivingLicence),
        Fact::CarsShown | Fact::PresentationFeedback => FactPlace::Presentations {},
        Fact::Booking
        | Fact::TestCar
        | Fact::Route
        | Fact::LicenceChecked
        | Fact::AgreementSigned
        | Fact::Mileage
        | Fact::TestDriveFeedback => FactPlace::TestDrives {},
        Fact::Configuration
        | Fact::Colour
        | Fact::Price
        | Fact::Options
        | Fact::InsuranceOffer
        | Fact::FinanceOffer
        | Fact::TradeIn => FactPlace::Quotations {},
        Fact::OrderedCar | Fact::OrderPrice | Fact::RelatedPeople => FactPlace::Orders {},
        Fact::Vin
        | Fact::EngineNumber
        | Fact::Plate
        | Fact::DrivingPermit
        | Fact::Insurance
        | Fact::DeliveryChecklist
        | Fact::FileChecked
        | Fact::VehicleFile => FactPlace::Delivery {},
        Fact::ReturnVisit | Fact::OwnerFeedback | Fact::Suggestions | Fact::DataChecked | Fact::Other(_) => FactPlace::Care {},
    }
}
