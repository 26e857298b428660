//! The single fields of a customer file and of its private part.

use super::code::codes;

codes! {
    /// A single field of a customer file. All are registers of text: two devices that write different fields never clash.
    CustomerField {
        /// 客户名称; of a company the firm's name.
        Name = "name",
        /// 英文名
        LatinName = "latin_name",
        /// 客户类型, a [`super::customer::CustomerKind`].
        Kind = "kind",
        /// 性别, a [`super::customer::Sex`].
        Sex = "sex",
        /// 客户来源, a [`super::customer::Source`].
        Source = "source",
        /// 信息来源, an [`super::customer::InformationSource`].
        InformationSource = "information_source",
        /// 推荐人: the file id of the customer who referred this one.
        Referrer = "referrer",
        /// 推荐人姓名, where no file of the referrer is known.
        ReferrerName = "referrer_name",
        /// 获客渠道, an [`super::profile::AcquisitionChannel`] (S20).
        AcquisitionChannel = "acquisition_channel",
        /// 致谢/奖励: what a referral or a colleague's tip is thanked with (S20).
        Thanks = "thanks",
        /// 致谢对象: who is thanked, where it is not the referrer.
        ThanksTo = "thanks_to",
        /// 致谢状态, a [`super::profile::ThanksState`].
        ThanksState = "thanks_state",
        /// 致谢日期
        ThanksOn = "thanks_on",
        /// 会员: `yes` (C33).
        Member = "member",
        /// 会员号 (C33)
        MemberNumber = "member_number",
        /// 会员权益 (C33)
        MemberBenefits = "member_benefits",
        /// 外地客户: `yes` (C32); more is asked of them.
        OutOfTown = "out_of_town",
        /// 方便联系时间
        ConvenientTime = "convenient_time",
        /// 首选联系方式, a [`super::follow_up::Way`].
        PreferredWay = "preferred_way",
        /// 不愿留电话: `yes` when asked and refused.
        ContactRefused = "contact_refused",
        /// 勿扰: `yes` blocks calls.
        DoNotCall = "do_not_call",
        /// 微信
        Wechat = "wechat",
        /// 电子邮箱
        Email = "email",
        /// 传真
        Fax = "fax",
        /// 出生日期, `1980-01-31`.
        BirthOn = "birth_on",
        /// 出生年份, `1980`, where no day was said.
        BirthYear = "birth_year",
        /// 年龄段 as guessed, an [`super::profile::AgeBand`].
        AgeBand = "age_band",
        /// 职业
        Occupation = "occupation",
        /// 职务
        JobTitle = "job_title",
        /// 单位
        Employer = "employer",
        /// 单位地址
        EmployerAddress = "employer_address",
        /// 所属行业 (S19)
        Industry = "industry",
        /// 企业规模, a [`super::profile::CompanySize`] (S19).
        CompanySize = "company_size",
        /// 省
        Province = "province",
        /// 市
        City = "city",
        /// 区域 (C29)
        Region = "region",
        /// 住宅小区
        Compound = "compound",
        /// 邮编
        Postcode = "postcode",
        /// 学历, a [`super::profile::Education`].
        Education = "education",
        /// 爱好
        Hobbies = "hobbies",
        /// 家庭人数
        FamilySize = "family_size",
        /// 现用车
        CurrentCar = "current_car",
        /// 现用车车牌
        CurrentPlate = "current_plate",
        /// 现用车用途, a [`super::profile::VehicleUse`] (C27).
        CurrentCarUse = "current_car_use",
        /// 现用车购买年月, `2022-06` or `2022` (C26).
        CurrentCarSince = "current_car_since",
        /// 现用车档次, a [`super::profile::VehicleClass`] (C29).
        CurrentCarClass = "current_car_class",
        /// 近十二个月服务消费 in fen, as another system or a person says (C28).
        ServiceSpendFen = "service_spend_fen",
        /// 近十二个月进站次数, likewise (C28, C31).
        ServiceVisits = "service_visits",
        /// 付款习惯, a [`super::profile::PaymentHabit`] (C31).
        PaymentHabit = "payment_habit",
        /// 市场活动: the campaign that an imported lead names.
        Campaign = "campaign",
        /// 备注
        Remark = "remark",
        /// 外部编号: the id in the system the file was imported from.
        ExternalId = "external_id",
        /// 服务记录摘要 of an import: cars owned, as the other system described them.
        ImportedVehicles = "imported_vehicles",
    }
}

codes! {
    /// A field that few roles may receive at all; kept in the `customer_private` file.
    PrivateField {
        /// 身份证号
        IdentityCard = "identity_card",
        /// 身份证后四位
        IdentityCardTail = "identity_card_tail",
        /// 驾驶证号
        DrivingLicence = "driving_licence",
        /// 地址/家庭住址
        HomeAddress = "home_address",
        /// 家庭收入, a [`super::profile::IncomeBand`].
        HouseholdIncome = "household_income",
    }
}
