//! Sheets as the core makes them, with hostile and rare words in them.

use forecourt_core::app::{
    api::setup::Language,
    outside::{Sheet, Template},
};
use serde_json::{Value, json};

/// Signs that few fonts have.
pub const RARE: &str = "𠮷䶮㛃喆堃";

/// Whether what stands under a name is a code or a drawing, which no reader finds as it is.
pub fn is_code(name: &str) -> bool {
    ["kind", "state", "way", "role", "plan", "use", "item", "qr", "signature", "drawn", "what"].contains(&name)
}

pub fn sheet(template: Template, language: Language) -> Sheet {
    let is_chinese = language == Language::Chinese;
    let own = match template {
        Template::Proposal => proposal(is_chinese),
        Template::Order => order(is_chinese),
        Template::TestDrive => test_drive(),
        Template::Delivery => delivery(is_chinese),
    };
    let mut data = common();
    if matches!(template, Template::Proposal | Template::TestDrive) {
        // Their papers have no place for it.
        for field in ["identity", "address", "postcode"] {
            data["customer"][field] = json!("");
        }
    }
    if template == Template::Delivery {
        data["customer"]["identity"] = json!("");
        data["customer"]["postcode"] = json!("");
    }
    data.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    Sheet { template, version: 1, language, data }
}

fn common() -> Value {
    json!({
        "store": {"name": "大连迎宾汽车销售服务有限公司", "address": "大连市甘井子区迎宾路 88 号", "phone": "0411-8888 0000"},
        "number": "D01-0042",
        "printed": {"at": "2026-11-22 10:31", "by": "王喆"},
        "qr": {"size": 21, "runs": [[0, 0, 7], [0, 1, 1], [6, 1, 1], [0, 2, 7], [14, 0, 7], [10, 10, 3], [0, 20, 7]]},
        "consultant": "王喆",
        "customer": {
            "name": format!("刘{RARE}"), "kind": "individual", "phone": "13800001234", "identity": "21020319850617002X",
            "address": "大连市沙河口区星海广场 3 号楼 2 单元 1801", "postcode": "116023",
        },
    })
}

fn amount(figures: &str, chinese: &str, english: &str, is_chinese: bool) -> Value {
    json!({"figures": figures, "words": if is_chinese { chinese } else { english }})
}

fn proposal(is_chinese: bool) -> Value {
    json!({
        "version": 2, "state": "given", "made_on": "2026-11-20", "valid_until": "2026-11-30",
        "car": {"name": "奥迪 A4L 40 TFSI 豪华动感型", "colour": "天云灰 金属漆"},
        "lines": [
            {"kind": "vehicle", "label": "A4L 40 TFSI", "amount": "300,000.00"},
            {"kind": "option", "label": "全景天窗\n含遮阳帘", "amount": "8,000.00"},
            {"kind": "tax", "label": "", "amount": "26,548.67"},
            {"kind": "insurance", "label": "交强险 + 商业险", "amount": "9,500.00"},
            {"kind": "discount", "label": "置换补贴", "amount": "-12,000.00"},
        ],
        "trade_in": {"car": "帕萨特 2018", "valuation": "60,000.00", "valuer": "孙师傅", "valued_on": "2026-11-19"},
        "total": amount(
            "272,048.67",
            "贰拾柒万贰仟零肆拾捌元陆角柒分",
            "Two hundred seventy-two thousand forty-eight yuan and sixty-seven fen only",
            is_chinese,
        ),
        "finance": {
            "lender": "大众汽车金融", "principal": "200,000.00", "months": 36, "rate": "3.99%", "down": "72,048.67",
            "monthly": "5,903.91", "interest": "12,540.76",
        },
        "remark": "含首年延保。\n赠脚垫。",
    })
}

fn order(is_chinese: bool) -> Value {
    json!({
        "state": "deposit_paid", "signed_on": "2026-11-21", "promised_on": "2026-12-05",
        "people": [{"name": "赵堃", "role": "registered_owner", "phone": "13900005678"}],
        "cars": [
            {"name": "奥迪 A4L 40 TFSI 豪华动感型", "colour": "天云灰", "interior": "黑色", "use": "private", "vin": "LFV3A23C8D3000001", "price": "288,000.00"},
            {"name": "奥迪 Q5L", "colour": "朱鹭白", "interior": "", "use": null, "vin": "", "price": "398,000.00"},
        ],
        "lines": [{"kind": "insurance", "name": "首年全险", "amount": "9,500.00"}, {"kind": "trade_in", "name": "帕萨特", "amount": "-60,000.00"}],
        "total": amount("635,500.00", "陆拾叁万伍仟伍佰元整", "Six hundred thirty-five thousand five hundred yuan only", is_chinese),
        "plan": "loan", "deposit": amount("20,000.00", "贰万元整", "Twenty thousand yuan only", is_chinese),
        "loan": {"from": "大众汽车金融", "amount": "200,000.00", "months": "36"},
        "received": "20,000.00", "open": "615,500.00",
        "payments": [{"on": "2026-11-21", "kind": "deposit", "way": "wechat_pay", "amount": "20,000.00", "receipt": "R-881"}],
        "insurance": "人保 交强险、三者 200 万", "invoice_name": format!("刘{RARE}"), "remark": "", "cancelled": null,
    })
}

fn test_drive() -> Value {
    json!({
        "state": "done", "way": "drive", "booked_for": "2026-11-20 14:00–14:30", "route": "展厅—滨海路—展厅",
        "car": {"name": "奥迪 A4L 40 TFSI", "plate": "辽B·12345"},
        "licence": {"kind": "C1", "valid_until": "2031-06-17", "number": "210203198506170021", "checked": "2026-11-20 13:50 王喆"},
        "terms": ["试驾人未饮酒，全程系好安全带。", "按约定路线行驶。"],
        "agreement": {"way": "drawn", "wording": "v1", "on": "2026-11-20", "signature": drawn()},
        "out": {"km": "1,204", "at": "2026-11-20 14:02"}, "back": {"km": "1,221", "at": "2026-11-20 14:31"},
        "feedback": "底盘扎实，隔音好。",
    })
}

fn delivery(is_chinese: bool) -> Value {
    json!({
        "handed_over_on": "2026-12-05",
        "car": {
            "name": "奥迪 A4L 40 TFSI 豪华动感型", "colour": "天云灰", "interior": "黑色", "use": "private", "vin": "LFV3A23C8D3000001",
            "engine_no": "CUH123456", "plate": "辽B·6A123", "produced_on": "2026-09-03", "pdi_on": "2026-12-03", "licensed_on": "2026-12-04",
            "permit_on": "2026-12-04", "insurer": "人保财险", "insured_until": "2027-12-03", "first_service_on": "2027-06-05",
            "first_service_km": "5,000", "mileage_km": "12", "usual_driver": "赵堃",
        },
        "checks": [
            {"item": "documents", "name": "", "ok": true, "note": ""},
            {"item": "tools", "name": "", "ok": true, "note": "千斤顶、警示牌"},
            {"item": "keys", "name": "", "ok": false, "note": "备用钥匙后补"},
            {"item": "own-1", "name": "ETC 已激活", "ok": null, "note": ""},
        ],
        "gaps": [{"what": "check.keys", "reason": "厂家补寄"}, {"what": "car.permit_on", "reason": "下周办理"}],
        "price": amount("288,000.00", "贰拾捌万捌仟元整", "Two hundred eighty-eight thousand yuan only", is_chinese),
        "received": "288,000.00", "open": "0.00",
        "signature": {"on": "2026-12-05", "drawn": drawn()},
    })
}

fn drawn() -> Value {
    json!({"width": 600, "height": 200, "strokes": [[[40, 60], [120, 40], [200, 120], [260, 80]], [[300, 150], [380, 60], [460, 140], [560, 50]]]})
}
